"""What a browser gets: nothing from another host, whether the explorer was built or not."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from visualizations.explorer import CONTENT_SECURITY_POLICY, ExplorerMissingError


def missing() -> None:
    raise ExplorerMissingError("The explorer's files are missing: build <them>.")


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_come_with_a_strict_policy_and_name_no_other_host(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["content-type"].startswith("text/html")
    assert response.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert not re.findall(r"""(?:src|href)=['"]?(?:https?:)?//""", response.text)


def test_without_the_explorer_the_page_says_how_to_build_it(
    make: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.pages.explorer_folder", missing)
    assert "build &lt;them&gt;" in make().get("/").text


def test_openapi_names_every_resource_once(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    operations = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(operations) == len(set(operations))
    assert {
        "/sparql",
        "/v1/search",
        "/v1/entities/{id}/neighbors",
        "/v1/events/{id}",
        "/v1/articles",
        "/id/{path}",
    } <= {*document["paths"]}
