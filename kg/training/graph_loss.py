"""The losses of the event graph on one batch of stories."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from kg.schema.contract import EVENT_TYPES, PREDICATES, ROLES
from kg.training.graph_network import GraphHeads
from kg.training.graph_windows import GraphBatch
from kg.training.labels import UNKNOWN
from kg.training.network import FAR, Network

__all__ = ["graph_loss", "story_vectors"]

TYPE_HIDDEN = 0.1  # how often an arc is learned without being told the type of its event
SOURCE_WEIGHT = 2.5  # of a source found, against a word that is none: sources are rare
STATED_WEIGHT, UNSTATED_WEIGHT = 2.0, 0.7
SIMILAR = 1.3  # windows run together if the longest is at most so much longer than the shortest


def story_vectors(network: Network, batch: GraphBatch) -> Tensor:
    """The encoder's vectors of all words of the batch, in their order [words, hidden]."""
    order = sorted(range(len(batch.windows)), key=lambda at: len(batch.windows[at].ids))
    found: dict[int, Tensor] = {}
    group: list[int] = []
    for at in [*order, -1]:
        if group and (at < 0 or len(batch.windows[at].ids) > SIMILAR * len(batch.windows[group[0]].ids)):
            windows = [batch.windows[member] for member in group]
            ids, shapes = (pad([getattr(window, name) for window in windows], 0) for name in ("ids", "shapes"))
            present = pad([[1] * len(window.ids) for window in windows], 0)
            pieces = network.encoder(ids, shapes, present)
            for row, member in enumerate(group):
                found[member] = pieces[row, torch.tensor(batch.windows[member].first)]
            group = []
        group.append(at)
    return torch.cat([found[at] for at in range(len(batch.windows))])


def pad(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Rows of different length as one tensor."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows])


def graph_loss(network: Network, batch: GraphBatch) -> dict[str, Tensor]:
    """Losses by head; those of rare things are divided by how many of them there are, not by the words."""
    heads = network.graph
    if not isinstance(heads, GraphHeads):
        raise TypeError("this network has no heads for the event graph")
    vectors = story_vectors(network, batch)
    scores = heads.words(vectors)
    words, triggers = batch.words, max(1, len(batch.trigger))
    known = sum(label != UNKNOWN for label in batch.outer)
    losses = {}
    if known:
        losses["triggers"] = _cross_entropy(scores.triggers, torch.tensor(batch.bio)) * (6 / words)
        mentions = _cross_entropy(scores.outer, torch.tensor(batch.outer))
        losses["mentions"] = (mentions + _cross_entropy(scores.inner, torch.tensor(batch.inner))) * (4 / words)
    if batch.trigger:
        types = torch.tensor(batch.types)
        smooth = _cross_entropy(scores.types, types, smoothing=0.05)
        losses["types"] = smooth * (1.2 / triggers)
        losses |= _arc_losses(heads, vectors, batch)
    if batch.span:
        losses["spans"] = _span_loss(heads, vectors, batch)
    if batch.subject:
        losses["relations"] = _relation_loss(heads, vectors, batch)
    if batch.link:
        pairs = torch.tensor(batch.link)
        found = heads.links(vectors, pairs[:, 0], pairs[:, 1], torch.tensor(batch.link_features)).float()
        loss = functional.binary_cross_entropy_with_logits(found, pairs[:, 2].float(), reduction="sum")
        losses["links"] = loss * (0.3 / triggers)
    if batch.pair:
        losses["antecedents"] = _antecedent_loss(heads, vectors, batch)
    return losses


def _arc_losses(heads: GraphHeads, vectors: Tensor, batch: GraphBatch) -> dict[str, Tensor]:
    trigger, count = torch.tensor(batch.trigger), len(batch.trigger)
    fact = _cross_entropy(heads.factuality(vectors, trigger), torch.tensor(batch.factuality))
    kind = torch.tensor(batch.kind)
    kind = torch.where(torch.rand(count) < TYPE_HIDDEN, len(EVENT_TYPES), kind)
    words = pad(batch.sentence, -1)
    arcs = heads.arcs(vectors, trigger, kind, words.clamp(min=0)).float()
    roles = pad(batch.roles, UNKNOWN)
    width = words.shape[1]
    marks = torch.tensor([[[*row, *[UNKNOWN] * (width - len(row))] for row in rows] for rows in batch.marks]).transpose(
        1, 2
    )
    borne = (marks == 1).float()
    weight = (marks != UNKNOWN).float() * (1 + borne * torch.tensor([SOURCE_WEIGHT - 1, 0.0, 0.0]))
    split = functional.binary_cross_entropy_with_logits(arcs[..., 1 + len(ROLES) :], borne, reduction="none")
    return {
        "factuality": fact * (0.4 / count),
        "roles": _cross_entropy(arcs[..., : 1 + len(ROLES)], roles) / count,
        "marks": (split * weight).sum() / count,
    }


def _span_loss(heads: GraphHeads, vectors: Tensor, batch: GraphBatch) -> Tensor:
    rows, words = torch.tensor(batch.span), pad(batch.span_sentence, -1)
    scores = heads.spans(vectors, rows[:, 0], rows[:, 1], rows[:, 2], words.clamp(min=0)).float()
    head = rows[:, 1][:, None]
    allowed = torch.stack([words <= head, words >= head], -1) & (words >= 0)[..., None]
    scores = scores.masked_fill(~allowed, FAR)
    return (
        functional.cross_entropy(scores[..., 0], rows[:, 3]) + functional.cross_entropy(scores[..., 1], rows[:, 4])
    ) / 2


def _relation_loss(heads: GraphHeads, vectors: Tensor, batch: GraphBatch) -> Tensor:
    words = pad(batch.subject_sentence, -1)
    scores = heads.relations(vectors, torch.tensor(batch.subject), words.clamp(min=0)).float()
    weight = torch.full((1 + len(PREDICATES),), STATED_WEIGHT)
    weight[0] = UNSTATED_WEIGHT
    flat = scores.reshape(-1, scores.shape[-1])
    stated = pad(batch.stated, UNKNOWN).reshape(-1)
    loss = functional.cross_entropy(flat, stated, weight=weight, ignore_index=UNKNOWN, reduction="sum")
    return loss * (2 / len(batch.subject))


def _antecedent_loss(heads: GraphHeads, vectors: Tensor, batch: GraphBatch) -> Tensor:
    """Negative log of the weight that all true antecedents get together, or "none" where there is none."""
    pairs = torch.tensor(batch.pair)
    first, second, same = pairs.unbind(1)
    scores = heads.antecedents(
        vectors,
        torch.tensor(batch.anaphor),
        torch.tensor(batch.anaphor_kind),
        first,
        second,
        torch.tensor(batch.pair_features),
    ).float()
    count = len(batch.anaphor)
    highest = torch.zeros(count).scatter_reduce(0, first, scores.detach(), "amax")
    weights = torch.exp(scores - highest[first])
    none = torch.exp(-highest)
    everything = none.index_add(0, first, weights)
    right = torch.zeros(count).index_add(0, first, weights * same)
    referring = torch.zeros(count).index_add(0, first, same.float()) > 0
    right = torch.where(referring, right, none)
    return -torch.log(right / everything + 1e-9).mean()


def _cross_entropy(scores: Tensor, target: Tensor, smoothing: float = 0.0) -> Tensor:
    flat = scores.float().reshape(-1, scores.shape[-1])
    return functional.cross_entropy(
        flat, target.reshape(-1), ignore_index=UNKNOWN, reduction="sum", label_smoothing=smoothing
    )
