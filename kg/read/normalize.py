"""The one form of text that everything later counts its offsets in: normalized once, before the first offset."""

import html
import re
import unicodedata
from itertools import pairwise

__all__ = ["normalize", "unwrap"]

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad"
    r"\u061c\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_GAP = re.compile(r" {33,}")
"""Gaps of a few spaces set the parts of a menu apart, and stay; endless ones would only slow searches down."""

_BLANK_LINES = re.compile(r"\n{3,}")
_ENTITY = re.compile(r"&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[nm]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,4});", re.I)

# UTF-8 read as Windows-1252: each continuation byte as the character it turned into.
_CONTINUATIONS = "".join(
    bytes([byte]).decode("cp1252", errors="replace").replace("\ufffd", chr(byte)) for byte in range(0x80, 0xC0)
)
_TWO, _THREE = f"[ÂÃ][{re.escape(_CONTINUATIONS)}]", f"â[{re.escape(_CONTINUATIONS)}]{{2}}"
_MOJIBAKE = re.compile(f"(?:{_TWO}|{_THREE})")
_CERTAIN = re.compile("â€[™œ\x9d“”˜¦¢]|Ã[¡-¬®-º¼-¿]|Â[\xa0£«»°·]")


def normalize(text: str) -> str:
    """Text with one paragraph a line: NFC, plain spaces and line ends, nothing invisible, single blank lines.

    What is repaired: character references left over from markup, and UTF-8 that was once read as Windows-1252 where no
    other reading is possible.
    """
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
    text = _repair_mojibake(text)
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _GAP.sub(" " * 32, text)
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()


def unwrap(text: str) -> str:
    """Text whose paragraphs were broken at a fixed width, as in e-mails, with one paragraph a line again.

    A block of three lines or more is joined only where every line but the last had no room for the next line's first
    word, and is 50 to 100 characters long: no list, poem or page furniture looks like that.
    """
    blocks = re.split(r"\n{2,}", text)
    return "\n\n".join(block.replace("\n", " ") if _is_wrapped(block.split("\n")) else block for block in blocks)


def _is_wrapped(lines: list[str]) -> bool:
    width = max(map(len, lines))
    if len(lines) < 3 or not 50 <= width <= 100:
        return False
    return all(
        len(line) >= 50 and following and len(line) + 1 + len(following.split(" ", 1)[0]) > width
        for line, following in pairwise(lines)
    )


def _repair_mojibake(text: str) -> str:
    if not _CERTAIN.search(text):
        return text
    return _MOJIBAKE.sub(lambda match: _as_meant(match[0]), text)


def _as_meant(wrong: str) -> str:
    """The character whose UTF-8 bytes were read as these, or these where they are no such bytes."""
    data = b"".join(bytes([ord(char)]) if ord(char) < 0x100 else char.encode("cp1252") for char in wrong)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return wrong
