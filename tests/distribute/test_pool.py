import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from kg.distribute import Failure, map_batches


def double(items: Sequence[int]) -> list[int]:
    for item in items:
        if item == 13:
            raise ValueError("unlucky")
        if item == 99:
            os._exit(9)
    return [2 * item for item in items]


def test_results_come_in_order_whatever_the_workers():
    assert list(map_batches(double, range(12), workers=2, batch=5)) == [2 * i for i in range(12)]


def test_a_failing_item_is_named_and_the_rest_goes_on():
    found = list(map_batches(double, [1, 13, 2], workers=1, batch=3))
    assert found == [2, Failure(13, "ValueError: unlucky"), 4]


def test_a_deadly_item_is_found_and_the_rest_goes_on():
    found = list(map_batches(double, [1, 99, 2, 3, 4], workers=2, batch=2))
    assert [item for item in found if not isinstance(item, Failure)] == [2, 4, 6, 8]
    assert [item.item for item in found if isinstance(item, Failure)] == [99]


def number_of(items: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in items]


_KILLED = """
import time
from test_pool import number_of
from kg.distribute import map_batches
results = map_batches(number_of, range(1000), workers=1, batch=1)
print(next(results), flush=True)
time.sleep(60)
"""


def test_workers_end_with_a_process_that_is_killed():
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent
    ) as started:
        assert started.stdout is not None
        worker = int(started.stdout.readline())
        started.kill()
    deadline = time.monotonic() + 20
    while _runs(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(worker)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
