"""Trained class vectors: every class of a group is a negative at each step, not only those of the batch."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .material import IntArray


class Proxies(nn.Module):
    """One vector of length 1 per class (normalised softmax; Zhai and Wu 2019, arXiv:1811.12649)."""

    groups: Tensor

    def __init__(self, groups: IntArray, dimensions: int) -> None:
        """Starts the vectors at random.

        Args:
            groups: For each class the group within which it is told from others.
            dimensions: Of the embeddings.
        """
        super().__init__()
        self.vectors = nn.Parameter(torch.randn(len(groups), dimensions) / dimensions**0.5)
        self.register_buffer("groups", torch.from_numpy(groups), persistent=False)

    def forward(self, embedding: Tensor, classes: Tensor, temperature: float) -> Tensor:
        """Mean cross-entropy of telling each row's class from the other classes of its group.

        Args:
            embedding: count x dimensions, rows of length 1.
            classes: Class of each row, -1 where it has none; such rows do not count.
            temperature: Divides the cosines.
        """
        known = classes >= 0
        if not bool(known.any()):
            return embedding.sum() * 0.0
        embedding, classes = embedding[known], classes[known]
        present = torch.isin(self.groups, self.groups[classes])
        number = torch.cumsum(present, 0) - 1
        likeness = embedding @ functional.normalize(self.vectors[present], dim=1).T / temperature
        apart = self.groups[classes][:, None] != self.groups[present][None, :]
        return functional.cross_entropy(likeness.masked_fill(apart, -torch.inf), number[classes])
