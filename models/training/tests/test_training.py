from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import torch

from chirograph_training.material import Material
from chirograph_training.network import Encoder, Explained, parameter_count
from chirograph_training.picture import draw_run
from chirograph_training.recipe import Recipe
from chirograph_training.training import (
    BEST,
    LOG,
    OutOfTimeError,
    Run,
    read_log,
    schedule,
)
from chirograph_training.watch import CollapseError
from chirograph_training.word_task import WordTask, load_encoder, recipe_of


def test_a_resumed_run_ends_where_an_uninterrupted_one_ends(
    material: Material, recipe: Recipe, tmp_path: Path
) -> None:
    whole = Run(WordTask(material, recipe), tmp_path / "whole")
    whole.train()
    for _ in range(recipe.steps - 1):
        with pytest.raises(OutOfTimeError):
            Run(WordTask(material, recipe), tmp_path / "parts").train(minutes=0)
    parts = Run(WordTask(material, recipe), tmp_path / "parts")
    assert parts.step == recipe.steps - 1
    parts.train()
    for left, right in zip(whole.average.parameters(), parts.average.parameters(), strict=True):
        assert torch.equal(left, right)
    assert parts.best == whole.best

    def measured(folder: Path) -> list[dict[str, object]]:
        return [{k: v for k, v in line.items() if k != "seconds"} for line in read_log(folder / LOG)]

    assert measured(tmp_path / "parts") == measured(tmp_path / "whole")


def test_lines_logged_after_the_last_checkpoint_are_not_kept_twice(
    material: Material, recipe: Recipe, tmp_path: Path
) -> None:
    with pytest.raises(OutOfTimeError):
        Run(WordTask(material, recipe), tmp_path).train(minutes=0)
    with (tmp_path / LOG).open("a") as log:
        log.write(json.dumps({"step": 1}) + "\n" + '{"step": 2, "lo')
    Run(WordTask(material, recipe), tmp_path).train()
    assert [line["step"] for line in read_log(tmp_path / LOG)] == list(range(recipe.steps))


def test_every_step_logs_the_losses_and_the_collapse_watch(
    material: Material, recipe: Recipe, tmp_path: Path
) -> None:
    Run(WordTask(material, recipe), tmp_path).train()
    lines = read_log(tmp_path / LOG)
    for line in lines:
        assert line["loss"] > 0
        for head in ("writer", "word"):
            assert set(line[head]) == {"distance", "deviation", "active"}
    assert [line["step"] for line in lines if "dev" in line] == [2, 5]
    draw_run(tmp_path / LOG, tmp_path / "run.svg")
    picture = ElementTree.fromstring((tmp_path / "run.svg").read_text(encoding="utf-8"))
    assert picture.tag.endswith("svg")


def test_a_run_of_another_recipe_is_not_taken_up(material: Material, recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(OutOfTimeError):
        Run(WordTask(material, recipe), tmp_path).train(minutes=0)
    with pytest.raises(ValueError, match="another recipe"):
        Run(WordTask(material, recipe.with_changes(seed=99)), tmp_path)


def test_a_collapsed_run_stops(material: Material, recipe: Recipe, tmp_path: Path) -> None:
    settings = recipe.with_changes(collapse_deviation=1.0, collapse_steps=3)
    with pytest.raises(CollapseError, match="collapse at step 2"):
        Run(WordTask(material, settings), tmp_path).train()


def test_the_best_weights_come_back_as_they_were(material: Material, recipe: Recipe, tmp_path: Path) -> None:
    run = Run(WordTask(material, recipe), tmp_path)
    run.train()
    encoder, saved = load_encoder(tmp_path / BEST)
    assert recipe_of(saved["recipe"]) == recipe
    assert saved["best"] == run.best
    assert not encoder.training


def test_the_rate_rises_then_falls_to_nothing() -> None:
    rates = [schedule(step, 10, 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == 1
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[-1] < 0.001


def test_the_recipe_hash_follows_what_decides_the_weights(recipe: Recipe) -> None:
    assert recipe.hash() == recipe_of(recipe.as_json()).hash()
    assert recipe.hash() == recipe.with_changes(checkpoint_seconds=5.0).hash()
    assert recipe.hash() != recipe.with_changes(seed=99).hash()


def test_embeddings_have_length_one_and_do_not_hang_on_the_batch() -> None:
    torch.manual_seed(0)
    encoder = Encoder(Recipe()).eval()
    crops = torch.rand(5, 1, 48, 192)
    with torch.inference_mode():
        together = encoder(crops)
        alone = encoder(crops[2:3])
    for head, one in zip(together, alone, strict=True):
        assert head.shape == (5, 128)
        assert torch.allclose(head.norm(dim=1), torch.ones(5), atol=1e-5)
        assert torch.allclose(head[2:3], one, atol=1e-5)


def test_the_parts_of_a_writer_embedding_are_what_it_is_the_mean_of() -> None:
    torch.manual_seed(0)
    encoder = Encoder(Recipe()).eval()
    crops = torch.rand(3, 1, 48, 192)
    with torch.inference_mode():
        writer, word = encoder(crops)
        explained, same_word, local = Explained(encoder)(crops)
    assert local.shape == (3, 3, 12, 128)
    assert torch.allclose(local.mean((1, 2)), writer, atol=1e-6)
    assert torch.allclose(explained, writer, atol=1e-6)
    assert torch.allclose(same_word, word, atol=1e-6)


def test_a_part_follows_its_place_in_the_crop() -> None:
    torch.manual_seed(0)
    encoder = Encoder(Recipe()).eval()
    crops = torch.rand(1, 1, 48, 192)
    crops[..., 96:] = 0
    changed = crops.clone()
    changed[..., :16] = 0
    with torch.inference_mode():
        before, after = (Explained(encoder)(each)[2][0].norm(dim=2) for each in (crops, changed))
    moved = (before - after).abs().sum(0)
    assert int(moved.argmax()) < 3


def test_products_of_features_have_no_parts() -> None:
    with pytest.raises(ValueError, match="second_order"):
        Explained(Encoder(Recipe(second_order=4)))


def test_the_network_stays_small() -> None:
    assert parameter_count(Encoder(Recipe())) < 1_500_000
