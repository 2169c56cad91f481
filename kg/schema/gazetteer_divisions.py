"""First-level divisions of countries (provinces, states, counties) by name, from ISO 3166-2."""

from functools import cache

from kg.schema.gazetteer import Region
from kg.schema.gazetteer_index import folded

__all__ = ["load_divisions"]

_KINDS = frozenset(
    "oblast oblysy viloyati viloyat welayaty sheng shi zizhiqu kray krai respublika autonomous republic province "
    "region county district governorate department state prefecture canton voblast marz rayonu judet".split()
)
"""Words for the kind of division that follow some of its names in the standard."""


@cache
def load_divisions() -> dict[str, tuple[Region, ...]]:
    """All divisions by folded name, with and without the word for their kind; read once per process, in 50 ms."""
    import pycountry

    divisions: dict[str, dict[str, Region]] = {}
    for entry in pycountry.subdivisions:
        name = entry.name.split("[")[0].split("(")[0].strip(" *")
        words = name.split()
        short = " ".join(words[:-1]) if len(words) > 1 and folded(words[-1]) in _KINDS else name
        region = Region(short, None, (short,), (), (entry.country_code,))
        for key in {folded(name), folded(short)}:
            divisions.setdefault(key, {}).setdefault(entry.code, region)
    return {key: tuple(named[code] for code in sorted(named)) for key, named in divisions.items()}
