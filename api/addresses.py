"""Between the addresses of the graph and the short ids of the REST interface.

An entity's or event's id is what follows `{base}entity/` or `{base}event/`; an article's is its record's.
"""

import base64
import binascii
import json

from fastapi import HTTPException

from kg.rdf import quads
from kg.rdf.terms import article_id, article_iri

__all__ = ["Addresses"]

_KINDS = ("entity", "event", "article", "source")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Kept, since making one takes longer than a statement's id."""


class Addresses:
    """The addresses below `base`."""

    def __init__(self, base: str) -> None:
        self.base = base

    def iri(self, kind: str, id: str) -> str:
        """The address of a thing of a kind; characters that addresses cannot hold are percent-encoded."""
        if kind == "article":
            return article_iri(self.base, id)
        return quads.iri(f"{self.base}{kind}/{id}")[1:-1]

    def resolve(self, text: str) -> str:
        """The address that a parameter names: an address itself, `event/…` and the like, or an entity's id."""
        if "://" in text:
            return quads.iri(text)[1:-1]
        kind, slash, id = text.partition("/")
        return self.iri(kind, id) if slash and kind in _KINDS else self.iri("entity", text)

    def id(self, iri: str) -> str:
        """The id of an address; addresses of other bases are their own ids."""
        if not iri.startswith(self.base):
            return iri
        known = article_id(self.base, iri)
        return known if known is not None else iri[len(self.base) :].partition("/")[2]

    def statement_id(self, source: str, property: str, target: str | None, value: str | None) -> str:
        """An id that tells a statement apart, and from which it can be read back."""
        return _pack([self._short(source), property, self._short(target) if target else None, value])

    def statement(self, id: str) -> tuple[str, str, str | None, str | None]:
        """Subject, property, object and literal value of a statement's id.

        Raises:
            HTTPException: it is none (404).
        """
        match _unpack(id):
            case [str(source), str(property), str() | None as target, str() | None as value]:
                return self._long(source), property, self._long(target) if target else None, value
        raise HTTPException(404, f"there is no statement {id!r}")

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self.base)

    def _long(self, text: str) -> str:
        return quads.iri(text if "://" in text else self.base + text)[1:-1]


def _pack(value: object) -> str:
    return base64.urlsafe_b64encode(_ENCODER.encode(value).encode()).decode().rstrip("=")


def _unpack(text: str) -> object:
    try:
        return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return None
