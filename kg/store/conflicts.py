"""Rival claims as groups that belong together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from kg.store.names import local_name
from kg.store.replacing import with_others
from kg.store.rows import Row

__all__ = ["RivalTable", "Rivalry"]


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Claims that contradict or supersede one another, directly or through others (all sorted by address).

    `links` are (claim, `conflictsWith` or `supersedes`, other claim); a contradiction is listed once.
    """

    claims: tuple[str, ...]
    subjects: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]

    @property
    def disputed(self) -> bool:
        """Whether claims contradict each other, rather than a later one taking the place of an earlier one."""
        return any(link == "conflictsWith" for _, link, _ in self.links)

    @property
    def key(self) -> str:
        """Sorts what is disputed and has more claims first, and tells groups apart."""
        return f"{int(not self.disputed)} {10**6 - len(self.claims):07d} {self.claims[0]}"


class RivalTable:
    """The groups that `rows` (of the query `rivals`) tell of; it never changes."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: Mapping[str, list[Row]] = _by_claim(rows)
        self.groups = _groups(self._rows)

    @property
    def claims(self) -> Set[str]:
        """The claims that say which other claims they rival, those that are no longer there among them."""
        return self._rows.keys()

    def replaced(self, claims: Iterable[str], rows: Iterable[Row]) -> "RivalTable":
        """The same with other `rows` for some claims; rivals are few, so the groups are made again."""
        claims = list(claims)
        if not claims:
            return self
        table = RivalTable(())
        table._rows = with_others(self._rows, claims, _by_claim(rows))
        table.groups = _groups(table._rows)
        return table


def _by_claim(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["claim"], []).append(row)
    return found


def _groups(rows: Mapping[str, list[Row]]) -> list[Rivalry]:
    links: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    subject: dict[str, str] = {}
    together: dict[str, set[str]] = defaultdict(set)
    for row in (row for own in rows.values() for row in own if "subject" in row):
        claim, other, link = row["claim"], row["other"], local_name(row["link"])
        subject[claim] = row["subject"]
        together[claim].add(other)
        together[other].add(claim)
        first, second = sorted((claim, other)) if link == "conflictsWith" else (claim, other)
        links[first].add((first, link, second))
    return sorted(
        (
            Rivalry(
                claims=tuple(group),
                subjects=tuple(sorted({subject[claim] for claim in group if claim in subject})),
                links=tuple(sorted(link for claim in group for link in links[claim])),
            )
            for group in _components(together)
        ),
        key=lambda group: group.key,
    )


def _components(together: dict[str, set[str]]) -> Iterable[list[str]]:
    seen: set[str] = set()
    for start in sorted(together):
        if start in seen:
            continue
        group, waiting = set(), [start]
        while waiting:
            claim = waiting.pop()
            if claim not in group:
                group.add(claim)
                waiting += together[claim] - group
        seen |= group
        yield sorted(group)
