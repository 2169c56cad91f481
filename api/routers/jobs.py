"""Many articles at a time: queued durably, read in worker processes, with progress."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.dependencies import Cursor, JobsDep, Limit, ServicesDep, allow
from api.desk.desk import now
from api.desk.queue import Queue
from api.intake import ACCEPTED, Intake
from api.models.jobs import JobModel, Jobs, ResultModel, Results
from api.models.things import Total

__all__ = ["router"]

router = APIRouter(prefix="/jobs", tags=["jobs"])

_INGEST = allow("ingest")
_AT_ONCE = 64
_LOOK = 0.25
_ALIVE = 15.0
"""Seconds after which a stream of progress says that it is still there."""
_BACK = "10"
_FILES = {
    "type": "object",
    "properties": {"file": {"type": "array", "items": {"type": "string", "format": "binary"}}},
}
_SCHEMAS: dict[str, dict[str, Any]] = {"application/json": {}, "multipart/form-data": _FILES}
_BODY = {
    "required": True,
    "content": {kind: {"schema": _SCHEMAS.get(kind, {"type": "string"})} for kind in ACCEPTED},
}
_LINES = "application/x-ndjson"
_RESULTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A result a line, in the order in which articles are read; then the job",
        "content": {_LINES: {}},
    }
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"description": "Events named `progress`, each with the job as data", "content": {"text/event-stream": {}}}
}


@router.post("", status_code=202, dependencies=[_INGEST], openapi_extra={"requestBody": _BODY})
async def create_job(
    request: Request,
    response: Response,
    held: ServicesDep,
    desk: JobsDep,
    label: Annotated[str, Query(max_length=200, description="A name for people")] = "",
    key: Annotated[
        str | None,
        Header(alias="Idempotency-Key", max_length=200, description="Sending again with the same key does nothing new"),
    ] = None,
) -> JobModel:
    """Take articles in: JSON (one, or a list), JSON Lines, files of a form, or one document (HTML, text, PDF).

    The answer comes when all is stored safely; reading goes on, also after a restart of the server. Articles that were
    read before are recognized by their content, and change nothing.
    """
    intake = Intake(request, held.settings.max_article_bytes)
    await run_in_threadpool(_room, desk.queue, held.settings.max_waiting)
    if key is not None and (known := await run_in_threadpool(desk.queue.by_key, key)) is not None:
        return await _replay(intake, known.id, known.digest, desk.queue, response)
    id = desk.new_id()
    number = await run_in_threadpool(desk.queue.open_job, id, label, now(), key)
    try:
        await _receive(intake, desk.queue, number)
    except BaseException:
        await run_in_threadpool(desk.queue.drop, number)
        raise
    response.headers.update({"Location": f"/v1/jobs/{id}", "Retry-After": "1"})
    return JobModel.from_job(await run_in_threadpool(desk.queue.job, id))


@router.post(
    "/stream",
    dependencies=[_INGEST],
    openapi_extra={"requestBody": _BODY},
    response_class=StreamingResponse,
    responses=_RESULTS,
)
async def stream_job(request: Request, held: ServicesDep, desk: JobsDep) -> StreamingResponse:
    """Take articles in, and tell what becomes of each, a line of JSON as soon as it is read; the job is the last line.

    Hanging up stops nothing: the job goes on, and `/v1/jobs` shows it.
    """
    intake = Intake(request, held.settings.max_article_bytes)
    await run_in_threadpool(_room, desk.queue, held.settings.max_waiting)
    id = desk.new_id()
    number = await run_in_threadpool(desk.queue.open_job, id, "", now(), None)
    try:
        await _receive(intake, desk.queue, number)
    except BaseException:
        await run_in_threadpool(desk.queue.drop, number)
        raise
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Location": f"/v1/jobs/{id}"}
    return StreamingResponse(_outcomes(id, desk.queue), media_type=_LINES, headers=headers)


@router.get("", dependencies=[_INGEST])
def list_jobs(desk: JobsDep, cursor: Cursor, limit: Limit = 25) -> Jobs:
    """Jobs, the newest first."""
    jobs = desk.queue.jobs(int(cursor.after) if cursor.after else None, limit)
    return cursor.page(Jobs.from_jobs(jobs, desk.queue.count(), limit))


@router.get("/{id}", dependencies=[_INGEST])
def get_job(id: str, desk: JobsDep) -> JobModel:
    """How far a job is."""
    return JobModel.from_job(desk.queue.job(id))


@router.get("/{id}/results", dependencies=[_INGEST])
def job_results(id: str, desk: JobsDep, cursor: Cursor, limit: Limit = 100) -> Results:
    """What became of each article of a job, as far as it is read."""
    job = desk.queue.job(id)
    item, _, part = (cursor.after or "-1 -1").partition(" ")
    found = list(desk.queue.results(job.number, (int(item), int(part)), limit))
    last = f"{found[-1].item} {found[-1].part}" if len(found) == limit else None
    total = Total(value=job.new + job.changed + job.unchanged + job.rejected)
    return cursor.page(Results(items=[ResultModel.from_result(one) for one in found], total=total, next=last))


@router.get("/{id}/events", dependencies=[_INGEST], response_class=StreamingResponse, responses=_STREAM)
async def job_events(id: str, desk: JobsDep) -> StreamingResponse:
    """The progress of a job as server-sent events, until it is over."""
    await run_in_threadpool(desk.queue.job, id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_progress(id, desk.queue), media_type="text/event-stream", headers=headers)


@router.delete("/{id}", dependencies=[_INGEST])
def cancel_job(id: str, desk: JobsDep) -> JobModel:
    """Read no more of a job; what was read stays. One that is done stays as it is."""
    desk.queue.job(id)
    return JobModel.from_job(desk.queue.cancel(id, now()))


@router.post("/{id}/resume", dependencies=[_INGEST])
def resume_job(id: str, desk: JobsDep) -> JobModel:
    """Go on with a job that was cancelled."""
    desk.queue.job(id)
    return JobModel.from_job(desk.queue.resume(id))


def _room(queue: Queue, most: int) -> None:
    if queue.waiting() >= most:
        raise HTTPException(429, "too many articles are waiting to be read: come back later", {"Retry-After": _BACK})


async def _receive(intake: Intake, queue: Queue, job: int) -> None:
    batch: list[tuple[str, bytes]] = []
    size = 0
    async for name, payload in intake.payloads():
        batch.append((name, payload))
        size += len(payload)
        if len(batch) >= _AT_ONCE or size > 4 * 1024 * 1024:
            await run_in_threadpool(queue.submit, job, batch)
            batch, size = [], 0
    if not await run_in_threadpool(queue.submit, job, batch):
        raise HTTPException(422, "the body holds no article")
    await run_in_threadpool(queue.seal, job, intake.digest)


async def _replay(intake: Intake, id: str, digest: str | None, queue: Queue, response: Response) -> JobModel:
    """The job that was made with the same key, if it was made of the same articles."""
    if digest is None:
        raise HTTPException(409, "a job with this Idempotency-Key is still being sent", {"Retry-After": "1"})
    async for _ in intake.payloads():
        pass
    if intake.digest != digest:
        raise HTTPException(422, "this Idempotency-Key was used for other articles: take a new key")
    response.headers.update({"Location": f"/v1/jobs/{id}", "Idempotency-Replayed": "true"})
    return JobModel.from_job(await run_in_threadpool(queue.job, id))


async def _outcomes(id: str, queue: Queue) -> AsyncIterator[str]:
    last = (-1, -1)
    while True:
        job = await run_in_threadpool(queue.job, id)
        while found := list(await run_in_threadpool(queue.results, job.number, last)):
            yield "".join(ResultModel.from_result(one).model_dump_json() + "\n" for one in found)
            last = found[-1].item, found[-1].part
        if job.over:
            yield JobModel.from_job(job).model_dump_json() + "\n"
            return
        await asyncio.sleep(_LOOK)


async def _progress(id: str, queue: Queue) -> AsyncIterator[str]:
    last, quiet = "", 0.0
    while True:
        job = await run_in_threadpool(queue.job, id)
        now_ = json.dumps(JobModel.from_job(job).model_dump())
        if now_ != last:
            yield f"event: progress\nid: {job.read}\ndata: {now_}\n\n"
            last, quiet = now_, 0.0
        elif quiet > _ALIVE:
            yield ": still there\n\n"
            quiet = 0.0
        if job.over:
            return
        await asyncio.sleep(_LOOK)
        quiet += _LOOK
