"""The lexicon as objects: which wording evokes which event, and how the grammar around it fills the roles.

Read from the YAML files of `ontology/lexicon` (its README describes the notation), checked on loading.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from kg.errors import SchemaError
from kg.model import ENTITY_TYPES
from kg.schema.word_files import read_words
from ontology import FOLDER

__all__ = ["Condition", "Entry", "EventBlock", "Lexicon", "load_lexicon"]

Kind = Literal["verb", "noun", "adjective", "phrase", "nominal"]
_KINDS: tuple[Kind, ...] = ("verb", "noun", "adjective", "phrase", "nominal")
_DEFAULT_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold around a trigger for its entry to apply; empty fields ask nothing.

    `slots` maps a function to the entity types and noun lemmas of which its filler must be one; `slots_not` to those it
    must not be. `near` holds words of which one must stand close by, `near_not` those of which none may.
    """

    slots: Mapping[str, frozenset[str]] = field(default_factory=dict)
    slots_not: Mapping[str, frozenset[str]] = field(default_factory=dict)
    has: frozenset[str] = frozenset()
    has_not: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    near_not: frozenset[str] = frozenset()
    passive: bool | None = None
    plural: bool = False
    has_clause: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of wording one event type. `words` holds the lemmas; the first is the trigger's head."""

    type: str
    kind: Kind
    words: tuple[str, ...]
    roles: Mapping[str, str]
    confidence: float
    condition: Condition
    never: bool = False

    @property
    def name(self) -> str:
        """The rule's name, shown as provenance; the construction found is appended to it."""
        return f"{self.type}.{'_'.join(self.words)}"


@dataclass(frozen=True, slots=True)
class EventBlock:
    """What all entries of one event type share."""

    type: str
    roles: Mapping[str, str]
    measure: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, found by the lemma of the trigger's head."""

    blocks: Mapping[str, EventBlock]
    by_lemma: Mapping[str, tuple[Entry, ...]]
    default_roles: Mapping[str, str]
    place_roles: Mapping[str, str]
    nouns: Mapping[str, frozenset[str]]

    def entries(self, lemma: str) -> tuple[Entry, ...]:
        """The entries whose first word is `lemma`."""
        return self.by_lemma.get(lemma, ())


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon.

    Raises:
        SchemaError: a file contradicts the notation, naming file, block and field.

    """
    nouns = {kind: frozenset(words) for kind, words in read_words("nouns.yaml").items()}
    defaults = read_words("defaults.yaml")
    blocks: dict[str, EventBlock] = {}
    entries: list[Entry] = []
    for name in sorted(path.name for path in (FOLDER / "lexicon" / "events").iterdir() if path.name.endswith(".yaml")):
        for event_type, block in read_words(f"events/{name}").items():
            if event_type in blocks:
                raise SchemaError(f"lexicon {name}: {event_type} stands in two files; keep one block per type")
            where = f"lexicon {name}, {event_type}"
            unknown = set(block) - {"roles", "measure", "verbs", "nouns", "phrases", "entries"}
            if unknown:
                raise SchemaError(f"{where}: unknown field {sorted(unknown)[0]!r}")
            blocks[event_type] = EventBlock(event_type, block.get("roles", {}), block.get("measure", {}))
            entries += _entries(event_type, block, nouns, where)
    by_lemma: dict[str, list[Entry]] = {}
    for entry in entries:
        by_lemma.setdefault(entry.words[0], []).append(entry)
    return Lexicon(
        blocks=blocks,
        by_lemma={lemma: tuple(found) for lemma, found in by_lemma.items()},
        default_roles=defaults["roles"],
        place_roles=defaults["place_only"],
        nouns=nouns,
    )


def _entries(event_type: str, block: dict[str, Any], nouns: Mapping[str, frozenset[str]], where: str) -> list[Entry]:
    """Entries of one block: those with conditions first, then the plain lists, each wording once."""
    shared = block.get("roles", {})
    result = [_conditional(event_type, item, shared, nouns, where) for item in block.get("entries") or ()]
    told = {(entry.kind, entry.words) for entry in result if entry.never}
    plain: tuple[tuple[Kind, str], ...] = (("verb", "verbs"), ("noun", "nouns"), ("phrase", "phrases"))
    conditional = {(entry.kind, entry.words) for entry in result}
    for kind, listed in plain:
        for wording in dict.fromkeys(block.get(listed) or ()):
            words = tuple(wording.split())
            if (kind, words) not in conditional:
                result.append(Entry(event_type, kind, words, shared, _DEFAULT_CONFIDENCE, Condition()))
    return [entry for entry in result if not entry.never and (entry.kind, entry.words) not in told]


def _conditional(
    event_type: str,
    item: dict[str, Any],
    shared: Mapping[str, str],
    nouns: Mapping[str, frozenset[str]],
    where: str,
) -> Entry:
    kinds = [kind for kind in _KINDS if kind in item]
    if len(kinds) != 1:
        raise SchemaError(f"{where}: an entry needs exactly one of {', '.join(_KINDS)}, found {sorted(item)}")
    kind = kinds[0]
    words = tuple(str(item[kind]).split())
    slots: dict[str, frozenset[str]] = {}
    slots_not: dict[str, frozenset[str]] = {}
    for key, value in item.items():
        if key == "without":
            for function in ("object", "subject", "clause"):
                slots_not[function] = _resolved(value, nouns, where)
        elif key.startswith("without_"):
            slots_not[key.removeprefix("without_")] = _resolved(value, nouns, where)
        elif key.endswith("_not") and key not in ("has_not", "near_not"):
            slots_not[key.removesuffix("_not")] = _resolved(value, nouns, where)
        elif key.endswith(("_lemma", "_class", "_of")):
            slots[key.rsplit("_", 1)[0]] = _resolved(value, nouns, where)
        elif isinstance(value, list) and key not in ("has", "has_not", "near", "near_not"):
            slots[key] = _resolved(value, nouns, where)
    return Entry(
        type=event_type,
        kind=kind,
        words=words,
        roles={**shared, **item.get("roles", {})},
        confidence=float(item.get("confidence", _DEFAULT_CONFIDENCE)),
        condition=Condition(
            slots=slots,
            slots_not=slots_not,
            has=frozenset(item.get("has", ())),
            has_not=frozenset(item.get("has_not", ())),
            near=_resolved(item.get("near", ()), nouns, where),
            near_not=_resolved(item.get("near_not", ()), nouns, where),
            passive=item.get("passive"),
            plural=bool(item.get("plural")),
            has_clause=bool(item.get("has_clause")),
        ),
        never=bool(item.get("never")),
    )


def _resolved(values: Iterable[str], nouns: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    """Entity types stay as they are; classes become their nouns; other words stand for themselves."""
    result: set[str] = set()
    for value in values:
        if value[:1].isupper() and value not in ENTITY_TYPES:
            raise SchemaError(f"{where}: {value!r} is no entity type; known are {', '.join(ENTITY_TYPES)}")
        result |= nouns.get(value, {value})
    return frozenset(result)
