"""Whole messages between two processes over a pair of sockets, for threads that wait and for loops that must not."""

import socket
import struct
import time
from contextlib import suppress

__all__ = ["Channel"]

_LENGTH = struct.Struct("!Q")
_HEAD = _LENGTH.size
_AT_ONCE = 256 * 1024
"""Bytes that are read in one go; most messages are shorter."""


class Channel:
    """One end. Messages go to and fro in turn, and at each end one thread at a time makes use of it.

    All methods raise OSError where the connection is broken, and EOFError where the other end has been closed.
    """

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._patience = end.gettimeout()
        self._piece = memoryview(bytearray(_AT_ONCE))
        self._begun = bytearray()
        """Of a message that has not wholly arrived: its length, and what there is of it."""

    def fileno(self) -> int:
        """What an event loop may watch."""
        return self._socket.fileno()

    def send(self, *parts: bytes) -> None:
        """Send `parts` as one message; waits where the other end is slow to take it."""
        data = memoryview(b"".join((_LENGTH.pack(sum(map(len, parts))), *parts)))
        if self._patience == 0.0:  # as it mostly is at an event loop, where there is mostly room for all of it
            with suppress(BlockingIOError):
                data = data[self._socket.send(data) :]
        if data:
            self._wait(None)
            self._socket.sendall(data)

    def receive(self, until: float | None = None) -> bytes | None:
        """The next message; None if it has not arrived at `until`, a time of the monotonic clock."""
        message = None
        while message is None:
            self._wait(None if until is None else max(0.0, until - time.monotonic()))
            try:
                message = self._read()
            except (BlockingIOError, TimeoutError):
                return None
        return message

    def arrived(self) -> bytes | None:
        """The next message if the rest of it is here; never waits, and reads no more than a piece."""
        self._wait(0.0)
        try:
            return self._read()
        except BlockingIOError:
            return None

    def close(self) -> None:
        """Let go of this end."""
        self._socket.close()

    def _wait(self, seconds: float | None) -> None:
        """Wait no longer than that from now on; the system is told only where it is another time than before."""
        if seconds != self._patience:
            self._socket.settimeout(seconds)
            self._patience = seconds

    def _read(self) -> bytes | None:
        count = self._socket.recv_into(self._piece)
        if not count:
            raise EOFError("the other end was closed")
        data = self._piece[:count]
        if not self._begun and len(data) >= _HEAD and _LENGTH.unpack_from(data)[0] == len(data) - _HEAD:
            return bytes(data[_HEAD:])
        self._begun += data
        if len(self._begun) < _HEAD or len(self._begun) - _HEAD < _LENGTH.unpack_from(self._begun)[0]:
            return None
        whole, self._begun = bytes(memoryview(self._begun)[_HEAD:]), bytearray()
        return whole
