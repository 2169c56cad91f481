"""Runs `oxigraph serve`, the server that the tests of the remote store talk to."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest


@contextmanager
def serving(folder: Path | None, *options: str, read_only: bool = False) -> Iterator[str]:
    """The address of a server of `folder`, or of memory; it ends with the context."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("THE TESTS OF REMOTE STORES DID NOT RUN: the package `oxigraph` is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "serve-read-only" if read_only else "serve", "--bind", f"127.0.0.1:{port}", *options]
    if folder is not None:
        command += ["--location", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _await(address, process)
            yield address
        finally:
            process.kill()


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the server ended: {process.stderr.read().decode() if process.stderr else ''}")
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server at {address} did not start")
