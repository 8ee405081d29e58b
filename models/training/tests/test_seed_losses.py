from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor, nn

from chirograph_training.losses import Pairs
from chirograph_training.seed_losses import (
    BatchHardTriplet,
    Contrastive,
    PairCrossEntropy,
    SlicedTriplet,
    Triplet,
    drawn_pairs,
    drawn_triplets,
)


@pytest.fixture
def pairs() -> Pairs:
    """Twelve rows of four kinds, three each."""
    kind = torch.arange(12) // 3
    same = kind[:, None] == kind[None, :]
    return Pairs(same & ~torch.eye(12, dtype=torch.bool), ~same)


def _random() -> torch.Generator:
    return torch.Generator().manual_seed(5)


def _spread() -> Tensor:
    return torch.randn(12, 4, generator=torch.Generator().manual_seed(1))


def test_pairs_are_drawn_in_the_balance_asked_for(pairs: Pairs) -> None:
    for negatives, different in ((1, 12), (4, 48), (0.25, 3)):
        first, second, same = drawn_pairs(pairs, negatives, _random())
        assert (int(same.sum()), int((~same).sum())) == (12, different)
        assert torch.equal(pairs.positive[first, second], same)
        assert torch.equal(pairs.negative[first, second], ~same)


def test_rows_that_nothing_differs_from_are_in_no_pair_and_no_triplet() -> None:
    every = ~torch.eye(4, dtype=torch.bool)
    none = torch.zeros(4, 4, dtype=torch.bool)
    assert len(drawn_pairs(Pairs(every, none), 1, _random())[0]) == 0
    assert len(drawn_triplets(Pairs(every, none), _random())[0]) == 0


def test_triplets_hold_one_of_the_same_and_one_of_another_kind(pairs: Pairs) -> None:
    anchor, positive, negative = drawn_triplets(pairs, _random())
    assert len(anchor) == 12
    assert bool(pairs.positive[anchor, positive].all())
    assert bool(pairs.negative[anchor, negative].all())


def test_contrastive_loss_worked_by_hand() -> None:
    # Rows 0 and 1 belong together at distance 0.6; row 2 lies 0.8 and 1 from them.
    embedding = torch.tensor([[0.0, 0.0], [0.6, 0.0], [0.0, 0.8]])
    same = torch.tensor([[0, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=torch.bool)
    different = torch.tensor([[0, 0, 1], [0, 0, 1], [1, 1, 0]], dtype=torch.bool)
    loss = Contrastive(1.0, negatives=2)(embedding, Pairs(same, different), _random(), 0.0)
    assert loss.item() == pytest.approx((0.36 + 0.04 + 0.0) / 3, rel=1e-5)


@pytest.mark.parametrize(
    ("objective", "of_one_point"),
    [
        (Contrastive(1.0, negatives=1), 0.5),
        (SlicedTriplet(0.5, summed=True), 0.5),
        (Triplet(0.5), 0.5),
        (BatchHardTriplet(semi_hard=0.4), math.log(2) / 8),
        (PairCrossEntropy(cosine=False, negatives=1), math.log(2)),
    ],
)
def test_one_point_costs_the_margin(objective: nn.Module, of_one_point: float, pairs: Pairs) -> None:
    loss = objective(torch.zeros(12, 4), pairs, _random(), 0.5)
    assert loss.item() == pytest.approx(of_one_point, abs=2e-3)


def test_the_sliced_triplet_can_hardly_do_better_than_one_point(pairs: Pairs) -> None:
    """Its three rows are alike in law, so near and far have one mean: any spread only adds to the margin."""
    objective = SlicedTriplet(0.5, summed=True)
    random = _random()
    apart = torch.eye(4).repeat_interleave(3, 0)  # as good an embedding as there is
    losses = torch.stack([objective(2 * apart, pairs, random, 0.0) for _ in range(400)])
    assert losses.mean() > 0.5
    assert Triplet(0.5)(2 * apart, pairs, random, 0.0) == 0


def test_taking_the_sum_off_one_number_changes_nothing(pairs: Pairs) -> None:
    gradients = []
    for summed in (True, False):
        embedding = _spread().requires_grad_()
        SlicedTriplet(0.5, summed=summed)(embedding, pairs, _random(), 0.0).backward()
        gradients.append(embedding.grad)
    assert torch.equal(*gradients)


def test_the_sliced_triplet_leaves_all_triplets_but_three_without_gradient(pairs: Pairs) -> None:
    embedding = torch.cat([_spread(), _spread() + 1]).requires_grad_()
    none = torch.zeros(24, 24, dtype=torch.bool)
    wide = Pairs(none.clone(), none.clone())
    wide.positive[:12, :12], wide.negative[:12, :12] = pairs.positive, pairs.negative
    wide.positive[12:, 12:], wide.negative[12:, 12:] = pairs.positive, pairs.negative
    SlicedTriplet(50.0, summed=True)(embedding, wide, _random(), 0.0).backward()
    assert embedding.grad is not None
    assert int(embedding.grad.any(1).sum()) <= 9


def test_batch_hard_takes_the_nearest_negative_only_after_the_semi_hard_start() -> None:
    # On a line: anchor 0, positive 1, negatives at 0.5 (nearest) and 1.25 (nearest beyond the positive).
    embedding = torch.tensor([[0.0], [1.0], [0.5], [1.25]])
    same, different = torch.zeros(4, 4, dtype=torch.bool), torch.zeros(4, 4, dtype=torch.bool)
    same[0, 1] = different[0, 2] = different[0, 3] = True

    def soft(gap: float) -> float:
        return math.log(1 + math.exp(8 * gap)) / 8

    for share, gap in ((0.1, -0.25), (0.9, 0.5)):
        loss = BatchHardTriplet(semi_hard=0.4)(embedding, Pairs(same, different), _random(), share)
        assert loss.item() == pytest.approx(soft(gap), rel=1e-5)


def test_batches_without_pairs_give_no_loss_but_a_gradient_of_zero() -> None:
    none = torch.zeros(3, 3, dtype=torch.bool)
    for objective in (
        Contrastive(1.0, negatives=1),
        SlicedTriplet(0.5, summed=True),
        Triplet(0.5),
        BatchHardTriplet(semi_hard=0.0),
        PairCrossEntropy(cosine=True, negatives=1),
    ):
        embedding = torch.eye(3, requires_grad=True)
        loss = objective(embedding, Pairs(none, none), _random(), 0.0)
        loss.backward()
        assert loss.item() == 0
        assert embedding.grad is not None
        assert not embedding.grad.any()
