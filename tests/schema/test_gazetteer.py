"""The gazetteer's tables agree with themselves; the index of towns answers, and is written byte for byte alike."""

import pytest

from kg.errors import SchemaError
from kg.schema import gazetteer_bodies
from kg.schema.gazetteer import load_countries, load_regions, load_towns
from kg.schema.gazetteer_bodies import load_bodies, load_organizations
from kg.schema.gazetteer_index import City, folded, load_cities, write_index

RIGA = City(456172, "Riga", "LV", "25", 56.946, 24.10589, 605273)
ROME = City(3169070, "Rome", "IT", "07", 41.89193, 12.51133, 2318895)


def test_countries_have_unique_names():
    names = [country.name for country in load_countries().values()]
    assert len(names) == len(set(names))


def test_regions_lie_in_known_countries():
    assert {code for region in load_regions() for code in region.countries} <= set(load_countries())


def test_organizations_belong_to_known_countries():
    codes = {code for one in load_organizations() for code in (*one.members, *([one.country] if one.country else []))}
    assert codes <= set(load_countries())


def test_variant_names_lead_to_towns_in_the_index():
    missing = [
        town.name
        for town in load_towns()
        if not any(city.country == town.country for city in load_cities().named(town.name))
    ]
    assert missing == []


def test_capitals_are_in_the_index():
    missing = [
        country.name
        for country in load_countries().values()
        if country.capital is not None
        and country.population > 1_000_000
        and not any(city.country == country.code for city in load_cities().named(country.capital))
    ]
    assert missing == []


def test_bodies_of_state_name_the_country():
    assert all("{country}" in name for name in load_bodies().bodies.values())


@pytest.mark.parametrize(("name", "key"), [("Gdańsk", "gdansk"), ("Saint-Denis", "saintdenis"), ("Kars’a", "karsa")])
def test_names_are_folded(name, key):
    assert folded(name) == key


def test_index_is_reproducible(tmp_path):
    paths = [tmp_path / "one.npz", tmp_path / "two.npz"]
    write_index([(RIGA, ["Riga", "Rīga"]), (ROME, ["Rome"])], paths[0])
    write_index([(ROME, ["Rome"]), (RIGA, ["Rīga", "Riga"])], paths[1])
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_unknown_kind_of_organization_is_refused(monkeypatch):
    monkeypatch.setattr(gazetteer_bodies, "read_table", lambda name: [{"name": "X", "kind": "choir"}])
    with pytest.raises(SchemaError, match="choir"):
        load_organizations.__wrapped__()
