from pathlib import Path

import pytest

from visualizations import explorer


def test_explorer_folder_says_how_to_get_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explorer, "__file__", str(tmp_path / "explorer.py"))
    with pytest.raises(explorer.ExplorerMissingError, match="without KG_SKIP_WEB"):
        explorer.explorer_folder()


@pytest.mark.parametrize("source", ["default-src 'none'", "script-src 'self'", "connect-src 'self'"])
def test_policy_admits_nothing_from_elsewhere(source: str) -> None:
    assert source in explorer.CONTENT_SECURITY_POLICY
    assert "unsafe" not in explorer.CONTENT_SECURITY_POLICY
    assert "http" not in explorer.CONTENT_SECURITY_POLICY
