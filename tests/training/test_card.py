"""The card and the commands, without a corpus."""

from pathlib import Path
from typing import Any

import pytest

from kg.annotate.encoder.directory import shipped_directory
from kg.training.card import write_card
from kg.training.commands import main
from kg.training.scores import TREE_KINDS

ROW = {"precision": 1.5, "recall": 2.5, "f": 3.5, "low": 3.1, "high": 3.9, "count": 40}
SCORES: dict[str, Any] = {
    "names_rows": {"all": ROW, "ORG": ROW},
    "gum_dev_rows": {"las": ROW, "dep:nsubj:pass": ROW},
    **{f"{treebank}_{kind}": 90.5 for treebank in ("ewt_test", "gum_dev") for kind in TREE_KINDS},
    "words_per_second": 9000,
    "load_seconds": 0.3,
    "megabytes": 25.0,
}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    for file in shipped_directory().iterdir():
        if file.name not in ("README.md", "NOTICE"):
            (tmp_path / file.name).symlink_to(file)
    return tmp_path


def test_card_shows_scores_and_licence(model: Path) -> None:
    write_card(model, SCORES, {"epochs": 3, "seconds": 600, "articles": False})
    card = (model / "README.md").read_text(encoding="utf-8")
    assert "| ORG | 1.5 | 2.5 | 3.5 | 3.1 | 3.9 | 40 |" in card
    assert "| nsubj:pass | 1.5 |" in card
    assert "3 epochs, 10 minutes" in card
    assert "CC BY-SA 4.0" in card
    assert "$" not in card
    assert "GUM" in (model / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("articles", [True, False])
def test_card_names_articles_as_a_source_only_if_they_were_learned_from(model: Path, articles: bool) -> None:
    write_card(model, SCORES, {"articles": articles})
    assert ("| news articles" in (model / "README.md").read_text(encoding="utf-8")) is articles


def test_the_shipped_model_has_its_card_and_notice() -> None:
    assert "Known weaknesses" in (shipped_directory() / "README.md").read_text(encoding="utf-8")
    assert (shipped_directory() / "NOTICE").is_file()


def test_a_missing_corpus_fails_with_a_message(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert main(["measure", "--corpora", str(tmp_path), "--run", str(tmp_path / "run")]) == 1
    assert "no such corpus file" in caplog.text
