"""Equal error rates of signature verification: some references of a signer against one questioned signature."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .figures import equal_error_rate
from .signature_material import SignatureMaterial

REFERENCES = (1, 3, 5, 10)
DRAWS = 20
Embeddings = npt.NDArray[np.float32]


def signature_figures(
    material: SignatureMaterial, embedding: Embeddings, seed: int = 1, draws: int = DRAWS
) -> dict[str, Any]:
    """Figures of one corpus.

    For each number of references and each draw, every signer gives so many genuine signatures as references;
    all its others are asked against them, as are all forgeries of its name (skilled) and the questioned genuine
    signatures of the other signers (random). One threshold serves all signers; rates are means over the draws.

    Args:
        material: Rows of one corpus.
        embedding: Their embeddings, rows of length 1.
        seed: Of the draws.
        draws: Their number.
    """
    signers = np.unique(material.signer)
    own = [np.flatnonzero((material.signer == name) & material.genuine) for name in signers]
    forged = [np.flatnonzero((material.signer == name) & ~material.genuine) for name in signers]
    skilled: dict[str, list[float]] = {}
    random_: dict[str, list[float]] = {}
    for count in REFERENCES:
        rates: tuple[list[float], list[float]] = ([], [])
        for draw in range(draws):
            random = np.random.default_rng([seed, count, draw])
            orders = [random.permutation(rows) for rows in own]
            references = [embedding[order[:count]] for order in orders]
            questioned = [embedding[order[count:]] for order in orders]
            same = np.concatenate([scores(q, r) for q, r in zip(questioned, references, strict=True)])
            forgeries = np.concatenate(
                [scores(embedding[rows], r) for rows, r in zip(forged, references, strict=True)]
            )
            strangers = np.concatenate(
                [
                    scores(q, r)
                    for a, r in enumerate(references)
                    for b, q in enumerate(questioned)
                    if a != b
                ]
            )
            for found, other in zip(rates, (forgeries, strangers), strict=True):
                rate = equal_error_rate(same, other).rate
                if rate is not None:
                    found.append(rate)
        skilled[str(count)], random_[str(count)] = rates
    return {
        "signers": len(signers),
        **{
            name: {count: round(float(np.mean(rates)), 5) for count, rates in found.items() if rates}
            for name, found in (("skilledEer", skilled), ("randomEer", random_))
        },
        "spread": {
            name: {count: round(float(np.std(rates)), 5) for count, rates in found.items() if rates}
            for name, found in (("skilledEer", skilled), ("randomEer", random_))
        },
    }


def scores(questioned: Embeddings, references: Embeddings) -> npt.NDArray[np.float32]:
    """Scores of questioned signatures against the references of one signer, as the application computes them.

    Mean of the cosines with the references, less the mean cosine of these with each other: some signers
    vary more than others.
    """
    count = len(references)
    among = references @ references.T
    spread = float((among.sum() - np.trace(among)) / (count * (count - 1))) if count > 1 else 0.0
    result: npt.NDArray[np.float32] = (questioned @ references.T).mean(1) - np.float32(spread)
    return result
