"""Cursors of lists: the key of the last item, signed, so that nobody can make one up or use one on another list."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import quote, urlencode

from fastapi import HTTPException, Request, Response

__all__ = ["SECRET", "Cursors", "Pager", "load_secret"]

SECRET = "cursor.key"
"""The file in the store's folder that holds the secret; without it, cursors of before are no longer taken."""

_BYTES = 32
_SIGNATURE = 16
"""Bytes of the signature: HMAC-SHA256 (RFC 2104), cut as its section 5 allows."""


class _Paged(Protocol):
    next: str | None


P = TypeVar("P", bound=_Paged)


def load_secret(folder: Path | None, *, keep: bool = True) -> bytes:
    """The secret of a store, made with its first use; one for this run only, where it is not to be kept, or cannot."""
    fresh = secrets.token_bytes(_BYTES)
    if folder is None:
        return fresh
    path = folder / SECRET
    if not keep and not path.exists():
        return fresh
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        known = path.read_bytes()
        return known if len(known) == _BYTES else fresh
    except OSError:  # a folder that can only be read
        return fresh
    with os.fdopen(handle, "wb") as file:
        file.write(fresh)
    return fresh


class Cursors:
    """Writes and reads cursors; `place` tells lists apart."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def write(self, place: str, key: str) -> str:
        """The cursor of what follows a key."""
        return _encode(self._sign(place, key.encode()) + key.encode())

    def read(self, place: str, cursor: str) -> str:
        """The key in a cursor.

        Raises:
            HTTPException: it is no cursor that this server gave out for this list (400).
        """
        try:
            told = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            key = told[_SIGNATURE:]
            if hmac.compare_digest(told[:_SIGNATURE], self._sign(place, key)):
                return key.decode()
        except (binascii.Error, ValueError):
            pass
        raise HTTPException(400, "the cursor is not one that this server gave out for this list: start without it")

    def _sign(self, place: str, key: bytes) -> bytes:
        return hmac.digest(self._secret, place.encode() + b"\0" + key, hashlib.sha256)[:_SIGNATURE]


class Pager:
    """Where a request is in its list; `after` is the key that its page follows, None at the start."""

    def __init__(self, cursors: Cursors, request: Request, response: Response, cursor: str | None) -> None:
        self._cursors, self._request, self._response = cursors, request, response
        route = request.scope.get("route")
        self._place = str(getattr(route, "path", request.url.path))
        self.after = None if cursor is None else cursors.read(self._place, cursor)

    def page(self, page: P) -> P:
        """A page whose `next` is a key, with a cursor in its place and in the header `Link` (RFC 8288)."""
        if page.next is not None:
            page.next = self._cursors.write(self._place, page.next)
            path, query = quote(self._request.scope["path"]), self._request.query_params.multi_items()
            again = urlencode([pair for pair in query if pair[0] != "cursor"] + [("cursor", page.next)])
            self._response.headers["Link"] = f'<{path}?{again}>; rel="next"'
        return page


def _encode(told: bytes) -> str:
    return base64.urlsafe_b64encode(told).decode().rstrip("=")
