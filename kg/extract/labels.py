"""The parser's labels, named once: a parser with other labels needs another table, and nothing else.

Universal Dependencies, version 2 (https://universaldependencies.org/u/dep/); subtypes are compared whole.
"""

from typing import Final

__all__ = [
    "ADVERBIAL",
    "AGENT",
    "APPOSITION",
    "AUXILIARY",
    "CASE",
    "CLAUSE",
    "COMPLEMENT",
    "CONJUNCT",
    "COPULA",
    "DETACHED",
    "INDIRECT",
    "LOCATIVE_PREPOSITIONS",
    "MODIFIER",
    "NEGATION",
    "OBJECT",
    "OBLIQUE",
    "OPEN_COMPLEMENT",
    "PARTICLE",
    "PASSIVE_SUBJECT",
    "POSSESSOR",
    "RELATIVE",
    "SUBJECT",
]

SUBJECT: Final = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECT: Final = frozenset({"nsubj:pass", "csubj:pass"})
OBJECT: Final = frozenset({"obj"})
INDIRECT: Final = frozenset({"iobj"})
AGENT: Final = frozenset({"obl:agent"})
OBLIQUE: Final = frozenset({"obl", "obl:agent", "obl:arg"})
MODIFIER: Final = frozenset({"nmod", "nmod:desc"})
POSSESSOR: Final = frozenset({"nmod:poss"})
APPOSITION: Final = frozenset({"appos", "nmod:desc"})
RELATIVE: Final = frozenset({"acl:relcl", "advcl:relcl"})
CLAUSE: Final = frozenset({"acl"})
ADVERBIAL: Final = frozenset({"advcl"})
COMPLEMENT: Final = frozenset({"ccomp"})
OPEN_COMPLEMENT: Final = frozenset({"xcomp"})
CONJUNCT: Final = frozenset({"conj"})
COPULA: Final = frozenset({"cop"})
AUXILIARY: Final = frozenset({"aux", "aux:pass"})
CASE: Final = frozenset({"case"})
PARTICLE: Final = frozenset({"compound:prt"})
NEGATION: Final = frozenset({"not", "n't", "never", "no", "neither", "nor", "nobody", "none", "n’t"})
DETACHED: Final = frozenset(
    {"acl:relcl", "advcl", "appos", "parataxis", "punct", "cc", "conj", "dep", "acl", "discourse"}
)
"""What a phrase sheds when it is quoted as a role's filler: trailing clauses and further conjuncts."""

LOCATIVE_PREPOSITIONS: Final = frozenset(
    {"in", "at", "near", "on", "around", "outside", "inside", "across", "throughout", "within", "over", "off", "along"}
)
