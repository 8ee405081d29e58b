from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from chirograph_training.figures import disjoint_documents, equal_error_rate, top1


@pytest.mark.parametrize(
    ("positive", "negative", "rate"),
    [
        ([1.0], [0.0], 0.0),
        ([0.0], [1.0], 1.0),
        ([1.0], [1.0], 0.5),
        ([0.9, 0.8, 0.3], [0.1, 0.2, 0.5], 1 / 3),
        # One of two positives ties with one of two negatives: the line from (0, 1/2) to (1/2, 0).
        ([0.5, 0.9], [0.1, 0.5], 0.25),
        # Missed 1/4 while false falls from 1/3 to 0: crossed at 1/4 on the way down.
        ([0.2, 0.7, 0.8, 0.9], [0.1, 0.15, 0.5], 0.25),
    ],
)
def test_equal_error_rate_on_paper(positive: list[float], negative: list[float], rate: float) -> None:
    found = equal_error_rate(np.array(positive), np.array(negative))
    assert found.rate == pytest.approx(rate)
    assert (found.positive, found.negative) == (len(positive), len(negative))


def test_equal_error_rate_of_nothing_is_none() -> None:
    assert equal_error_rate(np.array([]), np.array([1.0])).rate is None


def test_equal_error_rate_agrees_with_every_threshold_tried() -> None:
    random = np.random.default_rng(0)
    positive = np.round(random.normal(1, 1, 300), 1)
    negative = np.round(random.normal(0, 1, 700), 1)
    curve = [(0.0, 1.0)]
    for threshold in np.unique(np.concatenate([positive, negative])):
        curve.append(((positive <= threshold).mean(), (negative > threshold).mean()))
    for (missed, false), (next_missed, next_false) in pairwise(curve):
        if next_missed >= next_false:
            share = (false - missed) / (false - missed + next_missed - next_false)
            expected = missed + share * (next_missed - missed)
            break
    assert equal_error_rate(positive, negative).rate == pytest.approx(expected)


def test_top1_leaves_out_queries_that_nothing_could_answer() -> None:
    similarity = np.array([[0.0, 0.9, 0.1], [0.9, 0.0, 0.2], [0.1, 0.2, 0.0]])
    candidate = ~np.eye(3, dtype=bool)
    relevant = np.zeros((3, 3), dtype=bool)
    relevant[0, 1] = relevant[1, 2] = True
    assert top1(similarity, candidate, relevant) == 0.5
    assert top1(similarity, candidate, np.zeros((3, 3), dtype=bool)) is None


def test_documents_are_disjoint_whole_and_of_one_writer() -> None:
    writer = np.array(["a"] * 11 + ["b"] * 4 + ["c"] * 10)
    documents = disjoint_documents(writer, 5, seed=1)
    rows = np.concatenate(documents)
    assert len(documents) == 4
    assert len(np.unique(rows)) == len(rows)
    assert all(len(set(writer[document])) == 1 for document in documents)
