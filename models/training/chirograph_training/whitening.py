"""Weighs directions by how much one hand varies in them, and folds that into the writer head.

A document is the mean of many words. What varies from word to word of one hand then cancels out in some
directions and not in others; directions in which hands of the train rows vary much count for less.
Hatch, Kajarekar and Stolcke 2006, 10.21437/Interspeech.2006-183 (within-class covariance normalisation).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from .augmentation import augment
from .evaluation import Embedder, Embeddings, encode
from .material import Material
from .network import Encoder

#: Added to every direction, as a share of the mean variance: the more, the less is changed.
SHRINKAGE = 1.0
#: Crops taken of each set at most: some ten times as many as the matrix has directions.
MOST = 1_500

Matrix = npt.NDArray[np.float64]


def whiten(encoder: Encoder, material: Material, datasets: tuple[str, ...], seed: int) -> Encoder:
    """Folds a whitening fitted on train rows into the writer head; the word head stays as it is.

    The vectors are of length 1 before and after: dividing by a length commutes with a linear map, so that
    changing the head's weights does what a map behind it would.

    Args:
        encoder: Trained weights, which are changed.
        material: Any rows; only those of split `train` are used, every set counting the same.
        datasets: Sets to fit on.
        seed: Of the choice of rows and of their variation.

    Raises:
        ValueError: There are no such rows.
    """
    found = []
    for part in train_parts(material, datasets, seed):
        clean, _ = encode(encoder, part)
        varied, _ = encode(_varying(encoder, seed), part)
        found.append(within_hands(np.concatenate([clean, varied]), np.tile(hands_of(part), 2)))
    matrix = torch.from_numpy(whitening(np.sum(found, axis=0), SHRINKAGE)).float()
    with torch.no_grad():
        encoder.writer_head.weight.copy_(matrix @ encoder.writer_head.weight)
        encoder.writer_head.bias.copy_(matrix @ encoder.writer_head.bias)
    return encoder


def train_parts(material: Material, datasets: tuple[str, ...], seed: int) -> list[Material]:
    """Train rows to fit a linear map on, a part for each set that has any.

    Args:
        material: Any rows.
        datasets: Sets to fit on; one whose writers write a single text, or draw signs, may be among them.
        seed: Of the choice of rows.

    Raises:
        ValueError: There are none.
    """
    parts = []
    for number, dataset in enumerate(datasets):
        part = material.of_dataset(dataset).of_split("train").labelled()
        if len(part) > 0:
            parts.append(part.sample(MOST, np.random.default_rng([seed, number])))
    if not parts:
        raise ValueError(f"no train rows of {', '.join(datasets)} to fit a map on")
    return parts


def hands_of(part: Material) -> npt.NDArray[np.int64]:
    """The hand of each row, coded from 0 on."""
    return np.unique(part.writer, return_inverse=True)[1].astype(np.int64)


def within_hands(embedding: Embeddings, hand: npt.NDArray[np.int64]) -> Matrix:
    """Covariance of embeddings around the mean of their hand.

    Args:
        embedding: count x dimensions.
        hand: Codes from 0 on.

    Returns:
        dimensions x dimensions.
    """
    apart = embedding - means_of_hands(embedding, hand)[hand]
    return np.asarray(apart.T @ apart / len(apart))


def means_of_hands(embedding: Embeddings, hand: npt.NDArray[np.int64]) -> Matrix:
    """Mean embedding of each hand.

    Args:
        embedding: count x dimensions.
        hand: Codes from 0 on.

    Returns:
        hand x dimensions; zeros for a code without rows.
    """
    count = np.bincount(hand)[:, None]
    mean = np.zeros((len(count), embedding.shape[1]))
    np.add.at(mean, hand, embedding)
    return mean / np.maximum(count, 1)


def whitening(within: Matrix, shrinkage: float) -> Matrix:
    """The matrix that makes a covariance the identity, up to its shrinkage towards a sphere and its size.

    Args:
        within: dimensions x dimensions, symmetric and not negative.
        shrinkage: Share of the mean variance that is added to every direction.

    Returns:
        dimensions x dimensions, symmetric; its largest singular value is 1.
    """
    variance, direction = np.linalg.eigh(within)
    weight = 1 / np.sqrt(variance.clip(0) + shrinkage * variance.mean())
    return np.asarray((direction * (weight / weight.max())) @ direction.T)


def _varying(encoder: Encoder, seed: int) -> Embedder:
    """An encoder of crops as `augment` varies them; in another shape they would be by another hand."""
    random = torch.Generator().manual_seed(seed)
    return lambda crops: encoder(augment(crops, random))
