"""Reading the W3C's SPARQL 1.1 tests: they lie below the folder that the environment variable KG_SHARED names
(default: `../shared`, beside the repository), and are no part of this project."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

SUITE = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared")) / "rdf-tests/sparql/sparql11"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")

TOKEN = "a token for tests"
STATUS = {"Created": "201", "OK": "200", "NoContent": "204", "NotFound": "404", "BadRequest": "400"}


def absent(what: str) -> list[Any]:
    return [pytest.param("all", marks=pytest.mark.skip(reason=f"{what} DID NOT RUN: no {SUITE}"))]


def listed(manifest: Path) -> list[str]:
    """The local names of a manifest's entries, in order."""
    text = re.findall(r"mf:entries\s*\((.*?)\)", manifest.read_text(encoding="utf-8"), re.DOTALL)[0]
    return [entry.partition(":")[2] for entry in text.split() if ":" in entry]


def requests(manifest: Graph, name: str) -> list[Node]:
    (test,) = {node for node in manifest.subjects(MF.action) if str(node).endswith(f"#{name}")}
    return list(Collection(manifest, manifest.value(manifest.value(test, MF.action), HT.requests)))  # type: ignore[arg-type]


def headers(manifest: Graph, message: Node) -> dict[str, str]:
    found = manifest.value(message, HT.headers)
    if found is None:
        return {}
    return {
        str(manifest.value(header, HT.fieldName)).lower(): str(manifest.value(header, HT.fieldValue))
        for header in Collection(manifest, found)
    }


def body(manifest: Graph, message: Node) -> bytes | None:
    found = manifest.value(message, HT.body)
    if found is None:
        return None
    encoding = str(manifest.value(found, CNT.characterEncoding) or "utf-8")
    return str(manifest.value(found, CNT.chars)).encode(encoding)


def expected(manifest: Graph, answer: Node, status: int) -> bool:
    names = [re.split(r"http-statusCodes#", str(code))[-1] for code in manifest.objects(answer, MF.expectedStatus)]
    patterns = [STATUS.get(name) or name.removeprefix("StatusCode").replace("x", ".") for name in names]
    return any(re.fullmatch(pattern, str(status)) for pattern in patterns)
