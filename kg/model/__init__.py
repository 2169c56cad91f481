"""The values that stages exchange: frozen, printable, standard library only."""

from kg.model.article import Article, PublishedFrom
from kg.model.cluster import EntityCluster, EventCluster, Resolution
from kg.model.decision import Decision, Judgement, MentionKey, Subject
from kg.model.entity import ENTITY_TYPES, Entity, EntityType, Mention, MentionKind
from kg.model.fact import (
    FACTUALITIES,
    Argument,
    Attribution,
    EventMention,
    Evidence,
    Factuality,
    Modifier,
    Quantity,
    RelationMention,
    TimeExpression,
)
from kg.model.layers import (
    ArcLabel,
    EntityMention,
    EventGraph,
    Layers,
    PredictedArc,
    PredictedLink,
    PredictedMention,
    PredictedRelation,
    PredictedTrigger,
    QuantityKind,
    QuantityMention,
    QuoteKind,
    QuoteMention,
    TimeKind,
    TimeMention,
)
from kg.model.moment import Moment, Precision
from kg.model.record import ArticleRecord
from kg.model.reprint import Fingerprint, Reprint, ReprintKind
from kg.model.span import Discarded, Span

__all__ = [
    "ENTITY_TYPES",
    "FACTUALITIES",
    "ArcLabel",
    "Argument",
    "Article",
    "ArticleRecord",
    "Attribution",
    "Decision",
    "Discarded",
    "Entity",
    "EntityCluster",
    "EntityMention",
    "EntityType",
    "EventCluster",
    "EventGraph",
    "EventMention",
    "Evidence",
    "Factuality",
    "Fingerprint",
    "Judgement",
    "Layers",
    "Mention",
    "MentionKey",
    "MentionKind",
    "Modifier",
    "Moment",
    "Precision",
    "PredictedArc",
    "PredictedLink",
    "PredictedMention",
    "PredictedRelation",
    "PredictedTrigger",
    "PublishedFrom",
    "Quantity",
    "QuantityKind",
    "QuantityMention",
    "QuoteKind",
    "QuoteMention",
    "RelationMention",
    "Reprint",
    "ReprintKind",
    "Resolution",
    "Span",
    "Subject",
    "TimeExpression",
    "TimeKind",
    "TimeMention",
]
