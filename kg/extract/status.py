"""Who vouches for an event, and whether it is said to have happened: attribution and factuality of a trigger."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.clauses import Frame, frame_of, preposition
from kg.extract.phrases import noun_phrase
from kg.model import Attribution, Factuality, Layers
from kg.schema.words import StatusWords

__all__ = ["find_attribution", "find_factuality"]

_CLAUSAL = labels.COMPLEMENT | {"parataxis", "csubj", "dep", "ccomp"}


def find_attribution(trigger: Token, words: StatusWords, layers: Layers) -> Attribution | None:
    """The nearest responsible source of what the trigger's clause says; None where the outlet itself says it."""
    source = (
        _cited(trigger, words)
        or _governing_speaker(trigger, words)
        or _appended_speaker(trigger, words)
        or _quoted_speaker(trigger, words, layers)
        or _closing_speaker(trigger, words)
    )
    if source is None or source.i == trigger.i or trigger in source.subtree:
        return None
    entity = layers.by_head.get(source.i)
    if entity is None and source.pos_ == "PRON":
        return None
    return Attribution(entity, None if entity else noun_phrase(source).text)


def find_factuality(trigger: Token, frame: Frame, words: StatusWords, attributed: bool) -> Factuality:
    """Denied, planned or possible by the words around the trigger; else claimed where a source vouches for it."""
    chain = list(_governors(trigger))
    if _negated(trigger, frame, words) or any(node.lemma_.lower() in words.denying for node in chain[:2]):
        return "denied"
    node = trigger
    for governor in [None, *chain]:
        if governor is not None:
            if governor.lemma_.lower() in words.speech and node.dep_ in _CLAUSAL:
                break
            if node.dep_ in labels.OPEN_COMPLEMENT | labels.COMPLEMENT | {"acl", "csubj"} and (
                governor.lemma_.lower() in words.planning or governor.lemma_.lower() in words.planning_nouns
            ):
                return "planned"
            if governor.lemma_.lower() in words.doubting_verbs:
                return "possible"
            node = governor
        modality = _modality(node, words)
        if modality is not None:
            return modality
    return "claimed" if attributed else "asserted"


def _governors(token: Token) -> Iterator[Token]:
    """The words whose complements, arguments or adverbials the token is in: up to the sentence's root, clause-wise."""
    node = token
    while node.head.i != node.i and node.dep_ not in labels.RELATIVE | labels.CONJUNCT | {"parataxis", "appos"}:
        if node.dep_ in labels.ADVERBIAL and not any(c.dep_ == "mark" and c.lower_ == "to" for c in node.children):
            return
        node = node.head
        yield node


def _cited(trigger: Token, words: StatusWords) -> Token | None:
    """The source in "according to X" and "citing X", on the trigger's clause or on one above it."""
    for node in [trigger, *trigger.ancestors]:
        for child in node.children:
            if child.dep_ in labels.OBLIQUE | labels.MODIFIER and preposition(child) in words.by_preposition:
                return child
            if child.lemma_.lower() in words.citing and child.dep_ in labels.ADVERBIAL | labels.CLAUSE | {"xcomp"}:
                for grandchild in child.children:
                    if grandchild.dep_ in labels.OBJECT:
                        return grandchild
            if child.lower_ == "according":
                for grandchild in child.children:
                    if grandchild.dep_ in labels.OBLIQUE | labels.MODIFIER:
                        return grandchild
    return None


def _governing_speaker(trigger: Token, words: StatusWords) -> Token | None:
    """The subject of the nearest speech verb whose clause holds the trigger."""
    node = trigger
    for governor in trigger.ancestors:
        if node.dep_ in _CLAUSAL | labels.OPEN_COMPLEMENT and governor.lemma_.lower() in words.speech:
            speaker = _speaker(governor)
            if speaker is not None:
                return speaker
        if node.dep_ in labels.OBJECT | labels.OBLIQUE and governor.lemma_.lower() in words.figure_verbs:
            return _speaker(governor)
        node = governor
    return None


def _appended_speaker(trigger: Token, words: StatusWords) -> Token | None:
    """The subject of a speech verb set after the clause: "…, police said"."""
    for node in [trigger, *trigger.ancestors]:
        for child in node.children:
            if child.dep_ in {"parataxis", "advcl"} and child.lemma_.lower() in words.speech and child.i > trigger.i:
                speaker = _speaker(child)
                if speaker is not None:
                    return speaker
    return None


def _closing_speaker(trigger: Token, words: StatusWords) -> Token | None:
    """The subject of the speech verb that closes the sentence, where the parse lost the thread: "…, police said."."""
    for token in reversed(list(trigger.sent)):
        if token.pos_ == "VERB" and token.lemma_.lower() in words.speech:
            tail = [t for t in trigger.doc[token.i + 1 : trigger.sent.end] if not (t.is_punct or t.is_space)]
            comma = any(t.text == "," for t in trigger.doc[trigger.i : token.i])
            if len(tail) <= 4 and comma and token.i > trigger.i and token.dep_ not in labels.RELATIVE:
                return _speaker(token)
            return None
    return None


def _quoted_speaker(trigger: Token, words: StatusWords, layers: Layers) -> Token | None:
    """Who speaks the quote that the trigger stands in: the speech verb nearest to it in its paragraph."""
    quote = next((q for q in layers.quotes if q.first <= trigger.i < q.last and q.kind in ("speech", "fragment")), None)
    if quote is None:
        return None
    doc = trigger.doc
    first, last = quote.first, quote.last
    while first > 0 and "\n" not in doc[first - 1].text:
        first -= 1
    while last < len(doc) and "\n" not in doc[last].text:
        last += 1
    outside = [i for i in (*range(quote.last, last), *range(quote.first - 1, first - 1, -1))]
    for i in sorted(outside, key=lambda i: min(abs(i - quote.first), abs(i - quote.last))):
        if doc[i].lemma_.lower() in words.speech and doc[i].pos_ == "VERB":
            speaker = _speaker(doc[i])
            if speaker is not None:
                return speaker
    return None


def _speaker(verb: Token) -> Token | None:
    frame = frame_of(verb)
    return next((token for token in frame.get("subject") if token.tag_ not in ("WDT", "WP", "EX")), None)


def _negated(trigger: Token, frame: Frame, words: StatusWords) -> bool:
    around = [trigger, *frame.get("subject"), *frame.get("object")]
    if trigger.pos_ in ("NOUN", "PROPN") and frame.construction in ("light", "happening"):
        around.append(trigger.head)
    for token in around:
        for child in token.children:
            if child.lower_ in words.negation and child.dep_ in ("advmod", "det", "neg", "cc:preconj", "mark"):
                return True
        if token.lower_ in ("none", "nobody", "nothing"):
            return True
    return False


def _modality(node: Token, words: StatusWords) -> Factuality | None:
    """What auxiliaries, adverbs and marks of one clause say."""
    for child in node.children:
        lower = child.lower_
        if child.dep_ == "aux" and lower in words.future:
            return "planned"
        if child.dep_ == "aux" and lower in words.conditional:
            return "possible"
        if child.dep_ == "mark" and lower in words.if_marks:
            return "possible"
        if child.dep_ == "mark" and lower == "to" and node.dep_ in labels.ADVERBIAL | labels.CLAUSE:
            return "planned"
        if child.dep_ == "advmod" and lower in words.doubting:
            return "possible"
        if child.dep_ == "amod" and lower in ("planned", "possible", "alleged", "potential", "proposed", "future"):
            return "planned" if lower in ("planned", "proposed", "future") else "possible"
    if node.tag_ == "VB" and any(c.dep_ == "cop" and c.lower_ in ("is", "are", "was", "were") for c in node.children):
        return "planned"
    return None
