"""From what articles say to what is the same: entities and events of the graph, with every decision explained."""

from kg.resolve.anchors import anchored, relocate
from kg.resolve.base import KnownNames, NothingKnown
from kg.resolve.contributions import alike_key
from kg.resolve.people import locking, merging, splitting
from kg.resolve.resolver import Changes, Resolver, resolve
from kg.resolve.review import ReviewItem, review_queue

__all__ = [
    "Changes",
    "KnownNames",
    "NothingKnown",
    "Resolver",
    "ReviewItem",
    "alike_key",
    "anchored",
    "locking",
    "merging",
    "relocate",
    "resolve",
    "review_queue",
    "splitting",
]
