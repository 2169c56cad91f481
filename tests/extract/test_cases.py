"""Every case of the lexicon runs: what must be found, and what must not."""

from typing import Any

import pytest
import yaml

from kg.model import Article, ArticleRecord, Moment
from ontology import FOLDER

CASES = FOLDER / "lexicon" / "cases"


def _cases(name: str) -> list[Any]:
    cases = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["text"][:50]) for case in cases]


def _record(extraction, text: str) -> ArticleRecord:
    return extraction.records([Article("case", text, published=Moment("2022-06-15"))])[0]


def _told(record: ArticleRecord, event) -> dict[str, set[str]]:
    names = {entity.id: entity for entity in record.entities}
    told: dict[str, set[str]] = {}
    for argument in event.arguments:
        forms = told.setdefault(argument.role, set())
        if argument.span is not None:
            forms.add(argument.span.text)
        if argument.entity is not None:
            entity = names[argument.entity]
            forms |= {entity.name, *entity.aliases, *(m.span.text for m in entity.mentions)}
    return told


def _matches(record: ArticleRecord, event, wanted) -> bool:
    if event.type != wanted["type"] or event.factuality != wanted.get("factuality", event.factuality):
        return False
    told = _told(record, event)
    for role, fillers in wanted.get("roles", {}).items():
        for filler in fillers if isinstance(fillers, list) else [fillers]:
            if not any(filler in form for form in told.get(role, ())):
                return False
    if "figure" in wanted and wanted["figure"] not in {quantity.value for quantity in event.quantities}:
        return False
    if "source" in wanted:
        said = event.attribution
        names = {entity.id: [entity.name, *entity.aliases] for entity in record.entities}
        told = ["none"] if said is None else [said.text or "", *names.get(said.entity or "", [])]
        if not any(wanted["source"].lower() == form.lower().removeprefix("the ") for form in told) and (
            wanted["source"] not in told
        ):
            return False
    return True


@pytest.mark.parametrize("case", _cases("events.yaml"))
def test_event_case_holds(lexical_extraction, case):
    record = _record(lexical_extraction, case["text"])
    for wanted in case.get("events", ()):
        assert any(_matches(record, event, wanted) for event in record.events), (wanted, record.events)
    assert not {event.type for event in record.events} & set(case.get("never", ()))


@pytest.mark.parametrize("case", _cases("status.yaml"))
def test_status_case_holds(lexical_extraction, case):
    record = _record(lexical_extraction, case["text"])
    for wanted in case.get("events", ()):
        assert any(_matches(record, event, wanted) for event in record.events), (wanted, record.events)


@pytest.mark.parametrize("case", _cases("relations.yaml"))
def test_relation_case_holds(extraction, case):
    record = _record(extraction, case["text"])
    names = {entity.id: entity.name for entity in record.entities}
    told = {(names[r.subject], r.predicate, names.get(r.object or "") or r.value) for r in record.relations}
    for subject, predicate, target in case.get("relations", ()):
        assert (subject, predicate, target) in told
    assert not {predicate for _, predicate, _ in told} & set(case.get("never", ()))
