"""The tools for agents, called by the SDK's own client."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client as Agent
from starlette.testclient import TestClient

from api.mcp import make_server
from kg.client import Client

Call = Callable[..., Any]


@pytest.fixture
def call(client: TestClient) -> Call:
    server = make_server(Client(session=client))

    def run(name: str, **arguments: Any) -> Any:
        async def ask() -> Any:
            async with Agent(server) as agent:
                return await agent.call_tool(name, arguments)

        result = asyncio.run(ask())
        assert not result.is_error, result
        found = result.structured_content
        return found["result"] if set(found) == {"result"} else found

    return run


def test_the_tools_are_listed_with_what_they_do(client: TestClient) -> None:
    async def ask() -> Any:
        async with Agent(make_server(Client(session=client))) as agent:
            return await agent.list_tools()

    tools = {tool.name: tool for tool in asyncio.run(ask()).tools}
    assert set(tools) == {"search", "card", "events", "claims", "conflicts", "path", "sparql"}
    assert all(tool.description for tool in tools.values())


def test_an_agent_finds_things_and_what_is_said_of_them(call: Call) -> None:
    found = call("search", text="arrest", limit=5)
    assert found[0]["id"] == "event/arrests"
    assert call("card", id="event/arrests")["quantities"]
    assert call("card", id="karst")["relations"]
    said = call("claims", id="event/arrests")
    assert {claim["article"]["publisher"] for claim in said} == {"Norland Herald", "Veldt Courier"}
    assert all(claim["sentence"] for claim in said)


def test_an_agent_sees_conflicts_events_paths_and_rows(call: Call) -> None:
    assert call("conflicts", about="event/arrests")[0]["disputed"]
    assert [event["id"] for event in call("events", participant="solberg", from_date="2031-03")] == ["visit"]
    assert call("path", start="brandt", end="veldt")[0]["hops"][0]["evidence"]["sentence"]
    assert call("sparql", query="SELECT ?s { ?s ?p ?o }", limit=2) != []


def test_a_mistake_is_told_to_the_agent(client: TestClient) -> None:
    async def ask() -> Any:
        async with Agent(make_server(Client(session=client))) as agent:
            return await agent.call_tool("card", {"id": "nobody"})

    result = asyncio.run(ask())
    assert result.is_error
    assert "nobody" in json.dumps(result.model_dump(mode="json"))
