"""The graph as a network for Gephi and its like: GraphML 1.0 and GEXF 1.3, written as they go."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kg.export.selection import Selection
from kg.store.view import View

__all__ = ["gexf", "graphml"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE = ("label", "kind", "type", "country", "latitude", "longitude", "start", "end", "claims")
_EDGE = ("property", "valid_from", "valid_until", "confidence", "factuality", "claims")
_NUMBERS = {"latitude": "double", "longitude": "double", "confidence": "double", "claims": "int"}
_INTEGER = {"int": "integer"}


def graphml(view: View, chosen: Selection) -> Iterator[bytes]:
    """GraphML: a directed multigraph, each edge with its property as `label`."""
    yield b'<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = _NUMBERS.get(name, "string")
            yield (
                f'<key id="{domain[0]}_{name}" for="{domain}" attr.name="{_named(domain, name)}" attr.type="{kind}"/>\n'
            ).encode()
    yield b'<graph edgedefault="directed">\n'
    for node in chosen.nodes(view):
        data = "".join(_data("n", name, getattr(node, name)) for name in _NODE)
        yield f"<node id={_quoted(node.iri)}>{data}</node>\n".encode()
    for number, statement in enumerate(chosen.edges(view)):
        data = "".join(_data("e", name, getattr(statement, name)) for name in _EDGE)
        ends = f"source={_quoted(statement.source)} target={_quoted(statement.target or '')}"
        yield f'<edge id="e{number}" {ends}>{data}</edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


def gexf(view: View, chosen: Selection) -> Iterator[bytes]:
    """GEXF: a directed graph; events carry their dates as `start` and `end` attributes."""
    yield (
        b'<?xml version="1.0" encoding="utf-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
        b'<graph mode="static" defaultedgetype="directed" idtype="string">\n'
    )
    for domain, names in (("node", _NODE[1:]), ("edge", _EDGE)):
        rows = "".join(
            f'<attribute id="{number}" title="{name}" type="{_gexf_type(name)}"/>' for number, name in enumerate(names)
        )
        yield f'<attributes class="{domain}">{rows}</attributes>\n'.encode()
    yield b"<nodes>\n"
    for node in chosen.nodes(view):
        values = "".join(_attvalue(number, getattr(node, name)) for number, name in enumerate(_NODE[1:]))
        head = f"<node id={_quoted(node.iri)} label={_quoted(node.label)}>"
        yield f"{head}<attvalues>{values}</attvalues></node>\n".encode()
    yield b"</nodes>\n<edges>\n"
    for number, statement in enumerate(chosen.edges(view)):
        values = "".join(_attvalue(place, getattr(statement, name)) for place, name in enumerate(_EDGE))
        ends = f"source={_quoted(statement.source)} target={_quoted(statement.target or '')}"
        head = f'<edge id="{number}" {ends} label={_quoted(statement.property)} weight="{statement.claims}">'
        yield f"{head}<attvalues>{values}</attvalues></edge>\n".encode()
    yield b"</edges>\n</graph>\n</gexf>\n"


def _named(domain: str, name: str) -> str:
    return "label" if (domain, name) == ("edge", "property") else name


def _gexf_type(name: str) -> str:
    kind = _NUMBERS.get(name, "string")
    return _INTEGER.get(kind, kind)


def _data(prefix: str, name: str, value: object) -> str:
    return "" if value is None else f'<data key="{prefix}_{name}">{escape(_clean(value))}</data>'


def _attvalue(number: int, value: object) -> str:
    return "" if value is None else f'<attvalue for="{number}" value={_quoted(value)}/>'


def _quoted(value: object) -> str:
    return quoteattr(_clean(value))


def _clean(value: object) -> str:
    """Text without the characters that XML cannot hold at all."""
    return _NOT_XML.sub("\ufffd", str(value))
