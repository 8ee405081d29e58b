"""The collapse watch: tells a run that encodes every image alike from one that learns."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from .losses import Pairs


class CollapseError(RuntimeError):
    """The embeddings have become one point; going on would waste the run."""


@dataclass(frozen=True)
class Spread:
    """How a batch of embeddings lies in space.

    Attributes:
        distance: Mean Euclidean distance of two different rows (about 1.41 when spread evenly).
        deviation: Standard deviation over the batch, mean over dimensions (1/sqrt(d) when spread evenly).
        active: Share of anchors whose nearest negative is nearer than their farthest positive.
    """

    distance: float
    deviation: float
    active: float


def measure(embedding: Tensor, pairs: Pairs) -> Spread:
    """Measures one head's embeddings of a batch."""
    with torch.no_grad():
        distances = torch.cdist(embedding, embedding, compute_mode="donot_use_mm_for_euclid_dist")
        count = len(embedding)
        mean = float(distances.sum() / max(1, count * (count - 1)))
        deviation = float(embedding.std(0, unbiased=False).mean())
        anchors = pairs.positive.any(1) & pairs.negative.any(1)
        nearest = torch.where(pairs.negative, distances, torch.inf).amin(1)
        farthest = torch.where(pairs.positive, distances, -torch.inf).amax(1)
        active = float((nearest < farthest)[anchors].float().mean()) if bool(anchors.any()) else 0.0
    return Spread(mean, deviation, active)


class CollapseWatch:
    """Counts steps on which the embeddings hardly differ, and stops the run when they stay so."""

    def __init__(self, least_deviation: float, patience: int) -> None:
        """Sets the threshold.

        Args:
            least_deviation: Standard deviation under which a step counts as collapsed.
            patience: Collapsed steps in a row that stop the run.
        """
        self.least_deviation = least_deviation
        self.patience = patience
        self.collapsed_steps = 0

    def see(self, step: int, head: str, spread: Spread) -> None:
        """Takes note of one step.

        Raises:
            CollapseError: The last `patience` steps were all collapsed.
        """
        self.collapsed_steps = self.collapsed_steps + 1 if spread.deviation < self.least_deviation else 0
        if self.collapsed_steps >= self.patience:
            raise CollapseError(
                f"collapse at step {step}: the {head} embeddings of a batch have had a standard deviation "
                f"under {self.least_deviation:g} for {self.patience} steps (now {spread.deviation:.2g}, mean "
                f"distance {spread.distance:.2g}): every image is encoded alike. Lower the learning rate, "
                "lengthen the warm-up, or look for an activation or a loss that makes one point attractive."
            )
