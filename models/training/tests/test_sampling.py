from itertools import pairwise

import numpy as np
import torch

from chirograph_training.material import Material
from chirograph_training.recipe import Recipe
from chirograph_training.sampling import Sampler
from chirograph_training.word_task import WordTask, pairs_of


def test_no_calibration_or_dev_row_is_ever_in_a_batch(material: Material, recipe: Recipe) -> None:
    sampler = Sampler(material, recipe)
    drawn = np.concatenate([sampler.batch(step).rows for step in range(200)])
    assert set(material.split[drawn]) == {"train"}


def test_rows_without_a_known_text_are_not_drawn(material: Material, recipe: Recipe) -> None:
    sampler = Sampler(material, recipe)
    drawn = np.concatenate([sampler.batch(step).rows for step in range(200)])
    assert "" not in set(material.text[drawn])


def test_no_unseen_text_takes_part_in_the_word_loss(material: Material, recipe: Recipe) -> None:
    sampler = Sampler(material, recipe)
    met = 0
    for step in range(100):
        batch = sampler.batch(step)
        unseen = material.text[batch.rows] == "alone"
        met += int(unseen.sum())
        hands, words = pairs_of(batch)
        for side in (words.positive.numpy(), words.negative.numpy()):
            assert not side[unseen].any()
            assert not side[:, unseen].any()
        assert hands.positive.numpy()[unseen].any() or not unseen.any()
    assert met > 0


def test_crops_of_a_writer_differ_in_text_and_share_texts_with_others(
    material: Material, recipe: Recipe
) -> None:
    sampler = Sampler(material, recipe)
    for step in range(50):
        batch = sampler.batch(step)
        block = batch.block == 0
        for writer in np.unique(batch.writer[block]):
            texts = batch.text[block & (batch.writer == writer)]
            assert len(texts) == 4
            assert len(set(texts.tolist())) == 4
        assert len(np.unique(batch.text[block])) < block.sum()


def test_crops_of_a_single_text_come_from_different_copies(material: Material, recipe: Recipe) -> None:
    sampler = Sampler(material, recipe)
    for step in range(50):
        batch = sampler.batch(step)
        block = batch.block == 1
        assert batch.single[block].all()
        for writer in np.unique(batch.writer[block]):
            copies = material.copy[batch.rows[block & (batch.writer == writer)]]
            assert len(set(copies.tolist())) == 2


def test_no_crop_comes_twice_in_a_batch(material: Material, recipe: Recipe) -> None:
    sampler = Sampler(material, recipe)
    for step in range(50):
        rows = sampler.batch(step).rows
        assert len(np.unique(rows)) == len(rows)


def test_a_batch_hangs_on_seed_and_step_alone(material: Material, recipe: Recipe) -> None:
    first, second = Sampler(material, recipe), Sampler(material, recipe)
    first.batch(0)
    assert np.array_equal(first.batch(7).rows, second.batch(7).rows)
    rows = [first.batch(step).rows.tolist() for step in range(5)]
    assert all(left != right for left, right in pairwise(rows))
    other = Sampler(material, recipe.with_changes(seed=8))
    assert not np.array_equal(first.batch(7).rows, other.batch(7).rows)


def test_a_piece_of_a_word_says_nothing_of_the_word(material: Material, recipe: Recipe) -> None:
    batch = Sampler(material, recipe).batch(0)
    pieces = torch.arange(len(batch.rows)) % 3 == 0
    hands, words = pairs_of(batch, pieces)
    assert not words.positive[pieces].any()
    assert not words.negative[:, pieces].any()
    assert torch.equal(hands.positive, pairs_of(batch)[0].positive)


def test_only_hands_of_the_sets_named_are_reshaped(material: Material, recipe: Recipe) -> None:
    plain, varied = Sampler(material, recipe), recipe.with_changes(reshaped=("and",), reshaping=0.5)
    sampler = Sampler(material, varied)
    seen = set()
    for step in range(40):
        batch = sampler.batch(step)
        datasets = material.dataset[batch.rows]
        assert not batch.reshaped[datasets == "words-en"].any()
        seen.add(bool(batch.reshaped[datasets == "and"].all()))
        assert not plain.batch(step).reshaped.any()
    assert seen == {True, False}


def test_a_recipe_of_pieces_and_reshaped_hands_trains(material: Material, recipe: Recipe) -> None:
    task = WordTask(material, recipe.with_changes(pieces=0.5, reshaped=("and",), reshaping=1.0, dropout=0.2))
    losses = []
    for _ in range(2):
        torch.manual_seed(5)
        network = task.network()
        losses.append(task.learn(0, network, task.beside(), torch.manual_seed(1)).loss.item())
    assert losses[0] == losses[1]
    assert np.isfinite(losses[0])
