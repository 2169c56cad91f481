"""How far extracted records agree with annotated ones, in the plain terms of information extraction.

Precision, recall and F1 over: names and descriptions (entities aligned by overlapping mentions), relations between
aligned entities, event triggers (overlap, with and without the type), and role fillers of aligned events.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Argument, ArticleRecord, Entity, EventMention, Span

__all__ = ["Score", "Scoreboard", "compare"]


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
    """Scores by what is measured; `types` holds the typed trigger score of each event type."""

    entities: Score = field(default_factory=Score)
    relations: Score = field(default_factory=Score)
    triggers: Score = field(default_factory=Score)
    typed_triggers: Score = field(default_factory=Score)
    roles: Score = field(default_factory=Score)
    types: dict[str, Score] = field(default_factory=dict)

    def rows(self) -> list[tuple[str, Score]]:
        """All scores with their names, types last in alphabetical order."""
        return [
            ("entities", self.entities),
            ("relations", self.relations),
            ("triggers, any type", self.triggers),
            ("triggers, right type", self.typed_triggers),
            ("role fillers", self.roles),
            *((f"  {name}", score) for name, score in sorted(self.types.items())),
        ]


def compare(pairs: Iterable[tuple[ArticleRecord, ArticleRecord]]) -> Scoreboard:
    """Score pairs of (annotated, extracted) records of the same article texts."""
    board = Scoreboard()
    for gold, found in pairs:
        entities = _align_entities(gold.entities, found.entities)
        board.entities.add(len(entities), len(found.entities), len(gold.entities))
        _score_relations(board, gold, found, entities)
        events = _align_events(gold.events, found.events)
        board.triggers.add(len(events), len(found.events), len(gold.events))
        typed = [(g, f) for g, f in events if g.type == f.type]
        board.typed_triggers.add(len(typed), len(found.events), len(gold.events))
        for name in sorted({event.type for event in (*gold.events, *found.events)}):
            score = board.types.setdefault(name, Score())
            score.add(
                sum(g.type == name for g, _ in typed),
                sum(event.type == name for event in found.events),
                sum(event.type == name for event in gold.events),
            )
        right = sum(_right_roles(g, f, entities) for g, f in events)
        board.roles.add(
            right,
            sum(len(event.arguments) for event in found.events),
            sum(len(event.arguments) for event in gold.events),
        )
    return board


def _align_entities(gold: Iterable[Entity], found: Iterable[Entity]) -> dict[str, str]:
    """Annotated entity to the extracted one that shares most mentions with it; one to one, best pairs first."""
    shared: dict[tuple[str, str], int] = {}
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
    return aligned


def _score_relations(board: Scoreboard, gold: ArticleRecord, found: ArticleRecord, entities: dict[str, str]) -> None:
    wanted = {
        (entities.get(r.subject), r.predicate, entities.get(r.object or "") or (r.value or "").lower())
        for r in gold.relations
    }
    told = {(r.subject, r.predicate, r.object or (r.value or "").lower()) for r in found.relations}
    board.relations.add(len(wanted & told), len(told), len(gold.relations))


def _align_events(
    gold: Iterable[EventMention], found: Iterable[EventMention]
) -> list[tuple[EventMention, EventMention]]:
    """Pairs whose triggers overlap, those of the same type first."""
    free = list(found)
    pairs: list[tuple[EventMention, EventMention]] = []
    left = list(gold)
    for same_type in (True, False):
        for event in list(left):
            for other in free:
                if event.trigger.overlaps(other.trigger) and (event.type == other.type or not same_type):
                    pairs.append((event, other))
                    free.remove(other)
                    left.remove(event)
                    break
    return pairs


def _right_roles(gold: EventMention, found: EventMention, entities: dict[str, str]) -> int:
    left = list(found.arguments)
    right = 0
    for argument in gold.arguments:
        for other in left:
            if argument.role == other.role and _same_filler(argument, other, entities):
                left.remove(other)
                right += 1
                break
    return right


def _same_filler(gold: Argument, found: Argument, entities: dict[str, str]) -> bool:
    if gold.entity is not None and found.entity is not None:
        return entities.get(gold.entity) == found.entity
    return _overlap(gold.span, found.span)


def _overlap(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a.overlaps(b)
