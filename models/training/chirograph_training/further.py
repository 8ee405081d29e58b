"""Trained networks as a start: from a run's weights, or out of a released file."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from .evaluation import encode
from .material import Material
from .network import Encoder
from .recipe import Recipe
from .release import convolutions, encoders_of
from .whitening import train_parts
from .word_task import load_encoder, recipe_of

#: Settings that decide what a network is made of.
SHAPE = (
    "stem",
    "stages",
    "word_rows",
    "word_bins",
    "writer_stages",
    "second_order",
    "coarseness",
    "dimensions",
)


def start_of(weights: Path, recipes: tuple[Recipe, ...], place: int, material: Material) -> Encoder:
    """A network that training can go on from.

    Args:
        weights: best.pt of a run, or a released ONNX file.
        recipes: Settings of the networks in such a file.
        place: Which of them it is.
        material: Any rows; only those of split `train` are used, to restore the norms.

    Raises:
        ValueError: The file is of other networks.
    """
    recipe = recipes[place]
    if weights.suffix == ".onnx":
        return norms_restored(encoders_of(weights, recipes)[place], material, recipe.datasets, recipe.seed)
    trained, saved = load_encoder(weights)
    came = recipe_of(saved["recipe"])
    differing = [name for name in SHAPE if getattr(came, name) != getattr(recipe, name)]
    if differing:
        raise ValueError(
            f"{weights} holds another network than the one to train on: {', '.join(differing)} differ"
        )
    return trained


def norms_restored(encoder: Encoder, material: Material, datasets: tuple[str, ...], seed: int) -> Encoder:
    """Lets the norms of a network out of a file normalise again; what it encodes stays the same.

    In a file each norm is part of the convolution before it. Trained as it is, the network would normalise by
    each batch's statistics, for which those weights are not scaled. So mean and variance are measured, and
    scale and offset are set to undo them.

    Args:
        encoder: As `encoders_of` gives it; it is changed.
        material: Any rows; only those of split `train` are used.
        datasets: Sets to measure on: up to `whitening.MOST` rows of each, every row counting the same.
        seed: Of the choice of rows.

    Raises:
        ValueError: There are no such rows.
    """
    layers = list(convolutions(encoder))
    sums = [torch.zeros(2, norm.num_features, dtype=torch.float64) for _, norm in layers]
    counts = [0] * len(layers)

    def adding(number: int) -> RemovableHandle:
        def add(_: nn.Module, __: tuple[Tensor, ...], output: Tensor) -> None:
            sums[number] += torch.stack([output.mean((0, 2, 3)), output.square().mean((0, 2, 3))]) * len(output)
            counts[number] += len(output)

        return layers[number][0].register_forward_hook(add)

    hooks = [adding(number) for number in range(len(layers))]
    for part in train_parts(material, datasets, seed):
        encode(encoder.eval(), part)
    for hook in hooks:
        hook.remove()
    with torch.no_grad():
        for (_, norm), total, count in zip(layers, sums, counts, strict=True):
            assert norm.running_mean is not None
            assert norm.running_var is not None
            mean, square = total / count
            variance = (square - mean.square()).clamp(min=0)
            before = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            norm.bias.add_((mean - norm.running_mean) * before)
            norm.weight.copy_(before * torch.sqrt(variance + norm.eps))
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
    return encoder
