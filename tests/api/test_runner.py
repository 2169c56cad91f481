"""How the graph follows a long job: seldom, since readers wait meanwhile, and wholly in the end."""

import threading
from collections.abc import Sequence
from typing import Any

from api.desk.queue import Queue
from api.desk.reading import Outcome, Task
from api.desk.runner import Runner

WHEN = "2031-03-04T00:00:00"


class Readers:
    """Reads at once."""

    count = 1

    def run(self, work: object, payloads: Sequence[bytes], task: Task) -> list[list[Outcome]]:
        return [[Outcome("created", payload.decode())] for payload in payloads]


def test_the_graph_does_not_follow_after_every_batch() -> None:
    queue, followed, done = Queue(None), [], threading.Event()
    job = queue.open_job("long", "", WHEN, "key")
    queue.submit(job, [(f"line {number}", str(number).encode()) for number in range(100)])
    queue.seal(job, "digest")

    def follow() -> None:
        followed.append(queue.job("long").read)
        if followed[-1] == 100:
            done.set()

    workers: Any = Readers()
    runner = Runner(queue, workers, Task("nowhere"), follow, lambda: None)
    runner.start()
    assert done.wait(30)
    runner.stop(10)
    queue.close()
    assert followed == [100]
