"""Triggers: the words that evoke events, found by the lexicon in a parsed article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract import labels
from kg.extract.clauses import Frame, conjuncts, frame_of, is_passive
from kg.model import Layers
from kg.schema.lexicon import Condition, Entry, Lexicon

__all__ = ["Refused", "Trigger", "find_triggers"]

_VERBAL = frozenset({"VERB", "AUX", "ADJ"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_REACH = 4
"""How many tokens a phrase's further words may stand apart; 3 to 6 changed nothing on a hundred annotated articles."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A wording that evokes an event: the entry that says so, its tokens, and the grammar around it."""

    entry: Entry
    token: Token
    end: int
    frame: Frame

    @property
    def rule(self) -> str:
        """The name of entry and construction."""
        return f"{self.entry.name}#{self.frame.construction}"


Refused = list[tuple[Token, Entry, str]]
"""Candidates that were refused: the token, the entry, and the condition that did not hold."""


def find_triggers(doc: Doc, lexicon: Lexicon, layers: Layers, refused: Refused | None = None) -> Iterator[Trigger]:
    """Every trigger of the article in order: at most one a token, the most certain entry whose conditions hold.

    `refused` collects the candidates whose conditions do not.
    """
    types = {entity.id: entity.type for entity in layers.entities}
    named = _tokens_of_names(doc) | {i for time in layers.times for i in range(time.first, time.last)}
    end = -1
    for token in doc:
        if token.i < end or token.i in named or token.is_space:
            continue
        frame: Frame | None = None
        for entry in sorted(_entries_at(token, lexicon), key=lambda e: (-len(e.words), -e.confidence, e.type)):
            last = _match_words(token, entry)
            if last is None:
                continue
            frame = frame or frame_of(token)
            refusal = _refusal(entry.condition, frame, layers, types)
            if refusal is None:
                yield Trigger(entry, token, last, frame)
                end = last if last - token.i <= 2 else token.i + 1
                break
            if refused is not None:
                refused.append((token, entry, refusal))


def _tokens_of_names(doc: Doc) -> set[int]:
    """Tokens inside names: "the Clash", "Strike Force" evoke nothing; dates and numbers do not count."""
    return {
        token.i for span in doc.ents if span.label_ not in ("DATE", "NUMBER", "EVENT", "NORP", "MISC") for token in span
    }


def _entries_at(token: Token, lexicon: Lexicon) -> Iterator[Entry]:
    entries = next((found for word in _lemmas(token) if (found := lexicon.entries(word))), ())
    for entry in entries:
        if (
            (entry.kind in ("verb", "phrase") and token.pos_ in _VERBAL and not _is_supporting(token))
            or (entry.kind in ("noun", "nominal") and token.pos_ in _NOMINAL)
            or (entry.kind == "adjective" and token.pos_ in ("ADJ", "VERB", "NOUN"))
        ):
            yield entry


def _lemmas(token: Token) -> Iterator[str]:
    """The token's lemma, then what it may be where the lemmatizer guessed an unknown word wrongly."""
    lemma = token.lemma_.lower()
    yield lemma
    if token.tag_ in ("NNS", "NNPS") and lemma.endswith("s"):
        yield lemma[:-1]
    if token.tag_ in ("VBD", "VBN", "VBG", "VBZ"):
        yield lemma + "e"
        yield lemma.removesuffix("e")
    yield token.lower_


def _is_supporting(token: Token) -> bool:
    return token.dep_ in labels.AUXILIARY or token.dep_ in labels.COPULA


def _match_words(token: Token, entry: Entry) -> int | None:
    """The token after the last word of the entry, where all its words are there in order; None otherwise."""
    at = token.i
    if entry.kind == "verb" and any(child.dep_ in labels.PARTICLE for child in token.children):
        return None  # "take over" is not "take"; phrases name their particle
    end = token.sent.end if len(entry.words) > 1 else at
    for word in entry.words[1:]:
        for candidate in token.doc[at + 1 : at + 1 + _REACH]:
            if candidate.i >= end:
                return None
            if candidate.lower_ == word or candidate.lemma_.lower() == word:
                at = candidate.i
                break
        else:
            return None
    return at + 1


def _refusal(condition: Condition, frame: Frame, layers: Layers, types: Mapping[str, str]) -> str | None:
    """Which condition of an entry does not hold, in words; None where all do."""
    trigger = frame.trigger
    if condition.passive is not None and is_passive(trigger) != condition.passive:
        return "passive voice needed" if condition.passive else "active voice needed"
    if condition.plural and "Plur" not in trigger.morph.get("Number", []):
        return "plural needed"
    if condition.has_clause and not frame.get("clause"):
        return "a clause needed"
    if condition.has and not any(frame.get(function) for function in condition.has):
        return f"one of {_listed(condition.has)} needed"
    if any(frame.get(function) for function in condition.has_not):
        return f"must not have {_listed(condition.has_not)}"
    if condition.near and not _near(trigger, condition.near):
        return f"none of {_listed(condition.near)} near"
    if condition.near_not and _near(trigger, condition.near_not):
        return f"one of {_listed(condition.near_not)} near"
    for function, allowed in condition.slots.items():
        if not any(_is_one_of(filler, allowed, layers, types) for filler in frame.get(function)):
            return f"{function} must be one of {_listed(allowed)}"
    for function, refused in condition.slots_not.items():
        if any(_is_one_of(filler, refused, layers, types) for filler in frame.get(function)):
            return f"{function} must not be one of {_listed(refused)}"
    return None


def _listed(words: frozenset[str], most: int = 6) -> str:
    shown = sorted(words)[:most]
    return ", ".join(shown) + (", …" if len(words) > most else "")


def _near(trigger: Token, words: frozenset[str]) -> bool:
    """Whether one of the words modifies the trigger, or stands within four tokens of it."""
    sentence = trigger.sent
    first, last = max(sentence.start, trigger.i - 4), min(sentence.end, trigger.i + 5)
    around = [*trigger.doc[first:last], *trigger.children, trigger.head]
    return any(token.lemma_.lower() in words or token.lower_ in words for token in around if token.i != trigger.i)


def _is_one_of(filler: Token, allowed: frozenset[str], layers: Layers, types: Mapping[str, str]) -> bool:
    for token in conjuncts(filler):
        entity = layers.by_head.get(token.i)
        if entity is not None and types.get(entity) in allowed:
            return True
        if any(word in allowed for word in _lemmas(token)):
            return True
        if token.pos_ == "NUM" and "people" in allowed:
            return True  # "seven were arrested": the people counted are left out
        if any(child.lemma_.lower() in allowed for child in token.children if child.dep_ in ("compound", "amod")):
            return True
    return False
