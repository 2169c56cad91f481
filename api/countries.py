"""Names of countries for their codes."""

from functools import cache

import pycountry

__all__ = ["country_name"]


@cache
def country_name(code: str | None) -> str | None:
    """The usual English name of a country with an ISO 3166-1 code of two letters; an unknown code stays as it is."""
    if not code:
        return None
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else code
