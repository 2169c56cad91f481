"""E-mails (RFC 5322): newsletters, press releases, alerts; one message is one article."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from kg.errors import InputError
from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.fragment import text_of_fragment
from kg.read.normalize import normalize, unwrap
from kg.read.stream import Stream

__all__ = ["looks_like_mail", "read_mail"]

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,99}){2,99}")
_KNOWN = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|Received|Return-Path|Reply-To|MIME-Version|Delivered-To|DKIM-Signature):",
    re.I | re.M,
)
_PARTS = 200
"""Parts of one message that are looked at."""


def looks_like_mail(head: bytes) -> bool:
    """Whether an input begins with the header of a message: fields only, three of them such as messages have."""
    match = _HEADER.match(head)
    return match is not None and len({field.lower() for field in _KNOWN.findall(match[0])}) >= 3


def read_mail(stream: Stream) -> Iterator[Draft]:
    """The article that a message is: its text, else its HTML; attachments are no part of it.

    Raises:
        InputError: it is too long, damaged, or holds no text.
    """
    data = stream.read()
    try:
        message = message_from_bytes(data, policy=policy.default)
        text = _text(message)
        name, address = parseaddr(str(message.get("From", "")))
        fields: dict[str, Any] = {
            "title": " ".join(str(message.get("Subject", "")).split()) or None,
            "published": _date(message),
            "publisher": name or address.rpartition("@")[2] or None,
            "id": str(message.get("Message-ID", "")).strip(" <>\r\n\t") or None,
            "language": str(message.get("Content-Language", "")).strip() or None,
        }
    except InputError:
        raise
    except Exception as error:  # the parser of the standard library raises whatever a malformed header makes it raise
        raise InputError(f"not an e-mail that can be read: {type(error).__name__}") from error
    if not text:
        raise InputError("an e-mail without text in it")
    yield Draft(text, sha256(data).hexdigest(), **fields)


def _text(message: EmailMessage) -> str:
    """The body: the longest plain part, unless the message says all it has to say in HTML."""
    plain, marked_up = "", ""
    for part in islice(message.walk(), _PARTS):
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        words, _ = decode(payload, part.get_content_charset())
        if kind == "text/html":
            marked_up = max(marked_up, text_of_fragment(words), key=len)
        else:
            plain = max(plain, unwrap(normalize(_unflowed(words, part))), key=len)
    return plain if len(plain) >= len(marked_up) / 3 else marked_up


def _unflowed(text: str, part: EmailMessage) -> str:
    """Text whose lines were broken with a trailing space (RFC 3676), joined again."""
    if part.get_param("format") != "flowed":
        return text
    return re.sub(r"(?<! --) \r?\n(?=\S)", " ", text)


def _date(message: EmailMessage) -> str | None:
    """The day of the Date field, as its sender's clock had it."""
    given = str(message.get("Date", ""))
    try:
        return parsedate_to_datetime(given).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return given or None
