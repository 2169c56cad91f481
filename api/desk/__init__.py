"""Behind the counter: articles that come in over HTTP are queued, read in worker processes, and put into the graph."""

from api.desk.desk import Desk

__all__ = ["Desk"]
