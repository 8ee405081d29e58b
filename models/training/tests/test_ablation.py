from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from chirograph_training import ablation
from chirograph_training.ablation import ROWS, Row, run_row, settings, with_hands, with_writers
from chirograph_training.material import Material
from chirograph_training.network import Encoder, parameter_count
from chirograph_training.recipe import Recipe


def test_each_row_differs_from_the_base_in_its_own_settings_only() -> None:
    base = settings("base").as_json()
    for name, row in ROWS.items():
        changed = settings(name).as_json()
        shorter = {"steps", "dev_every"} if row.steps != 1 else set()
        assert {key for key in base if base[key] != changed[key]} == set(row.changes) | shorter, name


def test_larger_batches_take_as_many_times_fewer_steps() -> None:
    base = settings("documents", 400)
    for name in ("gradient-caching", "accumulation"):
        larger = settings(name, 400)
        crops = [sum(block.writers * block.crops for block in each.blocks) for each in (base, larger)]
        assert crops[1] == 4 * crops[0] == 4 * larger.cached_part
        assert larger.steps == pytest.approx(base.steps / 4, rel=0.1)
        assert larger.warm_up == pytest.approx(base.warm_up / 4, abs=0.5)


def test_a_row_learns_from_another_of_the_same_length_only(
    material: Material, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {key: getattr(recipe, key) for key in ("blocks", "stem", "stages", "dimensions", "warm_up")}
    rows = {"first": Row("", small), "second": Row("", {**small, "distillation": 1.0}, teacher="first")}
    monkeypatch.setattr(ablation, "ROWS", rows)
    with pytest.raises(ValueError, match="train the row first first"):
        run_row("second", material, tmp_path, steps=2)
    run_row("first", material, tmp_path, steps=2)
    with pytest.raises(ValueError, match="give --steps 2"):
        run_row("second", material, tmp_path, steps=3)
    assert run_row("second", material, tmp_path, steps=2)["row"] == "second"


def test_a_row_gives_the_required_figures_that_can_be_measured(
    material: Material, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {key: getattr(recipe, key) for key in ("blocks", "stem", "stages", "dimensions", "warm_up")}
    monkeypatch.setattr(ablation, "ROWS", {"small": Row("small", small)})
    result = run_row("small", material, tmp_path, steps=2)
    assert result["figures"]["words-en wordWriterEer"] is not None
    assert "names-zh wordWriterEer" not in result["figures"]
    assert (tmp_path / "small.json").is_file()


def test_fewer_writers_are_some_of_the_more_and_dev_keeps_all(material: Material) -> None:
    def of_train(share: float) -> set[str]:
        some = with_writers(material, share, seed=3)
        assert len(some.of_split("dev")) == len(material.of_split("dev"))
        return set(some.of_split("train").writer)

    assert of_train(1.0) == set(material.of_split("train").writer)
    assert of_train(0.25) < of_train(0.5) < of_train(1.0)
    sets = {name.split(":")[0] for name in of_train(0.25)}
    assert sets == {name.split(":")[0] for name in of_train(1.0)}


def test_fewer_hands_of_a_font_leave_every_font_and_all_else(material: Material) -> None:
    fonts = (material.split == "train") & (np.arange(len(material)) % 2 == 0)
    dataset = np.where(fonts, "fonts", material.dataset)
    hands = [f"fonts:two-words-{1 + row // 2 % 4}" for row in range(len(material))]
    writer = np.where(fonts, hands, material.writer)
    mixed = replace(material, dataset=dataset, writer=writer)
    few = with_hands(mixed, 1)
    assert set(few.writer[few.dataset == "fonts"]) == {"fonts:two-words-1"}
    assert (few.dataset != "fonts").sum() == (~fonts).sum()


def test_rows_of_size_differ_in_size_as_they_say() -> None:
    rows = ("documents", "narrow", "wide")
    usual, narrow, wide = (parameter_count(Encoder(settings(name))) for name in rows)
    assert narrow / usual == pytest.approx(0.5, abs=0.05)
    assert wide / usual == pytest.approx(2, abs=0.1)
