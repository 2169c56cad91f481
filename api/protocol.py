"""What the SPARQL protocols have in common: strict decoding of parameters and bodies."""

from collections.abc import Mapping
from email.message import Message
from functools import lru_cache
from urllib.parse import parse_qs

from fastapi import HTTPException, Request

from api.negotiation import SHORT_NAMES

__all__ = ["Parameters", "accept", "body_type", "decode", "only", "text"]

Parameters = Mapping[str, list[str]]


def decode(encoded: bytes) -> Parameters:
    """The parameters of an address or form; each is decoded once.

    Raises:
        HTTPException: they are not percent-encoded UTF-8 (400).
    """
    try:
        return parse_qs(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise HTTPException(400, f"the parameters are not percent-encoded UTF-8: {error}") from error


def text(body: bytes) -> str:
    """A body as text.

    Raises:
        HTTPException: it is not UTF-8 (400).
    """
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the body is not UTF-8: {error}") from error


def only(parameters: Parameters, name: str) -> str:
    """The one value of a parameter.

    Raises:
        HTTPException: it is missing, or there are several (400).
    """
    values = parameters.get(name, [])
    if len(values) != 1:
        raise HTTPException(400, f"found {len(values)} parameters `{name}`, expected one")
    return values[0]


def body_type(request: Request) -> str:
    """The media type of the body, `nothing` if it has none.

    Raises:
        HTTPException: it is in another encoding than UTF-8 (415).
    """
    return _type_of(request.headers.get("content-type", ""))


@lru_cache(maxsize=256)
def _type_of(declared: str) -> str:
    header = Message()
    header["content-type"] = declared
    if (charset := header.get_param("charset")) and str(charset).lower() not in ("utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"the body is in {charset}: send UTF-8")
    return header.get_content_type() if declared else "nothing"


def accept(request: Request, parameters: Parameters) -> str | None:
    """Which media types are wanted: `?format=` before the Accept header."""
    if "format" in parameters:
        name = only(parameters, "format")
        return SHORT_NAMES.get(name, name)
    return request.headers.get("accept")
