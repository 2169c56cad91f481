"""The explorer's budgets on a generated graph, in headless Chromium with software rendering.

    python tests/benchmarks/explorer/measure_explorer.py [ENTITIES] [--rounds N] [--folder FOLDER]

First view in a second, from a typed name to the thing drawn in 0.3 s, 300 nodes at 30 frames a second while they are
moved, and what Explore loads in 400 KB compressed. The best round counts, since other work on the machine only adds.
"""

import argparse
import gzip
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "browser")]

from graph import filled, name_of  # noqa: E402  the benchmarks' folders are no packages
from sample import serving  # noqa: E402

from visualizations.explorer import explorer_folder  # noqa: E402

FIRST_VIEW, DRAWN, FRAMES, BUNDLE = 1.0, 0.3, 30.0, 400 * 1024
NODES, STEP = 300, 4
"""Every fourth entity, beginning with the hub: about three lines a node."""
_COUNT_FRAMES = (
    "() => { window.frames_ = 0; const step = () => { window.frames_ += 1; requestAnimationFrame(step); }; step(); }"
)


def first_view(browser: Browser, address: str) -> float:
    """Seconds from asking for the page, with nothing cached, to the examples shown."""
    with browser.new_context(viewport={"width": 1280, "height": 860}) as context:
        page = context.new_page()
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.locator("#empty .chip").first.wait_for()
        return time.perf_counter() - began


def drawn(browser: Browser, address: str, number: int) -> float:
    """Seconds from the last letter of a name to its suggestion, and from choosing it to the thing on the canvas."""
    with browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address)
        page.locator("#empty .chip").first.wait_for()
        name = name_of(number)
        page.evaluate(
            """async name => {
                const box = document.querySelector("#search");
                const until = async done => { while (!done()) await new Promise(requestAnimationFrame); };
                box.focus();
                const began = performance.now();
                box.value = name;
                box.dispatchEvent(new InputEvent("input", { bubbles: true }));
                await until(() => document.querySelector("#hits li .name")?.textContent === name);
                document.querySelector("#hits li").click();
                await until(() => Object.keys(window.__kgTest.report().nodes).length > 0);
                window.took = (performance.now() - began) / 1000;
            }""",
            name,
        )
        return float(page.evaluate("window.took"))


def frames(browser: Browser, address: str) -> tuple[float, int, int]:
    """Frames a second while the graph is dragged about for three seconds; and how many nodes and lines it has."""
    with browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce") as context:
        page = context.new_page()
        spots = [(number % 20 * 130 - 1235, number // 20 * 90 - 630) for number in range(NODES)]
        nodes = ",".join(f"e{STEP * number}~{x}~{y}" for number, (x, y) in enumerate(spots))
        page.goto(f"{address}#n={nodes}&j=1")
        nodes_drawn(page, NODES)
        page.wait_for_timeout(1000)
        page.evaluate(_COUNT_FRAMES)
        page.mouse.move(640, 430)
        page.mouse.down()
        began = time.perf_counter()
        start = page.evaluate("window.frames_")
        turn = 0
        while time.perf_counter() - began < 3:
            turn += 1
            page.mouse.move(640 + 200 * ((turn % 40) / 20 - 1), 430 + 100 * ((turn % 30) / 15 - 1))
        rate = (page.evaluate("window.frames_") - start) / (time.perf_counter() - began)
        page.mouse.up()
        report = page.evaluate("window.__kgTest.report()")
        return rate, len(report["nodes"]), report["edges"]


def nodes_drawn(page: Page, count: int) -> None:
    """Waits until there are so many."""
    for _ in range(600):
        if len(page.evaluate("window.__kgTest?.report().nodes ?? {}")) == count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"expected {count} nodes on the canvas")


def bundle() -> int:
    """Bytes, compressed, of what Explore loads: the page, its style, its script and the chunks that imports."""
    folder = explorer_folder()
    files, waiting = {folder / "index.html", folder / "assets" / "style.css"}, [folder / "assets" / "explorer.js"]
    while waiting:
        file = waiting.pop()
        if file not in files:
            files.add(file)
            names = re.findall(r'(?:from|import)\s*"\./([^"]+)"', file.read_text(encoding="utf-8"))
            waiting += [folder / "assets" / name for name in names]
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def best(measure: Callable[[int], float], rounds: int) -> tuple[float, float]:
    """The shortest of several rounds, and the one in the middle."""
    found = [measure(turn) for turn in range(rounds)]
    return min(found), median(found)


def main() -> int:
    """Measure, print, and fail where a budget is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("entities", nargs="?", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmarks")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    print(f"Making a graph of {given.entities} entities …", file=sys.stderr)
    workspace = filled(given.folder, given.entities)
    with serving(workspace, "--read-only") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=given.chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        with urlopen(f"{address}v1/search?q=warm", timeout=600), urlopen(f"{address}v1/meta", timeout=600):
            pass  # the server reads all labels once
        first_view(browser, address)
        view = best(lambda _: first_view(browser, address), given.rounds)
        thing = best(lambda turn: drawn(browser, address, 1000 + 1731 * turn), given.rounds)
        rate, nodes, lines = max(frames(browser, address) for _ in range(2))
        browser.close()
    size = bundle()
    rows = [
        (f"first view: {view[0]:.2f} s (median {view[1]:.2f}), budget {FIRST_VIEW} s", view[0] <= FIRST_VIEW),
        (f"typed to drawn: {thing[0]:.3f} s (median {thing[1]:.3f}), budget {DRAWN} s", thing[0] <= DRAWN),
        (f"{nodes} nodes and {lines} lines: {rate:.0f} frames/s, floor {FRAMES:.0f}", rate >= FRAMES),
        (f"Explore compressed: {size / 1024:.0f} KB, budget {BUNDLE // 1024} KB", size <= BUNDLE),
    ]
    for said, kept in rows:
        print(f"{'ok  ' if kept else 'FAIL'} {said}")
    return 0 if all(kept for _, kept in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
