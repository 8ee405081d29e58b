"""How much of an error is that hands are new to a model: writers that it was trained on against dev writers."""

from __future__ import annotations

from typing import Any

import numpy as np

from .confounds import DATASETS
from .evaluation import Embedder, dataset_figures, encode
from .material import Material


def measure_gap(encoder: Embedder, material: Material, seed: int = 1) -> dict[str, Any]:
    """The dev figures beside those of as many writers that the model was trained on.

    Figures of train writers are no measure of the model: they say what it reaches where no hand is new to it.
    The distance between the two is what more hands could gain; the rest is what it cannot tell from a word.

    Args:
        encoder: The model.
        material: Rows of every split.
        seed: Of the choice of train writers.

    Returns:
        For each dataset the figures of `train` and `dev` as `dataset_figures` gives them.
    """
    figures: dict[str, Any] = {}
    for dataset in DATASETS:
        part = material.of_dataset(dataset).labelled()
        train, dev = part.of_split("train"), part.of_split("dev")
        if len(train) == 0 or len(dev) == 0:
            continue
        names = np.unique(train.writer)
        count = min(len(names), len(np.unique(dev.writer)))
        chosen = np.random.default_rng(seed).permutation(names)[:count]
        train = train.only(np.isin(train.writer, chosen))
        figures[dataset] = {
            name: dataset_figures(rows, *encode(encoder, rows))
            for name, rows in (("train", train), ("dev", dev))
        }
    return figures
