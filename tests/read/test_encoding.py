"""Bytes in encodings that can be told, and in ones that cannot."""

import pytest

from kg.errors import InputError
from kg.read.encoding import decode, is_binary

ENGLISH = "The owners of cafés in Málaga protested on Monday against the new tax, a spokesman said."
RUSSIAN = "Президент страны подписал указ о новых мерах поддержки населения в понедельник. " * 10


@pytest.mark.parametrize(
    ("data", "declared", "text", "assumed"),
    [
        (ENGLISH.encode(), None, ENGLISH, None),
        (b"\xef\xbb\xbf" + ENGLISH.encode(), None, ENGLISH, None),
        (ENGLISH.encode("cp1252"), None, ENGLISH, "windows-1252"),
        (ENGLISH.encode("latin-1"), "iso-8859-1", ENGLISH, None),
        (ENGLISH.encode(), "iso-8859-1", ENGLISH, None),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN, "cp1251"),
        (RUSSIAN.encode("cp1251"), "no-such-charset", RUSSIAN, "cp1251"),
    ],
)
def test_decode_finds_the_encoding(data: bytes, declared: str | None, text: str, assumed: str | None) -> None:
    assert decode(data, declared) == (text, assumed)


def test_decode_keeps_utf8_with_a_damaged_place() -> None:
    text, assumed = decode("ééééé".encode() + b"\xff" + "ééé".encode())
    assert (text, assumed) == ("ééééé\ufffdééé", "UTF-8 with 1 damaged characters")


@pytest.mark.parametrize("data", ["東京で地震がありました。".encode("shift_jis"), bytes(range(128, 256)) * 4])
def test_decode_refuses_what_fits_no_encoding(data: bytes) -> None:
    with pytest.raises(InputError, match="not UTF-8"):
        decode(data)


@pytest.mark.parametrize(
    ("head", "binary"),
    [(b"%PDF-1.7", True), (bytes(range(256)), True), (ENGLISH.encode(), False), (RUSSIAN.encode("cp1251"), False)],
)
def test_is_binary_tells_text_from_other_bytes(head: bytes, binary: bool) -> None:
    assert is_binary(head) is binary
