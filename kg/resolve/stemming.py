"""Words in comparable form: folded, without the commonest endings, without those that carry no meaning."""

from functools import lru_cache

from kg.resolve.spelling import words

__all__ = ["stems"]

_EMPTY = frozenset(
    """the and for with from that this these those their them they its his her have has had was were been being are is
    not but who whom which what when where while after before about over more than least most some many several all
    other people persons person men women man woman said says told according into out one two three dozens hundreds
    thousands others""".split()
)
_ENDINGS = ("ings", "ing", "ers", "ies", "ied", "ed", "es", "er", "s", "y", "e")


def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, folded, without the commonest endings; figures are left out."""
    kept = (word for word in words(text) if len(word) > 2 and word not in _EMPTY and not word[0].isdigit())
    return frozenset(map(_stem, kept))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
