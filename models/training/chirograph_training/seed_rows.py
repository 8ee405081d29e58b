"""The seed's question, row by row: what collapsed, what mends it, and what does not.

Every row sees the same batches of varied crops, for the same number of steps, and trains two heads at
once: same word, and same writer. Rows differ in what their sentence names and in nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from torch import nn

from .recipe import Block, Recipe
from .seed_losses import (
    EVEN_DISTANCE,
    BatchHardTriplet,
    Contrastive,
    PairCrossEntropy,
    SlicedTriplet,
    Triplet,
)
from .seed_network import inception, signet, vgg

STEPS = 200
DATASETS = ("words-en", "dhsd", "names-zh", "words-ar", "and")
BLOCKS = (
    Block(("words-en",), (1.0,), writers=7, crops=4),
    Block(("dhsd", "names-zh", "words-ar", "and"), (0.25, 0.25, 0.25, 0.25), writers=3, crops=4),
)


@dataclass(frozen=True)
class Row:
    """One system.

    Attributes:
        says: What it is.
        base: Crops to features.
        objective: Makes the loss of one head.
        as_asked: ReLU at the end, L2 penalty, constant rate, no clipping; else vectors of length 1, AdamW,
            warm-up and cosine.
        optimiser: Of a row as asked: `rmsprop` or `adam`, as Keras sets them.
        rate: Peak rate of a row not as asked.
    """

    says: str
    base: Callable[[], nn.Module]
    objective: Callable[[], nn.Module]
    as_asked: bool = False
    optimiser: str = "rmsprop"
    rate: float = 3e-4


_asked_signet = partial(signet, dropout=True)
_steady_signet = partial(signet, dropout=False)
_asked_contrastive = partial(Contrastive, 1.0, negatives=1)
_mended_contrastive = partial(Contrastive, EVEN_DISTANCE, negatives=1)
_asked_row = partial(Row, base=_asked_signet, as_asked=True)

#: The row that trains the released encoder, through the recipe's own loop.
OURS = "ours"
OURS_SAYS = "The released encoder with its losses, through the recipe's own loop"
ROWS: dict[str, Row] = {
    "signet-contrastive": _asked_row(
        "As asked: contrastive loss, margin 1, balanced pairs, RMSprop 1e-3 (Keras' siamese example)",
        objective=_asked_contrastive,
    ),
    "signet-contrastive-adam": _asked_row(
        "The same with Adam 1e-3",
        objective=_asked_contrastive,
        optimiser="adam",
    ),
    "signet-contrastive-unbalanced": _asked_row(
        "The same as the first with four same pairs for each different one",
        objective=partial(Contrastive, 1.0, negatives=0.25),
    ),
    "signet-contrastive-half-mended": Row(
        "No last ReLU, vectors of length 1, margin sqrt 2, warm-up; but dropout kept, and AdamW at 1e-3",
        _asked_signet,
        _mended_contrastive,
        rate=1e-3,
    ),
    "signet-contrastive-mended": Row(
        "No last ReLU, vectors of length 1, margin sqrt 2, balanced pairs, warm-up, AdamW at 3e-4, no dropout",
        _steady_signet,
        _mended_contrastive,
    ),
    "signet-triplet": _asked_row(
        "As asked: triplet loss, rows 0, 1, 2 of the batch axis, summed, RMSprop 1e-3",
        objective=partial(SlicedTriplet, 0.5, summed=True),
    ),
    "signet-triplet-hard": Row(
        "Mended like the contrastive one; batch-hard triplets, soft margin, semi-hard for 0.4 of the run only",
        _steady_signet,
        partial(BatchHardTriplet, semi_hard=0.4),
    ),
    "signet-triplet-mended": Row(
        "The same, but semi-hard to the end",
        _steady_signet,
        partial(BatchHardTriplet, semi_hard=1.0),
    ),
    "signet-bce": _asked_row(
        "As asked: cross-entropy of a sigmoid unit on the distance, RMSprop 1e-3, four different pairs for "
        "each same one",
        objective=partial(PairCrossEntropy, cosine=False, negatives=4),
    ),
    "signet-bce-balanced": _asked_row(
        "The same with balanced pairs", objective=partial(PairCrossEntropy, cosine=False, negatives=1)
    ),
    "signet-bce-mended": Row(
        "Mended like the contrastive one; cross-entropy on the cosine, balanced pairs",
        _steady_signet,
        partial(PairCrossEntropy, cosine=True, negatives=1),
    ),
    "page-sliced": _asked_row(
        "The page's answer to the letter: signet-triplet without the sum, Adam 1e-3; batch axis still sliced",
        objective=partial(SlicedTriplet, 0.5, summed=False),
        optimiser="adam",
    ),
    "page-triplets": _asked_row(
        "The page's answer with real triplets: one loss value for each, Adam 1e-3",
        objective=partial(Triplet, 0.5),
        optimiser="adam",
    ),
    "vgg": Row("A small VGG, mended contrastive loss, AdamW at 1e-3", vgg, _mended_contrastive, rate=1e-3),
    "inception": Row(
        "A small Inception, mended contrastive loss, AdamW at 1e-3", inception, _mended_contrastive, rate=1e-3
    ),
}


def settings(steps: int, bfloat16: bool = True) -> Recipe:
    """What all rows share, as a recipe: batches, warm-up, seed and threads.

    Args:
        steps: Length of a run.
        bfloat16: Whether to compute in it; machines without it do so many times slower than in 32 bits.
    """
    return Recipe().with_changes(
        steps=steps,
        bfloat16=bfloat16,
        blocks=BLOCKS,
        shared_texts=0.75,
        warm_up=max(1, steps // 10),
        dev_every=steps,
        datasets=DATASETS,
    )
