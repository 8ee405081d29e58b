"""Is it the hand, or what wrote and scanned it? The writer figures again without what gives a scanner away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from .evaluation import Embedder, Embeddings, document_rate, embed, word_writer_rate
from .figures import ErrorRate
from .material import Material

Pixels = npt.NDArray[np.uint8]

#: Words of a document, and the sets that are asked.
DOCUMENT_WORDS = 10
DATASETS = ("words-en", "and", "dhsd", "words-ar", "names-zh")


def ink_only(crops: Pixels) -> Pixels:
    """Crops with nothing but the strokes and the pixels that touch them; all else is white.

    Args:
        crops: count x height x width, 0 paper to 255 full ink.
    """
    return np.where(_spread(_strokes(crops)), crops, 0).astype(np.uint8)


def one_width(crops: Pixels) -> Pixels:
    """Crops with every stroke redrawn along its middle line, three pixels wide and equally dark.

    Args:
        crops: count x height x width, 0 paper to 255 full ink.
    """
    drawn = _spread(middle_lines(_strokes(crops))).astype(np.float32)
    padded = np.pad(drawn, ((0, 0), (1, 1), (1, 1)))
    across = padded[:, :, :-2] + 2 * padded[:, :, 1:-1] + padded[:, :, 2:]
    soft = (across[:, :-2] + 2 * across[:, 1:-1] + across[:, 2:]) / 16
    return np.asarray((255 * soft).round(), dtype=np.uint8)


def middle_lines(strokes: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Thins strokes to lines one pixel wide (Zhang and Suen 1984, doi:10.1145/357994.358023).

    Args:
        strokes: count x height x width.
    """
    lines = strokes.copy()
    while True:
        before = lines.sum()
        for first in (True, False):
            lines &= ~_removable(lines, first)
        if lines.sum() == before:
            return lines


def measure_confounds(encoder: Embedder, material: Material) -> dict[str, Any]:
    """One-word and ten-word writer figures as they are, with ink only, and with strokes of one width.

    Args:
        encoder: The model.
        material: Dev rows.

    Returns:
        For each dataset and variant the equal error rates with their pairs; for names-zh also those
        between different media alone.
    """
    variants: dict[str, Callable[[Pixels], Pixels]] = {
        "as prepared": lambda crops: crops,
        "ink only": ink_only,
        "one width": one_width,
    }
    figures: dict[str, Any] = {}
    for dataset in DATASETS:
        part = material.of_dataset(dataset)
        if len(part) == 0:
            continue
        figures[dataset] = {}
        for name, change in variants.items():
            writer, _ = embed(encoder, change(part.pixels(np.arange(len(part)))))
            figures[dataset][name] = _figures(part, writer)
            if len(np.unique(part.medium)) > 1:
                figures[dataset][f"{name}, across media"] = _figures(part, writer, across_media=True)
    return figures


def _figures(part: Material, writer: Embeddings, across_media: bool = False) -> dict[str, Any]:
    words = word_writer_rate(part, writer, across_media)
    documents, _, _ = document_rate(part, writer, DOCUMENT_WORDS, across_media)
    return {"wordWriterEer": _plain(words), f"documents.{DOCUMENT_WORDS}": _plain(documents)}


def _plain(rate: ErrorRate) -> dict[str, float | int | None]:
    rounded = None if rate.rate is None else round(rate.rate, 5)
    return {"eer": rounded, "positive": rate.positive, "negative": rate.negative}


def _strokes(crops: Pixels) -> npt.NDArray[np.bool_]:
    """Pixels at least half as dark as the darkest fiftieth of their crop."""
    darkest = np.percentile(crops.reshape(len(crops), -1), 98, axis=1)
    threshold = np.maximum(darkest / 2, 32)
    return np.asarray(crops >= threshold[:, None, None])


def _spread(strokes: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    padded = np.pad(strokes, ((0, 0), (1, 1), (1, 1)))
    across = padded[:, :, :-2] | padded[:, :, 1:-1] | padded[:, :, 2:]
    return np.asarray(across[:, :-2] | across[:, 1:-1] | across[:, 2:])


def _removable(lines: npt.NDArray[np.bool_], first: bool) -> npt.NDArray[np.bool_]:
    """Pixels that one of the two passes takes away: of an edge, and never what holds a line together."""
    padded = np.pad(lines, ((0, 0), (1, 1), (1, 1)))
    height, width = lines.shape[1:]

    def neighbour(down: int, right: int) -> npt.NDArray[np.bool_]:
        return padded[:, 1 + down : 1 + down + height, 1 + right : 1 + right + width]

    around = [
        neighbour(-1, 0),
        neighbour(-1, 1),
        neighbour(0, 1),
        neighbour(1, 1),
        neighbour(1, 0),
        neighbour(1, -1),
        neighbour(0, -1),
        neighbour(-1, -1),
    ]
    north, east, south, west = around[0], around[2], around[4], around[6]
    count = np.sum(around, axis=0, dtype=np.int8)
    begins = np.sum(
        [~here & after for here, after in zip(around, [*around[1:], around[0]], strict=True)],
        axis=0,
        dtype=np.int8,
    )
    if first:
        edge = ~(north & east & south) & ~(east & south & west)
    else:
        edge = ~(north & east & west) & ~(north & south & west)
    return np.asarray(lines & (count >= 2) & (count <= 6) & (begins == 1) & edge)
