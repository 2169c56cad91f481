"""Events of many articles as events of the graph: candidates, verdicts, groups and addresses; kept up to date."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from kg.model import ArticleRecord, Decision, EntityCluster, EventCluster, EventMention, Judgement, MentionKey, Rivalry
from kg.rdf.terms import event_iri
from kg.resolve.base import KnownNames, Verdict
from kg.resolve.blocking import Keys
from kg.resolve.clustering import Clustering, Rules
from kg.resolve.event_profile import EventProfile, family, profile_events
from kg.resolve.event_verdict import RIVAL, SPEECH, compare_events, told_once
from kg.resolve.geography import Geography
from kg.resolve.labels import label_event
from kg.resolve.people import Wishes
from kg.resolve.rivals import compare_claims

__all__ = ["EventIndex"]

_BLOCK = 60
"""Events with one key in one period up to which all are compared; of more, those that share a second key."""
_PERIOD = 8
"""Days of a period; events are compared within a period and with those of the next."""
_RIVALS = 30
"""Members of one event, before and after each, whose claims it is compared with: a bound for very large events."""
_LOCATING = frozenset({"locatedIn", "partOf"})
"""Relations that tell that a place lies in another."""


class EventIndex:
    """The events of the graph, in terms of its entities. Give and take records, state wishes, then `settle`."""

    def __init__(self, base: str, known: KnownNames) -> None:
        self._base, self._known = base, known
        self._geography = Geography()
        self._persons: set[str] = set()
        self._countries: dict[str, str] = {}
        """Codes of entities that are countries, by address."""
        self._regions: dict[str, frozenset[str]] = {}
        """Codes of the countries of entities that are regions, by address."""
        self._found: set[str] = set()
        """Entities that are places."""
        self._names: dict[str, str] = {}
        self._profiles: dict[str, dict[MentionKey, EventProfile]] = {}
        self._labels: dict[MentionKey, tuple[int, str]] = {}
        self._stated: dict[str, list[tuple[str, str]]] = {}
        self._at: dict[str, set[MentionKey]] = defaultdict(set)
        """Events by the places they are told to have happened in."""
        self._clustering: Clustering[MentionKey, EventProfile] = Clustering(self._rules())
        self._clusters: dict[MentionKey, EventCluster] = {}
        self._rivalries: dict[MentionKey, dict[MentionKey, Rivalry]] = {}

    def know(self, before: Mapping[str, EntityCluster], after: Mapping[str, EntityCluster]) -> set[str]:
        """Take in what became of entities; the articles whose events must be read anew, as they speak of these."""
        moved: set[str] = set()
        concerned: set[str] = set()
        for iri in before.keys() | after.keys():
            old, new = before.get(iri), after.get(iri)
            if old is not None and new is not None and self._tells(old) == self._tells(new):
                continue_with = {article for article, _ in set(old.members) ^ set(new.members)}
            else:
                continue_with = {article for side in (old, new) if side for article, _ in side.members}
            concerned |= continue_with
            moved |= self._place(iri, new)
        self._disturb(moved)
        return concerned

    def put(self, record: ArticleRecord, address: Mapping[str, str]) -> None:
        """Take in a record's events, and what it states about places; `address` gives its entities by local id."""
        article = record.article.id
        self.drop(article)
        names = {local: self._names[iri] for local, iri in address.items()}
        made = {profile.member: profile for profile in profile_events(record, address, self)}
        self._profiles[article] = made
        for event in record.events:
            self._labels[article, event.id] = (_telling(event), label_event(event, names))
        for member, profile in made.items():
            for place in profile.places:
                self._at[place].add(member)
            self._clustering.put(member, profile)
        stated = []
        for relation in record.relations:
            if relation.predicate in _LOCATING and relation.factuality in ("asserted", "claimed"):
                inner, outer = address.get(relation.subject), address.get(relation.object or "")
                if inner and outer and inner != outer:
                    stated.append((inner, outer))
        if stated:
            self._stated[article] = stated
            self._state(stated, 1)

    def drop(self, article: str) -> None:
        """Forget an article."""
        for member, profile in self._profiles.pop(article, {}).items():
            for place in profile.places:
                self._at[place].discard(member)
            self._labels.pop(member, None)
            self._clustering.drop(member)
        self._state(self._stated.pop(article, []), -1)

    def settle(self, wishes: Wishes) -> tuple[dict[str, EventCluster], dict[str, EventCluster]]:
        """Bring the events up to date; those that are not as they were, by address, before and after."""
        self._clustering.wish(wishes.same, wishes.different)
        change = self._clustering.settle()
        before: dict[str, EventCluster] = {}
        after: dict[str, EventCluster] = {}
        for component in change.gone:
            for group in component.groups:
                old = self._clusters.get(group[0])
                if old is not None:
                    before[old.iri] = old
                for member in group:
                    self._clusters.pop(member, None)
        for component in change.new:
            for group in component.groups:
                cluster = self._cluster(group)
                self._clusters.update(dict.fromkeys(group, cluster))
                after[cluster.iri] = cluster
        members = {member for component in change.new for group in component.groups for member in group}
        self._compare(change.compared | members)
        for iri in [iri for iri, cluster in after.items() if before.get(iri) == cluster]:
            del before[iri], after[iri]
        return before, after

    def rivalries(self) -> list[Rivalry]:
        """How claims about one thing stand to each other, sorted."""
        found = {id(rivalry): rivalry for kept in self._rivalries.values() for rivalry in kept.values()}
        return sorted(found.values())

    def _compare(self, members: set[MentionKey]) -> None:
        """Compare anew the claims of events with those of the same event, and of events kept apart for figures only."""
        for member in members:
            for other in self._rivalries.pop(member, {}):
                self._rivalries.get(other, {}).pop(member, None)
        done: set[MentionKey] = set()
        for member in members:
            cluster = self._clusters.get(member)
            if cluster is None:
                continue
            done.add(member)
            for other in {*self._near(member, cluster.members), *self._clustering.noted(member)} - done:
                left, right = (self._profiles[key[0]][key] for key in sorted((member, other)))
                if (rivalry := compare_claims(left, right, self._geography)) is not None:
                    self._rivalries.setdefault(member, {})[other] = rivalry
                    self._rivalries.setdefault(other, {})[member] = rivalry

    @staticmethod
    def _near(member: MentionKey, members: tuple[MentionKey, ...]) -> Iterable[MentionKey]:
        """The other members of an event; of very many, those beside it in order."""
        place = bisect_left(members, member)
        return (other for other in members[max(0, place - _RIVALS) : place + _RIVALS + 1] if other != member)

    def cluster(self, member: MentionKey) -> EventCluster | None:
        """The event that an article's event is, as of the last `settle`."""
        return self._clusters.get(member)

    def addresses(self, article: str) -> dict[str, str]:
        """The addresses of an article's events by their local ids."""
        return {member[1]: self._clusters[member].iri for member in self._profiles.get(article, ())}

    def clusters(self) -> list[EventCluster]:
        """All events, by address."""
        return sorted({cluster.iri: cluster for cluster in self._clusters.values()}.values(), key=lambda c: c.iri)

    def decisions(self) -> Iterator[Decision]:
        """What made the events, in no order."""
        for component in self._clustering.components():
            for left, right, verdict in component.accepted:
                yield _decision(left, right, verdict, "same")
        for member in self._clusters:
            for other, verdict in self._clustering.noted(member).items():
                if member < other:
                    yield _decision(member, other, verdict, "different")

    def doubts(self) -> Iterator[Decision]:
        """Pairs that something speaks for and that were kept apart."""
        for component in self._clustering.components():
            for left, right, verdict in component.refused:
                yield _decision(left, right, verdict, "different")

    def country_code(self, iri: str) -> str | None:
        """The code of an entity that is a country."""
        return self._countries.get(iri)

    def region_codes(self, iri: str) -> frozenset[str]:
        """The codes of the countries of an entity that is a region."""
        return self._regions.get(iri, frozenset())

    def is_place(self, iri: str) -> bool:
        """Whether an entity is a place."""
        return iri in self._found

    def _tells(self, cluster: EntityCluster) -> tuple[object, ...]:
        """What of an entity the events that speak of it depend on."""
        return (cluster.name, cluster.type, self._code(cluster))

    def _code(self, cluster: EntityCluster | None) -> str | None:
        """The code of an entity that is a country."""
        if cluster is None or cluster.type != "Place":
            return None
        code = self._known.country(cluster.name)
        return code if code and cluster.country in (None, code) else None

    def _place(self, iri: str, now: EntityCluster | None) -> set[str]:
        """Take in what an entity is; the places whose surroundings change by that."""
        self._persons.discard(iri)
        self._found.discard(iri)
        self._regions.pop(iri, None)
        self._names.pop(iri, None)
        if now is not None:
            self._names[iri] = now.name
            if now.type == "Person":
                self._persons.add(iri)
            if now.type == "Place":
                self._found.add(iri)
                if codes := self._known.region(now.name):
                    self._regions[iri] = codes
        moved: set[str] = set()
        old, code = self._countries.get(iri), self._code(now)
        if old != code:
            moved.add(iri)
            if old is not None:
                del self._countries[iri]
                moved |= self._geography.found(iri, old, is_there=False)
            if code is not None:
                self._countries[iri] = code
                moved |= self._geography.found(iri, code, is_there=True)
        inside = now.country if now is not None and code is None else None
        around = self._geography.around(iri)
        self._geography.locate(iri, inside)
        if self._geography.around(iri) != around:
            moved.add(iri)
        return moved

    def _state(self, stated: Iterable[tuple[str, str]], times: int) -> None:
        moved = set()
        for inner, outer in stated:
            around = self._geography.around(inner)
            self._geography.state(inner, outer, times)
            if self._geography.around(inner) != around:
                moved.add(inner)
        self._disturb(moved)

    def _disturb(self, places: Iterable[str]) -> None:
        """Compare anew the events of places whose surroundings changed."""
        for place in {inner for outer in places for inner in self._geography.within(outer)}:
            for member in self._at.get(place, ()):
                self._clustering.put(member, self._profiles[member[0]][member])

    def _cluster(self, group: Iterable[MentionKey]) -> EventCluster:
        members = tuple(sorted(group))
        types = [self._profiles[member[0]][member].type for member in members]
        commonest = min(set(types), key=lambda kind: (-types.count(kind), kind))
        _, label = min((self._labels[member] for member in members), key=lambda item: (-item[0], item[1]))
        return EventCluster(event_iri(self._base, commonest, *members[0]), commonest, label, members)

    def _rules(self) -> Rules[EventProfile]:
        is_person: Callable[[str], bool] = lambda iri: iri in self._persons  # noqa: E731

        def judge(left: EventProfile, right: EventProfile) -> Verdict | None:
            return compare_events(left, right, self._geography, is_person)

        return Rules(
            keys=self._keys,
            order=lambda profile: profile.member,
            judge=judge,
            weight=lambda profile: 1,
            precision=lambda profile: 0,
            counts=lambda left, right, verdict: True,
            exclusive=told_once,
            notes=lambda verdict: verdict.rule == RIVAL,
            block=_BLOCK,
        )

    def _keys(self, profile: EventProfile) -> Keys:
        """What an event shares with others of its kind: parties, places and what they lie in, its day, telling words.

        Each is tied to a stretch of time, so that only events near in time meet.
        """
        fillers = {filler for found in profile.fillers.values() for filler in found}
        if profile.type in SPEECH:
            fillers -= self._countries.keys()
        telling = fillers | {
            outer for place in profile.places | profile.implied for outer in self._geography.around(place)
        }
        telling |= {f"word {stem}" for found in profile.phrases.values() for stem in found}
        start = f"{family(profile.type)} "
        keys = [start + key for key in sorted(telling)]
        keys += [f"{one} {other}" for one, other in combinations(keys[:12], 2)] if len(keys) > 1 else []
        if profile.moment and profile.moment.precision == "day":
            keys.append(start + profile.moment.value)
        periods = _periods(profile)
        return Keys(tuple((f"{period} {key}", "") for period in periods for key in keys))


def _periods(profile: EventProfile) -> tuple[str, ...]:
    """The stretches of time an event is looked for in: those of its dates and of its article, and those after them."""
    days = [profile.published.toordinal()] if profile.published else []
    if profile.moment is not None:
        days += [profile.moment.first_day.toordinal(), profile.moment.last_day.toordinal()]
    if not days:
        return ("undated",)
    periods = sorted({day // _PERIOD for day in days})
    return tuple(dict.fromkeys(str(period + step) for period in periods for step in (0, 1)))


def _telling(event: EventMention) -> int:
    """How much an article tells of an event; the one that tells most gives the label."""
    dated = event.time is not None and event.time.moment is not None
    return len(event.arguments) + len(event.quantities) + 2 * dated


def _decision(left: MentionKey, right: MentionKey, verdict: Verdict, judgement: Judgement) -> Decision:
    return Decision("event", left, right, judgement, f"auto:{verdict.rule}", verdict.why, verdict.score)
