"""The ledger as JSON Lines: decisions carried from one archive to another, or kept beside the articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from kg.archive import Archive, LedgerEntry
from kg.errors import InputError
from kg.model import Anchor, Decision, Judgement, MentionKey, Said, Subject

__all__ = ["import_entries", "read_entry", "write_entry"]

_SUBJECTS = ("entity", "event", "claim", "label")
_JUDGEMENTS = ("same", "different", "rejected", "confirmed")


def write_entry(entry: LedgerEntry) -> dict[str, Any]:
    """An entry as a JSON object; those of one `action` were made together."""
    told: dict[str, Any] = {"number": entry.number, "action": entry.action}
    if entry.decision is None:
        return told | {"withdraws": entry.retracts, "who": entry.who, "why": entry.why, "when": entry.when}
    decision = entry.decision
    sides = {
        name: {"article": key[0], "id": key[1], **({"was": asdict(anchor)} if anchor else {})}
        for name, key, anchor in (
            ("left", decision.left, decision.left_anchor),
            ("right", decision.right, decision.right_anchor),
        )
    }
    return told | {
        "subject": decision.subject,
        "judgement": decision.judgement,
        **sides,
        **({"said": asdict(decision.said)} if decision.said else {}),
        "who": decision.who,
        "why": decision.why,
        "when": decision.when,
    }


def read_entry(line: Mapping[str, Any], number: int = 0) -> LedgerEntry:
    """An entry from a JSON object as `write_entry` makes it.

    Raises:
        InputError: it is none; the message names line `number`.
    """
    try:
        own, action = int(line["number"]), int(line["action"])
        who, why, when = (str(line[name]) for name in ("who", "why", "when"))
        if "withdraws" in line:
            return LedgerEntry(own, None, int(line["withdraws"]), who, why, when, action)
        if (line["subject"] in ("claim", "label")) != bool(line.get("said")):
            raise ValueError("'said' tells what claims and labels are about, and nothing else has it")
        if line["subject"] not in _SUBJECTS or line["judgement"] not in _JUDGEMENTS:
            raise ValueError(f"unknown subject or judgement {line['subject']!r}, {line['judgement']!r}")
        (left, left_was), (right, right_was) = _side(line["left"]), _side(line["right"])
        decision = Decision(
            subject=cast(Subject, line["subject"]),
            left=left,
            right=right,
            judgement=cast(Judgement, line["judgement"]),
            who=who,
            why=why,
            when=when,
            left_anchor=left_was,
            right_anchor=right_was,
            said=Said(**line["said"]) if line.get("said") else None,
        )
        return LedgerEntry(own, decision, None, who, why, when, action)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"line {number} is no decision ({error!r}); expected what 'kg resolve --export' wrote"
        ) from error


def import_entries(archive: Archive, entries: Sequence[LedgerEntry]) -> int:
    """Append the entries that the ledger does not have yet, action by action; how many were added.

    Importing a file twice adds nothing the second time. A withdrawal is taken over if what it withdraws is known.
    """
    known = {_content(entry): entry.number for entry in archive.ledger() if entry.decision is not None}
    withdrawn = {entry.retracts for entry in archive.ledger() if entry.retracts is not None}
    number_here: dict[int, int] = {}
    added = 0
    for group in _by_action(entries):
        fresh = []
        for entry in group:
            if entry.decision is None:
                target = number_here.get(entry.retracts or 0)
                if target is not None and target not in withdrawn:
                    archive.retract(target, who=entry.who, why=entry.why, when=entry.when)
                    withdrawn.add(target)
                    added += 1
            elif (here := known.get(_content(entry))) is not None:
                number_here[entry.number] = here
            else:
                fresh.append(entry)
        if fresh:
            first = archive.decide_together([entry.decision for entry in fresh if entry.decision is not None])
            number_here |= {entry.number: first + place for place, entry in enumerate(fresh)}
            added += len(fresh)
    return added


def _by_action(entries: Iterable[LedgerEntry]) -> list[list[LedgerEntry]]:
    groups: dict[int, list[LedgerEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.action, []).append(entry)
    return sorted(groups.values(), key=lambda group: group[0].number)


def _content(entry: LedgerEntry) -> tuple[Any, ...]:
    decision = entry.decision
    if decision is None:
        return ()
    pair = (decision.left, decision.right, decision.judgement, decision.said)
    return (decision.subject, *pair, entry.who, entry.why, entry.when)


def _side(told: Mapping[str, Any]) -> tuple[MentionKey, Anchor | None]:
    was = told.get("was")
    return (str(told["article"]), str(told["id"])), Anchor(**was) if was else None
