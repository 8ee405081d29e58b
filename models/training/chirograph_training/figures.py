"""Figures of merit from scores: error rates, ranks, and disjoint documents."""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .material import BoolArray, IntArray

FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True)
class ErrorRate:
    """An equal error rate and the pairs behind it; None where one side has no pair."""

    rate: float | None
    positive: int
    negative: int


def equal_error_rate(positive: FloatArray, negative: FloatArray) -> ErrorRate:
    """Where the rates of false non-match and of false match are equal.

    The rates are taken between neighbouring scores and joined by straight lines, which counts a
    tie between a positive and a negative score half.

    Args:
        positive: Scores of pairs that belong together; higher means more alike.
        negative: Scores of pairs that do not.
    """
    if len(positive) == 0 or len(negative) == 0:
        return ErrorRate(None, len(positive), len(negative))
    positive, negative = np.sort(positive), np.sort(negative)

    def rates(threshold: float) -> tuple[float, float]:
        """Missed positives and false negatives when scores from the threshold on count as alike."""
        missed = int(np.searchsorted(positive, threshold, side="left")) / len(positive)
        false = 1 - int(np.searchsorted(negative, threshold, side="left")) / len(negative)
        return missed, false

    def crossed(threshold: float) -> bool:
        missed, false = rates(threshold)
        return missed >= false

    def first_crossed(scores: FloatArray) -> int:
        return bisect.bisect_left(range(len(scores)), True, key=lambda at: crossed(float(scores[at])))

    at_positive, at_negative = first_crossed(positive), first_crossed(negative)
    after = min(
        [
            float(scores[at])
            for scores, at in ((positive, at_positive), (negative, at_negative))
            if at < len(scores)
        ],
        default=math.inf,
    )
    before = max(
        float(scores[at - 1])
        for scores in (positive, negative)
        if (at := int(np.searchsorted(scores, after, side="left"))) > 0
    )
    (missed_before, false_before), (missed_after, false_after) = rates(before), rates(after)
    gap_before, gap_after = false_before - missed_before, missed_after - false_after
    share = gap_before / (gap_before + gap_after)
    return ErrorRate(missed_before + share * (missed_after - missed_before), len(positive), len(negative))


def top1(similarity: FloatArray, candidate: BoolArray, relevant: BoolArray) -> float | None:
    """Share of queries whose best candidate is relevant; queries without a relevant one are left out.

    Args:
        similarity: query x candidate.
        candidate: Pairs that the gallery of a query holds.
        relevant: Pairs that belong together, a subset of `candidate`.
    """
    asked = relevant.any(1)
    if not asked.any():
        return None
    best = np.where(candidate, similarity, -np.inf).argmax(1)
    return float(relevant[np.arange(len(best)), best][asked].mean())


def disjoint_documents(writer: npt.NDArray[np.str_], words: int, seed: int) -> list[IntArray]:
    """Random disjoint draws of `words` words of one writer; words left over are not used."""
    random = np.random.default_rng(seed)
    documents: list[IntArray] = []
    for name in np.unique(writer):
        rows = random.permutation(np.flatnonzero(writer == name))
        for start in range(0, len(rows) - words + 1, words):
            documents.append(rows[start : start + words])
    return documents
