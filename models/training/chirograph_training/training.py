"""The training loop: deterministic for seed and threads, resumes after a kill, watches for collapse."""

from __future__ import annotations

import copy
import json
import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import torch
from torch import Tensor, nn

from .augmentation import augment
from .evaluation import headline, measure_dev
from .losses import Pairs, documents_of, supervised_contrast, word_pairs, writer_pairs
from .material import Material
from .network import Encoder, parameter_count
from .picture import draw_run
from .proxies import Proxies
from .recipe import Recipe
from .sampling import Batch, Sampler
from .watch import CollapseWatch, measure

CHECKPOINT = "checkpoint.pt"
BEST = "best.pt"
LOG = "log.jsonl"


class OutOfTimeError(RuntimeError):
    """The minutes given are over; the checkpoint is written and the same command goes on from it."""


class Run:
    """One training run in its folder."""

    def __init__(self, material: Material, recipe: Recipe, folder: Path) -> None:
        """Prepares the run, and takes up an earlier one of the same recipe where the folder holds it.

        Args:
            material: Labelled crops; only `train` rows are trained on, `dev` rows are measured.
            recipe: The settings.
            folder: Where checkpoint, log, picture and best weights go.

        Raises:
            ValueError: The folder holds a run of another recipe or of other material.
        """
        torch.set_num_threads(recipe.threads)
        torch.use_deterministic_algorithms(True)
        # Filling fresh memory finds reads of what was never written; here it only costs a seventh of a step.
        torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
        self.material = material
        self.recipe = recipe
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(recipe.seed)
        self.encoder = Encoder(recipe).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.encoder).requires_grad_(False).eval()
        self.sampler = Sampler(material, recipe)
        self.proxies = nn.ModuleDict()
        if recipe.writer_proxies:
            self.proxies["writer"] = Proxies(self.sampler.writer_groups, recipe.dimensions)
        if recipe.word_proxies:
            self.proxies["word"] = Proxies(self.sampler.word_groups, recipe.dimensions)
        self.optimiser = torch.optim.AdamW(
            [
                *_decayed_apart(self.encoder, recipe.weight_decay),
                {"params": list(self.proxies.parameters()), "weight_decay": 0.0},
            ],
            lr=recipe.learning_rate,
        )
        self.watch = CollapseWatch(recipe.collapse_deviation, recipe.collapse_steps)
        self.step = 0
        self.best: dict[str, Any] | None = None
        self._material_hash = material.folder.list_sha256 + material.manifest_sha256
        if (folder / CHECKPOINT).exists():
            self._resume()

    def train(self, minutes: float | None = None) -> None:
        """Trains to the recipe's last step.

        Args:
            minutes: Stops after this much time; the weights do not depend on it, since a stopped run
                goes on from its checkpoint.

        Raises:
            CollapseError: The embeddings collapsed.
            OutOfTimeError: The minutes are over.
        """
        started = saved = time.monotonic()
        print(
            f"{parameter_count(self.encoder):,} parameters, step {self.step} of {self.recipe.steps}", flush=True
        )
        with self._log() as log:
            while self.step < self.recipe.steps:
                line = self._one_step()
                self.step += 1
                last = self.step == self.recipe.steps
                if last or self.step % self.recipe.dev_every == 0:
                    line["dev"] = self._look_at_dev()
                json.dump(line, log)
                log.write("\n")
                now = time.monotonic()
                over = minutes is not None and now - started > minutes * 60
                if last or over or "dev" in line or now - saved > self.recipe.checkpoint_seconds:
                    log.flush()
                    os.fsync(log.fileno())
                    self._save()
                    saved = now
                if over and not last:
                    raise OutOfTimeError(
                        f"stopped at step {self.step} of {self.recipe.steps} after {minutes:g} minutes; "
                        "the same command goes on from there"
                    )
        draw_run(self.folder / LOG, self.folder / "run.svg")

    def _one_step(self) -> dict[str, Any]:
        began = time.monotonic()
        recipe = self.recipe
        # All chance of a step hangs on seed and step alone, so that a resumed run repeats nothing else.
        random = torch.Generator().manual_seed(recipe.seed * 1_000_003 + self.step)
        batch = self.sampler.batch(self.step)
        crops = augment(as_input(self.material.pixels(batch.rows)), random)
        writer_loss_pairs, word_loss_pairs = pairs_of(batch)
        rate = recipe.learning_rate * schedule(self.step, recipe.warm_up, recipe.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.encoder.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
            writer, word = self.encoder(crops.contiguous(memory_format=torch.channels_last))
        writer_loss = supervised_contrast(writer, writer_loss_pairs, recipe.writer_temperature)
        word_loss = supervised_contrast(word, word_loss_pairs, recipe.word_temperature)
        loss = writer_loss + recipe.word_weight * word_loss
        if recipe.writer_proxies:
            classes = torch.from_numpy(batch.writer)
            loss = loss + recipe.writer_proxies * self.proxies["writer"](
                writer, classes, recipe.proxy_temperature
            )
        if recipe.word_proxies:
            classes = torch.from_numpy(batch.word_class)
            loss = loss + recipe.word_proxies * self.proxies["word"](word, classes, recipe.proxy_temperature)
        if recipe.document_weight:
            documents, pairs = documents_of(
                writer, torch.from_numpy(batch.block), torch.from_numpy(batch.writer)
            )
            loss = loss + recipe.document_weight * supervised_contrast(
                documents, pairs, recipe.document_temperature
            )
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = nn.utils.clip_grad_norm_(self.encoder.parameters(), 5.0)
        self.optimiser.step()
        self._follow()
        hands = measure(writer.detach(), writer_loss_pairs)
        words = measure(word.detach(), word_loss_pairs)
        self.watch.see(self.step, "writer", hands)
        return {
            "step": self.step,
            "loss": loss.item(),
            "writerLoss": writer_loss.item(),
            "wordLoss": word_loss.item(),
            "rate": rate,
            "gradient": float(norm),
            "writer": asdict(hands),
            "word": asdict(words),
            "crops": len(batch.rows),
            "seconds": round(time.monotonic() - began, 3),
        }

    def _follow(self) -> None:
        """Moves the averaged weights; early steps count for more, so that it starts near the network."""
        keep = min(self.recipe.averaging, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for mean, value in zip(self.average.parameters(), self.encoder.parameters(), strict=True):
                mean.lerp_(value, 1 - keep)
            for mean, value in zip(self.average.buffers(), self.encoder.buffers(), strict=True):
                if mean.dtype.is_floating_point:
                    mean.lerp_(value, 1 - keep)
                else:
                    mean.copy_(value)

    def _look_at_dev(self) -> dict[str, Any]:
        figures = measure_dev(self.average, self.material.of_split("dev"))
        score = headline(figures)
        print(f"step {self.step}: {score:.4f} {json.dumps(figures)}", flush=True)
        if self.best is None or score < self.best["score"]:
            self.best = {"score": score, "step": self.step, "figures": figures}
            _write_whole(self.folder / BEST, {"encoder": self.average.state_dict(), **self._identity()})
        return {"score": score, **figures}

    def _identity(self) -> dict[str, Any]:
        return {
            "recipe": self.recipe.as_json(),
            "recipeHash": self.recipe.hash(),
            "material": self._material_hash,
            "best": self.best,
        }

    def _save(self) -> None:
        _write_whole(
            self.folder / CHECKPOINT,
            {
                "step": self.step,
                "encoder": self.encoder.state_dict(),
                "average": self.average.state_dict(),
                "proxies": self.proxies.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "collapsedSteps": self.watch.collapsed_steps,
                **self._identity(),
            },
        )

    def _resume(self) -> None:
        saved = torch.load(self.folder / CHECKPOINT, weights_only=True)
        if saved["recipeHash"] != self.recipe.hash() or saved["material"] != self._material_hash:
            raise ValueError(
                f"{self.folder} holds a run of another recipe or of other crops; give another --out"
            )
        self.step = saved["step"]
        self.encoder.load_state_dict(saved["encoder"])
        self.average.load_state_dict(saved["average"])
        self.proxies.load_state_dict(saved["proxies"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.watch.collapsed_steps = saved["collapsedSteps"]
        self.best = saved["best"]

    @contextmanager
    def _log(self) -> Iterator[TextIO]:
        """Opens the log for more lines, without those that a killed run wrote after its checkpoint."""
        path = self.folder / LOG
        kept = [line for line in read_log(path) if line["step"] < self.step] if path.exists() else []
        with path.open("w", encoding="utf-8") as log:
            for line in kept:
                json.dump(line, log)
                log.write("\n")
            yield log


def as_input(pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> Tensor:
    """Crops as the network takes them: count x 1 x height x width, 0 to 1."""
    return torch.from_numpy(pixels).unsqueeze(1).float().div_(255.0)


def pairs_of(batch: Batch) -> tuple[Pairs, Pairs]:
    """The pairs of a batch for the writer and for the word loss."""
    block, writer, text = (torch.from_numpy(part) for part in (batch.block, batch.writer, batch.text))
    word, single = torch.from_numpy(batch.word), torch.from_numpy(batch.single)
    return writer_pairs(block, writer, text, single), word_pairs(block, writer, text, word)


def schedule(step: int, warm_up: int, steps: int) -> float:
    """Share of the learning rate: a linear rise, then half a cosine down to nothing."""
    if step < warm_up:
        return (step + 1) / warm_up
    return 0.5 * (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up)))


def read_log(path: Path) -> list[dict[str, Any]]:
    """The lines of a run's log; a last line cut off by a kill is left out."""
    lines: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            lines.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return lines


def load_encoder(weights: Path) -> tuple[Encoder, dict[str, Any]]:
    """The encoder of a weights file, ready to encode, and what the file says of its run."""
    saved = torch.load(weights, weights_only=True)
    encoder = Encoder(recipe_of(saved["recipe"]))
    encoder.load_state_dict(saved["encoder"])
    return encoder.eval(), saved


def recipe_of(settings: dict[str, Any]) -> Recipe:
    """The recipe that `Recipe.as_json` wrote."""
    from .recipe import Block

    blocks = tuple(
        Block(tuple(block["datasets"]), tuple(block["shares"]), block["writers"], block["crops"])
        for block in settings["blocks"]
    )
    stages = tuple((channels, blocks_) for channels, blocks_ in settings["stages"])
    rest = {key: value for key, value in settings.items() if key not in ("blocks", "stages", "datasets")}
    return Recipe(blocks=blocks, stages=stages, datasets=tuple(settings["datasets"]), **rest)


def _decayed_apart(encoder: nn.Module, decay: float) -> list[dict[str, Any]]:
    """Parameter groups: weights are decayed, norms and biases are not."""
    weights = [value for value in encoder.parameters() if value.ndim > 1]
    others = [value for value in encoder.parameters() if value.ndim <= 1]
    return [{"params": weights, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


def _write_whole(path: Path, content: dict[str, Any]) -> None:
    """Writes a file so that a kill leaves either the old or the new one."""
    beside = path.with_suffix(".part")
    torch.save(content, beside)
    os.replace(beside, path)
