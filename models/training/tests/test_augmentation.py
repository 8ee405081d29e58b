import torch

from chirograph_training.augmentation import augment


def _crops() -> torch.Tensor:
    crops = torch.zeros(8, 1, 48, 192)
    crops[:, :, 20:28, 60:130] = 1.0
    return crops


def test_keeps_shape_and_range_and_leaves_the_original_alone() -> None:
    crops = _crops()
    varied = augment(crops, torch.Generator().manual_seed(1))
    assert varied.shape == crops.shape
    assert varied.min() >= 0
    assert varied.max() <= 1
    assert torch.equal(crops, _crops())
    assert not torch.equal(varied, crops)


def test_hangs_on_its_source_of_chance_alone() -> None:
    first = augment(_crops(), torch.Generator().manual_seed(1))
    torch.rand(5)
    assert torch.equal(first, augment(_crops(), torch.Generator().manual_seed(1)))
    assert not torch.equal(first, augment(_crops(), torch.Generator().manual_seed(2)))


def test_most_of_the_writing_survives() -> None:
    crops = _crops().repeat(32, 1, 1, 1)
    varied = augment(crops, torch.Generator().manual_seed(3))
    ink = varied.sum((1, 2, 3)) / crops.sum((1, 2, 3))
    assert ink.min() > 0.2
    assert ink.max() < 3


def test_an_empty_crop_stays_nearly_empty() -> None:
    varied = augment(torch.zeros(64, 1, 48, 192), torch.Generator().manual_seed(4))
    assert varied.mean() < 0.02
