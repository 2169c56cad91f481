"""Articles to a running server, which reads them into the graph that it holds open."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import httpx

from kg.errors import InputError, KgError
from kg.model import Article
from kg.pipeline.build import BuildReport, Progress
from kg.read import Notice, read_paths

__all__ = ["ask_for_backup", "send"]

_AT_ONCE = 200
"""Articles in one job: enough to keep the server busy, few enough that progress moves."""
_LOOK = 0.5
_SECONDS = 120.0
_STATES = {"created": "new", "changed": "changed", "unchanged": "unchanged"}


def send(paths: Sequence[str | Path], server: str, progress: Progress, *, token: str | None = None) -> BuildReport:
    """Read inputs here, and have `server` put them into its graph; returns when all of it is there.

    Sending the same input again changes nothing, so an interrupted run is simply run again.

    Raises:
        KgError: the server is not there, or refuses.
    """
    report = BuildReport()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with httpx.Client(base_url=server.rstrip("/"), headers=headers, timeout=_SECONDS) as client:
        progress.stage("Reading and sending")
        articles = _articles(paths, report, progress)
        while batch := list(islice(articles, _AT_ONCE)):
            body = b"".join(json.dumps(_fields(article), ensure_ascii=False).encode() + b"\n" for article in batch)
            job = _ask(client, "POST", "/v1/jobs", content=body, headers={"Content-Type": "application/x-ndjson"})
            _await(client, job, batch, report, progress)
    return report


def ask_for_backup(server: str, *, token: str | None = None) -> dict[str, Any]:
    """Have a running server back up its archive and graph; its `folder` there, and its number of `quads`.

    Raises:
        KgError: the server is not there, or refuses.
    """
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with httpx.Client(base_url=server.rstrip("/"), headers=headers, timeout=_SECONDS) as client:
        return _ask(client, "POST", "/v1/backups")


def _articles(paths: Sequence[str | Path], report: BuildReport, progress: Progress) -> Iterator[Article]:
    for item in read_paths(paths, stdin=sys.stdin.buffer):
        if isinstance(item, Notice):
            report.notices.append(item)
            progress.notice(item)
        else:
            yield item


def _fields(article: Article) -> dict[str, str]:
    """An article as the input contract knows it."""
    fields = {
        "id": article.id,
        "text": article.body if article.discarded else article.text,
        "title": article.title,
        "published": article.published.value if article.published else None,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "language": article.language,
    }
    return {name: value for name, value in fields.items() if value}


def _await(
    client: httpx.Client, job: dict[str, Any], batch: list[Article], report: BuildReport, progress: Progress
) -> None:
    """Wait for a job to end, and count what became of its articles."""
    address = f"/v1/jobs/{job['id']}"
    while job["state"] not in ("done", "cancelled"):
        time.sleep(_LOOK)
        job = _ask(client, "GET", address)
    if job["state"] == "cancelled":
        raise KgError(f"the job {job['id']} was cancelled at the server; run the same command again to go on")
    cursor: str | None = None
    while True:
        page = _ask(client, "GET", f"{address}/results", params={"cursor": cursor} if cursor else {})
        for result in page["items"]:
            article = batch[result["item"]]
            if result["state"] == "rejected":
                notice = Notice(article.source or article.id, None, result["reason"] or "the server gave no reason")
                report.notices.append(notice)
                progress.notice(notice)
                continue
            name = _STATES[result["state"]]
            setattr(report, name, getattr(report, name) + 1)
            progress.done(article, facts=result["facts"], fresh=name != "unchanged")
        cursor = page["next"]
        if cursor is None:
            return


def _ask(client: httpx.Client, method: str, path: str, **more: Any) -> dict[str, Any]:
    try:
        while True:
            response = client.request(method, path, **more)
            if response.status_code not in (429, 503):
                break
            time.sleep(float(response.headers.get("retry-after", _LOOK)))
    except httpx.TransportError as error:
        raise KgError(
            f"no answer from {client.base_url} ({error}): is `kg serve` running, and is that its address?"
        ) from error
    if response.is_success:
        answer: dict[str, Any] = response.json()
        return answer
    said = _detail(response)
    if response.status_code in (401, 403):
        raise KgError(f"{client.base_url} refuses: {said}. Set KG_TOKEN to a token that may do this")
    if response.status_code in (404, 405, 501):
        raise KgError(f"{client.base_url} takes no articles ({response.status_code}): is it a newsgraph server? {said}")
    if response.status_code in (413, 422):
        raise InputError(f"{client.base_url} cannot read what was sent: {said}")
    raise KgError(f"{client.base_url} answered {response.status_code}: {said}")


def _detail(response: httpx.Response) -> str:
    try:
        return str(response.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return " ".join(response.text[:200].split())
