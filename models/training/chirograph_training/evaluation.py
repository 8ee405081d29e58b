"""Quick dev figures, for choosing between steps and recipes.

Same definitions as `chirograph evaluate`, which measures through the production path and gives the
figures that count; this one starts from embeddings and leaves out intervals and ranks of words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from .figures import ErrorRate, disjoint_documents, equal_error_rate, top1
from .material import IntArray, Material

Embedder = Callable[[torch.Tensor], tuple[torch.Tensor, torch.Tensor]]
Embeddings = npt.NDArray[np.float32]
#: For embeddings, what makes scores of the cosines of one of them with some of the others.
Normalisation = Callable[[Embeddings], Callable[[Embeddings, int, slice], Embeddings]]
DOCUMENT_WORDS = (5, 10, 20)
DOCUMENT_SEED = 1
#: Required rates, by which the headline weighs each figure.
REQUIRED = {
    ("words-en", "wordWriterEer"): 0.20,
    ("words-en", "documents.5.eer"): 0.05,
    ("words-en", "documents.10.eer"): 0.015,
    ("and", "wordWriterEer"): 0.10,
    ("dhsd", "wordWriterEer"): 0.20,
    ("dhsd", "documents.5.eer"): 0.06,
    ("words-ar", "wordWriterEer"): 0.25,
    ("words-ar", "documents.10.eer"): 0.05,
    ("names-zh", "wordWriterEer"): 0.32,
    ("names-zh", "documents.10.eer"): 0.12,
    ("words-en", "sameWordEer"): 0.02,
    ("words-en", "sameWordUnseenEer"): 0.04,
    ("names-zh", "sameWordEer"): 0.02,
    ("names-zh", "sameWordUnseenEer"): 0.10,
    ("words-ar", "sameWordEer"): 0.02,
    ("words-ar", "sameWordUnseenEer"): 0.10,
    ("omniglot", "sameWordUnseenEer"): 0.08,
}


def encode(encoder: Embedder, material: Material, size: int = 256) -> tuple[Embeddings, Embeddings]:
    """Writer and word embeddings of all rows."""
    return embed(encoder, material.pixels(np.arange(len(material))), size)


def embed(encoder: Embedder, pixels: npt.NDArray[np.uint8], size: int = 256) -> tuple[Embeddings, Embeddings]:
    """Writer and word embeddings of crops.

    Args:
        encoder: The model.
        pixels: count x height x width, 0 paper to 255 full ink.
        size: Crops in one batch.
    """
    writers: list[Embeddings] = []
    words: list[Embeddings] = []
    with torch.inference_mode():
        for start in range(0, len(pixels), size):
            batch = torch.from_numpy(pixels[start : start + size])
            crops = batch.unsqueeze(1).float().div_(255.0)
            writer, word = encoder(crops.contiguous(memory_format=torch.channels_last))
            writers.append(writer.numpy())
            words.append(word.numpy())
    return np.concatenate(writers), np.concatenate(words)


def measure_dev(encoder: Embedder, material: Material) -> dict[str, dict[str, Any]]:
    """Figures of every dataset in the material."""
    figures: dict[str, dict[str, Any]] = {}
    for dataset in np.unique(material.dataset):
        part = material.of_dataset(str(dataset))
        writer, word = encode(encoder, part)
        figures[str(dataset)] = dataset_figures(part, writer, word)
    return figures


def dataset_figures(part: Material, writer: Embeddings, word: Embeddings) -> dict[str, Any]:
    """Figures of one dataset from its embeddings."""
    rates: dict[str, ErrorRate] = {
        "wordWriterEer": word_writer_rate(part, writer),
        "sameWordEer": same_word_rate(part, word),
        "sameWordUnseenEer": same_word_rate(part.only(part.unseen), word[part.unseen]),
    }
    documents: dict[str, dict[str, Any]] = {}
    if part.dataset[0] != "omniglot":
        for words in DOCUMENT_WORDS:
            rate, first, count = document_rate(part, writer, words)
            rates[f"documents.{words}"] = rate
            documents[str(words)] = {"documents": count, "eer": _rounded(rate.rate), "top1": _rounded(first)}
    return {
        "images": len(part),
        "writers": len(np.unique(part.writer)),
        **{name: _rounded(rate.rate) for name, rate in rates.items() if "." not in name},
        "documents": documents,
        "pairs": {
            name: {"positive": rate.positive, "negative": rate.negative, **_thin(rate)}
            for name, rate in rates.items()
        },
    }


def cosines(_: Embeddings) -> Callable[[Embeddings, int, slice], Embeddings]:
    """Cosines as scores, as they are."""
    return lambda scores, _row, _rest: scores


def word_writer_rate(
    part: Material,
    embedding: Embeddings,
    across_media: bool = False,
    normalised: Normalisation = cosines,
) -> ErrorRate:
    """One word against one word: different texts, or different copies where there is one text.

    Args:
        part: Rows of one dataset.
        embedding: Their writer embeddings.
        across_media: Count only pairs from different media.
        normalised: Makes scores of cosines.
    """
    known = part.text != ""
    part, embedding = part.only(known), embedding[known]
    normalise = normalised(embedding)
    text, writer, copy, group = (_codes(x) for x in (part.text, part.writer, part.copy, part.group))
    medium = _codes(part.medium)
    single = len(np.unique(text)) == 1
    positives, negatives = [], []
    for row in range(len(part) - 1):
        rest = slice(row + 1, None)
        scores = normalise(embedding[rest] @ embedding[row], row, rest)
        hand = writer[rest] == writer[row]
        comparable = group[rest] == group[row]
        if across_media:
            comparable &= medium[rest] != medium[row]
        if single:
            positives.append(scores[hand & comparable & (copy[rest] != copy[row])])
            negatives.append(scores[~hand & comparable])
        else:
            differ = (text[rest] != text[row]) & comparable
            positives.append(scores[hand & differ])
            negatives.append(scores[~hand & differ])
    return _rate(positives, negatives)


def same_word_rate(part: Material, embedding: Embeddings) -> ErrorRate:
    """The same text by different writers against different texts by different writers."""
    known = part.text != ""
    part, embedding = part.only(known), embedding[known]
    text, writer, group = (_codes(x) for x in (part.text, part.writer, part.group))
    positives, negatives = [], []
    for row in range(len(part) - 1):
        rest = slice(row + 1, None)
        scores = embedding[rest] @ embedding[row]
        other_hand = (writer[rest] != writer[row]) & (group[rest] == group[row])
        same = text[rest] == text[row]
        positives.append(scores[other_hand & same])
        negatives.append(scores[other_hand & ~same])
    return _rate(positives, negatives)


def document_rate(
    part: Material,
    embedding: Embeddings,
    words: int,
    across_media: bool = False,
    normalised: Normalisation = cosines,
) -> tuple[ErrorRate, float | None, int]:
    """Documents of some words each: error rate over all pairs, top-1 leave-one-out, their number.

    With `across_media` each document is of one medium, and only pairs from different media count.
    """
    of_one = np.char.add(np.char.add(part.writer, "\0"), part.medium) if across_media else part.writer
    documents = disjoint_documents(of_one, words, DOCUMENT_SEED)
    if not documents:
        return ErrorRate(None, 0, 0), None, 0
    mean = document_means(embedding, documents)
    writer = np.array([part.writer[rows[0]] for rows in documents])
    likeness = mean @ mean.T
    normalise, everyone = normalised(mean), slice(0, len(mean))
    likeness = np.stack([normalise(scores, row, everyone) for row, scores in enumerate(likeness)])
    same = writer[:, None] == writer[None, :]
    other = ~np.eye(len(mean), dtype=bool)
    if across_media:
        medium = np.array([part.medium[rows[0]] for rows in documents])
        other &= medium[:, None] != medium[None, :]
    once = np.triu(other)
    rate = equal_error_rate(likeness[once & same], likeness[once & ~same])
    return rate, top1(likeness, other, same & other), len(documents)


def document_means(embedding: Embeddings, documents: list[IntArray]) -> Embeddings:
    """What stands for each document: the mean of its words' embeddings, of length 1."""
    mean = np.stack([embedding[rows].mean(0) for rows in documents])
    return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True))


def headline(figures: dict[str, dict[str, Any]]) -> float:
    """One number to choose by: the mean of the figures that are required, each over its requirement."""
    found = {key: figure(figures[key[0]], key[1]) for key in REQUIRED if key[0] in figures}
    shares = [rate / REQUIRED[key] for key, rate in found.items() if rate is not None]
    return float(np.mean(shares)) if shares else float("inf")


def figure(of_dataset: dict[str, Any], name: str) -> float | None:
    """A figure by its dotted name, such as documents.20.eer; None where it could not be measured."""
    value: Any = of_dataset
    for part in name.split("."):
        value = value.get(part) if value is not None else None
    return value if value is None else float(value)


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 5)


def _thin(rate: ErrorRate) -> dict[str, bool]:
    return {"thin": True} if 0 < rate.positive < 100 else {}


def _codes(values: npt.NDArray[np.str_]) -> npt.NDArray[np.int64]:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _rate(positives: list[npt.NDArray[Any]], negatives: list[npt.NDArray[Any]]) -> ErrorRate:
    if not positives:
        return ErrorRate(None, 0, 0)
    return equal_error_rate(np.concatenate(positives), np.concatenate(negatives))
