"""How far extracted records agree with annotated ones, in the plain terms of information extraction.

Precision, recall and F1 over: names and descriptions (entities aligned by shared mentions), relations between aligned
entities, event triggers (overlap, with and without the type), and of the events aligned: role fillers, values of times,
values of quantities, sources. Factuality is the share of aligned events of the right type that have it right. What
hangs on an event that is not aligned is missed, or too much: these are scores end to end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.model import Argument, ArticleRecord, Attribution, Entity, EventMention, RelationMention, Span
from kg.schema import load_ontology

__all__ = ["AlsoTriggers", "Score", "Scoreboard", "compare"]

AlsoTriggers = Mapping[tuple[str, str], tuple[Span, ...]]
"""Further words that name an annotated event, by article and event id."""


@dataclass(slots=True)
class Score:
    """Counts of what was found rightly, found in all, and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one article more."""
        self.right += right
        self.found += found
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scoreboard:
    """Scores by what is measured; `types` holds the typed trigger score of each event type, and so on by label."""

    entities: Score = field(default_factory=Score)
    relations: Score = field(default_factory=Score)
    triggers: Score = field(default_factory=Score)
    typed_triggers: Score = field(default_factory=Score)
    roles: Score = field(default_factory=Score)
    times: Score = field(default_factory=Score)
    quantities: Score = field(default_factory=Score)
    attributions: Score = field(default_factory=Score)
    factuality: Score = field(default_factory=Score)
    types: dict[str, Score] = field(default_factory=dict)
    role_names: dict[str, Score] = field(default_factory=dict)
    predicates: dict[str, Score] = field(default_factory=dict)

    def rows(self) -> list[tuple[str, Score]]:
        """All scores with their names, those by label last in alphabetical order."""
        return [
            ("entities", self.entities),
            ("relations", self.relations),
            ("triggers, any type", self.triggers),
            ("triggers, right type", self.typed_triggers),
            ("role fillers", self.roles),
            ("times", self.times),
            ("quantities", self.quantities),
            ("sources", self.attributions),
            ("factuality", self.factuality),
            *(
                (f"  {name}", score)
                for labels in (self.types, self.role_names, self.predicates)
                for name, score in sorted(labels.items())
            ),
        ]


def compare(pairs: Iterable[tuple[ArticleRecord, ArticleRecord]], also: AlsoTriggers | None = None) -> Scoreboard:
    """Score pairs of (annotated, extracted) records of the same article texts."""
    board = Scoreboard()
    for gold, found in pairs:
        board.entities.add(_aligned(gold.entities, found.entities), len(found.entities), len(gold.entities))
        entities = _shared(gold.entities, found.entities)
        _score_relations(board, gold, found, entities)
        events = _align_events(gold, found, also or {})
        board.triggers.add(len(events), len(found.events), len(gold.events))
        typed = [(g, f) for g, f in events if g.type == f.type]
        board.typed_triggers.add(len(typed), len(found.events), len(gold.events))
        _count(board.types, [g.type for g, _ in typed], [e.type for e in found.events], [e.type for e in gold.events])
        board.factuality.add(sum(g.factuality == f.factuality for g, f in typed), len(typed), len(typed))
        _score_arguments(board, gold, found, events, entities)
        _score_values(board, gold, found, events, entities)
    return board


def _count(scores: dict[str, Score], right: list[str], found: list[str], wanted: list[str]) -> None:
    for name in sorted({*found, *wanted}):
        scores.setdefault(name, Score()).add(right.count(name), found.count(name), wanted.count(name))


Aligned = list[tuple[EventMention, EventMention]]
Shared = dict[tuple[str, str], int]
"""How many mentions an annotated entity shares with an extracted one, for each of these with those it shares most."""


def _score_arguments(
    board: Scoreboard, gold: ArticleRecord, found: ArticleRecord, events: Aligned, entities: Shared
) -> None:
    mentions = {entity.id: [mention.span for mention in entity.mentions] for entity in gold.entities}
    right = [role for g, f in events for role in _right_roles(g, f, entities, mentions)]
    told = [argument.role for event in found.events for argument in event.arguments]
    wanted = [argument.role for event in gold.events for argument in event.arguments]
    board.roles.add(len(right), len(told), len(wanted))
    _count(board.role_names, right, told, wanted)


def _score_values(
    board: Scoreboard, gold: ArticleRecord, found: ArticleRecord, events: Aligned, entities: Shared
) -> None:
    def figures(event: EventMention) -> set[float | None]:
        return {quantity.value for quantity in event.quantities}

    board.times.add(
        sum(_moment(g) is not None and _moment(g) == _moment(f) for g, f in events),
        sum(_moment(event) is not None for event in found.events),
        sum(_moment(event) is not None for event in gold.events),
    )
    board.quantities.add(
        sum(len(figures(g) & figures(f)) for g, f in events),
        sum(len(figures(event)) for event in found.events),
        sum(len(figures(event)) for event in gold.events),
    )
    board.attributions.add(
        sum(_same_source(g.attribution, f.attribution, found, entities) for g, f in events),
        sum(event.attribution is not None for event in found.events),
        sum(event.attribution is not None for event in gold.events),
    )


def _moment(event: EventMention) -> str | None:
    return event.time.moment.value if event.time is not None and event.time.moment is not None else None


def _same_source(gold: Attribution | None, found: Attribution | None, record: ArticleRecord, entities: Shared) -> bool:
    if gold is None or found is None:
        return False
    if gold.entity is not None and found.entity is not None:
        return (gold.entity, found.entity) in entities
    told = [found.text or ""]
    if found.entity is not None:
        told = [m.span.text for entity in record.entities if entity.id == found.entity for m in entity.mentions]
    return any(_alike(gold.text or "", words) for words in told)


def _alike(a: str, b: str) -> bool:
    """Whether two phrases share at least half of their words."""
    first, second = set(a.lower().split()), set(b.lower().split())
    return len(first & second) * 4 >= len(first) + len(second) > 0


def _shared(gold: Iterable[Entity], found: Iterable[Entity]) -> Shared:
    shared: Shared = {}
    for wanted in gold:
        for entity in found:
            count = sum(m.span.overlaps(n.span) for m in entity.mentions for n in wanted.mentions)
            if count:
                shared[wanted.id, entity.id] = count
    best = {found_id: max(count for (_, other), count in shared.items() if other == found_id) for _, found_id in shared}
    return {pair: count for pair, count in shared.items() if count == best[pair[1]]}


def _aligned(gold: Iterable[Entity], found: Iterable[Entity]) -> int:
    """How many annotated entities have an extracted one that shares most mentions; one to one, best pairs first."""
    shared: Shared = {}
    for wanted in gold:
        spans = {(mention.span.start, mention.span.end) for mention in wanted.mentions}
        for entity in found:
            count = sum((m.span.start, m.span.end) in spans for m in entity.mentions)
            if count:
                shared[wanted.id, entity.id] = count
    aligned: dict[str, str] = {}
    for wanted_id, found_id in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if wanted_id not in aligned and found_id not in aligned.values():
            aligned[wanted_id] = found_id
    return len(aligned)


def _score_relations(board: Scoreboard, gold: ArticleRecord, found: ArticleRecord, entities: Shared) -> None:
    left = list(found.relations)
    right = []
    for wanted in gold.relations:
        for told in left:
            if wanted.predicate == told.predicate and _same_relation(wanted, told, entities):
                left.remove(told)
                right.append(wanted.predicate)
                break
    board.relations.add(len(right), len(found.relations), len(gold.relations))
    _count(board.predicates, right, [r.predicate for r in found.relations], [r.predicate for r in gold.relations])


def _same_relation(gold: RelationMention, found: RelationMention, entities: Shared) -> bool:
    if gold.object is not None and found.object is not None and load_ontology().get_predicate(gold.predicate).symmetric:
        turned = replace(found, subject=found.object, object=found.subject)
        return _same_ends(gold, found, entities) or _same_ends(gold, turned, entities)
    return _same_ends(gold, found, entities)


def _same_ends(gold: RelationMention, found: RelationMention, entities: Shared) -> bool:
    if (gold.subject, found.subject) not in entities:
        return False
    if gold.object is not None:
        return (gold.object, found.object) in entities
    return found.object is None and _alike(gold.value or "", found.value or "")


def _align_events(gold: ArticleRecord, found: ArticleRecord, also: AlsoTriggers) -> Aligned:
    """Pairs whose triggers overlap, those of the same type first."""
    free = list(found.events)
    pairs: Aligned = []
    left = list(gold.events)
    for same_type in (True, False):
        for event in list(left):
            named = (event.trigger, *also.get((gold.article.id, event.id), ()))
            for other in free:
                if any(other.trigger.overlaps(span) for span in named) and (event.type == other.type or not same_type):
                    pairs.append((event, other))
                    free.remove(other)
                    left.remove(event)
                    break
    return pairs


def _right_roles(
    gold: EventMention, found: EventMention, entities: Shared, mentions: dict[str, list[Span]]
) -> list[str]:
    left = list(found.arguments)
    right = []
    for argument in gold.arguments:
        for other in left:
            if argument.role == other.role and _same_filler(argument, other, entities, mentions):
                left.remove(other)
                right.append(argument.role)
                break
    return right


def _same_filler(gold: Argument, found: Argument, entities: Shared, mentions: dict[str, list[Span]]) -> bool:
    if gold.entity is None:
        return _overlap(gold.span, found.span)
    if found.entity is not None and (gold.entity, found.entity) in entities:
        return True
    return any(_overlap(span, found.span) for span in mentions.get(gold.entity, ()))


def _overlap(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a.overlaps(b)
