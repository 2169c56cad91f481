"""Who vouches for an event: the nearest responsible source, found outwards from the trigger.

Sources stand over the clause ("police said that …"), after or within it ("…, police said, …"), beside it ("according
to police", "by the army's account"), around a quote, or in the sentence before ("He added"). Of a chain ("X, with
reference to Y, reported") the innermost vouches.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract import labels
from kg.extract.clauses import conjuncts, frame_of, preposition
from kg.extract.phrases import entity_of, noun_phrase
from kg.model import Attribution, Layers, Span, text_of
from kg.schema.words import StatusWords, load_syntax_words

__all__ = ["author_of", "find_attribution"]

_CLAUSAL = labels.COMPLEMENT | {"parataxis", "csubj", "dep"}
_BACKGROUND_MARKS = frozenset({"after", "before", "since", "when", "until", "once", "following"})
_CITING_CLAUSE = labels.ADVERBIAL | labels.CLAUSE | labels.OPEN_COMPLEMENT | {"dep", "case"}
_INSERTED = frozenset({"parataxis", "advcl", "ccomp", "dep"}) | labels.RELATIVE
_FALLEN = frozenset({"dead", "wounded", "injured", "missing"})
_TAIL = 5
"""Words that may follow the speech verb which closes a sentence."""
_SHORT = 18
"""Tokens of a sentence that only names the source of the one before it."""
_LINES_BACK = 4
"""Paragraphs that one quote may go on for without naming who speaks."""


def find_attribution(trigger: Token, words: StatusWords, layers: Layers) -> Attribution | None:
    """The nearest responsible source of what the trigger's clause says; None where the outlet itself says it."""
    source = _source(trigger, words, layers)
    if source is None or source.i == trigger.i or (trigger in source.subtree and source in trigger.ancestors):
        return None
    source = author_of(source, words)
    entity = entity_of(source, layers)
    if entity is None and source.pos_ == "PRON":
        source = _speaker_before(source, words) or source
        entity = entity_of(source, layers)
    if entity is None and source.pos_ in ("PRON", "NUM", "DET"):
        return None
    return Attribution(entity, None if entity else _phrase(source))


def _source(trigger: Token, words: StatusWords, layers: Layers) -> Token | None:
    """From the trigger outwards, then by the quote it stands in, then by what frames or follows the sentence."""
    node = trigger
    background = False
    for governor in _upwards(trigger):
        found = _beside(node, words, after=trigger.i)
        if found is None and governor is not None:
            found = _over(node, governor, words)
        if found is not None:
            return found
        if governor is None or _is_background(node):
            background = governor is not None
            break
        node = governor
    quoted = _quoted_speaker(trigger, words, layers)
    if quoted is not None or background:
        return quoted
    return _framing_source(trigger, words) or _following_speaker(trigger, words)


def _upwards(token: Token) -> Iterator[Token | None]:
    """The governors of a token, and None for what is over the last one."""
    yield from token.ancestors
    yield None


def _is_background(node: Token) -> bool:
    """Whether a phrase tells what went before rather than what is vouched for: "…, a day after X had left"."""
    if node.dep_ in labels.RELATIVE:
        return True
    if node.dep_ in labels.OBLIQUE | labels.MODIFIER:
        return preposition(node) in _BACKGROUND_MARKS
    return node.dep_ in labels.ADVERBIAL | labels.CLAUSE and any(
        child.dep_ == "mark" and child.lower_ in _BACKGROUND_MARKS for child in node.children
    )


def _beside(node: Token, words: StatusWords, *, after: int) -> Token | None:
    """A source that hangs on the clause of `node`: "according to X", "citing X", "…, X said"."""
    inserted = (inner for child in node.children if child.dep_ in labels.SUBJECT for inner in child.children)
    for inner in inserted:
        opening = {node.doc[inner.left_edge.i - 1].text, inner.left_edge.text}
        if inner.dep_ in labels.RELATIVE and inner.i < after and "," in opening:
            found = _appended(inner, words)
            if found is not None:
                return found
    for child in node.children:
        found = _cited(child, words) or (_appended(child, words) if child.i > after else None)
        if found is None:
            continue
        between = node.doc[min(child.i, after) : max(child.i, after)]
        if not any(token.text == ";" for token in between):
            return found
    return None


def _cited(child: Token, words: StatusWords) -> Token | None:
    """The source in "according to X", "citing X", "with reference to X", "by X's account"."""
    if child.dep_ in labels.OBLIQUE | labels.MODIFIER:
        by = preposition(child)
        if by in words.by_preposition:
            return child
        if child.lemma_.lower() in words.referring:
            inside = next((inner for inner in child.children if inner.dep_ in labels.MODIFIER), None)
            return inside or _next_oblique(child)
        if child.lemma_.lower() in words.accounts and by in ("by", "in", "on", "at"):
            owners = labels.POSSESSOR | {"compound"}
            return next((inner for inner in child.children if inner.dep_ in owners and not inner.is_punct), None)
    if child.lemma_.lower() in words.citing and child.dep_ in _CITING_CLAUSE and child.tag_ == "VBG":
        return next((inner for inner in child.children if inner.dep_ in labels.OBJECT | labels.OBLIQUE), None)
    if child.lower_ == "according":
        return next((inner for inner in child.children if inner.dep_ in labels.OBLIQUE | labels.MODIFIER), None)
    return None


def _next_oblique(child: Token) -> Token | None:
    """What "with reference" refers to, where the parse hangs it beside: "… to the hospital"."""
    siblings = (token for token in child.head.children if token.dep_ in labels.OBLIQUE and token.i > child.i)
    return next((token for token in siblings if preposition(token) == "to"), None)


def _appended(child: Token, words: StatusWords) -> Token | None:
    """The subject of a speech verb set after or within the clause, with nothing of its own to say: "…, police said"."""
    if child.dep_ not in _INSERTED or child.lemma_.lower() not in words.speech:
        return None
    if any(inner.dep_ == "mark" and inner.lower_ not in ("as",) for inner in child.children):
        return None
    told = [c for c in child.children if c.dep_ in labels.COMPLEMENT | labels.OBJECT and c.i > child.i]
    subject = _own_subject(child)
    if subject is not None and subject.i == child.head.i:
        return None  # "rebels, who said …"
    if subject is None:
        return _inverted(child) if child.dep_ != "ccomp" else None
    return _of_chain(child, subject, words) if not told else None


def _inverted(verb: Token) -> Token | None:
    """The subject after its verb, taken for an object by the parse: "…, informed the minister"."""
    if verb.tag_ not in ("VBD", "VBZ"):
        return None
    return next((child for child in verb.children if child.dep_ in labels.OBJECT and child.i > verb.i), None)


def _over(node: Token, governor: Token, words: StatusWords) -> Token | None:
    """The subject of a speech verb whose clause, or whose figure, `node` is."""
    lemma = governor.lemma_.lower()
    if node.dep_ in _CLAUSAL | labels.OPEN_COMPLEMENT and (lemma in words.speech or lemma in words.denying):
        if node.dep_ in {"parataxis", "dep"} and node.i < governor.i:
            return None
        speaker = _speaker(governor)
        return _of_chain(governor, speaker, words) if speaker is not None else None
    if node.dep_ in labels.OBJECT | labels.OBLIQUE and lemma in words.figure_verbs and _is_counted(node):
        return _own_subject(governor)
    return None


def _is_counted(noun: Token) -> bool:
    """Whether a noun carries a figure: "two dead", "the number of dead", "the toll"."""
    if noun.lemma_.lower() in load_syntax_words().tally_nouns or noun.pos_ == "NUM" or noun.lower_ in _FALLEN:
        return True
    return any(
        child.dep_ == "nummod" or child.pos_ == "NUM" or child.lower_ in ("no", "dozens") for child in noun.children
    )


def _of_chain(verb: Token, speaker: Token, words: StatusWords) -> Token:
    """Whom the speaker cites, where he does: "the agency, with reference to the office, reported"."""
    for holder in (verb, speaker):
        for child in holder.children:
            cited = _cited(child, words)
            stands_after = cited is not None and cited.i > verb.i
            if cited is None or cited.i == speaker.i:
                continue
            if stands_after or not preposition(cited).startswith("according"):
                return cited
    return speaker


def _framing_source(trigger: Token, words: StatusWords) -> Token | None:
    """The source in "According to X, …" and "…, according to X" of the trigger's part of the sentence."""
    doc, first, last, sentence = trigger.doc, trigger.i, trigger.i, trigger.sent
    begin, end = sentence.start, sentence.end
    while first > begin and doc[first - 1].text != ";":
        first -= 1
    while last < end and doc[last].text != ";":
        last += 1
    stands = [token for token in doc[first:last] if token.lower_ == "according"]
    if len(stands) != 1 or not (stands[0].i <= first + 1 or stands[0].nbor(-1).text == ","):
        return None
    inside = list(stands[0].head.subtree)
    source = (
        stands[0].head
        if stands[0].dep_ in labels.CASE
        else next((child for child in stands[0].children if child.dep_ in labels.OBLIQUE | labels.MODIFIER), None)
    )
    return source if trigger not in inside or source is None or trigger not in source.subtree else None


def _following_speaker(trigger: Token, words: StatusWords) -> Token | None:
    """The speaker in a short sentence of its own after a comma: "…, nine of them badly, / the sheriff said."."""
    doc, end = trigger.doc, trigger.sent.end
    last = end - 1
    while last > trigger.i and doc[last].is_space:
        last -= 1
    if end >= len(doc) or doc[last].text != ",":
        return None
    following = doc[end].sent
    if len(following) > _SHORT:
        return None
    verbs = (token for token in following if token.pos_ == "VERB" and token.lemma_.lower() in words.speech)
    return next((speaker for verb in verbs if (speaker := _own_subject(verb)) is not None), None)


def _quoted_speaker(trigger: Token, words: StatusWords, layers: Layers) -> Token | None:
    """Who speaks the quote that the trigger stands in: the speech verb nearest to it in its paragraph.

    A quote that fills its paragraph belongs to whoever speaks in a paragraph before.
    """
    quote = next((q for q in layers.quotes if q.first <= trigger.i < q.last and q.kind in ("speech", "fragment")), None)
    if quote is None:
        return None
    doc = trigger.doc
    first, last = _paragraph(doc, quote.first, quote.last)
    found = _nearest_speaker(doc, first, last, quote.first, quote.last, words)
    if found is not None or first != quote.first:
        return found
    for _ in range(_LINES_BACK):
        end = first - 1
        while end > 0 and doc[end].is_space:
            end -= 1
        if end <= 0:
            return None
        first, last = _paragraph(doc, end, end + 1)
        found = _nearest_speaker(doc, first, last, last, last, words)
        if found is not None:
            return found
        if not any(q.first <= first < q.last for q in layers.quotes):
            return None
    return None


def _paragraph(doc: Doc, first: int, last: int) -> tuple[int, int]:
    while first > 0 and "\n" not in doc[first - 1].text:
        first -= 1
    while last < len(doc) and "\n" not in doc[last].text:
        last += 1
    return first, last


def _nearest_speaker(doc: Doc, first: int, last: int, start: int, end: int, words: StatusWords) -> Token | None:
    """The speaker of the speech verb nearest to the tokens from `start` to `end`, inside of `first` to `last`."""
    outside = [*range(end, last), *range(start - 1, first - 1, -1)]
    for i in sorted(outside, key=lambda i: min(abs(i - start), abs(i - end))):
        if doc[i].lemma_.lower() in words.speech and doc[i].pos_ == "VERB":
            speaker = _own_subject(doc[i]) or _inverted(doc[i])
            if speaker is not None:
                return speaker
    return None


def _speaker_before(pronoun: Token, words: StatusWords) -> Token | None:
    """Who spoke in the sentence before, for a pronoun that nobody resolved: "She added that …"."""
    start = pronoun.sent.start
    if start == 0 or "\n" in pronoun.doc[start - 1].text:
        return None
    before = pronoun.doc[start - 1].sent
    verbs = [token for token in before if token.pos_ == "VERB" and token.lemma_.lower() in words.speech]
    speakers = (_own_subject(verb) for verb in verbs)
    return next((speaker for speaker in speakers if speaker is not None and speaker.pos_ != "PRON"), None)


def _speaker(verb: Token) -> Token | None:
    """The subject of a verb, its own or one it shares."""
    frame = frame_of(verb)
    return next((token for token in frame.get("subject") if token.tag_ not in ("WDT", "WP", "EX")), None)


def _own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself, or what its relative pronoun stands for; none of a passive."""
    if any(child.dep_ == "aux:pass" for child in verb.children):
        return None
    for child in verb.children:
        if child.dep_ in labels.SUBJECT and child.lower_ != "one" and child.tag_ != "EX":
            if child.tag_ not in ("WDT", "WP"):
                return child
            return verb.head if verb.dep_ in labels.RELATIVE else None
    return None


def author_of(source: Token, words: StatusWords) -> Token:
    """Who stands behind a thing that speaks: "a tally by the agency", "its statement", "a list kept by X"."""
    if source.lemma_.lower() not in words.relay:
        return source
    made = (inner for child in source.children if child.dep_ in labels.CLAUSE for inner in child.children)
    for child in (*source.children, *(inner for inner in made if preposition(inner) == "by")):
        if child.dep_ in labels.POSSESSOR or (
            child.dep_ in labels.MODIFIER | labels.OBLIQUE and preposition(child) in ("by", "of", "from")
        ):
            return child
    return source


def _phrase(source: Token) -> str:
    """The words for a source without a name, with those it shares the speaking with: "hospital and police sources"."""
    last = max((token for token in conjuncts(source)), key=lambda token: token.i)
    if last.i == source.i or last.i - source.i > _TAIL:
        return noun_phrase(source).text
    return Span.of(text_of(source.doc), noun_phrase(source).start, last.idx + len(last)).text
