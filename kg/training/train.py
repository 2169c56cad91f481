"""Fits all heads together, one checkpoint after every epoch; a run that was interrupted goes on where it stopped."""

import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from kg.annotate.encoder.pieces import Pieces
from kg.training.corpora import Sentence, by_document
from kg.training.labels import UNKNOWN, WORD_HEADS, Labels
from kg.training.network import FAR, Network, Sizes
from kg.training.windows import Batch, Window, batches, cut, encode, stack

__all__ = ["Plan", "average", "load_checkpoint", "loss_of", "train"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: lengths in pieces, rates at their peak."""

    epochs: int = 5
    batch: int = 1536
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    warm_up: float = 0.08
    floor: float = 0.02
    decay: float = 0.01
    clip: float = 1.0
    threads: int = 2
    seed: int = 1


def train(sentences: Sequence[Sentence], base: Path, run: Path, plan: Plan, earlier: Path | None = None) -> None:
    """Trains on `sentences`, starting from the base weights in `base`; `run` receives labels, log and checkpoints.

    Reports to `run/log.jsonl`, one JSON object every 50 steps. Continues from the last checkpoint in `run`, or begins
    with what the run `earlier` learned: its encoder, and its heads as far as their labels are the same.
    """
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    run.mkdir(parents=True, exist_ok=True)
    labels = Labels.collect(sentences)
    labels.write(run / "labels.json")
    pieces = Pieces(base / "tokenizer.json")
    documents = by_document(sentences)
    network = Network(Sizes(), {name: len(known) for name, known in labels.words.items()}, len(labels.relations))
    network.encoder.load_base(load_file(base / "model.safetensors"))
    if earlier is not None:
        _begin_with(network, labels, earlier)
    steps = plan.epochs * len(list(_epoch(documents, pieces, labels, plan, 0)))
    optimizer, schedule = _optimizer(network, plan, steps)
    begin, spent = _resume(run, network, optimizer, schedule)
    before = load_checkpoint(earlier)[2] if earlier is not None else {}
    for epoch in range(begin, plan.epochs):
        spent += _run_epoch(network, optimizer, schedule, _epoch(documents, pieces, labels, plan, epoch), run, plan)
        state = {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch + 1,
            "seconds": spent,
            "plan": asdict(plan),
            "before": before,
        }
        torch.save(state, run / "checkpoint.part")
        (run / "checkpoint.part").replace(run / "checkpoint.pt")


def _begin_with(network: Network, labels: Labels, earlier: Path) -> None:
    learned, known, _ = load_checkpoint(earlier)
    other = {f"word_heads.{name}." for name in labels.words if known.words.get(name) != labels.words[name]}
    if known.relations != labels.relations:
        other.add("relation_")
    weights = network.state_dict()
    for name, tensor in learned.state_dict().items():
        if name in weights and not name.startswith(tuple(other)):
            weights[name] = tensor
    network.load_state_dict(weights)


def _epoch(
    documents: Sequence[Sequence[Sentence]], pieces: Pieces, labels: Labels, plan: Plan, epoch: int
) -> list[list[Window]]:
    rng = random.Random(f"{plan.seed}/{epoch}")
    windows = [encode(run, pieces, labels, rng) for run in cut(documents, pieces, rng)]
    return list(batches(windows, plan.batch, rng))


def _optimizer(network: Network, plan: Plan, steps: int) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    inner = [weights for weights in network.encoder.parameters() if weights.requires_grad]
    outer = [weights for name, weights in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": plan.encoder_rate}, {"params": outer, "lr": plan.head_rate}],
        weight_decay=plan.decay,
        betas=(0.9, 0.98),
        fused=True,
    )
    warm = max(1.0, steps * plan.warm_up)

    def rate(step: int) -> float:
        return min((step + 1) / warm, max(plan.floor, (steps - step) / max(1.0, steps - warm)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _resume(run: Path, network: Network, optimizer: Any, schedule: Any) -> tuple[int, float]:
    if not (run / "checkpoint.pt").is_file():
        return 0, 0.0
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["epoch"]), float(state["seconds"])


def _run_epoch(
    network: Network, optimizer: Any, schedule: Any, groups: list[list[Window]], run: Path, plan: Plan
) -> float:
    network.train()
    begun, seen = time.monotonic(), 0
    smooth: dict[str, float] = {}
    with (run / "log.jsonl").open("a", encoding="utf-8") as log:
        for step, group in enumerate(groups, 1):
            batch = stack(group)
            with torch.autocast("cpu", torch.bfloat16):
                losses = loss_of(network, batch)
            total = torch.stack(list(losses.values())).sum()
            total.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), plan.clip)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            seen += int(batch.present.sum())
            for name, loss in losses.items():
                smooth[name] = 0.97 * smooth.get(name, loss.item()) + 0.03 * loss.item()
            if step % 50 == 0 or step == len(groups):
                seconds = time.monotonic() - begun
                shown = {name: round(value, 4) for name, value in smooth.items()}
                row = {
                    "step": step,
                    "of": len(groups),
                    "seconds": round(seconds),
                    "pieces_per_second": round(seen / seconds),
                }
                log.write(json.dumps(row | shown) + "\n")
                log.flush()
    return time.monotonic() - begun


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


def average(runs: Sequence[Path], target: Path) -> None:
    """Writes a run whose weights are the mean of several runs' that began with one another: steadier than the last one.

    Raises ValueError if their labels differ. History and seconds are those of the last run.
    """
    states = [torch.load(run / "checkpoint.pt", weights_only=True) for run in runs]
    labels = {(run / "labels.json").read_text(encoding="utf-8") for run in runs}
    if len(labels) != 1:
        raise ValueError(
            f"{len(labels)} different tables of labels in {len(runs)} runs; their weights cannot be averaged"
        )
    mean = {
        name: torch.stack([state["network"][name].float() for state in states]).mean(0)
        for name in states[-1]["network"]
    }
    kept = {name: states[-1][name] for name in ("epoch", "seconds", "plan", "before")}
    target.mkdir(parents=True, exist_ok=True)
    (target / "labels.json").write_text(labels.pop(), encoding="utf-8")
    if (runs[-1] / "sources.json").is_file():
        (target / "sources.json").write_bytes((runs[-1] / "sources.json").read_bytes())
    torch.save({**kept, "network": mean, "averaged": len(runs)}, target / "checkpoint.pt")


def load_checkpoint(run: Path) -> tuple[Network, Labels, dict[str, Any]]:
    """The network of the last checkpoint in `run`, ready to run, its labels, and how it was trained in all."""
    labels = Labels.read(run / "labels.json")
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    network = Network(Sizes(), {name: len(known) for name, known in labels.words.items()}, len(labels.relations))
    network.load_state_dict(state["network"])
    network.eval()
    before = state.get("before", {})
    spent = {name: state[key] + before.get(name, 0) for name, key in (("epochs", "epoch"), ("seconds", "seconds"))}
    return network, labels, {**spent, "plan": state["plan"], "before": before, "averaged": state.get("averaged", 1)}
