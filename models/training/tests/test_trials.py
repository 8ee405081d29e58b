import numpy as np
import torch

from chirograph_training.evaluation import encode, word_writer_rate
from chirograph_training.material import Material
from chirograph_training.network import Encoder
from chirograph_training.recipe import Recipe
from chirograph_training.trials import averaged_views, by_cohort, measure_trials, reranked


def test_every_way_is_measured_on_the_same_pairs(material: Material, recipe: Recipe) -> None:
    torch.manual_seed(1)
    encoder, other = Encoder(recipe).eval(), Encoder(recipe).eval()
    trials = measure_trials(encoder, other, material, recipe)
    assert len(trials) == 5
    dev = material.of_split("dev").of_dataset("words-en")
    writer, _ = encode(encoder, dev)
    expected = word_writer_rate(dev, writer).rate
    assert expected is not None
    assert trials["as trained"]["words-en"]["wordWriterEer"] == round(expected, 5)
    assert all(set(figures) == {"words-en", "and"} for figures in trials.values())


def test_views_are_averaged_to_length_one() -> None:
    def ink(crops: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        halves = torch.stack([crops[..., :96].sum((1, 2, 3)), crops[..., 96:].sum((1, 2, 3))], 1)
        return halves, halves

    crops = torch.zeros(1, 1, 48, 192)
    crops[..., 20:28, 40:60] = 1
    writer, _ = averaged_views(ink)(crops)
    assert torch.allclose(writer.norm(dim=1), torch.ones(1))
    assert writer[0, 0] > 0.99


def test_a_word_that_is_near_everybody_counts_for_less() -> None:
    cohort = np.array([[1.0, 0.0], [0.9, np.sqrt(0.19)], [0.0, 1.0]], dtype=np.float32)
    embedding = np.array([[1.0, 0.0], [0.6, 0.8]], dtype=np.float32)
    normalise = by_cohort(cohort)(embedding)
    scores = normalise(embedding @ embedding[0], 0, slice(0, 2))
    own = embedding[0] @ cohort.T
    expected = (1.0 - own.mean()) / own.std()
    assert np.isclose(scores[0], expected)
    assert scores[1] < scores[0]


def test_common_neighbours_bring_nearer() -> None:
    random = np.random.default_rng(2)
    group = np.repeat(np.arange(3), 12)
    points = np.eye(3)[group] + 0.3 * random.normal(size=(36, 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    likeness = points @ points.T
    after = reranked(likeness)
    assert np.allclose(after, after.T)
    same = group[:, None] == group[None, :]
    apart = ~np.eye(36, dtype=bool)

    def gap(of: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> float:
        return float((of[same & apart].mean() - of[~same].mean()) / of[apart].std())

    assert gap(after) > gap(likeness)
