"""The only place that knows the order of the stages: inputs to records, records to decisions, both to the graph."""

from kg.pipeline.build import BuildReport, Progress, build, delete_article, rebuild
from kg.pipeline.extraction import Extraction, extract_article
from kg.pipeline.graph import sync_graph
from kg.pipeline.workspace import Workspace

__all__ = [
    "BuildReport",
    "Extraction",
    "Progress",
    "Workspace",
    "build",
    "delete_article",
    "extract_article",
    "rebuild",
    "sync_graph",
]
