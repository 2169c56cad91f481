"""What the time rules find; the classes live in the model, because extraction reads them too."""

from kg.model import TimeKind, TimeMention

__all__ = ["TimeKind", "TimeMention"]
