"""From one state to the next: what a change touches is read anew, everything else is taken over.

Each table names the predicates that it is made of. What is remembered about one thing stays if that is not touched;
what is made of many things is forgotten.
"""

from collections.abc import Iterable, Iterator

from kg.rdf.terms import GEO, KG, RDF, SKOS
from kg.store.replacing import with_others
from kg.store.rows import Iri, Row, Source
from kg.store.state import State, originals
from kg.store.touched import Touched

__all__ = ["SECONDS", "follow"]

SECONDS = 0.00006
"""About how long it takes to follow a change, for each subject that it touches; rather more than less."""


def follow(old: State, source: Source, revision: int, touched: Touched) -> State:
    """The state at `revision`, with the tables that are made by now; `touched` is what was since the `old` one."""
    touched.complete(lambda claims: source.select_each("description", "thing", claims))
    new, made, things = State(source, revision), old.made(), touched.things()
    new.tables.seconds = old.tables.seconds  # what making them anew would take
    _follow_reports(old, new, made, source, touched)
    _follow_claims(old, new, made, source, touched)
    new.lists = old.lists.without(things)
    if "details" in made:
        # what is drawn of somebody tells of the office, which is called after a country
        heads = old.details().heads(touched.under(SKOS.prefLabel))
        offices = touched.claimed(KG.holdsPosition, KG.headOfState, KG.headOfGovernment)
        concerned = touched.under(KG.country, GEO.lat, GEO.long) | offices | heads
        details = _each(source, "details", "thing", concerned)
        held = source.select_each("offices_about", "thing", concerned)
        new.put("details", old.details().replaced(concerned, details, held))
        new.nodes = old.nodes.without(things | heads)
    return new


def _follow_reports(old: State, new: State, made: set[str], source: Source, touched: Touched) -> None:
    """Events, articles, and what is made of both."""
    events = touched.claimed(RDF.type, KG.startDate, KG.endDate)
    articles = touched.under(KG.Article, KG.recordId, KG.title, KG.published, KG.publisher, KG.url, KG.language)
    copies = touched.under(KG.copyOf)
    if "events" in made:
        new.put("events", old.events().replaced(events, source.select_each("events_about", "event", events)))
    if "articles" in made:
        new.put("articles", old.articles().replaced(articles, source.select_each("articles", "article", articles)))
    if "copies" in made:
        found = originals(source.select_each("copies", "article", copies))
        new.put("copies", with_others(old.copies(), copies, found))
    if made.issuperset(("outlets", "events", "articles", "copies")):
        tables = new.articles(), new.events(), new.copies()
        new.put("outlets", old.outlets().replaced(*tables, events | articles | copies))


def _follow_claims(old: State, new: State, made: set[str], source: Source, touched: Touched) -> None:
    """What claims say of each other, of places and of time."""
    if "places" in made:
        events, places = touched.claimed(KG.place), touched.under(GEO.lat, GEO.long)
        happens = source.select_each("event_places_about", "event", events)
        positions = source.select_each("positions", "place", places)
        new.put("places", old.places().replaced(events, happens, places, positions))
    if "rivals" in made:
        rivals = touched.under(KG.conflictsWith, KG.supersedes) | (touched.claims & old.rivals().claims)
        new.put("rivals", old.rivals().replaced(rivals, _each(source, "rivals", "claim", rivals)))
    if "lasting" in made:
        lasting = touched.under(KG.validFrom, KG.validUntil) | (touched.claims & old.lasting().claims)
        new.put("lasting", old.lasting().replaced(lasting, source.select_each("lasting", "claim", lasting)))


def _each(source: Source, query: str, variable: str, iris: Iterable[str]) -> Iterator[Row]:
    """As `select_each`, one by one: for queries that it is not for, and few things."""
    return (row for iri in iris for row in source.select(query, **{variable: Iri(iri)}))
