"""Known organizations, acronyms explained in a text, and canonical names of state bodies."""

import pytest
import spacy

from kg.annotate.bodies import canonical_body
from kg.annotate.organizations import find_acronyms, load_known_organizations

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("UN", "United Nations"),
        ("the U.N.", "United Nations"),
        ("WHO", "World Health Organization"),
        ("World Health Organisation", "World Health Organization"),
        ("the CSTO", "Collective Security Treaty Organization"),
        ("Nato", "NATO"),
        ("NATO's", "NATO"),
        ("G7", "Group of Seven"),
        ("AFP", "Agence France-Presse"),
        ("the Taliban", "Taliban"),
    ],
)
def test_organization_is_known(name, canonical):
    found = load_known_organizations().find(name)
    assert found is not None
    assert found.name == canonical


@pytest.mark.parametrize("name", ["who", "is", "Acme Widgets", ""])
def test_organization_is_unknown(name):
    assert load_known_organizations().find(name) is None


def test_country_decides_between_short_forms():
    organizations = load_known_organizations()
    assert organizations.find("RSF").name == "Reporters Without Borders"
    assert organizations.find("RSF", {"SD"}).name == "Rapid Support Forces"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Union of Salt Workers (USW) met.", [("USW", "Union of Salt Workers")]),
        ('The new Federation of Old Miners ("FOM") met.', [("FOM", "Federation of Old Miners")]),
        (
            "The Council for Trade and Co-operation in Asia (CTCA) met.",
            [("CTCA", "Council for Trade and Co-operation in Asia")],
        ),
        ("USW (Union of Salt Workers) met.", [("USW", "Union of Salt Workers")]),
        ("Ann Lee (Labour) and the mayor (MP) met.", []),
    ],
)
def test_acronym_is_explained(text, expected):
    assert [(found.short.text, found.long.text) for found in find_acronyms(NLP(text))] == expected


@pytest.mark.parametrize(
    ("phrase", "country", "canonical"),
    [
        ("the Interior Ministry", "KZ", "Ministry of Internal Affairs of Kazakhstan"),
        ("the Ministry of the Interior", "KZ", "Ministry of Internal Affairs of Kazakhstan"),
        ("the Ministry of Internal Affairs of Kazakhstan", None, "Ministry of Internal Affairs of Kazakhstan"),
        ("interior ministry", "FR", "Ministry of the Interior of France"),
        ("the home ministry", "IN", "Ministry of Home Affairs of India"),
        ("Kazakhstan's Ministry of Health", None, "Ministry of Health of Kazakhstan"),
        ("the Russian Foreign Ministry", "KZ", "Ministry of Foreign Affairs of Russia"),
        ("the South Korean defence ministry", None, "Ministry of Defence of South Korea"),
        ("the Defense Ministry", "FR", "Ministry of Defence of France"),
        ("US State Department", "KZ", "United States Department of State"),
        ("the Pentagon", "US", "United States Department of Defense"),
        ("police", "KZ", "Police of Kazakhstan"),
        ("the government", "NL", "Government of the Netherlands"),
        ("the army", "TR", "Army of Turkey"),
        ("the central bank", "KZ", "National Bank of Kazakhstan"),
        ("parliament", "LV", "Saeima"),
        ("Government of Trinidad and Tobago", None, "Government of Trinidad and Tobago"),
        ("the ministry", "KZ", None),
        ("the mayor", "KZ", None),
        ("the government", None, None),
    ],
)
def test_body_has_the_canonical_name(phrase, country, canonical):
    assert canonical_body(phrase, country) == canonical
