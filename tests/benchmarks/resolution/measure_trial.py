"""Resolution of a generated world: precision and recall over pairs of mentions.

    python tests/benchmarks/resolution/measure_trial.py [ENTITIES MENTIONS]

The command fails where a floor is missed.
"""

import sys
import time

from scores import pair_scores
from world import make_trial

from kg.resolve import Resolver

PRECISION, RECALL = 0.98, 0.92


def main() -> int:
    """Measure, print, and tell by the exit status whether the floors hold."""
    entities, mentions = (int(text) for text in sys.argv[1:3]) if len(sys.argv) > 2 else (8_000, 50_000)
    trial = make_trial(entities, mentions)
    records = {record.article.id: record for record in trial.records}
    start = time.process_time()
    resolver = Resolver()
    for record in trial.records:
        resolver.put(record)
    resolver.settle(lambda ids: [records[article] for article in ids])
    spent = time.process_time() - start
    clusters = resolver.resolution().entities
    precision, recall = pair_scores(clusters, trial.truth)
    print(f"{len(set(trial.truth.values()))} entities, {len(trial.truth)} mentions, {len(records)} articles")
    for kind in ("Person", "Organization", "Place"):
        by_kind = pair_scores(clusters, trial.truth, [kind])
        print(f"  {kind:13} precision {by_kind[0]:.4f}  recall {by_kind[1]:.4f}")
    print(f"precision {precision:.4f} (floor {PRECISION}), recall {recall:.4f} (floor {RECALL}), {spent:.1f} s")
    return int(precision < PRECISION or recall < RECALL)


if __name__ == "__main__":
    sys.exit(main())
