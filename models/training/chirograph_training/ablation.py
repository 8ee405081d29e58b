"""Short runs that differ in one thing each from a common base, to see what is worth keeping."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from .evaluation import REQUIRED, figure, headline
from .material import Material
from .recipe import Block, Recipe
from .training import BEST, LOG, Run, read_log
from .word_task import WordTask, load_encoder

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
        steps: Share of the table's steps that it takes, so that it sees as many crops as the others.
        teacher: The row whose weights it learns from too.
        hands_per_font: The most invented hands of one font that it is trained on; 0 takes all.
    """

    what: str
    changes: dict[str, Any]
    writers: float = 1.0
    steps: float = 1.0
    teacher: str = ""
    hands_per_font: int = 0


#: With the loss between documents: the recipe that most rows, among them the learning curve, change.
_DOCUMENTS = {"document_weight": 0.5}

#: How many times larger than `REAL` the batches are that only gradient caching makes room for.
TIMES = 4
#: Four times the batch: as many crops at once as `REAL` has, a warm-up over as many crops, and Adam's
#: rate grown by the square root (Malladi et al. 2022, arXiv:2205.10287).
_LARGER = {
    **_DOCUMENTS,
    "cached_part": sum(block.writers * block.crops for block in REAL),
    "warm_up": round(Recipe.warm_up / TIMES),
    "learning_rate": Recipe.learning_rate * math.sqrt(TIMES),
}


ROWS = {
    "base": Row("the recipe without extra hands and without the loss between documents", {}),
    "documents": Row("with the loss between documents", _DOCUMENTS),
    "hands": Row("as documents, with fonts and re-rendered strokes", {**_DOCUMENTS, "blocks": Recipe.blocks}),
    "one-hand-per-font": Row(
        "as hands, with one invented hand of each font instead of four",
        {**_DOCUMENTS, "blocks": Recipe.blocks},
        hands_per_font=1,
    ),
    "unvaried": Row("as documents, crops as they were prepared", {**_DOCUMENTS, "augmented": False}),
    "unwarped": Row(
        "as documents, slant, proportions, size and place left as they were", {**_DOCUMENTS, "warped": False}
    ),
    "half-varied": Row(
        "as unwarped, half of the crops varied, the others as they were prepared",
        {**_DOCUMENTS, "warped": False, "varied": 0.5},
    ),
    "own-texts": Row(
        "as documents, texts of a writer drawn whoever else wrote them", {**_DOCUMENTS, "shared_texts": 0.0}
    ),
    "last-stage": Row(
        "as documents, hand pooled from the last stage alone", {**_DOCUMENTS, "writer_stages": 1}
    ),
    "coarse": Row("as documents, crops seen with half their height and width", {**_DOCUMENTS, "coarseness": 2}),
    "narrow": Row(
        "as documents, half the parameters in as many layers",
        {**_DOCUMENTS, "stem": 24, "stages": ((24, 1), (48, 1), (88, 2), (136, 1))},
    ),
    "wide": Row(
        "as documents, twice the parameters in as many layers",
        {**_DOCUMENTS, "stem": 40, "stages": ((40, 1), (88, 1), (184, 2), (272, 1))},
    ),
    "class-vectors": Row(
        "with trained class vectors for writers and words", {"writer_proxies": 0.5, "word_proxies": 0.5}
    ),
    "products": Row("hand pooled from products of features too", {"second_order": 24}),
    "varied": Row(
        "a wider last stage, hands reshaped, pieces of words, dropout, word loss as heavy as writer loss",
        {
            **_DOCUMENTS,
            "bfloat16": False,
            "threads": 2,
            "blocks": Recipe.blocks,
            "pieces": 0.1,
            "reshaping": 0.5,
            "dropout": 0.1,
            "word_weight": 1.0,
            "stem": 24,
            "stages": ((24, 1), (64, 1), (128, 2), (224, 2)),
        },
    ),
    "half-writers": Row("learning curve: as documents, half of the writers", _DOCUMENTS, 0.5),
    "quarter-writers": Row("learning curve: as documents, a quarter of the writers", _DOCUMENTS, 0.25),
    "gradient-caching": Row(
        "batches of four times the writers, all compared with one another, by gradient caching",
        {**_LARGER, "blocks": tuple(replace(block, writers=TIMES * block.writers) for block in REAL)},
        # Two sets have not as many writers: the batch is 536 crops in the mean, not 576.
        steps=144 / 536,
    ),
    "accumulation": Row(
        "batches of four times the writers, compared only within quarters as large as the usual batch",
        {**_LARGER, "blocks": TIMES * REAL},
        steps=1 / TIMES,
    ),
    "self-distillation": Row(
        "with a loss to the likenesses that the encoder of the row documents gives",
        {**_DOCUMENTS, "distillation": 1.0},
        teacher="documents",
    ),
}


def settings(name: str, steps: int = STEPS) -> Recipe:
    """The recipe of a row, in a table of so many steps."""
    own = round(ROWS[name].steps * steps)
    base = Recipe(steps=own, dev_every=own, blocks=REAL, document_weight=0.0)
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


def with_hands(material: Material, most: int) -> Material:
    """The material with the first so many invented hands of each font, which number them from 1."""
    keep = material.dataset != "fonts"
    hand = np.array([int(name.rsplit("-", 1)[1]) for name in material.writer[~keep]], dtype=int)
    keep[~keep] = hand <= most
    return material.only(keep)


def run_row(name: str, material: Material, out: Path, steps: int = STEPS) -> dict[str, Any]:
    """Trains one row, or goes on with it, and gives its dev figures.

    Args:
        name: One of `ROWS`.
        material: Real rows and extra hands; a row takes from it what its blocks name.
        out: Folder of all rows' runs.
        steps: Length of the table's runs.

    Returns:
        The row's name, what it is, its headline, and the required figures by "dataset figure".

    Raises:
        ValueError: The row learns from another one, which was not trained for as many steps.
    """
    folder = out / name
    row = ROWS[name]
    material = with_writers(material, row.writers, Recipe.seed)
    if row.hands_per_font:
        material = with_hands(material, row.hands_per_font)
    teacher = _teacher(row.teacher, out, steps) if row.teacher else None
    Run(WordTask(material, settings(name, steps), teacher), folder).train()
    dev = next(line["dev"] for line in reversed(read_log(folder / LOG)) if "dev" in line)
    figures = {key: value for key, value in dev.items() if key != "score"}
    result = {
        "row": name,
        "what": row.what,
        "headline": round(headline(figures), 4),
        "figures": {
            f"{dataset} {name_}": figure(figures[dataset], name_)
            for dataset, name_ in REQUIRED
            if dataset in figures
        },
    }
    (out / f"{name}.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return result


def _teacher(name: str, out: Path, steps: int) -> Path:
    """The weights of a row that another one learns from.

    Raises:
        ValueError: There are none, or they come from a run of another length.
    """
    weights = out / name / BEST
    if not weights.is_file():
        raise ValueError(f"{weights} is missing; train the row {name} first")
    trained = load_encoder(weights)[1]["recipe"]["steps"]
    if trained != steps:
        raise ValueError(f"{weights} was trained for {trained} steps, not {steps}; give --steps {trained}")
    return weights
