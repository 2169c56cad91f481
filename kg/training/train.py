"""Fits all heads together, one checkpoint after every epoch; a run that was interrupted goes on where it stopped."""

import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from kg.annotate.encoder.pieces import Pieces
from kg.training.corpora import Sentence, by_document
from kg.training.graph_loss import graph_loss
from kg.training.graph_network import GraphHeads, GraphSizes
from kg.training.graph_windows import graph_batch, graph_batches
from kg.training.labels import UNKNOWN, WORD_HEADS, Labels
from kg.training.network import FAR, Network, Sizes
from kg.training.stories import Story
from kg.training.windows import Batch, Window, batches, cut, encode, stack

__all__ = ["Plan", "average", "load_checkpoint", "loss_of", "train"]

KEPT_WEIGHTS = 4  # the weights after each of so many last epochs stay in the run, to be averaged


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: lengths in pieces (of stories in words), rates at their peak.

    `minutes`: the rates fall to their floor when that time is used up, however far the epochs have come by then, so
    that a shared machine finishes in time; None: at the end of the epochs. `replay`: of the steps, how many go to
    trees and names where stories are learned from. `treebank`: share of the treebank's documents in an epoch of
    stories. `known_rate`: the rate of heads that an earlier run has trained, as a share of `head_rate`.
    """

    epochs: int = 5
    batch: int = 1536
    story_batch: int = 700
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    known_rate: float = 1.0
    warm_up: float = 0.08
    floor: float = 0.02
    decay: float = 0.01
    clip: float = 1.0
    threads: int = 2
    seed: int = 1
    minutes: float | None = None
    replay: float = 0.4
    treebank: float = 0.3


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from; an epoch passes once over the stories, or, where there are none, over the documents."""

    documents: Sequence[Sequence[Sentence]]
    stories: Sequence[Story]
    pieces: Pieces
    labels: Labels


def train(
    sentences: Sequence[Sentence],
    base: Path,
    run: Path,
    plan: Plan,
    earlier: Path | None = None,
    stories: Sequence[Story] = (),
) -> None:
    """Trains on `sentences` and `stories`, starting from the base weights in `base`.

    `run` receives labels, log and checkpoints. Reports to `run/log.jsonl`, one JSON object every 50 steps. Continues
    from the last checkpoint in `run`, or begins with what the run `earlier` learned: its encoder, and its heads as far
    as their labels are the same.
    """
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    run.mkdir(parents=True, exist_ok=True)
    labels = Labels.collect(sentences)
    labels.write(run / "labels.json")
    material = Material(by_document(sentences), stories, Pieces(base / "tokenizer.json"), labels)
    network = _network(labels, graph=bool(stories))
    network.encoder.load_base(load_file(base / "model.safetensors"))
    if earlier is not None:
        _begin_with(network, labels, earlier)
    course = Course(network, run, plan, plan.epochs * len(list(_epoch(material, plan, 0))))
    course.resume()
    before = load_checkpoint(earlier)[2] if earlier is not None else {}
    while course.epoch < plan.epochs and course.progress() < 1:
        course.run_epoch(_epoch(material, plan, course.epoch))
        course.save(before)


def _network(labels: Labels, *, graph: bool) -> Network:
    counts = {name: len(known) for name, known in labels.words.items()}
    return Network(Sizes(), counts, len(labels.relations), GraphHeads(GraphSizes()) if graph else None)


def _begin_with(network: Network, labels: Labels, earlier: Path) -> None:
    learned, known, _ = load_checkpoint(earlier)
    other = {f"word_heads.{name}." for name in labels.words if known.words.get(name) != labels.words[name]}
    if known.relations != labels.relations:
        other.add("relation_")
    weights = network.state_dict()
    other |= {"encoder.words.", "encoder.positions."}  # never trained; those of a shipped model are rounded
    for name, tensor in learned.state_dict().items():
        if name in weights and not name.startswith(tuple(other)):
            weights[name] = tensor
    network.load_state_dict(weights)


Step = list[Window] | list[Story]


def _epoch(material: Material, plan: Plan, epoch: int) -> Iterator[tuple[Pieces, random.Random, Step]]:
    """The batches of an epoch in their order; those of stories still uncut."""
    rng = random.Random(f"{plan.seed}/{epoch}")
    replayed = _replay(material, plan, rng)
    if not material.stories:
        for group in next(replayed):
            yield material.pieces, rng, group
        return
    linked = [story for story in material.stories if not story.noted]
    noted = [story for story in material.stories if story.noted]
    chosen = noted + rng.sample(linked, round(plan.treebank * len(linked)))
    owed = 0.0
    groups = (group for groups in replayed for group in groups)
    for stories in graph_batches(chosen, plan.story_batch, rng):
        yield material.pieces, rng, stories
        owed += plan.replay / (1 - plan.replay)
        while owed >= 1 and material.documents:
            owed -= 1
            yield material.pieces, rng, next(groups)


def _replay(material: Material, plan: Plan, rng: random.Random) -> Iterator[list[list[Window]]]:
    while True:
        windows = [
            encode(run, material.pieces, material.labels, rng) for run in cut(material.documents, material.pieces, rng)
        ]
        yield list(batches(windows, plan.batch, rng))


class Course:
    """A run on its way: weights, optimizer, and how far it is."""

    def __init__(self, network: Network, run: Path, plan: Plan, steps: int) -> None:
        """`steps`: how many there would be in all epochs."""
        self.network, self.run, self.plan, self.steps = network, run, plan, steps
        self.epoch, self.step, self.spent, self._begun = 0, 0, 0.0, time.monotonic()
        inner = [weights for weights in network.encoder.parameters() if weights.requires_grad]
        named = [(name, weights) for name, weights in network.named_parameters() if not name.startswith("encoder.")]
        graph = [weights for name, weights in named if name.startswith("graph.")]
        outer = [weights for name, weights in named if not name.startswith("graph.")]
        rates = (plan.encoder_rate, plan.head_rate * plan.known_rate, plan.head_rate)
        parts = [
            {"params": weights, "lr": rate, "peak": rate}
            for weights, rate in zip((inner, outer, graph), rates, strict=True)
            if weights
        ]
        self.optimizer = torch.optim.AdamW(parts, weight_decay=plan.decay, betas=(0.9, 0.98), fused=True)

    def progress(self) -> float:
        """How much of the run is done, 0 to 1."""
        by_steps = self.step / self.steps
        if self.plan.minutes is None:
            return by_steps
        return max(by_steps, (self.spent + time.monotonic() - self._begun) / (60 * self.plan.minutes))

    def resume(self) -> None:
        """Goes on from the last checkpoint in the run's folder, if there is one."""
        if (self.run / "checkpoint.pt").is_file():
            state = torch.load(self.run / "checkpoint.pt", weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.epoch, self.step, self.spent = int(state["epoch"]), int(state["step"]), float(state["seconds"])
        self._begun = time.monotonic()

    def save(self, before: Mapping[str, Any]) -> None:
        """Writes the checkpoint, whole or not at all, and the epoch's weights for averaging."""
        self.spent += time.monotonic() - self._begun
        self._begun = time.monotonic()
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "seconds": self.spent,
            "plan": asdict(self.plan),
            "before": before,
        }
        torch.save(state, self.run / "checkpoint.part")
        (self.run / "checkpoint.part").replace(self.run / "checkpoint.pt")
        torch.save({**state, "optimizer": {}}, self.run / f"weights-{self.epoch:02}.pt")
        (self.run / f"weights-{self.epoch - KEPT_WEIGHTS:02}.pt").unlink(missing_ok=True)

    def run_epoch(self, steps: Iterator[tuple[Pieces, random.Random, Step]]) -> None:
        """One pass; ends early when the time is used up."""
        self.network.train()
        seen, begun = 0, time.monotonic()
        smooth: dict[str, float] = {}
        with (self.run / "log.jsonl").open("a", encoding="utf-8") as log:
            for count, (pieces, rng, group) in enumerate(steps, 1):
                size, losses = self._learn(group, pieces, rng)
                seen += size
                for name, loss in losses.items():
                    smooth[name] = 0.97 * smooth.get(name, loss) + 0.03 * loss
                done = self.progress() >= 1
                if count == 1 or count % 50 == 0 or done:
                    row = {"epoch": self.epoch, "step": self.step, "progress": round(self.progress(), 3)}
                    row["pieces_per_second"] = round(seen / (time.monotonic() - begun))
                    log.write(json.dumps(row | {name: round(value, 4) for name, value in smooth.items()}) + "\n")
                    log.flush()
                if done:
                    break
        self.epoch += 1

    def _learn(self, group: Step, pieces: Pieces, rng: random.Random) -> tuple[int, dict[str, float]]:
        progress, plan = self.progress(), self.plan
        factor = min(progress / plan.warm_up + 1e-3, max(plan.floor, (1 - progress) / (1 - plan.warm_up)))
        for part in self.optimizer.param_groups:
            part["lr"] = part["peak"] * factor
        with torch.autocast("cpu", torch.bfloat16):
            if isinstance(group[0], Story):
                told = graph_batch([story for story in group if isinstance(story, Story)], pieces, rng)
                size, losses = sum(len(window.ids) for window in told.windows), graph_loss(self.network, told)
            else:
                batch = stack([window for window in group if isinstance(window, Window)])
                size, losses = int(batch.present.sum()), loss_of(self.network, batch)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), plan.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return size, {name: loss.item() for name, loss in losses.items()}


def loss_of(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Losses of a batch by head, each summed over the words it is known for and divided by all words of the batch."""
    first, heads = torch.from_numpy(batch.first), torch.from_numpy(batch.heads)
    out = network(torch.from_numpy(batch.ids), torch.from_numpy(batch.shapes), torch.from_numpy(batch.present), first)
    words = float((batch.sentence >= 0).sum())
    losses = {
        head.name: _cross_entropy(out.words[head.name], torch.from_numpy(batch.words[head.name]))
        * (head.weight / words)
        for head in WORD_HEADS
    }
    # A head is looked for in the word's own sentence only, as it is when the parse is decoded.
    sentence = torch.from_numpy(batch.sentence)
    elsewhere = torch.cat([torch.zeros_like(heads[:, :, None]) > 0, sentence[:, :, None] != sentence[:, None, :]], 2)
    losses["arcs"] = _cross_entropy(out.arcs.float().masked_fill(elsewhere, FAR), heads) / words
    relations = network.relations(out.dependents, out.heads, heads.clamp(min=0))
    losses["relations"] = _cross_entropy(relations, torch.from_numpy(batch.relations)) / words
    return losses


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    flat = scores.float().reshape(-1, scores.shape[-1])
    return functional.cross_entropy(flat, target.reshape(-1), ignore_index=UNKNOWN, reduction="sum")


def average(runs: Sequence[Path], target: Path, shares: Sequence[float] = ()) -> None:
    """Writes a run whose weights are the mean of several that began with one another: steadier than the last one.

    Each of `runs` is a run's folder, or the weights of one epoch within it; the last one's history is kept. `shares`
    say how much each counts, none equally much: a small share of an earlier run brings back what was forgotten since
    (Wortsman et al. 2022). Heads that only some have are averaged over those. Raises ValueError if labels differ.
    """
    files = [run / "checkpoint.pt" if run.is_dir() else run for run in runs]
    states = [torch.load(file, weights_only=True) for file in files]
    labels = {(file.parent / "labels.json").read_text(encoding="utf-8") for file in files}
    if len(labels) != 1:
        raise ValueError(
            f"{len(labels)} different tables of labels in {len(runs)} runs; their weights cannot be averaged"
        )
    counted = list(zip(states, shares or [1.0] * len(runs), strict=True))
    mean = {}
    for name in states[-1]["network"]:
        having = [(state["network"][name].float(), share) for state, share in counted if name in state["network"]]
        mean[name] = sum(weights * share for weights, share in having) / sum(share for _, share in having)
    kept = {name: states[-1][name] for name in ("epoch", "seconds", "plan", "before")}
    target.mkdir(parents=True, exist_ok=True)
    (target / "labels.json").write_text(labels.pop(), encoding="utf-8")
    if (files[-1].parent / "sources.json").is_file():
        (target / "sources.json").write_bytes((files[-1].parent / "sources.json").read_bytes())
    torch.save({**kept, "network": mean, "averaged": len(runs)}, target / "checkpoint.pt")


def load_checkpoint(run: Path) -> tuple[Network, Labels, dict[str, Any]]:
    """The network of the last checkpoint in `run`, ready to run, its labels, and how it was trained in all."""
    labels = Labels.read(run / "labels.json")
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    network = _network(labels, graph=any(name.startswith("graph.") for name in state["network"]))
    network.load_state_dict(state["network"])
    network.eval()
    before = state.get("before", {})
    spent = {name: state[key] + before.get(name, 0) for name, key in (("epochs", "epoch"), ("seconds", "seconds"))}
    return network, labels, {**spent, "plan": state["plan"], "before": before, "averaged": state.get("averaged", 1)}
