"""Settings: what a user may choose, with defaults that need no choice. Read from `KG_*` variables."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from kg.model import ENGINES, Engine, chosen_engines
from kg.rdf.terms import DEFAULT_BASE

__all__ = ["Settings"]


class Settings(BaseSettings):
    """Settings of building and querying; command-line options override them."""

    model_config = SettingsConfigDict(env_prefix="KG_", extra="ignore")

    store: str = Field(default="newsgraph-data", description="Folder of archive and graph, or a server's address.")
    base: str = Field(default=DEFAULT_BASE, description="Start of the addresses of entities, events and articles.")
    model: Path | None = Field(default=None, description="Directory of the language model; the shipped one by default.")
    workers: int = Field(default=0, ge=0, description="Processes that extract; 0 chooses by the machine and the input.")
    engines: Annotated[tuple[Engine, ...], NoDecode] = Field(
        default=ENGINES, description="What finds events and relations, separated by commas: lexicon, graph, or both."
    )

    @field_validator("engines", mode="before")
    @classmethod
    def _engines(cls, value: Any) -> Any:
        return chosen_engines(value.split(",") if isinstance(value, str) else value)
