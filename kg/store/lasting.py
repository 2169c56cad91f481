"""What has statements that hold since or until a date, as one table in memory."""

from collections.abc import Iterable, Mapping, Set

from kg.store.replacing import with_others
from kg.store.rows import Iri, Row

__all__ = ["LastingTable"]


class LastingTable:
    """The subjects and objects of the claims that `rows` (of the query `lasting`) tell of. It never changes."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._ends: Mapping[str, frozenset[str]] = _read(rows)
        self.things = frozenset[str]().union(*self._ends.values())

    @property
    def claims(self) -> Set[str]:
        """The claims that hold since or until a date, those that say nothing else any more among them."""
        return self._ends.keys()

    def replaced(self, claims: Iterable[str], rows: Iterable[Row]) -> "LastingTable":
        """The same with other `rows` for some claims."""
        claims = list(claims)
        if not claims:
            return self
        table = LastingTable(())
        table._ends = with_others(self._ends, claims, _read(rows))
        table.things = frozenset[str]().union(*table._ends.values())
        return table


def _read(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        ends = (row[end] for end in ("subject", "object") if isinstance(row.get(end), Iri))
        found.setdefault(row["claim"], set()).update(ends)
    return {claim: frozenset(ends) for claim, ends in found.items()}
