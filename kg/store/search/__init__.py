"""Search beside the graph: full text over names, headlines and sentences, and boxes over places and events."""

from kg.store.search.documents import Named
from kg.store.search.reading import SearchIndex
from kg.store.search.results import FIELDS, Field, Found, FoundList

__all__ = ["FIELDS", "Field", "Found", "FoundList", "Named", "SearchIndex"]
