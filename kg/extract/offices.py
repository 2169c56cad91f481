"""Which offices are worth stating, and in which words: the title, apart from the body it is held in.

"Rector" of "rector of the college"; not "Danish official", nor "party leader" of somebody told to lead it, nor the rank
of somebody whose post is told ("the chief of staff, Colonel X").
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract.statements import Stated
from kg.model import Entity

__all__ = ["plain_offices"]

_WITH_FIELD = frozenset({"minister", "secretary", "chief", "head", "under-secretary", "commissioner"})
"""Titles that say nothing without what follows: "minister of health", "chief of staff"."""
_LEADING = frozenset({"leader", "head"})
"""Words for an office that say no more than that its holder leads."""
_POSTS = frozenset({"leads", "headOfState", "headOfGovernment", "spokespersonFor"})
"""Relations that tell a post."""


def plain_offices(
    stated: Iterable[Stated], entities: Mapping[str, Entity], ranks: Collection[str] = ()
) -> Iterator[Stated]:
    """The relations, offices in plain words and without those that are none.

    `ranks`: titles that say less than any post.
    """
    everything = list(stated)
    leaders = {one.subject for one in everything if one.predicate == "leads"}
    posted = {one.subject for one in everything if one.predicate in _POSTS}
    titles: dict[str, set[str]] = defaultdict(set)
    kept = list[Stated]()
    for one in everything:
        if one.predicate != "holdsPosition" or one.value is None:
            kept.append(one)
        elif _is_told(one, one.value, entities[one.subject], one.subject in leaders):
            plain = _title(one.value)
            titles[one.subject].add(plain.lower())
            kept.append(replace(one, value=plain))
    for one in kept:
        if one.predicate == "holdsPosition" and one.value is not None:
            others = titles[one.subject] - {one.value.lower()}
            if _says_less(one.value.lower(), others, ranks, one.subject in posted):
                continue
        yield one


def _says_less(title: str, others: Collection[str], ranks: Collection[str], posted: bool) -> bool:
    """Whether the holder's other titles, or a post told of them, make this one superfluous."""
    if any(other.endswith(f" {title}") and "former" not in other for other in others):
        return True  # "Minister X" of whom the article says which minister
    return _is_rank(title, ranks) and (posted or not all(_is_rank(other, ranks) for other in others))


def _is_rank(title: str, ranks: Collection[str]) -> bool:
    return all(word in ranks for word in title.replace("-", " ").split())


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
