"""What a server answers when it cannot do what it was asked."""

from collections.abc import Mapping
from typing import Any

from kg.errors import KgError

__all__ = ["ServerError"]


class ServerError(KgError):
    """A problem document (RFC 9457): `status` is the HTTP status, `type` the last part of the problem's address."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or f"the server answered {status}"))
        self.status = status
        self.type = str(problem.get("type", "")).rpartition("/")[2]
        self.trace_id = problem.get("trace_id")
