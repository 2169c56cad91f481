"""Of whom figures are: whether "18 officers" and "16 police" count the same kind of people.

The classes are general: who serves a state under arms, who fights it, who does neither. Within a class, and for words
of no class, it is the words that tell.
"""

from typing import Literal

from kg.resolve.stemming import stems

__all__ = ["Overlap", "classes", "overlap"]

Overlap = Literal["same", "different", "unknown"]

_WORDS = {
    "security": """police policeman policemen policewoman officer soldier troop trooper guard guardsman guardsmen
        serviceman servicemen servicemember military gendarme security enforcement commando marine army cadet""",
    "armed": """militant rebel terrorist gunman gunmen attacker insurgent fighter bandit extremist jihadist assailant
        rioter looter criminal mercenary hijacker kidnapper gangster""",
    "civilian": """civilian resident villager child children passenger tourist student pupil worker miner journalist
        reporter migrant refugee bystander farmer teacher patient driver pilgrim shopper inhabitant""",
    "protester": "protester protestor demonstrator marcher picketer striker",
}
_CLASS = {stem: name for name, words in _WORDS.items() for word in words.split() for stem in stems(word)}


def classes(words: frozenset[str]) -> frozenset[str]:
    """The classes that word stems name."""
    return frozenset(_CLASS[word] for word in words if word in _CLASS)


def overlap(left: frozenset[str], right: frozenset[str]) -> Overlap:
    """Whether two descriptions of people, as word stems, can mean the same; unknown where one says nothing."""
    if not left or not right:
        return "unknown"
    mine, others = classes(left), classes(right)
    if mine and others:
        return "same" if mine & others else "different"
    return "same" if left & right else "different"
