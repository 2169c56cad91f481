"""Builds small article records by hand: every span is found in a text made of the sentences given."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from kg.model import (
    Argument,
    Article,
    ArticleRecord,
    Attribution,
    Entity,
    EventMention,
    Mention,
    Moment,
    Quantity,
    RelationMention,
    Span,
    TimeExpression,
)


@dataclass
class Builder:
    """A record in the making; `b.entity("Person", "Ann Lee")` returns the local id to use in facts."""

    id: str
    published: str | None = "2024-05-01"
    publisher: str | None = "Daily News"
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    relations: list[RelationMention] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)

    def say(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + "\n"
        return Span(start, start + len(words), words)

    def entity(self, kind: str, name: str, **fields: Any) -> str:
        names = fields.pop("names", [name])
        mentions = tuple(Mention(self.say(form), "name") for form in names)
        made = Entity(f"e{len(self.entities) + 1}", kind, name, mentions, **fields)  # type: ignore[arg-type]
        self.entities.append(made)
        return made.id

    def relation(self, subject: str, predicate: str, object: str | None = None, **fields: Any) -> str:
        evidence = fields.pop("evidence", None) or self.say(f"{subject} {predicate} {object}")
        made = RelationMention(
            id=f"r{len(self.relations) + 1}",
            subject=subject,
            predicate=predicate,
            object=object,
            value=fields.pop("value", None),
            evidence=evidence,
            rule=fields.pop("rule", "relation#test"),
            **fields,
        )
        self.relations.append(made)
        return made.id

    def event(
        self,
        kind: str,
        sentence: str = "",
        roles: tuple[tuple[str, str], ...] = (),
        when: str | None = None,
        counts: tuple[tuple[str, float | None, str], ...] = (),
        by: str | None = None,
        **fields: Any,
    ) -> str:
        """`roles` fill with the id of an entity, or with words; `by` is an entity's id or words."""
        evidence = self.say(sentence or f"Something of kind {kind} happened.")
        known = {entity.id for entity in self.entities}
        fillers = [
            Argument(role, filler) if filler in known else Argument(role, span=self.say(filler))
            for role, filler in roles
        ]
        quantities = [
            Quantity(what, value, modifier, "people", self.say(str(value))) for what, value, modifier in counts
        ]
        source = None if by is None else Attribution(by) if by in known else Attribution(text=by)
        made = EventMention(
            id=f"v{len(self.events) + 1}",
            type=kind,
            trigger=Span(evidence.start, evidence.start + 4, evidence.text[:4]),
            evidence=evidence,
            rule=fields.pop("rule", "event#test"),
            arguments=tuple(fillers),
            time=TimeExpression(Moment(when)) if when else None,
            quantities=tuple(quantities),
            attribution=source,
            factuality=fields.pop("factuality", "claimed" if source else "asserted"),
            **fields,
        )
        self.events.append(made)
        return made.id

    def record(self, extractor: str = "test-1") -> ArticleRecord:
        article = Article(
            self.id,
            self.text,
            published=Moment(self.published) if self.published else None,
            published_from="given" if self.published else None,
            publisher=self.publisher,
            sha256=sha256(self.id.encode()).hexdigest(),
        )
        return ArticleRecord(article, tuple(self.entities), tuple(self.relations), tuple(self.events), extractor)
