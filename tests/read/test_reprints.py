"""Reprints: what is the same text, what is another one, and who repeats whom."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Discarded, Fingerprint, Moment, Reprint, Span
from kg.read.reprints import fingerprint, is_reprint, likeness, relate
from kg.read.reprints.fingerprint import SKETCH_LIMIT

FERRY = """Ferry sinks off Port Lime
PORT LIME, May 4 (Gull Wire) - A ferry with 143 people on board sank off the island of Calder on Tuesday night after
it struck a reef in heavy fog, the coastguard said.
All but 12 of them were brought to safety by fishing boats from Calder and from Port Lime, its spokeswoman, Ana Marlowe,
told reporters at the harbour.
The captain, Bo Finch, 58, had asked for permission to turn back 40 minutes before the accident, according to a
recording that Lime Radio broadcast.
The owner of the ferry, Calder Lines, did not answer questions. It lost a smaller boat on the same reef in 2011."""
QUAKE = """A magnitude 5.2 earthquake struck 40 kilometres west of Calder on Monday, the geological survey said. It had
a depth of 31 kilometres. There were no immediate reports of damage. Ana Marlowe, who leads the office of civil defence
in Port Lime, said that 14 schools were closed for the day."""
OTHER_QUAKE = (
    QUAKE.replace("5.2", "4.7").replace("40", "115").replace("Calder", "Bellmor").replace("31", "12")
    .replace("Ana Marlowe", "Igor Sand").replace("Port Lime", "Hollen").replace("14", "33")
)  # fmt: skip


def _article(text: str, name: str = "a", **known: object) -> Article:
    return Article(name, text, title=text.split("\n")[0], **known)  # type: ignore[arg-type]


def _alike(left: str, right: str) -> bool:
    return is_reprint(fingerprint(_article(left)), fingerprint(_article(right, "b")))


SAME = {
    "other headline": FERRY.replace("Ferry sinks off Port Lime", "Fog and a reef: what we know of the Calder disaster"),
    "cut from the end": "\n".join(FERRY.split("\n")[:4]),
    "words changed": FERRY.replace("brought to safety", "saved")
    .replace("told reporters", "said")
    .replace("heavy ", ""),
    "figures corrected": FERRY.replace("143", "141").replace("12 of them", "9 of them"),
    "framed by own words": f"{FERRY}\nOur correspondent in Hollen adds that the port there stays closed until Friday.",
    "in capitals and without marks": FERRY.upper().replace(",", ""),
}
OTHER = {
    "one mould": (QUAKE, OTHER_QUAKE),
    "a follow-up with background": (
        FERRY,
        "Captain of the ferry arrested\nPolice in Port Lime arrested the captain of a ferry, Bo Finch, on Thursday, "
        "and searched his house for the log of the ship, the prosecutor, Ida Brandt, said. He denies that he had been "
        "told to go on. A court will decide on Friday whether he stays in prison, and the harbour will not let other "
        "ships of the line sail before that. A ferry with 143 people on board sank off the island of Calder on Tuesday "
        "night after it struck a reef in heavy fog.",
    ),
    "nothing in common": (FERRY, QUAKE),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_edited_and_cut_copies_are_the_same_text(text: str) -> None:
    assert _alike(FERRY, text)


@pytest.mark.parametrize(("left", "right"), OTHER.values(), ids=OTHER)
def test_other_texts_are_not(left: str, right: str) -> None:
    assert not _alike(left, right)


def test_furniture_headline_and_layout_leave_no_trace() -> None:
    text = "Menu\n\nReef\n\n" + FERRY.partition("\n")[2].replace("\n", " ")
    framed = replace(_article(text), title="Reef", discarded=(Discarded(Span.of(text, 0, 4), "menu"),))
    assert fingerprint(framed).wording == fingerprint(_article(FERRY)).wording


def test_texts_of_a_few_words_repeat_nobody() -> None:
    left, right = fingerprint(_article("Storm hits coast", "a")), fingerprint(_article("Storm hits coast", "b"))
    assert left.wording != right.wording
    assert not is_reprint(left, right)


def test_texts_without_spaces_between_words_are_compared_too() -> None:
    text = "昨日凌晨一艘载有一百四十三人的渡轮在大雾中触礁后沉没海岸警卫队表示除十二人外其余全部获救" * 2
    assert _alike(text, text[:60])
    assert not _alike(text, "市政府周一宣布将关闭旧桥并在河上修建新桥预计工程需要三年时间居民对此表示欢迎" * 2)


def test_sketches_of_very_long_texts_are_bounded_and_comparable() -> None:
    long = " ".join(f"word{number}" for number in range(20_000))
    left, right = fingerprint(_article(long)), fingerprint(_article(long[: len(long) // 2]))
    assert len(left.sketch) == 4 * SKETCH_LIMIT
    assert likeness(left.sketch, right.sketch).contained > 0.95
    assert likeness(left.sketch, right.sketch).covered == pytest.approx(0.5, abs=0.05)


def test_a_fingerprint_is_the_same_everywhere() -> None:
    found = fingerprint(_article(FERRY))
    assert (found.wording, found.bands[:2]) == (
        "53610aa146f06013a4b25052287b31e0",
        (-1018894410172404807, 7344136771435431247),
    )


@given(st.text(max_size=300), st.text(max_size=300))
@settings(deadline=None)
def test_likeness_is_symmetric_and_between_nought_and_one(left: str, right: str) -> None:
    a, b = fingerprint(_article(left)), fingerprint(_article(right, "b"))
    found = likeness(a.sketch, b.sketch)
    assert found == likeness(b.sketch, a.sketch)
    assert 0 <= found.covered <= found.contained <= 1
    assert is_reprint(a, a) or found.shared < 8 or left != right


def _print(name: str, day: str = "2021-05-04", outlet: str = "", url: str = "", **known: object) -> Fingerprint:
    return Fingerprint(name, known.pop("wording", name), published=day, outlet=outlet, url=url, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ([_print("b"), _print("a")], [Reprint("b", "a", "copy")]),
        ([_print("a", "2021-05-05"), _print("b")], [Reprint("a", "b", "copy")]),
        ([_print("a", ""), _print("b")], [Reprint("a", "b", "copy")]),
        ([_print("a"), _print("b", is_agency=True)], [Reprint("a", "b", "copy")]),
        ([_print("a", outlet="x"), _print("b", outlet="x")], [Reprint("b", "a", "version")]),
        ([_print("a", outlet="x", wording="w"), _print("b", outlet="x", wording="w")], [Reprint("b", "a", "copy")]),
        ([_print("a", url="x/1"), _print("b", url="x/1")], [Reprint("b", "a", "version")]),
        (
            [_print("a", outlet="x"), _print("b", outlet="y"), _print("c", "2021-05-06", outlet="y")],
            [Reprint("b", "a", "copy"), Reprint("c", "b", "version")],
        ),
    ],
)
def test_relate_tells_copies_from_versions(group: list[Fingerprint], expected: list[Reprint]) -> None:
    assert list(relate(group)) == list(relate(reversed(group))) == expected


def test_publication_and_address_are_kept_in_a_form_that_can_be_compared() -> None:
    article = _article(FERRY, url="https://www.lime.example/a/ferry/?utm=1#top", published=Moment("2021-05"))
    found = fingerprint(article)
    assert (found.url, found.outlet, found.published) == ("lime.example/a/ferry", "lime.example", "2021-05")
    assert fingerprint(replace(article, url="https://lime.example/")).url == ""
