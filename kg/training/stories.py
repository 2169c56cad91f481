"""Annotated articles as the event graph is learned from them: a parsed text with triggers, arcs, mentions, relations.

A fact names entities, whose mentions stand in many places. For each trigger, the mention in its sentence that is
nearest is the filler to find, and the other mentions of that entity are not counted as wrong.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.annotate.encoder.words import words_of
from kg.annotate.graph.parsed import Parsed, head_of, parsed_of
from kg.training.corpora import CorpusError, Sentence, read_lines

__all__ = ["Arc", "Filler", "Mentioned", "Relation", "Story", "Trigger", "read_stories", "story_of", "treebank_stories"]


@dataclass(frozen=True, slots=True)
class Arc:
    """A filler of a trigger's role, time, quantity or source: words `start` to `end` with their head."""

    label: str
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role (or is source, time, quantity) of event `event`: an entity's mentions, or one phrase.

    `spans` are start, end and head of each place that counts; `entity` is None for a phrase.
    """

    event: int
    label: str
    entity: str | None
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name event `event` of the story; `main` for its first. `masked` (label, word) are not judged.

    A further mention of an event does not repeat its fillers: only the words in `judged` count as no filler there.
    """

    start: int
    end: int
    head: int
    type: str
    factuality: str
    event: int
    main: bool
    arcs: tuple[Arc, ...]
    masked: frozenset[tuple[str, int]]
    judged: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words that refer to an entity of the story."""

    start: int
    end: int
    head: int
    type: str
    entity: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation: from all head words of the subject's mentions to those of the object's (or the value's).

    `pair` is where it is stated: head of a subject mention, and words and head of the object; None if unsure.
    """

    predicate: str
    subject: str
    object: str | None
    value: str | None
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    pair: tuple[int, int, int, int] | None


@dataclass(frozen=True, slots=True)
class Story:
    """A parsed text and what is annotated of it; `places` are the words' characters.

    `eventful`: all its events are annotated. `clusters` names the entity of a head word, for links only.
    """

    id: str
    text: str
    parsed: Parsed
    new_line: Sequence[bool]
    places: Sequence[tuple[int, int]]
    triggers: tuple[Trigger, ...] = ()
    mentions: tuple[Mentioned, ...] = ()
    relations: tuple[Relation, ...] = ()
    fillers: tuple[Filler, ...] = ()
    clusters: Mapping[int, str] | None = None
    eventful: bool = True
    noted: bool = True


def read_stories(path: Path, nlp: Language, wanted: Callable[[str], bool]) -> Iterator[Story]:
    """Stories of the article records in `path`, one a line, whose id is `wanted`; raises CorpusError."""
    for number, line in read_lines(path):
        try:
            record = json.loads(line)
            if wanted(str(record["article"]["id"])):
                yield story_of(record, nlp)
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path}:{number}: not an article record: {error!r}") from error


def story_of(record: Mapping[str, Any], nlp: Language) -> Story:
    """One article record, parsed by `nlp`."""
    text, identity = str(record["article"]["text"]), str(record["article"]["id"])
    doc = nlp(text)
    words = words_of(doc)
    parsed = parsed_of(doc, words)
    places = [(doc[token].idx, doc[token].idx + len(doc[token])) for token in words.tokens]
    locate = _Locator(places, parsed)
    mentions = {
        str(entity["id"]): [
            Mentioned(*found, entity["type"], entity["id"])
            for mention in entity["mentions"]
            if (found := locate(mention["start"], mention["end"]))
        ]
        for entity in record["entities"]
    }
    triggers = [
        trigger
        for number, event in enumerate(record["events"])
        for trigger in _triggers(number, event, mentions, parsed, locate)
    ]
    taken: dict[tuple[int, int], Trigger] = {}
    for trigger in sorted(triggers, key=lambda trigger: not trigger.main):
        taken.setdefault((trigger.start, trigger.end), trigger)
    return Story(
        identity,
        text,
        parsed,
        words.new_line,
        places,
        tuple(sorted(taken.values(), key=lambda trigger: (trigger.start, trigger.end))),
        tuple(sorted((m for of in mentions.values() for m in of), key=lambda m: (m.start, -m.end, m.entity))),
        tuple(_relation(relation, mentions, text, locate) for relation in record["relations"]),
        tuple(
            Filler(number, label, entity, tuple(spans))
            for number, event in enumerate(record["events"])
            for label, entity, spans in _fillers(event, mentions, locate)
        ),
        eventful=not identity.startswith("gum_"),
    )


class _Locator:
    """Characters to words."""

    def __init__(self, places: Sequence[tuple[int, int]], parsed: Parsed) -> None:
        self._places, self._parsed = places, parsed

    def __call__(self, start: int, end: int) -> tuple[int, int, int] | None:
        inside = [at for at, (first, last) in enumerate(self._places) if first < end and last > start]
        if not inside:
            return None
        return inside[0], inside[-1] + 1, head_of(self._parsed, inside[0], inside[-1] + 1)


Spans = list[tuple[int, int, int]]


def _fillers(event: Mapping[str, Any], mentions: Mapping[str, list[Mentioned]], locate: _Locator) -> Iterator[Any]:
    """Label, entity and possible places of each filler."""
    asked = [(role["role"], role) for role in event["roles"]]
    if event["attribution"]:
        asked.append(("source", event["attribution"]))
    if event["time"]:
        asked.append(("time", event["time"]))
    asked += [("quantity", quantity) for quantity in event["quantities"]]
    for label, filler in asked:
        entity = filler.get("entity")
        if entity:
            yield label, entity, [(m.start, m.end, m.head) for m in mentions.get(entity, ())]
        elif "start" in filler and (found := locate(filler["start"], filler["end"])):
            yield label, None, [found]


def _triggers(
    number: int, event: Mapping[str, Any], mentions: Mapping[str, list[Mentioned]], parsed: Parsed, locate: _Locator
) -> list[Trigger]:
    fillers = list(_fillers(event, mentions, locate))
    named = {entity for _, entity, _ in fillers if entity}
    others = frozenset(m.head for entity, of in mentions.items() if entity not in named for m in of)
    masked = frozenset((label, head) for label, _, spans in fillers for _, _, head in spans)
    triggers = []
    for main, place in [(True, event["trigger"]), *((False, also) for also in event["also_triggers"])]:
        found = locate(place["start"], place["end"])
        if found is None:
            continue
        head = found[2]
        arcs = []
        for label, _, spans in fillers:
            inside = [span for span in spans if parsed.sentence[span[2]] == parsed.sentence[head]]
            if inside:
                arcs.append(Arc(label, *min(inside, key=lambda span: abs(span[2] - head))))
        judged = None if main else others
        factuality = event["factuality"]
        triggers.append(Trigger(*found, event["type"], factuality, number, main, tuple(arcs), masked, judged))
    return triggers


def _relation(
    relation: Mapping[str, Any], mentions: Mapping[str, list[Mentioned]], text: str, locate: _Locator
) -> Relation:
    subjects = mentions.get(relation["subject"], [])
    evidence, value = relation["evidence"], relation["value"]
    objects: Spans = [(m.start, m.end, m.head) for m in mentions.get(relation["object"] or "", ())]
    if value:
        at = text.lower().find(value.lower(), evidence["start"], evidence["end"])
        found = locate(at, at + len(value)) if at >= 0 else None
        objects = [found] if found else []
    support, sentence = locate(**_range(relation["support"])), locate(**_range(evidence))
    best: tuple[int, int, tuple[int, int, int]] | None = None
    for subject in subjects:
        for target in objects:
            if subject.head == target[2] and not value:
                continue
            cost = abs(subject.head - target[2])
            for word in (subject.head, target[2]):
                cost += 0 if _within(word, support) else 20 if _within(word, sentence) else 200
            if best is None or cost < best[0]:
                best = (cost, subject.head, target)
    return Relation(
        relation["predicate"],
        relation["subject"],
        relation["object"],
        value,
        tuple(m.head for m in subjects),
        tuple(span[2] for span in objects),
        (best[1], *best[2]) if best and best[0] < 150 else None,
    )


def _range(place: Mapping[str, Any]) -> dict[str, int]:
    return {"start": int(place["start"]), "end": int(place["end"])}


def _within(word: int, span: tuple[int, int, int] | None) -> bool:
    return span is not None and span[0] <= word < span[1]


def treebank_stories(documents: Iterable[Sequence[Sentence]]) -> Iterator[Story]:
    """Documents of a treebank whose entities are annotated, to learn links between mentions from."""
    for document in documents:
        entities = [row for sentence in document for row in sentence.entities or ("",) * len(sentence.words)]
        if not any(entities):
            continue
        columns: dict[str, list[Any]] = {name: [] for name in ("words", "lemmas", "upos", "xpos", "relations")}
        heads: list[int] = []
        numbers: list[int] = []
        lines: list[bool] = []
        for number, sentence in enumerate(document):
            if sentence.tree is None:
                raise CorpusError(f"{sentence.document}: a sentence of a treebank without a tree")
            base = len(heads)
            heads += [base + (head - 1 if head else at) for at, head in enumerate(sentence.tree.heads)]
            numbers += [number] * len(sentence.words)
            lines += [sentence.paragraph, *(False,) * (len(sentence.words) - 1)]
            columns["words"] += sentence.words
            columns["lemmas"] += [lemma.lower() for lemma in sentence.tree.lemmas]
            for name in ("upos", "xpos", "relations"):
                columns[name] += getattr(sentence.tree, name)
        parsed = Parsed(heads=heads, sentence=numbers, **columns)
        clusters: dict[int, str] = {}
        for start, end, entity in _entity_spans(entities):
            clusters.setdefault(head_of(parsed, start, end), entity)
        yield Story(document[0].document, "", parsed, lines, (), clusters=clusters, eventful=False, noted=False)


def _entity_spans(column: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Spans of the bracket notation `(1-person-…(2-place)…1)`, innermost first where they end together."""
    open_at: dict[str, list[int]] = {}
    for at, cell in enumerate(column):
        marks = [0, *(i for i in range(1, len(cell)) if cell[i] == "(" or cell[i - 1] == ")"), len(cell)]
        for begin, end in pairwise(marks):
            mark = cell[begin:end]
            entity = mark.strip("()").partition("-")[0].partition("[")[0]
            if mark.startswith("("):
                open_at.setdefault(entity, []).append(at)
            if mark.endswith(")") and open_at.get(entity):
                yield open_at[entity].pop(), at + 1, entity
