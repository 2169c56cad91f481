"""The graph of the bundled articles behind the real server, in a process of its own."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

Json = dict[str, Any]
_KG = [sys.executable, "-c", "from kg.cli.main import main; main()"]
_PATIENCE = 300.0


def build(shared: Path) -> Path:
    """The folder of the demonstration; of several test processes the first builds it, the others wait.

    `KG_DEMO_STORE` names one that is there already.
    """
    if given := os.environ.get("KG_DEMO_STORE"):
        return Path(given)
    folder, done = shared / "demo", shared / "demo.done"
    try:
        (shared / "demo.lock").mkdir()
    except FileExistsError:
        end = time.monotonic() + _PATIENCE
        while not done.exists():
            if time.monotonic() > end:
                raise TimeoutError(f"another test process did not finish {folder}") from None
            time.sleep(0.5)
        return folder
    built = subprocess.run(
        [*_KG, "demo", "--no-serve", "--store", str(folder)], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr[-2000:]
    done.touch()
    return folder


def read(folder: Path, article: Path) -> None:
    """Puts an article into the graph of a folder."""
    built = subprocess.run(
        [*_KG, "build", str(article), "--store", str(folder)], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr[-2000:]


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """The address of a server of this folder."""
    command = [*_KG, "serve", "--store", str(folder), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            assert server.stderr is not None
            said = ""
            found = None
            for line in server.stderr:
                said += line
                if found := re.search(r"^Serving .* at (http://\S+/) ", said, re.MULTILINE):
                    break
            assert found, said
            yield found[1]
        finally:
            server.terminate()
            server.wait(timeout=30)


class Asked:
    """What the server answers, to compare pages with."""

    def __init__(self, address: str, folder: Path | None = None) -> None:
        self.address, self.folder = address, folder

    def get(self, path: str, **query: object) -> Json:
        with urlopen(f"{self.address}v1/{path}?{urlencode(query, doseq=True)}", timeout=60) as answer:
            found: Json = json.load(answer)
        return found

    def select(self, query: str) -> list[Json]:
        """The rows that answer a SPARQL query."""
        asked = Request(
            f"{self.address}sparql",
            data=query.encode(),
            headers={"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"},
        )
        with urlopen(asked, timeout=60) as answer:
            found: list[Json] = json.load(answer)["results"]["bindings"]
        return found

    def id_of(self, name: str) -> str:
        """The id of what is found first by a name."""
        return str(self.get("search", q=name, limit=1)["items"][0]["id"])

    def page(self, name: str, id: str = "", **query: str) -> str:
        """The address of a page of the explorer."""
        rest = f"?{urlencode(query)}" if query else ""
        return f"{self.address}#/{name}{'/' + quote(id, safe='') if id else ''}{rest}"
