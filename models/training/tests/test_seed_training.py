from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from chirograph_training import seed_rows, seed_training
from chirograph_training.material import Material
from chirograph_training.recipe import Block, Recipe
from chirograph_training.release import check_parity, export, metadata, seed_description
from chirograph_training.seed_losses import Contrastive, PairCrossEntropy
from chirograph_training.seed_network import TwoHeaded, dense_penalty, inception, signet, vgg
from chirograph_training.seed_rows import OURS, ROWS, Row
from chirograph_training.seed_table import read_results, render_table, write_page
from chirograph_training.seed_training import SeedRun, by_distance, load_row, look, run_row, thinned
from chirograph_training.training import BEST


def _small() -> nn.Module:
    return nn.Sequential(nn.Conv2d(1, 4, 5, 4), nn.ReLU(), nn.AvgPool2d(4), nn.Flatten())


@pytest.fixture
def small_rows(recipe: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows with a tiny base, on the sets that the made-up material holds."""
    rows = {
        "asked": Row("as asked", _small, lambda: Contrastive(1.0, negatives=1), as_asked=True),
        "answers": Row("mended", _small, lambda: PairCrossEntropy(cosine=True, negatives=1)),
    }
    blocks = (
        Block(("words-en",), (1.0,), writers=4, crops=4),
        Block(("and",), (1.0,), writers=2, crops=3),
    )
    monkeypatch.setattr(seed_training, "ROWS", rows)
    few = recipe.with_changes(blocks=blocks)
    monkeypatch.setattr(
        seed_training, "settings", lambda steps, bfloat16: few.with_changes(steps=steps, dev_every=steps)
    )
    monkeypatch.setattr(seed_training, "LOOK_BATCHES", 2)


@pytest.mark.parametrize("base", [partial(signet, dropout=True), vgg, inception])
@pytest.mark.parametrize("as_asked", [True, False])
def test_bases_take_a_crop_and_end_as_they_should(base: Callable[[], nn.Module], as_asked: bool) -> None:
    torch.manual_seed(0)
    network = TwoHeaded(base(), 128, as_asked).eval()
    with torch.inference_mode():
        for embedding in network(torch.rand(3, 1, 48, 192)):
            assert embedding.shape == (3, 128)
            if as_asked:
                assert bool((embedding >= 0).all())
                assert bool((embedding == 0).any())
            else:
                assert torch.allclose(embedding.norm(dim=1), torch.ones(3), atol=1e-5)


def test_signet_is_the_base_that_was_asked_about() -> None:
    layers = [layer for layer in signet(dropout=True).modules() if isinstance(layer, nn.Conv2d | nn.Linear)]
    assert [(layer.out_channels, *layer.kernel_size) for layer in layers if isinstance(layer, nn.Conv2d)] == [
        (96, 7, 7),
        (96, 7, 7),
        (128, 5, 5),
        (128, 5, 5),
        (384, 3, 3),
        (256, 3, 3),
        (128, 2, 2),
    ]
    assert [layer.out_features for layer in layers if isinstance(layer, nn.Linear)] == [1024]


def test_the_penalty_counts_dense_weights_only() -> None:
    network = nn.Sequential(nn.Conv2d(1, 1, 1), nn.Linear(2, 1))
    with torch.no_grad():
        network[1].weight.copy_(torch.tensor([[3.0, 4.0]]))
    assert dense_penalty(network).item() == pytest.approx(0.0125)


def test_every_row_can_be_built(material: Material, recipe: Recipe) -> None:
    for row in ROWS.values():
        SeedRun(row, material, recipe)


def test_rows_see_the_same_crops_and_are_repeatable(
    material: Material, small_rows: None, tmp_path: Path
) -> None:
    first, second = (run_row("asked", material, 4, tmp_path / part) for part in "ab")
    for result in (first, second):
        del result["seconds"]
    assert first == second


@pytest.mark.parametrize("name", ["asked", "answers", OURS])
def test_a_row_gives_losses_spread_and_figures(
    name: str, material: Material, small_rows: None, tmp_path: Path
) -> None:
    result = run_row(name, material, 4, tmp_path)
    assert json.loads(json.dumps(result)) == result
    assert result["collapsedAt"] is None
    assert result["figures"]["words-en"]["pairs"]["sameWordEer"]["positive"] > 0
    assert result["figures"]["and"]["sameWordEer"] is None
    for split in ("train", "dev"):
        for head in ("writer", "word"):
            facts = result[split][head]
            assert facts["distance"] > 0
            assert ("accuracy" in facts) == (name == "answers")


def test_a_collapsed_row_stops_and_says_where(
    material: Material, recipe: Recipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Row("", _small, lambda: Contrastive(1.0, negatives=1), as_asked=True)
    monkeypatch.setattr(seed_training, "TRACE_EVERY", 1)
    run = SeedRun(row, material, recipe.with_changes(steps=9, collapse_deviation=1e9))
    assert run.train() == 4
    assert len(run.trace) == 5


def test_a_look_tells_zero_vectors_from_a_working_encoder(material: Material, recipe: Recipe) -> None:
    class Dead(nn.Module):
        def forward(self, crop: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            zero = torch.zeros(len(crop), 8)
            return zero, zero

    objectives = nn.ModuleDict({head: Contrastive(1.0, negatives=1) for head in ("writer", "word")})
    facts = look(Dead(), objectives, material.of_split("train"), recipe)["word"]
    assert (facts["zeros"], facts["length"], facts["distance"]) == (1, 0, 0)
    assert facts["loss"] == facts["lossOfZero"] == pytest.approx(0.5, abs=0.05)


def test_held_out_rows_are_thinned_and_trained_ones_are_not(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seed_training, "DEV_ROWS", 5)
    few = thinned(material)
    assert (few.split == "train").sum() == (material.split == "train").sum()
    assert (few.of_split("dev").dataset == "words-en").sum() == 5
    assert "calibration" not in few.split


def test_only_training_writers_are_trained_on(material: Material, small_rows: None, tmp_path: Path) -> None:
    """Other labels on all held-out rows change no weight."""
    held_out = material.split != "train"
    other = replace(material, text=np.where(held_out, "changed", material.text))
    traces = [run_row("asked", given, 3, tmp_path)["trace"] for given in (material, other)]
    assert traces[0] == traces[1]


def test_settings_of_rows_differ_from_the_recipe_only_where_they_say() -> None:
    settings = seed_rows.settings(200)
    assert settings.bfloat16
    assert not seed_rows.settings(200, bfloat16=False).bfloat16
    assert sum(block.writers * block.crops for block in settings.blocks) == 40
    assert (settings.seed, settings.threads) == (Recipe.seed, Recipe.threads)


@pytest.fixture
def results(material: Material, small_rows: None, tmp_path: Path) -> Path:
    folder = tmp_path / "results"
    folder.mkdir()
    for name, file in (("asked", "signet-contrastive"), ("answers", "signet-bce-mended")):
        result = {**run_row(name, material, 4, tmp_path), "row": file}
        figures = dict.fromkeys(("dhsd", "words-ar", "names-zh"), result["figures"]["words-en"])
        result["figures"] |= figures
        (folder / f"{file}.json").write_text(json.dumps(result))
    return folder


def test_the_page_keeps_what_people_wrote(results: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("above\n<!-- results -->\nold\n<!-- end of results -->\nbelow\n")
    write_page(read_results(results), page)
    text = page.read_text()
    assert text.startswith("above\n")
    assert text.endswith("\nbelow\n")
    assert "old" not in text
    assert text.count("`signet-contrastive`") == 3
    assert text.count("`signet-bce-mended`") == 4
    write_page(read_results(results), page)
    assert page.read_text() == text


def test_rows_of_unequal_length_make_no_table(results: Path) -> None:
    file = results / "signet-contrastive.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "steps": 9}))
    with pytest.raises(ValueError, match="do not belong into one table"):
        read_results(results)


def test_rates_from_few_pairs_are_not_shown(results: Path) -> None:
    result = read_results(results)[0]
    result["figures"]["words-en"] |= {"sameWordEer": 0.123, "wordWriterEer": 0.456}
    result["figures"]["words-en"]["pairs"] = {
        "sameWordEer": {"positive": 99},
        "wordWriterEer": {"positive": 100},
    }
    assert "45.6" in render_table([result])
    assert "12.3" not in render_table([result])


def test_a_mended_row_becomes_a_model_with_half_its_bytes(
    material: Material, small_rows: None, tmp_path: Path
) -> None:
    run_row("answers", material, 4, tmp_path)
    network, row, recipe = load_row(tmp_path / BEST)
    sizes = []
    for half in (False, True):
        target = tmp_path / "signet-word.onnx"
        export(network, seed_description(recipe, material, "signet-word", row), target, half=half)
        check_parity(network, target, material, count=40)
        sizes.append(target.stat().st_size)
    said = metadata(target)
    assert (said["chirograph.task"], said["chirograph.name"]) == ("word", "signet-word")
    assert json.loads(said["chirograph.outputs"])["writer"] == {"dim": 16, "normalised": True}
    assert json.loads(said["chirograph.recipe"])["row"] == "answers"
    assert sizes[1] < 0.7 * sizes[0]


@pytest.mark.parametrize("name", ["asked", OURS])
def test_other_rows_become_no_model(name: str, material: Material, small_rows: None, tmp_path: Path) -> None:
    run_row(name, material, 4, tmp_path)
    with pytest.raises(ValueError, match="no mended row"):
        load_row(tmp_path / BEST)


def test_products_of_lifted_vectors_are_in_the_order_of_the_distances(recipe: Recipe) -> None:
    embedding = torch.randn(40, 8, generator=torch.Generator().manual_seed(2))

    class Given(nn.Module):
        def forward(self, crop: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            return embedding, 0 * embedding

    lifted, zero = by_distance(Given(), recipe)(torch.zeros(40, 1, 48, 192))
    products, distances = lifted @ lifted[0], torch.cdist(embedding, embedding[:1])[:, 0]
    assert torch.equal(products.argsort(descending=True), distances.argsort())
    assert len((zero @ zero[0]).unique()) == 1
