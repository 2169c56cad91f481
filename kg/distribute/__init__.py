"""Work on more than one processor: batches of articles in worker processes."""

from kg.distribute.pool import Failure, map_batches

__all__ = ["Failure", "map_batches"]
