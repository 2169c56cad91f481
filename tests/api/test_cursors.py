"""Cursors are signed: what the server gave out for a list is taken there, and nothing else; `Link` leads on."""

import base64
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import HTTPException
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.cursors import SECRET, Cursors, load_secret

ONE = Cursors(b"1" * 32)


@given(st.text(max_size=80), st.text(max_size=20))
def test_what_was_written_is_read(key: str, place: str) -> None:
    assert ONE.read(place, ONE.write(place, key)) == key


@given(st.data())
def test_no_changed_cursor_is_taken(data: st.DataObject) -> None:
    cursor = ONE.write("/v1/jobs", "17")
    told = bytearray(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    place = data.draw(st.integers(0, len(told) - 1))
    told[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(HTTPException) as refused:
        ONE.read("/v1/jobs", base64.urlsafe_b64encode(told).decode())
    assert refused.value.status_code == 400


@pytest.mark.parametrize("cursor", ["", "!", "é", "a", "IjE3Ig", "=" * 8, "A" * 4000])
def test_nothing_made_up_is_taken(cursor: str) -> None:
    with pytest.raises(HTTPException):
        ONE.read("/v1/jobs", cursor)


def test_another_list_or_store_does_not_take_it() -> None:
    cursor = ONE.write("/v1/jobs", "17")
    for other, place in ((ONE, "/v1/articles"), (Cursors(b"2" * 32), "/v1/jobs")):
        with pytest.raises(HTTPException):
            other.read(place, cursor)


def test_the_secret_is_kept_with_the_store_and_to_its_owner(tmp_path: Path) -> None:
    secret = load_secret(tmp_path)
    assert load_secret(tmp_path) == load_secret(tmp_path, keep=False) == secret != load_secret(None)
    assert stat.S_IMODE((tmp_path / SECRET).stat().st_mode) == 0o600
    (tmp_path / "other").mkdir()
    assert load_secret(tmp_path / "absent") != load_secret(tmp_path / "other", keep=False) != secret
    assert list((tmp_path / "other").iterdir()) == []


LISTS = [
    "/v1/search?q=a&limit=1",
    "/v1/articles?limit=1",
    "/v1/events?limit=1",
    "/v1/events?limit=1&format=geojson",
    "/v1/entities/karst/neighbors?limit=1",
    "/v1/entities/karst/timeline?limit=1",
    "/v1/entities/karst/articles?limit=1",
    "/v1/statements?subject=event/arrests&limit=1",
    "/v1/sources?limit=1",
    "/v1/articles/herald-1/claims?limit=1",
]


@pytest.mark.parametrize("path", LISTS)
def test_the_link_leads_to_the_next_page(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200, first.text
    link = re.fullmatch(r'<(/v1/[^>]+)>; rel="next"', first.headers["link"])
    assert link is not None
    assert first.json()["next"] in link[1]
    second = client.get(link[1])
    assert second.status_code == 200, second.text
    items = [
        page.json().get("items") or page.json().get("features") or page.json()["edges"] for page in (first, second)
    ]
    assert items[0] != items[1]
    tampered = link[1][:-2] + ("AA" if link[1][-2:] != "AA" else "BB")
    refused = client.get(tampered)
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")


def test_the_last_page_has_no_link(client: TestClient) -> None:
    page = client.get("/v1/sources?limit=200")
    assert page.json()["next"] is None
    assert "link" not in page.headers


def test_a_path_of_any_script_makes_a_header(make: Callable[..., TestClient]) -> None:
    response = make().get("/v1/search", params={"q": "Ærø Ελλάδα", "limit": 1})
    assert response.status_code == 200
