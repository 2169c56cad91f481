"""Calls to addresses that users give: to public ones only, or to those of networks that the settings name.

The address that was looked at is the one that is called, so that a name cannot mean another one a moment later; there
is no following of redirects, and nothing of the answer is passed on.
"""

import hmac
import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlsplit

from kg.errors import InputError

__all__ = ["call", "check_address", "signature"]

_SECONDS = 10.0
_SCHEMES = {"http": 80, "https": 443}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_address(url: str, networks: Sequence[str] = ()) -> tuple[str, int, Address, str, str]:
    """Scheme, port, the address to call, host and path of a URL that may be called.

    `networks` are those of this machine and its surroundings that may be called, such as `127.0.0.0/8`.

    Raises:
        InputError: it is no address of the web, cannot be found, or leads where nothing may be called.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _SCHEMES.get(parts.scheme, 0)
    except ValueError as error:
        raise InputError(f"{url!r} is no address: {error}") from error
    if parts.scheme not in _SCHEMES or not parts.hostname or parts.username or parts.password:
        raise InputError(f"{url!r} cannot be called: give http://HOST/… or https://HOST/…, without a password")
    if any(ord(c) < 33 or ord(c) > 126 for c in url):
        raise InputError("an address has no blanks and control characters")
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{parts.hostname} cannot be found: {error}") from error
    addresses = [ipaddress.ip_address(str(info[4][0]).split("%")[0]) for info in found]
    for address in addresses:  # all of them: one that is not allowed is how a guard is slipped past
        if not _allowed(address, networks):
            raise InputError(f"{parts.hostname} is {address}, which is not public: KG_WEBHOOK_NETWORKS may allow it")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, port, addresses[0], parts.hostname, path


def call(url: str, body: bytes, secret: str, *, networks: Sequence[str] = (), at: int | None = None) -> int:
    """POST a JSON body with its signature; the status of the answer.

    Raises:
        InputError: it may not be called (any more).
        OSError: it does not answer.
    """
    scheme, port, address, host, path = check_address(url, networks)
    when = str(at if at is not None else int(time.time()))
    connection = _Pinned(host, port, str(address), ssl.create_default_context() if scheme == "https" else None)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "newsgraph",
        "X-KG-Timestamp": when,
        "X-KG-Signature": signature(secret, when, body),
    }
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    except http.client.HTTPException as error:
        raise OSError(f"{host} answered with what is no HTTP: {error}") from error
    finally:
        connection.close()


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """`sha256=` and the HMAC of the timestamp, a full stop and the body, in hexadecimal."""
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, sha256).hexdigest()


def _allowed(address: Address, networks: Sequence[str]) -> bool:
    mapped = getattr(address, "ipv4_mapped", None) or address
    if any(mapped in ipaddress.ip_network(network, strict=False) for network in networks):
        return True
    return mapped.is_global and not mapped.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever its host's name means by now."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=_SECONDS)
        self._address, self._context = address, context

    def connect(self) -> None:
        """Connect to the address that was checked."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._context is not None:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)
