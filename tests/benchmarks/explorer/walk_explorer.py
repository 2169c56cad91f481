"""Every flow of the explorer, walked on a generated graph in headless Chromium.

    python tests/benchmarks/explorer/walk_explorer.py [ENTITIES] [--only FLOW] [--folder FOLDER] [--keep]

After each flow there must be no error in the console and no request to another host. The graph is made anew each time,
since some flows write; --keep takes the one that is there.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Error, sync_playwright

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2])]

from flows import FLOWS, PATIENCE, Flow  # noqa: E402  the benchmarks' folders are no packages
from graph import mixed  # noqa: E402

from tests.browser.conftest import Watched  # noqa: E402
from tests.browser.sample import Asked, build, serving  # noqa: E402


def walked(browser: Browser, asked: Asked, flow: Flow) -> str | None:
    """What went wrong, if anything did."""
    options = {"viewport": {"width": 1280, "height": 860}, "reduced_motion": "reduce", "accept_downloads": True}
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        seen = Watched(context.new_page())
        seen.page.set_default_timeout(1000 * PATIENCE)
        seen.watch(context)
        try:
            flow(seen, asked)
        except (AssertionError, Error) as error:
            return f"{type(error).__name__}: {error}"
        # nobody generated texts for the generated articles: what is asked of those is answered by 404
        errors = [said for said in seen.errors if "404" not in said]
        return "; ".join([*(f"asked {url}" for url in seen.outside), *errors]) or None


def main() -> int:
    """Walk all flows, or one; say how each went; fail if one did."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("entities", nargs="?", type=int, default=200_000)
    parser.add_argument("--only", default="", help="flows whose name contains this")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsgraph-benchmarks")
    parser.add_argument("--keep", action="store_true", help="take the graph that is there")
    given = parser.parse_args()
    chromium = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    workspace = given.folder / f"explorer-mixed-{given.entities}"
    if not (given.keep and workspace.exists()):
        print(f"Making a graph of {given.entities:,} entities …", file=sys.stderr)
        with tempfile.TemporaryDirectory() as shared:
            workspace = mixed(given.folder, given.entities, build(Path(shared)))
    failed = 0
    with serving(workspace) as address, sync_playwright() as playwright:
        asked = Asked(address)
        for path in ("meta", "search?q=warm", "events?limit=1", "sources?limit=1"):
            urlopen(f"{address}v1/{path}", timeout=600).close()  # the server reads everything once
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        print(f"{asked.get('meta')['counts']['entities']:,} entities", flush=True)
        for flow in (one for one in FLOWS if given.only in one.__name__):
            began = time.monotonic()
            wrong = walked(browser, asked, flow)
            failed += wrong is not None
            name = flow.__name__.replace("_", " ")
            print(f"{'FAIL' if wrong else 'ok  '} {name}: {time.monotonic() - began:.1f} s {wrong or ''}", flush=True)
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
