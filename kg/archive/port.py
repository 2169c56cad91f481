"""What an archive promises, whatever keeps it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from kg.model import ArticleRecord, Decision, Fingerprint

__all__ = ["Archive", "LedgerEntry", "Rejection", "Reprints", "Version"]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry of the ledger: a decision, or the withdrawal of an earlier entry.

    Exactly one of `decision` and `retracts` is set. A withdrawal carries its own `who`, `why` and `when`; nothing is
    ever deleted, so the ledger tells its whole history. `action` is the number of the first entry of those that were
    made together (a merge, a split), its own where it was made alone.
    """

    number: int
    decision: Decision | None = None
    retracts: int | None = None
    who: str = ""
    why: str = ""
    when: str = ""
    action: int = 0


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input that could not be read, with the reason; `source` is the file or address."""

    source: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """A state in which an article was seen; 1 is the first.

    `added` is when it was first archived (ISO 8601, UTC), None in archives from before that was noted. `sha256` is of
    the input that it was last read from, `extractor` names who read it then.
    """

    number: int
    added: str | None
    sha256: str
    extractor: str
    is_current: bool


class Reprints(Protocol):
    """Which articles repeat one another's wording. It follows from the records, and can be made again from them."""

    def put(self, prints: Iterable[Fingerprint], is_alike: Callable[[Fingerprint, Fingerprint], bool]) -> None:
        """Keep the fingerprints of articles, in place of earlier ones, in one transaction.

        `is_alike` is asked about each wording that shares a band or an address with a new one.
        """
        ...

    def missing(self) -> Iterator[str]:
        """The ids of articles whose record changed since their fingerprint was taken, or that never had one."""
        ...

    def of_wording(self, wording: str, limit: int = 5) -> list[str]:
        """Ids of articles with exactly these words, in order."""
        ...

    def groups(self) -> list[list[Fingerprint]]:
        """The articles that repeat one another, group by group, without sketches; in the order of their ids.

        Which articles are together does not depend on the order in which they came.
        """
        ...

    def groups_of(self, articles: Iterable[str]) -> list[list[Fingerprint]]:
        """Those of `groups` that some of the articles belong to, at a cost that does not grow with the archive."""
        ...


class Archive(Protocol):
    """Article records by id, and an append-only ledger of decisions.

    Every call is atomic: an interrupted build leaves whole records only. Readers in other processes see the state
    before or after a call, never in between. Iteration holds a few hundred records at a time, and sees what is written
    meanwhile behind the place it has reached.
    All methods raise ArchiveError where the archive is damaged, or busy for longer than half a minute.
    """

    @property
    def reprints(self) -> Reprints:
        """Which of its articles repeat one another's wording; a deleted article is no longer among them."""
        ...

    def put(self, record: ArticleRecord, *, added: str | None = None) -> bool:
        """Keep a record as its article's current one; whether anything changed.

        Where it was made from other input than the record before, and headline, by-line, date or text are not the same,
        the article was edited, and the earlier record is kept as a version. Else it takes the place of the earlier
        one. `added` is when (ISO 8601, UTC), by default now.
        """
        ...

    def get(self, article_id: str) -> ArticleRecord:
        """The record of an article.

        Raises:
            NotFound: there is none.
        """
        ...

    def versions(self, article_id: str) -> list[Version]:
        """The states in which an article was seen, the newest first: the first one, and the latest 50.

        Raises:
            NotFound: there is no such article.
        """
        ...

    def version(self, article_id: str, number: int) -> ArticleRecord:
        """The record of one version.

        Raises:
            NotFound: there is no such article, or no such version of it any more.
        """
        ...

    def delete(self, article_id: str) -> bool:
        """Forget an article with its versions; whether there was one. The ledger keeps what was decided about it."""
        ...

    def records(self) -> Iterator[ArticleRecord]:
        """All records in the order of their ids, which does not depend on when they came."""
        ...

    def ids(self) -> Iterator[str]:
        """The ids of all articles, in order."""
        ...

    def __len__(self) -> int: ...

    def __contains__(self, article_id: object) -> bool: ...

    def digests(self) -> Iterator[tuple[str, str]]:
        """The ids of all articles in order, each with the digest of its record."""
        ...

    def digest(self, article_id: str) -> str | None:
        """SHA-256 of the record as kept, so that unchanged ones can be skipped; None where there is none."""
        ...

    def is_current(self, article_id: str, sha256: str, extractor: str) -> bool:
        """Whether the article was made from the same input bytes by the same version of the extractor."""
        ...

    def decide(self, decision: Decision) -> int:
        """Append a decision to the ledger; its number."""
        ...

    def decide_together(self, decisions: Sequence[Decision]) -> int:
        """Append decisions that stand or fall together, in one transaction; the number of the action.

        Raises:
            ValueError: there are none.
        """
        ...

    def undo(self, action: int, *, who: str, why: str, when: str) -> int:
        """Withdraw all entries of an action that are in force, in one transaction; how many there were.

        Raises:
            NotFound: the ledger has no such action, or all of it is withdrawn already.
        """
        ...

    def retract(self, number: int, *, who: str, why: str, when: str) -> int:
        """Append the withdrawal of an earlier entry; the number of the withdrawal.

        Raises:
            NotFound: the ledger has no decision of that number.
        """
        ...

    def ledger(self) -> Iterator[LedgerEntry]:
        """Every entry ever made, oldest first."""
        ...

    def decisions(self) -> Iterator[Decision]:
        """The decisions in force, oldest first: those that were not withdrawn."""
        ...

    def reject(self, rejection: Rejection) -> None:
        """Remember an input that could not be read; the latest reason for a source replaces an earlier one."""
        ...

    def accept(self, source: str) -> None:
        """Forget the rejection of a source that could be read after all."""
        ...

    def rejections(self) -> Iterator[Rejection]:
        """The inputs that could not be read, by source."""
        ...

    def close(self) -> None:
        """Let go of files and connections; the archive cannot be used afterwards."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None: ...
