"""Everything that is remembered of one revision of a store.

Nothing that is made is changed: when the store has changed, another state takes the place of this one, and whoever
reads this one reads on. A state holds what was read when the store had its revision, or a later one: what is touched
after that revision is read anew for the next state, so it does not matter if the store changes while a state is made.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from kg.store.articles import ArticleTable
from kg.store.conflicts import RivalTable
from kg.store.details import DetailTable
from kg.store.events import EventTable
from kg.store.lasting import LastingTable
from kg.store.memory import Memory
from kg.store.outlets import OutletTable
from kg.store.places import PlaceTable
from kg.store.rows import Row, Source

__all__ = ["State", "originals"]

T = TypeVar("T")
_TABLES = ("events", "articles", "places", "details", "copies", "outlets", "rivals", "lasting")


class State:
    """What `source` holds at a `revision` or later; tables are made when they are first asked for.

    `lists` and `nodes` are about one thing each, named second in their keys, and made of what touches it; `passing` is
    whatever is made of more than that.
    """

    def __init__(self, source: Source, revision: int) -> None:
        self._source, self.revision = source, revision
        self.tables = Memory(size=12)
        self.lists = Memory(size=4096)
        self.nodes = Memory(size=32768)
        self.passing = Memory(size=4096)

    def events(self) -> EventTable:
        """All events."""
        return self._table("events", lambda: EventTable(self._source.select("events")))

    def articles(self) -> ArticleTable:
        """All articles."""
        return self._table("articles", lambda: ArticleTable(self._source.select("articles")))

    def places(self) -> PlaceTable:
        """Where events happen."""
        return self._table(
            "places", lambda: PlaceTable(self._source.select("event_places"), self._source.select("positions"))
        )

    def details(self) -> DetailTable:
        """Countries, positions and offices."""
        return self._table(
            "details", lambda: DetailTable(self._source.select("details"), self._source.select("offices"))
        )

    def copies(self) -> Mapping[str, str]:
        """Which articles repeat which other one's text."""
        return self._table("copies", lambda: originals(self._source.select("copies")))

    def outlets(self) -> OutletTable:
        """Who reports what; of this state's own tables, by which it will follow."""
        return self._table("outlets", lambda: OutletTable(self.articles(), self.events(), self.copies()))

    def rivals(self) -> RivalTable:
        """Claims that rival one another."""
        return self._table("rivals", lambda: RivalTable(self._source.select("rivals")))

    def lasting(self) -> LastingTable:
        """What has statements that hold since or until a date."""
        return self._table("lasting", lambda: LastingTable(self._source.select("lasting")))

    def made(self) -> set[str]:
        """The names of the tables that are wholly made."""
        return {name for name in _TABLES if self.tables.has((name,))}

    def put(self, name: str, table: object) -> None:
        """Take a table as this state's."""
        self.tables.once((name,), lambda: table)

    def _table(self, name: str, make: Callable[[], T]) -> T:
        return self.tables.once((name,), make)

    def made_anew(self) -> "State":
        """The store's newest state, with the tables that this one has."""
        fresh = State(self._source, self._source.revision)
        for name in _TABLES:
            if (name,) in self.tables:
                getattr(fresh, name)()
        return fresh


def originals(rows: Iterable[Row]) -> dict[str, str]:
    """Which article repeats which other one's, from rows of the query `copies`; of several, the first by address."""
    found: dict[str, str] = {}
    for row in rows:
        found[row["article"]] = min(found.get(row["article"], row["original"]), row["original"])
    return found
