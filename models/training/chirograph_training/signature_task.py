"""Training the signature encoder."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from .augmentation import augment
from .losses import contrast, supervised_contrast
from .recipe import SignatureRecipe, tuples
from .signature_figures import alignment, signature_figures
from .signature_losses import Decision, signature_pairs, soft_alignment
from .signature_material import SignatureMaterial
from .signature_network import SignatureEncoder, Whole
from .signature_sampling import SignatureSampler
from .training import Learned, as_input
from .watch import measure

Sequences = npt.NDArray[np.float32]
#: References by whose figures on skilled forgeries a step is chosen, and what is required of each corpus.
CHOSEN_BY = "5"
REQUIRED = {"signatures-nl": 0.15, "signatures-svc": 0.13, "signatures-ja": 0.09}


class SignatureTask:
    """Labelled signatures, of which only `train` rows are trained on and `dev` rows are measured."""

    def __init__(self, material: SignatureMaterial, recipe: SignatureRecipe) -> None:
        """Indexes the material."""
        self.recipe = recipe
        self.material = material
        self.material_sha256 = material.material_sha256
        self._sampler = SignatureSampler(material, recipe)
        self._dev = material.only((material.split == "dev") & np.isin(material.dataset, tuple(REQUIRED)))

    def network(self) -> SignatureEncoder:
        """A new encoder."""
        return SignatureEncoder(self.recipe)

    def beside(self) -> nn.ModuleDict:
        """The decision that the sequences are trained for, and the head for the whole signature."""
        return nn.ModuleDict({"decision": Decision(), "whole": Whole(self.recipe)})

    def learn(self, step: int, network: Any, beside: nn.ModuleDict, random: torch.Generator) -> Learned:
        """The losses on the batch of one step."""
        recipe = self.recipe
        batch = self._sampler.batch(step)
        crops = augment(as_input(self.material.pixels(batch.rows)), random)
        block, signer, genuine = (torch.from_numpy(part) for part in (batch.block, batch.signer, batch.genuine))
        pairs = signature_pairs(block, signer, genuine)
        with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
            features = network.features(crops.contiguous(memory_format=torch.channels_last))
        sequence = network.read_out(features)
        likeness = soft_alignment(sequence, recipe.reach, recipe.softness)
        aligned = contrast(likeness, pairs, recipe.temperature)
        decision = beside["decision"](likeness, block, signer, genuine)
        whole = supervised_contrast(beside["whole"](features), pairs, recipe.temperature)
        spread = measure(functional.normalize(sequence.detach().flatten(1), dim=1), pairs)
        return Learned(
            aligned + recipe.decision_weight * decision + recipe.whole_weight * whole,
            {
                "alignedLoss": aligned.item(),
                "decisionLoss": decision.item(),
                "wholeLoss": whole.item(),
                "signature": asdict(spread),
                "crops": len(batch.rows),
            },
            ("signature", spread),
        )

    def look(self, network: Any) -> tuple[float, dict[str, dict[str, Any]]]:
        """Figures on the dev rows, and their mean over what is required."""
        figures = measure_signatures(network, self._dev)
        rates = {name: of["skilledEer"].get(CHOSEN_BY) for name, of in figures.items() if name in REQUIRED}
        shares = [rate / REQUIRED[name] for name, rate in rates.items() if rate is not None]
        return float(np.mean(shares)) if shares else float("inf"), figures


class Aligned(Protocol):
    """Gives the sequences of crops, and says how they are aligned."""

    @property
    def reach(self) -> int:
        """Farthest that a step may be from the one that it is aligned with."""

    def __call__(self, crops: torch.Tensor, /) -> torch.Tensor:
        """Encodes crops: count x steps x dimensions."""


def measure_signatures(encoder: Aligned, material: SignatureMaterial) -> dict[str, dict[str, Any]]:
    """Figures of every corpus on its dev rows."""
    dev = material.only(material.split == "dev")
    figures: dict[str, dict[str, Any]] = {}
    for dataset in np.unique(dev.dataset):
        part = dev.only(dev.dataset == dataset)
        likeness = alignment(embed_signatures(encoder, part), encoder.reach)
        figures[str(dataset)] = signature_figures(part, likeness)
    return figures


def embed_signatures(network: Aligned, material: SignatureMaterial, size: int = 128) -> Sequences:
    """Sequences of all rows, count x steps x dimensions."""
    parts = []
    with torch.inference_mode():
        for start in range(0, len(material), size):
            rows = np.arange(start, min(len(material), start + size))
            crops = as_input(material.pixels(rows)).contiguous(memory_format=torch.channels_last)
            parts.append(network(crops).numpy())
    return np.concatenate(parts)


def load_signature_encoder(weights: Path) -> tuple[SignatureEncoder, dict[str, Any]]:
    """The encoder of a weights file, ready to encode, and what the file says of its run."""
    saved = torch.load(weights, weights_only=True)
    settings = {key: tuples(value) for key, value in saved["recipe"].items()}
    encoder = SignatureEncoder(SignatureRecipe(**settings))
    encoder.load_state_dict(saved["encoder"])
    return encoder.eval(), saved
