import math

import numpy as np
import pytest
import torch

from chirograph_training.proxies import Proxies


def _proxies() -> Proxies:
    proxies = Proxies(np.array([0, 0, 1, 1], dtype=np.int64), 2)
    with torch.no_grad():
        # The third vector's length must not count.
        proxies.vectors.copy_(torch.tensor([[1.0, 0.0], [0.0, 1.0], [3.0, 0.0], [-1.0, 0.0]]))
    return proxies


def test_a_class_is_told_from_the_classes_of_its_own_group_only() -> None:
    loss = _proxies()(torch.tensor([[0.6, 0.8]]), torch.tensor([2]), 0.5)
    expected = -math.log(math.exp(1.2) / (math.exp(1.2) + math.exp(-1.2)))
    assert loss.item() == pytest.approx(expected, rel=1e-6)


def test_rows_without_a_class_do_not_count() -> None:
    embedding = torch.tensor([[0.6, 0.8], [1.0, 0.0]], requires_grad=True)
    proxies = _proxies()
    both = proxies(embedding, torch.tensor([2, -1]), 0.5)
    alone = proxies(embedding[:1], torch.tensor([2]), 0.5)
    assert both.item() == pytest.approx(alone.item())
    nothing = proxies(embedding, torch.tensor([-1, -1]), 0.5)
    nothing.backward()
    assert nothing.item() == 0.0
    assert embedding.grad is not None
    assert not embedding.grad.any()
