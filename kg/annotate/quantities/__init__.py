"""Figures in news: how many of what, how sure, and which words say so."""

from kg.annotate.quantities.find import find_quantities
from kg.annotate.quantities.mention import QuantityKind, QuantityMention

__all__ = ["QuantityKind", "QuantityMention", "find_quantities"]
