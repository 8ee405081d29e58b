import math

import pytest
import torch

from chirograph_training.losses import Pairs
from chirograph_training.watch import CollapseError, CollapseWatch, Spread, measure

SPREAD = Spread(distance=1.4, deviation=0.09, active=0.5)
POINT = Spread(distance=1e-4, deviation=1e-5, active=1.0)


def test_spread_worked_by_hand() -> None:
    embedding = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])
    positive = torch.zeros(3, 3, dtype=torch.bool)
    negative = torch.zeros(3, 3, dtype=torch.bool)
    # Anchor 0: positive at 2, negative at sqrt 2, so active. Anchor 1: both at sqrt 2, so not.
    positive[0, 2] = negative[0, 1] = positive[1, 0] = negative[1, 2] = True
    spread = measure(embedding, Pairs(positive, negative))
    assert spread.distance == pytest.approx((2 * math.sqrt(2) + 2) / 3)
    assert spread.deviation == pytest.approx((math.sqrt(2 / 3) + math.sqrt(2 / 9)) / 2)
    assert spread.active == 0.5


def test_a_collapse_that_lasts_stops_the_run_and_says_why() -> None:
    watch = CollapseWatch(least_deviation=0.01, patience=3)
    watch.see(0, "writer", POINT)
    watch.see(1, "writer", POINT)
    with pytest.raises(CollapseError, match=r"collapse at step 2: .* encoded alike"):
        watch.see(2, "writer", POINT)


def test_a_passing_collapse_does_not() -> None:
    watch = CollapseWatch(least_deviation=0.01, patience=2)
    for step in range(10):
        watch.see(step, "writer", POINT if step % 2 else SPREAD)
