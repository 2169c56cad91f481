"""newsgraph: a knowledge graph from news in which every fact leads to the sentence it came from."""

__all__ = ["__version__"]

__version__ = "0.1.0"
