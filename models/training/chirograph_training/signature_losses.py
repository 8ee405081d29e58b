"""Losses of the signature encoder: a forgery is a class of its own, and one threshold serves all signers."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .losses import Pairs


def soft_alignment(sequence: Tensor, reach: int, softness: float) -> Tensor:
    """How alike sequences are, each step with the nearest one of the other within reach, softly chosen.

    The application aligns by dynamic programming (`alignment`), which this stands for in training.

    Args:
        sequence: count x steps x dimensions, vectors of length 1.
        reach: Farthest that a step may be from the one that it is aligned with.
        softness: Divides the cosines where the nearest step is chosen.

    Returns:
        count x count, symmetric, 1 with itself at most.
    """
    count, steps, dimensions = sequence.shape
    flat = sequence.reshape(count * steps, dimensions)
    cosines = (flat @ flat.T).reshape(count, steps, count, steps)
    place = torch.arange(steps)
    near = ((place[:, None] - place[None, :]).abs() <= reach)[None, :, None, :]
    weight = torch.where(near, cosines / softness, -torch.inf).softmax(3)
    one_way = (weight * cosines).sum(3).mean(1)
    return (one_way + one_way.T) / 2


def signature_pairs(block: Tensor, signer: Tensor, genuine: Tensor) -> Pairs:
    """Genuine signatures of one signer attract; forgeries of it and signatures of others repel."""
    within = block[:, None] == block[None, :]
    same = signer[:, None] == signer[None, :]
    both = genuine[:, None] & genuine[None, :]
    self_pair = torch.eye(len(block), dtype=torch.bool, device=block.device)
    return Pairs(within & same & both & ~self_pair, within & ~(same & both) & genuine[:, None] & ~self_pair)


class Decision(nn.Module):
    """Is a questioned signature by the hand of the references? One slope and one threshold for everybody.

    What is decided on is how near the questioned signature lies to the references on average, less how near
    these lie to each other: some signers vary more than others. It stands for the score of the figures, which
    takes the greatest likeness as well.
    """

    def __init__(self) -> None:
        """Starts at a slope of 10 and a threshold of -0.2."""
        super().__init__()
        self.slope = nn.Parameter(torch.tensor(10.0))
        self.threshold = nn.Parameter(torch.tensor(-0.2))

    def forward(self, likeness: Tensor, block: Tensor, signer: Tensor, genuine: Tensor) -> Tensor:
        """Cross-entropy of the decisions on a batch; genuine ones, forgeries and strangers weigh the same.

        Every genuine signature is asked against the other genuine ones of its name; every forgery of a name,
        and every genuine signature of another name in the block, against the genuine ones of that name.

        Args:
            likeness: count x count, symmetric.
            block: Rows of different blocks are not compared.
            signer: Codes of the names.
            genuine: Whether the signer wrote it; names with fewer than 3 such rows are not asked about.
        """
        key, name = torch.unique(torch.stack([block, signer], 1), dim=0, return_inverse=True)
        owned = functional.one_hot(name, len(key)).float() * genuine[:, None]
        held = owned.sum(0)
        likeness = likeness - torch.diag(likeness.diagonal())
        # Sum of each row's likeness with the genuine rows of every name, and of those among themselves.
        nearness = likeness @ owned
        among = (owned * nearness).sum(0) / 2
        enough = held >= 3
        own = nearness.gather(1, name[:, None])[:, 0]
        others = (held[name] - 1).clamp(min=1)
        left = among[name] - own
        within = own / others - left / (others * (others - 1) / 2).clamp(min=1)
        across = nearness / held.clamp(min=1) - among / (held * (held - 1) / 2).clamp(min=1)
        same_block = block[:, None] == key[None, :, 0]
        same_name = name[:, None] == torch.arange(len(key))[None, :]
        parts = []
        for asked, wanted in (
            (within[genuine & enough[name]], 1.0),
            (across[~genuine[:, None] & same_name & enough], 0.0),
            (across[genuine[:, None] & ~same_name & same_block & enough], 0.0),
        ):
            if len(asked):
                logits = self.slope * (asked - self.threshold)
                parts.append(
                    functional.binary_cross_entropy_with_logits(logits, torch.full_like(logits, wanted))
                )
        return torch.stack(parts).mean() if parts else likeness.sum() * 0.0
