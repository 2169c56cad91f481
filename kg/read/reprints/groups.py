"""Within one group: whose text it is first, who repeats it, and which articles are states of one story."""

from collections.abc import Iterable

from kg.model import Fingerprint, Reprint

__all__ = ["relate"]

_UNDATED = "9999"


def relate(group: Iterable[Fingerprint]) -> tuple[Reprint, ...]:
    """Who in a group of articles repeats whom, sorted by article; in whatever order they come.

    The group's original is the article published first, undated ones last; among those of one day that of the agency
    which it credits. States of one page, and different wordings
    of one outlet, follow each other as versions; the first of each other outlet is a copy of the original.
    """
    ordered = sorted(group, key=lambda member: (member.published or _UNDATED, not member.is_agency, member.article))
    found: list[Reprint] = []
    for place, member in enumerate(ordered[1:], 1):
        before = next((other for other in reversed(ordered[:place]) if _is_version(member, other)), None)
        if before is not None:
            found.append(Reprint(member.article, before.article, "version"))
        else:
            found.append(Reprint(member.article, ordered[0].article, "copy"))
    return tuple(sorted(found, key=lambda reprint: reprint.article))


def _is_version(left: Fingerprint, right: Fingerprint) -> bool:
    if left.url and left.url == right.url:
        return True
    return left.wording != right.wording and left.outlet != "" and left.outlet == right.outlet
