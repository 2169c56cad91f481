"""Latency of searches by name: the index beside a plain FTS5 prefix query over the same names, in one run.

    python tests/benchmarks/search/measure_typeahead.py [NAMES] [--rounds N] [--folder FOLDER]

Things with generated names, as often told of as in news (few often, most hardly ever), are indexed in FOLDER, where
they stay for the next run. Each query is what somebody has typed so far: the first letters of a name, two words of it,
one of its words in another script, or with a mistake. The plain query is what one would write without this package:
`SELECT … WHERE names MATCH 'abc*' ORDER BY rank LIMIT 8`, on a table with the same prefix indexes. Both take turns.

The command fails where a shape takes more than 50 ms at the 95th percentile; where typing takes both more than 5 ms and
more than 1.5 times as long as the plain query at the median; or where fewer than nine of ten names with a mistake are
found. Counting what else matches, by type, is part of our time and not of the plain query's.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.store.search.connections import Connections, new_database
from kg.store.search.documents import Thing
from kg.store.search.names import find_names
from kg.store.search.normalization import fold
from kg.store.search.results import FoundList
from kg.store.search.writing import fill

MOST_MS, ENOUGH_MS, MOST_RATIO, LEAST_FOUND = 50.0, 5.0, 1.5, 0.9
_LIMIT = 8
_BEGINNINGS = (
    "al an ar be bo bra ca chi da de el fa ga ha hu i ja ka kha ki la le li ma mi mo na ni no o pa pe ra ri ro sa"
).split()
_MIDDLES = "ba bek da dra ga go ka ku la len li lo man mi mu na nu ra rin ro sa shi so ta te to va vi ya za".split()
_ENDS = (
    "bekov berg dez enko er ev ez i idis ikov in inen is ko la man mann ne ny o ov ova poulos sen ska ski son ston yan "
    "zade"
).split()
_KINDS = ("Person", "Person", "Person", "Organization", "Place", "Group")
_LATIN = "abvgdeziklmnoprstufh"
_CYRILLIC = "абвгдезиклмнопрстуфх"


def names(count: int) -> Iterator[tuple[int, str, int]]:
    """Number, name, and how many claims there are: generated, the same for the same number."""
    random_ = random.Random(11)
    for number in range(count):
        words = [_word(random_) for _ in range(2 if random_.random() < 0.8 else 3)]
        yield number, " ".join(words), int(3e5 / (number + 3))


def _word(random_: random.Random) -> str:
    middle = "".join(random_.choices(_MIDDLES, k=random_.randint(0, 2)))
    return (random_.choice(_BEGINNINGS) + middle + random_.choice(_ENDS)).title()


class _Generated:
    """The names as what an index is filled from."""

    def __init__(self, count: int) -> None:
        self._count, self._things = count, names(count)

    def things(self) -> Iterator[str]:
        return map(str, range(self._count))

    def thing(self, iri: str) -> Thing:
        number, name, told = next(self._things)
        return Thing(f"{BASE}entity/e{iri}", "entity", (name,), _KINDS[number % len(_KINDS)], told)

    def articles(self) -> tuple[str, ...]:
        return ()

    def article(self, iri: str) -> None:
        return None


def filled(folder: Path, count: int) -> Path:
    """The file of an index with so many names, filled if it is not there."""
    path = folder / f"{count}.sqlite"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        began = time.process_time()
        db = new_database(draft)
        db.execute("BEGIN")
        fill(db, _Generated(count), "")
        db.execute("COMMIT")
        db.close()
        draft.replace(path)
        spent = time.process_time() - began
        print(f"indexed in {spent:.0f} s of processor time, {path.stat().st_size / 1e6:.0f} MB")
    return path


def plain(folder: Path, count: int) -> sqlite3.Connection:
    """The names in a table of FTS5, as one would make it."""
    path = folder / f"plain-{count}.sqlite"
    found = path.exists()
    db = sqlite3.connect(path)
    if not found:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("CREATE VIRTUAL TABLE names USING fts5(name, prefix='1 2 3 4')")
        db.executemany("INSERT INTO names(rowid, name) VALUES (?, ?)", ((n, name) for n, name, _ in names(count)))
        db.execute("INSERT INTO names(names) VALUES ('optimize')")
        db.commit()
    return db


def shapes(count: int, rounds: int) -> dict[str, list[tuple[str, str]]]:
    """By shape: what is typed, and the name that it was begun from."""
    random_ = random.Random(5)
    known = list(names(count))
    picked = [known[int(count * random_.random() ** 3)][1] for _ in range(rounds)]
    return {
        **{f"{n} letters": [(name[:n], name) for name in picked] for n in (1, 2, 3, 4, 6)},
        "whole name": [(name, name) for name in picked],
        "two words begun": [(" ".join(word[:3] for word in name.split()[::-1]), name) for name in picked],
        "another script": [(_cyrillic(name), name) for name in picked],
        "with a mistake": [(_mistaken(random_, name), name) for name in picked],
        "inside a word": [(max(name.split(), key=len)[2:7], name) for name in picked],
    }


def _cyrillic(name: str) -> str:
    return name.lower().translate(str.maketrans(_LATIN, _CYRILLIC))


def _mistaken(random_: random.Random, name: str) -> str:
    place = random_.choice([n for n in range(1, len(name)) if " " not in name[n - 1 : n + 1]])
    return name[:place] + random_.choice(("", name[place] * 2, "x")) + name[place + 1 :]


def timed(ask: Callable[[str], object], text: str) -> float:
    """Milliseconds of processor time for one answer: what other programs do at the same time does not count."""
    began = time.thread_time()
    ask(text)
    return (time.thread_time() - began) * 1000


def measure(index: Connections, db: sqlite3.Connection, count: int, rounds: int) -> bool:
    """Print a table; whether everything is as it should be."""

    def ours(text: str) -> FoundList:
        with index.reading() as connection:
            return find_names(connection, text, limit=_LIMIT)

    def theirs(text: str) -> object:
        words = " AND ".join(f'"{word}"*' for word in fold(text).split())
        query = "SELECT rowid, name FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"
        return db.execute(query, (words, _LIMIT)).fetchall()

    print(f"{count} names            ours p50    p95   plain p50    p95   ratio   found")
    sound = True
    for shape, asked in shapes(count, rounds).items():
        times: tuple[list[float], list[float]] = ([], [])
        found = 0
        for turn, (text, name) in enumerate(asked):
            for side in (0, 1) if turn % 2 else (1, 0):
                times[side].append(timed((ours, theirs)[side], text))
            found += any(item.matched == name for item in ours(text).items)
        (p50, p95), (q50, q95) = ((median(some), quantiles(some, n=20)[-1]) for some in times)
        typed = shape.endswith("letters") or shape == "whole name"
        sound &= p95 <= MOST_MS and (not typed or p50 <= max(ENOUGH_MS, MOST_RATIO * q50))
        sound &= shape != "with a mistake" or found >= LEAST_FOUND * len(asked)
        print(f"{shape:22} {p50:10.2f} {p95:6.2f}  {q50:10.2f} {q95:6.2f} {p50 / q50:7.2f} {found / len(asked):7.0%}")
    return sound


def main() -> None:
    """Measure, print, and fail where something is slower than it should be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-search-benchmark")
    chosen = parser.parse_args()
    index = Connections(filled(chosen.folder, chosen.names), owned=False)
    sound = measure(index, plain(chosen.folder, chosen.names), chosen.names, chosen.rounds)
    index.close()
    sys.exit(not sound)


if __name__ == "__main__":
    main()
