"""Latency of nine shapes of queries over HTTP: ours beside Oxigraph's own server, and beside rdflib-endpoint.

    python tests/benchmarks/store/measure_queries.py [QUADS] [--rounds N] [--rdflib] [--folder FOLDER]

The servers answer in turn, in one run, through the same client, so that a busy machine is as busy for all; the result
is the ratio of medians. The command fails where a shape is slower than the standard allows. Ours evaluates every answer
anew; a column of its own, which counts for nothing, tells how it does when it may keep answers, as by default.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import httpx
from servers import newsgraph, oxigraph, rdflib_endpoint
from world import QUERIES, filled

SLOWER, FASTER = 1.5, 20.0
"""At most so much slower than Oxigraph's server, at least so much faster than rdflib-endpoint."""
_HEADERS = {"Accept": "application/sparql-results+json", "Content-Type": "application/sparql-query"}
_PATIENCE = 60.0
_LONG = 1.0
"""Seconds after which an answer of rdflib-endpoint is not asked for again."""
_KEPT = 64 * 1024 * 1024
_LAST = "neighbourhood"
"""The shape that rdflib-endpoint may not end in time, which keeps it from answering others."""


def ask(client: httpx.Client, address: str, query: str) -> tuple[float, int]:
    """Seconds and rows of one answer, read as JSON."""
    began = time.perf_counter()
    response = client.post(address, content=query.encode(), headers=_HEADERS, timeout=_PATIENCE)
    rows = len(response.raise_for_status().json()["results"]["bindings"])
    return time.perf_counter() - began, rows


def compare(addresses: Mapping[str, str], rounds: int) -> dict[str, dict[str, float]]:
    """Medians in milliseconds of each shape at each address, asked in turn; answers must have as many rows."""
    found = {}
    with httpx.Client() as client:
        for name, query in QUERIES.items():
            rows = {ask(client, address, query)[1] for address in addresses.values()}
            assert len(rows) == 1, f"{name}: the answers differ: {rows}"
            times: dict[str, list[float]] = {who: [] for who in addresses}
            for turn in range(rounds):
                order = list(addresses)
                for who in order[turn % len(order) :] + order[: turn % len(order)]:
                    times[who].append(ask(client, addresses[who], query)[0])
            found[name] = {who: median(taken) * 1000 for who, taken in times.items()}
    return found


def compare_with_rdflib(ours: str, theirs: str, rounds: int) -> dict[str, tuple[float, float]]:
    """The same against an endpoint that may need minutes: what takes long is asked once, or given up."""
    found = {}
    with httpx.Client() as client:
        for name in sorted(QUERIES, key=lambda name: name == _LAST):
            query = QUERIES[name]
            mine, other = [], []
            try:
                while len(other) < rounds and (not other or other[-1] < _LONG):
                    other.append(ask(client, theirs, query)[0])
                    mine.append(ask(client, ours, query)[0])
            except httpx.TimeoutException:
                other.append(_PATIENCE)
            mine += [ask(client, ours, query)[0] for _ in range(rounds - len(mine))]
            found[name] = (median(mine) * 1000, median(other) * 1000)
    return found


def beside_oxigraph(folder: Path, rounds: int) -> bool:
    """Measure and print; whether no shape is too slow."""
    with newsgraph(folder) as ours, newsgraph(folder, cache=_KEPT) as keeping, oxigraph(folder) as theirs:
        found = compare({"ours": ours, "oxigraph": theirs}, rounds)
        kept = compare({"ours": keeping}, rounds)
    print("                        ours ms  oxigraph ms  ratio   ours ms where answers are kept")
    ratios = {}
    for name, times in found.items():
        ratios[name] = times["ours"] / times["oxigraph"]
        print(
            f"{name:22} {times['ours']:8.2f} {times['oxigraph']:12.2f} {ratios[name]:6.2f} {kept[name]['ours']:10.2f}"
        )
    worst = max(ratios, key=lambda name: ratios[name])
    within = sum(one <= SLOWER for one in ratios.values())
    print(
        f"VERDICT beside oxigraph: at most {ratios[worst]:.2f} times slower ({worst}), median "
        f"{median(ratios.values()):.2f}, {within} of {len(ratios)} shapes within "
        f"{SLOWER}: {'met' if ratios[worst] <= SLOWER else 'MISSED'}"
    )
    return ratios[worst] <= SLOWER


def beside_rdflib(folder: Path, rounds: int) -> bool:
    """Measure and print; whether ours is so much faster at the median of shapes."""
    with newsgraph(folder) as ours, newsgraph(folder, cache=_KEPT) as keeping, rdflib_endpoint(folder) as slow:
        found = compare_with_rdflib(ours, slow, min(rounds, 10))
        kept = compare({"ours": keeping}, rounds)
    print("                        ours ms    rdflib ms  times faster   where answers are kept")
    for name, (mine, other) in found.items():
        more = "at least " if other >= _PATIENCE * 1000 else ""
        print(f"{name:22} {mine:8.2f} {other:12.2f} {more}{other / mine:8.1f} {other / kept[name]['ours']:8.1f}")
    ratio = median(other / mine for mine, other in found.values())
    enough = sum(other >= FASTER * mine for mine, other in found.values())
    print(
        f"VERDICT beside rdflib-endpoint: median {ratio:.1f} times faster, {enough} of {len(found)} shapes at least "
        f"{FASTER:.0f}: {'met' if ratio >= FASTER else 'MISSED'}"
    )
    again = [other / kept[name]["ours"] for name, (_, other) in found.items()]
    print(
        f"where answers are kept, as by default: median {median(again):.1f} times faster, "
        f"{sum(one >= FASTER for one in again)} of {len(again)} shapes at least {FASTER:.0f}"
    )
    return ratio >= FASTER


def main() -> None:
    """Measure, print, and fail where a ratio is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("quads", type=int, nargs="?", default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--rdflib", action="store_true", help="beside rdflib-endpoint, too, which takes a while")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmark")
    chosen = parser.parse_args()
    folder = filled(chosen.folder, chosen.quads)
    print(f"queries on {chosen.quads:,} quads", flush=True)
    right = beside_oxigraph(folder, chosen.rounds)
    if chosen.rdflib:
        right &= beside_rdflib(folder, chosen.rounds)
    sys.exit(not right)


if __name__ == "__main__":
    main()
