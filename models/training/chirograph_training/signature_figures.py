"""Equal error rates of signature verification: some references of a signer against one questioned signature."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .figures import equal_error_rate
from .signature_material import SignatureMaterial

REFERENCES = (1, 3, 5, 10)
DRAWS = 20
Likeness = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


def signature_figures(
    material: SignatureMaterial, likeness: Likeness, seed: int = 1, draws: int = DRAWS
) -> dict[str, Any]:
    """Figures of one corpus.

    For each number of references and each draw, every signer gives so many genuine signatures as references;
    all its others are asked against them, as are all forgeries of its name (skilled) and the questioned genuine
    signatures of the other signers (random). One threshold serves all signers; rates are means over the draws,
    spreads their standard deviations. A signer without a genuine signature beyond the references is left out.

    Args:
        material: Rows of one corpus.
        likeness: Of every row with every other one, see `alignment`.
        seed: Of the draws.
        draws: Their number.
    """
    signers = np.unique(material.signer)
    own = [np.flatnonzero((material.signer == name) & material.genuine) for name in signers]
    forged = [np.flatnonzero((material.signer == name) & ~material.genuine) for name in signers]
    figures: dict[str, dict[str, float | None]] = {
        name: {} for name in ("skilledEer", "randomEer", "skilledSpread", "randomSpread")
    }
    for count in REFERENCES:
        able = [signer for signer, rows in enumerate(own) if len(rows) > count]
        rates: dict[str, list[float]] = {"skilled": [], "random": []}
        for draw in range(draws if able else 0):
            random = np.random.default_rng([seed, count, draw])
            orders = [random.permutation(own[signer]) for signer in able]
            references = [order[:count] for order in orders]
            questioned = [order[count:] for order in orders]
            same = [scores(likeness, q, r) for q, r in zip(questioned, references, strict=True)]
            others = {
                "skilled": [
                    scores(likeness, forged[signer], r) for signer, r in zip(able, references, strict=True)
                ],
                "random": [
                    scores(likeness, q, r)
                    for a, r in enumerate(references)
                    for b, q in enumerate(questioned)
                    if a != b
                ],
            }
            for against, found in others.items():
                other = np.concatenate(found) if found else np.zeros(0)
                rate = equal_error_rate(np.concatenate(same), other).rate
                if rate is not None:
                    rates[against].append(rate)
        for against, of_draws in rates.items():
            mean = round(float(np.mean(of_draws)), 5) if of_draws else None
            spread = round(float(np.std(of_draws)), 5) if of_draws else None
            figures[f"{against}Eer"][str(count)] = mean
            figures[f"{against}Spread"][str(count)] = spread
    return {"signers": len(signers), **figures}


def scores(likeness: Likeness, questioned: Rows, references: Rows) -> npt.NDArray[np.float64]:
    """Scores of questioned signatures against the references of one signer, as the application computes them.

    Mean and greatest likeness with the references, less what these have with each other: some signers vary
    more than others. With a single reference nothing is taken off.
    """
    found = likeness[np.ix_(questioned, references)].astype(np.float64)
    score = found.mean(1) + found.max(1)
    count = len(references)
    if count == 1:
        return np.asarray(score)
    among = likeness[np.ix_(references, references)].astype(np.float64)
    others = among[~np.eye(count, dtype=bool)].reshape(count, count - 1)
    return np.asarray(score - others.mean() - others.max(1).mean())


def alignment(sequence: npt.NDArray[np.float32], reach: int) -> Likeness:
    """How alike sequences are, aligned by dynamic programming.

    Sakoe and Chiba 1978, 10.1109/TASSP.1978.1163055. A path runs from both first to both last steps, never
    more than `reach` from the diagonal; steps on the diagonal count twice, so that every path weighs the same.

    Args:
        sequence: count x steps x dimensions, vectors of length 1.
        reach: In steps.

    Returns:
        count x count, mean cosine along the best path.
    """
    count, steps, _ = sequence.shape
    result = np.zeros((count, count), dtype=np.float32)
    for row in range(count):
        cosines = np.einsum("td,nud->ntu", sequence[row], sequence[row:]).astype(np.float64)
        best = np.full((count - row, steps + 1, steps + 1), -np.inf)
        best[:, 0, 0] = 0.0
        for t in range(1, steps + 1):
            for u in range(max(1, t - reach), min(steps, t + reach) + 1):
                here = cosines[:, t - 1, u - 1]
                best[:, t, u] = np.maximum(
                    best[:, t - 1, u - 1] + 2 * here, np.maximum(best[:, t - 1, u], best[:, t, u - 1]) + here
                )
        result[row, row:] = result[row:, row] = best[:, steps, steps] / (2 * steps)
    return result
