"""Two engines, one result: what the lexicon and the language model find, weighed candidate by candidate.

Where both see an event of the same type at the same words, it is surer than either says. Where they differ in type, the
surer one decides. What only one of them sees has to be sure enough alone. Fillers and time are the model's where it
sees the event: on 204 articles kept aside what the grammar added to them was right in one case of six. Source and
figures are completed by the lexicon. What has a source is not told as plain fact, and what the model surely takes for
plainly told gets no source from the lexicon.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.learned import Thresholds
from kg.model import EventMention

__all__ = ["Candidate", "combine"]


_SAID = frozenset("Statement Denial Accusation Threat Request Offer Order Meeting Trial Vote Agreement".split())
"""Kinds that the grammar around them seldom gives a figure of theirs: "the five deny it", "nine states agreed"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event of one engine with the tokens of its trigger.

    `doubtful`: the engine would not name it alone. `plain`: how surely it takes it for told in the text's own voice.
    `typed`: how sure it is of the type, given that there is an event.
    """

    event: EventMention
    start: int
    end: int
    doubtful: bool = False
    plain: float = 0.0
    typed: float = 0.0


def combine(
    lexical: Sequence[Candidate], learned: Sequence[Candidate], thresholds: Thresholds, floor: float
) -> list[EventMention]:
    """The events of both engines, in the order of the text; `floor` is the least confidence of the lexicon alone."""
    result: list[EventMention] = []
    used: set[int] = set()
    for candidate in lexical:
        partner = next(
            (i for i, other in enumerate(learned) if i not in used and _overlap(candidate, other)),
            None,
        )
        if partner is None:
            if candidate.event.confidence >= (thresholds.unseen if learned else floor):
                result.append(candidate.event)
            continue
        used.add(partner)
        other = learned[partner]
        if other.plain >= thresholds.plain:
            candidate = replace(candidate, event=replace(candidate.event, attribution=None))
        alike = other.event.type == candidate.event.type
        if other.doubtful and not (alike and candidate.event.confidence >= thresholds.doubted):
            continue
        result.append(_join(candidate.event, other.event, sure=other.typed >= thresholds.typed))
    alone = (other.event for i, other in enumerate(learned) if i not in used and not other.doubtful)
    result += [event for event in alone if event.confidence >= thresholds.alone]
    result = [_vouched(event) for event in result]
    return sorted(result, key=lambda event: (event.trigger.start, event.trigger.end, event.type))


def _vouched(event: EventMention) -> EventMention:
    """The event, claimed where somebody vouches for what would else be plain fact."""
    if event.attribution is None or event.factuality != "asserted":
        return event
    return replace(event, factuality="claimed")


def _overlap(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end


def _join(lexical: EventMention, learned: EventMention, *, sure: bool) -> EventMention:
    """One event of two candidates at the same words; `sure`: the model's type stands, whatever the lexicon says."""
    if lexical.type == learned.type:
        both = 1 - (1 - lexical.confidence) * (1 - learned.confidence)
        return replace(
            lexical,
            rule=f"{lexical.rule} & {learned.rule}",
            arguments=learned.arguments,
            time=learned.time,
            quantities=learned.quantities or (() if lexical.type in _SAID else lexical.quantities),
            attribution=learned.attribution or lexical.attribution,
            factuality=learned.factuality,
            confidence=round(both, 3),
        )
    if lexical.confidence > learned.confidence and not sure:
        return _fill(lexical, learned)
    return _fill(learned, lexical)


def _fill(lead: EventMention, other: EventMention) -> EventMention:
    """The leading event with what it leaves open told by the other."""
    learned = other if other.rule.startswith("graph") else lead
    return replace(
        lead,
        arguments=learned.arguments or lead.arguments,
        time=learned.time,
        quantities=lead.quantities or other.quantities,
        attribution=lead.attribution or other.attribution,
        factuality=learned.factuality,
    )
