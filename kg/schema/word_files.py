"""Reads the YAML files of the lexicon, in which `on`, `off`, `yes` and `no` are the words they are."""

from typing import Any

import yaml

from kg.errors import SchemaError
from ontology import FOLDER

__all__ = ["WordLoader", "read_words"]


class WordLoader(yaml.SafeLoader):
    """YAML 1.1 without its truth values in disguise: only `true` and `false` are such."""


WordLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_words(name: str) -> dict[str, Any]:
    """The mapping in `ontology/lexicon/{name}`.

    Raises:
        SchemaError: the file holds something else.
    """
    value = yaml.load((FOLDER / "lexicon" / name).read_text(encoding="utf-8"), Loader=WordLoader)
    if not isinstance(value, dict):
        raise SchemaError(f"lexicon {name}: expected a mapping, found {type(value).__name__}")
    return value
