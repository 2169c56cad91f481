"""Settings: what a user may choose, with defaults that need no choice. Read from `KG_*` variables."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.rdf.terms import DEFAULT_BASE

__all__ = ["Settings"]


class Settings(BaseSettings):
    """Settings of building and querying; command-line options override them."""

    model_config = SettingsConfigDict(env_prefix="KG_", extra="ignore")

    store: Path = Field(default=Path("newsgraph-data"), description="Folder of the archive and the graph.")
    base: str = Field(default=DEFAULT_BASE, description="Start of the addresses of entities, events and articles.")
    model: Path | None = Field(default=None, description="Directory of the language model; the shipped one by default.")
    workers: int = Field(default=0, ge=0, description="Processes that extract; 0 chooses by the machine and the input.")
