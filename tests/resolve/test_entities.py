"""Which entities of two articles are one: cases as data. The articles speak of one story, so they share two names."""

from dataclasses import dataclass

import pytest

from kg.model import Decision, Resolution
from kg.resolve import resolve
from tests.resolve.builder import Builder


@dataclass
class Known:
    """A little general knowledge: two states with adjectives, one alliance."""

    def country(self, name: str) -> str | None:
        codes = {"kenya": "KE", "kenyan": "KE", "uganda": "UG", "ugandan": "UG", "america": "US"}
        return codes.get(name.lower())

    def organization(self, name: str) -> str | None:
        return "World Health Organization" if name in ("WHO", "World Health Organization") else None

    def region(self, name: str) -> frozenset[str]:
        return frozenset()


def told(*mentions: tuple[str, str, str | None]) -> list[Builder]:
    """One article per mention (type, name, country), all of one story."""
    articles = []
    for number, (kind, name, country) in enumerate(mentions):
        article = Builder(f"a{number}")
        article.entity(kind, name, country=country)
        article.entity("Place", "Lakeside", country="KE")
        article.entity("Organization", "Harbour Union")
        articles.append(article)
    return articles


def resolved(articles: list[Builder], ledger: tuple[Decision, ...] = ()) -> Resolution:
    return resolve([article.record() for article in articles], known=Known(), ledger=ledger)


def addresses(resolution: Resolution, local: str = "e1") -> dict[str, str]:
    return {article: c.iri for c in resolution.entities for article, found in c.members if found == local}


PERSONS_SAME = [
    ("Sooron-Bay Zheyenov", "Sooron Bai Jeyenov"),
    ("Sooron-Bay Zheyenov", "Suron-Bai Zheenov"),
    ("Sooron-Bay Zheyenov", "Sooronbay Zheyenov"),
    ("President Ann Lee", "Ann Lee"),
    ("Ann Lee", "A. Lee"),
    ("Ann Lee", "Lee"),
    ("Ann Mary Lee", "Ann Lee"),
    ("Xu Weiming", "Weiming Xu"),
    ("Sheikh Mohammed Al-Rashid", "Muhammad Rashid"),
]
PERSONS_APART = [
    ("Askar Akmatov", "Bermet Akmatova"),
    ("Askar Zheyenov", "Sooron Zheyenov"),
    ("Ann Lee", "Anne-Marie Lee"),
    ("Ann Lee", "B. Lee"),
    ("George H. Bush", "George W. Bush"),
    ("Henry Lord Jr.", "Henry Lord"),
    ("Ivan Petrov", "Ivana Petrova"),
    ("Mario Conti", "Maria Conti"),
    ("the mayor", "the mayor"),
    ("President of Lakeside", "President of Lakeside"),
    ("Police Officer", "Police Officer"),
    ("Maria Garcia", "Jose Maria Garcia"),
]


@pytest.mark.parametrize(("left", "right"), PERSONS_SAME)
def test_persons_are_joined(left: str, right: str) -> None:
    assert len(set(addresses(resolved(told(("Person", left, None), ("Person", right, None)))).values())) == 1


@pytest.mark.parametrize(("left", "right"), PERSONS_APART)
def test_persons_are_kept_apart(left: str, right: str) -> None:
    assert len(set(addresses(resolved(told(("Person", left, None), ("Person", right, None)))).values())) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            ("Organization", "Ministry of Internal Affairs of Kenya", None),
            ("Organization", "Kenyan Interior Ministry", None),
        ),
        (("Organization", "Ministry of Defence", "KE"), ("Organization", "Defense Ministry of Kenya", None)),
        (("Organization", "World Health Organization", None), ("Organization", "WHO", None)),
        (("Organization", "Northern Border Trade League", None), ("Organization", "NBTL", None)),
        (("Organization", "Kisumu Police Department", "KE"), ("Organization", "Police Department of Kisumu", "KE")),
        (("Organization", "Steelwork Ltd", None), ("Organization", "Steelwork", None)),
        (("Organization", "Kenyan police", None), ("Organization", "police", None)),
        (("Organization", "White Helmets", None), ("Group", "White Helmets", None)),
        (("Group", "protesters", "KE"), ("Group", "protesters", "KE")),
        (("Place", "Zhanatalap", "KE"), ("Place", "Janatalap", "KE")),
        (("Place", "Kenya", None), ("Place", "Kenya", "KE")),
        (("Facility", "Central Station", "KE"), ("Facility", "Central Station", "KE")),
    ],
)
def test_others_are_joined(left: tuple[str, str, str | None], right: tuple[str, str, str | None]) -> None:
    assert len(set(addresses(resolved(told(left, right))).values())) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            ("Organization", "Ministry of Internal Affairs of Kenya", None),
            ("Organization", "Ministry of Internal Affairs of Uganda", None),
        ),
        (
            ("Organization", "Ministry of Internal Affairs of Uganda", None),
            ("Organization", "Ministry of Internal Affairs", None),
        ),
        (
            ("Organization", "Ministry of Defence of Kenya", None),
            ("Organization", "Ministry of Justice of Kenya", None),
        ),
        (("Organization", "Bank of America", None), ("Organization", "Bank", "US")),
        (("Organization", "Radio One", None), ("Organization", "Radio Two", None)),
        (("Group", "protesters", None), ("Group", "protesters", None)),
        (("Group", "protesters", "KE"), ("Group", "protesters", "UG")),
        (("Group", "security forces", "KE"), ("Group", "armed forces", "KE")),
        (("Group", "Soldiers", None), ("Group", "Soldiers", None)),
        (("Place", "Riverside", "US"), ("Place", "Riverside", "KE")),
        (("Place", "Riverside", "KE"), ("Facility", "Riverside", "KE")),
        (("Person", "Jordan", None), ("Place", "Jordan", None)),
    ],
)
def test_others_are_kept_apart(left: tuple[str, str, str | None], right: tuple[str, str, str | None]) -> None:
    assert len(set(addresses(resolved(told(left, right))).values())) == 2


def test_links_join_places_of_different_names_and_part_namesakes() -> None:
    link, other = ("https://sws.geonames.org/1/",), ("https://sws.geonames.org/2/",)
    articles = [Builder("a0"), Builder("a1"), Builder("a2")]
    articles[0].entity("Place", "Bombay", links=link, country="KE")
    articles[1].entity("Place", "Mumbai", links=link, country="KE")
    articles[2].entity("Place", "Bombay", links=other, country="KE")
    found = addresses(resolved(articles))
    assert found["a0"] == found["a1"] != found["a2"]


def test_a_capital_is_not_its_state_though_it_stands_for_it() -> None:
    articles = [Builder("a0"), Builder("a1")]
    articles[0].entity("Place", "Kenya", country="KE", names=["Kenya", "Nairobi"])
    articles[1].entity("Place", "Nairobi", country="KE")
    assert len(set(addresses(resolved(articles)).values())) == 2


def test_a_surname_that_fits_two_people_joins_neither() -> None:
    found = addresses(resolved(told(("Person", "Ann Lee", None), ("Person", "Bob Lee", None), ("Person", "Lee", None))))
    assert len(set(found.values())) == 3


def test_a_name_between_two_others_does_not_chain_them() -> None:
    names = ("George H. Bush", "George Bush", "George W. Bush")
    found = addresses(resolved(told(*(("Person", name, None) for name in names))))
    assert found["a0"] != found["a2"]


def test_a_surname_without_anything_else_in_common_stays_alone() -> None:
    articles = [Builder("a0"), Builder("a1")]
    articles[0].entity("Person", "Ann Lee")
    articles[1].entity("Person", "Lee")
    assert len(set(addresses(resolved(articles)).values())) == 2


def test_an_acronym_given_by_one_article_counts_for_another() -> None:
    articles = [Builder("a0"), Builder("a1")]
    articles[0].entity("Organization", "Farmers of Upper Lakeland", names=["Farmers of Upper Lakeland", "FOUL"])
    articles[1].entity("Organization", "FOUL")
    assert len(set(addresses(resolved(articles)).values())) == 1


def decision(left: str, right: str, judgement: str, who: str = "Kim") -> Decision:
    return Decision("entity", (left, "e1"), (right, "e1"), judgement, who, "")  # type: ignore[arg-type]


def test_people_keep_apart_what_the_rules_would_join() -> None:
    articles = told(*[("Person", "Ann Lee", None)] * 3)
    found = addresses(resolved(articles, (decision("a0", "a1", "different"),)))
    assert found["a0"] != found["a1"]


def test_people_join_what_the_rules_would_keep_apart() -> None:
    articles = told(("Person", "Ann Lee", None), ("Person", "Berta Stone", None), ("Person", "Berta Stone", None))
    found = addresses(resolved(articles, (decision("a0", "a1", "same"),)))
    assert found["a0"] == found["a1"] == found["a2"]


def test_the_latest_word_of_people_counts() -> None:
    articles = told(*[("Person", "Ann Lee", None)] * 2)
    words = (decision("a0", "a1", "different"), decision("a1", "a0", "same", "Lou"))
    assert len(set(addresses(resolved(articles, words)).values())) == 1
    assert len(set(addresses(resolved(articles, words[::-1])).values())) == 2


def test_people_who_contradict_themselves_by_a_chain_get_the_later_wishes() -> None:
    articles = told(*(("Person", name, None) for name in ("Ann Lee", "Bea Fox", "Cat Orr")))
    wishes = (decision("a0", "a1", "same"), decision("a1", "a2", "same"), decision("a0", "a2", "different"))
    found = addresses(resolved(articles, wishes))
    assert found["a1"] == found["a2"] != found["a0"]


def test_decisions_about_articles_that_are_gone_are_passed_over() -> None:
    assert resolved(told(("Person", "Ann Lee", None)), (decision("a0", "gone", "same"),)).entities


def test_every_join_is_explained() -> None:
    resolution = resolved(told(("Person", "Sooron-Bay Zheyenov", None), ("Person", "Sooron Bai Jeyenov", None)))
    (found,) = [d for d in resolution.decisions if d.left[1] == d.right[1] == "e1"]
    assert found.who == "auto:person/spelling"
    assert found.judgement == "same"
    assert "Sooron Bai Jeyenov" in found.why


def test_namesakes_get_different_addresses_that_last() -> None:
    articles = told(("Person", "Ann Lee", "KE"), ("Person", "Ann Lee", "US"))
    both = addresses(resolved(articles))
    assert both["a0"] != both["a1"]
    assert addresses(resolved(articles[:1]))["a0"] == both["a0"]


def test_the_name_shown_is_the_full_one_that_most_articles_use() -> None:
    names = ("A. Lee", "Ann Lee", "Ann Lee", "ANN LEE", "Ann Mary Lee")
    resolution = resolved(told(*(("Person", name, None) for name in names)))
    (cluster,) = [cluster for cluster in resolution.entities if cluster.type == "Person"]
    assert cluster.name == "Ann Lee"
    assert cluster.aliases == ("A. Lee", "Ann Mary Lee")
    assert cluster.iri.startswith("https://newsgraph.example/id/entity/ann-lee")
