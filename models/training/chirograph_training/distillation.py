"""Learning how alike a teacher finds the crops of a batch, beside what their labels say."""

from __future__ import annotations

import torch
from torch import Tensor


def divergence(embedding: Tensor, teacher: Tensor, compared: Tensor, temperature: float) -> Tensor:
    """Kullback-Leibler divergence of the softmax over cosines from the teacher's, mean over anchors.

    Similarities are distilled as by Roth et al. 2021 (arXiv:2009.08348), here over chosen pairs only.

    Args:
        embedding: count x dimensions, rows of length 1.
        teacher: The same crops by the teacher, count x any dimensions, rows of length 1; gets no gradient.
        compared: count x count, which pairs count; anchors with fewer than two do not.
        temperature: Divides the cosines of both.

    Returns:
        The divergence in nats, 0 where no anchor counts.
    """
    counts = compared.sum(1) >= 2
    if not bool(counts.any()):
        return embedding.sum() * 0.0
    compared = compared[counts]
    own, theirs = (
        torch.log_softmax(((each @ each.T)[counts] / temperature).masked_fill(~compared, -torch.inf), dim=1)
        # Pairs left out have no share; a finite logarithm keeps 0 times it at 0.
        .masked_fill(~compared, 0.0)
        for each in (embedding, teacher.detach())
    )
    share = theirs.exp().masked_fill(~compared, 0.0)
    return (share * (theirs - own)).sum(1).mean()
