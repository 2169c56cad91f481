"""Readers of treebanks and name corpora; the smallest files that show each point."""

import gzip
import json
from pathlib import Path

import pytest

from kg.training.corpora import CorpusError, Sentence, by_document, join_names, read_conllu, read_names

CONLLU = """\
# newdoc id = one
# newpar
# text = We can't go.
1\tWe\twe\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
4.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = two
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.conllu.gz"
    path.write_bytes(gzip.compress(CONLLU.encode()))
    return path


def _write_names(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_conllu_sentences_keep_document_and_paragraph(treebank: Path) -> None:
    sentences = list(read_conllu(treebank))
    assert [(sentence.document, sentence.paragraph) for sentence in sentences] == [
        ("one", True),
        ("one", False),
        ("two", True),
    ]


def test_conllu_spaces_are_right_around_multi_word_tokens(treebank: Path) -> None:
    assert next(read_conllu(treebank)).spaces == (True, False, True, False, True)


def test_conllu_tree_has_words_only(treebank: Path) -> None:
    sentence = next(read_conllu(treebank))
    assert sentence.words == ("We", "ca", "n't", "go", ".")
    assert sentence.tree is not None
    assert sentence.tree.heads == (4, 4, 4, 0, 4)
    assert sentence.tree.relations[3] == "root"


def test_conllu_of_wrong_width_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text("1\tWe\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bad.conllu:1: 2 columns"):
        list(read_conllu(path))


def test_missing_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--corpora"):
        list(read_conllu(tmp_path / "none.conllu.gz"))


@pytest.mark.parametrize(
    "row",
    [
        {"tokens": ["a"], "spaces": [True], "tags": []},
        {"tokens": ["a"], "spaces": [True], "tags": [], "source": "x", "doc": "d"},
        {"tokens": 3, "spaces": [True], "tags": ["O"], "source": "x", "doc": "d"},
    ],
)
def test_bad_name_rows_are_errors(tmp_path: Path, row: dict[str, object]) -> None:
    with pytest.raises(CorpusError, match=r"names.jsonl:1"):
        list(read_names(_write_names(tmp_path / "names.jsonl", row)))


def test_boundaries_set_by_a_program_are_not_learned(tmp_path: Path) -> None:
    rows = [
        {"tokens": ["a"], "spaces": [True], "tags": ["O"], "source": s, "doc": s} for s in ("gum_bio", "redocred_dev")
    ]
    assert [sentence.bounded for sentence in read_names(_write_names(tmp_path / "n.jsonl", *rows))] == [True, False]


def test_join_gives_one_sentence_both_annotations(treebank: Path) -> None:
    names = [
        Sentence("two", ("No",), (True,), names=("B-MISC",)),
        Sentence("three", ("Hm",), (True,), names=("O",)),
        Sentence("one", ("not", "in", "the", "treebank"), (True,) * 4, names=("O",) * 4),
    ]
    joined = join_names(read_conllu(treebank), names)
    assert [(sentence.document, sentence.names, sentence.tree is not None) for sentence in joined] == [
        ("one", None, True),
        ("one", None, True),
        ("two", ("B-MISC",), True),
        ("three", ("O",), False),
    ]
    assert [len(document) for document in by_document(joined)] == [2, 1, 1]
