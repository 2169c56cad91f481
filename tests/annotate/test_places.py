"""Linking places: names, contexts and answers are data (places.yaml), read from the installed gazetteer."""

from pathlib import Path

import pytest
import yaml

from kg.annotate.places import load_gazetteer

CASES = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1] or ''}")
def test_place_is_linked(case):
    name, context, *expected = case
    link = load_gazetteer().place(name, context)
    assert link is not None
    assert [link.name, link.kind, link.country, link.geonames] == expected


@pytest.mark.parametrize("name", ["Nowhereville", "us", "turkey", "", "The"])
def test_place_is_unknown(name):
    assert load_gazetteer().place(name) is None


def test_larger_place_decides_between_namesakes():
    link = load_gazetteer().place("Paris", within="Texas")
    assert link is not None
    assert link.country == "US"


def test_village_without_support_is_not_sure():
    link = load_gazetteer().place("Smith")
    assert link is not None
    assert link.confidence < 0.5


def test_place_keeps_its_namesakes():
    link = load_gazetteer().place("London")
    assert link is not None
    assert "CA" in [other.country for other in link.candidates]


def test_place_has_an_address_in_geonames():
    link = load_gazetteer().place("Almaty")
    assert link is not None
    assert link.same_as == "https://sws.geonames.org/1526384/"


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Kazakh", "Kazakhstan"),
        ("Kazakhs", "Kazakhstan"),
        ("British", "United Kingdom"),
        ("Dutch", "Netherlands"),
        ("Swiss", "Switzerland"),
        ("Nigerien", "Niger"),
        ("Congolese", "Democratic Republic of the Congo"),
        ("Scottish", "Scotland"),
    ],
)
def test_people_belong_to(word, name):
    link = load_gazetteer().people(word)
    assert link is not None
    assert link.name == name


def test_seat_stands_for_the_country():
    assert load_gazetteer().country_code("the Kremlin") == "RU"


def test_context_weighs_countries_named():
    context = load_gazetteer().context(["Kazakh", "Kazakhstan", "Almaty", "Russia"])
    assert list(context) == ["KZ", "RU"]
    assert context["KZ"] > context["RU"]


def test_capital_of_a_country():
    capital = load_gazetteer().capital("KZ")
    assert capital is not None
    assert capital.name == "Astana"
