"""Requests made from the OpenAPI document, and what every answer to them must be like."""

import logging
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.desk import Desk
from kg.pipeline import Workspace
from tests.api.conftest import settings
from tests.api.trial import articles

load_all_checks()
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
SLOW = ("/v1/jobs/{id}/events", "/v1/jobs/stream")
"""Operations whose answers do not end by themselves."""


@contextmanager
def fuzzed() -> Iterator[tuple[object, Desk]]:
    """The document's schema, on a server with a few articles whose queue is worked off."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        with workspace.store() as store, workspace.archive() as archive:
            desk = Desk(archive, store, workspace.folder)
            try:
                for line in articles(3):
                    desk.add(line)
                app = create_app(
                    settings(store=workspace.folder, allowed_hosts=("*",)), store=store, records=desk, ingest=desk
                )
                yield schemathesis.openapi.from_asgi("/openapi.json", app), desk
            finally:
                desk.close()


def _sensible(case: object) -> bool:
    """Whether a request means its own operation (`/v1/events/histogram` is another than `/v1/events/{id}`)."""
    query = case.query or {}  # type: ignore[attr-defined]
    if "wait" in query:
        query["wait"] = 0
    return "histogram" not in (case.path_parameters or {}).values()  # type: ignore[attr-defined]


def try_operations(schema: object, each: int, *, start: int = 0) -> tuple[int, list[str]]:
    """Sends `each` generated requests to every operation; how many there were, and what was wrong with answers."""
    sent, wrong = 0, []
    for result in schema.get_all_operations():  # type: ignore[attr-defined]
        operation = result.ok()
        if operation.path in SLOW:
            continue

        @seed(start)
        @hypothesis_settings(
            max_examples=each,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def one(case: object) -> None:
            nonlocal sent
            if not _sensible(case):
                return
            sent += 1
            response = case.call()  # type: ignore[attr-defined]
            if response.status_code >= 500 and response.status_code not in (501, 503):
                raise AssertionError(f"{response.status_code}: {response.text[:500]}")
            case.validate_response(response, checks=CHECKS)  # type: ignore[attr-defined]

        try:
            one()
        except BaseExceptionGroup as error:
            wrong += [f"{operation.label}: {one_error}"[:1500] for one_error in error.exceptions]
        except Exception as error:
            wrong.append(f"{operation.label}: {error}"[:1500])
    return sent, wrong


def main() -> int:
    """`python -m tests.api.fuzzing COUNT`: so many requests, in rounds; prints what was wrong."""
    wanted, sent, start = int(sys.argv[1]), 0, 0
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    found: dict[str, None] = {}
    with fuzzed() as (schema, _):
        while sent < wanted:
            count, wrong = try_operations(schema, 25, start=start)
            sent, start = sent + count, start + 1
            for one in wrong:
                if one not in found:
                    print(one, flush=True)
            found |= dict.fromkeys(wrong)
            print(f"{sent:,} requests, {len(found)} findings", file=sys.stderr, flush=True)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
