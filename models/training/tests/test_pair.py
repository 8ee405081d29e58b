from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from chirograph_training.evaluation import encode
from chirograph_training.material import Material
from chirograph_training.network import Encoder
from chirograph_training.pair import ExplainedPair, PairedEncoder, paired
from chirograph_training.recipe import Recipe
from chirograph_training.release import check_parity, encoders_of, export, halved, word_description


@pytest.fixture
def other(recipe: Recipe) -> Recipe:
    return replace(recipe, stages=((8, 1), (8, 1), (8, 1), (16, 2)), word_rows=3)


@pytest.fixture
def pair(material: Material, recipe: Recipe, other: Recipe) -> PairedEncoder:
    torch.manual_seed(1)
    return paired(Encoder(recipe).eval(), Encoder(other).eval(), material, recipe.datasets, seed=1)


def test_a_pair_gives_as_many_values_as_one(pair: PairedEncoder, material: Material) -> None:
    writer, word = encode(pair, material.of_split("dev"))
    assert writer.shape[1] == word.shape[1] == 16
    for vectors in (writer, word):
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_the_map_of_words_keeps_the_likeness_that_both_give(pair: PairedEncoder, material: Material) -> None:
    train = material.of_split("train")
    _, beside = encode(pair.beside, train)
    _, word = encode(pair, train)
    both = beside @ beside.T / 2
    assert np.corrcoef((word @ word.T).ravel(), both.ravel())[0, 1] > 0.95


def test_the_rows_of_a_map_are_directions_at_right_angles(pair: PairedEncoder) -> None:
    weight = pair.word_map.weight
    assert torch.allclose(weight @ weight.T, torch.eye(16), atol=1e-5)


def test_the_parts_have_the_whole_as_their_mean(pair: PairedEncoder, material: Material) -> None:
    crops = torch.rand(5, 1, 48, 192)
    with torch.inference_mode():
        writer, word, local = ExplainedPair(pair).eval()(crops)
        expected_writer, expected_word = pair(crops)
    assert local.shape == (5, 3, 12, 16)
    assert torch.allclose(local.mean((1, 2)), writer, atol=1e-5)
    assert torch.allclose(writer, expected_writer, atol=1e-4)
    assert torch.allclose(word, expected_word, atol=1e-5)


def test_calibration_and_dev_rows_have_no_say(material: Material, recipe: Recipe, other: Recipe) -> None:
    def maps(rows: Material) -> tuple[torch.Tensor, torch.Tensor]:
        torch.manual_seed(1)
        made = paired(Encoder(recipe).eval(), Encoder(other).eval(), rows, recipe.datasets, seed=1)
        return made.writer_map.weight, made.word_map.weight

    for one, only in zip(maps(material), maps(material.only(material.split == "train")), strict=True):
        assert torch.equal(one, only)


def test_networks_of_other_dimensions_make_no_pair(recipe: Recipe) -> None:
    with pytest.raises(ValueError, match="as many values"):
        PairedEncoder(Encoder(recipe), Encoder(recipe.with_changes(dimensions=8)))


@pytest.mark.parametrize("half", [False, True])
def test_a_pair_is_exported_and_read_back(
    pair: PairedEncoder, material: Material, recipe: Recipe, other: Recipe, tmp_path: Path, half: bool
) -> None:
    target = tmp_path / "pair.onnx"
    explained = ExplainedPair(halved(pair) if half else pair).eval()
    export(explained, word_description(recipe, material), target, half=half)
    assert check_parity(explained, target, material, count=40).torch_to_onnx > 0.99999
    crops = torch.rand(3, 1, 48, 192)
    with torch.inference_mode():
        for again, network in zip(encoders_of(target, (recipe, other)), (pair.first, pair.second), strict=True):
            for one, back in zip(network(crops), again(crops), strict=True):
                assert torch.allclose(one, back, atol=1e-5)
    with pytest.raises(ValueError, match="another network"):
        encoders_of(target, (recipe, recipe))


def test_a_pair_is_made_anew_from_its_own_networks(
    pair: PairedEncoder, material: Material, recipe: Recipe
) -> None:
    dev = material.of_split("dev")
    before = encode(pair, dev)
    again = paired(pair.first, pair.second, material, recipe.datasets, seed=1, whitened=(True, True))
    for one, other in zip(before, encode(again, dev), strict=True):
        assert np.allclose(one @ one.T, other @ other.T, atol=1e-4)


def test_sixteen_bits_change_little(pair: PairedEncoder, material: Material) -> None:
    dev = material.of_split("dev")
    before = encode(pair, dev)
    for one, after in zip(before, encode(halved(pair), dev), strict=True):
        assert (one * after).sum(1).min() > 0.999
