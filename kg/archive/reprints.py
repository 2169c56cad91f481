"""Fingerprints of articles in the archive's database, and which wordings are alike.

What is alike is kept between wordings, not articles: a thousand articles with the same words are one wording with a
thousand rows beside it. Each wording is compared once with those that share a band or an address with it, when it
comes; memory holds one wording's candidates at a time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, or_, select

from kg.archive.tables import alike, bands, fingerprints, records, wordings
from kg.model import Fingerprint

__all__ = ["SqlReprints", "forget"]

_CANDIDATES = 200
"""Wordings that a new one is compared with: those with most bands in common. A wording with more neighbours than that
is joined to the others of its group through these."""

_PAGE = 500
"""Rows that are read at once."""

IsAlike = Callable[[Fingerprint, Fingerprint], bool]
_Transaction = Callable[[], AbstractContextManager[Connection]]


class SqlReprints:
    """See `kg.archive.port.Reprints`."""

    def __init__(self, read: _Transaction, write: _Transaction) -> None:
        self._read, self._write = read, write

    def put(self, prints: Iterable[Fingerprint], is_alike: IsAlike) -> None:
        """Keep the fingerprints of articles, in place of earlier ones, and find which wordings they are alike to."""
        with self._write() as connection:
            # The last word on an article counts.
            _keep(connection, list({one.article: one for one in prints}.values()), is_alike)

    def missing(self) -> Iterator[str]:
        """The ids of articles whose record changed since their fingerprint was taken, or that never had one."""
        current = and_(fingerprints.c.article_id == records.c.article_id, fingerprints.c.digest == records.c.digest)
        query = select(records.c.article_id).outerjoin(fingerprints, current).where(fingerprints.c.article_id.is_(None))
        query, last = query.order_by(records.c.article_id).limit(_PAGE), ""
        while True:
            with self._read() as connection:
                page = connection.execute(query.where(records.c.article_id > last)).scalars().all()
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1]

    def of_wording(self, wording: str, limit: int = 5) -> list[str]:
        """Ids of articles with exactly these words, in order."""
        query = (
            select(fingerprints.c.article_id)
            .join(wordings, wordings.c.number == fingerprints.c.wording)
            .where(wordings.c.name == wording)
            .order_by(fingerprints.c.article_id)
            .limit(limit)
        )
        with self._read() as connection:
            return list(connection.execute(query).scalars())

    def groups(self) -> list[list[Fingerprint]]:
        """The articles that repeat one another, group by group, without sketches; in the order of their ids."""
        with self._read() as connection:
            joined = _joined(connection.execute(select(alike.c.lower, alike.c.higher)))
            counts = select(fingerprints.c.wording).group_by(fingerprints.c.wording).having(func.count() > 1)
            repeated = set(connection.execute(counts).scalars())
            rows = connection.execute(_PRINTS.execution_options(yield_per=_PAGE))
            return _grouped((row for row in rows if row.wording in joined or row.wording in repeated), joined)

    def groups_of(self, articles: Iterable[str]) -> list[list[Fingerprint]]:
        """The groups that some articles belong to, found through what they repeat and not by going through all."""
        with self._read() as connection:
            found: set[int] = set()
            for part in _parts(sorted(set(articles))):
                mine = fingerprints.c.article_id.in_(part)
                found.update(connection.execute(select(fingerprints.c.wording).where(mine)).scalars())
            pairs, rest = set[tuple[int, int]](), set(found)
            while rest:
                near: set[tuple[int, int]] = set()
                for part in _parts(sorted(rest)):
                    query = select(alike.c.lower, alike.c.higher)
                    query = query.where(or_(alike.c.lower.in_(part), alike.c.higher.in_(part)))
                    near.update((lower, higher) for lower, higher in connection.execute(query))
                pairs |= near
                rest = {number for pair in near for number in pair} - found
                found |= rest
            rows: list[Any] = []
            for part in _parts(sorted(found)):
                rows += connection.execute(_PRINTS.where(fingerprints.c.wording.in_(part)))
            return _grouped(sorted(rows, key=lambda row: str(row.article_id)), _joined(pairs))


_PRINTS = (
    select(*fingerprints.c, wordings.c.name)
    .join(wordings, wordings.c.number == fingerprints.c.wording)
    .order_by(fingerprints.c.article_id)
)


def _grouped(rows: Iterable[Any], joined: dict[int, int]) -> list[list[Fingerprint]]:
    """Fingerprints by the groups of their wordings; those that are alone are left out."""
    found: dict[int, list[Fingerprint]] = {}
    for row in rows:
        found.setdefault(joined.get(row.wording, row.wording), []).append(
            Fingerprint(
                row.article_id,
                row.name,
                published=row.published,
                outlet=row.outlet,
                is_agency=row.is_agency,
                url=row.url,
            )
        )
    return sorted((group for group in found.values() if len(group) > 1), key=lambda group: group[0].article)


def forget(connection: Connection, article_id: str) -> None:
    """Drop an article's fingerprint, and its wording where no other article has it."""
    mine = fingerprints.c.article_id == article_id
    number = connection.execute(select(fingerprints.c.wording).where(mine)).scalar()
    if number is None:
        return
    connection.execute(delete(fingerprints).where(mine))
    if connection.execute(select(fingerprints.c.article_id).where(fingerprints.c.wording == number)).first() is None:
        connection.execute(delete(bands).where(bands.c.wording == number))
        connection.execute(delete(alike).where(or_(alike.c.lower == number, alike.c.higher == number)))
        connection.execute(delete(wordings).where(wordings.c.number == number))


def _keep(connection: Connection, prints: Sequence[Fingerprint], is_alike: IsAlike) -> None:
    ids = [one.article for one in prints]
    for known in connection.execute(select(fingerprints.c.article_id).where(fingerprints.c.article_id.in_(ids))).all():
        forget(connection, known[0])
    digests = select(records.c.article_id, records.c.digest).where(records.c.article_id.in_(ids))
    digest = {row.article_id: row.digest for row in connection.execute(digests)}
    numbers, fresh = _number(connection, {one.wording: one for one in prints})
    rows = [
        {
            "article_id": one.article,
            "digest": digest.get(one.article, ""),
            "wording": numbers[one.wording],
            "published": one.published,
            "outlet": one.outlet,
            "is_agency": one.is_agency,
            "url": one.url,
        }
        for one in prints
    ]
    connection.execute(insert(fingerprints), rows)
    near = _sharing_bands(connection, fresh)
    at_page = _sharing_page(connection, {numbers[one.wording]: one.url for one in prints if one.url})
    _join(connection, near, at_page, is_alike)


def _number(connection: Connection, by_name: dict[str, Fingerprint]) -> tuple[dict[str, int], dict[int, Fingerprint]]:
    """The numbers of all these wordings, and which of them are new."""
    query = select(wordings.c.name, wordings.c.number).where(wordings.c.name.in_(by_name))
    known = {row.name: row.number for row in connection.execute(query)}
    new = [one for name, one in by_name.items() if name not in known]
    if not new:
        return known, {}
    connection.execute(
        insert(wordings), [{"name": one.wording, "sketch": one.sketch, "marks": one.marks} for one in new]
    )
    numbers = {row.name: row.number for row in connection.execute(query)}
    rows = [{"band": band, "wording": numbers[one.wording]} for one in new for band in sorted(set(one.bands))]
    if rows:
        connection.execute(insert(bands), rows)
    return numbers, {numbers[one.wording]: one for one in new}


def _sharing_bands(connection: Connection, fresh: dict[int, Fingerprint]) -> set[tuple[int, int]]:
    """Pairs of a new wording and another one that share a band: for each, those that share most."""
    in_band: dict[int, list[int]] = {}
    wanted = sorted({band for one in fresh.values() for band in one.bands})
    for part in _parts(wanted):
        for band, number in connection.execute(select(*bands.c).where(bands.c.band.in_(part))):
            in_band.setdefault(band, []).append(number)
    pairs: set[tuple[int, int]] = set()
    for mine, one in fresh.items():
        shared = Counter(other for band in one.bands for other in in_band[band] if other != mine)
        nearest = sorted(shared, key=lambda other: (-shared[other], other))[:_CANDIDATES]
        pairs.update((min(mine, other), max(mine, other)) for other in nearest)
    return pairs


def _sharing_page(connection: Connection, url_of: dict[int, str]) -> set[tuple[int, int]]:
    """Pairs of a wording that comes now and another one that was read at the same address."""
    at_page: dict[str, set[int]] = {}
    for part in _parts(sorted(set(url_of.values()))):
        query = select(fingerprints.c.url, fingerprints.c.wording).where(fingerprints.c.url.in_(part))
        for url, number in connection.execute(query):
            at_page.setdefault(url, set()).add(number)
    pairs = {(mine, other) for mine, url in url_of.items() for other in at_page[url] if other != mine}
    return {(min(pair), max(pair)) for pair in pairs}


def _join(connection: Connection, near: set[tuple[int, int]], at_page: set[tuple[int, int]], is_alike: IsAlike) -> None:
    pairs = sorted(near | at_page)
    found: dict[int, Fingerprint] = {}
    for part in _parts(sorted({number for pair in pairs for number in pair})):
        for row in connection.execute(select(*wordings.c).where(wordings.c.number.in_(part))):
            found[row.number] = Fingerprint("", row.name, row.sketch, row.marks)
    rows = []
    for pair in pairs:
        left, right = (found[number] for number in pair)
        if pair in at_page:
            left, right = replace(left, url="the same"), replace(right, url="the same")
        if is_alike(left, right):
            rows.append({"lower": pair[0], "higher": pair[1]})
    known: set[tuple[int, int]] = set()
    for part in _parts(sorted({lower for lower, _ in at_page})):  # only an address can bring old wordings together
        found_pairs = connection.execute(select(alike.c.lower, alike.c.higher).where(alike.c.lower.in_(part)))
        known.update((row.lower, row.higher) for row in found_pairs)
    if rows := [row for row in rows if (row["lower"], row["higher"]) not in known]:
        connection.execute(insert(alike), rows)


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _PAGE):
        yield values[start : start + _PAGE]


def _joined(pairs: Iterable[Any]) -> dict[int, int]:
    """For each wording that is alike to another, the lowest number of its group."""
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        while parent.setdefault(number, number) != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for lower, higher in pairs:
        left, right = root(lower), root(higher)
        parent[max(left, right)] = min(left, right)
    return {number: root(number) for number in list(parent)}
