"""Latency of nine shapes of queries over HTTP: ours beside Oxigraph's own server, and beside rdflib-endpoint.

    python tests/benchmarks/store/measure_queries.py [QUADS] [--rounds N] [--rdflib] [--cache BYTES] [--folder FOLDER]

The servers answer in turn, in one run, through the same client, so that a busy machine is as busy for both; the result
is the ratio of medians. The command fails where a shape is slower than the standard allows. Every answer is evaluated
anew, unless `--cache` lets ours keep answers, as it does where nobody says otherwise.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx
from servers import filled, newsgraph, oxigraph, rdflib_endpoint
from world import QUERIES

SLOWER, FASTER = 1.5, 20.0
"""At most so much slower than Oxigraph's server, at least so much faster than rdflib-endpoint."""
_HEADERS = {"Accept": "application/sparql-results+json", "Content-Type": "application/sparql-query"}
_PATIENCE = 60.0


def ask(client: httpx.Client, address: str, query: str) -> tuple[float, int]:
    """Seconds and rows of one answer, read as JSON."""
    began = time.perf_counter()
    response = client.post(address, content=query.encode(), headers=_HEADERS, timeout=_PATIENCE)
    rows = len(response.raise_for_status().json()["results"]["bindings"])
    return time.perf_counter() - began, rows


def compare(one: str, other: str, rounds: int) -> dict[str, tuple[float, float]]:
    """Medians in milliseconds of each shape at both addresses, asked in turn; answers must have as many rows."""
    found = {}
    with httpx.Client() as client:
        for name, query in QUERIES.items():
            times: tuple[list[float], list[float]] = ([], [])
            rows = {ask(client, address, query)[1] for address in (one, other)}
            assert len(rows) == 1, f"{name}: the answers differ: {rows}"
            for turn in range(rounds):
                for side in (0, 1) if turn % 2 else (1, 0):
                    times[side].append(ask(client, (one, other)[side], query)[0])
            found[name] = (median(times[0]) * 1000, median(times[1]) * 1000)
    return found


def compare_with_rdflib(ours: str, theirs: str) -> dict[str, tuple[float, float]]:
    """The same against an endpoint that may need minutes: each shape is asked there twice, or given up."""
    found = {}
    with httpx.Client() as client:
        for name, query in QUERIES.items():
            mine = [ask(client, ours, query)[0] for _ in range(5)]
            try:
                other = [ask(client, theirs, query)[0] for _ in range(2)]
            except httpx.TimeoutException:
                other = [_PATIENCE]
            except httpx.HTTPStatusError:
                print(f"{name:22} rdflib-endpoint gave an error")
                continue
            found[name] = (median(mine) * 1000, min(other) * 1000)
    return found


def main() -> None:
    """Measure, print, and fail where a ratio is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("quads", type=int, nargs="?", default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--rdflib", action="store_true")
    parser.add_argument("--cache", type=int, default=0, help="bytes of answers that ours may keep; none by default")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmark")
    chosen = parser.parse_args()
    folder = filled(chosen.folder, chosen.quads)
    failed = False
    with newsgraph(folder, cache=chosen.cache) as ours, oxigraph(folder) as theirs:
        print(f"{chosen.quads} quads         ours ms  oxigraph ms  ratio")
        for name, (mine, other) in compare(ours, theirs, chosen.rounds).items():
            failed |= mine / other > SLOWER
            print(f"{name:22} {mine:8.2f} {other:10.2f} {mine / other:8.2f}")
        if chosen.rdflib:
            with rdflib_endpoint(folder) as slow:
                print("                       ours ms    rdflib ms  times faster")
                ratios = []
                for name, (mine, other) in compare_with_rdflib(ours, slow).items():
                    ratios.append(other / mine)
                    print(f"{name:22} {mine:8.2f} {other:12.2f} {other / mine:8.1f}")
                print(f"median: {median(ratios):.1f} times faster")
                failed |= median(ratios) < FASTER
    sys.exit(failed)


if __name__ == "__main__":
    main()
