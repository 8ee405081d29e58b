from __future__ import annotations

import numpy as np
import pytest

from chirograph_training.evaluation import (
    document_rate,
    headline,
    same_word_rate,
    word_writer_rate,
)
from chirograph_training.material import Material


def _part(material: Material, dataset: str) -> Material:
    return material.of_split("dev").of_dataset(dataset)


def test_word_pairs_for_writers_have_different_texts(material: Material) -> None:
    part = _part(material, "words-en")
    ones = np.ones((len(part), 1), dtype=np.float32)
    rate = word_writer_rate(part, ones)
    # Two writers of 6 texts, twice each: a writer has 66 pairs, 6 of them of one text.
    assert (rate.positive, rate.negative) == (2 * 60, 12 * 12 - 6 * 4)
    assert rate.rate == pytest.approx(0.5)


def test_a_single_text_is_compared_over_different_copies(material: Material) -> None:
    part = _part(material, "and")
    rate = word_writer_rate(part, np.ones((len(part), 1), dtype=np.float32))
    # Two writers of three copies each; rows of unknown text take no part.
    assert (rate.positive, rate.negative) == (2 * 3, 9)


def test_same_word_pairs_are_by_different_writers(material: Material) -> None:
    part = _part(material, "words-en")
    rate = same_word_rate(part, np.ones((len(part), 1), dtype=np.float32))
    assert (rate.positive, rate.negative) == (6 * 4, 12 * 12 - 6 * 4)


def test_perfect_embeddings_give_no_error(material: Material) -> None:
    part = _part(material, "words-en")
    hands = np.eye(2, dtype=np.float32)[np.unique(part.writer, return_inverse=True)[1]]
    words = np.eye(6, dtype=np.float32)[np.unique(part.text, return_inverse=True)[1]]
    assert word_writer_rate(part, hands).rate == 0
    assert same_word_rate(part, words).rate == 0
    rate, first, count = document_rate(part, hands, 5)
    assert (rate.rate, first, count) == (0, 1, 4)


def test_headline_is_one_where_every_figure_is_just_as_required() -> None:
    figures = {
        "words-en": {"wordWriterEer": 0.20, "sameWordEer": 0.02, "documents": {"10": {"eer": 0.015}}},
        "and": {"wordWriterEer": 0.10},
    }
    assert headline(figures) == pytest.approx(1)
    assert headline({}) == float("inf")
