"""Rules that correct names, without a model. A case: text, names found as `words/KIND`, names expected."""

import pytest

from kg.annotate.encoder.names import Name
from kg.annotate.encoder.repair import NameRepair
from kg.annotate.encoder.words import Words

CASES = {
    "title before a person": ("Mr. Ivan Petrov left", ["Mr. Ivan Petrov/PERSON"], ["Ivan Petrov/PERSON"]),
    "nothing but a title": ("President said so", ["President/PERSON"], []),
    "clitic": ("Petrov 's car", ["Petrov 's/PERSON"], ["Petrov/PERSON"]),
    "head word of an organization": (
        "the Lakeside Water Department",
        ["Lakeside Water Department/LOC"],
        ["Lakeside Water Department/ORG"],
    ),
    "head word of a place": ("the Orlan River", ["Orlan River/PERSON"], ["Orlan River/LOC"]),
    "beginning of an organization": ("Ministry of Truth", ["Ministry of Truth/MISC"], ["Ministry of Truth/ORG"]),
    "one kind throughout": (
        "Orlan won . Orlan lost . Orlan slept .",
        ["Orlan@0/PERSON", "Orlan@3/PERSON", "Orlan@6/LOC"],
        ["Orlan@0/PERSON", "Orlan@3/PERSON", "Orlan@6/PERSON"],
    ),
    "surname after the full name": (
        "Ivan Petrov left . In Moscow Petrov slept .",
        ["Ivan Petrov/PERSON", "Moscow/LOC"],
        ["Ivan Petrov/PERSON", "Moscow/LOC", "Petrov@6/PERSON"],
    ),
    "no filling in inside a longer name": (
        "Ivan Petrov left . The Petrov Foundation slept .",
        ["Ivan Petrov/PERSON"],
        ["Ivan Petrov/PERSON"],
    ),
    "an organization the world knows": ("NATO met", ["NATO/LOC"], ["NATO/ORG"]),
    "but not inside a longer name": ("Kremlin Cup began", ["Kremlin Cup/EVENT"], ["Kremlin Cup/EVENT"]),
    "no name ends with a small word": (
        "Ilda Bern of Orlan",
        ["Ilda Bern of/PERSON", "Orlan/LOC"],
        ["Ilda Bern/PERSON", "Orlan/LOC"],
    ),
    "a direction begins a region": (
        "in Southern Orlania today",
        ["Southern/LOC", "Orlania/LOC"],
        ["Southern Orlania/LOC"],
    ),
    "a hyphened name is one": (
        "Petrov - Lind left",
        ["Petrov/PERSON", "Lind/PERSON"],
        ["Petrov - Lind/PERSON"],
    ),
    "two places in a row stay two": ("Orlan , Narvia", ["Orlan/LOC", "Narvia/LOC"], ["Orlan/LOC", "Narvia/LOC"]),
    "a school district acts": (
        "the Orlan School District",
        ["Orlan School District/LOC"],
        ["Orlan School District/ORG"],
    ),
    "figures and dates stay": ("3 May 's", ["3 May 's/DATE"], ["3 May 's/DATE"]),
}


@pytest.mark.parametrize("case", CASES)
def test_repair(case: str) -> None:
    text, found, expected = CASES[case]
    texts = text.split()
    words = Words(texts, list(range(len(texts))), [at == 0 for at in range(len(texts))])
    starts = [at == 0 or texts[at - 1] == "." for at in range(len(texts))]
    repaired = NameRepair.load().apply(words, starts, [_name(name, texts) for name in found])
    assert [(name.start, name.end, name.label) for name in repaired] == [
        (name.start, name.end, name.label)
        for name in sorted((_name(name, texts) for name in expected), key=lambda n: n.start)
    ]


def test_repair_fills_in_no_name_across_a_line_break() -> None:
    texts = ["New", "Orlan", "New", "Orlan"]
    words = Words(texts, [0, 1, 2, 4], [True, False, False, True])
    repaired = NameRepair.load().apply(words, [True, False, False, True], [Name(0, 2, "LOC", 0.9)])
    assert [(name.start, name.end) for name in repaired] == [(0, 2)]


def _name(written: str, texts: list[str]) -> Name:
    surface, label = written.rsplit("/", 1)
    surface, _, place = surface.partition("@")
    words = surface.split()
    start = int(place) if place else next(at for at in range(len(texts)) if texts[at : at + len(words)] == words)
    return Name(start, start + len(words), label, 0.9)
