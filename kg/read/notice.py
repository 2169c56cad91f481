"""What reading has to report about an input, in one line each."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Notice", "Severity", "rejected", "warning"]

Severity = Literal["rejected", "warning"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing a person should know about an input.

    `rejected`: this file, or this line of it, yields no article. `warning`: its article is read, but something about it
    (its date, its encoding) could not be taken as given. `reason` is one line: what was found, what was expected.
    """

    source: str
    line: int | None
    """Counted from 1; None where the whole file is meant."""
    reason: str
    severity: Severity = "rejected"

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.severity}: {self.reason}"


def rejected(source: str, reason: str, line: int | None = None) -> Notice:
    """The notice that an input, or one line of it, yields no article."""
    return Notice(_one_line(source), line, _one_line(reason))


def warning(source: str, reason: str, line: int | None = None) -> Notice:
    """The notice that an article was read with a reservation."""
    return Notice(_one_line(source), line, _one_line(reason), "warning")


def _one_line(text: str, limit: int = 300) -> str:
    """`text` without line ends and control characters, however strange the input it quotes."""
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
