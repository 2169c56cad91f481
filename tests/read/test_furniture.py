"""Page furniture: what is marked, what is kept, and that marking moves nothing."""

import pytest

from kg.read.furniture import recognize

HEADLINE = "Harbour workers end strike after nine days"
FIRST = (
    "PORT LIME, May 4 (Gull Wire) - Harbour workers went back to their cranes on Monday after the owners agreed to a "
    "shorter week, the union said in a statement."
)
LAST = "The strike had left forty ships waiting outside the bay, according to the harbour master's office on Sunday."

ABOVE = [
    ("Home | News | Sport | Weather", "menu"),
    ("Home > News > Economy", "menu"),
    ("NEWS  SPORT  OBITUARIES  NOTICES", "menu"),
    ("LIME POST", "site name"),
    ("Gull Wire Online", "site name"),
    ("March 28, 2024", "repost date"),
    ("Skip to main content", "reader service"),
    ("We use cookies to improve your experience. Accept all / Manage", "cookie notice"),
    ("ADVERTISEMENT", "advertisement"),
    ("Last modified 26 April 2021", "repost date"),
]

BELOW = [
    ("Share this article", "share bar"),
    ("Print | Send to a friend", "share bar"),
    ("Photo: Archive / handout", "photo credit"),
    ("READ MORE: Ten ways to cook a crab", "related links"),
    ("See also  Storm heads for the coast", "related links"),
    ("Lire aussi : la rentrée des mouettes", "related links"),
    ("Te puede interesar: El precio del pan", "related links"),
    ("Comments (14)", "comment form"),
    ("Leave a Reply: your email address will not be published", "comment form"),
    ("Please enter your name here", "comment form"),
    ("Sign up to our newsletter", "subscription"),
    ("Follow us on Telegram", "subscription"),
    ("Tags: port, strike, cranes", "tags"),
    ("Source: Gull Wire, Lime Radio", "source line"),
    ("© 2021 Gull Wire. All rights reserved", "copyright"),
    ("Reposted 12 January 2023", "repost date"),
    ("15/01/2020 - 16:41:07", "repost date"),
    ("Found a mistake? Select it and press Ctrl+Enter", "error report"),
    ("Results in full", "reader service"),
]

KEPT = [
    "By Ana Marlowe",
    "By our staff reporter",
    "Staff Correspondent, Port Lime",
    "PRESS RELEASE",
    "Port Lime, 4 May 2021",
    "Tuesday, May 4, 2021",
    "(Translated from French)",
]


@pytest.mark.parametrize(("line", "reason"), ABOVE)
def test_furniture_above_the_headline_is_marked(line: str, reason: str) -> None:
    layout = recognize("\n".join((line, HEADLINE, FIRST, LAST)))
    assert [(cut.span.text, cut.reason) for cut in layout.discarded] == [(line, reason)]
    assert layout.headline is not None
    assert layout.headline.text == HEADLINE


@pytest.mark.parametrize(("line", "reason"), BELOW)
def test_furniture_below_the_last_paragraph_is_marked(line: str, reason: str) -> None:
    layout = recognize("\n".join((HEADLINE, FIRST, LAST, line)))
    assert [(cut.span.text, cut.reason) for cut in layout.discarded] == [(line, reason)]


@pytest.mark.parametrize("line", KEPT)
def test_line_that_signs_the_article_is_kept(line: str) -> None:
    assert not recognize("\n".join((HEADLINE, line, FIRST, LAST))).discarded


@pytest.mark.parametrize(
    "paragraph",
    [
        "Share prices fell by a third on Monday, the exchange said, in the worst day of trading for nine years.",
        "Comments by the minister, who spoke to reporters on Sunday, were taken for a threat by the union.",
        "Photographs of the crane, taken on Monday by the police, show that a bolt as thick as an arm was missing.",
        "The source of the fire has not been found, the chief of the brigade said on Monday; two sheds burned down.",
        "Follow-up talks are to be held in June, said the mediator, who asked both sides not to speak to the press.",
    ],
)
def test_paragraph_that_begins_like_furniture_is_kept(paragraph: str) -> None:
    assert not recognize("\n".join((HEADLINE, FIRST, paragraph, LAST))).discarded


@pytest.mark.parametrize(
    ("tail", "cut", "reason"),
    [
        ("See also: Crabs return to the bay", "See also: Crabs return to the bay", "related links"),
        (" Read also Crabs return to the bay", "Read also Crabs return to the bay", "related links"),
        (" GWA / Ana Marlowe", "GWA / Ana Marlowe", "photo credit"),
        (" [Photo by Ana Marlowe]", "[Photo by Ana Marlowe]", "photo credit"),
    ],
)
def test_furniture_glued_to_a_paragraph_is_cut_off_alone(tail: str, cut: str, reason: str) -> None:
    layout = recognize("\n".join((HEADLINE, FIRST + tail, LAST)))
    assert [(found.span.text, found.reason) for found in layout.discarded] == [(cut, reason)]


def test_headline_that_stands_twice_is_kept_once() -> None:
    text = "\n\n".join(("Lime Collective", HEADLINE, HEADLINE, FIRST, LAST))
    layout = recognize(text)
    assert [(cut.span.text, cut.reason) for cut in layout.discarded] == [
        ("Lime Collective", "site name"),
        (HEADLINE, "repeated headline"),
    ]
    assert layout.headline is not None
    assert layout.headline.start == text.index(HEADLINE)


def test_headline_is_found_by_the_given_title() -> None:
    layout = recognize("\n".join(("A word from the editor of the page", HEADLINE, FIRST)), HEADLINE.upper())
    assert [cut.span.text for cut in layout.discarded] == ["A word from the editor of the page"]


def test_text_that_begins_with_a_paragraph_has_no_headline() -> None:
    assert recognize(FIRST + "\n" + LAST).headline is None


def test_lines_under_a_heading_of_links_go_with_it() -> None:
    layout = recognize("\n".join((HEADLINE, FIRST, LAST, "You may also like", "Crabs return: who counts them?")))
    assert [cut.reason for cut in layout.discarded] == ["related links", "related links"]
