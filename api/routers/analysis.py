"""Trying the extraction on a text, without keeping anything."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import AnalyzerDep, allow

__all__ = ["router"]

router = APIRouter(tags=["analysis"])

_MOST = 200_000


class Text(BaseModel):
    """A sentence, or a whole article; `published` is what "on Friday" is resolved against."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "Police arrested 12 people in Gdansk.", "published": "2023-05-11"}]}
    )

    text: str = Field(min_length=1, max_length=_MOST)
    title: str | None = Field(default=None, max_length=1000)
    published: str | None = Field(default=None, max_length=40)
    publisher: str | None = Field(default=None, max_length=200)
    explain: bool = Field(default=False, description="Also say why, sentence by sentence")


class AnalysisModel(BaseModel):
    """An article record (see `/v1/articles/{id}/record`), and why it is as it is, as lines of plain text."""

    record: Mapping[str, Any]
    explanation: list[str]


@router.post("/analyze", dependencies=[allow("read")])
def analyze(text: Text, analyzer: AnalyzerDep) -> AnalysisModel:
    """What the extraction finds in a text; nothing is stored."""
    found = analyzer.analyze(text.model_dump(exclude={"explain"}, exclude_none=True), text.explain)
    return AnalysisModel(record=found.record, explanation=list(found.explanation))
