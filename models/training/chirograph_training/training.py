"""The training loop: deterministic for seed and threads, resumes after a kill, watches for collapse."""

from __future__ import annotations

import copy
import json
import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TextIO

import numpy as np
import torch
from torch import Tensor, nn

from .network import parameter_count
from .recipe import Settings
from .watch import CollapseWatch, Spread

CHECKPOINT = "checkpoint.pt"
BEST = "best.pt"
LOG = "log.jsonl"


class OutOfTimeError(RuntimeError):
    """The minutes given are over; the checkpoint is written and the same command goes on from it."""


@dataclass(frozen=True)
class Learned:
    """What one step learns from.

    Attributes:
        loss: To be made smaller.
        line: What the log says of the step.
        watched: Name and spread of the embeddings that must not collapse.
    """

    loss: Tensor
    line: dict[str, Any]
    watched: tuple[str, Spread]


class Task(Protocol):
    """What a run trains, on what, and by which figures its best step is chosen."""

    @property
    def recipe(self) -> Settings:
        """The settings."""

    @property
    def material_sha256(self) -> str:
        """Hash of everything that is trained on and measured."""

    def network(self) -> nn.Module:
        """A new network of the recipe."""

    def beside(self) -> nn.ModuleDict:
        """What is trained with the network and is not released."""

    def learn(self, step: int, network: nn.Module, beside: nn.ModuleDict, random: torch.Generator) -> Learned:
        """The loss of one step, whose chance all comes from `random`."""

    def look(self, network: nn.Module) -> tuple[float, dict[str, dict[str, Any]]]:
        """Dev figures of a network, and the one number to choose by: less is better."""


class Run:
    """One training run in its folder."""

    def __init__(self, task: Task, folder: Path) -> None:
        """Prepares the run, and takes up an earlier one of the same recipe where the folder holds it.

        Args:
            task: What is trained.
            folder: Where checkpoint, log and best weights go.

        Raises:
            ValueError: The folder holds a run of another recipe or of other material.
        """
        recipe = task.recipe
        torch.set_num_threads(recipe.threads)
        torch.use_deterministic_algorithms(True)
        # Filling fresh memory finds reads of what was never written; here it only costs a seventh of a step.
        torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
        self.task = task
        self.recipe = recipe
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(recipe.seed)
        self.encoder = task.network().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.encoder).requires_grad_(False).eval()
        self.beside = task.beside()
        self.optimiser = torch.optim.AdamW(
            [
                *_decayed_apart(self.encoder, recipe.weight_decay),
                {"params": list(self.beside.parameters()), "weight_decay": 0.0},
            ],
            lr=recipe.learning_rate,
        )
        self.watch = CollapseWatch(recipe.collapse_deviation, recipe.collapse_steps)
        self.step = 0
        self.best: dict[str, Any] | None = None
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

    def _one_step(self) -> dict[str, Any]:
        began = time.monotonic()
        recipe = self.recipe
        # All chance of a step hangs on seed and step alone, so that a resumed run repeats nothing else.
        random = torch.manual_seed(recipe.seed * 1_000_003 + self.step)
        rate = recipe.learning_rate * schedule(self.step, recipe.warm_up, recipe.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.encoder.train()
        learned = self.task.learn(self.step, self.encoder, self.beside, random)
        self.optimiser.zero_grad(set_to_none=True)
        learned.loss.backward()  # type: ignore[no-untyped-call]
        norm = nn.utils.clip_grad_norm_(self.encoder.parameters(), 5.0)
        self.optimiser.step()
        self._follow()
        self.watch.see(self.step, *learned.watched)
        return {
            "step": self.step,
            "loss": learned.loss.item(),
            **learned.line,
            "rate": rate,
            "gradient": float(norm),
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
        score, figures = self.task.look(self.average)
        print(f"step {self.step}: {score:.4f} {json.dumps(figures)}", flush=True)
        # Where nothing that is required could be measured every score is the same, and the last step counts.
        if self.best is None or not score > self.best["score"]:
            self.best = {"score": score, "step": self.step, "figures": figures}
            _write_whole(self.folder / BEST, {"encoder": self.average.state_dict(), **self._identity()})
        return {"score": score, **figures}

    def _identity(self) -> dict[str, Any]:
        return {
            "recipe": self.recipe.as_json(),
            "recipeHash": self.recipe.hash(),
            "material": self.task.material_sha256,
            "best": self.best,
        }

    def _save(self) -> None:
        _write_whole(
            self.folder / CHECKPOINT,
            {
                "step": self.step,
                "encoder": self.encoder.state_dict(),
                "average": self.average.state_dict(),
                "beside": self.beside.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "collapsedSteps": self.watch.collapsed_steps,
                **self._identity(),
            },
        )

    def _resume(self) -> None:
        saved = torch.load(self.folder / CHECKPOINT, weights_only=True)
        if saved["recipeHash"] != self.recipe.hash() or saved["material"] != self.task.material_sha256:
            raise ValueError(
                f"{self.folder} holds a run of another recipe or of other crops; give another --out"
            )
        self.step = saved["step"]
        self.encoder.load_state_dict(saved["encoder"])
        self.average.load_state_dict(saved["average"])
        self.beside.load_state_dict(saved["beside"])
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
