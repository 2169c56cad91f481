"""Which offices are worth stating, and in which words: the title, apart from the body it is held in.

"Colonel", "rector" of "rector of the college"; not "Danish official", nor "party leader" of somebody told to lead it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract.statements import Stated
from kg.model import Entity

__all__ = ["plain_offices"]

_WITH_FIELD = frozenset({"minister", "secretary", "chief", "head", "under-secretary", "commissioner"})
"""Titles that say nothing without what follows: "minister of health", "chief of staff"."""
_LEADING = frozenset({"leader", "head"})
"""Words for an office that say no more than that its holder leads."""


def plain_offices(stated: Iterable[Stated], entities: Mapping[str, Entity]) -> Iterator[Stated]:
    """The relations, offices in plain words and without those that are none."""
    everything = list(stated)
    leaders = {one.subject for one in everything if one.predicate == "leads"}
    for one in everything:
        if one.predicate != "holdsPosition" or one.value is None:
            yield one
        elif _is_told(one, one.value, entities[one.subject], one.subject in leaders):
            yield replace(one, value=_title(one.value))


def _is_told(stated: Stated, value: str, holder: Entity, leads: bool) -> bool:
    words = value.split()
    if not words or not any(mention.kind == "name" for mention in holder.mentions):
        return False  # "a federal magistrate": what someone unnamed is called
    if any(token.text == words[0] and token.ent_type_ == "NORP" for token in stated.token.sent):
        return False  # "the Danish official X" tells where X is from
    return not (leads and _title(value).split()[-1].lower() in _LEADING)


def _title(value: str) -> str:
    """The words before the body: "rector" of "rector of the college"."""
    title, _, rest = value.partition(" of ")
    return value if not rest or title.split()[-1].lower() in _WITH_FIELD else title
