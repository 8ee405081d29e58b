"""Short runs that differ in one thing each from a common base, to see what is worth keeping."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .evaluation import REQUIRED, figure, headline
from .material import Material
from .recipe import Block, Recipe
from .training import LOG, Run, read_log
from .word_task import WordTask

STEPS = 800
#: The recipe without extra hands.
REAL = (
    Block(("words-en",), (1.0,), writers=14, crops=4),
    Block(("and",), (1.0,), writers=12, crops=2),
    Block(("dhsd", "words-ar"), (0.4, 0.6), writers=8, crops=4),
    Block(("names-zh", "omniglot"), (0.6, 0.4), writers=8, crops=4),
)


@dataclass(frozen=True)
class Row:
    """One run of the table.

    Attributes:
        what: What differs from the base.
        changes: The settings that do.
        writers: Share of every set's train writers that it is trained on.
    """

    what: str
    changes: dict[str, Any]
    writers: float = 1.0


#: Without bfloat16 and on two threads, for machines that have no bfloat16.
_CURVE = {"document_weight": 0.5, "bfloat16": False, "threads": 2}


ROWS = {
    "base": Row("the recipe without extra hands and without the loss between documents", {}),
    "documents": Row("with the loss between documents", {"document_weight": 0.5}),
    "hands": Row("with fonts and re-rendered strokes", {"blocks": Recipe.blocks}),
    "class-vectors": Row(
        "with trained class vectors for writers and words", {"writer_proxies": 0.5, "word_proxies": 0.5}
    ),
    "products": Row("hand pooled from products of features too", {"second_order": 24}),
    "varied": Row(
        "a wider last stage, hands reshaped, pieces of words, dropout, word loss as heavy as writer loss",
        {
            **_CURVE,
            "blocks": Recipe.blocks,
            "pieces": 0.1,
            "reshaping": 0.5,
            "dropout": 0.1,
            "word_weight": 1.0,
            "stem": 24,
            "stages": ((24, 1), (64, 1), (128, 2), (224, 2)),
        },
    ),
    "all-writers": Row("learning curve: every writer", _CURVE),
    "half-writers": Row("learning curve: half of the writers", _CURVE, 0.5),
    "quarter-writers": Row("learning curve: a quarter of the writers", _CURVE, 0.25),
}


def settings(name: str, steps: int = STEPS) -> Recipe:
    """The recipe of a row."""
    base = Recipe(steps=steps, dev_every=steps, blocks=REAL, document_weight=0.0)
    return base.with_changes(**ROWS[name].changes)


def with_writers(material: Material, share: float, seed: int) -> Material:
    """The material with a share of each set's train writers; a smaller share is a part of a larger one."""
    keep = material.split != "train"
    for dataset in np.unique(material.dataset):
        train = (material.dataset == dataset) & (material.split == "train")
        names = np.unique(material.writer[train])
        order = np.random.default_rng(seed).permutation(names)
        keep |= train & np.isin(material.writer, order[: math.ceil(share * len(names))])
    return material.only(keep)


def run_row(name: str, material: Material, out: Path, steps: int = STEPS) -> dict[str, Any]:
    """Trains one row, or goes on with it, and gives its dev figures.

    Args:
        name: One of `ROWS`.
        material: Real rows and extra hands; a row takes from it what its blocks name.
        out: Folder of all rows' runs.
        steps: Length of the run.

    Returns:
        The row's name, what it is, its headline, and the required figures by "dataset figure".
    """
    folder = out / name
    material = with_writers(material, ROWS[name].writers, Recipe.seed)
    Run(WordTask(material, settings(name, steps)), folder).train()
    dev = next(line["dev"] for line in reversed(read_log(folder / LOG)) if "dev" in line)
    figures = {key: value for key, value in dev.items() if key != "score"}
    result = {
        "row": name,
        "what": ROWS[name].what,
        "headline": round(headline(figures), 4),
        "figures": {
            f"{dataset} {name_}": figure(figures[dataset], name_)
            for dataset, name_ in REQUIRED
            if dataset in figures
        },
    }
    (out / f"{name}.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return result
