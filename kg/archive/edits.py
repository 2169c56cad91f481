"""What two versions of an article differ in: sentences, headline, figures and claims."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from kg.model import Article, ArticleRecord, EventMention, Quantity, RelationMention, Span

__all__ = ["Edit", "Hunk", "compare", "hunks", "is_edited", "sentences"]

_END = re.compile(r"""[.!?…]+["'”’»)\]]*\s+(?=["'“‘„«(\[]?[A-Z0-9À-Þ])""")
_SHORTENED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Capt|Maj|Gov|Sen|Rep|Rev|Prof|No|vs|Jr|Sr))\.\s+$"
)
"""What ends with a full stop and ends no sentence: initials and titles."""
_LONGEST_ENDING = 8
_COMPARED = 1_000
"""Sentences, beside those that both versions begin and end with, that are aligned one by one: that takes a time that
may grow with their square."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Sentences that stand in one place of either version only; one side may be empty, and offsets are of each text."""

    before: tuple[Span, ...]
    after: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a version changed: `removed` and `added` are numbers of sentences.

    Figures and claims are compared by what they say and not by where. Where other versions of the extractor read the
    two, only those in sentences that only one of them has are: the others differ for reasons other than the edit.
    """

    removed: int
    added: int
    headline: bool
    figures: bool
    claims: bool


def sentences(article: Article) -> list[Span]:
    """The sentences of an article without what was discarded, by punctuation; each is trimmed, and never empty."""
    body, found, start = article.body, list[Span](), 0
    for end in chain(_ends(body), (len(body),)):
        span = Span.of(body, start, end)
        if span.text:
            found.append(span)
        start = end
    return found


def _ends(body: str) -> Iterator[int]:
    start = 0
    for line in body.splitlines(keepends=True):
        for match in _END.finditer(line):
            if not _SHORTENED.search(line, max(0, match.start() - _LONGEST_ENDING), match.end()):
                yield start + match.end()
        start += len(line)
        yield start


def hunks(before: Article, after: Article) -> list[Hunk]:
    """Where the sentences of two versions differ, in the order of the text; spacing does not count."""
    old, new = sentences(before), sentences(after)
    old_words, new_words = ([" ".join(span.text.split()) for span in spans] for spans in (old, new))
    start, end = _common(old_words, new_words)
    old_end, new_end = len(old) - end, len(new) - end
    if max(old_end, new_end) - start > _COMPARED:
        return [Hunk(tuple(old[start:old_end]), tuple(new[start:new_end]))]
    matcher = SequenceMatcher(None, old_words[start:old_end], new_words[start:new_end], autojunk=False)
    return [
        Hunk(tuple(old[start + i : start + j]), tuple(new[start + k : start + m]))
        for kind, i, j, k, m in matcher.get_opcodes()
        if kind != "equal"
    ]


def _common(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many sentences two versions begin and, of the others, end with alike."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    left = shorter - start
    return start, next((n for n in range(left) if old[-1 - n] != new[-1 - n]), left)


def compare(before: ArticleRecord, after: ArticleRecord) -> Edit:
    """What a version changed against an earlier one."""
    found = hunks(before.article, after.article)
    old, new = (sorted(chain.from_iterable(side)) for side in ([h.before for h in found], [h.after for h in found]))
    alike = before.extractor == after.extractor
    sides = ((before, None if alike else old), (after, None if alike else new))
    figures, claims = ([Counter(told(record, where)) for record, where in sides] for told in (_figures, _claims))
    return Edit(
        removed=len(old),
        added=len(new),
        headline=_words(before.article.title) != _words(after.article.title),
        figures=figures[0] != figures[1],
        claims=claims[0] != claims[1],
    )


def is_edited(before: Article, after: Article) -> bool:
    """Whether an article says something else than it did: headline, by-line, date or text.

    What was discarded does not count: menus and lists of other articles differ each time a page is fetched.
    """
    told = [(_words(a.title), _words(a.author), a.published, _words(a.body)) for a in (before, after)]
    return told[0] != told[1]


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _figures(record: ArticleRecord, where: Sequence[Span] | None) -> Iterator[Hashable]:
    for event in record.events:
        for figure in event.quantities:
            if _lies_in(figure.span, where):
                yield (
                    figure.what,
                    figure.value,
                    figure.modifier,
                    figure.unit,
                    figure.span.text if figure.value is None else None,
                )


def _claims(record: ArticleRecord, where: Sequence[Span] | None) -> Iterator[Hashable]:
    """What relations and events say, with names in the place of ids, which are numbered anew in each version."""
    name = {entity.id: entity.name for entity in record.entities}

    def called(entity: str | None, text: str | None) -> str | None:
        return text if entity is None else name.get(entity, entity)

    facts: Iterable[RelationMention | EventMention] = (*record.relations, *record.events)
    for fact in facts:
        if not _lies_in(fact.evidence, where):
            continue
        source = called(fact.attribution.entity, fact.attribution.text) if fact.attribution else None
        told: tuple[Hashable, ...]
        if isinstance(fact, RelationMention):
            told = (called(fact.subject, None), fact.predicate, called(fact.object, fact.value))
        else:
            fillers = ((one.role, called(one.entity, one.span.text if one.span else "")) for one in fact.arguments)
            roles = Counter((role, _without(words or "", fact.quantities)) for role, words in fillers)
            told = (fact.type, frozenset(roles.items()), fact.time.moment if fact.time else None)
        yield *told, source, fact.factuality


def _without(words: str, figures: Sequence[Quantity]) -> str:
    """What fills a role ("three people") without figures in it, which are compared by themselves."""
    for figure in figures:
        words = re.sub(rf"\b{re.escape(figure.span.text)}\b", "", words)
    return _words(words)


def _lies_in(span: Span, where: Sequence[Span] | None) -> bool:
    """Whether a span shares a character with one of some sentences, which are sorted; of all texts where None."""
    if where is None:
        return True
    last = bisect_right(where, span.end - 1, key=lambda one: one.start) - 1
    return last >= 0 and where[last].end > span.start
