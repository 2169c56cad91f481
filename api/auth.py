"""Who asks, and what they may do: bearer tokens, kept as hashes, with scopes."""

import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from fastapi import HTTPException

from kg.errors import KgError, NotFound

__all__ = ["ANONYMOUS", "SCOPES", "Principal", "Scope", "Token", "TokenFile", "Tokens"]

Scope = Literal["read", "ingest", "curate", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

_HEADER = {"WWW-Authenticate": "Bearer"}


@dataclass(frozen=True, slots=True)
class Principal:
    """Who a request comes from; `admin` may do everything, and whoever may do something may read."""

    name: str
    scopes: frozenset[Scope]

    def may(self, scope: Scope) -> bool:
        """Whether something that needs `scope` is allowed."""
        return scope in self.scopes or "admin" in self.scopes or (scope == "read" and bool(self.scopes))


ANONYMOUS = Principal("anonymous", frozenset())
_UNKNOWN = Principal("unknown", frozenset())
"""Somebody with a token that is none of this server."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token: never the token itself."""

    name: str
    sha256: str
    scopes: tuple[Scope, ...]
    created: str


class TokenFile:
    """The tokens of a workspace, in `tokens.json`; read again when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "tokens.json"
        self._read: tuple[float, tuple[Token, ...]] = (-1.0, ())

    def tokens(self) -> tuple[Token, ...]:
        """All tokens.

        Raises:
            KgError: the file is damaged.
        """
        try:
            changed = self._path.stat().st_mtime
        except FileNotFoundError:
            return ()
        if changed != self._read[0]:
            try:
                found = tuple(
                    Token(one["name"], one["sha256"], tuple(one["scopes"]), one["created"])
                    for one in json.loads(self._path.read_text(encoding="utf-8"))
                )
            except (ValueError, KeyError, TypeError) as error:
                raise KgError(f"{self._path} is damaged ({error}): remove it, and make new tokens") from error
            self._read = changed, found
        return self._read[1]

    def add(self, name: str, scopes: Iterable[Scope]) -> str:
        """Make a token; the secret itself, which is kept nowhere.

        Raises:
            KgError: there is one of that name already, or a scope is none.
        """
        wanted = tuple(dict.fromkeys(scopes))
        if unknown := [scope for scope in wanted if scope not in SCOPES]:
            raise KgError(f"{unknown[0]!r} is no scope: choose among {', '.join(SCOPES)}")
        if any(token.name == name for token in self.tokens()):
            raise KgError(f"there is a token {name!r} already: remove it first, or take another name")
        secret = f"kg_{secrets.token_urlsafe(32)}"
        when = datetime.now(UTC).isoformat(timespec="seconds")
        self._write((*self.tokens(), Token(name, _hash(secret), wanted, when)))
        return secret

    def remove(self, name: str) -> None:
        """Make a token invalid.

        Raises:
            NotFound: there is none of that name.
        """
        left = tuple(token for token in self.tokens() if token.name != name)
        if len(left) == len(self.tokens()):
            raise NotFound(f"there is no token {name!r}; 'kg token list' shows those there are")
        self._write(left)

    def _write(self, tokens: tuple[Token, ...]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(json.dumps([asdict(token) for token in tokens], indent=1), encoding="utf-8")
        new.replace(self._path)
        self._read = (-1.0, ())


class Tokens:
    """Tells principals by the `Authorization` header. `master` is a token from the settings that may do everything."""

    def __init__(self, file: TokenFile, master: str | None, *, open_reading: bool) -> None:
        self._file, self._open_reading = file, open_reading
        self._master = Token("token", _hash(master), ("admin",), "") if master else None

    def identify(self, header: str | None) -> Principal:
        """Whose token a header holds; anonymous without one, nobody known for one that is not valid."""
        if not header or not self._all():
            return ANONYMOUS
        scheme, _, secret = header.partition(" ")
        digest = _hash(secret.strip())
        found = None
        for token in self._all():  # every token is compared, so that the time taken tells nothing
            if hmac.compare_digest(token.sha256.encode(), digest.encode()):
                found = token
        if scheme.lower() != "bearer" or found is None:
            return _UNKNOWN
        return Principal(found.name, frozenset(found.scopes))

    def demand(self, principal: Principal, scope: Scope) -> None:
        """Let a request pass that needs a scope.

        Without any token there is nobody to tell apart: who can reach the server may do everything.

        Raises:
            HTTPException: the principal has not got it (403), or there is no valid token (401).
        """
        if principal.may(scope) or (scope == "read" and self._open_reading):
            return
        if principal is _UNKNOWN:
            raise HTTPException(401, "the token is not one of this server: send 'Authorization: Bearer …'", _HEADER)
        if principal is not ANONYMOUS:
            raise HTTPException(403, f"the token {principal.name!r} lacks the scope {scope!r}")
        if self._all() or not self._open_reading:
            raise HTTPException(401, f"this needs a token with the scope {scope!r}", _HEADER)

    def _all(self) -> tuple[Token, ...]:
        return (*self._file.tokens(), *((self._master,) if self._master else ()))


def _hash(secret: str) -> str:
    """Enough for secrets of 256 random bits, which cannot be guessed: a slow hash is for passwords."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
