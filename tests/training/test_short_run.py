"""The recipe from end to end on little; needs torch, which the product does not install (`make train-short`)."""

import json
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install newsgraph[train] to run the recipe")

from kg.annotate.encoder import build_pipeline  # noqa: E402
from kg.annotate.encoder.directory import VOCABULARY, shipped_directory  # noqa: E402
from kg.annotate.encoder.network import GRAPH_OUTPUTS, READING_OUTPUTS  # noqa: E402
from kg.annotate.graph.network import GRAPHS  # noqa: E402
from kg.training.commands import ARTICLES, BASE_PACKAGE  # noqa: E402
from kg.training.corpora import Sentence, Tree  # noqa: E402
from kg.training.export import WindowGraph, export, window_inputs, write_window  # noqa: E402
from kg.training.graph_export import export_graphs, graph_examples, graph_functions  # noqa: E402
from kg.training.graph_measure import read_story, tally_story  # noqa: E402
from kg.training.graph_network import GraphHeads, GraphSizes  # noqa: E402
from kg.training.graph_scores import encoder_of  # noqa: E402
from kg.training.lemmas import collect_lemmas, pack_lemmas  # noqa: E402
from kg.training.measure import Tally  # noqa: E402
from kg.training.network import Network, Sizes  # noqa: E402
from kg.training.stories import Story, read_stories  # noqa: E402
from kg.training.train import Plan, average, load_checkpoint, train  # noqa: E402

pytestmark = pytest.mark.torch

TREE = Tree(
    ("the", "court", "meet", "."),
    ("DET", "NOUN", "VERB", "PUNCT"),
    ("DT", "NN", "VBD", "."),
    ("_", "Number=Sing", "Tense=Past", "_"),
    (2, 3, 0, 3),
    ("det", "nsubj", "root", "punct"),
)
SENTENCE = Sentence("d", ("The", "court", "met", "."), (True, True, False, True), names=("O",) * 4, tree=TREE)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Base weights as they come, but random."""
    from safetensors.torch import save_file

    torch.manual_seed(0)
    encoder = Network(Sizes(), {"names": 1}, 1).encoder
    weights = {
        f"embeddings.{name}_embeddings.weight": part.weight.detach().clone()
        for name, part in (("word", encoder.words), ("position", encoder.positions), ("token_type", encoder.shapes))
    }
    weights |= {"embeddings.LayerNorm.weight": encoder.norm.weight.detach().clone()}
    weights |= {"embeddings.LayerNorm.bias": encoder.norm.bias.detach().clone()}
    from kg.training.network import _BASE_NAMES

    for index, layer in enumerate(encoder.layers):
        for ours, theirs in _BASE_NAMES.items():
            for kind in ("weight", "bias"):
                weights[f"encoder.layer.{index}.{theirs}.{kind}"] = getattr(getattr(layer, ours), kind).detach().clone()
    folder = tmp_path / "base"
    folder.mkdir()
    save_file(weights, str(folder / "model.safetensors"))
    (folder / "tokenizer.json").write_bytes((shipped_directory() / VOCABULARY).read_bytes())
    return folder


@pytest.mark.slow
def test_train_resume_export_and_run(base: Path, tmp_path: Path) -> None:
    run, model = tmp_path / "run", tmp_path / "model"
    sentences = [SENTENCE] * 40
    train(sentences, base, run, Plan(epochs=1, batch=128, threads=1))
    steps = len((run / "log.jsonl").read_text(encoding="utf-8").splitlines())
    train(sentences, base, run, Plan(epochs=2, batch=128, threads=1))
    assert len((run / "log.jsonl").read_text(encoding="utf-8").splitlines()) == 2 * steps
    average([run, run], tmp_path / "mean")
    run = tmp_path / "mean"
    network, labels, history = load_checkpoint(run)
    assert history["epochs"] == 2
    export(network, labels, base, pack_lemmas(collect_lemmas(sentences)), model, "tiny", "0")
    assert set(json.loads((model / "config.json").read_text(encoding="utf-8"))["labels"]["words"]) == set(labels.words)
    doc = build_pipeline(model)("The court met.")
    assert doc.has_annotation("DEP")
    assert [token.lemma_ for token in doc][1] == "court"


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    """About one in a hundred of the annotated articles, parsed by the shipped model."""
    return list(read_stories(ARTICLES[0], build_pipeline(), lambda name: name.endswith("_07")))[:8]


def _losses(run: Path) -> list[float]:
    rows = [json.loads(line) for line in (run / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row["triggers"] + row["mentions"] + row["roles"] for row in rows]


@pytest.mark.slow
@pytest.mark.skipif(find_spec(BASE_PACKAGE) is None, reason=f"the base weights are not installed ({BASE_PACKAGE})")
def test_the_event_graph_is_learned_and_read(stories: list[Story], tmp_path: Path) -> None:
    found = find_spec(BASE_PACKAGE)
    assert found is not None
    assert found.origin is not None
    base, run, model = Path(found.origin).parent / "model", tmp_path / "run", tmp_path / "model"
    train([SENTENCE] * 20, base, run, Plan(epochs=25, batch=256, story_batch=400, threads=1), stories=stories)
    losses = _losses(run)
    assert losses[-1] < 0.5 * losses[0]
    network, labels, _ = load_checkpoint(run)
    export(network, labels, base, pack_lemmas(collect_lemmas([SENTENCE])), model, "tiny", "0")
    encoder = encoder_of(build_pipeline(model))
    shipped = build_pipeline()
    assert encoder.graph is not None
    tally = Tally()
    for story in stories:
        tally.merge(tally_story(read_story(story, shipped, encoder), encoder.graph))
    assert tally.f_score("triggers") > 50
    assert tally.f_score("mentions") > 50


def _run(file: Path, inputs: dict[str, "torch.Tensor"], outputs: list[str]) -> list[np.ndarray]:
    import onnxruntime

    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    found: list[np.ndarray] = session.run(outputs, {name: value.numpy() for name, value in inputs.items()})
    return found


def test_exported_graphs_say_what_the_network_says(tmp_path: Path) -> None:
    torch.manual_seed(3)
    counts = {"names": 5, "starts": 2, "upos": 4, "xpos": 4, "feats": 3}
    network = Network(Sizes(layers=2), counts, 6, GraphHeads(GraphSizes())).eval()
    inputs = dict(zip(("ids", "shapes", "first"), window_inputs(), strict=True))
    write_window(network, tmp_path / "window.onnx")
    outputs = [*READING_OUTPUTS, *GRAPH_OUTPUTS]
    with torch.no_grad():
        expected = WindowGraph(network)(*inputs.values())
    for name, one, other in zip(outputs, expected, _run(tmp_path / "window.onnx", inputs, outputs), strict=True):
        np.testing.assert_allclose(one.numpy(), other, atol=2e-4, err_msg=name)
    assert isinstance(network.graph, GraphHeads)
    export_graphs(network.graph, tmp_path, shutil.copyfile)
    for name, ask in graph_functions(network.graph).items():
        given, said = GRAPHS[name]
        example = graph_examples()[name]
        with torch.no_grad():
            parts = ask(*example)
        found = _run(tmp_path / f"graph-{name}.onnx", dict(zip(given, example, strict=True)), list(said))
        for one, other in zip(parts, found, strict=True):
            np.testing.assert_allclose(one.numpy(), other, atol=2e-4, err_msg=name)


@pytest.mark.slow
def test_a_killed_run_goes_on(base: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    code = (
        "import sys; from pathlib import Path\n"
        "from test_short_run import SENTENCE\n"
        "from kg.training.train import Plan, train\n"
        f"train([SENTENCE] * 40, Path({str(base)!r}), Path({str(run)!r}), Plan(epochs=30, batch=128, threads=1))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], env=_environment()) as begun:
        deadline = time.monotonic() + 120
        while not (run / "weights-02.pt").is_file() and time.monotonic() < deadline and begun.poll() is None:
            time.sleep(0.1)
        begun.kill()
    _, _, before = load_checkpoint(run)
    assert 2 <= before["epochs"] < 30
    train([SENTENCE] * 40, base, run, Plan(epochs=before["epochs"] + 1, batch=128, threads=1))
    _, _, after = load_checkpoint(run)
    assert after["epochs"] == before["epochs"] + 1
    assert after["seconds"] > before["seconds"]


def _environment() -> dict[str, str]:
    import os

    return os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])}
