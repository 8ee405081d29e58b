"""Trains one row of the seed's question and measures it."""

from __future__ import annotations

import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from .augmentation import augment
from .evaluation import Embedder, encode, same_word_rate, word_writer_rate
from .losses import Pairs
from .material import Material
from .network import Encoder, parameter_count
from .recipe import Recipe
from .sampling import Sampler
from .seed_losses import PairCrossEntropy, SupervisedContrast
from .seed_network import TwoHeaded, dense_penalty
from .seed_rows import DATASETS, OURS, OURS_SAYS, ROWS, Row, settings
from .training import BEST, LOG, Run, as_input, read_log, schedule
from .watch import CollapseError, CollapseWatch, Spread, measure
from .word_task import WordTask, load_encoder, pairs_of, recipe_of

HEADS = ("writer", "word")
#: At most so many dev rows of a set are measured, evenly over its list.
DEV_ROWS = 1000
#: Steps between two lines of the trace, and looks in a row that find a collapse before a row stops.
TRACE_EVERY, COLLAPSED_LOOKS = 10, 5
#: Batches that a finished row's losses and spread are measured on.
LOOK_BATCHES = 12
SPHERE = 1000.0


def run_row(name: str, material: Material, steps: int, folder: Path, bfloat16: bool = True) -> dict[str, Any]:
    """Trains one row and measures it on dev.

    Args:
        name: A key of `ROWS`, or `OURS`.
        material: Labelled crops.
        steps: Steps to train.
        folder: Where the weights go.
        bfloat16: See `settings`.

    Returns:
        The result as plain JSON values.
    """
    material = thinned(material.only(np.isin(material.dataset, DATASETS)))
    folder.mkdir(parents=True, exist_ok=True)
    recipe = settings(steps, bfloat16)
    torch.set_num_threads(recipe.threads)
    torch.use_deterministic_algorithms(True)
    # Filling fresh memory only costs time here; see `training.Run`. The module does not declare the setting.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    began, cpu = time.monotonic(), time.process_time()
    encoder: nn.Module
    if name == OURS:
        encoder, objectives, collapsed_at, trace = _train_ours(material, recipe, folder)
    else:
        run = SeedRun(ROWS[name], material, recipe)
        collapsed_at = run.train()
        encoder, objectives, trace = run.network, run.objectives, run.trace
        kept = {"network": run.network.state_dict(), "row": name, "recipe": recipe.as_json()}
        torch.save(kept, folder / BEST)
    seconds = {"cpu": round(time.process_time() - cpu), "wall": round(time.monotonic() - began)}
    encoder.eval()
    return {
        "row": name,
        "says": OURS_SAYS if name == OURS else ROWS[name].says,
        "command": f"models/training/run seed --row {name}",
        "steps": steps,
        "collapsedAt": collapsed_at,
        "parameters": parameter_count(encoder),
        "seconds": seconds,
        "train": look(encoder, objectives, material.of_split("train"), recipe),
        "dev": look(encoder, objectives, material.of_split("dev"), recipe),
        "figures": figures(by_distance(encoder, recipe), material.of_split("dev")),
        "trace": trace,
    }


def load_row(weights: Path) -> tuple[TwoHeaded, str, Recipe]:
    """The network that `run_row` kept, ready to encode, its row and its settings.

    Raises:
        ValueError: The row is the released encoder, which has an export of its own, or one as asked,
            whose vectors have not the length 1 that a model promises.
    """
    saved = torch.load(weights, weights_only=True)
    name = saved.get("row", OURS)
    if name == OURS or ROWS[name].as_asked:
        raise ValueError(f"{name} is no mended row of the question; only these are written as models")
    recipe = recipe_of(saved["recipe"])
    network = TwoHeaded(ROWS[name].base(), recipe.dimensions, as_asked=False)
    network.load_state_dict(saved["network"])
    return network.eval(), name, recipe


class SeedRun:
    """The training of one row."""

    def __init__(self, row: Row, material: Material, recipe: Recipe) -> None:
        """Builds network, losses and optimiser.

        Args:
            row: What to train.
            material: Labelled crops; only `train` rows are trained on.
            recipe: Batches, rate and seed.
        """
        self.row = row
        self.material = material
        self.recipe = recipe
        torch.manual_seed(recipe.seed)
        self.network = TwoHeaded(row.base(), recipe.dimensions, row.as_asked).to(
            memory_format=torch.channels_last  # type: ignore[call-overload]
        )
        self.objectives = nn.ModuleDict({head: row.objective() for head in HEADS})
        self.optimiser = _optimiser(row, [*self.network.parameters(), *self.objectives.parameters()], recipe)
        self.sampler = Sampler(material, recipe)
        self.trace: list[dict[str, Any]] = []

    def train(self) -> int | None:
        """Trains to the last step, or until the words have collapsed; gives the step of a collapse."""
        watch = CollapseWatch(self.recipe.collapse_deviation, COLLAPSED_LOOKS)
        for step in range(self.recipe.steps):
            line = self._step(step)
            if line is None:
                continue
            print(line, flush=True)
            self.trace.append(line)
            try:
                watch.see(step, "word", Spread(**{name: line["word"][name] for name in Spread.__annotations__}))
            except CollapseError as error:
                print(error, flush=True)
                return step
        return None

    def _step(self, step: int) -> dict[str, Any] | None:
        """Takes a step; every so often gives a line for the trace."""
        recipe = self.recipe
        random = torch.Generator().manual_seed(recipe.seed * 1_000_003 + step)
        batch = self.sampler.batch(step)
        crops = augment(as_input(self.material.pixels(batch.rows)), random)
        pairs = dict(zip(HEADS, pairs_of(batch), strict=True))
        if not self.row.as_asked:
            for group in self.optimiser.param_groups:
                group["lr"] = self.row.rate * schedule(step, recipe.warm_up, recipe.steps)
        self.network.train()
        embeddings = dict(zip(HEADS, _encoded(self.network, crops, recipe), strict=True))
        losses = {
            head: self.objectives[head](embeddings[head], pairs[head], random, step / recipe.steps)
            for head in HEADS
        }
        loss = losses["writer"] + losses["word"]
        if self.row.as_asked:
            loss = loss + dense_penalty(self.network)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        if not self.row.as_asked:
            nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        if (step + 1) % TRACE_EVERY:
            return None
        # Dropout alone keeps embeddings apart, so a collapse shows only as the network encodes later.
        self.network.eval()
        with torch.inference_mode():
            embeddings = dict(zip(HEADS, _encoded(self.network, crops, recipe), strict=True))
        return {
            "step": step,
            **{
                head: {
                    "loss": round(losses[head].item(), 5),
                    **facts(self.objectives[head], embeddings[head], pairs[head]),
                }
                for head in HEADS
            },
        }


def thinned(material: Material) -> Material:
    """The material with at most `DEV_ROWS` dev rows of a set, evenly over its list."""
    keep = material.split == "train"
    for dataset in np.unique(material.dataset):
        rows = np.flatnonzero((material.split == "dev") & (material.dataset == dataset))
        keep[rows[np.linspace(0, len(rows) - 1, min(len(rows), DEV_ROWS)).astype(np.int64)]] = True
    return material.only(keep)


def figures(embedder: Embedder, dev: Material) -> dict[str, dict[str, Any]]:
    """Equal error rates of single words, set by set; documents are left out."""
    found: dict[str, dict[str, Any]] = {}
    for dataset in np.unique(dev.dataset):
        part = dev.of_dataset(str(dataset))
        writer, word = encode(embedder, part)
        rates = {"wordWriterEer": word_writer_rate(part, writer), "sameWordEer": same_word_rate(part, word)}
        found[str(dataset)] = {
            "images": len(part),
            "writers": len(np.unique(part.writer)),
            **{name: None if rate.rate is None else round(rate.rate, 4) for name, rate in rates.items()},
            "pairs": {
                name: {"positive": rate.positive, "negative": rate.negative} for name, rate in rates.items()
            },
        }
    return found


def look(encoder: nn.Module, objectives: nn.ModuleDict, part: Material, recipe: Recipe) -> dict[str, Any]:
    """How a trained row does on batches of one split: for each head its loss, spread and answers.

    The loss is that of the last step. Beside it stands the loss of encoding every image as the zero vector.
    """
    # The sampler draws what is called train, so rows of any split go by that name here.
    part = replace(part, split=np.full(len(part), "train"))
    sampler = Sampler(part, recipe)
    seen: dict[str, list[dict[str, float]]] = {head: [] for head in HEADS}
    last = 1 - 1 / recipe.steps
    for number in range(LOOK_BATCHES):
        batch = sampler.batch(number)
        pairs = dict(zip(HEADS, pairs_of(batch), strict=True))
        with torch.inference_mode():
            embeddings = dict(
                zip(HEADS, _encoded(encoder, as_input(part.pixels(batch.rows)), recipe), strict=True)
            )
            for head, embedding in embeddings.items():
                # Both draw the same pairs, where an objective draws any.
                loss, of_zero = (
                    float(objectives[head](of, pairs[head], torch.Generator().manual_seed(number), last))
                    for of in (embedding, torch.zeros_like(embedding))
                )
                seen[head].append(
                    {
                        "loss": loss,
                        "lossOfZero": of_zero,
                        **facts(objectives[head], embedding, pairs[head]),
                    }
                )
    return {
        head: {name: float(f"{np.mean([line[name] for line in lines]):.4g}") for name in lines[0]}
        for head, lines in seen.items()
    }


def facts(objective: nn.Module, embedding: Tensor, pairs: Pairs) -> dict[str, float]:
    """Spread of a batch, share of coordinates that are 0, mean length, and for cross-entropy the answers."""
    found = {
        **asdict(measure(embedding, pairs)),
        "zeros": float((embedding == 0).float().mean()),
        "length": float(embedding.norm(dim=1).mean()),
    }
    if isinstance(objective, PairCrossEntropy):
        with torch.no_grad():
            answer, same = objective.answers(embedding, pairs, torch.Generator().manual_seed(0))
        right = (answer > 0) == same
        found["accuracy"] = float(right.float().mean())
        found["accuracySame"] = float(right[same].float().mean())
        found["accuracyDifferent"] = float(right[~same].float().mean())
    return {name: round(value, 5) for name, value in found.items()}


def _encoded(encoder: nn.Module, crops: Tensor, recipe: Recipe) -> tuple[Tensor, Tensor]:
    with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
        writer, word = encoder(crops.contiguous(memory_format=torch.channels_last))
    return writer.float(), word.float()


def by_distance(encoder: nn.Module, recipe: Recipe) -> Embedder:
    """The encoder with vectors whose products fall as distances grow: figures are taken from products.

    One more coordinate puts all vectors on a sphere that is wide against them. Vectors of length 1 keep
    their order; the cosine of a shrunken one would say something that its distances do not.
    """

    def lifted(embedding: Tensor) -> Tensor:
        wide = embedding.double()
        return torch.cat([wide, (SPHERE**2 - wide.square().sum(1, keepdim=True)).sqrt()], 1)

    def embed(crops: Tensor) -> tuple[Tensor, Tensor]:
        writer, word = _encoded(encoder, crops, recipe)
        return lifted(writer), lifted(word)

    return embed


def _optimiser(row: Row, parameters: list[nn.Parameter], recipe: Recipe) -> torch.optim.Optimizer:
    if not row.as_asked:
        return torch.optim.AdamW(parameters, lr=row.rate, weight_decay=recipe.weight_decay)
    if row.optimiser == "adam":
        return torch.optim.Adam(parameters, lr=1e-3, eps=1e-7)
    return torch.optim.RMSprop(parameters, lr=1e-3, alpha=0.9, eps=1e-7)


def _train_ours(
    material: Material, recipe: Recipe, folder: Path
) -> tuple[Encoder, nn.ModuleDict, int | None, list[dict[str, Any]]]:
    """The released recipe with the batches and steps of the other rows."""
    collapsed_at = None
    try:
        Run(WordTask(material, recipe), folder).train()
    except CollapseError as error:
        print(error, flush=True)
    lines = read_log(folder / LOG)
    if len(lines) < recipe.steps:
        collapsed_at = len(lines)
    trace = [
        {"step": line["step"], **{head: {"loss": line[f"{head}Loss"], **line[head]} for head in HEADS}}
        for line in lines[TRACE_EVERY - 1 :: TRACE_EVERY]
    ]
    encoder, _ = load_encoder(folder / BEST)
    return encoder, nn.ModuleDict({head: SupervisedContrast() for head in HEADS}), collapsed_at, trace
