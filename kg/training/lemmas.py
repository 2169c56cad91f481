"""Makes the tables of lemmas from treebanks."""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.annotate.encoder.lemmas import LONGEST_ENDING, Lemmas, dropped_by, write_rule
from kg.training.corpora import Sentence

__all__ = ["collect_lemmas", "pack_lemmas"]

Counts = dict[tuple[str, str], Counter[str]]


def collect_lemmas(sentences: Iterable[Sentence], least: int = 2) -> Lemmas:
    """Tables of the most frequent lemma of each word and rule of each ending; rules need `least` different words.

    A rule may only change what lies within its ending ("was" teaches nothing about words in -s). An ending's rule is
    left out where a shorter ending says the same, a word where its ending does.
    """
    words: Counts = defaultdict(Counter)
    endings: Counts = defaultdict(Counter)
    for sentence in sentences:
        if sentence.tree is None:
            continue
        for word, tag, lemma in zip(sentence.words, sentence.tree.xpos, sentence.tree.lemmas, strict=True):
            for form in {word, word.lower()}:
                words[tag, form][lemma] += 1
    for (tag, form), lemmas in words.items():
        lemma = _most_common(lemmas)
        rule, lowered = write_rule(form, lemma), form.lower()
        for length in range(dropped_by(rule), min(LONGEST_ENDING, len(lowered)) + 1):
            endings[tag, lowered[len(lowered) - length :]][rule] += 1
    rules = _needed_rules(endings, least)
    table: dict[str, dict[str, str]] = {}
    by_rules = Lemmas({}, rules)
    for (tag, form), counts in sorted(words.items()):
        lemma = _most_common(counts)
        if by_rules.by_ending(form, tag) != lemma:
            table.setdefault(tag, {})[form] = lemma
    return Lemmas(table, rules)


def _needed_rules(endings: Counts, least: int) -> dict[str, dict[str, str]]:
    needed: dict[str, dict[str, str]] = {}
    for (tag, ending), counts in sorted(endings.items(), key=lambda item: (item[0][0], len(item[0][1]), item[0][1])):
        if ending and counts.total() < least:
            continue
        rules = needed.setdefault(tag, {})
        rule = _most_common(counts)
        shorter = next((rules[ending[cut:]] for cut in range(1, len(ending) + 1) if ending[cut:] in rules), None)
        if rule != shorter:
            rules[ending] = rule
    return needed


def _most_common(counts: Counter[str]) -> str:
    return min(counts, key=lambda value: (-counts[value], value))


def pack_lemmas(lemmas: Lemmas) -> bytes:
    """The tables as gzipped JSON, the same bytes for the same tables."""
    tables = {"words": lemmas.words, "endings": lemmas.endings}
    return gzip.compress(json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
