"""Training the word encoder: two heads, one for the hand and one for the word."""

from __future__ import annotations

import copy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .augmentation import cut_to_pieces, reshape_hands, vary
from .distillation import divergence
from .evaluation import headline, measure_dev
from .gradient_caching import encode_in_parts
from .losses import Pairs, documents_of, supervised_contrast, word_pairs, writer_pairs
from .material import Material, joined_sha256, sha256
from .network import Encoder
from .proxies import Proxies
from .recipe import Block, Recipe, tuples
from .sampling import Batch, Sampler
from .training import Learned, as_input
from .watch import measure


class WordTask:
    """Labelled crops, of which only `train` rows are trained on and `dev` rows are measured."""

    def __init__(
        self, material: Material, recipe: Recipe, teacher: Path | None = None, start: Encoder | None = None
    ) -> None:
        """Indexes the material.

        Args:
            material: Labelled crops.
            recipe: All settings.
            teacher: Weights file of the word encoder whose likenesses a recipe with `distillation` learns.
            start: The network of the weights file that a recipe with `start` names.

        Raises:
            ValueError: There is a teacher without `distillation` or the other way round; or a start that the
                recipe does not name, or none that it does.
        """
        if (start is not None) != (recipe.start != ""):
            raise ValueError(
                "a recipe with a start wants its network, and a network wants a recipe that names it"
            )
        if (teacher is not None) != (recipe.distillation > 0):
            raise ValueError("distillation wants a teacher, and a teacher wants a weight for distillation")
        self.recipe = recipe
        self.material = material
        self._start = start
        self.material_sha256 = material.folder.list_sha256 + material.manifest_sha256
        self._sampler = Sampler(material, recipe)
        self._teacher: Encoder | None = None
        if teacher is not None:
            self._teacher, _ = load_encoder(teacher)
            self.material_sha256 = joined_sha256([self.material_sha256, sha256(teacher)])

    def network(self) -> Encoder:
        """A new encoder, or the one that training goes on from."""
        return Encoder(self.recipe) if self._start is None else copy.deepcopy(self._start)

    def beside(self) -> nn.ModuleDict:
        """Class vectors, where the recipe has them."""
        proxies = nn.ModuleDict()
        if self.recipe.writer_proxies:
            proxies["writer"] = Proxies(self._sampler.writer_groups, self.recipe.dimensions)
        if self.recipe.word_proxies:
            proxies["word"] = Proxies(self._sampler.word_groups, self.recipe.dimensions)
        return proxies

    def learn(self, step: int, network: nn.Module, beside: nn.ModuleDict, random: torch.Generator) -> Learned:
        """The losses of both heads on the batch of one step."""
        recipe = self.recipe
        batch = self._sampler.batch(step)
        crops = as_input(self.material.pixels(batch.rows))
        # What a recipe does not ask for draws nothing: an earlier one gives the same crops as before.
        if batch.reshaped.any():
            hand = torch.where(torch.from_numpy(batch.reshaped), torch.from_numpy(batch.writer), -1)
            crops = reshape_hands(crops, hand, random)
        pieces = torch.zeros(len(crops), dtype=torch.bool)
        if recipe.pieces:
            pieces = torch.rand(len(crops), generator=random) < recipe.pieces
            crops = cut_to_pieces(crops, pieces, random)
        if recipe.augmented:
            crops = vary(crops, recipe.varied, random, recipe.warped)
        writer_loss_pairs, word_loss_pairs = pairs_of(batch, pieces)
        with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
            crops = crops.contiguous(memory_format=torch.channels_last)
            if recipe.cached_part:
                writer, word = encode_in_parts(network, crops, recipe.cached_part)
            else:
                writer, word = network(crops)
        writer_loss = supervised_contrast(writer, writer_loss_pairs, recipe.writer_temperature)
        word_loss = supervised_contrast(word, word_loss_pairs, recipe.word_temperature)
        loss = writer_loss + recipe.word_weight * word_loss
        if recipe.writer_proxies:
            classes = torch.from_numpy(batch.writer)
            loss = loss + recipe.writer_proxies * beside["writer"](writer, classes, recipe.proxy_temperature)
        if recipe.word_proxies:
            classes = torch.where(pieces, -1, torch.from_numpy(batch.word_class))
            loss = loss + recipe.word_proxies * beside["word"](word, classes, recipe.proxy_temperature)
        if recipe.document_weight:
            documents, pairs = documents_of(
                writer, torch.from_numpy(batch.block), torch.from_numpy(batch.writer)
            )
            loss = loss + recipe.document_weight * supervised_contrast(
                documents, pairs, recipe.document_temperature
            )
        line = {"writerLoss": writer_loss.item(), "wordLoss": word_loss.item()}
        if self._teacher is not None:
            distillation_loss = self._towards(
                self._teacher, crops, (writer, word), (writer_loss_pairs, word_loss_pairs)
            )
            loss = loss + recipe.distillation * distillation_loss
            line["distillationLoss"] = distillation_loss.item()
        return Learned(
            loss,
            {
                **line,
                "writer": asdict(hands := measure(writer.detach(), writer_loss_pairs)),
                "word": asdict(measure(word.detach(), word_loss_pairs)),
                "crops": len(batch.rows),
            },
            ("writer", hands),
        )

    def _towards(
        self, teacher: Encoder, crops: Tensor, own: tuple[Tensor, Tensor], pairs: tuple[Pairs, Pairs]
    ) -> Tensor:
        """The loss to a teacher's likenesses, both heads weighed as in the loss to the labels.

        Only pairs that the labels compare count: what a head must not learn it does not learn from a
        teacher either.
        """
        recipe = self.recipe
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
            theirs = teacher(crops)
        of_writer, of_word = (
            divergence(mine, their, each.positive | each.negative, recipe.distillation_temperature)
            for mine, their, each in zip(own, theirs, pairs, strict=True)
        )
        return of_writer + recipe.word_weight * of_word

    def look(self, network: nn.Module) -> tuple[float, dict[str, dict[str, Any]]]:
        """Figures on the dev rows, and their mean over what is required."""
        figures = measure_dev(network, self.material.of_split("dev"))
        return headline(figures), figures


def pairs_of(batch: Batch, pieces: Tensor | None = None) -> tuple[Pairs, Pairs]:
    """The pairs of a batch for the writer and for the word loss; pieces of words are in none of the latter."""
    block, writer, text = (torch.from_numpy(part) for part in (batch.block, batch.writer, batch.text))
    word, single = torch.from_numpy(batch.word), torch.from_numpy(batch.single)
    if pieces is not None:
        word = word & ~pieces
    return writer_pairs(block, writer, text, single), word_pairs(block, writer, text, word)


def load_encoder(weights: Path) -> tuple[Encoder, dict[str, Any]]:
    """The encoder of a weights file, ready to encode, and what the file says of its run."""
    saved = torch.load(weights, weights_only=True)
    encoder = Encoder(recipe_of(saved["recipe"]))
    encoder.load_state_dict(saved["encoder"])
    return encoder.eval(), saved


def recipe_of(settings: dict[str, Any]) -> Recipe:
    """The recipe that `Recipe.as_json` wrote."""
    plain = {key: tuples(value) for key, value in settings.items()}
    blocks = tuple(Block(**{key: tuples(value) for key, value in block.items()}) for block in plain["blocks"])
    return Recipe(**{**plain, "blocks": blocks})
