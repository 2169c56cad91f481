"""Which rules may match where: each pattern can begin with few words only, so most words of a text begin none.

Searching a text for a hundred patterns one after another takes longer than all the rest of the tagger. Here the words
of a text are looked at once, and only the patterns that can begin with a word are tried there. What a pattern can begin
with is read off the pattern as the `re` module parses it; where that cannot be told, the pattern is searched for.
"""

import re
from collections.abc import Iterator, Sequence
from re import Match, Pattern
from typing import Any

__all__ = ["Openings", "beginnings"]

try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # without it every pattern is searched for, as slowly as surely
    _parser = None

_WORD = re.compile(r"(?<![\w.,-])\w+")
_DIGIT = "0"  # stands for any digit at the start of a word
_REMEMBERED_WORDS = 50_000  # bound of the cache
_LONGEST = 8  # characters of a beginning that are told apart


class Openings:
    r"""Finds all matches of some patterns, each of which begins with `(?<![\w.,-])`."""

    def __init__(self, patterns: Sequence[Pattern[str]]) -> None:
        """`patterns` as `make_rule` builds them."""
        self._patterns = tuple(patterns)
        self._searched: list[int] = []
        self._by_beginning: dict[str, list[int]] = {}
        for order, pattern in enumerate(patterns):
            begins = beginnings(pattern)
            if begins is None:
                self._searched.append(order)
            for beginning in begins or ():
                self._by_beginning.setdefault(beginning, []).append(order)
        self._known: dict[str, tuple[int, ...]] = {}

    def matches(self, text: str) -> Iterator[tuple[int, Match[str]]]:
        """What `finditer` of each pattern finds, with the index of the pattern, in no particular order."""
        for order in self._searched:
            for match in self._patterns[order].finditer(text):
                yield order, match
        reached = [0] * len(self._patterns)
        for word in _WORD.finditer(text):
            start = word.start()
            for order in self._of(word[0]):
                if start >= reached[order] and (found := self._patterns[order].match(text, start)) is not None:
                    reached[order] = found.end()
                    yield order, found

    def _of(self, word: str) -> tuple[int, ...]:
        """The patterns that may begin with a word."""
        found = self._known.get(word)
        if found is None:
            begun = _DIGIT if word[0].isdecimal() else word
            orders = {
                order
                for end in range(1, min(len(begun), _LONGEST) + 1)
                for order in self._by_beginning.get(begun[:end], ())
            }
            found = tuple(sorted(orders))
            if len(self._known) < _REMEMBERED_WORDS:
                self._known[word] = found
        return found


def beginnings(pattern: Pattern[str]) -> frozenset[str] | None:
    """Beginnings of words, one of which every match begins with, `0` for any digit; None where that cannot be told."""
    if _parser is None:
        return None
    opened, done = _extended(_parser.parse(pattern.pattern, pattern.flags), {""})
    found = opened | done
    return None if "" in found or any(not beginning.isalnum() for beginning in found) else frozenset(found)


def _extended(items: Any, opened: set[str]) -> tuple[set[str], set[str]]:
    """`opened` with what the items may add to each, and those to which nothing can be added that is known."""
    done: set[str] = set()
    for operation, given in items:
        opened, closed = _after(str(operation), given, opened)
        done |= closed
        if not opened:
            break
    return opened, done


def _after(operation: str, given: Any, opened: set[str]) -> tuple[set[str], set[str]]:
    if operation in ("ASSERT", "ASSERT_NOT", "AT"):  # of no width
        return opened, set()
    if operation == "LITERAL":
        return _with_character(chr(given), opened)
    if operation == "SUBPATTERN":
        return _extended(given[-1], opened)
    if operation == "BRANCH":
        ways = [_extended(way, opened) for way in given[1]]
        return set().union(*(way[0] for way in ways)), set().union(*(way[1] for way in ways))
    if operation in ("MAX_REPEAT", "MIN_REPEAT"):
        least, _, repeated = given
        once, closed = _extended(repeated, opened)
        return (opened, once | closed) if least == 0 else (set(), once | closed)
    if operation == "IN" and all(str(kind) in ("LITERAL", "RANGE", "CATEGORY") for kind, _ in given):
        return _with_class(given, opened)
    return set(), opened


def _with_character(character: str, opened: set[str]) -> tuple[set[str], set[str]]:
    longer, done = set(), set()
    for beginning in opened:
        if character.isdecimal() and not beginning:
            done.add(_DIGIT)
        elif len(beginning) >= _LONGEST or (beginning and not character.isalnum()):
            done.add(beginning)
        else:
            longer.add(beginning + character)
    return longer, done


def _with_class(members: Any, opened: set[str]) -> tuple[set[str], set[str]]:
    """After one of several characters: told apart if they are letters or signs each named, or all digits."""
    if all(str(kind) == "LITERAL" for kind, _ in members):
        ways = [_with_character(chr(code), opened) for _, code in members]
        return set().union(*(way[0] for way in ways)), set().union(*(way[1] for way in ways))
    digits = all(
        (str(kind) == "LITERAL" and chr(given).isdecimal())
        or (str(kind) == "RANGE" and "0" <= chr(given[0]) <= chr(given[1]) <= "9")
        or (str(kind) == "CATEGORY" and str(given) == "CATEGORY_DIGIT")
        for kind, given in members
    )
    return set(), {beginning or (_DIGIT if digits else "") for beginning in opened}
