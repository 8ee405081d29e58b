"""The signature encoder: the word encoder's trunk, pooled with the place of what was written kept."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .network import ResidualBlock, generalised_mean
from .recipe import SignatureRecipe


class SignatureEncoder(nn.Module):
    """Crops in, one vector of length 1 out: near for signatures by one hand in one name."""

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
                stride = 2 if block == 0 and number > 0 else 1
                stages.append(ResidualBlock(channels, outputs, stride))
                channels = outputs
        self.trunk = nn.Sequential(*stages)
        self.bins = recipe.bins
        self.dropout = nn.Dropout(recipe.dropout)
        self.head = nn.Linear(channels * (recipe.bins + 1), recipe.dimensions)

    def forward(self, crop: Tensor) -> Tensor:
        """Encodes crops.

        Args:
            crop: count x 1 x height x width, 0 paper to 1 full ink.

        Returns:
            count x dimensions, rows of length 1.
        """
        features = self.trunk(self.stem(crop))
        with torch.autocast(crop.device.type, enabled=False):
            features = features.float()
            placed = generalised_mean(features, self.bins).flatten(1)
            anywhere = generalised_mean(features).flatten(1)
            pooled = self.dropout(torch.cat([placed, anywhere], 1))
            signature: Tensor = functional.normalize(self.head(pooled), dim=1)
        return signature
