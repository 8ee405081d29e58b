"""Supervised contrastive losses (Khosla et al. 2020, arXiv:2004.11362) over chosen pairs only."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True)
class Pairs:
    """Which pairs of a batch attract and which repel; all others stay out of the loss."""

    positive: Tensor
    negative: Tensor


def writer_pairs(block: Tensor, writer: Tensor, text: Tensor, single: Tensor) -> Pairs:
    """Pairs for the writer head.

    Positives are different texts by one hand; a hand's second copy of a text is left out, because
    it would reward reading the word. Where a group has a single text, copies are the positives.
    Rows of different blocks come from different corpora and are not compared.
    """
    within = block[:, None] == block[None, :]
    same_hand = writer[:, None] == writer[None, :]
    same_text = (text[:, None] == text[None, :]) & (text[:, None] >= 0)
    self_pair = torch.eye(len(block), dtype=torch.bool, device=block.device)
    positive = within & same_hand & ~self_pair & (~same_text | single[:, None])
    return Pairs(positive, within & ~same_hand)


def word_pairs(block: Tensor, writer: Tensor, text: Tensor, word: Tensor) -> Pairs:
    """Pairs for the word head: the same text by different hands against different texts.

    Rows whose text must not be learned (`word` false) are in no pair at all.
    """
    within = (block[:, None] == block[None, :]) & word[:, None] & word[None, :]
    same_hand = writer[:, None] == writer[None, :]
    same_text = text[:, None] == text[None, :]
    return Pairs(within & same_text & ~same_hand, within & ~same_text)


def supervised_contrast(embedding: Tensor, pairs: Pairs, temperature: float) -> Tensor:
    """Mean over anchors of -log softmax of each positive against that positive and all negatives.

    Args:
        embedding: count x dimensions, rows of length 1.
        pairs: Which pairs count; anchors without a positive or without a negative do not.
        temperature: Divides the cosines.

    Returns:
        The loss, 0 where no anchor counts.
    """
    return contrast(embedding @ embedding.T, pairs, temperature)


def contrast(likeness: Tensor, pairs: Pairs, temperature: float) -> Tensor:
    """The same for any likeness, count x count, of which more is nearer."""
    likeness = likeness / temperature
    repelled = torch.where(pairs.negative, likeness, torch.full_like(likeness, -torch.inf))
    against = torch.logsumexp(repelled, dim=1, keepdim=True)
    counts = pairs.positive.any(1) & pairs.negative.any(1)
    if not bool(counts.any()):
        return likeness.sum() * 0.0
    likeness, against, positive = likeness[counts], against[counts], pairs.positive[counts]
    each = torch.logaddexp(likeness, against.expand_as(likeness)) - likeness
    per_anchor = torch.where(positive, each, torch.zeros_like(each)).sum(1) / positive.sum(1)
    return per_anchor.mean()


def documents_of(embedding: Tensor, block: Tensor, writer: Tensor) -> tuple[Tensor, Pairs]:
    """Two documents of every hand of a batch: the mean of every other of its crops, and of the rest.

    Args:
        embedding: count x dimensions, rows of length 1.
        block: Rows of different blocks are not compared.
        writer: Writer codes; a hand with fewer than 4 crops gives no document.

    Returns:
        document x dimensions, rows of length 1, and which documents attract and repel.
    """
    same = (writer[:, None] == writer[None, :]) & (block[:, None] == block[None, :])
    enough = same.sum(1) >= 4
    embedding, block, writer = embedding[enough], block[enough], writer[enough]
    half = torch.tril(same[enough][:, enough]).sum(1) % 2
    key, document = torch.unique(torch.stack([block, writer, half], 1), dim=0, return_inverse=True)
    total = embedding.new_zeros(len(key), embedding.shape[1]).index_add(0, document, embedding)
    within = key[:, None, 0] == key[None, :, 0]
    one_hand = key[:, None, 1] == key[None, :, 1]
    other_half = key[:, None, 2] != key[None, :, 2]
    return functional.normalize(total, dim=1), Pairs(within & one_hand & other_half, within & ~one_hand)
