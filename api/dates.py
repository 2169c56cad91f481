"""Dates in addresses."""

from typing import Annotated

from pydantic import AfterValidator

from kg.model import Moment

__all__ = ["IsoDate"]


def _checked(value: str | None) -> str | None:
    if value is not None:
        _ = Moment(value).first_day
    return value


IsoDate = Annotated[str | None, AfterValidator(_checked)]
"""A year, a month or a day: `2022`, `2022-01`, `2022-01-07`."""
