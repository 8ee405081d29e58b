from pathlib import Path

import numpy as np
import onnx
import pytest

from chirograph_training.evaluation import encode
from chirograph_training.material import Material
from chirograph_training.network import Encoder, Explained
from chirograph_training.quantise import figure_changes, quantise
from chirograph_training.recipe import Recipe
from chirograph_training.release import OnnxEncoder, export, word_description


def test_an_int8_model_has_constant_weights_and_encodes_nearly_alike(
    material: Material, recipe: Recipe, tmp_path: Path
) -> None:
    model, small = tmp_path / "model.onnx", tmp_path / "int8.onnx"
    export(Explained(Encoder(recipe)), word_description(recipe, material), model, half=True)
    quantise(model, material, small)
    dev = material.of_split("dev")
    writer, word = encode(OnnxEncoder(model), dev)
    small_writer, small_word = encode(OnnxEncoder(small), dev)
    weights = [node for node in onnx.load(small).graph.node if node.op_type == "Conv"]
    constant = {tensor.name for tensor in onnx.load(small).graph.initializer}
    dequantised = {node.output[0]: node.input[0] for node in onnx.load(small).graph.node if node.input}
    assert all(dequantised[conv.input[1]] in constant for conv in weights)
    assert float((writer * small_writer).sum(1).min()) > 0.9
    assert float((word * small_word).sum(1).min()) > 0.9
    assert np.linalg.norm(small_writer, axis=1) == pytest.approx(1, abs=1e-3)


def test_changes_are_relative_and_only_of_what_both_measured() -> None:
    def figures(one_word: float, five_words: float) -> dict[str, dict[str, object]]:
        documents = {"5": {"eer": five_words}, "10": {"eer": None}}
        return {"and": {"wordWriterEer": one_word, "sameWordEer": None, "documents": documents}}

    before, after = figures(0.10, 0.0), figures(0.11, 0.1)
    changes = figure_changes(before, after)
    assert set(changes) == {"and wordWriterEer", "and documents.5.eer"}
    assert changes["and wordWriterEer"]["worse"] == pytest.approx(0.1)
    assert changes["and documents.5.eer"]["worse"] == 1.0
