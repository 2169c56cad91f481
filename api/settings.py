"""What the server can be told: by environment variables (`KG_STORE`, `KG_QUERY_SECONDS` …), by a file, by the caller.

The file is the TOML that `KG_CONFIG` names; variables go before it, and the caller before both.
"""

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from kg.model import ENGINES, Engine, chosen_engines
from kg.rdf.terms import DEFAULT_BASE
from kg.store.question import Limits

__all__ = ["Settings"]


class Settings(BaseSettings):
    """The server's settings; each has an environment variable of its name behind `KG_`."""

    model_config = SettingsConfigDict(env_prefix="KG_", frozen=True)

    store: Path = Path("newsgraph-data")
    """The folder of the archive and the graph."""
    base: str = DEFAULT_BASE
    """Where the addresses of instances start."""
    allowed_hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    """Names under which the server may be asked; `*` for any. Keeps other sites' pages from reaching a local server."""
    cors_origins: tuple[str, ...] = ()
    """Sites whose pages may read from this server; `*` for any. Credentials are never allowed."""
    token: SecretStr | None = None
    """A token that may do everything, sent as `Authorization: Bearer …`; `kg token add` makes others, with scopes."""
    open_reading: bool | None = None
    """Whether reading needs no token. Left out: on this machine only."""
    updates: bool = False
    """Whether SPARQL Update is taken, with the token; computed graphs stay protected."""
    max_body_bytes: int = Field(default=4 * 1024 * 1024, gt=0)
    """Larger requests are refused; those of jobs may have `max_upload_bytes`."""
    max_upload_bytes: int = Field(default=1024**3, gt=0)
    """What one job of articles may have in all; each article `max_article_bytes`."""
    max_article_bytes: int = Field(default=16 * 1024 * 1024, gt=0)
    max_waiting: int = Field(default=200_000, gt=0)
    """Articles that may wait to be read; senders of more are told to come back later."""
    requests_per_minute: int = Field(default=0, ge=0)
    """What one client may ask for; 0 is without limit."""
    cache_bytes: int = Field(default=64 * 1024 * 1024, ge=0)
    """Answers that are kept until the graph changes, of REST and of SPARQL each; 0 keeps none."""
    access_log: bool = False
    """Whether every request is logged, as a line of JSON, rather than only those that failed."""
    workers: int = Field(default=1, ge=0)
    """Processes that read articles; 0 is one a processor core."""
    model: Path | None = None
    """The folder of the language model; the shipped one by default."""
    engines: Annotated[tuple[Engine, ...], NoDecode] = ENGINES
    """What finds events and relations in articles that are added, separated by commas: lexicon, graph, or both."""
    webhook_networks: tuple[str, ...] = ()
    """Networks (such as `127.0.0.0/8`) of this or the local net that webhooks may call; public addresses need none."""
    query_seconds: float = Field(default=30.0, gt=0)
    query_workers: int = Field(default=2, gt=0)
    query_answer_bytes: int = Field(default=32 * 1024 * 1024, gt=0)
    query_memory_bytes: int = Field(default=4 * 1024**3, ge=1024**3)
    query_staleness: float = Field(default=1.0, ge=0)
    """Seconds for which SPARQL may see the graph as it was before a change."""

    @field_validator("engines", mode="before")
    @classmethod
    def _engines(cls, value: Any) -> Any:
        return chosen_engines(value.split(",") if isinstance(value, str) else value)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The caller, the environment, then the file of `KG_CONFIG`."""
        file = os.environ.get("KG_CONFIG")
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)

    @property
    def graph(self) -> Path:
        """Where the graph is kept, below the folder."""
        return self.store / "graph"

    @property
    def archive(self) -> Path:
        """Where article records are kept, below the folder."""
        return self.store / "archive"

    @property
    def limits(self) -> Limits:
        """What one SPARQL query may use up."""
        return Limits(
            seconds=self.query_seconds,
            answer_bytes=self.query_answer_bytes,
            memory_bytes=self.query_memory_bytes,
            workers=self.query_workers,
            staleness=self.query_staleness,
            cache_bytes=self.cache_bytes,
        )
