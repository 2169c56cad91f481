"""What versions of an article differ in."""

from dataclasses import replace

import pytest

from kg.archive import compare, hunks
from kg.archive.edits import sentences
from kg.model import (
    Argument,
    Article,
    ArticleRecord,
    Attribution,
    Discarded,
    Entity,
    EventMention,
    Mention,
    Quantity,
    RelationMention,
    Span,
)


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part), part)


def record(text: str, *, hurt: float | None = None, extractor: str = "x-1", title: str | None = None) -> ArticleRecord:
    """An article in which, where its text has the words, a blast hurts people and Ann Lee leads Acme."""
    ann = Entity("e1", "Person", "Ann Lee", (Mention(span(text, "Ann Lee"), "name"),))
    acme = Entity("e2", "Organization", "Acme", (Mention(span(text, "Acme"), "name"),))
    first = next(one for one in sentences(Article("a", text)) if "leads" in one.text)
    leads = RelationMention("r1", "e1", "leads", "e2", None, first, "rule", Attribution(text="police"))
    events: tuple[EventMention, ...] = ()
    if hurt is not None:
        told = next(one for one in sentences(Article("a", text)) if "blast" in one.text)
        figure = Quantity("injured", hurt, "exact", None, span(text, f"{hurt:g}"))
        fillers = (
            Argument("place", None, span(text, "Karst")),
            Argument("patient", None, span(text, f"{hurt:g} people")),
        )
        events = (EventMention("v1", "Explosion", span(text, "blast"), told, "rule", fillers, None, (figure,)),)
    return ArticleRecord(Article("a", text, title=title), (ann, acme), (leads,), events, extractor)


LEADS = "Ann Lee leads Acme, police said."
BLAST = "A blast in Karst hurt {} people."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One came. Two left.\nThree stayed", ["One came.", "Two left.", "Three stayed"]),
        ("Mr. Smith met J. Doe. He left.", ["Mr. Smith met J. Doe.", "He left."]),
        ('"Go!" she said. “Now.” He went…', ['"Go!" she said.', "“Now.”", "He went…"]),
        ("It fell 1.5 points. 12 rose.", ["It fell 1.5 points.", "12 rose."]),
        ("  \n\n", []),
        ("", []),
    ],
)
def test_sentences_end_with_punctuation_or_the_line(text: str, found: list[str]) -> None:
    spans = sentences(Article("a", text))
    assert [one.text for one in spans] == found
    assert all(text[one.start : one.end] == one.text for one in spans)


def test_what_was_discarded_is_in_no_sentence() -> None:
    text = "One came. Log in. Two left."
    article = Article("a", text, discarded=(Discarded(span(text, "Log in."), "menu"),))
    assert [one.text for one in sentences(article)] == ["One came.", "Two left."]


def test_hunks_have_the_offsets_of_each_text() -> None:
    before, after = "One came. Two left. Four slept.", "One came. Three left. Four slept. Five woke."
    found = hunks(Article("a", before), Article("a", after))
    told = [([one.text for one in hunk.before], [one.text for one in hunk.after]) for hunk in found]
    assert told == [(["Two left."], ["Three left."]), ([], ["Five woke."])]
    assert found[0].before[0] == span(before, "Two left.")
    assert found[1].after[0] == span(after, "Five woke.")


def test_spacing_is_no_difference() -> None:
    assert hunks(Article("a", "One  came. Two left."), Article("a", "One came.\nTwo left.")) == []


def test_long_texts_without_anything_in_common_are_one_hunk() -> None:
    before, after = (" ".join(f"{word} {n} came." for n in range(3_000)) for word in ("One", "Two"))
    (hunk,) = hunks(Article("a", f"First. {before} Last."), Article("a", f"First. {after} Last."))
    assert (len(hunk.before), len(hunk.after)) == (3_000, 3_000)


def test_a_corrected_figure_is_a_change_of_figures_alone() -> None:
    before, after = (record(f"{LEADS} {BLAST.format(n)}", hurt=n) for n in (3, 5))
    edit = compare(before, after)
    assert (edit.removed, edit.added) == (1, 1)
    assert (edit.headline, edit.figures, edit.claims) == (False, True, False)


def test_a_further_event_is_a_change_of_claims() -> None:
    edit = compare(record(LEADS), record(f"{LEADS} {BLAST.format(3)}", hurt=3))
    assert (edit.removed, edit.added, edit.figures, edit.claims) == (0, 1, True, True)


def test_another_order_and_other_ids_are_no_change_of_claims() -> None:
    before, after = record(f"{LEADS} {BLAST.format(3)}", hurt=3), record(f"{BLAST.format(3)} {LEADS}", hurt=3)
    entities = tuple(replace(one, id=f"n{one.id}") for one in after.entities)
    (leads,) = after.relations
    after = replace(after, entities=entities, relations=(replace(leads, subject="ne1", object="ne2"),))
    edit = compare(before, after)
    assert (edit.removed, edit.added) == (1, 1)
    assert (edit.figures, edit.claims) == (False, False)


def test_another_status_or_source_is_a_change_of_claims() -> None:
    before = record(LEADS)
    (leads,) = before.relations
    assert compare(before, replace(before, relations=(replace(leads, factuality="denied"),))).claims
    assert compare(before, replace(before, relations=(replace(leads, attribution=None),))).claims


def test_a_headline_is_compared_by_its_words() -> None:
    assert compare(record(LEADS, title="A blast"), record(LEADS, title="Blasts")).headline
    assert not compare(record(LEADS, title="A  blast"), record(LEADS, title="A blast ")).headline


def test_what_another_extractor_finds_in_the_same_sentences_is_no_edit() -> None:
    text = f"{LEADS} {BLAST.format(3)}"
    before, after = record(text, extractor="x-1"), record(f"{text} He slept.", hurt=3, extractor="x-2")
    edit = compare(before, after)
    assert (edit.added, edit.figures, edit.claims) == (1, False, False)
    assert compare(before, replace(after, extractor="x-1")).claims
    after = record(f"{LEADS} {BLAST.format(4)}", hurt=4, extractor="x-2")
    edit = compare(before, after)
    assert (edit.figures, edit.claims) == (True, True)
