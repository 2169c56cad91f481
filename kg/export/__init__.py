"""Everything in the graph, or a selection of it, in the formats of other tools; each as a stream of bytes."""

from kg.export.formats import FORMATS, Export, export
from kg.export.selection import Selection

__all__ = ["FORMATS", "Export", "Selection", "export"]
