"""The ontology as data: classes and properties, alignments, shapes, lexicon, gazetteer and questions.

`FOLDER` leads to the files wherever the package is installed: `(FOLDER / "newsgraph.ttl").read_text(encoding="utf-8")`.

| file or folder | what it holds |
|---|---|
| `newsgraph.ttl` | every class, property and individual, with label, definition and example |
| `alignments.ttl` | how they relate to schema.org, SEM, PROV-O, Web Annotation, GeoNames, PLOVER … |
| `shapes.ttl` | SHACL shapes that a graph must meet |
| `checks/*.rq` | invariants that need the whole graph; a row found is a fault |
| `questions/*.rq` | what analysts ask, with a small example graph and the expected answers |
| `lexicon/`, `gazetteer/` | which wording evokes which term; names of places and bodies |
"""

from importlib.resources import files

__all__ = ["FOLDER"]

FOLDER = files(__name__)
