import torch

from chirograph_training.augmentation import MARGIN, augment, cut_to_pieces, reshape_hands, vary


def _crops() -> torch.Tensor:
    crops = torch.zeros(8, 1, 48, 192)
    crops[:, :, 20:28, 60:130] = 1.0
    return crops


def test_a_share_of_the_crops_is_varied_and_the_others_stay() -> None:
    crops = _crops()
    random = torch.Generator().manual_seed(1)
    varied = vary(crops, 0.5, random, warped=False)
    same = (varied == crops).flatten(1).all(1)
    assert 0 < int(same.sum()) < len(crops)
    assert torch.equal(vary(crops, 0.0, random), crops)
    # All of them is what it was before there was a share.
    everything = vary(crops, 1.0, torch.Generator().manual_seed(2))
    assert torch.equal(everything, augment(crops, torch.Generator().manual_seed(2)))


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


def _extent(crop: torch.Tensor) -> tuple[int, int, int, int]:
    """First and last column and row with ink."""
    rows, columns = (crop[0] > 0.3).nonzero(as_tuple=True)
    return int(columns.min()), int(columns.max()), int(rows.min()), int(rows.max())


def test_a_hand_is_reshaped_as_a_whole_and_others_stay() -> None:
    crops = torch.zeros(4, 1, 48, 192)
    crops[:, :, 8:40, 80:84] = 1.0
    hand = torch.tensor([5, 5, 7, -1])
    changed = reshape_hands(crops, hand, torch.Generator().manual_seed(2))
    assert torch.equal(changed[3], crops[3])
    assert torch.equal(changed[0], changed[1])
    assert not torch.allclose(changed[0], changed[2], atol=0.05)
    for crop in changed[:3]:
        left, right, top, bottom = _extent(crop)
        assert left >= MARGIN - 2
        assert right < 192 - MARGIN + 2
        # As large as preparation would make it: the upright stroke fills the height.
        assert bottom - top >= 48 - 2 * MARGIN - 5
    again = reshape_hands(crops, hand, torch.Generator().manual_seed(2))
    assert torch.equal(changed, again)


def test_a_piece_is_part_of_the_writing_in_the_middle_and_the_rest_stays_whole() -> None:
    crops = _crops().clone()
    crops[:, :, 20:28, 95:100] = 0.4
    pieces = torch.tensor([True, False] * 4)
    cut = cut_to_pieces(crops, pieces, torch.Generator().manual_seed(3))
    assert torch.equal(cut[1::2], crops[1::2])
    for crop in cut[::2]:
        left, right, top, bottom = _extent(crop)
        assert abs((left + right) / 2 - 95.5) < 2
        # A strip of 8 x 70 pixels is limited by its width: cut, it can be made larger.
        assert bottom - top >= 8
    assert torch.equal(cut, cut_to_pieces(crops, pieces, torch.Generator().manual_seed(3)))


def test_leaves_what_is_the_hands_where_it_is_told_to() -> None:
    crops = torch.zeros(64, 1, 48, 192)
    crops[:, :, 8:40, 80:84] = 1.0
    random = torch.Generator().manual_seed(5)
    varied = augment(crops, random, warped=False)
    assert not torch.equal(varied, crops)
    # Strokes grow by a pixel or two, blurred; none moves away or leans over.
    assert varied[:, :, :, :76].mean() < 0.02
    leaning = augment(crops, random)
    columns = torch.arange(192.0)

    def lean(some: torch.Tensor) -> torch.Tensor:
        top, bottom = (
            (part.sum((1, 2)) * columns).sum(1) / part.sum((1, 2, 3)).clamp(min=1e-6)
            for part in (some[:, :, 10:20], some[:, :, 28:38])
        )
        return (top - bottom).abs()

    assert lean(varied).median() < 0.5
    assert lean(leaning).median() > 1
