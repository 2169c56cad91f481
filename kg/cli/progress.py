"""How a build tells of itself: a bar where a person looks, plain lines where a program does."""

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg.model import Article
from kg.read import Notice

__all__ = ["BuildProgress"]

_EVERY = 200
"""Articles between two lines where nobody watches."""


class BuildProgress:
    """Draws a build's progress on standard error; use it as a context manager."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._articles = self._facts = 0
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            MofNCompleteColumn(),
            TextColumn("articles, {task.fields[rate]}/s, {task.fields[facts]} facts"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("Starting", total=None, facts=0, rate="–")

    def __enter__(self) -> "BuildProgress":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def notice(self, notice: Notice) -> None:
        """One line for an input that could not be read, or only with a reservation."""
        self._console.print(str(notice), markup=False, highlight=False, soft_wrap=True, style="yellow")

    def done(self, article: Article, *, facts: int, fresh: bool) -> None:
        """One article more."""
        self._articles += 1
        self._facts += facts
        elapsed = self._bar.tasks[0].elapsed or 0.0
        rate = f"{self._articles / elapsed:.1f}" if elapsed > 0 else "–"
        self._bar.update(self._task, advance=1, facts=self._facts, rate=rate)
        if self._bar.disable and self._articles % _EVERY == 0:
            self._console.print(f"{self._articles} articles, {self._facts} facts", markup=False, highlight=False)

    def stage(self, name: str) -> None:
        """A stage begins."""
        self._bar.update(self._task, description=name)
        if self._bar.disable:
            self._console.print(f"{name} …", markup=False, highlight=False)
