"""The product runs without what the language model is trained with."""

import ast
import subprocess
import sys
from pathlib import Path

import api
import kg
import ontology
import visualizations

TRAINING = ("torch", "safetensors", "onnx")
"""What only the extra `train` installs."""

RUN = """
import pkgutil, sys
sys.modules.update(dict.fromkeys(["torch", "safetensors", "onnx"]))  # importing one of them fails
import kg
for found in pkgutil.walk_packages(kg.__path__, "kg."):
    if not found.name.startswith("kg.training") and not found.name.endswith("__main__"):
        __import__(found.name)
from kg.model import Article
from kg.pipeline.extraction import extract_article
assert extract_article(Article("a", "Police arrested twelve people in Gdansk.")).events
assert not [name for name in sys.modules if name.startswith(("torch.", "onnx.", "safetensors.", "kg.training."))]
"""


def _imported(path: Path) -> set[str]:
    """The packages that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def test_only_training_names_what_trains():
    folders = [Path(place) for package in (kg, api, visualizations, ontology) for place in package.__path__]
    modules = [path for folder in folders for path in folder.rglob("*.py") if "node_modules" not in path.parts]
    assert len(modules) > 200
    training = Path(kg.__path__[0]) / "training"
    wrong = {str(m): found for m in modules if training not in m.parents and (found := _imported(m) & {*TRAINING})}
    assert not wrong


def test_every_module_loads_and_extraction_runs_without():
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
