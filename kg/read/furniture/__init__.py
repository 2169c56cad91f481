"""Telling the article from the page around it, in text as people paste it."""

from kg.read.furniture.recognize import Layout, recognize

__all__ = ["Layout", "recognize"]
