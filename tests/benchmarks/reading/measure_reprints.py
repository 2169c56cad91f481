"""Grouping of reprints: precision and recall over pairs, articles a second, memory.

    python tests/benchmarks/reading/measure_reprints.py [ARTICLES]

Fingerprints are taken and grouped in an archive on disk, as a build does it, in one process. The floors are those of
the quality gate; the command fails where one is missed.
"""

import resource
import sys
import tempfile
import time
from collections import Counter

from stories import Told, reprints

from kg.archive import open_archive
from kg.model import Fingerprint
from kg.read.reprints import fingerprint, is_reprint

PRECISION, RECALL, RATE, MEGABYTES = 0.99, 0.95, 500, 300
_BATCH = 50


def group(told: list[Told], folder: str) -> list[list[Fingerprint]]:
    """The groups that an archive in `folder` finds among the articles."""
    with open_archive(folder) as archive:
        for start in range(0, len(told), _BATCH):
            archive.reprints.put([fingerprint(one.article) for one in told[start : start + _BATCH]], is_reprint)
        return archive.reprints.groups()


def pair_scores(told: list[Told], groups: list[list[Fingerprint]]) -> tuple[float, float]:
    """Precision and recall over pairs of articles that tell one story."""
    story = {one.article.id: one.story for one in told}
    right = sum(_pairs(n) for members in groups for n in Counter(story[m.article] for m in members).values())
    found = sum(_pairs(len(members)) for members in groups)
    return right / found, right / sum(_pairs(n) for n in Counter(story.values()).values())


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    told = list(reprints(count))
    with tempfile.TemporaryDirectory() as folder:
        start, worked = time.perf_counter(), time.process_time()
        groups = group(told, folder)
        seconds, worked = time.perf_counter() - start, time.process_time() - worked
    precision, recall = pair_scores(told, groups)
    rate, memory = count / worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} articles of {len({one.story for one in told})} stories, {len(groups)} groups")
    print(f"pair precision {precision:.4f} (floor {PRECISION}), recall {recall:.4f} (floor {RECALL})")
    print(
        f"{rate:.0f} articles in a second of one core (floor {RATE}), {count / seconds:.0f} in one on this machine now"
    )
    print(f"{memory:.0f} MB at most (ceiling {MEGABYTES})")
    sys.exit(precision < PRECISION or recall < RECALL or rate < RATE or memory > MEGABYTES)


if __name__ == "__main__":
    main()
