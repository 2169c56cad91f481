"""Analysis of the graph as a network: what leads from one thing to another."""

from kg.analyze.paths import Hop, Path, find_paths

__all__ = ["Hop", "Path", "find_paths"]
