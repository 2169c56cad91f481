"""Bytes to text: UTF-8 first, then what the bytes themselves prove, and never a guess that nothing supports."""

import codecs
import re
from collections.abc import Callable

import charset_normalizer

from kg.errors import InputError

__all__ = ["WIDE_LIMIT_NOTE", "decode", "is_binary", "to_utf8_if_wide"]

WIDE_LIMIT_NOTE = "one document in UTF-16"

_MARKS: tuple[tuple[bytes, str], ...] = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"SQLite format 3", b"RIFF")
_WESTERN_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŠšŽžŒœŸ]")
_WESTERN_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f¤¦¨¬±´¶¸¹]")


def is_binary(head: bytes) -> bool:
    """Whether the first bytes of an input are those of no text at all: a signature, or control characters."""
    if head.startswith(_SIGNATURES):
        return True
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head[:4096])
    return controls > max(2, len(head[:4096]) // 100)


def to_utf8_if_wide(head: bytes, whole: Callable[[], bytes]) -> bytes | None:
    """All of a UTF-16 or UTF-32 input as UTF-8, or None where the input is neither.

    Without a byte order mark it is UTF-16 only where every other byte of many is zero, as in Latin script.

    Raises:
        InputError: it begins like UTF-16 or UTF-32, and then is none.
    """
    name = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if name is None and len(head) >= 16:
        sample = head[: len(head[:2048]) // 2 * 2]
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if odd > 0.8 * len(sample) / 2 and not even:
            name = "utf-16-le"
        elif even > 0.8 * len(sample) / 2 and not odd:
            name = "utf-16-be"
    if name is None:
        return None
    try:
        return whole().decode(name).encode("utf-8")
    except UnicodeError as error:
        raise InputError(f"begins like {name.upper()}, but is damaged; save it as UTF-8") from error


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text, and None or the encoding that had to be assumed because nothing declares it.

    `declared` is what the document says of itself (a page's charset); UTF-8 is believed before it, since bytes that are
    valid UTF-8 by accident do not occur.

    Raises:
        InputError: no encoding fits.
    """
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        first_bad = error
    if declared:
        try:
            return data.decode(declared), None
        except (LookupError, UnicodeError, ValueError):
            pass
    damaged = data.decode("utf-8", errors="replace")
    lost, kept = damaged.count("\ufffd"), sum(char > "\x7f" for char in damaged)
    if kept - lost >= 4 * lost:
        return damaged.removeprefix("\ufeff"), f"UTF-8 with {lost} damaged characters"
    western = _as_western(data)
    if western is not None:
        return western, "windows-1252"
    guess = charset_normalizer.from_bytes(data[:100_000]).best() if len(data) >= 200 else None
    if guess is not None and guess.percent_chaos < 5 and guess.percent_coherence > 40:
        try:
            return data.decode(guess.encoding), guess.encoding
        except (LookupError, UnicodeError):
            pass
    where = f"byte 0x{data[first_bad.start]:02x} at offset {first_bad.start}"
    raise InputError(f"not UTF-8 ({where}), and no other encoding fits; save it as UTF-8")


def _as_western(data: bytes) -> str | None:
    """The text as Windows-1252, where it looks like a Western language in it: few foreign letters, no odd signs."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = _WESTERN_LETTERS.findall(text)
    foreign = sum(char > "\x7f" for char in text)
    if _WESTERN_ODD.search(text) or len(letters) < 0.6 * len(text.replace(" ", "")) or foreign > 0.12 * len(letters):
        return None
    return text
