"""Losses of the seed's question: as asked, as its page answers, and mended.

Each takes a batch of embeddings and which of its pairs belong together (`losses.Pairs`), and chooses
pairs or triplets of them. `share` is how much of the run is over, 0 to 1.
"""

from __future__ import annotations

import math
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional

from .losses import Pairs, supervised_contrast

#: How far apart vectors of length 1 lie when they are spread evenly.
EVEN_DISTANCE = math.sqrt(2)
#: Makes the soft margin bite on distances between vectors of length 1, which are at most 2.
SHARPNESS = 8.0


class Objective(Protocol):
    """What every loss of this module is."""

    def __call__(self, embedding: Tensor, pairs: Pairs, random: torch.Generator, share: float) -> Tensor:
        """The loss of a batch, one number."""


class Contrastive(nn.Module):
    """Mean of d^2 over pairs of the same and of max(0, margin - d)^2 over pairs of different source."""

    def __init__(self, margin: float, negatives: float) -> None:
        """Sets the margin, and how many different pairs are drawn for each same pair."""
        super().__init__()
        self.margin = margin
        self.negatives = negatives

    def forward(self, embedding: Tensor, pairs: Pairs, random: torch.Generator, share: float) -> Tensor:
        """The loss of a batch."""
        first, second, same = drawn_pairs(pairs, self.negatives, random)
        distance = euclidean(embedding[first], embedding[second])
        apart = (self.margin - distance).clamp(min=0).square()
        return _mean(torch.where(same, distance.square(), apart), embedding)


class SlicedTriplet(nn.Module):
    """The triplet loss as asked: it cuts rows 0, 1 and 2 out of the batch axis.

    Keras hands it one row for each triplet, the three embeddings joined. So it compares three
    triplets that have nothing to do with each other, and leaves out all others.
    """

    def __init__(self, margin: float, summed: bool) -> None:
        """Sets the margin, and whether the last line sums: of one number, which changes nothing."""
        super().__init__()
        self.margin = margin
        self.summed = summed

    def forward(self, embedding: Tensor, pairs: Pairs, random: torch.Generator, share: float) -> Tensor:
        """The loss of a batch."""
        anchor, positive, negative = drawn_triplets(pairs, random)
        if len(anchor) < 3:
            return embedding.sum() * 0.0
        predicted = torch.cat([embedding[anchor], embedding[positive], embedding[negative]], 1)
        near = (predicted[0] - predicted[1]).square().sum(-1)
        far = (predicted[0] - predicted[2]).square().sum(-1)
        loss = (near - far + self.margin).clamp(min=0)
        return loss.sum() if self.summed else loss


class Triplet(nn.Module):
    """The triplet loss over real triplets, drawn at random, one value for each as the page answers."""

    def __init__(self, margin: float) -> None:
        """Sets the margin between squared distances."""
        super().__init__()
        self.margin = margin

    def forward(self, embedding: Tensor, pairs: Pairs, random: torch.Generator, share: float) -> Tensor:
        """The mean over triplets, which is what Keras makes of one value for each."""
        anchor, positive, negative = drawn_triplets(pairs, random)
        near = (embedding[anchor] - embedding[positive]).square().sum(1)
        far = (embedding[anchor] - embedding[negative]).square().sum(1)
        return _mean((near - far + self.margin).clamp(min=0), embedding)


class BatchHardTriplet(nn.Module):
    """Each anchor with its farthest positive and its nearest negative, under a soft margin.

    Hermans et al. 2017 (arXiv:1703.07737). While negatives are semi-hard, the one taken is the nearest
    that is farther than the positive (FaceNet, arXiv:1503.03832): the hardest ones pull a network that
    does not yet tell them apart to one point.
    """

    def __init__(self, semi_hard: float) -> None:
        """Sets for which share of a run negatives are semi-hard, 0 to 1."""
        super().__init__()
        self.semi_hard = semi_hard

    def forward(self, embedding: Tensor, pairs: Pairs, random: torch.Generator, share: float) -> Tensor:
        """The loss of a batch."""
        anchors = pairs.positive.any(1) & pairs.negative.any(1)
        distance = euclidean(embedding[:, None], embedding[None, :])[anchors]
        positive, negative = pairs.positive[anchors], pairs.negative[anchors]
        farthest = distance.masked_fill(~positive, -math.inf).amax(1)
        nearest = distance.masked_fill(~negative, math.inf).amin(1)
        if share < self.semi_hard:
            beyond = negative & (distance > farthest[:, None])
            semi_hard = distance.masked_fill(~beyond, math.inf).amin(1)
            last = distance.masked_fill(~negative, -math.inf).amax(1)
            nearest = torch.where(beyond.any(1), semi_hard, last)
        return _mean(functional.softplus(SHARPNESS * (farthest - nearest)) / SHARPNESS, embedding)


class PairCrossEntropy(nn.Module):
    """Binary cross-entropy of telling same from different pairs by one trained threshold.

    As asked: one dense unit with a sigmoid on the distance. Mended: on the cosine, which starts out
    pointing the right way.
    """

    def __init__(self, cosine: bool, negatives: float) -> None:
        """Starts the unit; `negatives` different pairs are drawn for each same pair."""
        super().__init__()
        self.cosine = cosine
        self.negatives = negatives
        weight = torch.tensor(10.0) if cosine else nn.init.xavier_uniform_(torch.empty(1, 1)).squeeze()
        self.weight = nn.Parameter(weight.clone())
        self.bias = nn.Parameter(torch.tensor(-5.0 if cosine else 0.0))

    def forward(self, embedding: Tensor, pairs: Pairs, random: torch.Generator, share: float) -> Tensor:
        """The loss of a batch."""
        answer, same = self.answers(embedding, pairs, random)
        loss = functional.binary_cross_entropy_with_logits(answer, same.float(), reduction="none")
        return _mean(loss, embedding)

    def answers(self, embedding: Tensor, pairs: Pairs, random: torch.Generator) -> tuple[Tensor, Tensor]:
        """For drawn pairs the answer, above 0 for the same source, and the truth."""
        first, second, same = drawn_pairs(pairs, self.negatives, random)
        left, right = embedding[first], embedding[second]
        value = (left * right).sum(1) if self.cosine else euclidean(left, right)
        return self.weight * value + self.bias, same


class SupervisedContrast(nn.Module):
    """The loss of the released encoder, for comparison with other bases."""

    def forward(self, embedding: Tensor, pairs: Pairs, random: torch.Generator, share: float) -> Tensor:
        """The loss of a batch."""
        return supervised_contrast(embedding, pairs, 0.1)


def euclidean(left: Tensor, right: Tensor) -> Tensor:
    """Distances over the last axis; never quite 0, where the root has no gradient (as Keras does it)."""
    return (left - right).square().sum(-1).clamp(min=1e-7).sqrt()


def drawn_pairs(pairs: Pairs, negatives: float, random: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """The same pairs of a batch and some different ones; rows that nothing differs from take no part.

    Args:
        pairs: What belongs together; symmetric.
        negatives: Different pairs for each same pair.
        random: Chooses them.

    Returns:
        First rows, second rows, and which pairs are the same.
    """
    same = (torch.triu(pairs.positive, 1) & pairs.negative.any(1)[:, None]).nonzero()
    different = torch.triu(pairs.negative, 1).nonzero()
    chosen = torch.randperm(len(different), generator=random)[: round(negatives * len(same))]
    both = torch.cat([same, different[chosen]])
    return both[:, 0], both[:, 1], torch.arange(len(both)) < len(same)


def drawn_triplets(pairs: Pairs, random: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """Every same pair with a different row for its first one, in random order: anchor, positive, negative."""
    same = (torch.triu(pairs.positive, 1) & pairs.negative.any(1)[:, None]).nonzero()
    same = same[torch.randperm(len(same), generator=random)]
    anchor, positive = same[:, 0], same[:, 1]
    chance = torch.rand(pairs.negative.shape, generator=random)[anchor]
    return anchor, positive, chance.masked_fill(~pairs.negative[anchor], -1.0).argmax(1)


def _mean(values: Tensor, embedding: Tensor) -> Tensor:
    """The mean; 0 with a gradient of 0 where a batch held no pair."""
    return values.mean() if len(values) else embedding.sum() * 0.0
