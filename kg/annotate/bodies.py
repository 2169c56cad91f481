"""Canonical names for bodies of states: "the French army" is the Army of France, whatever the article calls it."""

import re

from kg.annotate.places import Gazetteer, load_gazetteer
from kg.schema.gazetteer_bodies import BodyNames, load_bodies

__all__ = ["canonical_body"]

_MINISTRY = re.compile(
    r"(?:(?P<field>.+?)\s+(?:ministry|department)"
    r"|(?:ministry|department|federal\s+ministry)\s+(?:of|for)\s+(?:the\s+)?(?P<of>.+))$"
)
_ARTICLE = re.compile(r"^(?:the|its|their|his|her|our)\s+")
_OF = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?(?=[A-Z])")
_ADJECTIVES = re.compile(r"^(?:regional|local|state|national|federal|republican|central)\s+")
_POLICE_MINISTRY = ("the Interior", "Internal Affairs", "Home Affairs")


def canonical_body(phrase: str, country: str | None) -> str | None:
    """The canonical name of a state's body that a phrase stands for.

    Args:
        phrase: as it stands in the text, a country or its adjective included or not: "the Interior Ministry",
            "Kazakhstan's Ministry of Health", "US State Department".
        country: the code of the state meant where the phrase names none.

    Returns:
        None where the phrase names no body that states have in common, or the state is not known.
    """
    gazetteer, names = load_gazetteer(), load_bodies()
    rest, named = _split(re.sub(r"^[Tt]he\s+", "", phrase.strip()), gazetteer)
    code = named or country
    state = gazetteer.country_name(code) if code is not None else None
    if code is None or state is None:
        return None
    words = re.sub(r"\s+", " ", _ARTICLE.sub("", rest.lower().replace("’", "'")))
    words = words.removesuffix("'s").strip()
    national = names.national.get(code, {})
    if words in national:
        return national[words]
    full = f"the {state}" if code in names.articled else state
    if (template := names.bodies.get(words)) is not None:
        return template.format(country=full)
    topic = _topic(words, names)
    return None if topic is None else f"Ministry of {_for_police(topic, words, code, names)} of {full}"


def _split(phrase: str, gazetteer: Gazetteer) -> tuple[str, str | None]:
    """The phrase without the state it names, and that state's code."""
    for of in _OF.finditer(phrase):
        if (code := gazetteer.country_code(phrase[of.end() :])) is not None:
            return phrase[: of.start()], code
    words = phrase.split()
    for count in (3, 2, 1):
        if len(words) > count:
            name = re.sub(r"['’]s?$", "", " ".join(words[:count]))
            if name[:1].isupper() and (code := gazetteer.country_code(name)) is not None:
                return " ".join(words[count:]), code
    return phrase, None


def _topic(words: str, names: BodyNames) -> str | None:
    match = _MINISTRY.match(words)
    if match is None:
        return None
    field = match["field"] or match["of"]
    found = names.topics.get(field)
    return found if found is not None else names.topics.get(_ADJECTIVES.sub("", field))


def _for_police(topic: str, words: str, code: str, names: BodyNames) -> str:
    """The ministry for the police goes by one name in each state, however the text calls it."""
    if topic not in _POLICE_MINISTRY:
        return topic
    if code in names.internal_affairs:
        return "Internal Affairs"
    return "Home Affairs" if code in names.home_affairs else topic
