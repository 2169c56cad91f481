"""The durable queue by itself: what it promises when processes die, and in which order it tells."""

from pathlib import Path

import pytest

from api.desk.changes import ChangeLog
from api.desk.former import Former
from api.desk.queue import Queue
from api.desk.reading import Outcome
from kg.errors import NotFound

WHEN = "2031-03-04T00:00:00"


def filled(path: Path | None, count: int) -> tuple[Queue, int]:
    queue = Queue(path)
    job = queue.open_job("one", "", WHEN, "key")
    queue.submit(job, [(f"line {number}", b"body") for number in range(count)])
    return queue, job


def test_a_job_that_was_not_wholly_sent_is_gone_after_a_crash(tmp_path: Path) -> None:
    queue, _ = filled(tmp_path / "q.sqlite", 2)
    queue.close()
    queue = Queue(tmp_path / "q.sqlite")
    assert queue.by_key("key") is None
    with pytest.raises(NotFound):
        queue.job("one")
    queue.close()


def test_what_was_under_way_is_taken_again(tmp_path: Path) -> None:
    queue, job = filled(tmp_path / "q.sqlite", 3)
    queue.seal(job, "digest")
    first, *_ = queue.take(2)
    queue.settle(first, [Outcome("created", "a")])
    queue.close()
    queue = Queue(tmp_path / "q.sqlite")
    assert queue.job("one").state == "waiting"
    assert [item.name for item in queue.take(9)] == ["line 1", "line 2"]
    assert (queue.waiting(), queue.job("one").new) == (2, 1)
    queue.close()


def test_an_item_is_settled_once() -> None:
    queue, job = filled(None, 1)
    queue.seal(job, "digest")
    (item,) = queue.take(5)
    for _ in range(2):
        queue.settle(item, [Outcome("created", "a"), Outcome("rejected", reason="no text")])
    told = queue.job("one")
    assert (told.read, told.new, told.rejected) == (1, 1, 1)
    assert queue.read_up() == [job]
    queue.finish([job], WHEN)
    assert queue.job("one").state == "done"
    queue.close()


def test_results_are_told_in_the_order_of_sending_whatever_is_read_first() -> None:
    queue, job = filled(None, 3)
    queue.seal(job, "digest")
    first, second, third = queue.take(3)
    queue.settle(third, [Outcome("created", "c")])
    assert list(queue.results(job)) == []
    queue.settle(first, [Outcome("created", "a")])
    assert [result.item for result in queue.results(job)] == [0]
    queue.settle(second, [Outcome("created", "b")])
    assert [result.item for result in queue.results(job, (0, 0))] == [1, 2]
    queue.close()


def test_a_cancelled_job_gives_nothing_to_read_until_it_is_resumed() -> None:
    queue, job = filled(None, 1)
    queue.seal(job, "digest")
    queue.cancel("one", WHEN)
    assert queue.take(5) == []
    assert queue.waiting() == 0
    queue.resume("one")
    assert len(queue.take(5)) == 1
    queue.close()


def test_a_former_address_leads_to_what_its_members_are_now() -> None:
    former = Former(None)
    former.note([("old", [("a", "e1"), ("b", "e2")]), ("lost", [("c", "e1")])])
    now = {("b", "e2"): "new"}.get
    assert former.became("old", now) == (True, "new")
    assert former.became("lost", now) == (True, None)
    assert former.became("never", now) == (False, None)
    former.close()


def test_changes_are_numbered_and_told_from_a_number_on() -> None:
    log = ChangeLog(None)
    log.append([("changed", "a"), ("removed", "b")], WHEN)
    log.append([], WHEN)
    assert [(change.number, change.action) for change in log.after(0, 9)] == [(1, "changed"), (2, "removed")]
    assert [change.address for change in log.after(1, 9)] == ["b"]
    assert log.last() == 2
    log.close()
