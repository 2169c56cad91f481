"""What messages of the Reconciliation Service API 0.2 have to be like, as JSON schemas.

After the rules of the specification and of the schemas published with it
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), written anew, and stricter where we
promise more: addresses are addresses, and every candidate tells its type and whether it is sure.
"""

from typing import Any

__all__ = [
    "EXTEND_QUERY",
    "EXTEND_RESPONSE",
    "MANIFEST",
    "PROPOSED_PROPERTIES",
    "QUERY_BATCH",
    "RESULT_BATCH",
    "SUGGESTED_ENTITIES",
    "SUGGESTED_PROPERTIES",
    "SUGGESTED_TYPES",
]

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
_TEMPLATE: Schema = {"type": "string", "pattern": r"\{\{id\}\}"}
_DATE_TIME: Schema = {
    "type": "string",
    "pattern": r"^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$",
}


def _record(needed: dict[str, Schema], optional: dict[str, Schema] | None = None, *, closed: bool = False) -> Schema:
    properties = {**needed, **(optional or {})}
    return {
        "type": "object",
        "required": list(needed),
        "properties": properties,
        **({"additionalProperties": False} if closed else {}),
    }


def _list(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


def _each(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


_TYPE = _record({"id": _TEXT, "name": _TEXT}, {"description": _TEXT, "broader": _list({"type": "object"})})
_TYPES = _list({"oneOf": [_record({"id": _TEXT}, {"name": _TEXT}), _TEXT]})
_PROPERTY = _record({"id": _TEXT, "name": _TEXT}, {"description": _TEXT})
_SERVICE = _record(
    {"service_url": _ADDRESS, "service_path": {"type": "string", "pattern": "^/"}},
    {"flyout_service_url": _ADDRESS, "flyout_service_path": {"type": "string", "pattern": r"\$\{id\}"}},
)


def _setting(kind: str, default: Schema, **more: Schema) -> Schema:
    needed: dict[str, Schema] = {"type": {"const": kind}, "label": _TEXT, "name": _TEXT, **more}
    return _record(needed, {"default": default, "help_text": _TEXT})


_SETTINGS = [
    _setting("number", {"type": "number"}),
    _setting("text", _TEXT),
    _setting("checkbox", {"type": "boolean"}),
    _setting("select", _TEXT, choices=_list(_record({"value": _TEXT, "name": _TEXT}))),
]

MANIFEST = _record(
    {
        "versions": _list(_TEXT, contains={"const": "0.2"}),
        "name": _TEXT,
        "identifierSpace": _ADDRESS,
        "schemaSpace": _ADDRESS,
        "view": _record({"url": _TEMPLATE}),
    },
    {
        "documentation": _ADDRESS,
        "serviceVersion": _TEXT,
        "logo": _ADDRESS,
        "feature_view": _record({"url": _TEMPLATE}),
        "defaultTypes": _list(_TYPE, uniqueItems=True),
        "suggest": {"type": "object", "required": ["entity", "property", "type"], "additionalProperties": _SERVICE},
        "preview": _record({"url": _TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "extend": _record({}, {"propose_properties": _SERVICE, "property_settings": _list({"oneOf": _SETTINGS})}),
    },
)

_KNOWN: Schema = {"oneOf": [{"type": ["string", "number", "boolean"]}, _record({"id": _TEXT}, {"name": _TEXT})]}
_QUERY = {
    **_record(
        {},
        {
            "query": _TEXT,
            "type": {"oneOf": [_TEXT, _list(_TEXT)]},
            "limit": {"type": "number"},
            "type_strict": {"enum": ["any", "should", "all"]},
            "properties": _list(_record({"pid": _TEXT, "v": {"oneOf": [_KNOWN, _list(_KNOWN)]}})),
        },
        closed=True,
    ),
    "anyOf": [{"required": ["query"]}, {"required": ["properties"], "properties": {"properties": {"minItems": 1}}}],
}
QUERY_BATCH = _each(_QUERY)

_FEATURE = _record({"id": _TEXT, "value": {"type": ["boolean", "number"]}})
_CANDIDATE = _record(
    {"id": _TEXT, "name": _TEXT, "score": {"type": "number"}, "match": {"type": "boolean"}, "type": _TYPES},
    {"description": _TEXT, "features": _list(_FEATURE)},
)
RESULT_BATCH = _each(_record({"result": _list(_CANDIDATE)}))

SUGGESTED_ENTITIES = _record(
    {"result": _list(_record({"id": _TEXT, "name": _TEXT}, {"description": _TEXT, "notable": _TYPES}))}
)
SUGGESTED_PROPERTIES = _record({"result": _list(_PROPERTY)})
SUGGESTED_TYPES = _record({"result": _list(_TYPE)})
PROPOSED_PROPERTIES = _record({"type": _TEXT, "properties": _list(_PROPERTY)}, {"limit": {"type": "integer"}})

EXTEND_QUERY = _record(
    {"ids": _list(_TEXT), "properties": _list(_record({"id": _TEXT}, {"settings": {"type": "object"}}))}
)
_VALUES = [
    _record({}, closed=True),
    _record({"id": _TEXT, "name": _TEXT}, {"description": _TEXT}, closed=True),
    _record({"str": _TEXT}, closed=True),
    _record({"float": {"type": "number"}}, closed=True),
    _record({"int": {"type": "integer"}}, closed=True),
    _record({"date": _DATE_TIME}, closed=True),
]
_COLUMN = _record({"id": _TEXT, "name": _TEXT}, {"type": _record({"id": _TEXT}, {"name": _TEXT}), "service": _ADDRESS})
EXTEND_RESPONSE = _record({"meta": _list(_COLUMN), "rows": _each(_each(_list({"oneOf": _VALUES})))})
