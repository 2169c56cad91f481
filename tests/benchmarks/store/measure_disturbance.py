"""Whether eight clients keep their latency while somebody asks for a cross product, and whether that is stopped.

    python tests/benchmarks/store/measure_disturbance.py [QUADS] [--folder FOLDER]

Phases with and without the cross product alternate, so that a busy machine is as busy for both. Clients ask at a steady
pace, as people do; what is compared is the 95th percentile.
"""

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
from servers import newsgraph
from world import QUERIES, filled

MOST = 2.0
_CLIENTS, _SECONDS, _PACE, _PHASES, _DEADLINE = 8, 12.0, 0.2, 3, 8.0
_CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_LIGHT = ("neighbourhood", "named together", "claims with evidence", "two steps")
_HEADERS = {"Accept": "application/sparql-results+json", "Content-Type": "application/sparql-query"}


def client(address: str, number: int, until: float, times: list[float]) -> None:
    """Ask light queries at a steady pace."""
    with httpx.Client() as asking:
        while (began := time.perf_counter()) < until:
            query = QUERIES[_LIGHT[number % len(_LIGHT)]]
            asking.post(address, content=query.encode(), headers=_HEADERS, timeout=60).raise_for_status()
            taken = time.perf_counter() - began
            times.append(taken)
            time.sleep(max(0.0, _PACE - taken))


def phase(address: str, disturbed: bool) -> tuple[list[float], tuple[int, float] | None]:
    """Latencies of all clients in one phase; with status and seconds of the cross product, if there was one."""
    times: list[float] = []
    until = time.perf_counter() + _SECONDS
    threads = [threading.Thread(target=client, args=(address, n, until, times)) for n in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    stopped = None
    if disturbed:
        began = time.perf_counter()
        answer = httpx.post(address, content=_CROSS.encode(), headers=_HEADERS, timeout=120)
        stopped = answer.status_code, time.perf_counter() - began
    for thread in threads:
        thread.join()
    return times, stopped


def high(times: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return sorted(times)[int(len(times) * 0.95)] * 1000


def main() -> None:
    """Measure, print, and fail where the ratio is missed or the cross product was not stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("quads", type=int, nargs="?", default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmark")
    chosen = parser.parse_args()
    calm: list[float] = []
    rough: list[float] = []
    right = True
    with newsgraph(filled(chosen.folder, chosen.quads), seconds=_DEADLINE) as address:
        phase(address, disturbed=False)
        for _ in range(_PHASES):
            calm += phase(address, disturbed=False)[0]
            times, stopped = phase(address, disturbed=True)
            rough += times
            assert stopped is not None
            right &= stopped[0] == 504
            print(f"the cross product ended after {stopped[1]:.1f} s with {stopped[0]} (deadline {_DEADLINE:.0f} s)")
    print(f"95 % of answers within {high(calm):.1f} ms undisturbed, {high(rough):.1f} ms disturbed")
    ratio, end = high(rough) / high(calm), "stopped" if right else "NOT stopped"
    print(
        f"VERDICT eight clients beside a cross product: 95th percentile {ratio:.2f} times as long, at most {MOST} "
        f"asked, the cross product {end}: {'met' if right and ratio <= MOST else 'MISSED'}"
    )
    sys.exit(not right or high(rough) > MOST * high(calm))


if __name__ == "__main__":
    main()
