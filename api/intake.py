"""Bodies of requests as payloads to be read, one after another, without holding all of them."""

import json
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

from fastapi import HTTPException, Request
from starlette.datastructures import UploadFile

from api.desk.reading import DOCUMENT, JSON
from api.protocol import body_type

__all__ = ["ACCEPTED", "DOCUMENTS", "Intake"]

LINES = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/ndjson")
DOCUMENTS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/octet-stream")
ACCEPTED = ("application/json", *LINES, "multipart/form-data", *DOCUMENTS)
"""Media types of articles."""


class Intake:
    """The payloads of a request with their names; `digest` is that of everything, once all was read.

    JSON is an article or a list of them; lines are an article each; a form has files; anything else is one document.
    """

    def __init__(self, request: Request, most_each: int) -> None:
        self._request, self._most = request, most_each
        self._digest = sha256()
        self.media_type = body_type(request)

    @property
    def digest(self) -> str:
        """SHA-256 of what was read."""
        return self._digest.hexdigest()

    async def payloads(self) -> AsyncIterator[tuple[str, bytes]]:
        """Each payload with the name of its line or file.

        Raises:
            HTTPException: the media type is none of ACCEPTED (415), the body is no JSON (400), or a payload is too
                large (413).
        """
        if self.media_type in LINES:
            source = self._lines()
        elif self.media_type == "multipart/form-data":
            source = self._files()
        elif self.media_type == "application/json":
            source = self._json()
        elif self.media_type in DOCUMENTS:
            source = self._document()
        else:
            raise HTTPException(415, f"the body is {self.media_type}: send one of {', '.join(ACCEPTED)}")
        async for name, payload in source:
            if len(payload) - 1 > self._most:
                raise HTTPException(413, f"{name} has more than {self._most} bytes")
            self._digest.update(len(payload).to_bytes(8) + payload)
            yield name, payload

    async def _lines(self) -> AsyncIterator[tuple[str, bytes]]:
        rest, number = b"", 0
        async for chunk in self._request.stream():
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) > self._most:
                raise HTTPException(413, f"line {number + len(lines) + 1} has more than {self._most} bytes")
            for line in lines:
                number += 1
                if line.strip():
                    yield f"line {number}", JSON + line
        if rest.strip():
            yield f"line {number + 1}", JSON + rest

    async def _files(self) -> AsyncIterator[tuple[str, bytes]]:
        some = False
        async with self._request.form(max_files=1000, max_fields=100) as form:
            for _, file in form.multi_items():
                if isinstance(file, UploadFile):
                    some = True
                    yield (file.filename or "file")[:200], DOCUMENT + await file.read(self._most + 1)
        if not some:
            raise HTTPException(400, "the form has no files")

    async def _json(self) -> AsyncIterator[tuple[str, bytes]]:
        body = await self._request.body()
        try:
            value: Any = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, f"the body is not JSON: {error}") from error
        if not isinstance(value, list):
            yield "article", JSON + body
            return
        for number, article in enumerate(value, start=1):
            yield f"article {number}", JSON + json.dumps(article).encode()

    async def _document(self) -> AsyncIterator[tuple[str, bytes]]:
        yield "document", DOCUMENT + await self._request.body()
