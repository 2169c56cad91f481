"""How many sources stand behind claims: who vouches, counted once, and reprints as what they repeat."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.store import Store
from kg.store.question import TABLE_TYPES, Question
from kg.store.resources import ClaimRow

__all__ = ["independent_sources", "originals", "rows"]

_COPIES = "SELECT ?copy ?original WHERE { ?copy kg:copyOf|kg:versionOf ?original }"


def rows(store: Store, sparql: str) -> list[dict[str, str]]:
    """The answer to a SELECT query, as plain values by variable."""
    answer = store.query(Question(sparql, table=TABLE_TYPES[0]))
    found: list[dict[str, Any]] = json.loads(answer.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def originals(store: Store) -> dict[str, str]:
    """What each reprint repeats, by address; chains are followed to their end."""
    repeats = {row["copy"]: row["original"] for row in rows(store, _COPIES)}

    def end(article: str) -> str:
        seen = {article}
        while (article := repeats.get(article, article)) in repeats and article not in seen:
            seen.add(article)
        return article

    return {article: end(article) for article in repeats}


def independent_sources(claims: Iterable[ClaimRow], original_of: Mapping[str, str]) -> list[str]:
    """The names of those who vouch for claims, sorted: persons and bodies that are cited, and outlets for the rest.

    An article that repeats another one adds nothing to it.
    """
    found: dict[str, str] = {}
    for claim in claims:
        article = claim.article
        if article is not None and article.iri in original_of:
            continue
        if claim.attributed_to is not None:
            found[claim.attributed_to.iri] = claim.attributed_to.label
        elif article is not None:
            outlet = article.publisher or article.id
            found[f"outlet {outlet}"] = outlet
    return sorted(found.values())
