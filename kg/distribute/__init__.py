"""Work on more than one processor: batches of articles in worker processes."""

from kg.distribute.parent import end_with_parent
from kg.distribute.pool import Failure, map_batches

__all__ = ["Failure", "end_with_parent", "map_batches"]
