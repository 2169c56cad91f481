"""Numbers as English writes them, in words and in digits; quantities and times both read them from here."""

import re

__all__ = ["CARDINAL", "NUMERAL", "ORDINALS", "SHORT_SCALES", "VAGUE", "ordinal_value", "parse_number"]

UNITS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS: dict[str, int] = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES: dict[str, int] = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "crore": 10_000_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
SHORT_SCALES: dict[str, int] = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}
FRACTIONS: dict[str, float] = {"half": 1 / 2, "quarter": 1 / 4, "third": 1 / 3}

ORDINALS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
        "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth "
        "thirty-first".split(),
        start=1,
    )
}

_TEN = "|".join(TENS)
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_WORD = rf"(?:(?:{_TEN})(?:[-\s](?:{_UNIT}))?|{_UNIT})"
_SCALE = "|".join(f"{scale}s?" if scale == "dozen" else scale for scale in SCALES if scale != "score")
CARDINAL = (
    rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|{_WORD}|an?|half\s+an?|a\s+couple(?:\s+of)?|a\s+(?={_SCALE}))"
    rf"(?:[-\s](?:{_SCALE})(?:\s+and\s+{_WORD}|\s+{_WORD})?)*"
)
"""A regular expression, for lower-case text, of a cardinal number in digits or words, "a" and "half a" included."""

_DIGIT_RUN = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LONG = r"(?:hour|day|week|fortnight|month|year|decade)\b"
NUMERAL = (
    rf"(?:(?:{_DIGIT_RUN})(?:[-\s](?:{_SCALE}))*"
    rf"|(?:half\s+an?|an?|{_WORD}(?:\s+and\s+a\s+half)?)(?:[-\s](?:{_SCALE}))+"
    rf"(?:(?:\s+and)?\s+{_WORD}(?:[-\s](?:{_SCALE}))*(?:(?:\s+and)?\s+{_WORD})?)?"
    rf"|a\s+couple\s+of(?=\s)|{_WORD}(?:\s+and\s+a\s+half)?"
    rf"|half\s+an?(?=\s{_LONG})|(?<=(?:for|ter|hin|sts|ted|ook|out|und|rly|ver|ost|han)\s)an?(?=\s{_LONG}))"
)
"""A regular expression, for lower-case text, of a figure. Unlike `CARDINAL` it leaves out a bare "a", except where a
duration follows a word like "for", "after", "lasted" (known by its last three letters, as a look-behind must).
"""
VAGUE = (
    r"(?:(?:tens|hundreds|dozens|scores|many)\s+of\s+)?(?:thousands|millions|billions)|dozens|hundreds|scores(?=\s+of)"
    rf"|(?:several|a\s+few|some\s+few|many)\s+(?:{_SCALE})(?:\s+(?:{_SCALE}))?"
)
"""A regular expression, for lower-case text, of a count that has no value: "dozens", "several hundred"."""

_DIGITS = re.compile(r"(?:\d{1,3}(?:[,\u00a0\u202f']\d{3})+|\d+)(?:\.\d+)?")


def parse_number(text: str) -> float | None:
    """The value of a cardinal in digits, words or both ("1.3 thousand", "two hundred and five", "half a million").

    Returns:
        None where a word of it is no part of a number.
    """
    words = text.lower().replace("-", " ").split()
    total = 0.0
    current: float | None = None
    fraction: float | None = None
    for word in words:
        value = _digits(word)
        if value is None:
            value = UNITS.get(word, TENS.get(word))
        if value is not None:
            current = value if current is None else current + value
        elif (scale := SCALES.get(word) or SCALES.get(word.removesuffix("s")) or SHORT_SCALES.get(word)) is not None:
            base = 1.0 if current is None else current
            base = base if fraction is None else base * fraction
            fraction = None
            if scale in (12, 20, 100):
                current = base * scale
            else:
                total, current = total + round(base * scale, 3), 0.0  # 4.1 × 10⁹ is a little less in binary
        elif word in FRACTIONS and current is not None:
            current += FRACTIONS[word]
        elif word in FRACTIONS:
            fraction = FRACTIONS[word]
        elif word == "couple":
            current = 2.0
        elif word in ("a", "an"):
            current = current if current is not None or fraction is not None else None
        elif word not in ("and", "of"):
            return None
    if current is None and total == 0:
        if fraction is not None:
            return fraction
        return 1.0 if words and words[0] in ("a", "an") else None
    return total + (current or 0.0)


def ordinal_value(text: str) -> int | None:
    """The value of an ordinal ("5th", "third", "twenty-first"); None where it is none."""
    text = text.lower()
    if text[:1].isdigit():
        digits = text.rstrip("stndrh")
        return int(digits) if digits.isdigit() else None
    return ORDINALS.get(re.sub(r"\s+", "-", text))


def _digits(word: str) -> float | None:
    if _DIGITS.fullmatch(word) is None:
        return None
    return float(re.sub(r"[,\u00a0\u202f']", "", word))
