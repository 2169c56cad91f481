"""The ontology as one readable web page: self-contained, the same bytes every time, nothing loaded from elsewhere."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from kg.rdf.terms import ONTOLOGY, PREFIXES
from kg.schema import EventType, Ontology, Term, load_ontology

__all__ = ["ontology_page"]

_INTRODUCTION = """
<p class="lead">A graph of news holds two things about every fact: the fact, as one plain triple that is easy to ask
for, and at least one claim that repeats it and tells who says so, in which article and sentence, with what status, and
which rule or model read it there. What is denied, planned or only possible is a claim and no fact.</p>
<pre>event:rally a kg:Protest ; kg:place entity:square ; kg:startDate "2031-03-03"^^xsd:date .

claim:1 a kg:Claim ;
    rdf:subject event:rally ; rdf:predicate kg:place ; rdf:object entity:square ;
    kg:assertedIn article:herald-1 ; kg:factuality kg:asserted ; kg:confidence 0.9 ;
    kg:evidence evidence:1 ; prov:wasGeneratedBy extraction:events .

evidence:1 a kg:Evidence ; kg:article article:herald-1 ; kg:start 38 ; kg:end 82 ;
    kg:exactQuote "Dockers rallied on Harbour Square on Monday." .</pre>
<p>Each article is a named graph under its own address. Labels are <code>skos:prefLabel</code> and
<code>skos:altLabel</code>, coordinates <code>geo:lat</code> and <code>geo:long</code>, the same thing elsewhere
<code>owl:sameAs</code>.</p>
"""

_INTRODUCED = {
    "entities": "What articles speak of under a name.",
    "events": "What happens. An event carries its type; ask for a family with <code>a/rdfs:subClassOf*</code>.",
    "relations": "What holds between two entities for a time. Some take the words of the text instead of an entity.",
    "roles": "How entities take part in events. Every role may be filled with the words of the text.",
    "annotations": "What this ontology says of its own terms.",
}


_ALIGNED = {
    "rdfs:subClassOf": "elsewhere a kind of",
    "rdfs:subPropertyOf": "elsewhere implies",
    "skos:closeMatch": "close to",
    "skos:broadMatch": "narrower than",
}


def ontology_page() -> str:
    """The whole page as HTML."""
    ontology = load_ontology()
    sections = list(_sections(ontology))
    contents = "".join(f'<li><a href="#{key}">{escape(title)}</a></li>' for key, title, _ in sections)
    body = "".join(_section(key, title, content) for key, title, content in sections)
    style = (files("kg.rdf") / "page.css").read_text("utf-8")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>The newsgraph ontology</title>
<style>
{style}</style>
</head>
<body>
<div class="page">
<header>
<h1>The newsgraph ontology</h1>
<p class="quiet">Version {escape(ontology.version)} &middot; {len(ontology.terms)} terms &middot;
<code>PREFIX kg: &lt;{escape(PREFIXES["kg"])}&gt;</code></p>
</header>
<nav aria-label="Contents"><ul><li><a href="#overview">Overview</a></li>{contents}</ul></nav>
<main>
<section id="overview">{_INTRODUCTION}</section>
{body}</main>
<footer>Address: <code>{escape(ONTOLOGY)}</code>. Licence: Apache 2.0.</footer>
</div>
</body>
</html>
"""


def _section(key: str, title: str, content: str) -> str:
    introduction = f"<p>{_INTRODUCED[key]}</p>" if key in _INTRODUCED else ""
    return f'<section id="{key}"><h2>{escape(title)}</h2>{introduction}{content}</section>\n'


def _sections(ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    """Key, title and content of each section; every term stands in exactly one."""
    terms = ontology.terms
    lasting = ["relation", *ontology.predicates]
    parts = ["role", *ontology.roles]
    entity_types = [_local(kind.iri) for kind in ontology.entity_types.values()]
    event_types = [_local(kind.iri) for kind in ontology.event_types.values()]
    families = [name for name, term in terms.items() if "kg:Event" in term.parents and name not in event_types]
    placed = [*lasting, *parts]

    def owned(class_name: str) -> list[str]:
        return [name for name, term in terms.items() if _owner(term) == class_name and name not in placed]

    def cards(names: list[str]) -> str:
        placed.extend(names)
        return "".join(_card(terms[name]) for name in names)

    yield "entities", "Entities", cards(["Entity", *entity_types, *owned("Entity")])
    events = cards(["Event", *families, *event_types, *owned("Event")])
    yield "events", "Events", _tree(ontology) + _table(ontology) + events
    yield "relations", "Relations", cards(lasting)
    yield "roles", "Roles", cards(parts)
    for name in [name for name, term in terms.items() if term.kind == "class" and name not in placed]:
        yield f"about-{name}", terms[name].label.capitalize(), cards([name, *owned(name)])
    yield "annotations", "Annotations", cards([name for name in terms if name not in placed])


def _owner(term: Term) -> str:
    """The class under which a property or an individual is shown."""
    return next((_local(name) for name in (term.parents if term.kind == "individual" else term.domain)), "")


def _local(name: str) -> str:
    return name.rpartition("#")[2].rpartition(":")[2]


def _tree(ontology: Ontology) -> str:
    branches = "".join(
        f"<li>{_link(f'kg:{family}')}<ul>{''.join(f'<li>{_link(kind.iri)}</li>' for kind in kinds)}</ul></li>"
        for family, kinds in ontology.event_families().items()
        if family != "Event"
    )
    alone = "".join(f"<li>{_link(kind.iri)}</li>" for kind in ontology.event_families().get("Event", ()))
    return f'<ul class="tree">{branches}{alone}</ul>'


def _table(ontology: Ontology) -> str:
    rows = "".join(_row(kind) for kinds in ontology.event_families().values() for kind in kinds)
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Type", "Core roles", "PLOVER", "ACLED"))
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(kind: EventType) -> str:
    roles = ", ".join(_link(f"kg:{role}") for role in kind.core_roles)
    plover = " / ".join(part for part in kind.plover or () if part)
    cells = (_link(kind.iri), roles, escape(plover), escape(kind.acled or ""))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _card(term: Term) -> str:
    marks = [mark for mark, set_ in (("symmetric", term.symmetric), ("functional", term.functional)) if set_]
    badges = "".join(f'<span class="badge">{mark}</span>' for mark in (term.kind, *marks))
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _facts(term) if value)
    note = f"<p>{escape(term.note)}</p>" if term.note else ""
    return (
        f'<article class="term" id="{term.name}"><h3><code>kg:{term.name}</code>'
        f'<span class="label">{escape(term.label)}</span>{badges}</h3>'
        f'<p>{escape(term.definition)}</p>{note}<p class="example">{escape(term.example)}</p>'
        f"{f'<dl>{facts}</dl>' if facts else ''}</article>\n"
    )


def _facts(term: Term) -> Iterator[tuple[str, str]]:
    yield {"class": "kind of", "individual": "one of"}.get(term.kind, "implies"), ", ".join(map(_link, term.parents))
    yield "from", ", ".join(map(_link, term.domain))
    yield "to", ", ".join(map(_link, term.range))
    yield "read backwards", escape(term.inverse_label or "")
    yield "in records", escape(term.record_name or "")
    for kind in dict.fromkeys(kind for kind, _ in term.alignments):
        yield (
            _ALIGNED.get(kind, escape(kind)),
            ", ".join(_link(name) for found, name in term.alignments if found == kind),
        )


def _link(name: str) -> str:
    """A link to a term of ours on this page, or to another vocabulary's term at its address."""
    if name.startswith(PREFIXES["kg"]):
        name = f"kg:{_local(name)}"
    prefix, _, local = name.partition(":")
    target = f"#{local}" if prefix == "kg" else PREFIXES[prefix] + local
    return f'<a href="{escape(target)}"><code>{escape(name)}</code></a>'
