"""Jobs of reading articles, as JSON."""

from typing import Literal, Self

from pydantic import BaseModel

from api.desk.queue import Job, Result
from api.models.things import Total

__all__ = ["JobModel", "Jobs", "ResultModel", "Results"]


class JobModel(BaseModel):
    """Articles that are read together. `items` counts what was sent, `read` how much of it is done.

    `new`, `changed`, `unchanged` and `rejected` count articles. A job is `done` when the graph holds all of it.
    """

    id: str
    state: Literal["receiving", "waiting", "running", "done", "cancelled"]
    label: str
    created: str
    finished: str | None
    items: int
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int

    @classmethod
    def from_job(cls, job: Job) -> Self:
        """As queued."""
        return cls(**{name: getattr(job, name) for name in cls.model_fields})


class Jobs(BaseModel):
    """A page of jobs, the newest first."""

    items: list[JobModel]
    total: Total
    next: str | None = None

    @classmethod
    def from_jobs(cls, jobs: list[Job], total: int, limit: int) -> Self:
        """As listed."""
        key = str(jobs[-1].number) if len(jobs) == limit and jobs[-1].number > 1 else None
        return cls(items=[JobModel.from_job(job) for job in jobs], total=Total(value=total), next=key)


class ResultModel(BaseModel):
    """What became of one article: `item` counts what was sent, from 0; `name` tells the line or the file."""

    item: int
    name: str
    state: Literal["created", "changed", "unchanged", "rejected"]
    article: str | None
    title: str | None
    facts: int
    reason: str | None

    @classmethod
    def from_result(cls, result: Result) -> Self:
        """As read."""
        outcome = result.outcome
        return cls(
            item=result.item,
            name=result.name,
            state=outcome.state,
            article=outcome.article,
            title=outcome.title,
            facts=outcome.facts,
            reason=outcome.reason,
        )


class Results(BaseModel):
    """A page of what became of a job's articles, in the order in which they were sent."""

    items: list[ResultModel]
    total: Total
    next: str | None = None
