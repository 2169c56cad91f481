"""Build, query and serve in a network namespace without interfaces: nothing may need, or try, the outside."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.samples import articles

SCRIPT = """
set -e
ip link set lo up 2>/dev/null || true
{python} -m kg.cli.main build {articles} --store {folder}
{python} -m kg.cli.main query arrests --format csv --store {folder}
{python} - <<'END'
import json, subprocess, sys, time, urllib.request
server = subprocess.Popen(
    [sys.executable, "-m", "kg.cli.main", "serve", "--store", {folder!r}, "--port", "8765"],
    stderr=subprocess.PIPE,
    text=True,
)
line = server.stderr.readline()
assert "http://127.0.0.1:8765/" in line, line
for attempt in range(100):
    try:
        with urllib.request.urlopen("http://127.0.0.1:8765/v1/search?q=tokayev", timeout=5) as answer:
            print(json.dumps(json.load(answer)["items"][0]["label"]))
            break
    except OSError:
        time.sleep(0.1)
server.terminate()
server.wait(20)
END
"""


def _isolated() -> bool:
    tool = shutil.which("unshare")
    return tool is not None and subprocess.run([tool, "--user", "--map-root-user", "--net", "true"]).returncode == 0


@pytest.mark.skipif(not _isolated(), reason="no network namespaces here (unshare); run where they are allowed")
def test_build_query_and_serve_need_no_network(tmp_path: Path):
    script = SCRIPT.format(python=sys.executable, articles=articles(), folder=str(tmp_path / "graph"))
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--net", "bash", "-c", script],
        capture_output=True,
        text=True,
        timeout=180,
        cwd=tmp_path,
        env={**os.environ, "KG_STORE": "", "PYTHONWARNINGS": "default"} | {"KG_STORE": str(tmp_path / "graph")},
    )
    assert done.returncode == 0, done.stderr
    assert "5800" in done.stdout
    assert json.loads(done.stdout.splitlines()[-1]) == "Kassym-Jomart Tokayev"


def test_the_runtime_of_the_model_tells_nobody_and_leaves_nothing_behind(tmp_path: Path):
    code = (
        "from kg.model import Article\n"
        "from kg.pipeline.extraction import extract_article\n"
        "assert extract_article(Article('a', 'Police arrested twelve people in Gdansk.')).events\n"
    )
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "VIRTUAL_ENV")}
    subprocess.run([sys.executable, "-B", "-c", code], check=True, timeout=120, env={**kept, "HOME": str(tmp_path)})
    assert list(tmp_path.rglob("*")) == []
