"""The table of heads: what the network learns to say about words, and where each target comes from.

A word head is one entry of `WORD_HEADS`: adding one is adding an entry with the function that reads its gold labels
from a sentence (None for a word or a sentence whose source does not say).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.training.corpora import Sentence

__all__ = ["NAME_LABELS", "UNKNOWN", "WORD_HEADS", "Labels", "WordHead"]

NAME_LABELS = ("PERSON", "ORG", "LOC", "NORP", "EVENT", "MISC", "DATE", "NUMBER")
UNKNOWN = -100  # target of a word whose label no source gives: no loss


@dataclass(frozen=True, slots=True)
class WordHead:
    """A label per word: its name, its weight in the loss, its fixed labels if any, and where gold labels come from."""

    name: str
    weight: float
    gold: Callable[[Sentence], Sequence[str] | None]
    fixed: tuple[str, ...] | None = None


def _names(sentence: Sentence) -> Sequence[str] | None:
    return sentence.names


def _starts(sentence: Sentence) -> Sequence[str] | None:
    return ["start"] + ["inside"] * (len(sentence.words) - 1) if sentence.bounded else None


def _column(name: str) -> Callable[[Sentence], Sequence[str] | None]:
    def gold(sentence: Sentence) -> Sequence[str] | None:
        column: tuple[str, ...] | None = getattr(sentence.tree, name, None)
        return column

    return gold


BIO = ("O", *(f"{position}-{label}" for label in NAME_LABELS for position in "BI"))
WORD_HEADS = (
    WordHead("names", 1.5, _names, BIO),
    WordHead("starts", 1.0, _starts, ("inside", "start")),
    WordHead("upos", 0.3, _column("upos")),
    WordHead("xpos", 0.5, _column("xpos")),
    WordHead("feats", 0.3, _column("feats")),
)


@dataclass(frozen=True, slots=True)
class Labels:
    """Every label the network knows, by word head and of arcs; its JSON is the model's one table of labels."""

    words: dict[str, tuple[str, ...]]
    relations: tuple[str, ...]

    @classmethod
    def collect(cls, sentences: Iterable[Sentence], least: int = 3) -> "Labels":
        """Labels of the training sentences, most frequent first; those seen fewer than `least` times are left out.

        Trees that a model has read add none: its labels stay as they are, and so do the heads it has learned.
        """
        counts = {head.name: Counter[str]() for head in WORD_HEADS}
        relations = Counter[str]()
        for sentence in sentences:
            if sentence.predicted:
                continue
            for head in WORD_HEADS:
                counts[head.name].update(head.gold(sentence) or ())
            relations.update(sentence.tree.relations if sentence.tree else ())
        words = {head.name: head.fixed or _frequent(counts[head.name], least) for head in WORD_HEADS}
        return cls(words, _frequent(relations, least))

    def write(self, path: Path) -> None:
        """Writes the table as JSON."""
        table = {"words": self.words, "relations": self.relations}
        path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Labels":
        """Reads a table that `write` wrote."""
        table = json.loads(path.read_text(encoding="utf-8"))
        return cls({name: tuple(labels) for name, labels in table["words"].items()}, tuple(table["relations"]))


def _frequent(counts: Counter[str], least: int) -> tuple[str, ...]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(label for label, count in ranked if count >= least)
