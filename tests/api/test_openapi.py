"""The OpenAPI document: complete, as committed, and true of the answers to requests made from it.

`make openapi` writes the document that is compared; the change of it belongs to the change that made it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.settings import Settings
from tests.api.fuzzing import fuzzed, try_operations

SNAPSHOT = Path(__file__).parent / "openapi.json"
EACH = 3


def document() -> dict[str, Any]:
    return create_app(Settings(store=Path("no-such-folder"))).openapi()


def operations() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path, methods in document()["paths"].items():
        found += [(f"{method.upper()} {path}", operation) for method, operation in methods.items()]
    return found


def test_the_document_is_the_committed_one() -> None:
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == json.loads(json.dumps(document())), (
        "the interface has changed: look at what 'make openapi' changes, and commit it"
    )


@pytest.mark.parametrize(("name", "operation"), operations(), ids=[name for name, _ in operations()])
def test_every_operation_is_described(name: str, operation: dict[str, Any]) -> None:
    assert operation["operationId"]
    assert operation["description"]
    assert operation["tags"]
    for parameter in operation.get("parameters", ()):
        assert parameter["schema"]
    for status, answer in operation["responses"].items():
        assert answer["description"]
        if int(status) >= 400:
            assert answer["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")


def test_no_schema_is_missing() -> None:
    text = json.dumps(document())
    schemas = document()["components"]["schemas"]
    for part in text.split('"#/components/schemas/')[1:]:
        assert part.partition('"')[0] in schemas


def test_answers_are_as_described(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL")
    with fuzzed() as (schema, _):
        sent, wrong = try_operations(schema, EACH)
    assert sent > 100
    assert wrong == []


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(document(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
