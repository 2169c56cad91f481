"""The heads of the event graph, on top of the encoder's vectors of words.

Everything here works on a flat table of word vectors [words, hidden]; what concerns a pair of words is asked for by
indices into it, so training on several articles at once and reading one text are the same code.
"""

# mypy: disallow-subclassing-any=False
# (torch is not installed where types are checked)

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.annotate.graph.anaphors import FEATURE_SIZES, KINDS
from kg.annotate.graph.events import MARKS, SPANNED
from kg.schema.contract import ENTITY_TYPES, EVENT_TYPES, FACTUALITIES, PREDICATES, ROLES
from kg.training.network import Dropout

__all__ = ["GraphHeads", "GraphSizes", "WordScores", "bucket"]

BUCKETS = 20


@dataclass(frozen=True, slots=True)
class GraphSizes:
    """Dimensions of the heads."""

    hidden: int = 384
    types: int = 256
    arcs: int = 128
    relations: int = 96
    links: int = 96
    antecedents: int = 128
    features: int = 8
    dropout: float = 0.3


@dataclass(frozen=True, slots=True)
class WordScores:
    """Logits per word: `triggers` over O, B, I; `types` of events; `outer` and `inner` mentions over BIO labels."""

    triggers: Tensor
    types: Tensor
    outer: Tensor
    inner: Tensor


def bucket(distance: Tensor) -> Tensor:
    """The bucket, below `BUCKETS`, of a signed distance in words: exact up to 4, then logarithmic."""
    size = distance.abs().float()
    far = 4 + torch.log2(size.clamp(min=4) / 4) * 1.5
    place = torch.where(size < 5, size, far).floor().clamp(max=9).long()
    return torch.where(distance < 0, place, place + 10)


class GraphHeads(nn.Module):
    """Triggers, mentions, arcs, spans, relations, links and antecedents."""

    def __init__(self, sizes: GraphSizes) -> None:
        """Heads of random weights that begin by finding nothing."""
        super().__init__()
        hidden, depth, rank = sizes.hidden, sizes.arcs, sizes.relations
        self.dropout = Dropout(sizes.dropout)
        self.triggers = nn.Linear(hidden, 3)
        self.type_inner, self.type_outer = nn.Linear(hidden, sizes.types), nn.Linear(sizes.types, len(EVENT_TYPES))
        bio = 1 + 2 * len(ENTITY_TYPES)
        self.outer, self.inner = nn.Linear(hidden, bio), nn.Linear(hidden, bio)
        self.fact_inner, self.fact_outer = nn.Linear(hidden, 96), nn.Linear(96, len(FACTUALITIES))
        labels = 1 + len(ROLES) + len(MARKS)
        self.arc_trigger, self.arc_word = nn.Linear(hidden, depth), nn.Linear(hidden, depth)
        self.arc_type = nn.Embedding(len(EVENT_TYPES) + 1, depth)  # the last: type not told
        self.arc_product = nn.Parameter(torch.randn(labels, depth, depth) * 0.02)
        self.arc_of_trigger, self.arc_of_word = nn.Linear(depth, labels), nn.Linear(depth, labels, bias=False)
        self.arc_distance = nn.Parameter(torch.zeros(BUCKETS, labels))
        self.span_from, self.span_head = nn.Linear(hidden, depth), nn.Linear(hidden, depth)
        self.span_label = nn.Embedding(len(SPANNED), depth)
        self.span_start, self.span_end = nn.Linear(hidden, depth), nn.Linear(hidden, depth)
        self.span_distance = nn.Parameter(torch.zeros(2, BUCKETS))
        stated = 1 + len(PREDICATES)
        self.relation_subject, self.relation_object = nn.Linear(hidden, rank), nn.Linear(hidden, rank)
        self.relation_product = nn.Parameter(torch.randn(stated, rank, rank) * 0.02)
        self.relation_of_subject = nn.Linear(rank, stated)
        self.relation_of_object = nn.Linear(rank, stated, bias=False)
        self.relation_distance = nn.Parameter(torch.zeros(BUCKETS, stated))
        self.link = nn.Linear(hidden, sizes.links)
        self.link_features = nn.Linear(3, 1)
        pair = sizes.antecedents
        self.kind = nn.Embedding(len(KINDS), 16)
        self.anaphor, self.candidate = nn.Linear(hidden + 16, pair), nn.Linear(hidden + 16, pair)
        self.features = nn.ModuleList([nn.Embedding(count, sizes.features) for count in FEATURE_SIZES])
        self.pair_product = nn.Linear(pair + sizes.features * len(FEATURE_SIZES), pair)
        self.pair_anaphor, self.pair_candidate = (nn.Linear(pair, pair, bias=False) for _ in range(2))
        self.pair_outer = nn.Linear(pair, 1)
        self._begin()

    def _begin(self) -> None:
        roles = 1 + len(ROLES)
        with torch.no_grad():
            self.arc_type.weight.zero_()
            self.arc_of_trigger.bias.zero_()
            self.arc_of_trigger.bias[0] = 4
            self.arc_of_trigger.bias[roles:] = -5
            self.relation_of_subject.bias.zero_()
            self.relation_of_subject.bias[0] = 5
            self.link_features.bias.fill_(-1.5)
            self.pair_outer.bias.fill_(-2)

    def words(self, vectors: Tensor) -> WordScores:
        """Scores of all words."""
        x = self.dropout(vectors)
        types = self.type_outer(self.dropout(functional.gelu(self.type_inner(x))))
        return WordScores(self.triggers(x), types, self.outer(x), self.inner(x))

    def factuality(self, vectors: Tensor, trigger: Tensor) -> Tensor:
        """Logits [triggers, factualities]."""
        inner = functional.gelu(self.fact_inner(self.dropout(vectors[trigger])))
        scores: Tensor = self.fact_outer(self.dropout(inner))
        return scores

    def arcs(self, vectors: Tensor, trigger: Tensor, kind: Tensor, words: Tensor) -> Tensor:
        """Logits [triggers, candidates, none + roles + marks] of the `words` [triggers, candidates] as fillers."""
        x = self.dropout(vectors)
        source = self.dropout(functional.gelu(self.arc_trigger(x[trigger]) + self.arc_type(kind)))
        target = self.dropout(functional.gelu(self.arc_word(x)))
        crossed = _crossed(source, self.arc_product)
        scores = torch.bmm(target[words], crossed.transpose(1, 2))
        distance = self.arc_distance[bucket(words - trigger[:, None])]
        added: Tensor = scores + self.arc_of_trigger(source)[:, None] + self.arc_of_word(target)[words] + distance
        return added

    def spans(self, vectors: Tensor, origin: Tensor, head: Tensor, label: Tensor, words: Tensor) -> Tensor:
        """Logits [phrases, candidates, 2] that a phrase around `head`, a filler at `origin`, starts or ends there."""
        x = self.dropout(vectors)
        asked = functional.gelu(self.span_from(x[origin]) + self.span_head(x[head]) + self.span_label(label))
        asked = self.dropout(asked).unsqueeze(-1)
        near = self.span_distance[:, bucket(words - head[:, None])]
        start = torch.bmm(self.span_start(x)[words], asked).squeeze(-1) + near[0]
        end = torch.bmm(self.span_end(x)[words], asked).squeeze(-1) + near[1]
        return torch.stack([start, end], -1)

    def relations(self, vectors: Tensor, subject: Tensor, words: Tensor) -> Tensor:
        """Logits [subjects, candidates, none + predicates] of the `words` as objects."""
        x = self.dropout(vectors)
        source = self.dropout(functional.gelu(self.relation_subject(x[subject])))
        target = self.dropout(functional.gelu(self.relation_object(x)))
        crossed = _crossed(source, self.relation_product)
        scores = torch.bmm(target[words], crossed.transpose(1, 2))
        near = self.relation_distance[bucket(words - subject[:, None])]
        added: Tensor = (
            scores + self.relation_of_subject(source)[:, None] + self.relation_of_object(target)[words] + near
        )
        return added

    def links(self, vectors: Tensor, first: Tensor, second: Tensor, features: Tensor) -> Tensor:
        """Logits [pairs] that two triggers name one event; `features` as `link_features` of the decoder gives them."""
        asked = self.link(self.dropout(vectors))
        alike = (asked[first] * asked[second]).sum(-1) / 5
        scores: Tensor = alike + self.link_features(features.to(alike.dtype)).squeeze(-1)
        return scores

    def antecedents(
        self, vectors: Tensor, words: Tensor, kinds: Tensor, first: Tensor, second: Tensor, features: Tensor
    ) -> Tensor:
        """Logits [pairs] that the anaphors `first` refer to what the candidates `second` do.

        `words` and `kinds` are of all anaphors of the batch, into which `first` and `second` index.
        """
        x = torch.cat([self.dropout(vectors[words]), self.kind(kinds).to(vectors.dtype)], -1)
        anaphor = self.dropout(functional.gelu(self.anaphor(x)))
        candidate = self.dropout(functional.gelu(self.candidate(x)))
        known = [part(features[:, at]) for at, part in enumerate(self.features)]
        product = anaphor[first] * candidate[second]
        joint = self.pair_product(torch.cat([product, *(part.to(product.dtype) for part in known)], -1))
        joint = joint + self.pair_anaphor(anaphor)[first] + self.pair_candidate(candidate)[second]
        scores: Tensor = self.pair_outer(self.dropout(functional.gelu(joint))).squeeze(-1) + product.sum(-1) / 10
        return scores


def _crossed(source: Tensor, product: Tensor) -> Tensor:
    count, depth, _ = product.shape
    flat = product.permute(1, 0, 2).reshape(depth, count * depth)
    return torch.matmul(source, flat).view(source.shape[0], count, depth)
