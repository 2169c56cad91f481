"""How much slower reading is while articles are added: p95 of typeahead, cards, neighbours and events, as a ratio.

A server with some articles is asked at rest, and again while a job reads others.

    measure_ingestion.py [--before 200] [--during 600] [--seconds 15] [--users 2]
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
from measure_api import _load, p95, running

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from tests.api.trial import articles

TIMES_IDLE = 2.0
"""What reading may be slowed to while articles are added."""

_SERVE = """
import sys
from pathlib import Path
from api.command import serve
serve(Path(sys.argv[1]), port=0)
"""


def asked(things: list[tuple[str, str]], seed: int) -> Iterator[tuple[str, str]]:
    """Kinds and paths of requests, without end; few come twice, so that no cache answers them."""
    random_ = random.Random(seed)
    while True:
        id, label = random_.choice(things)
        limit = random_.randint(1, 100)
        yield "typeahead", f"/v1/search?q={quote(label[: random_.randint(2, len(label))])}&limit={limit}"
        yield "card", f"/v1/entities/{id}?about={random_.random()}"
        yield "neighbours", f"/v1/entities/{id}/neighbors?limit={limit}"
        yield "events", f"/v1/events?participant={id}&from=20{random_.randint(10, 23)}-{random_.randint(1, 12):02}"


def read(address: str, lines: list[bytes], *, wait: bool) -> str:
    """Let the server read articles; the id of the job."""
    headers = {"Content-Type": "application/x-ndjson"}
    id = str(httpx.post(f"{address}v1/jobs", content=b"\n".join(lines), headers=headers, timeout=60).json()["id"])
    while wait and httpx.get(f"{address}v1/jobs/{id}", timeout=60).json()["state"] != "done":
        time.sleep(0.5)
    return id


def main() -> int:
    """Measures, prints, and fails where reading is slowed too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=int, default=200)
    parser.add_argument("--during", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--users", type=int, default=2)
    given = parser.parse_args()
    lines = articles(given.before + given.during)
    with tempfile.TemporaryDirectory() as folder, running(_SERVE, folder) as address:
        read(address, lines[: given.before], wait=True)
        found = httpx.get(f"{address}v1/search?q=a&limit=200", timeout=60).json()["items"]
        things = [(item["id"], item["label"]) for item in found if "/entity/" in item["iri"]]
        users = [asked(things, seed) for seed in range(given.users)]
        asyncio.run(_load(address, users, 3.0))
        idle = [t for times in asyncio.run(_load(address, users, given.seconds)).values() for t in times]
        job = read(address, lines[given.before :], wait=False)
        busy = [t for times in asyncio.run(_load(address, users, given.seconds)).values() for t in times]
        state = httpx.get(f"{address}v1/jobs/{job}", timeout=60).json()
    ratio = p95(busy) / p95(idle)
    print(f"at rest: {len(idle) / given.seconds:.0f} requests/s, p95 {p95(idle):.1f} ms")
    print(f"adding:  {len(busy) / given.seconds:.0f} requests/s, p95 {p95(busy):.1f} ms: {ratio:.2f} times")
    print(f"articles read meanwhile: {state['read']} of {given.during} ({state['state']})")
    return 0 if ratio <= TIMES_IDLE and state["read"] else 1


if __name__ == "__main__":
    sys.exit(main())
