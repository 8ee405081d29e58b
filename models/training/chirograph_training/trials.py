"""What else could be done with trained weights, without training: each measured on dev, gain or loss."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from .augmentation import resampled
from .confounds import DATASETS
from .evaluation import (
    DOCUMENT_SEED,
    DOCUMENT_WORDS,
    Embedder,
    Embeddings,
    Normalisation,
    cosines,
    document_means,
    document_rate,
    encode,
    same_word_rate,
    word_writer_rate,
)
from .figures import disjoint_documents, top1
from .material import BoolArray, Material
from .network import Encoder
from .recipe import Recipe
from .whitening import whiten

#: Writing as large as 1, and slants, of the crops that are averaged besides the crop itself.
VIEWS = ((0.92, 0.0), (0.95, 0.1), (0.95, -0.1))
#: Train words that scores are normalised by, and how many of them, the nearest, count for each word.
COHORT = 4000
NEAREST = 200
#: Neighbours that have to agree, in re-ranking, and the weight of that agreement.
RECIPROCAL = 8
AGREEMENT = 0.3


def measure_trials(trained: Encoder, beside: Embedder, material: Material, recipe: Recipe) -> dict[str, Any]:
    """Dev figures of one network, used in several ways.

    Args:
        trained: Weights before any whitening.
        beside: Another model, whose vectors are put beside.
        material: Rows of every split.
        recipe: Of the run; whitening and cohort are of its sets.
    """
    whitened = whiten(copy.deepcopy(trained), material, recipe.datasets, recipe.seed)
    train = material.only(np.isin(material.dataset, recipe.datasets)).of_split("train").labelled()
    cohort = encode(whitened, train.sample(COHORT, np.random.default_rng(recipe.seed)))[0]

    def both_models(crops: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        pairs = zip(whitened(crops), beside(crops), strict=True)
        both = [functional.normalize(torch.cat(heads, 1), dim=1) for heads in pairs]
        return both[0], both[1]

    ways: dict[str, tuple[Embedder, Normalisation]] = {
        "as trained": (trained, cosines),
        "whitened": (whitened, cosines),
        "whitened, four views averaged": (averaged_views(whitened), cosines),
        "whitened, scores normalised by a cohort": (whitened, by_cohort(cohort)),
        "whitened, another model's vectors beside": (both_models, cosines),
    }
    dev = material.of_split("dev")
    result: dict[str, Any] = {}
    for name, (encoder, normalised) in ways.items():
        result[name] = {}
        for dataset in DATASETS:
            part = dev.of_dataset(dataset)
            if len(part) > 0:
                result[name][dataset] = _figures(part, *encode(encoder, part), normalised)
    return result


def averaged_views(encoder: Embedder) -> Embedder:
    """An encoder that gives the mean of what a crop gives at some sizes and slants."""

    def encoded(crops: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        views = [crops, *(_seen(crops, size, slant) for size, slant in VIEWS)]
        heads = zip(*(encoder(view) for view in views), strict=True)
        means = [functional.normalize(torch.stack(head).mean(0), dim=1) for head in heads]
        return means[0], means[1]

    return encoded


def by_cohort(cohort: Embeddings) -> Normalisation:
    """Scores in standard deviations of what either side has with its nearest of a cohort.

    Adaptive symmetric normalisation: Matejka et al. 2017, 10.21437/Interspeech.2017-803.
    """

    def normalised(embedding: Embeddings) -> Callable[[Embeddings, int, slice], Embeddings]:
        nearest = np.sort(embedding @ cohort.T, axis=1)[:, -NEAREST:]
        mean, deviation = nearest.mean(1), nearest.std(1)

        def normalise(scores: Embeddings, row: int, rest: slice) -> Embeddings:
            own = (scores - mean[row]) / deviation[row]
            return np.asarray((own + (scores - mean[rest]) / deviation[rest]) / 2)

        return normalise

    return normalised


def reranked(likeness: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Likeness mixed with how far the nearest neighbours of both sides are the same ones.

    Jaccard index of reciprocal neighbours: Zhong et al. 2017, arXiv:1701.08398, without its expansion.

    Args:
        likeness: item x item, of which more is nearer.
    """
    order = np.argsort(-(likeness + 2 * np.eye(len(likeness))), axis=1)[:, : RECIPROCAL + 1]
    near = np.zeros(likeness.shape, dtype=bool)
    near[np.arange(len(likeness))[:, None], order] = True
    reciprocal = (near & near.T).astype(np.float64)
    common = reciprocal @ reciprocal.T
    size = reciprocal.sum(1)
    agreement = common / (size[:, None] + size[None, :] - common)
    return np.asarray((1 - AGREEMENT) * likeness + AGREEMENT * agreement)


def _figures(part: Material, writer: Embeddings, word: Embeddings, normalised: Normalisation) -> dict[str, Any]:
    figures = {"wordWriterEer": word_writer_rate(part, writer, normalised=normalised).rate}
    for words in DOCUMENT_WORDS:
        rate, _, _ = document_rate(part, writer, words, normalised=normalised)
        figures[f"documents.{words}"] = rate.rate
    figures["sameWordEer"] = same_word_rate(part, word).rate
    figures["sameWordUnseenEer"] = same_word_rate(part.only(part.unseen), word[part.unseen]).rate
    figures |= _first_of_five(part, writer)
    return {name: None if rate is None else round(rate, 5) for name, rate in figures.items()}


def _first_of_five(part: Material, writer: Embeddings) -> dict[str, float | None]:
    """Share of documents of five words whose nearest other one is by the same hand, and after re-ranking."""
    documents = disjoint_documents(part.writer, DOCUMENT_WORDS[0], DOCUMENT_SEED)
    if len(documents) <= RECIPROCAL:
        return {}
    mean = document_means(writer, documents)
    hand = np.array([part.writer[rows[0]] for rows in documents])
    other: BoolArray = ~np.eye(len(mean), dtype=bool)
    same = (hand[:, None] == hand[None, :]) & other
    likeness = mean @ mean.T
    return {"top1": top1(likeness, other, same), "top1.reranked": top1(reranked(likeness), other, same)}


def _seen(crops: torch.Tensor, size: float, slant: float) -> torch.Tensor:
    ratio = crops.shape[2] / crops.shape[3]
    from_output = torch.tensor([[1 / size, slant * ratio, 0.0], [0.0, 1 / size, 0.0]])
    return resampled(crops, from_output.expand(len(crops), -1, -1))
