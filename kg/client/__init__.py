"""A typed client of a newsgraph server, and helpers for notebooks.

from kg.client import Client

with Client("http://127.0.0.1:8000") as graph:
(who, *_) = graph.search("Tokayev")
for event in graph.events(participant=who["id"]):
print(event["start"], event["label"])
"""

from kg.client.client import Client
from kg.client.errors import ServerError
from kg.client.shapes import Article, Claim, Conflict, Edge, Event, Job, Path, Statement, Thing

__all__ = [
    "Article",
    "Claim",
    "Client",
    "Conflict",
    "Edge",
    "Event",
    "Job",
    "Path",
    "ServerError",
    "Statement",
    "Thing",
]
