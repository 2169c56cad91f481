"""Expressions of time in news, and what they mean: absolute dates, and dates told relative to others."""

from kg.annotate.times.find import find_times
from kg.annotate.times.mention import TimeKind, TimeMention

__all__ = ["TimeKind", "TimeMention", "find_times"]
