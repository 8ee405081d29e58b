import numpy as np
import pytest
import torch

from chirograph_training.evaluation import encode
from chirograph_training.material import Material
from chirograph_training.network import Encoder
from chirograph_training.recipe import Recipe
from chirograph_training.whitening import SHRINKAGE, whiten, whitening, within_hands


def test_what_varies_within_a_hand_is_measured_around_its_mean() -> None:
    embedding = np.array([[1.0, 5.0], [3.0, 5.0], [10.0, 0.0], [10.0, 4.0]], dtype=np.float32)
    within = within_hands(embedding, np.array([0, 0, 1, 1]))
    assert within.tolist() == [[0.5, 0.0], [0.0, 2.0]]


def test_without_shrinkage_every_direction_varies_alike() -> None:
    random = np.random.default_rng(1)
    spread = random.normal(size=(6, 6))
    within = spread @ spread.T
    matrix = whitening(within, 0.0)
    varied = matrix @ within @ matrix.T
    assert np.allclose(varied, np.eye(6) * varied[0, 0])
    assert np.isclose(np.linalg.norm(matrix, 2), 1.0)


def test_with_shrinkage_the_directions_keep_their_order() -> None:
    within = np.diag([4.0, 1.0, 0.0])
    weights = np.diag(whitening(within, 1.0))
    assert np.allclose(weights, np.sqrt((5 / 3) / np.array([4 + 5 / 3, 1 + 5 / 3, 5 / 3])))


def test_the_head_does_what_a_map_behind_it_would(material: Material, recipe: Recipe) -> None:
    torch.manual_seed(1)
    encoder = Encoder(recipe).eval()
    dev = material.of_split("dev")
    writer, word = encode(encoder, dev)
    weight = encoder.writer_head.weight.clone()
    whiten(encoder, material, ("words-en", "and", "not-there"), seed=1)
    matrix = (encoder.writer_head.weight @ torch.linalg.pinv(weight)).detach().numpy()
    expected = writer @ matrix.T
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    whitened, same_word = encode(encoder, dev)
    assert np.abs(whitened - expected).max() < 1e-3
    assert (same_word == word).all()
    assert SHRINKAGE > 0


def test_calibration_and_dev_rows_have_no_say(material: Material, recipe: Recipe) -> None:
    def head_with(rows: Material) -> torch.Tensor:
        torch.manual_seed(1)
        return whiten(Encoder(recipe).eval(), rows, recipe.datasets, seed=1).writer_head.weight.detach()

    assert torch.equal(head_with(material), head_with(material.only(material.split == "train")))


def test_nothing_to_fit_on_is_an_error(material: Material, recipe: Recipe) -> None:
    with pytest.raises(ValueError, match="no train rows of dhsd"):
        whiten(Encoder(recipe).eval(), material, ("dhsd",), seed=1)
