"""Names from annotated news articles (article records, one a line), as far as the articles say.

Their notes mark every mention of persons, organizations and places, but no dates, figures or demonyms. So a mention
that is written as a proper name gets its label, ordinary words in lower case are no names, and all else stays unknown.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.annotate.encoder.repair import NameRepair
from kg.training.corpora import CorpusError, Sentence, Tree, read_lines

__all__ = ["held_back", "read_articles", "set_aside"]

LABELS = {"Person": "PERSON", "Organization": "ORG", "Place": "LOC", "Facility": "LOC", "Event": "EVENT"}
INNER = frozenset(
    "of the de la le du da do dos del di van von der den bin ibn ag al el and for on in y e & ' - . '".split()
)
TIMED = frozenset(
    (
        "may today yesterday tomorrow tonight morning afternoon evening night noon midnight week weeks weekend "
        "month months year years day days hour hours minute minutes century decade decades spring summer "
        "autumn winter ago last next past early late since half dozen dozens hundred hundreds thousand "
        "thousands million millions billion billions percent per cent first second third fourth fifth twice "
        "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty "
        "seventy eighty ninety "
    ).split()
)


def held_back(article: str) -> bool:
    """Whether the article of that id is kept for reporting: about one in eight."""
    return _digest(article)[0] in "01"


def set_aside(article: str) -> bool:
    """Whether the article of that id is kept to calibrate scores and choose thresholds on: about one in 32."""
    return _digest(article)[:2] in ("20", "21", "22", "23", "24", "25", "26", "27")


def _digest(article: str) -> str:
    return hashlib.sha1(article.encode(), usedforsecurity=False).hexdigest()


def read_articles(path: Path, nlp: Language, *, held: bool = False, parsed: bool = False) -> Iterator[Sentence]:
    """Lines, with name tags, of the articles to train on or (`held`) to report on; their sentences are not known.

    `parsed`: as sentences, with the trees that `nlp` reads. Articles whose id begins with `gum_` are treebank texts
    that other corpora hold, and are left out.
    """
    for number, line in read_lines(path):
        try:
            record = json.loads(line)
            identity, text = str(record["article"]["id"]), str(record["article"]["text"])
            entities = record["entities"]
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path}:{number}: not an article record: {error!r}") from error
        if held_back(identity) == held and not identity.startswith("gum_"):
            yield from _lines(identity, text, _marks(text, entities), nlp, parsed=parsed)


def _marks(text: str, entities: Sequence[Mapping[str, Any]]) -> list[tuple[int, int, str]]:
    """Start, end and label of every mention; `-` where it is not surely a name of that label. Longest first."""
    marks = []
    for entity in entities:
        for mention in entity["mentions"]:
            start, end = int(mention["start"]), int(mention["end"])
            label = LABELS.get(entity["type"], "-")
            if mention["kind"] == "pronoun":
                continue
            if entity["type"] == "Place" and not _names_place(text[start:end], str(entity["name"])):
                label = "-"  # a demonym or an adjective
            marks.append((start, end, label))
    return sorted(marks, key=lambda mark: (mark[0] - mark[1], mark))


def _names_place(surface: str, name: str) -> bool:
    return not set(surface.lower().split()).isdisjoint(name.lower().split())


def _lines(
    identity: str, text: str, marks: Sequence[tuple[int, int, str]], nlp: Language, *, parsed: bool
) -> Iterator[Sentence]:
    titles = NameRepair.load().titles
    for match in re.finditer(r"[^\n]+", text):
        doc = nlp(match.group()) if parsed else nlp.make_doc(match.group())
        tags = _tags(doc, [(start - match.start(), end - match.start(), label) for start, end, label in marks], titles)
        for span in doc.sents if parsed else [doc[:]]:
            words = [token for token in span if not token.is_space]
            if words:
                yield Sentence(
                    identity,
                    tuple(token.text for token in words),
                    tuple(bool(token.whitespace_) for token in words),
                    paragraph=span.start == 0,
                    bounded=False,
                    names=tuple(tags[token.i] for token in words),
                    tree=_tree(words) if parsed else None,
                    predicted=parsed,
                )


def _tree(words: Sequence[Token]) -> Tree:
    places = {word.i: at for at, word in enumerate(words, 1)}
    return Tree(
        lemmas=tuple(word.lemma_ for word in words),
        upos=tuple(word.pos_ for word in words),
        xpos=tuple(word.tag_ for word in words),
        feats=tuple(str(word.morph) or "_" for word in words),
        heads=tuple(0 if word.head.i == word.i else places[word.head.i] for word in words),
        relations=tuple(word.dep_.lower() for word in words),
    )


def _tags(doc: Doc, marks: Sequence[tuple[int, int, str]], titles: frozenset[str]) -> list[str]:
    tags = [_outside(doc, at) for at in range(len(doc))]
    taken = [False] * len(doc)
    for start, end, label in marks:
        span = doc.char_span(start, end)
        if span is None:
            continue
        begin, stop = span.start, span.end
        while begin < stop and (doc[begin].lower_ in titles or doc[begin].lower_ in ("the", "a")):
            begin += 1
        words = doc[begin:stop]
        if not len(words) or any(taken[begin:stop]):
            continue
        proper = label != "-" and all(word.text[0].isupper() or word.lower_ in INNER for word in words)
        ordinary = len(words) == 1 and label in ("ORG", "EVENT") and _begins(doc, begin)  # "Police said": no telling
        if proper and not ordinary and words[0].text[0].isupper() and words[-1].text[0].isupper():
            tags[begin:stop] = [f"B-{label}", *[f"I-{label}"] * (len(words) - 1)]
            taken[begin:stop] = [True] * len(words)
        elif not all(word.is_lower or word.is_punct for word in words):
            for at in range(begin, stop):
                tags[at] = "O" if doc[at].is_lower and tags[at] == "O" else "-"
    return tags


def _outside(doc: Doc, at: int) -> str:
    word = doc[at]
    if word.is_punct:
        return "O"
    if any(character.isdigit() for character in word.text) or word.lower_ in TIMED:
        return "-"
    return "O" if word.is_lower or (word.is_stop and word.is_title and _begins(doc, at)) else "-"


def _begins(doc: Doc, at: int) -> bool:
    """Whether a word may be capitalized only for where it stands: first, or after punctuation."""
    return at == 0 or doc[at - 1].is_punct or doc[at - 1].is_space
