"""Messages between processes arrive whole, whether somebody waits for them or not."""

import socket
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from kg.store.sparql.channel import Channel

SIZES = (0, 1, 7, 100, 256 * 1024 - 8, 256 * 1024, 3_000_000)


@pytest.fixture
def ends() -> Iterator[tuple[Channel, Channel]]:
    one, other = (Channel(end) for end in socket.socketpair())
    yield one, other
    one.close()
    other.close()


@pytest.mark.parametrize("size", SIZES)
def test_a_message_arrives_as_it_was_sent(ends: tuple[Channel, Channel], size: int) -> None:
    one, other = ends
    for message in (bytes(size), b"next"):
        sender = Thread(target=one.send, args=(b"head", message))
        sender.start()
        assert other.receive() == b"head" + message
        sender.join()


@pytest.mark.parametrize("size", SIZES)
def test_a_message_arrives_piece_by_piece_where_nobody_waits(ends: tuple[Channel, Channel], size: int) -> None:
    one, other = ends
    assert other.arrived() is None
    sender = Thread(target=one.send, args=(bytes(size),))
    sender.start()
    found, end = None, time.monotonic() + 20
    while found is None and time.monotonic() < end:
        found = other.arrived()
    sender.join()
    assert found == bytes(size)


def test_a_header_in_two_parts_is_put_together() -> None:
    raw, end = socket.socketpair()
    channel = Channel(end)
    raw.sendall(b"\0\0\0")
    assert channel.arrived() is None
    raw.sendall(b"\0\0\0\0\2a")
    assert channel.receive(time.monotonic() + 0.01) is None
    raw.sendall(b"b")
    assert channel.receive() == b"ab"
    raw.close()
    channel.close()


def test_waiting_ends_in_time_and_with_the_other_end(ends: tuple[Channel, Channel]) -> None:
    one, other = ends
    began = time.monotonic()
    assert other.receive(began + 0.05) is None
    assert time.monotonic() - began >= 0.05
    one.close()
    with pytest.raises(EOFError):
        other.receive()
    with pytest.raises(EOFError):
        other.arrived()
    with pytest.raises(BrokenPipeError):
        other.send(b"x")
