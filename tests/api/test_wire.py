"""What is written together goes out together, and nothing is lost where a connection ends."""

import asyncio
from typing import Any

from api.wire import _Joining


class Transport:
    def __init__(self) -> None:
        self.done: list[Any] = []

    def write(self, data: bytes) -> None:
        self.done.append(data)

    def close(self) -> None:
        self.done.append("closed")

    def abort(self) -> None:
        self.done.append("aborted")

    def set_protocol(self, protocol: Any) -> None:
        self.done.append(protocol)

    def is_closing(self) -> bool:
        return False


def written(*steps: tuple[str, Any] | None) -> list[Any]:
    """What a transport is told in these steps; None lets the event loop turn."""

    async def run() -> list[Any]:
        transport = Transport()
        joining = _Joining(transport, asyncio.get_running_loop())  # type: ignore[arg-type]
        assert not joining.is_closing()
        for step in steps:
            if step is None:
                await asyncio.sleep(0)
                await asyncio.sleep(0)
            else:
                name, value = step
                getattr(joining, name)(*(() if value is None else (value,)))
        return transport.done

    return asyncio.run(run())


def test_headers_and_body_are_one_piece() -> None:
    assert written(("write", b"head "), ("write", b"body"), None) == [b"head body"]


def test_what_comes_alone_goes_out_when_the_loop_turns() -> None:
    assert written(("write", b"head"), None, ("write", b"body"), None) == [b"head", b"body"]


def test_later_answers_wait_in_turn() -> None:
    parts = [("write", bytes((number,))) for number in range(5)]
    assert b"".join(written(*parts, None)) == bytes(range(5))


def test_long_pieces_are_not_held_back() -> None:
    long = bytes(100_000)
    assert written(("write", long)) == [long]


def test_closing_sends_first_and_aborting_does_not() -> None:
    assert written(("write", b"x"), ("close", None), None) == [b"x", "closed"]
    assert written(("write", b"x"), ("abort", None), None) == ["aborted"]
    assert written(("write", b"x"), ("set_protocol", "other"), None) == [b"x", "other"]
