"""A generated graph of any number of entities for the explorer, made with the store's generator of articles."""

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.rdf.quads import Quad
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import KG, PREFIXES
from kg.store import open_store

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
import world

__all__ = ["HUB", "filled", "mixed", "name_of"]

HUB = "e0"
"""The id of the entity that most is told of."""
_TYPES = ("Person", "Organization", "Place", "Facility", "Group", "NamedEvent", "Other")
_TYPE = f"<{PREFIXES['rdf']}type>"
_RENAMED = {"leaderOf": "leads", "employedBy": "worksFor"}
"""Relations that the ontology knows by another name."""
_FIRST = "Ada Bela Cora Dinu Edda Falk Goran Hana Ilsa Jorn Karl Lena Mira Nils Otto Pavel Runa Sven Tove Ulla".split()
_LAST = "Aker Brandt Corvin Dahl Eklund Falkner Grau Holm Ivarsen Jansky Kvist Lind Marden Nord Orban Prins".split()


def name_of(number: int) -> str:
    """The label of an entity: as often shared in parts as names are, and told apart by its number."""
    return f"{_FIRST[number % 20]} {_LAST[number // 20 % 16]} {number}"


def filled(folder: Path, entities: int) -> Path:
    """A workspace with so many entities, and a tenth as many articles; kept for the next run."""
    workspace = folder / f"explorer-{entities}"
    if not (workspace / "done").exists():
        workspace.mkdir(parents=True, exist_ok=True)
        with open_store(workspace / "graph") as store:
            store.writer().bulk_load(_quads(entities))
        (workspace / "done").touch()
    return workspace


def mixed(folder: Path, entities: int, sample: Path) -> Path:
    """As `filled`, and beside it what the articles of the workspace `sample` tell, with their texts; made anew.

    The generated graphs have addresses as graphs of users do: builds and decisions leave those alone.
    """
    workspace = folder / f"explorer-mixed-{entities}"
    shutil.rmtree(workspace, ignore_errors=True)
    shutil.copytree(sample, workspace, ignore=shutil.ignore_patterns("graph", "snapshots-*", "*.lock", "served*"))
    with open_store(sample / "graph", read_only=True) as told:
        lines = told.dump().decode("utf-8").splitlines()
    with open_store(workspace / "graph") as store:
        store.writer().bulk_load(_beside(lines, entities))
    return workspace


def _beside(lines: list[str], entities: int) -> Iterator[Quad]:
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        value, graph, _ = rest.rsplit(" ", 2)
        if graph != f"<{BASE}graph/statistics>":
            yield Quad(subject, predicate, value, graph)
    for quad in _quads(entities):
        yield quad._replace(graph=quad.graph.replace(BASE, f"{BASE}user/"))


def _quads(entities: int) -> Iterator[Quad]:
    graph, label = f"<{BASE}graph/entities>", f"<{PREFIXES['skos']}prefLabel>"
    random_ = random.Random(11)
    for number in range(entities):
        iri = f"<{world.entity(number)}>"
        kind = _TYPES[number % len(_TYPES)]
        yield Quad(iri, f"<{PREFIXES['rdf']}type>", f"<{KG}{kind}>", graph)
        yield Quad(iri, label, f'"{name_of(number)}"', graph)
        if kind == "Place":
            for axis, most in (("lat", 60.0), ("long", 170.0)):
                value = f'"{random_.uniform(-most, most):.4f}"^^<{PREFIXES["xsd"]}double>'
                yield Quad(iri, f"<{PREFIXES['geo']}{axis}>", value, graph)
    likely = world.weights(entities)
    for number in range(entities // 10):
        for line in world.article(number, likely):
            for old, new in _RENAMED.items():
                line = line.replace(old, new)
            subject, predicate, rest = line.split(" ", 2)
            value, of, _ = rest.rsplit(" ", 2)
            yield Quad(subject, predicate, value, of)
            if predicate == _TYPE and subject.startswith(f"<{BASE}event/"):
                yield from _claimed(subject, value, of)


def _claimed(event: str, kind: str, article: str) -> Iterator[Quad]:
    """The label of an event, and the claim that it happened, on which it is counted."""
    name = event[1:-1].rpartition("/")[2]
    claim = f"<{BASE}claim/{name}>"
    yield Quad(event, f"<{PREFIXES['skos']}prefLabel>", f'"{kind[1:-1].rpartition("#")[2]} {name}"', article)
    yield Quad(claim, _TYPE, f"<{KG}Claim>", article)
    evidence = f"<{article[1:-1]}/m0>"
    said = {"subject": event, "predicate": _TYPE, "object": kind}
    for part, value in said.items():
        yield Quad(claim, f"<{PREFIXES['rdf']}{part}>", value, article)
    told = {"assertedIn": article, "factuality": f"<{KG}asserted>", "evidence": evidence}
    told["confidence"] = f'"0.8"^^<{PREFIXES["xsd"]}decimal>'
    for part, value in told.items():
        yield Quad(claim, f"<{KG}{part}>", value, article)
