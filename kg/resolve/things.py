"""Places, facilities, named events and other named things: equal names in one country, or one known address."""

from kg.resolve.base import Unit, Verdict, different, same
from kg.resolve.spelling import liken, skeleton, words

__all__ = ["compare_links", "compare_places", "compare_things", "thing_keys"]


def thing_keys(unit: Unit) -> tuple[str, ...]:
    """Units that share a key are worth comparing: the links, the sounds of a name."""
    names = dict.fromkeys(("".join(unit.words), *("".join(words(alias)) for alias in unit.aliases)))
    return (*unit.links, *dict.fromkeys(f"~ {skeleton(name)[:12]}" for name in names if name))


def compare_links(left: Unit, right: Unit) -> Verdict | None:
    """The verdict of addresses in other collections: one in common joins, two of one collection part."""
    for link in left.links:
        if link in right.links:
            return same(1.0, "link", f"both are {link}")
    mine = {_collection(link) for link in left.links}
    if any(_collection(link) in mine for link in right.links):
        return different("link", f"“{left.name}” is {left.links[0]}, “{right.name}” is {right.links[0]}")
    return None


def compare_places(left: Unit, right: Unit) -> Verdict | None:
    """The verdict on two places' names; places of one name in different countries are different."""
    pair = f"“{left.name}” and “{right.name}”"
    if left.country and right.country and left.country != right.country:
        return different("place/country", f"{pair} lie in {left.country} and {right.country}")
    if left.is_state != right.is_state:  # "Cairo" may stand for Egypt in an article, and is another place all the same
        return different("place/state", f"one of {pair} is a state, the other is not")
    if left.tells_nobody or right.tells_nobody:
        return None
    unsure = not (left.country and right.country)
    if left.words == right.words or (_goes_by(left, right) and not _in_one_article(left, right)):
        if not unsure:
            return same(0.95, "place/name", f"{pair} are one name in {left.country}")
        return same(0.85, "place/name", f"{pair} are one name, and no other place of it is known", if_unique=True)
    if not unsure and liken("".join(left.words), "".join(right.words)) == "spelling":
        return same(0.85, "place/spelling", f"{pair} are spellings of one name in {left.country}")
    return None


def compare_things(left: Unit, right: Unit) -> Verdict | None:
    """The verdict on two other things' names: they must be equal, and their countries must not differ."""
    pair = f"“{left.name}” and “{right.name}”"
    if left.country and right.country and left.country != right.country:
        return different("thing/country", f"{pair} belong to {left.country} and {right.country}")
    if left.words != right.words or left.generic or right.generic:
        return None
    if left.country == right.country:
        return same(0.93, "thing/name", f"{pair} are the same name")
    return same(0.85, "thing/name", f"{pair} are the same name, and only one tells a country", if_unique=True)


def _goes_by(left: Unit, right: Unit) -> bool:
    """Whether one's name is a name that articles use for the other."""
    return any(
        list(one.words) == words(alias) for one, other in ((left, right), (right, left)) for alias in other.aliases
    )


def _in_one_article(left: Unit, right: Unit) -> bool:
    """Whether an article speaks of both, and so takes them for two places."""
    articles = {article for article, _ in left.members}
    return any(article in articles for article, _ in right.members)


def _collection(link: str) -> str:
    return link.split("/")[2] if link.count("/") > 2 else link.split(":")[0]
