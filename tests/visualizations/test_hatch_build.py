"""The build hook, without running npm."""

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def hook_module() -> ModuleType:
    pytest.importorskip("hatchling", reason="hatchling is not installed: the build hook is not tested")
    spec = spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def built(hook_module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A small source tree in `tmp_path`; every build is recorded instead of done."""
    web = tmp_path / "visualizations" / "web"
    for name in (*hook_module._SOURCES, "web/src/main.ts", "web/static/index.html"):
        file = tmp_path / "visualizations" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    builds: list[Path] = []

    def build(folder: Path) -> None:
        builds.append(folder)
        (web / "dist").mkdir(exist_ok=True)

    monkeypatch.setattr(hook_module, "_build", build)
    monkeypatch.delenv("KG_SKIP_WEB", raising=False)
    return builds


def run(module: ModuleType, root: Path, target: str = "wheel", version: str = "standard") -> dict[str, Any]:
    build_data: dict[str, Any] = {"artifacts": []}
    module.WebAssets(str(root), {}, None, None, "", target).initialize(version, build_data)
    return build_data


@pytest.mark.parametrize("version", ["standard", "editable"])
def test_hook_builds_and_packs(hook_module: ModuleType, built: list[Path], tmp_path: Path, version: str) -> None:
    assert run(hook_module, tmp_path, version=version)["artifacts"] == ["visualizations/web/dist/**"]
    assert len(built) == 1


def test_hook_builds_again_only_when_a_source_changed(
    hook_module: ModuleType, built: list[Path], tmp_path: Path
) -> None:
    run(hook_module, tmp_path)
    run(hook_module, tmp_path)
    assert len(built) == 1
    (tmp_path / "visualizations/web/src/main.ts").write_text("changed", encoding="utf-8")
    run(hook_module, tmp_path)
    assert len(built) == 2


def test_hook_can_be_told_to_skip(
    hook_module: ModuleType, built: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_SKIP_WEB", "1")
    assert run(hook_module, tmp_path)["artifacts"] == []
    assert built == []


def test_hook_leaves_source_distributions_alone(hook_module: ModuleType, built: list[Path], tmp_path: Path) -> None:
    assert run(hook_module, tmp_path, target="sdist")["artifacts"] == []
    assert built == []


def test_hook_says_what_to_do_when_npm_fails(
    hook_module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook_module, "_node_and_npm", lambda: (str(tmp_path / "no-node"), "npm"))
    with pytest.raises(RuntimeError, match="KG_SKIP_WEB=1"):
        hook_module._build(tmp_path)


def test_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "visualizations/web/package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
