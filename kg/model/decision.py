"""Decisions about what is the same: the ledger's entries. They add to what articles say, and never rewrite it."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Decision", "Judgement", "MentionKey", "Subject"]

Subject = Literal["entity", "event", "claim"]
Judgement = Literal["same", "different", "rejected", "confirmed"]

MentionKey = tuple[str, str]
"""An article's id, and the local id of an entity or event in its record."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody's, or a rule's, judgement on two entities or events, with the reason in words.

    `who` is `auto:<rule>` for the resolver, else the name of a person; a person's decision outranks any rule.
    """

    subject: Subject
    left: MentionKey
    right: MentionKey
    judgement: Judgement
    who: str
    why: str
    score: float = 1.0
    when: str = ""
    """ISO 8601 instant for people's decisions; empty for automatic ones, which depend on no clock."""
