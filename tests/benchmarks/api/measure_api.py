"""The REST interface under load beside a route that returns a constant of the same size: requests a second, and p95.

Typeahead, cards, neighbours and events at a million quads, as several users ask for them: few things often, most
seldom. Both servers are asked in turns of a few seconds, so that a busy machine slows both.

    measure_api.py [--quads 1000000] [--seconds 4] [--turns 4] [--users 6] [--folder FOLDER]
"""

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import httpx
from world import entity_count, name_of, nquads, weights

sys.path.insert(0, str(Path(__file__).parents[1]))
from filling import filled

REQUESTS_A_SECOND, P95_MILLISECONDS, TIMES_THE_CONSTANT = 400.0, 60.0, 1.5
"""What `make bench-api` asks for; the first two hold on two idle cores, the last one on any machine."""

_OURS = """
import sys
from pathlib import Path
from api.command import run
from api.settings import Settings
run(Settings(store=Path(sys.argv[1])), host="127.0.0.1", port=0)
"""
_CONSTANT = """
import json, sys, socket
import uvicorn
from fastapi import FastAPI
app = FastAPI()
value = json.loads(sys.argv[1])
@app.get("/constant")
def constant() -> dict:
    return value
with socket.create_server(("127.0.0.1", 0)) as listener:
    print(f"at http://127.0.0.1:{listener.getsockname()[1]}/ ", file=sys.stderr, flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
"""
_POPULAR = 400
_EVENTS = ("Protest", "Arrest", "Attack", "Meeting", "Statement", "Killing", "Agreement", "Request")


@contextmanager
def running(*command: str) -> Iterator[str]:
    """A server; gives its address."""
    with subprocess.Popen([sys.executable, "-c", *command], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            yield process.stderr.readline().split(" at " if "Serving" in command[0] else "at ")[-1].split(" ")[0]
        finally:
            process.terminate()
            process.wait(30)


def again(quads: int, seed: int) -> Iterator[tuple[str, str]]:
    """A few hundred requests over and over, in a random order: what many users look at the same day."""
    some = asked(quads, 0)
    pool = [next(some) for _ in range(_POPULAR)]
    random_ = random.Random(seed)
    while True:
        yield "popular", random_.choice(pool)[1]


def asked(quads: int, seed: int) -> Iterator[tuple[str, str]]:
    """Kinds and paths of requests, without end."""
    random_ = random.Random(seed)
    likely = weights(entity_count(quads))
    for number in count():
        thing = bisect(likely, random_.random() * likely[-1])
        name = name_of(thing)
        kind = ("typeahead", "card", "neighbours", "events")[number % 4]
        if kind == "typeahead":
            yield kind, f"/v1/search?q={quote(name[: random_.randint(3, len(name))])}&limit=8"
        elif kind == "card":
            yield kind, f"/v1/entities/e{thing}"
        elif kind == "neighbours":
            yield kind, f"/v1/entities/e{thing}/neighbors?limit=25"
        else:
            month = f"20{random_.randint(18, 24)}-{random_.randint(1, 12):02}"
            yield kind, f"/v1/events?participant=e{thing}&from={month}&type={random_.choice(_EVENTS)}&limit=10"


async def _user(address: str, paths: Iterator[tuple[str, str]], until: float, took: dict[str, list[float]]) -> None:
    host, _, port = address.removeprefix("http://").strip("/").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    for kind, path in paths:
        began = time.perf_counter()
        if began > until:
            break
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{path}: {head[:100]!r}")
        took[kind].append(time.perf_counter() - began)
    writer.close()


async def _load(address: str, users: list[Iterator[tuple[str, str]]], seconds: float) -> dict[str, list[float]]:
    took: dict[str, list[float]] = defaultdict(list)
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_user(address, paths, until, took) for paths in users))
    return took


def p95(times: list[float]) -> float:
    """The time in milliseconds within which 95 of 100 were answered."""
    return sorted(times)[int(len(times) * 0.95)] * 1000


def main() -> int:
    """Measures, prints, and fails where our routes are slower than they should be beside the constant one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--users", type=int, default=6)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmarks")
    given = parser.parse_args()
    print(f"making {given.quads:,} quads", file=sys.stderr)
    workspace = filled(given.folder / f"api-{given.quads}", nquads(given.quads))
    with running(_OURS, str(workspace)) as ours:
        users = [asked(given.quads, seed) for seed in range(given.users)]
        sizes = []
        for _, path in (next(users[0]) for _ in range(40)):  # builds what is built once, and tells the usual size
            answer = httpx.get(ours.rstrip("/") + path, timeout=300)
            sizes.append((len(answer.content), answer.json()))
        typical = sorted(sizes, key=lambda pair: pair[0])[len(sizes) // 2]
        print(f"a typical answer has {typical[0]:,} bytes", file=sys.stderr)
        popular = [again(given.quads, seed) for seed in range(given.users)]
        asyncio.run(_load(ours, [_first(given.quads)], 600))
        with running(_CONSTANT, json.dumps(typical[1])) as constant:
            rates: dict[str, list[float]] = defaultdict(list)
            all_took: dict[str, list[float]] = defaultdict(list)
            for turn in range(given.turns):
                same = [iter([("constant", "/constant")] * 100_000) for _ in range(given.users)]
                for name, address, load in (
                    ("fresh", ours, users),
                    ("popular", ours, popular),
                    ("constant", constant, same),
                ):
                    took = asyncio.run(_load(address, load, given.seconds))
                    rates[name].append(sum(map(len, took.values())) / given.seconds)
                    for kind, times in took.items():
                        all_took[kind] += times
                told = ", ".join(f"{name} {found[-1]:.0f}/s" for name, found in rates.items())
                print(f"turn {turn + 1}: {told}")
    for kind, times in sorted(all_took.items()):
        print(f"{kind:>11}: median {statistics.median(times) * 1000:6.1f} ms, p95 {p95(times):6.1f} ms")
    fresh, warm, flat = (statistics.median(rates[name]) for name in ("fresh", "popular", "constant"))
    mixed = [time_ for kind in ("typeahead", "card", "neighbours", "events") for time_ in all_took[kind]]
    print(f"a constant of the same size: {flat:.0f}/s")
    print(
        f"requests that few make, so that the graph is asked: {fresh:.0f}/s, p95 {p95(mixed):.1f} ms; the constant is "
        f"{flat / fresh:.2f} times as fast"
    )
    print(
        f"requests that many make, so that answers are kept: {warm:.0f}/s; "
        f"the constant is {flat / warm:.2f} times as fast"
    )
    print(
        f"asked on two idle cores: {REQUESTS_A_SECOND:.0f}/s and p95 {P95_MILLISECONDS:.0f} ms where it is asked, "
        f"{TIMES_THE_CONSTANT} times where answers are kept"
    )
    return 0 if flat / warm <= TIMES_THE_CONSTANT else 1


def _first(quads: int) -> Iterator[tuple[str, str]]:
    """The popular requests, each once."""
    some = asked(quads, 0)
    return (next(some) for _ in range(_POPULAR))


if __name__ == "__main__":
    sys.exit(main())
