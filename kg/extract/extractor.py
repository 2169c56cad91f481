"""The extract stage: an annotated article in, its record out."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.arguments import find_arguments
from kg.extract.attribution import find_attribution
from kg.extract.carried_time import Page, carry_times
from kg.extract.combine import Candidate, combine
from kg.extract.context import headline_end, name_documents
from kg.extract.event_quantities import find_event_quantities
from kg.extract.event_time import agree_with_date, find_event_time
from kg.extract.explain import explain
from kg.extract.implied import implied_relations
from kg.extract.learned import Thresholds, learned_event, linked_triggers
from kg.extract.merge import merge_mentions
from kg.extract.phrases import sentence_of, span_of
from kg.extract.place_lists import mend_place_lists
from kg.extract.relations import find_relations
from kg.extract.relevance import relevant, with_generic_fillers_as_phrases
from kg.extract.status import find_factuality
from kg.extract.time_bounds import bounded_time
from kg.extract.triggers import Trigger, find_triggers
from kg.model import (
    ENGINES,
    Article,
    ArticleRecord,
    Attribution,
    EventGraph,
    EventMention,
    Layers,
    Moment,
    chosen_engines,
)
from kg.schema.lexicon import Lexicon, load_lexicon
from kg.schema.relation_words import load_relation_words
from kg.schema.words import load_status_words

__all__ = ["VERSION", "Extractor"]

VERSION = "rules/7"
"""Of the rules: raise it when a change of lexicon or code changes records."""

_FLOOR = 0.4
"""Entries less certain than this evoke no event. Swept over 0.2 to 0.6 on a hundred annotated articles: the event score
is flat up to 0.4 (0.673) and falls beyond (0.655 at 0.5), so the most precise of the flat range is taken."""
_SELF_SPOKEN = frozenset({"Statement", "Denial", "Accusation", "Threat", "Request", "Offer", "Order"})
"""Speech events, whose speaker is their agent and vouches for nothing beyond."""


_SELF_CONTAINED = frozenset({"Disaster", "Accident", "StateOfEmergency", "Curfew", "Ceasefire", "Election"})
"""Events whose noun alone says enough to keep them."""


class Extractor:
    """Turns annotated articles into records, with one or both of two engines.

    `lexicon`: entries and the grammar around them. `graph`: the events and relations that the language model predicts,
    where it has learned to. Every fact names what found it; entities are the same whatever engines there are.

    Raises:
        ValueError: an engine is unknown, or none is named.
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        *,
        engines: Collection[str] = ENGINES,
        floor: float = _FLOOR,
        thresholds: Thresholds | None = None,
        carry: bool = True,
    ) -> None:
        """Loads the lexicon; `carry`: whether events without a time may have that of another."""
        self._lexicon = lexicon or load_lexicon()
        self._status = load_status_words()
        self._relations = load_relation_words()
        self._engines = chosen_engines(engines)
        self._floor = floor
        self._carry = carry
        self._thresholds = thresholds or Thresholds()

    def extract(self, article: Article, doc: Doc, layers: Layers, *, version: str = VERSION) -> ArticleRecord:
        """The record of one article; `doc` annotates `article.body`, `layers` belong to `doc`."""
        if "graph" not in self._engines:
            layers = replace(layers, graph=EventGraph())
        events = combine(
            self._lexical(doc, layers, article.published),
            self._learned(doc, layers, article.published),
            self._thresholds,
            self._floor,
        )
        headline = headline_end(article)
        kept = merge_mentions(
            name_documents([mend_place_lists(event, doc, layers) for event in events]),
            linked_triggers(doc, layers.graph),
            headline,
        )
        if self._carry:
            kept = carry_times(kept, Page.of(article, doc, layers, headline))
        stated = find_relations(doc, self._relations, layers, by_rules="lexicon" in self._engines)
        relations = implied_relations(kept, layers.entities, stated)
        kept = with_generic_fillers_as_phrases(kept, layers.entities, relations, doc)
        return ArticleRecord(
            article=article,
            entities=relevant(layers.entities, relations, kept),
            relations=tuple(relations),
            events=tuple(_numbered(kept)),
            extractor=version,
        )

    def _lexical(self, doc: Doc, layers: Layers, published: Moment | None) -> list[Candidate]:
        if "lexicon" not in self._engines:
            return []
        candidates = []
        for trigger in find_triggers(doc, self._lexicon, layers):
            event = self._event(trigger, layers)
            if event is not None:
                event = agree_with_date(bounded_time(event, doc, layers, published), trigger.token, published)
                candidates.append(Candidate(event, trigger.token.i, trigger.end))
        return candidates

    def _learned(self, doc: Doc, layers: Layers, published: Moment | None) -> list[Candidate]:
        by_rules = "lexicon" in self._engines
        candidates = []
        for trigger in layers.graph.triggers:
            event = learned_event(trigger, doc, layers, self._lexicon, self._thresholds, f"graph.{trigger.type}")
            told = event.factuality == "asserted" and not _in_speech(trigger.head, layers)
            plain = trigger.factuality_score if told else 0.0
            if by_rules and event.attribution is None and plain < self._thresholds.plain:
                event = replace(event, attribution=self._source(event, doc[trigger.head], layers))
            event = bounded_time(event, doc, layers, published)
            candidates.append(Candidate(event, trigger.start, trigger.end, trigger.doubtful, plain, trigger.type_score))
        return candidates

    def _source(self, event: EventMention, head: Token, layers: Layers) -> Attribution | None:
        """Who vouches for an event by the rules; those who speak vouch for nothing beyond."""
        found = find_attribution(head, self._status, layers)
        speakers = {argument.entity for argument in event.arguments if argument.role == "agent"}
        if found is not None and event.type in _SELF_SPOKEN and found.entity in speakers:
            return None
        return found

    def explain(self, article: Article, doc: Doc, layers: Layers) -> Iterator[str]:
        """Why the record is as it is: lines of plain text, sentence by sentence."""
        record = self.extract(article, doc, layers)
        return explain(doc, layers, record, self._lexicon, self._floor, self._thresholds)

    def _event(self, trigger: Trigger, layers: Layers) -> EventMention | None:
        arguments = find_arguments(trigger, self._lexicon, layers)
        quantities = find_event_quantities(trigger, self._lexicon, layers)
        bare = not arguments and not quantities and trigger.frame.construction == "noun"
        if bare and trigger.entry.type not in _SELF_CONTAINED:
            return None
        event = EventMention(
            id="",
            type=trigger.entry.type,
            trigger=span_of(trigger.token, trigger.token.i, trigger.end),
            evidence=sentence_of(trigger.token),
            rule=trigger.rule,
            arguments=arguments,
            time=find_event_time(trigger.token, trigger.entry.type, layers),
            quantities=quantities,
            confidence=trigger.entry.confidence,
        )
        source = self._source(event, trigger.token, layers)
        factuality = find_factuality(trigger.token, trigger.frame, self._status, source is not None)
        return replace(event, attribution=source, factuality=factuality)


def _in_speech(token: int, layers: Layers) -> bool:
    """Whether a token stands in direct speech, which is never the outlet's own voice, however plain it sounds."""
    return any(quote.kind == "speech" and quote.first <= token < quote.last for quote in layers.quotes)


def _numbered(events: list[EventMention]) -> list[EventMention]:
    ordered = sorted(events, key=lambda event: (event.trigger.start, event.trigger.end, event.type))
    return [replace(event, id=f"v{number}") for number, event in enumerate(ordered, 1)]
