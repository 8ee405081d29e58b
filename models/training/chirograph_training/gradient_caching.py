"""Encodes batches that are too large to keep: gradient caching (Gao et al. 2021, arXiv:2101.06983).

A contrastive loss needs the embeddings of its whole batch at once, but what the network computed on the way
only for the part of the batch that is being learned from. So every part is encoded twice: once for the
loss, where nothing but its embeddings is kept, and again once the loss's gradient at them is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint


def encode_in_parts(network: nn.Module, crops: Tensor, size: int) -> tuple[Tensor, ...]:
    """Encodes a batch so that a gradient through it needs the memory of one part.

    Every part is dealt its crops from the whole batch in turn, and so has about the batch's mixture of
    corpora. Batch norm takes its means and variances from a part, as it would from a batch as large as
    one: the gradient is that of one batch whose parts are normalised apart, and where the network
    normalises by fixed means and variances, that of the batch encoded at once. Running means take in each
    part once.

    Args:
        network: Gives one or more embeddings, each count x dimensions.
        crops: count x 1 x height x width.
        size: The most crops of a part.

    Returns:
        The network's embeddings in the crops' order.
    """
    count = math.ceil(len(crops) / size)

    def contexts() -> tuple[AbstractContextManager[None], AbstractContextManager[None]]:
        return nullcontext(), _buffers_kept(network)

    dealt = [torch.arange(first, len(crops), count) for first in range(count)]
    parts = [
        checkpoint(
            network,
            crops[rows].contiguous(memory_format=torch.channels_last),
            use_reentrant=False,
            context_fn=contexts,
        )
        for rows in dealt
    ]
    place = torch.cat(dealt).argsort()
    return tuple(torch.cat(embeddings)[place] for embeddings in zip(*parts, strict=True))


@contextmanager
def _buffers_kept(network: nn.Module) -> Iterator[None]:
    """Leaves running means and counts as they are, whatever is encoded meanwhile."""
    before = [buffer.clone() for buffer in network.buffers()]
    try:
        yield
    finally:
        for buffer, value in zip(network.buffers(), before, strict=True):
            buffer.copy_(value)
