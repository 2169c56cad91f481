"""The ledger in the archive's database: decisions are appended, withdrawn by further entries, and never rewritten."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, func, insert, select

from kg.archive.port import LedgerEntry
from kg.archive.tables import decided, ledger
from kg.errors import NotFound
from kg.model import Anchor, Decision, Said

__all__ = ["SqlLedger"]

_PAGE = 200
_Transaction = Callable[[], AbstractContextManager[Connection]]


class SqlLedger:
    """See the methods of `kg.archive.port.Archive` with the same names."""

    def __init__(self, read: _Transaction, write: _Transaction) -> None:
        self._read, self._write = read, write

    def decide_together(self, decisions: Sequence[Decision]) -> int:
        """Append decisions that stand or fall together; the number of the action."""
        if not decisions:
            raise ValueError("an action has at least one decision")
        action = 0
        with self._write() as connection:
            for decision in decisions:
                number = _append(connection, _row(decision), decision.who, decision.why, decision.when)
                action = action or number
                told = [decision.left_anchor, decision.right_anchor, *filter(None, [decision.said])]
                anchors = json.dumps([one and asdict(one) for one in told], ensure_ascii=False)
                connection.execute(insert(decided).values(number=number, action=action, anchors=anchors))
        return action

    def retract(self, number: int, *, who: str, why: str, when: str) -> int:
        """Append the withdrawal of an earlier entry; NotFound where that is no decision."""
        with self._write() as connection:
            wanted = (ledger.c.number == number, ledger.c.retracts.is_(None))
            if connection.execute(select(ledger.c.number).where(*wanted)).first() is None:
                raise NotFound(
                    f"the ledger has no decision {number}; give the number of a decision, not of a withdrawal"
                )
            return _append(connection, {"retracts": number}, who, why, when)

    def undo(self, action: int, *, who: str, why: str, when: str) -> int:
        """Withdraw all entries of an action that are in force; NotFound where there are none."""
        with self._write() as connection:
            withdrawn = _withdrawn(connection)
            numbers = connection.execute(
                select(ledger.c.number)
                .outerjoin(decided, decided.c.number == ledger.c.number)
                .where(ledger.c.retracts.is_(None), func.coalesce(decided.c.action, ledger.c.number) == action)
                .order_by(ledger.c.number)
            ).scalars()
            in_force = [number for number in numbers if number not in withdrawn]
            if not in_force:
                raise NotFound(f"the ledger has no decision {action} in force; 'kg resolve --history' lists them")
            for number in in_force:
                _append(connection, {"retracts": number}, who, why, when)
        return len(in_force)

    def entries(self) -> Iterator[LedgerEntry]:
        """Every entry ever made, oldest first, a page at a time."""
        query = (
            select(*ledger.c, decided.c.action, decided.c.anchors)
            .outerjoin(decided, decided.c.number == ledger.c.number)
            .order_by(ledger.c.number)
            .limit(_PAGE)
        )
        last = 0
        while True:
            with self._read() as connection:
                page = connection.execute(query.where(ledger.c.number > last)).all()
            yield from map(_entry, page)
            if len(page) < _PAGE:
                return
            last = page[-1].number

    def decisions(self) -> Iterator[Decision]:
        """The decisions in force, oldest first."""
        with self._read() as connection:
            withdrawn = _withdrawn(connection)
        for entry in self.entries():
            if entry.decision is not None and entry.number not in withdrawn:
                yield entry.decision


def _append(connection: Connection, row: dict[str, Any], who: str, why: str, when: str) -> int:
    key = connection.execute(insert(ledger).values(who=who, why=why, at=when, **row)).inserted_primary_key
    return int(key[0]) if key else 0


def _withdrawn(connection: Connection) -> set[int]:
    return set(connection.execute(select(ledger.c.retracts).where(ledger.c.retracts.is_not(None))).scalars())


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "subject": decision.subject,
        "left_article": decision.left[0],
        "left_id": decision.left[1],
        "right_article": decision.right[0],
        "right_id": decision.right[1],
        "judgement": decision.judgement,
        "score": decision.score,
    }


def _entry(row: Any) -> LedgerEntry:
    if row.retracts is not None:
        return LedgerEntry(row.number, retracts=row.retracts, who=row.who, why=row.why, when=row.at, action=row.number)
    left, right, *said = json.loads(row.anchors) if row.anchors else (None, None)
    decision = Decision(
        subject=row.subject,
        left=(row.left_article, row.left_id),
        right=(row.right_article, row.right_id),
        judgement=row.judgement,
        who=row.who,
        why=row.why,
        score=row.score,
        when=row.at,
        left_anchor=Anchor(**left) if left else None,
        right_anchor=Anchor(**right) if right else None,
        said=Said(**said[0]) if said else None,
    )
    return LedgerEntry(row.number, decision, who=row.who, why=row.why, when=row.at, action=row.action or row.number)
