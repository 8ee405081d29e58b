import torch

from chirograph_training.gap import measure_gap
from chirograph_training.material import Material
from chirograph_training.network import Encoder
from chirograph_training.recipe import Recipe


def test_as_many_train_writers_as_dev_writers_are_asked(material: Material, recipe: Recipe) -> None:
    torch.manual_seed(1)
    figures = measure_gap(Encoder(recipe).eval(), material)
    assert set(figures) == {"words-en", "and"}
    for of_set in figures.values():
        assert of_set["train"]["writers"] == of_set["dev"]["writers"]
        assert of_set["dev"]["wordWriterEer"] is not None
    again = measure_gap(Encoder(recipe).eval(), material.only(material.split != "calibration"))
    assert again["and"]["train"]["pairs"] == figures["and"]["train"]["pairs"]
