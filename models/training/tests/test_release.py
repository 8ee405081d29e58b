from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from chirograph_training.card import render_card, write_card
from chirograph_training.evaluation import measure_dev
from chirograph_training.material import Material, sha256
from chirograph_training.network import Encoder, Explained
from chirograph_training.recipe import Recipe
from chirograph_training.release import (
    OnnxEncoder,
    ParityError,
    broken_promises,
    check_parity,
    encoder_of,
    export,
    metadata,
    word_description,
)
from chirograph_training.whitening import SHRINKAGE


@pytest.fixture
def exported(material: Material, recipe: Recipe, tmp_path: Path) -> tuple[Explained, Path]:
    torch.manual_seed(1)
    encoder = Explained(Encoder(recipe)).eval()
    target = tmp_path / "model.onnx"
    export(encoder, word_description(recipe, material), target)
    return encoder, target


def test_onnx_and_torch_agree_in_every_batch_size(material: Material, exported: tuple[Explained, Path]) -> None:
    encoder, target = exported
    parity = check_parity(encoder, target, material, count=40)
    assert parity.crops == 40
    assert parity.torch_to_onnx > 0.9999
    assert parity.batch_sizes > 0.9999


def test_other_weights_are_found_out(
    material: Material, recipe: Recipe, exported: tuple[Explained, Path]
) -> None:
    torch.manual_seed(2)
    with pytest.raises(ParityError):
        check_parity(Explained(Encoder(recipe)).eval(), exported[1], material, count=40)


def test_the_model_says_what_it_takes_and_where_it_comes_from(
    material: Material, recipe: Recipe, exported: tuple[Explained, Path]
) -> None:
    said = metadata(exported[1])
    assert said["chirograph.task"] == "word"
    contract = json.loads(said["chirograph.input"])
    assert contract.items() >= material.folder.input.items()
    assert (contract["layout"], contract["scale"], contract["dtype"]) == ("NCHW", "1/255", "float32")
    assert json.loads(said["chirograph.outputs"])["word"] == {"dim": 16, "normalised": True}
    local = json.loads(said["chirograph.outputs"])["local"]
    assert local == {"rows": 3, "columns": 12, "dim": 16, "meanIs": "writer"}
    assert json.loads(said["chirograph.recipe"])["whitening"] == SHRINKAGE
    assert json.loads(said["chirograph.recipe"])["configHash"] == recipe.hash()
    data = {row["dataset"]: row for row in json.loads(said["chirograph.data"])}
    assert (data["words-en"]["rows"], data["words-en"]["writers"]) == (6 * 12, 6)
    assert data["words-en"]["manifestSha256"] == material.manifest_sha256
    assert said["chirograph.crops"] == material.folder.list_sha256


def test_the_batch_is_free_and_the_file_whole(exported: tuple[Explained, Path]) -> None:
    model = onnx.load(exported[1], load_external_data=False)
    (crop,) = model.graph.input
    sides = crop.type.tensor_type.shape.dim
    assert sides[0].dim_param
    assert [side.dim_value for side in sides[1:]] == [1, 48, 192]
    assert all(not tensor.external_data for tensor in model.graph.initializer)
    assert not list(exported[1].parent.glob("*.part"))


def test_the_card_tells_the_file_and_the_figures(
    material: Material, exported: tuple[Explained, Path], tmp_path: Path
) -> None:
    dev = measure_dev(OnnxEncoder(exported[1]), material.of_split("dev"))
    card = write_card(exported[1], tmp_path / "model.json", dev)
    assert card == json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))
    assert card["sha256"] == sha256(exported[1])
    page = render_card(card)
    assert card["sha256"] in page
    assert "| words-en (24 / 2) |" in page
    assert "Not measured yet" in render_card({**card, "figures": {"dev": None}})


def test_a_card_tells_what_its_model_was_and_was_not_trained_on(
    material: Material, recipe: Recipe, tmp_path: Path
) -> None:
    target = tmp_path / "open.onnx"
    names = np.where(material.dataset == "words-en", "dhsd", material.dataset)
    settings = recipe.with_changes(datasets=("dhsd",))
    description = word_description(settings, replace(material, dataset=names), "an-open-one")
    export(Explained(Encoder(recipe)).eval(), description, target)
    card = write_card(target, tmp_path / "open.json", None)
    assert (card["name"], card["release"]) == ("an-open-one", "open")
    assert "CC BY 4.0" in card["licence"]
    assert any("No English handwriting was trained on" in limit for limit in card["limits"])
    assert not any("whiteboard" in limit for limit in card["limits"])


def test_a_word_card_takes_no_figures_of_signatures(exported: tuple[Explained, Path], tmp_path: Path) -> None:
    rates = {"5": 0.1}
    measured = {
        "words-en": {"wordWriterEer": 0.2, "signatures": None, "pairs": {"wordWriterEer": {}}, "intervals": {}},
        "signatures-nl": {
            "wordWriterEer": None,
            "signatures": {"signers": 2, "skilledEer": rates, "randomEer": rates},
            "pairs": {"signatures.skilledEer.5": {}},
            "intervals": {},
        },
    }
    dev = write_card(exported[1], tmp_path / "model.json", measured)["figures"]["dev"]
    assert dev == {
        "words-en": {"wordWriterEer": 0.2, "pairs": {"wordWriterEer": {}}, "intervals": {}},
    }


def test_a_vector_of_another_length_is_no_parity(
    material: Material, recipe: Recipe, exported: tuple[Explained, Path]
) -> None:
    encoder, target = exported

    class Scaled(torch.nn.Module):
        def forward(self, crop: torch.Tensor) -> tuple[torch.Tensor, ...]:
            return tuple(0.9 * head for head in encoder(crop))

    with pytest.raises(ParityError):
        check_parity(Scaled(), target, material, count=40)


def test_what_is_no_number_is_no_parity(material: Material, exported: tuple[Explained, Path]) -> None:
    encoder, target = exported

    class Broken(torch.nn.Module):
        def forward(self, crop: torch.Tensor) -> tuple[torch.Tensor, ...]:
            return tuple(head * torch.nan for head in encoder(crop))

    with pytest.raises(ParityError):
        check_parity(Broken(), target, material, count=40)


def test_a_file_is_held_to_what_it_says_of_its_outputs() -> None:
    said = {"writer": {"normalised": True}, "local": {"meanIs": "writer"}}
    writer = np.array([[0.6, 0.8]], dtype=np.float32)
    local = np.array([[[[0.2, 1.0], [1.0, 0.6]]]], dtype=np.float32)
    assert broken_promises(said, [writer, local]) == []
    assert broken_promises(said, [0.9 * writer, local]) == [
        "a length in writer is not 1",
        "the mean of local is not writer",
    ]


def test_an_exported_model_gives_its_network_back(
    material: Material, recipe: Recipe, exported: tuple[Explained, Path]
) -> None:
    encoder, target = exported
    again = Explained(encoder_of(target, recipe))
    check_parity(again, target, material, count=40)
    crops = torch.rand(3, 1, 48, 192)
    with torch.inference_mode():
        for one, other in zip(encoder(crops), again(crops), strict=True):
            assert torch.allclose(one, other, atol=1e-5)
    with pytest.raises(ValueError, match="another network"):
        encoder_of(target, Recipe())
