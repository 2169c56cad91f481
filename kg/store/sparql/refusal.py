"""Refuses queries that would make the engine open network connections.

Oxigraph follows `SERVICE` (and `LOAD`, in updates) to any address, loopback included, and has no switch against it. Its
parser lets keywords run into their neighbours (`trueSERVICE<x>`, `SERVICEex:y`), so the word is refused wherever it is
part of one that may be a keyword. In doubt this refuses: a prefix named `service:` is a false alarm that the message
explains. `FROM <http://…>` names a graph of the store and fetches nothing, so it passes.
"""

import re

from kg.store.sparql.errors import NetworkRefused
from kg.store.sparql.lexer import words

__all__ = ["refuse_network"]

_KEYWORDS = ("service", "load")
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_network(text: str) -> None:
    """Pass a query that asks for nothing outside the store.

    Raises:
        NetworkRefused: it contains SERVICE or LOAD.
    """
    lower = text.lower()
    if "\\" not in text and not any(keyword in lower for keyword in _KEYWORDS):
        return  # most queries, at the cost of a look
    readings = (text, _CODEPOINT.sub(_character, text)) if "\\" in text else (text,)
    for reading in readings:  # SPARQL allows codepoint escapes outside strings, too
        for word in words(reading):
            for keyword in _KEYWORDS:
                if keyword in word.text:
                    raise NetworkRefused(
                        f"line {word.line}, column {word.column}: {keyword.upper()} is not allowed, because a query "
                        "may not reach other servers; if it is only the name of a prefix, give that another name"
                    )


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else ""
