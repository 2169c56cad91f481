"""Lemmas from two tables made from treebanks: words whose lemma is not regular, and what endings turn into.

A rule says how many characters to drop from the end of a word and what to put there; it is chosen by fine-grained tag
and the longest known ending. The word table holds only what the rules get wrong.
"""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ModelError

__all__ = ["LONGEST_ENDING", "Lemmas", "apply_rule", "dropped_by", "write_rule"]

LONGEST_ENDING = 5  # characters
Words = Mapping[str, Mapping[str, str]]


def write_rule(word: str, lemma: str) -> str:
    """The rule that turns `word` into `lemma`: `=` or `_` (keep or lower the case), characters to drop, what to add."""
    lowered = lemma == lemma.lower()
    stem = word.lower() if lowered else word
    same = 0
    while same < min(len(stem), len(lemma)) and stem[same] == lemma[same]:
        same += 1
    return f"{'_' if lowered else '='}{len(stem) - same} {lemma[same:]}"


def dropped_by(rule: str) -> int:
    """How many characters a rule drops from the end of a word."""
    return int(rule[1:].partition(" ")[0])


def apply_rule(word: str, rule: str) -> str:
    """The lemma of `word` by a rule of `write_rule`."""
    stem = word.lower() if rule[0] == "_" else word
    return stem[: max(0, len(stem) - dropped_by(rule))] + rule.partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Lemmas:
    """By tag: `words`, from a word as written or in lower case to its lemma; `endings`, from an ending to its rule."""

    words: Words
    endings: Words

    @classmethod
    def read(cls, path: Path) -> "Lemmas":
        """Reads gzipped tables; raises ModelError if they are not tables of lemmas."""
        try:
            with gzip.open(path, "rt", encoding="utf-8") as stream:
                tables = json.load(stream)
            return cls(tables["words"], tables["endings"])
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{path}: not a table of lemmas ({error!r}); install the package again") from error

    def of(self, word: str, tag: str) -> str:
        """The lemma of a word with that fine-grained tag; the word itself where the tables know nothing."""
        known = self.words.get(tag, {})
        lowered = word.lower()
        found = known.get(word) or known.get(lowered)
        return found or self.by_ending(word, tag)

    def by_ending(self, word: str, tag: str) -> str:
        """The lemma by the rule of the longest known ending."""
        rules = self.endings.get(tag, {})
        lowered = word.lower()
        for length in range(min(LONGEST_ENDING, len(lowered)), -1, -1):
            rule = rules.get(lowered[len(lowered) - length :])
            if rule:
                return apply_rule(word, rule)
        return lowered
