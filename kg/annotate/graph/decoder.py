"""The whole event graph of a text, from what the encoder read."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc

from kg.annotate.encoder.annotator import GRAPH
from kg.annotate.encoder.directory import ModelDirectory
from kg.annotate.encoder.words import Words
from kg.annotate.graph.events import Found, find_arcs, find_doubtful, find_links, find_triggers
from kg.annotate.graph.mentions import find_antecedents, find_mentions, find_relations
from kg.annotate.graph.network import GraphNetwork, GraphReading
from kg.annotate.graph.parsed import Parsed, parsed_of
from kg.annotate.graph.scores import Scores
from kg.annotate.graph.settings import GraphSettings
from kg.model import EventGraph, PredictedArc

__all__ = ["GraphDecoder", "gather", "to_tokens"]


class GraphDecoder:
    """Decodes readings into graphs; `settings` say how sure it must be."""

    def __init__(self, directory: ModelDirectory) -> None:
        """Loads the small graphs of the model; raises ModelError."""
        self.network = GraphNetwork(directory)
        self.settings = GraphSettings.read(directory.graph or {})

    def annotate(self, doc: Doc, words: Words, columns: Sequence[Sequence[Scores]]) -> None:
        """Writes the graph of an annotated Doc; `columns` are what each window of it says, by `GRAPH_OUTPUTS`."""
        graph = self.decode(parsed_of(doc, words), gather(columns), words.new_line, doubts=True)
        doc._.set(GRAPH, to_tokens(graph, words.tokens))

    def decode(
        self,
        parsed: Parsed,
        reading: GraphReading,
        new_line: Sequence[bool],
        told: Sequence[Found] | None = None,
        *,
        doubts: bool = False,
    ) -> EventGraph:
        """The graph of a text in word indices; `told`: triggers to take instead of looking for them.

        `doubts`: with doubtful triggers among the others.
        """
        if not len(parsed.words):
            return EventGraph()
        settings, network = self.settings, self.network
        triggers = find_triggers(parsed, reading, new_line, settings) if told is None else told
        if doubts:
            doubtful = find_doubtful(parsed, reading, new_line, settings, triggers)
            triggers = sorted([*triggers, *doubtful], key=lambda trigger: trigger.start)
        mentions = find_mentions(parsed, reading, new_line, settings)
        mentions = find_antecedents(parsed, reading, mentions, network, settings)
        return EventGraph(
            tuple(find_arcs(parsed, reading, triggers, network, settings)),
            tuple(mentions),
            tuple(find_links(parsed, reading, triggers, network, settings)),
            tuple(find_relations(parsed, reading, mentions, network, settings)),
        )


def gather(columns: Sequence[Sequence[Scores]]) -> GraphReading:
    """The windows of a text as one reading."""
    return GraphReading(*(np.concatenate(parts) for parts in zip(*columns, strict=True)))


def to_tokens(graph: EventGraph, tokens: Sequence[int]) -> EventGraph:
    """The same graph with word indices replaced by those of a Doc's tokens."""

    def last(end: int) -> int:
        return tokens[end - 1] + 1

    # Arcs are written out, since `replace` takes several times as long and there are many.
    triggers = tuple(
        replace(
            trigger,
            start=tokens[trigger.start],
            end=last(trigger.end),
            head=tokens[trigger.head],
            arcs=tuple(
                PredictedArc(arc.label, tokens[arc.start], last(arc.end), tokens[arc.head], arc.score)
                for arc in trigger.arcs
            ),
        )
        for trigger in graph.triggers
    )
    mentions = tuple(
        replace(mention, start=tokens[mention.start], end=last(mention.end), head=tokens[mention.head])
        for mention in graph.mentions
    )
    relations = tuple(
        replace(relation, start=tokens[relation.start], end=last(relation.end)) for relation in graph.relations
    )
    return EventGraph(triggers, mentions, graph.links, relations)
