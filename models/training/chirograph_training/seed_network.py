"""Bases of the seed's question: SigNet as it was asked about, and small ones after VGG and Inception."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

#: SigNet's convolutions leave nothing of a crop 48 high; 79 x 79 is the least they take.
SIGNET_HEIGHT, SIGNET_WIDTH = 80, 96


class Resized(nn.Module):
    """Crops in the sides that a base takes."""

    def __init__(self, height: int, width: int) -> None:
        """Sets the sides."""
        super().__init__()
        self.sides = (height, width)

    def forward(self, crop: Tensor) -> Tensor:
        """Resizes without regard to the aspect ratio, as SigNet does with signatures."""
        return functional.interpolate(crop, self.sides, mode="bilinear", align_corners=False)


class Inception(nn.Module):
    """Four ways through a layer, side by side (Szegedy et al. 2014, arXiv:1409.4842)."""

    def __init__(self, inputs: int, outputs: int) -> None:
        """Builds the four ways, each with a quarter of the outputs."""
        super().__init__()
        quarter = outputs // 4
        self.ways = nn.ModuleList(
            [
                _convolution(inputs, quarter, 1),
                nn.Sequential(_convolution(inputs, quarter, 1), _convolution(quarter, quarter, 3)),
                nn.Sequential(_convolution(inputs, quarter // 2, 1), _convolution(quarter // 2, quarter, 5)),
                nn.Sequential(nn.MaxPool2d(3, 1, 1), _convolution(inputs, quarter, 1)),
            ]
        )

    def forward(self, features: Tensor) -> Tensor:
        """Applies the four ways."""
        return torch.cat([way(features) for way in self.ways], 1)


class TwoHeaded(nn.Module):
    """A base with a last dense layer for each of the two questions: whose hand, and which word.

    With one of the heads taken away it is the network that was asked about.
    """

    def __init__(self, base: nn.Module, dimensions: int, as_asked: bool) -> None:
        """Joins base and heads.

        Args:
            base: Crops to count x features.
            dimensions: Of each embedding; 128 as asked.
            as_asked: Whether the embeddings end in a ReLU; else they have length 1.
        """
        super().__init__()
        self.base = base
        self.as_asked = as_asked
        features = base.eval()(torch.zeros(1, 1, 48, 192)).shape[1]
        self.writer_head = nn.Linear(features, dimensions)
        self.word_head = nn.Linear(features, dimensions)
        for part in self.modules():
            if isinstance(part, nn.Conv2d | nn.Linear):
                nn.init.xavier_uniform_(part.weight)
                if part.bias is not None:
                    nn.init.zeros_(part.bias)

    def forward(self, crop: Tensor) -> tuple[Tensor, Tensor]:
        """Encodes crops.

        Args:
            crop: count x 1 x height x width, 0 paper to 1 full ink.

        Returns:
            The writer and the word embeddings.
        """
        features = self.base(crop)
        with torch.autocast(crop.device.type, enabled=False):
            features = features.float()
            return self._ended(self.writer_head(features)), self._ended(self.word_head(features))

    def _ended(self, embedding: Tensor) -> Tensor:
        return functional.relu(embedding) if self.as_asked else functional.normalize(embedding, dim=1)


def signet(dropout: bool) -> nn.Module:
    """SigNet's base, layer by layer as asked, up to the last dense layer.

    Of Keras' defaults one is changed: the norms follow the batches ten times faster, since the runs are short.

    Args:
        dropout: Whether its four dropouts take part; as asked they do.
    """
    return nn.Sequential(
        Resized(SIGNET_HEIGHT, SIGNET_WIDTH),
        *(nn.Conv2d(1, 96, 7, 2), nn.ReLU(), nn.BatchNorm2d(96, eps=1e-3)),
        nn.ZeroPad2d(2),
        *(nn.Conv2d(96, 96, 7), nn.ReLU(), nn.BatchNorm2d(96, eps=1e-3), nn.MaxPool2d(3, 2)),
        nn.ZeroPad2d(1),
        *(nn.Conv2d(96, 128, 5), nn.ReLU()),
        *(nn.Conv2d(128, 128, 5), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Dropout(0.3 * dropout)),
        nn.ZeroPad2d(1),
        *(nn.Conv2d(128, 384, 3), nn.ReLU()),
        *(nn.Conv2d(384, 256, 3), nn.ReLU(), nn.BatchNorm2d(256, eps=1e-3)),
        *(nn.MaxPool2d(3, 2), nn.Dropout(0.3 * dropout)),
        nn.ZeroPad2d(1),
        *(nn.Conv2d(256, 128, 2), nn.ReLU(), nn.Dropout(0.3 * dropout)),
        nn.Flatten(),
        *(nn.Linear(2 * 3 * 128, 1024), nn.ReLU(), nn.Dropout(0.4 * dropout)),
    )


def vgg() -> nn.Module:
    """Pairs of 3x3 convolutions between poolings (Simonyan and Zisserman 2014, arXiv:1409.1556), with norms."""
    layers: list[nn.Module] = []
    inputs = 1
    for outputs in (16, 32, 64, 128):
        layers += [_convolution(inputs, outputs, 3), _convolution(outputs, outputs, 3), nn.MaxPool2d(2)]
        inputs = outputs
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(3 * 12 * inputs, 256), nn.ReLU())


def inception() -> nn.Module:
    """A stem, five Inception layers, and a mean over six parts from left to right."""
    return nn.Sequential(
        *(_convolution(1, 32, 5, stride=2), nn.MaxPool2d(2)),
        *(Inception(32, 64), Inception(64, 96), nn.MaxPool2d(2)),
        *(Inception(96, 128), Inception(128, 192), Inception(192, 192)),
        *(nn.AvgPool2d((6, 4)), nn.Flatten()),
    )


def dense_penalty(network: nn.Module) -> Tensor:
    """The L2 penalty that Keras adds for the dense layers, 0.0005 times the sum of squares."""
    squares = [part.weight.square().sum() for part in network.modules() if isinstance(part, nn.Linear)]
    return 0.0005 * torch.stack(squares).sum()


def _convolution(inputs: int, outputs: int, side: int, stride: int = 1) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, side, stride, side // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )
