"""Which of several dates wins."""

import pytest

from kg.model import Moment
from kg.read.dateline import Dateline
from kg.read.published import Head, decide

GIVEN, MARKED = Moment("2021-01-01"), Moment("2021-01-02")
FULL, NO_YEAR = Dateline("LIME", 5, 4, 2021), Dateline("LIME", 5, 4)
WIRE, REPOST = Dateline("LIME", 5, 4, agency="Gull Wire"), Moment("2024-03-01")
URL = "https://gull.example/2021/05/06/ferry"
NOTHING = Head((), (), "")


def _head(*, lines: tuple[str, ...] = (), furniture: tuple[str, ...] = (), body: str = "") -> Head:
    return Head(lines, furniture, body)


@pytest.mark.parametrize(
    ("given", "marked_up", "dateline", "url", "head", "value", "origin"),
    [
        (GIVEN, MARKED, FULL, URL, NOTHING, "2021-01-01", "given"),
        (None, MARKED, FULL, URL, NOTHING, "2021-01-02", "markup"),
        (None, None, FULL, URL, _head(furniture=("Reposted 1 March 2024",)), "2021-05-04", "dateline"),
        (None, None, NO_YEAR, URL, NOTHING, "2021-05-04", "dateline"),
        (None, None, NO_YEAR, None, _head(furniture=("3 January 2022",)), None, None),
        (None, None, NO_YEAR, None, _head(furniture=("7 May 2022",)), "2022-05-04", "dateline"),
        (None, None, Dateline("LIME", 12, 30), None, _head(furniture=("2 January 2022",)), "2021-12-30", "dateline"),
        (None, None, NO_YEAR, None, _head(furniture=("1 March 2024",), body="on Tuesday"), None, None),
        (
            None,
            None,
            NO_YEAR,
            None,
            _head(furniture=("1 March 2024",), body="Tuesday, May 4"),
            "2021-05-04",
            "dateline",
        ),
        (None, None, NO_YEAR, None, _head(body="since 2 May 2021"), "2021-05-04", "dateline"),
        (None, None, NO_YEAR, None, NOTHING, None, None),
        (None, REPOST, WIRE, None, _head(body="Tuesday, May 4"), "2021-05-04", "dateline"),
        (None, REPOST, WIRE, None, NOTHING, None, None),
        (None, REPOST, NO_YEAR, None, NOTHING, "2024-03-01", "markup"),
        (None, Moment("2021-05-06"), WIRE, None, NOTHING, "2021-05-06", "markup"),
        (None, None, Dateline("LIME", 2, 29), None, _head(furniture=("1 March 2023",)), None, None),
        (None, None, None, URL, NOTHING, "2021-05-06", "url"),
        (None, None, None, None, _head(lines=("Tuesday, May 4, 2021",)), "2021-05-04", "text"),
        (None, None, None, None, _head(furniture=("Lime Post | 4 May 2021",)), "2021-05-04", "text"),
        (None, None, None, None, _head(furniture=("Printed from our site on 17/11/2012",)), None, None),
        (None, None, None, None, _head(furniture=("Published: 1 Jan 1970",)), None, None),
        (None, None, None, None, _head(body="It was built in 1999."), None, None),
    ],
)
def test_most_reliable_date_wins(
    given: Moment | None,
    marked_up: Moment | None,
    dateline: Dateline | None,
    url: str | None,
    head: Head,
    value: str | None,
    origin: str | None,
) -> None:
    moment, published_from = decide(given=given, marked_up=marked_up, dateline=dateline, url=url, head=head)
    assert (moment.value if moment else None, published_from) == (value, origin)
