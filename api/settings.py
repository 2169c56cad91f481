"""What the server can be told: by environment variables (`KG_STORE`, `KG_QUERY_SECONDS` …) or by the caller."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

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
    """Required as `Authorization: Bearer …` for everything that writes."""
    max_body_bytes: int = Field(default=4 * 1024 * 1024, gt=0)
    """Larger requests are refused."""
    query_seconds: float = Field(default=30.0, gt=0)
    query_workers: int = Field(default=2, gt=0)
    query_answer_bytes: int = Field(default=32 * 1024 * 1024, gt=0)
    query_memory_bytes: int = Field(default=4 * 1024**3, ge=1024**3)
    query_staleness: float = Field(default=1.0, ge=0)
    """Seconds for which SPARQL may see the graph as it was before a change."""

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
        )
