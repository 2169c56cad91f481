"""Organizations that news takes for known, and the bodies that every state has, as frozen objects."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import SchemaError
from kg.schema.gazetteer import load_countries, read_table

__all__ = ["BodyNames", "KnownOrganization", "load_bodies", "load_organizations"]

_FIELDS = frozenset({"name", "short", "also", "kind", "members", "country"})
_KINDS = frozenset({"union", "alliance", "court", "bank", "agency", "ngo", "news", "force", "company"})
_TABLES = frozenset({"ministries", "bodies", "national", "internal_affairs", "home_affairs", "articled"})


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """An organization by its canonical name, with short forms and other names.

    `kind` is union, alliance, court, bank, agency, ngo, news, force or company; `members` and `country` are ISO codes.
    """

    name: str
    short: tuple[str, ...]
    also: tuple[str, ...]
    kind: str
    members: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class BodyNames:
    """How bodies of states are called.

    `topics` leads from the words for a ministry's field to its canonical field, `bodies` from a phrase to a canonical
    name with "{country}" in it, `national` the same for single countries. `internal_affairs`, `home_affairs`: whose
    ministry for the police is called so. `articled`: states whose names take "the" after "of".
    """

    topics: Mapping[str, str]
    bodies: Mapping[str, str]
    national: Mapping[str, Mapping[str, str]]
    internal_affairs: frozenset[str]
    home_affairs: frozenset[str]
    articled: frozenset[str]


@cache
def load_organizations() -> tuple[KnownOrganization, ...]:
    """All organizations of `organizations.yaml`.

    Raises:
        SchemaError: an entry has an unknown field or kind, or two share a name.
    """
    organizations = tuple(_organization(entry) for entry in read_table("organizations.yaml"))
    names = [organization.name for organization in organizations]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise SchemaError(f"organizations.yaml has {twice[0]!r} twice; merge the entries")
    return organizations


@cache
def load_bodies() -> BodyNames:
    """The tables of `bodies.yaml`.

    Raises:
        SchemaError: a table is unknown or missing, names an unknown country, or gives one phrase two meanings.
    """
    tables = read_table("bodies.yaml")
    if set(tables) != _TABLES:
        raise SchemaError(f"bodies.yaml has the tables {sorted(tables)}, expected {sorted(_TABLES)}")
    coded = {*tables["national"], *tables["internal_affairs"], *tables["home_affairs"], *tables["articled"]}
    if unknown := sorted(coded - set(load_countries())):
        raise SchemaError(f"bodies.yaml names the country {unknown[0]!r}; use ISO 3166-1 alpha-2 codes")
    return BodyNames(
        _turned("ministries", tables["ministries"]),
        _turned("bodies", tables["bodies"]),
        {code: _turned(code, names) for code, names in tables["national"].items()},
        frozenset(tables["internal_affairs"]),
        frozenset(tables["home_affairs"]),
        frozenset(tables["articled"]),
    )


def _organization(entry: dict[str, Any]) -> KnownOrganization:
    if unknown := sorted(set(entry) - _FIELDS):
        raise SchemaError(
            f"organizations.yaml: {entry.get('name')!r} has the field {unknown[0]!r}; known: {sorted(_FIELDS)}"
        )
    if entry["kind"] not in _KINDS:
        raise SchemaError(
            f"organizations.yaml: {entry['name']!r} is a {entry['kind']!r}; known kinds: {sorted(_KINDS)}"
        )
    short, also, members = (tuple(entry.get(field, ())) for field in ("short", "also", "members"))
    return KnownOrganization(entry["name"], short, also, entry["kind"], members, entry.get("country"))


def _turned(table: str, names: dict[str, list[str]]) -> dict[str, str]:
    """From phrase to canonical name."""
    turned: dict[str, str] = {}
    for name, phrases in names.items():
        for phrase in phrases:
            if turned.setdefault(phrase, name) != name:
                raise SchemaError(f"bodies.yaml, {table}: {phrase!r} stands for {turned[phrase]!r} and for {name!r}")
    return turned
