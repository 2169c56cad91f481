"""The browser tests' strategy: Debian's Chromium without a network, the built explorer, and a small made-up world.

The world (`world.json`) is served on the loopback interface in the shapes of the REST interface; nothing else of the
product runs here. The browser may reach the loopback interface and files only, and every other attempt is recorded.
"""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.browser.sample import Asked, build, serving
from visualizations.explorer import explorer_folder

Json = dict[str, Any]
HERE = Path(__file__).parent
BASE = "https://newsgraph.example/id/"


class World:
    """Answers the paths of the REST interface from `world.json`."""

    def __init__(self) -> None:
        world = json.loads((HERE / "world.json").read_text(encoding="utf-8"))
        members = [
            {"id": f"state-{n}", "label": f"Coastal State {n}", "type": "Place", "description": "state"}
            for n in range(1, world["members_of_alliance"])
        ]
        self.things: dict[str, Json] = {}
        for kind, things in (("entity", world["entities"] + members), ("event", world["events"])):
            for thing in things:
                self.things[thing["id"]] = {**thing, "iri": BASE + thing["id"], "kind": kind}
        self.articles = {article["id"]: article for article in world["articles"]}
        joined = [
            {"subject": m["id"], "property": "memberOf", "object": "north-strait-alliance", "confidence": 0.9,
             "evidence": world["statements"][6]["evidence"]}
            for m in members
        ]  # fmt: skip
        self.statements = [{**s, "id": f"st_{n}"} for n, s in enumerate(world["statements"] + joined)]
        self.quantities = world["quantities"]

    def answer(self, path: list[str], query: dict[str, str]) -> Json | None:
        match path:
            case ["meta"]:
                return self._meta()
            case ["search"]:
                return self._search(query["q"].casefold(), int(query.get("limit", 8)))
            case ["entities" | "events", id_] if id_ not in self.things:
                return None
            case ["entities", id_]:
                return self.things[id_]
            case ["entities", id_, "relations"]:
                return self._relations(id_)
            case ["entities", id_, "neighbors"]:
                return self._neighbors(id_, query)
            case ["events"]:
                return self._page([self._event(e) for e, t in self.things.items() if t["type"] == query["type"]], query)
            case ["events", id_]:
                return self._event(id_)
            case ["statements"]:
                found = [self._statement(s) for s in self.statements if s["subject"] == query["subject"]]
                return self._page(found, query)
            case ["statements", id_, "evidence"]:
                (statement,) = [s for s in self.statements if s["id"] == id_]
                return {"items": self._evidence(statement), "next": None}
            case ["articles", id_, "record"]:
                return self._record(id_)
        return None

    def _meta(self) -> Json:
        counts = {"articles": len(self.articles), "entities": len(self.things), "statements": len(self.statements)}
        examples = [self._thing(id_) for id_ in ("ilsa-marden", "north-strait-alliance", "port-arlen")]
        return {"counts": counts, "newest_article": "2031-03-05", "examples": examples}

    def _search(self, text: str, limit: int) -> Json:
        items = []
        for thing in self.things.values():
            matched = next((n for n in [thing["label"], *thing.get("aliases", [])] if text in n.casefold()), None)
            if matched is not None:
                items.append({**self._thing(thing["id"]), "matched": matched})
        return {"items": items[:limit], "next": None}

    def _thing(self, id_: str) -> Json:
        thing = self.things[id_]
        return {key: thing.get(key) for key in ("id", "iri", "label", "type", "kind", "description")}

    def _edges(self, id_: str) -> Iterator[tuple[str, str, Json]]:
        for statement in self.statements:
            if statement.get("object") and id_ in (statement["subject"], statement["object"]):
                direction, other = ("out", "object") if statement["subject"] == id_ else ("in", "subject")
                edge = {"id": statement["id"], "source": statement["subject"], "target": statement["object"],
                        "evidence_count": len(statement["evidence"])}  # fmt: skip
                for key in ("property", "confidence", "factuality", "valid_from"):
                    edge[key] = statement.get(key)
                yield direction, statement[other], edge

    def _relations(self, id_: str) -> Json:
        counts: dict[tuple[str, str], int] = {}
        for direction, _, edge in self._edges(id_):
            counts[edge["property"], direction] = counts.get((edge["property"], direction), 0) + 1
        rows = [{"property": p, "direction": d, "count": n} for (p, d), n in counts.items()]
        return {**self._thing(id_), "relations": rows}

    def _neighbors(self, id_: str, query: dict[str, str]) -> Json:
        asked = (query["property"], query["direction"])
        found = [(other, e) for d, other, e in self._edges(id_) if (e["property"], d) == asked]
        page = self._page(found, query)
        nodes, edges = [self._thing(other) for other, _ in page["items"]], [edge for _, edge in page["items"]]
        return {"nodes": nodes, "edges": edges, "total": page["total"], "next": page["next"]}

    def _page(self, found: list[Any], query: dict[str, str]) -> Json:
        start, limit = int(query.get("cursor") or 0), int(query.get("limit", 25))
        after = start + limit
        total = {"value": len(found), "relation": "eq"}
        return {"items": found[start:after], "total": total, "next": str(after) if after < len(found) else None}

    def _statement(self, statement: Json) -> Json:
        row = {**statement, "subject": self._thing(statement["subject"]), "object": None}
        if statement.get("object"):
            row["object"] = self._thing(statement["object"])
        return {**row, "evidence_count": len(statement["evidence"])}

    def _event(self, id_: str) -> Json:
        said = [s for s in self.statements if s["subject"] == id_]
        roles = [
            {"role": s["property"], "entity": self._thing(s["object"]) if s.get("object") else None,
             "text": s.get("value"), "statement": s["id"], "confidence": s["confidence"],
             "factuality": s.get("factuality")}
            for s in said
        ]  # fmt: skip
        figures = [{**q, "article": self._article(q["article"])} for q in self.quantities.get(id_, [])]
        evidence = {e["sentence"]: e for s in said for e in self._evidence(s)}
        return {**self.things[id_], "roles": roles, "quantities": figures, "evidence": list(evidence.values())}

    def _evidence(self, statement: Json) -> list[Json]:
        return [self._one_evidence(statement, evidence) for evidence in statement["evidence"]]

    def _one_evidence(self, statement: Json, evidence: Json) -> Json:
        sentence = evidence["sentence"]
        start = self.articles[evidence["article"]]["text"].index(sentence)
        offsets: Json = {"unit": "codepoint", "sentence": [start, start + len(sentence)]}
        source = evidence.get("attributed_to")
        extraction = {"method": "rule", "model": None, "rule": f"{statement['property']}#verb",
                      "confidence": statement["confidence"]}  # fmt: skip
        return {
            "sentence": sentence, "offsets": offsets, "article": self._article(evidence["article"]),
            "extraction": extraction, "factuality": statement.get("factuality", "asserted"),
            "attributed_to": {"id": source, "label": self.things[source]["label"]} if source else None,
        }  # fmt: skip

    def _record(self, id_: str) -> Json:
        """Mentions and triggers of an article, found by their wording."""
        text = self.articles[id_]["text"]
        entities: dict[str, Json] = {}
        events = []
        for statement in self.statements:
            for evidence in (e for e in statement["evidence"] if e["article"] == id_):
                start = text.index(evidence["sentence"])
                span = {"start": start, "end": start + len(evidence["sentence"])}
                trigger = self._mention(text, start, evidence["trigger"])
                if self.things[statement["subject"]]["kind"] == "event":
                    iri = BASE + statement["subject"]
                    events.append({"iri": iri, "trigger": trigger, "roles": [], "evidence": span})
                for part in ("subject", "object"):
                    thing = statement.get(part)
                    if thing and self.things[thing]["kind"] == "entity" and evidence[part]:
                        entity = entities.setdefault(thing, {"id": thing, "iri": BASE + thing, "mentions": []})
                        entity["mentions"].append(self._mention(text, start, evidence[part]))
        return {"article": self.articles[id_], "entities": list(entities.values()), "events": events}

    def _mention(self, text: str, start: int, wording: str | None) -> Json:
        at = text.index(wording, start) if wording else 0
        return {"start": at, "end": at + len(wording or ""), "text": wording}

    def _article(self, id_: str) -> Json:
        return {key: value for key, value in self.articles[id_].items() if key != "text"}


class Handler(SimpleHTTPRequestHandler):
    world: World

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if not parts.path.startswith("/v1/"):
            return super().do_GET()
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        answer = self.world.answer([unquote(part) for part in parts.path.split("/")[2:]], query)
        problem = {"title": "Not found", "status": 404, "detail": f"Nothing at {parts.path}", "trace_id": "t-1"}
        body = json.dumps(answer if answer is not None else problem).encode()
        self.send_response(200 if answer is not None else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keeps the test output quiet."""


def serve(port: int = 0) -> ThreadingHTTPServer:
    folder = str(explorer_folder())

    class Bound(Handler):
        world = World()

        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=folder)

    return ThreadingHTTPServer(("127.0.0.1", port), Bound)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    server = serve()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The real server over the graph of the bundled articles; for tests that only read."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with serving(build(shared), "--read-only") as address:
        yield Asked(address)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """As `sample`, over a copy of the folder, for tests that write."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    copy = base / "desk"
    shutil.copytree(build(shared), copy, ignore=shutil.ignore_patterns("*.lock", "served*"))
    with serving(copy) as address:
        yield Asked(address, copy)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not Path(chromium).exists():
        reason = f"no Chromium at {chromium or 'chromium'}: install Debian's chromium or set KG_CHROMIUM to its path"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(f"BROWSER TESTS DID NOT RUN: {reason}")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


@dataclass
class Watched:
    """A page and what went wrong in it."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.route("**/*", self._guard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def _guard(self, route: Route) -> None:
        url = route.request.url
        if url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(url)
            route.abort()

    def report(self) -> Json:
        found: Json = self.page.evaluate("window.__kgTest.report()")
        return found

    def assert_quiet(self) -> None:
        assert self.outside == []
        assert self.errors == []


@pytest.fixture
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A fresh page of 1280 × 860, or of the options given by indirect parametrization."""
    options: Json = {"viewport": {"width": 1280, "height": 860}, "reduced_motion": "reduce"}
    context = browser.new_context(**{**options, **getattr(request, "param", {})})
    seen = Watched(context.new_page())
    seen.watch(context)
    yield seen
    # An answer that a test has in hand ends with its page, and does not go on to the guard of the context.
    context.unroute_all(behavior="ignoreErrors")
    seen.page.unroute_all(behavior="ignoreErrors")
    context.close()


if __name__ == "__main__":  # python tests/browser/conftest.py: the explorer over the made-up world, to look at
    serve(8765).serve_forever()
