"""What can refer back to something said before, and what a pair of such words shows besides what they mean.

Candidates and features follow the mention-pair models of Bengtson and Roth 2008 and Clark and Manning 2016.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.annotate.graph.parsed import Parsed
from kg.annotate.graph.scores import Integers, numbered

__all__ = [
    "FEATURE_SIZES",
    "KINDS",
    "Anaphor",
    "anaphors_of",
    "candidate_words",
    "earlier",
    "features_of_pairs",
    "pair_features",
]

KINDS = ("third", "person", "demonstrative", "name", "definite", "other")
FEATURE_SIZES = (10, 8, 2, 2, 2, 2, 6, 2, 2)  # how many values each feature of a pair has
_POWERS = 2 ** np.arange(1, FEATURE_SIZES[1])  # where the buckets of distance begin
NEAR, SAME_WORD = 60, 12  # candidates looked at: the nearest so many, and so many of the same word before them

_THIRD = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves who whom whose".split()
)
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_MANY = frozenset(("they", "them", "their", "theirs", "themselves", "we", "us", "our", "these", "those"))
_PART = frozenset(("compound", "flat", "amod", "nummod"))
_NO_MENTION = frozenset(("flat", "fixed", "goeswith", "expl"))


@dataclass(frozen=True, slots=True)
class Anaphor:
    """The head word of a mention as a pair of mentions is judged by it; `kind` is an index into `KINDS`."""

    word: int
    sentence: int
    kind: int
    lemma: str
    lower: str
    phrase: str
    parts: frozenset[str]
    plural: bool
    subject: bool


def candidate_words(parsed: Parsed) -> list[int]:
    """Words that may head a mention: nouns, names and pronouns that are not part of another."""
    found = []
    for at, tag in enumerate(parsed.upos):
        relation = parsed.relations[at].partition(":")[0]
        if tag not in ("NOUN", "PROPN", "PRON") or relation in _NO_MENTION:
            continue
        if relation == "compound" and tag != "PROPN":
            continue
        found.append(at)
    return found


def anaphors_of(parsed: Parsed, words: Iterable[int]) -> list[Anaphor]:
    """The head words given, in text order, with what a pair is judged by."""
    children: dict[int, list[int]] = {}
    for at, head in enumerate(parsed.heads):
        if head != at:
            children.setdefault(head, []).append(at)
    return [_anaphor(parsed, at, children.get(at, ())) for at in sorted(set(words))]


def _anaphor(parsed: Parsed, at: int, children: Sequence[int]) -> Anaphor:
    lower = parsed.words[at].lower()
    tag, fine = parsed.upos[at], parsed.xpos[at]
    if lower in _THIRD:
        kind = "third"
    elif tag == "PRON":
        kind = "person" if fine in ("PRP", "PRP$") else "demonstrative"
    elif tag == "PROPN":
        kind = "name"
    elif any(parsed.relations[child] == "det" and parsed.words[child].lower() in _DEFINITE for child in children):
        kind = "definite"
    else:
        kind = "other"
    near = [at] + [
        child for child in children if parsed.relations[child].partition(":")[0] in _PART and abs(child - at) < 6
    ]
    return Anaphor(
        at,
        parsed.sentence[at],
        KINDS.index(kind),
        parsed.lemmas[at],
        lower,
        " ".join(parsed.words[word].lower() for word in sorted(near)),
        frozenset(parsed.lemmas[word] for word in near),
        fine in ("NNS", "NNPS") or lower in _MANY,
        parsed.relations[at].startswith("nsubj"),
    )


def earlier(anaphors: Sequence[Anaphor]) -> Iterator[list[int]]:
    """For each anaphor the indices of those before it that it is compared with, in text order."""
    by_lemma: dict[str, list[int]] = {}
    for at, anaphor in enumerate(anaphors):
        far = by_lemma.setdefault(anaphor.lemma, [])
        begin = max(0, at - NEAR)
        yield [other for other in far[-SAME_WORD:] if other < begin] + list(range(begin, at))
        far.append(at)


def pair_features(anaphor: Anaphor, candidate: Anaphor, between: int) -> tuple[int, ...]:
    """Features of a pair, each below its size in `FEATURE_SIZES`; `between` counts anaphors from one to the other."""
    return (
        min(max(0, anaphor.sentence - candidate.sentence), 9),
        min(max(1, between).bit_length() - 1, 7),
        int(candidate.phrase == anaphor.phrase),
        int(candidate.lemma == anaphor.lemma),
        int(anaphor.parts <= candidate.parts or candidate.parts <= anaphor.parts),
        int(candidate.plural == anaphor.plural),
        candidate.kind,
        int(candidate.subject),
        int(candidate.lower == anaphor.lower),
    )


def features_of_pairs(anaphors: Sequence[Anaphor], first: Integers, second: Integers, between: Integers) -> Integers:
    """`pair_features` of many pairs at once, a row each; `first` and the candidates `second` index into `anaphors`."""

    def same(column: Sequence[Hashable]) -> Integers:
        numbers = numbered(column)
        equal: Integers = (numbers[first] == numbers[second]).astype(np.int64)
        return equal

    sentence = np.array([anaphor.sentence for anaphor in anaphors])
    features: Integers = np.stack(
        [
            np.clip(sentence[first] - sentence[second], 0, 9),
            np.searchsorted(_POWERS, between, side="right"),
            same([anaphor.phrase for anaphor in anaphors]),
            same([anaphor.lemma for anaphor in anaphors]),
            _one_holds_other([anaphor.parts for anaphor in anaphors])[first, second].astype(np.int64),
            same([anaphor.plural for anaphor in anaphors]),
            np.array([anaphor.kind for anaphor in anaphors])[second],
            np.array([anaphor.subject for anaphor in anaphors], dtype=np.int64)[second],
            same([anaphor.lower for anaphor in anaphors]),
        ],
        axis=1,
    )
    return features


def _one_holds_other(sets: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Of each pair of sets whether one is part of the other."""
    # Not by a product of matrices: that would wake the threads of numpy's library, which then spin for a while, and a
    # processor second in four went there.
    columns: dict[str, int] = {}
    for entry in sets:
        for part in entry:
            columns.setdefault(part, len(columns))
    holders = np.zeros((len(columns), len(sets)), dtype=np.bool_)
    parts = [[columns[part] for part in entry] for entry in sets]
    for row, held in enumerate(parts):
        holders[held, row] = True
    within = np.array([holders[held].all(0) for held in parts], dtype=np.bool_).reshape(len(sets), len(sets))
    either: NDArray[np.bool_] = within | within.T
    return either
