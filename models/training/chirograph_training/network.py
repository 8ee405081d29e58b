"""The encoder: a small residual trunk, pooled once for the hand and once for the word."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .recipe import Recipe


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions and a shortcut (He et al. 2015, arXiv:1512.03385)."""

    def __init__(self, inputs: int, outputs: int, stride: int | tuple[int, int]) -> None:
        """Builds the block; the shortcut is a 1x1 convolution where the shape changes."""
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, features: Tensor) -> Tensor:
        """Applies the block."""
        inner = functional.relu(self.first_norm(self.first(features)))
        outer: Tensor = self.second_norm(self.second(inner)) + self.shortcut(features)
        return functional.relu(outer)


class SecondOrder(nn.Module):
    """Pools products of features, that is which go together (Lin et al. 2015, arXiv:1504.07889)."""

    def __init__(self, inputs: int, channels: int) -> None:
        """Builds the projection to fewer channels, whose products are taken."""
        super().__init__()
        self.project = nn.Conv2d(inputs, channels, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.outputs = channels * channels

    def forward(self, features: Tensor) -> Tensor:
        """Pools count x inputs x height x width to count x outputs."""
        few = self.norm(self.project(features)).flatten(2)
        products = few @ few.transpose(1, 2) / few.shape[2]
        root = products.sign() * (products.abs() + 1e-4).sqrt()
        return functional.normalize(root.flatten(1), dim=1)


class Encoder(nn.Module):
    """Crops in, one vector for the writer and one for the word out, both of length 1."""

    def __init__(self, recipe: Recipe) -> None:
        """Builds the network that the recipe describes."""
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(1, recipe.stem, 5, 2, 2, bias=False), nn.BatchNorm2d(recipe.stem), nn.ReLU()
        )
        self.coarseness = recipe.coarseness
        stages: list[nn.Module] = []
        channels = recipe.stem
        for number, (outputs, blocks) in enumerate(recipe.stages):
            stage = [
                ResidualBlock(
                    channels if block == 0 else outputs, outputs, 2 if block == 0 and number > 0 else 1
                )
                for block in range(blocks)
            ]
            stages.append(nn.Sequential(*stage))
            channels = outputs
        self.stages = nn.ModuleList(stages)
        self.word_rows, self.word_bins = recipe.word_rows, recipe.word_bins
        self.writer_stages = recipe.writer_stages
        pooled = [outputs for outputs, _ in recipe.stages[-recipe.writer_stages :]]
        self.products = nn.ModuleList(
            [SecondOrder(outputs, recipe.second_order) for outputs in pooled] if recipe.second_order else []
        )
        products = len(pooled) * recipe.second_order**2
        self.dropout = nn.Dropout(recipe.dropout)
        self.writer_head = nn.Linear(sum(pooled) + products, recipe.dimensions)
        self.word_head = nn.Linear(channels * recipe.word_rows * recipe.word_bins, recipe.dimensions)

    def forward(self, crop: Tensor) -> tuple[Tensor, Tensor]:
        """Encodes crops.

        Args:
            crop: count x 1 x height x width, 0 paper to 1 full ink.

        Returns:
            The writer and the word embeddings, each of length 1.
        """
        each = self.features(crop)
        # The powers below need float32: cubes of bfloat16 features lose what the pooling should keep.
        with torch.autocast(crop.device.type, enabled=False):
            hand = [generalised_mean(features).flatten(1) for features in each]
            hand += [product(features) for product, features in zip(self.products, each, strict=False)]
            bins = generalised_mean(each[-1], self.word_bins, self.word_rows).flatten(1)
            writer = functional.normalize(self.writer_head(self.dropout(torch.cat(hand, 1))), dim=1)
            word = functional.normalize(self.word_head(bins), dim=1)
        return writer, word

    def features(self, crop: Tensor) -> list[Tensor]:
        """What the hand is pooled from: count x channels x height x width of each of the last stages."""
        if self.coarseness > 1:
            crop = functional.avg_pool2d(crop, self.coarseness)
        features = self.stem(crop)
        each = []
        for stage in self.stages:
            features = stage(features)
            each.append(features.float())
        return each[-self.writer_stages :]


class Explained(nn.Module):
    """An encoder that also says what each part of a crop gives to its writer embedding."""

    def __init__(self, encoder: Encoder) -> None:
        """Wraps an encoder that pools no products of features, whose parts could not be told apart."""
        super().__init__()
        if len(encoder.products) > 0:
            raise ValueError("products of features have no place in the crop; train without second_order")
        self.encoder = encoder

    def forward(self, crop: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encodes crops.

        Args:
            crop: count x 1 x height x width, 0 paper to 1 full ink.

        Returns:
            The writer and the word embeddings, each of length 1, and the writer embedding in parts:
            count x rows x columns x dimensions, whose mean over rows and columns it is, exactly. A feature
            pooled to g by the power 3 is the mean of f^3 / g^2 over its places, and the head is linear.
        """
        encoder = self.encoder
        each = encoder.features(crop)
        rows = each[-1].shape[2]
        shares = []
        for features in each:
            cubes = features.clamp(min=1e-4) ** 3
            pooled = cubes.mean((2, 3), keepdim=True) ** (1.0 / 3.0)
            shares.append(functional.avg_pool2d(cubes / pooled**2, features.shape[2] // rows))
        local = encoder.writer_head(torch.cat(shares, 1).permute(0, 2, 3, 1))
        whole = local.mean((1, 2))
        length = whole.norm(dim=1, keepdim=True)
        bins = generalised_mean(each[-1], encoder.word_bins, encoder.word_rows).flatten(1)
        word = functional.normalize(encoder.word_head(bins), dim=1)
        return whole / length, word, local / length[:, :, None, None]


def generalised_mean(features: Tensor, bins: int = 1, rows: int = 1) -> Tensor:
    """GeM pooling with the power 3 (Radenović et al. 2019, arXiv:1711.02512).

    Args:
        features: count x channels x height x width.
        bins: Equal parts that the width is divided into, left to right.
        rows: Equal parts that the height is divided into.

    Returns:
        count x channels x (rows * bins), row after row.
    """
    cubes = features.clamp(min=1e-4) ** 3
    parts = torch.unflatten(torch.unflatten(cubes, 3, (bins, -1)), 2, (rows, -1))
    means: Tensor = parts.mean((3, 5)).flatten(2)
    return means ** (1.0 / 3.0)


def parameter_count(encoder: nn.Module) -> int:
    """Number of trained values."""
    return sum(parameter.numel() for parameter in encoder.parameters())
