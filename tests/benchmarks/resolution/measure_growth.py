"""What adding one article costs in a graph of many mentions, beside what it costs in an empty one.

    python tests/benchmarks/resolution/measure_growth.py [MENTIONS]

The resolution is held in memory, as a server holds it; records are kept packed, as an archive keeps them, and reading
them again is part of the cost. The command fails if an article costs more milliseconds above the empty graph than the
ceiling says. Times are of the processor, medians over articles.
"""

import pickle
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from statistics import median

from world import make_trial

from kg.model import ArticleRecord
from kg.resolve import Resolver

CEILING_MS = 150
_ADDED = 40


class _Kept:
    """Records, packed."""

    def __init__(self, records: Iterable[ArticleRecord]) -> None:
        self._packed = {record.article.id: pickle.dumps(record) for record in records}

    def __len__(self) -> int:
        return len(self._packed)

    def add(self, record: ArticleRecord) -> None:
        self._packed[record.article.id] = pickle.dumps(record)

    def of(self, articles: Iterable[str]) -> Iterator[ArticleRecord]:
        return (pickle.loads(self._packed[article]) for article in articles)

    def everything(self) -> Iterator[ArticleRecord]:
        return self.of(list(self._packed))


def cost_of_adding(resolver: Resolver, fresh: list[ArticleRecord], kept: _Kept) -> list[float]:
    """Milliseconds for each of some articles, added and settled alone."""
    spent = []
    for record in fresh[:_ADDED]:
        kept.add(record)
        start = time.process_time()
        resolver.put(record)
        resolver.settle(kept.of)
        spent.append(1000 * (time.process_time() - start))
    return spent


def main() -> int:
    """Measure, print, and tell by the exit status whether the ceiling holds."""
    mentions = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    entities = max(200, mentions * 8 // 50)
    fresh = make_trial(entities, 600).records
    empty = cost_of_adding(Resolver(), fresh, _Kept([]))
    kept = _Kept(make_trial(entities, mentions, first=1_000_000).records)
    resolver = Resolver()
    start = time.process_time()
    for record in kept.everything():
        resolver.put(record)
    resolver.settle(kept.of)
    filled = time.process_time() - start
    grown = cost_of_adding(resolver, fresh, kept)
    more = median(grown) - median(empty)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{mentions} mentions, {len(kept)} articles: filled in {filled:.0f} s of processor time, {memory:.0f} MB")
    print(
        f"an article: {median(empty):.2f} ms in an empty graph, {median(grown):.2f} ms here, {max(grown):.1f} at most"
    )
    print(f"{more:.2f} ms more (ceiling {CEILING_MS})")
    return int(more > CEILING_MS)


if __name__ == "__main__":
    sys.exit(main())
