"""Training on from a network that was trained, or that was released."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from chirograph_training.evaluation import encode
from chirograph_training.further import norms_restored, start_of
from chirograph_training.material import Material, sha256
from chirograph_training.network import Encoder, Explained
from chirograph_training.recipe import Recipe, further
from chirograph_training.release import convolutions, encoder_of, export, word_description
from chirograph_training.training import BEST, OutOfTimeError, Run, as_input
from chirograph_training.word_task import WordTask, load_encoder


@pytest.fixture
def trained(material: Material, recipe: Recipe, tmp_path: Path) -> Path:
    Run(WordTask(material, recipe), tmp_path / "run").train()
    return tmp_path / "run" / BEST


@pytest.fixture
def released(trained: Path, material: Material, recipe: Recipe, tmp_path: Path) -> Path:
    target = tmp_path / "released.onnx"
    export(Explained(load_encoder(trained)[0]).eval(), word_description(recipe, material), target)
    return target


def test_restored_norms_change_nothing_of_what_is_encoded(
    released: Path, material: Material, recipe: Recipe
) -> None:
    before = encode(encoder_of(released, recipe), material)
    network = norms_restored(encoder_of(released, recipe), material, recipe.datasets, seed=1)
    for one, other in zip(before, encode(network, material), strict=True):
        assert abs(one - other).max() < 1e-4


def test_restored_norms_normalise(released: Path, material: Material, recipe: Recipe) -> None:
    train = material.of_split("train").labelled()
    network = norms_restored(encoder_of(released, recipe), material, recipe.datasets, seed=1)
    crops = as_input(train.pixels(torch.arange(len(train)).numpy()))
    with torch.no_grad():
        before = network.eval()(crops)[0]
        # In a batch as large as what was measured the norms of training and of use are nearly the same.
        after = network.train()(crops)[0]
    assert (before * after).sum(1).min() > 0.99
    folded = encoder_of(released, recipe).train()
    with torch.no_grad():
        assert (before * folded(crops)[0]).sum(1).min() < 0.99


def test_norms_are_measured_on_train_rows_alone(released: Path, material: Material, recipe: Recipe) -> None:
    of_all, of_train = (
        norms_restored(encoder_of(released, recipe), rows, recipe.datasets, seed=1)
        for rows in (material, material.only(material.split == "train"))
    )
    for (_, one), (_, other) in zip(convolutions(of_all), convolutions(of_train), strict=True):
        assert one.running_mean is not None
        assert other.running_mean is not None
        assert torch.equal(one.running_mean, other.running_mean)


def test_training_goes_on_from_the_start(
    trained: Path, released: Path, material: Material, recipe: Recipe, tmp_path: Path
) -> None:
    for start in (trained, released):
        network = start_of(start, (recipe,), 0, material)
        settings = further(recipe, sha256(start)).with_changes(
            steps=1, warm_up=2, dev_every=1, learning_rate=1e-9
        )
        Run(WordTask(material, settings, start=network), tmp_path / start.stem).train()
        on, saved = load_encoder(tmp_path / start.stem / BEST)
        assert saved["recipe"]["start"] == sha256(start)
        before, after = (encode(each, material)[0] for each in (network.eval(), on))
        assert (before * after).sum(1).min() > 0.95


def test_another_network_is_no_start(trained: Path, material: Material, recipe: Recipe) -> None:
    with pytest.raises(ValueError, match="word_rows differ"):
        start_of(trained, (recipe, recipe.with_changes(word_rows=3)), 1, material)


def test_a_killed_run_goes_on(trained: Path, material: Material, recipe: Recipe, tmp_path: Path) -> None:
    settings = further(recipe, sha256(trained)).with_changes(steps=3, dev_every=3)

    def task() -> WordTask:
        return WordTask(material, settings, start=start_of(trained, (recipe,), 0, material))

    whole, parts = Run(task(), tmp_path / "whole"), Run(task(), tmp_path / "parts")
    whole.train()
    with pytest.raises(OutOfTimeError):
        parts.train(minutes=0)
    parts = Run(task(), tmp_path / "parts")
    parts.train()
    for left, right in zip(whole.average.parameters(), parts.average.parameters(), strict=True):
        assert torch.equal(left, right)


def test_a_start_wants_a_recipe_that_names_it(material: Material, recipe: Recipe) -> None:
    with pytest.raises(ValueError, match="wants its network"):
        WordTask(material, further(recipe, "0" * 64))
    with pytest.raises(ValueError, match="names it"):
        WordTask(material, recipe, start=Encoder(recipe))


def test_what_is_trained_on_sees_half_of_the_crops_as_they_were_prepared(recipe: Recipe) -> None:
    on = further(recipe, "0" * 64)
    assert (on.varied, on.warped) == (0.5, False)
    assert on.stages == recipe.stages
