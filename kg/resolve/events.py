"""Events of many articles as events of the graph: candidates, verdicts, groups, labels and addresses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.model import ArticleRecord, Decision, EntityCluster, EventCluster, EventMention, Judgement, MentionKey
from kg.rdf.terms import event_iri
from kg.resolve.base import Verdict
from kg.resolve.event_profile import EventProfile, Geography, family, profile_events
from kg.resolve.event_verdict import RIVAL, SPEECH, compare_events
from kg.resolve.joining import Pair, join
from kg.resolve.labels import label_event
from kg.resolve.people import Wishes

__all__ = ["EventGrouper", "EventGrouping"]

_WINDOW_DAYS = 31
_NEIGHBOURS = 25
"""Events under one key that each is compared with: the next in time. Enough for one story's articles of some days."""


class EventGrouping(NamedTuple):
    """The events of the graph, and the decisions that made them and kept rivals apart."""

    clusters: list[EventCluster]
    decisions: list[Decision]


class EventGrouper:
    """Takes in records one by one, keeps what comparing needs, and groups when all are in."""

    def __init__(self, base: str, entities: Sequence[EntityCluster], countries: Mapping[str, str]) -> None:
        """`countries` gives the codes of entities that are countries, by address."""
        self._base = base
        self._names = {entity.iri: entity.name for entity in entities}
        self._persons = frozenset(entity.iri for entity in entities if entity.type == "Person")
        self._countries = frozenset(countries)
        self._address = {member: entity.iri for entity in entities for member in entity.members}
        self._geography = Geography(entities, countries)
        self._profiles: list[EventProfile] = []
        self._labels: dict[MentionKey, tuple[int, str]] = {}

    def add(self, record: ArticleRecord) -> None:
        """Take in a record's events, and what it states about places."""
        address = {
            entity.id: self._address[record.article.id, entity.id]
            for entity in record.entities
            if (record.article.id, entity.id) in self._address
        }
        names = {local: self._names[iri] for local, iri in address.items()}
        for event in record.events:
            self._labels[record.article.id, event.id] = (_telling(event), label_event(event, names))
        self._profiles += profile_events(record, address, self._countries)
        for relation in record.relations:
            if relation.predicate in ("locatedIn", "partOf") and relation.factuality in ("asserted", "claimed"):
                inner, outer = address.get(relation.subject), address.get(relation.object or "")
                if inner and outer:
                    self._geography.state(inner, outer)

    def group(self, wishes: Wishes) -> EventGrouping:
        """Group everything taken in; the outcome does not depend on the order it came in."""
        profiles = sorted(self._profiles, key=lambda profile: profile.member)
        number = {profile.member: index for index, profile in enumerate(profiles)}

        def judge(left: int, right: int) -> Verdict | None:
            return compare_events(profiles[left], profiles[right], self._geography, self._persons.__contains__)

        verdicts = [(pair, verdict) for pair in self._candidates(profiles) if (verdict := judge(*pair))]
        joined = join(
            weights=[1] * len(profiles),
            verdicts=[(pair, verdict) for pair, verdict in verdicts if not verdict.forbids],
            judge=judge,
            precision=lambda item: 0,
            exclusive=lambda item: profiles[item].member[0],
            must=[(number[a], number[b]) for a, b in wishes.same if a in number and b in number],
            never=[(number[a], number[b]) for a, b in wishes.different if a in number and b in number],
        )
        rivals = [(pair, verdict) for pair, verdict in verdicts if verdict.rule == RIVAL]
        decisions = [_decision(profiles, pair, verdict) for pair, verdict in (*joined.accepted, *rivals)]
        return EventGrouping([self._cluster([profiles[i] for i in group]) for group in joined.groups], decisions)

    def _cluster(self, group: Sequence[EventProfile]) -> EventCluster:
        members = tuple(sorted(profile.member for profile in group))
        types = [profile.type for profile in group]
        commonest = min(set(types), key=lambda kind: (-types.count(kind), kind))
        _, label = min((self._labels[member] for member in members), key=lambda item: (-item[0], item[1]))
        return EventCluster(event_iri(self._base, commonest, *members[0]), commonest, label, members)

    def _candidates(self, profiles: Sequence[EventProfile]) -> list[Pair]:
        """Pairs of one family that share an entity or a day, and are near in time; each once, sorted."""
        blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, profile in enumerate(profiles):
            for key in self._keys(profile):
                blocks[family(profile.type), key].append(index)
        pairs: set[Pair] = set()
        for block in blocks.values():
            in_time = sorted(block, key=lambda index: (profiles[index].anchor or 0, index))
            for place, index in enumerate(in_time):
                for other in in_time[place + 1 : place + 1 + _NEIGHBOURS]:
                    one, two = profiles[index].anchor, profiles[other].anchor
                    if one is not None and two is not None and two - one > _WINDOW_DAYS:
                        break
                    pairs.add((min(index, other), max(index, other)))
        return sorted(pairs)

    def _keys(self, profile: EventProfile) -> Iterable[str]:
        fillers = {filler for found in profile.fillers.values() for filler in found}
        if profile.type in SPEECH:
            fillers -= self._countries
        yield from sorted(fillers | {outer for place in profile.places for outer in self._geography.around(place)})
        if profile.moment and profile.moment.precision == "day":
            yield profile.moment.value
        for stem in sorted({stem for found in profile.phrases.values() for stem in found}):
            yield f"word {stem}"


def _telling(event: EventMention) -> int:
    """How much an article tells of an event; the one that tells most gives the label."""
    dated = event.time is not None and event.time.moment is not None
    return len(event.arguments) + len(event.quantities) + 2 * dated


def _decision(profiles: Sequence[EventProfile], pair: Pair, verdict: Verdict) -> Decision:
    left, right = (profiles[item].member for item in pair)
    judgement: Judgement = "different" if verdict.forbids else "same"
    return Decision("event", left, right, judgement, f"auto:{verdict.rule}", verdict.why, verdict.score)
