"""The recipe from end to end on a handful of sentences; needs torch, which the product does not install."""

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install newsgraph[train] to run the recipe")

from kg.annotate.encoder import build_pipeline  # noqa: E402
from kg.annotate.encoder.directory import VOCABULARY, shipped_directory  # noqa: E402
from kg.training.corpora import Sentence, Tree  # noqa: E402
from kg.training.export import export  # noqa: E402
from kg.training.lemmas import collect_lemmas, pack_lemmas  # noqa: E402
from kg.training.network import Network, Sizes  # noqa: E402
from kg.training.train import Plan, average, load_checkpoint, train  # noqa: E402

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
