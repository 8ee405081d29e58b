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
from .word_task import load_encoder


def start_of(weights: Path, recipes: tuple[Recipe, ...], which: int, material: Material) -> Encoder:
    """A network that training can go on from.

    Args:
        weights: best.pt of a run, or a released ONNX file.
        recipes: Settings of the networks in such a file.
        which: Its place among them.
        material: Any rows; only those of split `train` are used, to restore the norms.

    Raises:
        ValueError: The file is of other networks.
    """
    if weights.suffix != ".onnx":
        return load_encoder(weights)[0]
    recipe = recipes[which]
    return norms_restored(encoders_of(weights, recipes)[which], material, recipe.datasets, recipe.seed)


def norms_restored(encoder: Encoder, material: Material, datasets: tuple[str, ...], seed: int) -> Encoder:
    """Lets the norms of a network out of a file normalise again; what it encodes stays the same.

    There each is folded into the convolution before it, and training would normalise by what a batch holds
    what is no longer scaled for it. Mean and variance are measured, and scale and offset undo them.

    Args:
        encoder: As `encoders_of` gives it; it is changed.
        material: Any rows; only those of split `train` are used.
        datasets: Sets to measure on, each counting as its rows.
        seed: Of the choice of rows.

    Raises:
        ValueError: There are no such rows.
    """
    layers = list(convolutions(encoder))
    sums = [torch.zeros(2, norm.num_features, dtype=torch.float64) for _, norm in layers]
    counts = [0] * len(layers)

    def adding(number: int) -> RemovableHandle:
        def add(_: nn.Module, __: tuple[Tensor, ...], output: Tensor) -> None:
            values = output.double()
            sums[number] += torch.stack([values.sum((0, 2, 3)), values.square().sum((0, 2, 3))])
            counts[number] += values.numel() // values.shape[1]

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
