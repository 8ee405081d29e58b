import copy
import weakref

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from chirograph_training.gradient_caching import encode_in_parts
from chirograph_training.losses import supervised_contrast, writer_pairs
from chirograph_training.material import Material
from chirograph_training.recipe import Recipe
from chirograph_training.word_task import WordTask

SEEDS = range(25)


class Small(nn.Module):
    """All that an encoder has that could go wrong in parts: batch norm, dropout, two heads; in 64 bits."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, 6, 5, 4)
        self.norm = nn.BatchNorm2d(6)
        self.second = nn.Conv2d(6, 8, 3, 2)
        self.second_norm = nn.BatchNorm2d(8)
        self.dropout = nn.Dropout(0.3)
        self.heads = nn.ModuleList([nn.Linear(8, 5), nn.Linear(8, 5)])
        self.double()

    def forward(self, crop: Tensor) -> tuple[Tensor, ...]:
        features = functional.relu(self.norm(self.first(crop)))
        features = functional.relu(self.second_norm(self.second(features)))
        pooled = self.dropout(features.mean((2, 3)))
        return tuple(functional.normalize(head(pooled), dim=1) for head in self.heads)


def _drawn(seed: int) -> tuple[Small, Tensor, Tensor, int]:
    """A network, a batch of any number of crops, their writers, and the most crops of a part."""
    random = torch.manual_seed(seed)
    network = Small()
    count = int(torch.randint(6, 40, (), generator=random))
    crops = torch.rand(count, 1, 24, 40, generator=random, dtype=torch.float64)
    # At least two crops of one hand, and two hands.
    writer = torch.cat([torch.tensor([0, 0, 1]), torch.randint(0, 5, (count - 3,), generator=random)])
    return network, crops, writer, int(torch.randint(2, count + 3, (), generator=random))


def _gradients(network: nn.Module, embeddings: tuple[Tensor, ...], writer: Tensor) -> list[Tensor]:
    """Of a contrastive loss over all embeddings, with respect to every weight."""
    count = len(writer)
    pairs = writer_pairs(torch.zeros(count), writer, torch.arange(count), torch.zeros(count) > 0)
    network.zero_grad()
    torch.stack([supervised_contrast(each, pairs, 0.1) for each in embeddings]).sum().backward()
    gradients = [value.grad.clone() for value in network.parameters() if value.grad is not None]
    assert len(gradients) == len(list(network.parameters()))
    assert max(float(gradient.abs().max()) for gradient in gradients) > 1e-3
    return gradients


def _encode_apart(network: nn.Module, crops: Tensor, size: int) -> tuple[Tensor, ...]:
    """The same parts encoded one after the other, with everything kept."""
    count = -(-len(crops) // size)
    heads = zip(*[network(crops[first::count]) for first in range(count)], strict=True)
    # Crop i is number i // count of part i % count.
    return tuple(
        torch.stack([parts[row % count][row // count] for row in range(len(crops))]) for parts in heads
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_with_fixed_statistics_the_gradient_is_that_of_one_large_batch(seed: int) -> None:
    network, crops, writer, size = _drawn(seed)
    network.eval()
    at_once = network(crops)
    in_parts = encode_in_parts(network, crops, size)
    torch.testing.assert_close(in_parts, at_once)
    expected = _gradients(network, at_once, writer)
    torch.testing.assert_close(_gradients(network, in_parts, writer), expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_while_training_it_is_that_of_parts_normalised_apart_whose_statistics_count_once(seed: int) -> None:
    network, crops, writer, size = _drawn(seed)
    twin = copy.deepcopy(network)
    torch.manual_seed(seed)
    apart = _encode_apart(twin, crops, size)
    torch.manual_seed(seed)
    in_parts = encode_in_parts(network, crops, size)
    torch.testing.assert_close(in_parts, apart)
    # What is drawn before the parts are encoded again must not change them.
    torch.rand(3)
    torch.testing.assert_close(_gradients(network, in_parts, writer), _gradients(twin, apart, writer))
    torch.testing.assert_close(dict(network.named_buffers()), dict(twin.named_buffers()))
    assert network.norm.running_mean is not None
    assert network.norm.running_mean.any()


def test_no_more_than_one_part_is_kept() -> None:
    network, crops, writer, _ = _drawn(1)
    computed: list[weakref.ref[Tensor]] = []
    kept = []

    def note(_module: nn.Module, _inputs: object, features: Tensor) -> None:
        computed.append(weakref.ref(features))
        kept.append(sum(each() is not None for each in computed))

    network.first.register_forward_hook(note)
    embeddings = encode_in_parts(network, crops, -(-len(crops) // 4))
    assert [each() for each in computed] == [None] * 4
    _gradients(network, embeddings, writer)
    assert kept == [1] * 8


def test_a_step_learns_in_parts_what_it_learns_at_once_where_one_part_holds_the_batch(
    material: Material, recipe: Recipe
) -> None:
    def learned(cached_part: int) -> list[Tensor]:
        task = WordTask(material, recipe.with_changes(cached_part=cached_part))
        torch.manual_seed(0)
        network = task.network()
        step = task.learn(0, network, task.beside(), torch.manual_seed(1))
        step.loss.backward()  # type: ignore[no-untyped-call]
        return [step.loss, *(value.grad for value in network.parameters() if value.grad is not None)]

    at_once, in_one, in_some = learned(0), learned(100), learned(6)
    torch.testing.assert_close(in_one, at_once)
    assert in_some[0] != at_once[0]
    assert len(in_some) == len(at_once)
