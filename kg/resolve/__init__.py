"""From what articles say to what is the same: entities and events of the graph, with every decision explained."""

from kg.resolve.base import KnownNames, NothingKnown
from kg.resolve.resolver import resolve

__all__ = ["KnownNames", "NothingKnown", "resolve"]
