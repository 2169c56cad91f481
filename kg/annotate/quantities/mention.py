"""What the rules for figures find; the classes live in the model, because extraction reads them too."""

from kg.model import QuantityKind, QuantityMention

__all__ = ["QuantityKind", "QuantityMention"]
