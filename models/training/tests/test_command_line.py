from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

import pytest
import torch

from chirograph_training import __main__ as program
from chirograph_training.__main__ import main
from chirograph_training.further import start_of
from chirograph_training.material import Material, sha256
from chirograph_training.network import Encoder
from chirograph_training.pair import ExplainedPair, paired
from chirograph_training.recipe import OPEN_SETS, Recipe, further, second_recipe
from chirograph_training.release import export, provenance, word_description
from chirograph_training.training import BEST, Run
from chirograph_training.word_task import WordTask


def test_what_is_missing_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["train", "--manifest", str(tmp_path / "none.csv"), "--crops", str(tmp_path)])
    assert code == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_wrong_use_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["paint"])
    assert stop.value.code == 2
    assert "paint" in capsys.readouterr().err


@pytest.mark.parametrize("installed", [True, False])
def test_hands_are_written_then_prepared_and_fonts_are_fetched_once(
    installed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    fonts = tmp_path / "fonts"
    if installed:
        (fonts / "node_modules").mkdir(parents=True)
        (fonts / "node_modules" / ".package-lock.json").write_text("{}")
    monkeypatch.setattr(program, "HANDS", fonts)
    monkeypatch.setattr(program.shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append([str(part) for part in command]))

    asked = ["--manifest", "m.csv", "--strokes", "s.gz", "--out", str(tmp_path), "--seed", "3"]
    assert main(["hands", *asked]) == 0

    if not installed:
        assert ran.pop(0) == ["npm", "ci"]
    assert ran[0][1:] == [str(fonts / "hands.ts"), *asked, "--hands", "4", "--words", "15000"]
    assert ran[1][1:3] == ["crops", str(tmp_path / "manifest.csv")]
    assert ran[1][-1] == str(tmp_path / "crops")


def test_seed_wants_one_thing_to_do_and_a_row_that_exists(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["seed"], ["seed", "--row", "rose"], ["seed", "--row", "ours", "--table"]):
        with pytest.raises(SystemExit) as stop:
            main(wrong)
        assert stop.value.code == 2
    assert "signet-contrastive" in capsys.readouterr().err


def test_seed_says_that_there_are_no_results_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seed", "--table", "--results", str(tmp_path)]) == 1
    assert "holds no results" in capsys.readouterr().err


def test_the_open_release_has_a_recipe_a_folder_and_a_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[tuple[Path, tuple[str, ...]]] = []

    class Recorded:
        def __init__(self, task: WordTask, folder: Path) -> None:
            trained.append((folder, task.recipe.datasets))

        def train(self, minutes: float | None) -> None: ...

    monkeypatch.setattr(program, "WORK", tmp_path)
    monkeypatch.setattr(program, "_material", lambda asked: None)
    monkeypatch.setattr(
        program, "WordTask", lambda material, recipe, start=None: argparse.Namespace(recipe=recipe)
    )
    monkeypatch.setattr(program, "Run", Recorded)
    monkeypatch.setattr(program, "draw_run", lambda log, picture: None)
    assert main(["train"]) == 0
    assert main(["train", "--open"]) == 0
    (usual, everything), (own, open_sets) = trained
    assert (usual, own) == (tmp_path / "run", tmp_path / "run-open")
    assert set(everything) > set(open_sets) == set(OPEN_SETS)


def test_the_whole_recipe_trains_the_second_network_on_and_exports_what_came_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[Path] = []
    started: list[Path] = []
    exported: list[tuple[Path, Path]] = []

    def training(asked: argparse.Namespace, recipe: Recipe, folder: Path, *_: object) -> None:
        trained.append(asked.out or folder)

    def starting(weights: Path, recipes: tuple[Recipe, ...], place: int, _: object) -> None:
        started.append(weights)
        assert recipes[place] == second_recipe()

    for name in ("_crops", "_hands", "_card", "_signatures", "_material"):
        monkeypatch.setattr(program, name, lambda asked: None)
    monkeypatch.setattr(program, "WORK", tmp_path)
    monkeypatch.setattr(program, "sha256", lambda path: "0" * 64)
    monkeypatch.setattr(program, "start_of", starting)
    monkeypatch.setattr(program, "_train_word", training)
    monkeypatch.setattr(
        program, "_export", lambda asked: exported.append((asked.weights, asked.second_weights))
    )
    assert main(["recipe"]) == 0
    folders = [tmp_path / name for name in ("run", "run-second", "run-second-further")]
    assert trained == folders
    assert started == [folders[1] / BEST]
    assert exported == [(folders[0] / BEST, folders[2] / BEST)]


def test_of_a_released_pair_one_network_can_be_replaced(
    material: Material, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = recipe.with_changes(seed=8, word_rows=3)
    pair = paired(Encoder(recipe).eval(), Encoder(other).eval(), material, recipe.datasets, seed=1)
    released = tmp_path / "released.onnx"
    origin = {**provenance(recipe), **{f"second.{name}": value for name, value in provenance(other).items()}}
    export(ExplainedPair(pair).eval(), word_description(recipe, material, origin=origin), released)
    Run(WordTask(material, other), tmp_path / "other").train()

    monkeypatch.setattr(program, "Recipe", lambda: recipe)
    monkeypatch.setattr(program, "second_recipe", lambda: other)
    asked = argparse.Namespace(weights=released, second_weights=None, open=False)
    first, second = program._both_weights(asked)
    assert (first.whitened, second.whitened) == (True, True)
    assert first.origin == provenance(recipe)
    assert second.origin == provenance(other)

    on = further(other, sha256(released)).with_changes(steps=1, dev_every=1)
    start = start_of(released, (recipe, other), 1, material)
    Run(WordTask(material, on, start=start), tmp_path / "on").train()
    monkeypatch.setattr(program, "MODELS", tmp_path)
    came = program._member(tmp_path / "on" / BEST, 1).origin
    assert (came["start"], came["start.file"], came["bestStep"]) == (sha256(released), "released.onnx", 1)
    assert came["start.configHash"] == other.hash() != came["configHash"]

    asked.second_weights = tmp_path / "other" / BEST
    again, trained = program._both_weights(asked)
    assert (again.whitened, trained.whitened) == (True, False)
    assert torch.equal(again.network.writer_head.weight, first.network.writer_head.weight)
    assert trained.origin == {**provenance(other), "bestStep": 3}


def test_signatures_are_prepared_set_by_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append([str(part) for part in command]))
    manifest = tmp_path / "labels.csv"
    rows = ["signatures-nl", "and", "words-en", "signatures-nl", "names-zh"]
    manifest.write_text("path,dataset\n" + "".join(f"{at}.png,{name}\n" for at, name in enumerate(rows)))
    asked = ["signatures", "crops", "--manifest", str(manifest), "--crops", str(tmp_path)]
    # Nothing was written, so that there is nothing to train on.
    assert main(asked) == 1
    prepared = [str(tmp_path / name) for name in ("and", "names-zh", "signatures-nl")]
    assert [command[-1] for command in ran] == prepared
    assert all("signature" in command for command in ran)
    ran.clear()
    assert main([*asked, "--open"]) == 1
    assert [command[-1] for command in ran] == prepared[1:]


def test_a_run_without_weights_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crops = tmp_path / "crops" / "names-zh"
    crops.mkdir(parents=True)
    (crops / "crops.u8").write_bytes(bytes(96 * 224))
    (crops / "crops.csv").write_text("path,index,sha256,error\na.png,0,00,\n")
    contract = {"input": {"width": 224, "height": 96}, "count": 1}
    (crops / "crops.json").write_text(json.dumps(contract))
    manifest = tmp_path / "labels.csv"
    manifest.write_text("path,dataset,kind,writer,text,genuine,forger,split\na.png,names-zh,word,w,t,,,train\n")
    asked = ["signatures", "export", "--manifest", str(manifest), "--crops", str(tmp_path / "crops")]
    assert main([*asked, "--out", str(tmp_path / "run")]) == 1
    assert "holds no weights; train first" in capsys.readouterr().err
