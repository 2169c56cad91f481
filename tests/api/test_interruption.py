"""Killing the server in the middle of a job, and starting it again, ends with the very graph of an undisturbed run.

KG_TRIAL_ARTICLES sets how many articles are read (`make trial-jobs` reads 1,000).
"""

import json
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

from api.desk import Desk
from kg.pipeline import Workspace
from tests.api.trial import articles

COUNT = int(os.environ.get("KG_TRIAL_ARTICLES", "48"))
SERVE = "import sys; from pathlib import Path; from api.command import serve; serve(Path(sys.argv[1]), port=0)"


class Server:
    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-c", SERVE, str(folder)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.address = self.process.stderr.readline().split(" at ")[1].split(" ")[0]

    def ask(self, path: str, body: bytes | None = None) -> Any:
        request = urllib.request.Request(f"{self.address}v1/{path}", body)
        if body is not None:
            request.add_header("Content-Type", "application/x-ndjson")
        with urllib.request.urlopen(request) as response:
            return json.load(response)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        assert self.process.stderr is not None
        self.process.stderr.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()


def until(server: Server, id: str, enough: int) -> Any:
    while True:
        job = server.ask(f"jobs/{id}")
        if job["read"] >= enough and (enough < COUNT or job["state"] == "done"):
            return job
        time.sleep(0.02)


def test_a_killed_server_ends_with_the_same_graph(tmp_path: Path) -> None:
    lines = articles(COUNT)
    server = Server(tmp_path / "killed")
    job = server.ask("jobs", b"\n".join(lines))
    until(server, job["id"], COUNT // 3)
    server.kill()
    server = Server(tmp_path / "killed")
    seen = server.ask(f"jobs/{job['id']}")
    assert COUNT // 3 <= seen["read"] < COUNT
    done = until(server, job["id"], COUNT)
    assert done["new"] + done["unchanged"] == COUNT
    server.end()

    calm = Workspace(tmp_path / "calm")
    with calm.store() as store, calm.archive() as archive, closing(Desk(archive, store, calm.folder)) as desk:
        number = desk.queue.open_job("calm", "", "2023-01-01T00:00:00")
        desk.queue.submit(number, [("", b"J" + line) for line in lines])
        desk.queue.seal(number, "")
        desk.start()
        while not desk.queue.job("calm").over:
            time.sleep(0.05)
        undisturbed = store.dump()
    with Workspace(tmp_path / "killed").store(read_only=True) as store:
        assert store.dump() == undisturbed
