"""The review queue as a conversation: one question at a time, answered by a letter."""

import typer
from rich.console import Console

from kg.model import MentionKey
from kg.pipeline.curation import Curation
from kg.resolve import ReviewItem

__all__ = ["ask"]

_HELP = "a accept: they are one · r reject: they are two · s skip · u undo the last answer · q quit"


def ask(curation: Curation, console: Console, *, who: str, limit: int) -> None:
    """Ask up to `limit` questions, the most valuable first. Every answer is in the graph before the next question.

    The queue is made anew after each answer, since one answer may settle others.
    """
    console.print(_HELP, style="dim", markup=False, highlight=False)
    skipped: set[tuple[MentionKey, MentionKey]] = set()
    done: list[int] = []
    asked = 0
    while asked < limit:
        item = next((i for i in curation.queue(limit=limit + len(skipped)) if (i.left, i.right) not in skipped), None)
        if item is None:
            if not done:
                break
            console.print("\nThere are no more questions.", highlight=False)
        else:
            _show(console, curation, item)
        answer = _answer("a/r/s/u/q" if item is not None else "u/q")
        if answer == "q":
            break
        if answer == "u":
            if done:
                curation.undo(done.pop(), who=who, why="taken back during review")
                console.print("Taken back.", highlight=False)
            else:
                console.print("There is nothing to take back.", highlight=False)
        elif item is not None:
            asked += 1
            if answer == "s":
                skipped.add((item.left, item.right))
            else:
                outcome = curation.answer(item.left, item.right, same=answer == "a", who=who, why="review")
                done.append(outcome.action)
    console.print(f"{len(done)} decided, {len(skipped)} skipped.", highlight=False)


def _answer(choices: str) -> str:
    while True:
        given: str = typer.prompt(choices, prompt_suffix="> ").strip().lower()[:1]
        if given in choices.split("/"):
            return given


def _show(console: Console, curation: Curation, item: ReviewItem) -> None:
    state = "joined now" if item.joined else "kept apart now"
    console.print(f"\n[bold]Are these one {item.subject}?[/bold] ({state}; worth {item.value:.2f})", highlight=False)
    for key, name, articles in (
        (item.left, item.left_name, item.left_articles),
        (item.right, item.right_name, item.right_articles),
    ):
        console.print(f"  {name} — in {articles} articles, here {'#'.join(key)}", markup=False, highlight=False)
        sentence = curation.sentence(key)
        if sentence:
            console.print(f"      “{sentence}”", style="dim", markup=False, highlight=False)
    console.print(f"  {item.why} (score {item.score:.2f})", markup=False, highlight=False)
