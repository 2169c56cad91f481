"""Made-up news stories and their reprints, for measuring: deterministic, of any number, with known groups.

A story is told in sentences of invented words that repeat each other as seldom as those of two real stories do.
Reprints are made of it as newsrooms make them: cut from the end, edited word by word, framed by sentences of their own,
under another headline. What must not be grouped is made on purpose: follow-ups that repeat a third of an earlier report
as background, and stories of one mould (weather, markets, quakes) that differ in names and figures only.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Article, Moment

__all__ = ["Told", "reprints", "stories"]

_SYLLABLES = "ka to mi ran vel dor sha lin mor pe gra stu no bel tar ui fen os cal dri za hol wen ek".split()
_SMALL = (
    "the of to in and a that for on was is with as by he said at from it his be were an have had has who their they "
    "but are which would after this not its been will one more up about when than out into over other"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_STOCK = (
    "The company did not immediately respond to a request for comment.",
    "The claims could not be independently verified.",
    "The investigation is ongoing, and no further details were given.",
    "The talks are expected to resume next week.",
)
_MOULD = (
    "A magnitude {a} earthquake struck {n} kilometres {side} of {place} on {day}, the geological survey said. It had a "
    "depth of {m} kilometres. There were no immediate reports of casualties. {person}, who leads the office of civil "
    "defence in {place}, said that {k} houses were damaged. Residents of {place2} also felt the tremor.",
    "Shares in {place} fell {a} percent on {day} as traders weighed figures from {place2}. The index of the {n} "
    "largest companies closed at {k} points. {person}, an analyst with {name} Partners, said the mood was cautious. "
    "The crown traded at {m} to the dollar.",
)
_EDITS = {
    "said": "stated", "people": "persons", "near": "close to", "after": "following", "told": "informed",
    "of": "from", "on": "this", "that": "how", "the": "a", "was": "is", "would": "will", "more": "further",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An article, and the number of the story it tells; articles of one number belong into one group."""

    article: Article
    story: int


def stories(count: int, seed: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Stories as lists of sentences; every fifth is a follow-up of the one before, every seventh is of a mould."""
    rng = random.Random(seed)
    previous: list[str] = []
    for number in range(count):
        if number % 7 == 3:
            yield number, [part + "." for part in _molten(rng).rstrip(".").split(". ")]
            continue
        told = [_sentence(rng) for _ in range(rng.randint(8, 24))]
        for _ in range(rng.randint(0, 2)):
            told.insert(rng.randint(3, len(told)), rng.choice(_STOCK))
        if number % 5 == 4 and previous:
            background = previous[len(previous) // 2 :][: min(len(previous), len(told)) // 3]
            told[len(told) // 2 : len(told) // 2] = background
        previous = told if number % 5 != 4 else []
        yield number, told


def reprints(count: int, seed: int = 1) -> Iterator[Told]:
    """`count` articles: stories in one to nineteen wordings each, in no order."""
    rng = random.Random(seed)
    told: list[Told] = []
    for number, sentences in stories(count, seed):
        for copy in range(min(rng.choice((1, 1, 2, 3, 6, 12, 19)), count - len(told))):
            told.append(Told(_article(rng, sentences, f"{number}-{copy}", first=copy == 0), number))
        if len(told) >= count:
            break
    rng.shuffle(told)
    return iter(told)


def _article(rng: random.Random, sentences: list[str], name: str, *, first: bool) -> Article:
    kept = sentences if first else _reprinted(rng, sentences)
    title = _sentence(rng)[:60].strip(".")
    paragraphs, place = [title], 0
    while place < len(kept):
        size = rng.randint(1, 3)
        paragraphs.append(" ".join(kept[place : place + size]))
        place += size
    day = rng.randint(1, 28)
    return Article(
        name, "\n".join(paragraphs), title=title, published=Moment(f"2021-05-{day:02d}"), publisher=_name(rng)
    )


def _reprinted(rng: random.Random, sentences: list[str]) -> list[str]:
    kept = sentences[: max(3, round(len(sentences) * rng.choice((1, 1, 1, 0.8, 0.6, 0.45))))]
    rate = rng.choice((0, 0, 0.01, 0.03, 0.06))
    kept = [_edited(rng, sentence, rate) for sentence in kept if len(kept) < 5 or rng.random() > 0.04]
    if rng.random() < 0.4:
        kept.insert(rng.randint(0, len(kept)), f"{_name(rng)} reports, citing {_name(rng)} News.")
    if rng.random() < 0.2:
        kept.append(_sentence(rng))
    return kept


def _edited(rng: random.Random, sentence: str, rate: float) -> str:
    words = sentence.split(" ")
    for place, word in enumerate(words):
        if rng.random() < rate:
            words[place] = _EDITS.get(word, word + "s" if rng.random() < 0.5 else "")
    return " ".join(word for word in words if word)


def _sentence(rng: random.Random) -> str:
    """Words as often as in running text: every other one small and common, the rest of a wide vocabulary; few names."""
    words = [rng.choice(_SMALL) if place % 2 else _word(rng) for place in range(rng.randint(9, 28))]
    for _ in range(rng.randint(0, 2)):
        words[rng.randrange(len(words))] = rng.choice((_person(rng), _name(rng), str(rng.randint(2, 900))))
    return " ".join(words)[0].upper() + " ".join(words)[1:] + "."


def _word(rng: random.Random) -> str:
    """One of some five thousand words, a few of them common."""
    number = int(5000 * rng.random() ** 3)
    return "".join(_SYLLABLES[number // 24**place % 24] for place in range(1 + (number > 23) + (number > 575)))


def _molten(rng: random.Random) -> str:
    return rng.choice(_MOULD).format(
        a=round(rng.uniform(1, 7), 1), n=rng.randint(3, 400), m=rng.randint(5, 90), k=rng.randint(3, 9000),
        side=rng.choice(("north", "south", "west")), place=_name(rng), place2=_name(rng), day=rng.choice(_DAYS),
        person=_person(rng), name=_name(rng),
    )  # fmt: skip


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()


def _person(rng: random.Random) -> str:
    return f"{_name(rng)} {_name(rng)}"
