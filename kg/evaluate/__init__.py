"""Scores against annotated records."""

from kg.evaluate.scores import Score, Scoreboard, compare

__all__ = ["Score", "Scoreboard", "compare"]
