"""Two encoders as one: what each of them gets wrong differs, and their vectors together get less wrong.

The vectors of both are put side by side and mapped to as many values as one has. Both maps are linear and
fitted on train rows, without training. That several networks err less than one: Hansen and Salamon 1990,
10.1109/34.58871.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from .evaluation import encode
from .material import Material
from .network import Encoder, Explained
from .whitening import Matrix, hands_of, means_of_hands, train_parts, whiten


class PairedEncoder(nn.Module):
    """Crops in, one vector for the writer and one for the word out, by two encoders together."""

    def __init__(self, first: Encoder, second: Encoder) -> None:
        """Puts two encoders beside each other; the maps are not fitted yet.

        Raises:
            ValueError: Their vectors differ in length.
        """
        super().__init__()
        dimensions = first.writer_head.out_features
        if second.writer_head.out_features != dimensions:
            raise ValueError("two networks make a pair only where their vectors have as many values")
        self.first, self.second = first, second
        self.writer_map = nn.Linear(2 * dimensions, dimensions, bias=False)
        self.word_map = nn.Linear(2 * dimensions, dimensions, bias=False)

    def forward(self, crop: Tensor) -> tuple[Tensor, Tensor]:
        """Encodes crops as `Encoder.forward` does."""
        writer, word = self.beside(crop)
        return (
            functional.normalize(self.writer_map(writer), dim=1),
            functional.normalize(self.word_map(word), dim=1),
        )

    def beside(self, crop: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors of both, of the writer and of the word: count x twice the dimensions each."""
        writers, words = zip(self.first(crop), self.second(crop), strict=True)
        return torch.cat(writers, 1), torch.cat(words, 1)


class ExplainedPair(nn.Module):
    """A pair that also says what each part of a crop gives to its writer embedding."""

    def __init__(self, pair: PairedEncoder) -> None:
        """Wraps a pair whose networks see a crop in as many parts."""
        super().__init__()
        self.pair = pair
        self.first, self.second = Explained(pair.first), Explained(pair.second)

    def forward(self, crop: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encodes crops as `Explained.forward` does; the map has no constant, so that it keeps means."""
        (_, first_word, first_local), (_, second_word, second_local) = self.first(crop), self.second(crop)
        local = self.pair.writer_map(torch.cat([first_local, second_local], 3))
        whole = local.mean((1, 2))
        length = whole.norm(dim=1, keepdim=True)
        word = functional.normalize(self.pair.word_map(torch.cat([first_word, second_word], 1)), dim=1)
        return whole / length, word, local / length[:, :, None, None]


def paired(
    first: Encoder,
    second: Encoder,
    material: Material,
    datasets: tuple[str, ...],
    seed: int,
    whitened: tuple[bool, bool] = (False, False),
) -> PairedEncoder:
    """A pair of whitened encoders with its maps fitted on train rows.

    Of the writer, the map keeps the directions in which hands lie farthest apart; of the word, those that hold
    most of the likeness of words.

    Args:
        first: Trained weights, which are changed: each is whitened by itself, so that neither has more
            say for being less steady.
        second: Others.
        material: Any rows; only those of split `train` are used, every set counting the same.
        datasets: Sets to fit on.
        seed: Of the choice of rows and of their variation.
        whitened: Of each whether it is whitened already, and stays as it is.

    Raises:
        ValueError: The vectors of the two differ in length, or there are no such rows.
    """
    first, second = (
        each if done else whiten(each, material, datasets, seed)
        for each, done in zip((first, second), whitened, strict=True)
    )
    pair = PairedEncoder(first, second).eval()
    parts = train_parts(material, datasets, seed)
    vectors = [encode(pair.beside, part) for part in parts]
    hands = _sum(
        _moment(means_of_hands(writer, hands_of(part)))
        for part, (writer, _) in zip(parts, vectors, strict=True)
    )
    words = _sum(
        _moment(word[part.word]) for part, (_, word) in zip(parts, vectors, strict=True) if part.word.any()
    )
    dimensions = pair.writer_map.out_features
    with torch.no_grad():
        pair.writer_map.weight.copy_(torch.from_numpy(_largest(hands, dimensions)))
        pair.word_map.weight.copy_(torch.from_numpy(_largest(words, dimensions)))
    return pair


def _sum(matrices: Iterable[Matrix]) -> Matrix:
    """Sum of matrices of one shape."""
    return np.asarray(np.sum(list(matrices), axis=0))


def _moment(embedding: npt.NDArray[np.floating]) -> Matrix:
    """Mean product of every two values: its largest directions keep most of all cosines."""
    return np.asarray(embedding.T @ embedding / len(embedding), dtype=np.float64)


def _largest(moment: Matrix, count: int) -> Matrix:
    """The directions of a symmetric matrix with the largest values, one a row."""
    return np.ascontiguousarray(np.linalg.eigh(moment)[1][:, ::-1][:, :count].T)
