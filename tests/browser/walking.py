"""What readers of the graph do, for several tests: search, wait for what is drawn, open a relation."""

from typing import Any

Watched = Any  # the class in conftest.py


def find(watched: Watched, address: str, typed: str) -> None:
    """Search with the keyboard and take the first suggestion."""
    watched.page.goto(address)
    watched.page.locator("#empty h1").wait_for()
    watched.page.keyboard.press("/")
    watched.page.keyboard.type(typed)
    watched.page.locator("#hits li").first.wait_for()
    watched.page.keyboard.press("Enter")
    watched.page.locator("#details .evidence, #details .hint:not(.loading)").first.wait_for()


def nodes_when(watched: Watched, count: int) -> dict[str, Any]:
    """Where each node is, as soon as there are so many."""
    nodes: dict[str, Any] = {}
    for _ in range(100):
        nodes = watched.report()["nodes"]
        if len(nodes) == count:
            return nodes
        watched.page.wait_for_timeout(50)
    raise AssertionError(f"after five seconds {len(nodes)} nodes, expected {count}: {sorted(nodes)}")


def relation(watched: Watched, name: str) -> Any:
    return watched.page.locator("#details .relation", has_text=name)
