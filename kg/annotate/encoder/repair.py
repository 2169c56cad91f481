"""Names corrected by a few rules over the whole text; what they look for is in `repair_tables.json`.

The network judges each window by itself. A text as a whole knows more: the same words name the same kind of thing
throughout, a surname belongs to the person introduced in full, and the head word of a long name tells its kind.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from kg.annotate.encoder.names import Name
from kg.annotate.encoder.words import Words

__all__ = ["FILLED_SCORE", "NameRepair"]

PROPER = frozenset({"PERSON", "ORG", "LOC", "MISC", "EVENT"})  # kinds that are mistaken for one another
FILLED = frozenset({"PERSON", "ORG", "LOC"})  # kinds whose other occurrences are filled in
FILLED_SCORE = 0.5  # of a name the network missed but found elsewhere in the text
LONGEST_PERSON = 5  # words of a name that can lend its last word as a surname
NUMERALS = frozenset("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split())
LINKING = frozenset({"of", "the", "and", "in", "for", "&"})  # words that stand inside names, and never end one
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern "
    "central upper lower".split()
)  # words that begin the name of a region: "Southern" and "California" are one place
ORGANIZATION_ENDINGS = frozenset({("school", "district")})  # though the last word alone ends names of places
OFFICES = frozenset(
    "ambassador attorney chairman chairperson chairwoman chancellor commissioner governor lieutenant lt lt. minister "
    "ombudsman premier president prosecutor secretary senator spokesman spokesperson spokeswoman superintendent".split()
)  # last words of titles that are hardly anybody's surname
CLITICS = frozenset({"'s", "’s", "'", "’", ",", ".", "-", "–", '"', "”", "“"})


@dataclass(frozen=True, slots=True)
class NameRepair:
    """The rules with their tables; `apply` runs them in order."""

    titles: frozenset[str]
    organization_heads: frozenset[str]
    place_heads: frozenset[str]
    organization_beginnings: frozenset[tuple[str, ...]]
    organizations: dict[str, tuple[tuple[str, ...], ...]]  # by first word, longest first

    @classmethod
    def load(cls) -> "NameRepair":
        """Reads the tables that come with the package."""
        tables = json.loads((files("kg.annotate.encoder") / "repair_tables.json").read_text(encoding="utf-8"))
        known: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in tables["organizations"]:
            known[name.split()[0]].append(tuple(name.replace("-", " - ").split()))
        return cls(
            titles=frozenset(f"{tables['titles']} {tables['titles_before_titles']}".split()),
            organization_heads=frozenset(tables["organization_heads"].split()),
            place_heads=frozenset(tables["place_heads"].split()),
            organization_beginnings=frozenset(tuple(words.split()) for words in tables["organization_beginnings"]),
            organizations={first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in known.items()},
        )

    def apply(self, words: Words, starts: Sequence[bool], names: Iterable[Name]) -> list[Name]:
        """Corrected names, left to right and apart; `starts[i]`: word i starts a sentence."""
        texts = words.texts
        trimmed = [kept for name in names if (kept := self._trimmed(name, texts)) is not None]
        typed = [self._typed(name, texts) for name in _joined(trimmed, words)]
        known = self._with_known(typed, texts)
        voted = _voted(known, texts)
        return _with_numerals(_filled(voted, words, starts), texts)

    def _trimmed(self, name: Name, texts: Sequence[str]) -> Name | None:
        """Without titles before a person and clitics after; None if it is but a title: "Culture Minister"."""
        start, end = name.start, name.end
        if name.label not in PROPER:
            return name
        while end - start > 1 and (texts[end - 1] in CLITICS or texts[end - 1] in LINKING):
            end -= 1
        if name.label == "PERSON":
            while end - start > 1 and texts[start].lower() in self.titles:
                start += 1
            if texts[end - 1].lower() in (self.titles if end - start == 1 else OFFICES):
                return None
        return replace(name, start=start, end=end)

    def _typed(self, name: Name, texts: Sequence[str]) -> Name:
        """With the kind that the head word of a name of several words tells."""
        if name.label not in PROPER - {"EVENT"} or name.end - name.start < 2:
            return name
        lowered = [text.lower() for text in texts[name.start : name.end]]
        if (
            tuple(lowered[-2:]) in ORGANIZATION_ENDINGS
            or lowered[-1] in self.organization_heads
            or tuple(lowered[:2]) in self.organization_beginnings
        ):
            return replace(name, label="ORG")
        if lowered[-1] in self.place_heads:
            return replace(name, label="LOC")
        return name

    def _with_known(self, names: Sequence[Name], texts: Sequence[str]) -> list[Name]:
        """With organizations the whole world knows, where no longer name stands; exact capitals only."""
        taken: dict[int, Name] = {at: name for name in names for at in range(name.start, name.end)}
        result = {name.start: name for name in names}
        at = 0
        while at < len(texts):
            found = self._known_at(at, texts)
            end = at + found
            over = {taken[word].start: taken[word] for word in range(at, end) if word in taken}
            fits = all(at <= name.start and name.end <= end and name.label in PROPER for name in over.values())
            if found and fits and (over or not _continues(at, end, texts, taken)):
                for start in over:
                    del result[start]
                score = max((name.score for name in over.values()), default=FILLED_SCORE)
                result[at] = Name(at, end, "ORG", score)
                at = end
            else:
                at += 1
        return [result[start] for start in sorted(result)]

    def _known_at(self, at: int, texts: Sequence[str]) -> int:
        for name in self.organizations.get(texts[at], ()):
            if tuple(texts[at : at + len(name)]) == name:
                return len(name)
        return 0


def _joined(names: Sequence[Name], words: Words) -> list[Name]:
    """Names cut in two put together: at a hyphen, after a direction, and before the letters of a state or district."""
    texts = words.texts
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        between = texts[last.end : name.start] if last is not None and last.label == name.label else None
        if last is None or between is None or any(words.new_line[last.end : name.start + 1]):
            joined.append(name)
            continue
        direction = not between and name.label == "LOC" and texts[last.end - 1].lower() in DIRECTIONS
        hyphened = list(between) == ["-"] and name.label == "PERSON" and name.end - name.start == 1
        lettered = list(between) == [","] and name.label == "LOC" and texts[name.start : name.end] == ["D.C."]
        if direction or hyphened or lettered:
            joined[-1] = Name(last.start, name.end, name.label, min(last.score, name.score))
        else:
            joined.append(name)
    return joined


def _continues(start: int, end: int, texts: Sequence[str], taken: dict[int, Name]) -> bool:
    """Whether the words go on as a longer capitalized name that was not found."""
    after = end < len(texts) and texts[end][:1].isupper() and end not in taken
    before = (
        start > 0 and texts[start - 1][:1].isupper() and texts[start - 1] not in ("The", "A") and start - 1 not in taken
    )
    return after or before


def _surface(name: Name, texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(texts[name.start : name.end])


def _voted(names: Sequence[Name], texts: Sequence[str]) -> list[Name]:
    """The same words get one kind throughout, that with the highest sum of scores; surnames follow full names."""
    votes: defaultdict[tuple[str, ...], defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        if name.label in PROPER:
            votes[_surface(name, texts)][name.label] += name.score
    decided = {surface: max(kinds, key=lambda kind: (kinds[kind], kind)) for surface, kinds in votes.items()}
    surnames = {
        surface[-1] for surface, kind in decided.items() if kind == "PERSON" and 1 < len(surface) <= LONGEST_PERSON
    }
    for surface in decided:
        if len(surface) == 1 and surface[0] in surnames and decided[surface] in ("LOC", "MISC"):
            decided[surface] = "PERSON"
    return [replace(name, label=decided[_surface(name, texts)]) if name.label in PROPER else name for name in names]


def _filled(names: Sequence[Name], words: Words, starts: Sequence[bool]) -> list[Name]:
    """Names found somewhere in the text are names wherever the same words stand by themselves."""
    texts = words.texts
    taken: dict[int, Name] = {at: name for name in names for at in range(name.start, name.end)}
    kinds: dict[tuple[str, ...], str] = {}
    for name in names:
        surface = _surface(name, texts)
        if name.label in FILLED and surface[0][:1].isupper() and len("".join(surface)) > 2:
            kinds[surface] = name.label
            if name.label == "PERSON" and 1 < len(surface) <= LONGEST_PERSON and surface[-1][:1].isupper():
                kinds.setdefault(surface[-1:], "PERSON")
    by_first: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for surface in sorted(kinds, key=lambda words: (-len(words), words)):
        by_first[surface[0]].append(surface)
    filled = list(names)
    for at in range(len(texts)):
        for surface in by_first.get(texts[at], ()):
            end = at + len(surface)
            if tuple(texts[at:end]) != surface or any(word in taken for word in range(at, end)):
                continue
            if any(words.new_line[at + 1 : end]) or (len(surface) == 1 and _ambiguous(at, texts, starts, taken)):
                continue
            name = Name(at, end, kinds[surface], FILLED_SCORE)
            filled.append(name)
            taken.update(dict.fromkeys(range(at, end), name))
            break
    return sorted(filled, key=lambda name: name.start)


def _ambiguous(at: int, texts: Sequence[str], starts: Sequence[bool], taken: dict[int, Name]) -> bool:
    """Whether a single word may be part of a longer name, or capitalized only for standing first."""
    before = at > 0 and not starts[at] and texts[at - 1][:1].isupper() and at - 1 not in taken
    after = at + 1 < len(texts) and texts[at + 1][:1].isupper() and at + 1 not in taken and not starts[at + 1]
    return before or after


def _with_numerals(names: list[Name], texts: Sequence[str]) -> list[Name]:
    """With the small numbers written out that the network has overlooked."""
    taken = {at for name in names for at in range(name.start, name.end)}
    missed = [
        Name(at, at + 1, "NUMBER", FILLED_SCORE)
        for at, text in enumerate(texts)
        if at not in taken and text.lower() in NUMERALS
    ]
    return sorted([*names, *missed], key=lambda name: name.start)
