"""Answers what is asked most often without what the framework spends on each request.

FastAPI looks at the tree of an operation's dependencies anew for every request, and hands the work to threads twice.
Here the tree is laid out flat once, from FastAPI's own description of it, so that both check the same and say the same;
parameters that a request leaves out need no looking at, and what answers also writes the JSON, in one thread.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_dependant, get_parameterless_sub_dependant, request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.params import Depends
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

__all__ = ["direct_routes"]


def direct_routes(router: APIRouter, prefix: str, dependencies: Sequence[Depends]) -> Iterator[Route]:
    """Routes that answer the GET operations of a router as it does when included with `prefix` and `dependencies`.

    They are to stand before it; it documents them. Operations that need more than parameters and asynchronous
    dependencies are left to it.
    """
    for route in router.routes:
        if isinstance(route, APIRoute) and route.methods == {"GET"}:
            steps = _laid_out(route, dependencies)
            if steps is not None:
                path = prefix + route.path
                made = Route(path, _Direct(path, steps), include_in_schema=False)
                made.methods = {"GET"}  # Starlette adds HEAD, which is made GET before it comes here
                yield made


@dataclass(frozen=True, slots=True)
class _Step:
    """One function to call: what it takes from the request, and from the steps before."""

    call: Callable[..., Any]
    path: Sequence[Any]
    query: Sequence[Any]
    defaults: Mapping[str, Any]
    aliases: frozenset[str]
    request: tuple[str, ...]
    """Names of arguments that are the request."""
    response: str | None
    needs: tuple[tuple[str, int], ...]
    """Names of arguments, each with the number of the step whose result it is."""
    after: tuple[int, ...]
    """All steps that have to have come out well."""


def _laid_out(route: APIRoute, dependencies: Sequence[Depends]) -> tuple[_Step, ...] | None:
    """The steps of an operation, the last of which is the operation itself; None if it needs something else."""
    whole = get_dependant(path=route.path_format, call=route.endpoint)
    whole.dependencies[:0] = [get_parameterless_sub_dependant(depends=one, path=route.path) for one in dependencies]
    steps: list[_Step] = []
    known: dict[Any, int] = {}

    def add(part: Dependant, last: bool) -> bool:
        if part.call in known:
            return True
        asynchronous = inspect.iscoroutinefunction(part.call) or _is_coroutine_object(part.call)
        more = (part.header_params, part.cookie_params, part.body_params)
        more_ways = (part.background_tasks_param_name, part.security_scopes_param_name, part.websocket_param_name)
        if part.call is None or asynchronous is last or any(more) or any(more_ways):
            return False
        if not all(add(one, False) for one in part.dependencies):
            return False
        numbers = [(one.name, known[one.call]) for one in part.dependencies]
        optional = [field for field in part.query_params if not field.field_info.is_required()]
        known[part.call] = len(steps)
        steps.append(
            _Step(
                part.call,
                part.path_params,
                part.query_params,
                {field.name: field.default for field in optional},
                frozenset(field.alias for field in part.query_params),
                tuple(name for name in (part.request_param_name, part.http_connection_param_name) if name),
                part.response_param_name,
                tuple((name, number) for name, number in numbers if name is not None),
                tuple(number for _, number in numbers),
            )
        )
        return True

    return tuple(steps) if add(whole, True) else None


def _is_coroutine_object(call: object) -> bool:
    """Whether something is called by an asynchronous method of its class."""
    return inspect.iscoroutinefunction(type(call).__call__) if callable(call) else False


class _Direct:
    """An operation as an application of its own; errors are left to what surrounds it."""

    def __init__(self, path: str, steps: tuple[_Step, ...]) -> None:
        self.path, self._steps = path, steps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        scope["route"] = self
        request, shared = Request(scope, receive, send), Response(media_type="application/json")
        del shared.headers["content-length"]
        given = await self._arguments(request, shared)
        answer = await run_in_threadpool(_answer, self._steps[-1].call, given, shared)
        await answer(scope, receive, send)

    async def _arguments(self, request: Request, shared: Response) -> dict[str, Any]:
        """What the operation is called with.

        Raises:
            RequestValidationError: parameters are missing, or not what they have to be.
        """
        results: list[Any] = []
        failed: set[int] = set()
        faults: list[Any] = []
        arguments: dict[str, Any] = {}
        for number, step in enumerate(self._steps):
            arguments = {name: results[source] for name, source in step.needs}
            values, wrong = request_params_to_args(step.path, request.path_params) if step.path else ({}, [])
            arguments |= values
            if step.query:
                values, more_wrong = _query(step, request)
                arguments |= values
                wrong += more_wrong
            arguments |= dict.fromkeys(step.request, request)
            if step.response is not None:
                arguments[step.response] = shared
            faults += wrong
            if wrong or not failed.isdisjoint(step.after):
                failed.add(number)
            usable = number not in failed and number < len(self._steps) - 1
            results.append(await step.call(**arguments) if usable else None)
        if faults:
            raise RequestValidationError(faults)
        return arguments


def _query(step: _Step, request: Request) -> tuple[dict[str, Any], list[Any]]:
    """The values of a step's parameters, and what is wrong with them; only those that were sent are looked at."""
    sent = request.query_params if request.scope["query_string"] else ()
    wanted = [field for field in step.query if field.alias in sent or field.name not in step.defaults]
    found, wrong = request_params_to_args(wanted, request.query_params) if wanted else ({}, [])
    return {**step.defaults, **found}, wrong


def _answer(call: Callable[..., Any], arguments: dict[str, Any], shared: Response) -> Response:
    """Call an operation, and write down what it gives; in a thread."""
    result = call(**arguments)
    if isinstance(result, Response):
        return result
    assert isinstance(result, BaseModel)
    body = result.model_dump_json(by_alias=True).encode()
    shared.body = body
    shared.raw_headers.append((b"content-length", str(len(body)).encode()))
    return shared
