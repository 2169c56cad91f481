"""Decisions of people and rules: the ledger's entries. They add to what articles say, and never rewrite it."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Anchor", "Decision", "Judgement", "MentionKey", "Said", "Subject"]

Subject = Literal["entity", "event", "claim", "label"]
"""What is judged: whether two entities, or two events, are one; whether an article says it; what a thing is called."""
Judgement = Literal["same", "different", "rejected", "confirmed"]

MentionKey = tuple[str, str]
"""An article's id, and the local id of an entity or event in its record."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one side of a decision was in its article when it was decided.

    Local ids are given anew each time an article is read; by its anchor, what was meant is found again.
    """

    type: str
    name: str
    """An entity's name, or the words of an event's evidence."""
    start: int
    """Where its first mention, or its trigger, begins in the article's text; in code points."""
    text: str
    """The words there."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is decided on about one or two things, in words that outlive reading their article anew."""

    predicate: str
    """A relation, a role or `startDate`, `endDate`; `type` for what an event is, `label` for what a thing is called."""
    value: str | None = None
    """The words of an object that is no entity: an event's type, an office, a date; the new label."""
    sentence: str = ""
    """The sentence that says so."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody's, or a rule's, judgement on two entities or events, with the reason in words.

    On a claim, `left` is what it is about and `right` its object, or `left` again where the object is words; `said`
    tells the rest. A label is decided on a member of what is called so, on both sides.
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
    left_anchor: Anchor | None = None
    right_anchor: Anchor | None = None
    """What both sides were when a person decided; None for automatic decisions."""
    said: Said | None = None
    """For claims and labels only."""
