"""Names of articles: the same input has the same id on every reading, so that a changed file replaces its article."""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

__all__ = ["article_id", "path_name", "slug"]

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_PLACE_ENDING = re.compile(r"(?:\.gz|\.zst)?(?:#\d+)?$")
_SLUG_LENGTH = 60


def article_id(*, given: str | None, url: str | None, title: str | None, place: str | None, content: bytes) -> str:
    """The id of an article, from the best name it has.

    A `given` id is used as it is where it is safe in addresses and file names, else as a slug. Next comes the `url`, as
    a slug of title or path and eight digits of its hash; then the `place` it was read from (a path, with the line for
    one of many); then the content.
    """
    if given and _SAFE.fullmatch(given):
        return given
    if given and given.strip():
        return _hashed(slug(given), given.encode("utf-8", "surrogatepass"))
    if url:
        tail = PurePosixPath(unquote(_url_path(url))).stem
        return _hashed(slug(title or "") or slug(tail), url.encode("utf-8", "surrogatepass"))
    if place:
        stem = PurePosixPath(_PLACE_ENDING.sub("", place)).stem
        return _hashed(slug(stem), place.encode("utf-8", "surrogatepass"))
    return _hashed(slug(title or ""), content)


def path_name(path: Path) -> str:
    """A path as ids and messages write it: relative to the current folder where it lies inside; forward slashes."""
    absolute = path.absolute()
    base = Path.cwd()
    return (absolute.relative_to(base) if absolute.is_relative_to(base) else absolute).as_posix()


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, ASCII only, at most 60 characters; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    return words if len(words) <= _SLUG_LENGTH else words[:_SLUG_LENGTH].rsplit("-", 1)[0]


def _url_path(url: str) -> str:
    """The path of an address, or nothing where it is no address."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _hashed(name: str, key: bytes) -> str:
    return f"{name or 'article'}-{sha256(key).hexdigest()[:8]}"
