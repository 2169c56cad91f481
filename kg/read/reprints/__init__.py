"""Reprints: articles that repeat the wording of another one, and versions of one story.

`fingerprint` reduces an article to what its wording is recognized by; `is_reprint` compares two of them, once a common
band has brought them together; `relate` tells who in a group repeats whom.
"""

from kg.read.reprints.fingerprint import fingerprint
from kg.read.reprints.groups import relate
from kg.read.reprints.likeness import Likeness, is_reprint, likeness

__all__ = ["Likeness", "fingerprint", "is_reprint", "likeness", "relate"]
