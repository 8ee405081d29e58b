import math

import pytest
import torch
from torch import Tensor

from chirograph_training.losses import Pairs, documents_of, supervised_contrast, word_pairs, writer_pairs


def _codes(*values: int) -> Tensor:
    return torch.tensor(values)


def test_loss_of_one_anchor_worked_by_hand() -> None:
    # Anchor (1, 0): positive with cosine 0.6, negatives with cosines 0 and -1; temperature 0.5.
    embedding = torch.tensor([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0], [-1.0, 0.0]])
    positive = torch.zeros(4, 4, dtype=torch.bool)
    negative = torch.zeros(4, 4, dtype=torch.bool)
    positive[0, 1] = negative[0, 2] = negative[0, 3] = True
    expected = -math.log(math.exp(1.2) / (math.exp(1.2) + math.exp(0.0) + math.exp(-2.0)))
    loss = supervised_contrast(embedding, Pairs(positive, negative), 0.5)
    assert loss.item() == pytest.approx(expected, rel=1e-6)


def test_positives_do_not_compete_with_each_other() -> None:
    embedding = torch.tensor([[1.0, 0.0], [0.6, 0.8], [0.8, 0.6], [0.0, 1.0]])
    positive = torch.zeros(4, 4, dtype=torch.bool)
    negative = torch.zeros(4, 4, dtype=torch.bool)
    positive[0, 1] = positive[0, 2] = negative[0, 3] = True

    def alone(cosine: float) -> float:
        return math.log(1 + math.exp(0.0 - cosine))

    loss = supervised_contrast(embedding, Pairs(positive, negative), 1.0)
    assert loss.item() == pytest.approx((alone(0.6) + alone(0.8)) / 2, rel=1e-6)


def test_loss_is_the_logarithm_of_the_negatives_when_all_is_one_point() -> None:
    embedding = torch.tensor([[1.0, 0.0]]).expand(6, 2)
    writer = _codes(0, 0, 1, 1, 2, 2)
    pairs = writer_pairs(torch.zeros(6, dtype=torch.long), writer, torch.arange(6), torch.zeros(6) > 0)
    assert supervised_contrast(embedding, pairs, 0.1).item() == pytest.approx(math.log(5), rel=1e-6)


def test_no_anchor_gives_no_loss_but_a_gradient_of_zero() -> None:
    embedding = torch.eye(2, requires_grad=True)
    none = torch.zeros(2, 2, dtype=torch.bool)
    loss = supervised_contrast(embedding, Pairs(none, none), 0.1)
    loss.backward()
    assert loss.item() == 0
    assert embedding.grad is not None
    assert not embedding.grad.any()


def test_writer_pairs_leave_out_same_text_by_one_hand_and_other_blocks() -> None:
    pairs = writer_pairs(
        block=_codes(0, 0, 0, 0, 1),
        writer=_codes(5, 5, 5, 6, 5),
        text=_codes(1, 1, 2, 1, 2),
        single=torch.zeros(5, dtype=torch.bool),
    )
    assert pairs.positive.nonzero().tolist() == [[0, 2], [1, 2], [2, 0], [2, 1]]
    assert pairs.negative.nonzero().tolist() == [[0, 3], [1, 3], [2, 3], [3, 0], [3, 1], [3, 2]]


def test_writer_pairs_take_copies_where_a_group_has_one_text() -> None:
    pairs = writer_pairs(_codes(0, 0, 0), _codes(5, 5, 6), _codes(1, 1, 1), torch.ones(3, dtype=torch.bool))
    assert pairs.positive.nonzero().tolist() == [[0, 1], [1, 0]]


def test_word_pairs_join_hands_and_leave_out_what_must_not_be_learned() -> None:
    pairs = word_pairs(
        block=_codes(0, 0, 0, 0),
        writer=_codes(5, 6, 5, 6),
        text=_codes(1, 1, 1, 2),
        word=torch.tensor([True, True, True, False]),
    )
    assert pairs.positive.nonzero().tolist() == [[0, 1], [1, 0], [1, 2], [2, 1]]
    assert not pairs.negative.any()


def test_documents_are_means_of_every_other_crop_of_a_hand() -> None:
    angles = torch.tensor([0.0, 1.0, 0.4, 1.4, 2.0, 2.2, 2.4, 2.6, 3.0])
    embedding = torch.stack([angles.cos(), angles.sin()], 1)
    writer = _codes(5, 5, 5, 5, 7, 7, 7, 7, 8)
    documents, pairs = documents_of(embedding, _codes(*[0] * 9), writer)
    # The hand with a single crop gives none; the mean of two directions lies half way between them.
    found = torch.atan2(documents[:, 1], documents[:, 0]).sort().values
    assert found.tolist() == pytest.approx([0.2, 1.2, 2.2, 2.4], abs=1e-6)
    assert int(pairs.positive.sum()) == 4
    assert int(pairs.negative.sum()) == 8
    assert not (pairs.positive & pairs.negative).any()
