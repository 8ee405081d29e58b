from dataclasses import replace

import numpy as np
import torch

from chirograph_training.confounds import ink_only, measure_confounds, middle_lines, one_width
from chirograph_training.evaluation import document_rate, word_writer_rate
from chirograph_training.material import Material


def _crop() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    crop = np.full((1, 24, 48), 20, dtype=np.uint8)
    crop[0, 8:15, 6:40] = 200
    return crop


def test_ink_only_leaves_strokes_and_their_rim() -> None:
    masked = ink_only(_crop())
    assert (masked[0, 8:15, 6:40] == 200).all()
    assert (masked[0, 7:16, 5:41] > 0).all()
    assert masked.sum() == 200 * 7 * 34 + 20 * (9 * 36 - 7 * 34)


def test_a_bar_thins_to_its_middle_line() -> None:
    bar = np.zeros((1, 24, 48), dtype=bool)
    bar[0, 8:15, 6:40] = True
    line = middle_lines(bar)[0]
    assert set(np.flatnonzero(line.any(1))) <= {10, 11, 12}
    assert (line[:, 12:34].sum(0) == 1).all()


def test_strokes_of_all_widths_and_strengths_come_out_alike() -> None:
    thin, thick = np.zeros((2, 1, 24, 48), dtype=np.uint8)
    thin[0, 10:13, 6:40] = 120
    thick[0, 7:16, 6:40] = 250
    redrawn = [one_width(crop)[0, :, 20] for crop in (thin, thick)]
    assert redrawn[0].tolist() == redrawn[1].tolist()
    assert redrawn[0].max() == 255


def test_across_media_no_pair_is_of_one_medium(material: Material) -> None:
    part = material.of_split("dev").of_dataset("words-en")
    part = replace(part, medium=np.where(np.arange(len(part)) % 2 == 0, "paper", "pad"))
    ones = np.ones((len(part), 1), dtype=np.float32)
    every = word_writer_rate(part, ones)
    across = word_writer_rate(part, ones, across_media=True)
    # Each writer's six texts, once on either medium: 6 x 5 ordered pairs of different texts.
    assert across.positive == 2 * 30
    assert across.negative < every.negative
    rate, _, count = document_rate(part, ones, 6, across_media=True)
    assert (rate.positive, rate.negative, count) == (2, 2, 4)


def test_every_variant_is_measured(material: Material) -> None:
    def encoder(crops: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        flat = torch.nn.functional.normalize(crops.flatten(1) + 1e-3, dim=1)
        return flat, flat

    figures = measure_confounds(encoder, material.of_split("dev"))
    assert set(figures) == {"words-en", "and"}
    assert set(figures["words-en"]) == {"as prepared", "ink only", "one width"}
    assert figures["and"]["one width"]["wordWriterEer"]["positive"] == 6
