"""Everything that is known of one entity or event as one HTML file, which needs no server, no network and no script."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from kg.store.resources import ArticleRow, ClaimRow, Node, Statement
from kg.store.view import View

__all__ = ["dossier"]

_MOST = 200
"""Statements, events and claims of each that are told, at most."""
_PER_FACT = 10
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{margin-bottom:0}h2{margin-top:2rem;border-bottom:1px solid #ccc}blockquote{margin:.3rem 0;padding-left:.8rem;
border-left:3px solid #4477aa}small,.note{color:#555}code{font-size:.8em;overflow-wrap:anywhere}
.disputed{color:#8a1c2b;font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dd{margin:0}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def dossier(view: View, iri: str, *, when: str) -> Iterator[bytes]:
    """The dossier of an entity or event; `when` is the instant it was made.

    Raises:
        NotFound: the graph says nothing of it.
    """
    card = view.card(iri)
    node = card.node
    yield _head(node, when)
    facts = [
        ("Address", iri),
        ("Type", node.type or "unknown"),
        ("Also called", ", ".join(card.aliases)),
        ("Country", node.country),
        ("Begins", node.start),
        ("Ends", node.end),
        ("The same as", ", ".join(card.same_as)),
        ("Articles", str(card.articles)),
    ]
    rows = (Markup("<dt>{}</dt><dd>{}</dd>").format(name, value) for name, value in facts if value)
    yield Markup("<dl>{}</dl>").format(Markup("").join(rows)).encode()
    articles: dict[str, ArticleRow] = {}
    yield from _statements(view, iri, articles)
    if node.kind != "event":
        yield from _timeline(view, iri)
    yield from _conflicts(view, iri, articles)
    yield from _sources(view, articles.values())
    yield b"</body></html>\n"


def _head(node: Node, when: str) -> bytes:
    return (
        Markup(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta http-equiv="Content-Security-Policy" content="{}">'
            '<meta name="viewport" content="width=device-width">'
            "<title>{}</title><style>{}</style></head><body><h1>{}</h1>"
            '<p class="note">What news articles say, with the sentences they say it in. Made {}.</p>'
        )
        .format(_POLICY, node.label, Markup(_STYLE), node.label, when)
        .encode()
    )


def _statements(view: View, iri: str, articles: dict[str, ArticleRow]) -> Iterator[bytes]:
    yield b"<h2>What is said</h2>"
    stated = [*view.outgoing(iri), *view.statements(object=iri, limit=_MOST).items][:_MOST]
    for statement in stated:
        claims = view.claims(
            subject=statement.source,
            property=statement.property,
            object=statement.target,
            value=statement.value,
            limit=_PER_FACT,
        )
        yield Markup("<h3>{}</h3>").format(_sentence(view, statement)).encode()
        yield from (_claim(claim, articles) for claim in claims.items)
        if claims.total > len(claims.items):
            yield Markup("<p class=note>and {} more</p>").format(claims.total - len(claims.items)).encode()


def _sentence(view: View, statement: Statement) -> str:
    target = view.node(statement.target).label if statement.target else statement.value
    period = f" ({statement.valid_from or ''}–{statement.valid_until or ''})"
    return (
        f"{view.node(statement.source).label} – {statement.property} – {target}"
        f"{period if statement.valid_from or statement.valid_until else ''}"
        f"{'' if statement.factuality == 'asserted' else f' [{statement.factuality}]'}"
    )


def _claim(claim: ClaimRow, articles: dict[str, ArticleRow]) -> bytes:
    if claim.article is not None:
        articles[claim.article.iri] = claim.article
    quotes = Markup("").join(Markup("<blockquote>{}</blockquote>").format(passage.text) for passage in claim.passages)
    said = [claim.article.publisher or claim.article.id, claim.article.published] if claim.article else []
    voucher = f"according to {claim.attributed_to.label}" if claim.attributed_to else None
    figures = ", ".join(figure.text or "" for figure in claim.figures)
    notes = [*said, voucher, claim.factuality, f"confidence {claim.confidence:.2f}", figures, claim.rule]
    return Markup("{}<small>{}</small>").format(quotes, " · ".join(note for note in notes if note)).encode()


def _timeline(view: View, iri: str) -> Iterator[bytes]:
    rows = view.timeline(iri, limit=_MOST).items
    if not rows:
        return
    yield b"<h2>Events</h2><ul>"
    for row in rows:
        if row.event is not None:
            told = (row.start or "date unknown", row.event.node.label, ", ".join(row.roles))
            yield Markup("<li>{}: {} <small>({})</small></li>").format(*told).encode()
    yield b"</ul>"


def _conflicts(view: View, iri: str, articles: dict[str, ArticleRow]) -> Iterator[bytes]:
    conflicts = view.conflicts(about=iri, limit=_MOST).items
    if conflicts:
        yield b"<h2>Where sources differ</h2>"
    for conflict in conflicts:
        names = ", ".join(node.label for node in conflict.subjects)
        note = "contradict each other" if conflict.disputed else "were updated"
        yield (
            Markup('<h3>{}</h3><p class="{}">These claims {}.</p>')
            .format(names, "disputed" if conflict.disputed else "note", note)
            .encode()
        )
        yield from (_claim(claim, articles) for claim in conflict.claims)


def _sources(view: View, articles: Iterable[ArticleRow]) -> Iterator[bytes]:
    yield b"<h2>Sources</h2><ul>"
    for article in sorted(articles, key=lambda row: (row.published or "~", row.iri)):
        head = " · ".join(part for part in (article.publisher, article.published, article.title or article.id) if part)
        url = article.url if article.url and article.url.startswith(("http://", "https://")) else None
        link = Markup('<a rel="noreferrer" href="{}">{}</a>').format(url, head) if url else escape(head)
        digest = view.article_hash(article.iri) or "unknown"
        yield (
            Markup("<li>{}<br><small>SHA-256 of what was read: <code>{}</code></small></li>")
            .format(link, digest)
            .encode()
        )
    yield b"</ul>"
