"""The network: a six-layer BERT encoder (MiniLM), one linear head per word label, and a biaffine parser.

Written out by hand rather than taken from a library, because training runs on a processor: plain matrix products in
attention are faster backwards than the fused kernel, dropout masks are drawn once and reused at random offsets, and
the word and position embeddings stay as they came. Architectures: Devlin et al. 2019 (BERT), Wang et al. 2020
(MiniLM), Dozat and Manning 2017 (biaffine attention).
"""

# mypy: disallow-subclassing-any=False
# (torch is not installed where types are checked)

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["FAR", "Encoder", "Network", "Outputs", "Sizes"]

FAR = -1e4  # a score no softmax gives weight to, and that 16 bits can hold


@dataclass(frozen=True, slots=True)
class Sizes:
    """Dimensions of the network; the first six are those of the base weights."""

    vocabulary: int = 30522
    positions: int = 512
    hidden: int = 384
    inner: int = 1536
    attention_heads: int = 12
    layers: int = 6
    shapes: int = 6
    arcs: int = 192
    relations: int = 96
    dropout: float = 0.1
    head_dropout: float = 0.2


class Dropout(nn.Module):
    """Dropout with masks cut at random offsets from one long mask drawn once."""

    LENGTH = 1 << 23

    def __init__(self, rate: float) -> None:
        """`rate` is the share of values set to zero."""
        super().__init__()
        self.rate = rate
        self._masks: dict[torch.dtype, Tensor] = {}

    def forward(self, x: Tensor) -> Tensor:
        """`x` with some values dropped and the others scaled up, in training only."""
        if not self.training or self.rate <= 0:
            return x
        count = x.numel()
        if count >= self.LENGTH:
            return functional.dropout(x, self.rate)
        mask = self._masks.get(x.dtype)
        if mask is None:
            mask = ((torch.rand(self.LENGTH) >= self.rate).float() / (1 - self.rate)).to(x.dtype)
            self._masks[x.dtype] = mask
        offset = random.randrange(self.LENGTH - count)
        return x * mask[offset : offset + count].view(x.shape)


class Layer(nn.Module):
    """One transformer layer with the norms after the sums."""

    def __init__(self, sizes: Sizes) -> None:
        """A layer of random weights."""
        super().__init__()
        hidden = sizes.hidden
        self.heads = sizes.attention_heads
        self.query, self.key, self.value, self.output = (nn.Linear(hidden, hidden) for _ in range(4))
        self.attention_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.widen, self.narrow = nn.Linear(hidden, sizes.inner), nn.Linear(sizes.inner, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(sizes.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` is [batch, pieces, hidden]; `mask` is added to the attention scores."""
        batch, length, hidden = x.shape
        split = (batch, length, self.heads, hidden // self.heads)
        query, key, value = (part(x).view(split).transpose(1, 2) for part in (self.query, self.key, self.value))
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(hidden // self.heads) + mask
        mixed = torch.matmul(torch.softmax(scores, -1), value).transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.dropout(self.output(mixed)))
        folded: Tensor = self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))
        return folded


_BASE_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}


class Encoder(nn.Module):
    """Pieces and shapes to one vector per piece."""

    def __init__(self, sizes: Sizes) -> None:
        """An encoder of random weights; `load_base` fills in the pretrained ones."""
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.hidden)
        self.positions = nn.Embedding(sizes.positions, sizes.hidden)
        self.shapes = nn.Embedding(sizes.shapes, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.dropout = Dropout(sizes.dropout)
        self.layers = nn.ModuleList([Layer(sizes) for _ in range(sizes.layers)])

    def load_base(self, weights: Mapping[str, Tensor]) -> None:
        """Takes over pretrained BERT weights; shapes start near token type 0, then words and positions are frozen."""
        weights = {name.removeprefix("bert."): tensor for name, tensor in weights.items()}
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
            type_zero = weights["embeddings.token_type_embeddings.weight"][:1]
            self.shapes.weight.copy_(type_zero + 0.01 * torch.randn_like(self.shapes.weight))
            self.shapes.weight[0].copy_(type_zero[0])
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
            for index, layer in enumerate(self.layers):
                for ours, theirs in _BASE_NAMES.items():
                    part = getattr(layer, ours)
                    part.weight.copy_(weights[f"encoder.layer.{index}.{theirs}.weight"])
                    part.bias.copy_(weights[f"encoder.layer.{index}.{theirs}.bias"])
        self.words.weight.requires_grad = False
        self.positions.weight.requires_grad = False

    def forward(self, ids: Tensor, shapes: Tensor, present: Tensor) -> Tensor:
        """`ids`, `shapes`, `present` are [batch, pieces]; `present` 0 for padding; gives one vector a piece."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]][None] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        mask = ((1.0 - present.to(x.dtype)) * FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask.to(x.dtype))
        out: Tensor = x
        return out


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says about a batch, one row per word (scores are logits).

    `words`: per head [batch, words, labels]; `arcs`: [batch, words, 1 + words], column 0 the root;
    `dependents`, `heads`: the vectors from which labels of arcs are scored, `heads` with the root first; `vectors`:
    [batch, words, hidden], what all heads are computed from.
    """

    words: dict[str, Tensor]
    arcs: Tensor
    dependents: Tensor
    heads: Tensor
    vectors: Tensor


class Network(nn.Module):
    """Encoder, word heads by name, and the parser."""

    def __init__(
        self, sizes: Sizes, word_labels: Mapping[str, int], relations: int, graph: nn.Module | None = None
    ) -> None:
        """`word_labels`: how many labels each word head has; `relations`: how many labels an arc may carry.

        `graph`: the heads of the event graph, if the network is to have them.
        """
        super().__init__()
        self.graph = graph
        self.encoder = Encoder(sizes)
        self.dropout = Dropout(sizes.head_dropout)
        self.word_heads = nn.ModuleDict({name: nn.Linear(sizes.hidden, count) for name, count in word_labels.items()})
        arcs, rank = sizes.arcs, sizes.relations
        self.arc_dependent, self.arc_head = nn.Linear(sizes.hidden, arcs), nn.Linear(sizes.hidden, arcs)
        self.arc_product = nn.Parameter(torch.randn(arcs, arcs) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(arcs))
        self.relation_dependent, self.relation_head = nn.Linear(sizes.hidden, rank), nn.Linear(sizes.hidden, rank)
        self.relation_product = nn.Parameter(torch.randn(relations, rank, rank) * 0.02)
        self.relation_of_dependent = nn.Linear(rank, relations)
        self.relation_of_head = nn.Linear(rank, relations, bias=False)

    def forward(self, ids: Tensor, shapes: Tensor, present: Tensor, first: Tensor) -> Outputs:
        """`first` is [batch, words], the place of each word's first piece."""
        pieces = self.encoder(ids, shapes, present)
        nodes = torch.cat([torch.zeros_like(first[:, :1]), first], 1)  # the root is read at [CLS], piece 0
        vectors = torch.gather(pieces, 1, nodes.unsqueeze(-1).expand(-1, -1, pieces.shape[-1]))
        plain = vectors[:, 1:]
        vectors = self.dropout(vectors)
        words = vectors[:, 1:]
        scores = {name: head(words) for name, head in self.word_heads.items()}
        arc_dependent = self.dropout(functional.gelu(self.arc_dependent(words)))
        arc_head = self.dropout(functional.gelu(self.arc_head(vectors)))
        arcs = torch.matmul(torch.matmul(arc_dependent, self.arc_product) + self.arc_bias, arc_head.transpose(1, 2))
        dependents = self.dropout(functional.gelu(self.relation_dependent(words)))
        heads = self.dropout(functional.gelu(self.relation_head(vectors)))
        return Outputs(scores, arcs, dependents, heads, plain)

    def relations(self, dependents: Tensor, heads: Tensor, chosen: Tensor) -> Tensor:
        """Scores [batch, words, relations] of the arcs to the `chosen` heads (0 the root, else 1 + word)."""
        picked = torch.gather(heads, 1, chosen.unsqueeze(-1).expand(-1, -1, heads.shape[-1]))
        count, rank, _ = self.relation_product.shape
        product = self.relation_product.permute(1, 0, 2).reshape(rank, count * rank)
        crossed = torch.matmul(dependents, product).view(*dependents.shape[:2], count, rank)
        scores: Tensor = torch.matmul(crossed, picked.unsqueeze(-1)).squeeze(-1)
        return scores + self.relation_of_dependent(dependents) + self.relation_of_head(picked)
