"""The signature encoder: the word encoder's trunk, read out as a sequence from left to right."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .network import ResidualBlock, generalised_mean
from .recipe import SignatureRecipe


class SignatureEncoder(nn.Module):
    """Crops in, a sequence of vectors of length 1 out: one for every step across the signature."""

    def __init__(self, recipe: SignatureRecipe) -> None:
        """Builds the network that the recipe describes."""
        super().__init__()
        self.recipe = recipe
        self.stem = nn.Sequential(
            nn.Conv2d(1, recipe.stem, 5, 2, 2, bias=False),
            nn.BatchNorm2d(recipe.stem),
            nn.ReLU(),
            nn.MaxPool2d(3, 2, 1),
        )
        stages: list[nn.Module] = []
        channels = recipe.stem
        for number, (outputs, blocks) in enumerate(recipe.stages):
            for block in range(blocks):
                stages.append(ResidualBlock(channels, outputs, _stride(recipe, number) if block == 0 else 1))
                channels = outputs
        self.trunk = nn.Sequential(*stages)
        self.rows = recipe.rows
        self.reach = recipe.reach
        self.dropout = nn.Dropout(recipe.dropout)
        self.head = nn.Conv1d(channels * recipe.rows, recipe.dimensions, 1)

    def features(self, crop: Tensor) -> Tensor:
        """The trunk's features: count x channels x rows x steps, for count x 1 x height x width of ink."""
        features: Tensor = self.trunk(self.stem(crop)).float()
        return features

    def read_out(self, features: Tensor) -> Tensor:
        """The sequences of some features: count x steps x dimensions, each vector of length 1."""
        with torch.autocast(features.device.type, enabled=False):
            placed = generalised_rows(features, self.rows)
            steps = self.head(self.dropout(placed)).transpose(1, 2)
            sequence: Tensor = functional.normalize(steps, dim=2)
        return sequence

    def forward(self, crop: Tensor) -> Tensor:
        """Encodes crops.

        Args:
            crop: count x 1 x height x width, 0 paper to 1 full ink.

        Returns:
            count x steps x dimensions, vectors of length 1.
        """
        return self.read_out(self.features(crop))


class Whole(nn.Module):
    """One vector for the whole signature: trained beside, so that the trunk learns names as well as strokes."""

    def __init__(self, recipe: SignatureRecipe) -> None:
        """Builds the head."""
        super().__init__()
        self.bins = recipe.whole_bins
        channels = recipe.stages[-1][0]
        self.head = nn.Linear(channels * (recipe.whole_bins + 1), recipe.whole_dimensions)

    def forward(self, features: Tensor) -> Tensor:
        """Pools features to count x dimensions, rows of length 1."""
        placed = generalised_mean(features, self.bins).flatten(1)
        anywhere = generalised_mean(features).flatten(1)
        whole: Tensor = functional.normalize(self.head(torch.cat([placed, anywhere], 1)), dim=1)
        return whole


def generalised_rows(features: Tensor, rows: int) -> Tensor:
    """GeM pooling of equal parts of the height: count x (channels * rows) x steps."""
    cubes = features.clamp(min=1e-4) ** 3
    means: Tensor = torch.unflatten(cubes, 2, (rows, -1)).mean(3)
    return (means ** (1.0 / 3.0)).flatten(1, 2)


def steps_apart(recipe: SignatureRecipe) -> int:
    """Pixels of the crop from one step to the next: the stem's 4, twice as many for each halved width."""
    return int(4 * 2 ** max(0, len(recipe.stages) - 2))


def _stride(recipe: SignatureRecipe, stage: int) -> int | tuple[int, int]:
    """Every stage after the first halves both sides, the last one the height only: steps are to be fine."""
    if stage == 0:
        return 1
    return (2, 1) if stage == len(recipe.stages) - 1 else 2
