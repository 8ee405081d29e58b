"""Draws batches for a signature run: signers with forgeries of their names, and copyists of one word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .material import BoolArray, IntArray
from .recipe import SignatureRecipe
from .signature_material import SignatureMaterial


@dataclass(frozen=True)
class SignatureBatch:
    """Rows of a material and, for each, what the losses need.

    Attributes:
        rows: Row numbers.
        block: Rows of different blocks are never compared.
        signer: Codes of the names.
        genuine: Whether the signer wrote it.
    """

    rows: IntArray
    block: IntArray
    signer: IntArray
    genuine: BoolArray


class SignatureSampler:
    """Draws batches from the train rows; the same seed and step always give the same batch."""

    def __init__(self, material: SignatureMaterial, recipe: SignatureRecipe) -> None:
        """Indexes the rows of split `train` that the recipe lets in."""
        self._recipe = recipe
        self._signer = np.unique(material.signer, return_inverse=True)[1].astype(np.int64)
        self._genuine = material.genuine
        #: By set, group and signer: genuine rows and forgeries.
        self._groups: dict[str, dict[str, dict[int, tuple[IntArray, IntArray]]]] = defaultdict(dict)
        train = material.split == "train"
        if recipe.without_dev_forgers:
            train &= ~by_dev_forgers(material)
        for group in np.unique(material.group[train]):
            rows = np.flatnonzero(train & (material.group == group))
            signers: dict[int, tuple[IntArray, IntArray]] = {}
            for signer in np.unique(self._signer[rows]):
                own = rows[self._signer[rows] == signer]
                genuine = material.genuine[own]
                signers[int(signer)] = (own[genuine], own[~genuine])
            self._groups[str(material.dataset[rows[0]])][str(group)] = signers

    def batch(self, step: int) -> SignatureBatch:
        """The batch of one step."""
        recipe = self._recipe
        random = np.random.default_rng([recipe.seed, step])
        blocks = [
            self._draw(
                recipe.corpora, recipe.corpus_shares, recipe.signers, recipe.genuine, recipe.forgeries, random
            ),
            self._draw(recipe.copied, recipe.copied_shares, recipe.copyists, recipe.copies, 0, random),
        ]
        rows = np.concatenate(blocks)
        block = np.repeat(np.arange(len(blocks), dtype=np.int64), [len(drawn) for drawn in blocks])
        return SignatureBatch(rows, block, self._signer[rows], self._genuine[rows])

    def _draw(
        self,
        sets: tuple[str, ...],
        shares: tuple[float, ...],
        signers: int,
        genuine: int,
        forgeries: int,
        random: np.random.Generator,
    ) -> IntArray:
        if not sets:
            return np.zeros(0, dtype=np.int64)
        present = [number for number, name in enumerate(sets) if name in self._groups]
        if not present:
            raise ValueError(f"no train crops of {', '.join(sets)}; write them: run signatures crops")
        weights: npt.NDArray[np.float64] = np.array([shares[number] for number in present])
        groups = self._groups[sets[present[random.choice(len(present), p=weights / weights.sum())]]]
        names = sorted(groups)
        of_group = groups[names[random.integers(len(names))]]
        able = sorted(signer for signer, (own, _) in of_group.items() if len(own) >= genuine)
        drawn: list[IntArray] = []
        for signer in random.permutation(able)[:signers]:
            own, forged = of_group[int(signer)]
            drawn += [random.permutation(own)[:genuine], random.permutation(forged)[:forgeries]]
        return np.concatenate(drawn) if drawn else np.zeros(0, dtype=np.int64)


def by_dev_forgers(material: SignatureMaterial) -> BoolArray:
    """Forgeries by people who also forged dev signers; forgers are numbered in each corpus, or unknown."""
    forger = np.char.add(np.char.add(material.dataset, "\0"), material.forger)
    known = ~material.genuine & ~np.isin(material.forger, ("", "unknown"))
    result: BoolArray = known & np.isin(forger, forger[known & (material.split == "dev")])
    return result
