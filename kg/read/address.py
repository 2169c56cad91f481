"""Addresses of articles: what may stand in one, and what is only dressed up as one."""

import re
from urllib.parse import urlsplit

__all__ = ["web_address"]

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_LIMIT = 2000


def web_address(given: str | None) -> tuple[str | None, str | None]:
    """The address as it may be stored and linked to, and what is wrong with one that may not.

    Only http and https lead to articles; a path without a host (`/2022/01/07/x`) is no address, and no mistake either.
    """
    if not given or not given.strip():
        return None, None
    url = given.strip()
    scheme = _SCHEME.match(url)
    if scheme is None:
        return (f"https:{url}", None) if url.startswith("//") and "." in url.split("/")[2] else (None, None)
    if scheme[1].lower() not in ("http", "https"):
        return None, f"address not taken: {scheme[1]}: leads to no web page"
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not host or len(url) > _LIMIT or re.search(r"[\s<>\"{}|\\^`\x00-\x1f]", url):
        return None, f"address not taken: {url[:60]!r} is not well-formed"
    return url, None
