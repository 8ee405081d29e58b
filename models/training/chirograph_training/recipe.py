"""The settings of a training run: everything that decides which weights come out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Block:
    """One part of every batch: crops of several writers of one comparable group.

    Attributes:
        datasets: Names that one is drawn from for each step.
        shares: Relative frequency of each name.
        writers: Writers in the block.
        crops: Crops of each writer.
    """

    datasets: tuple[str, ...]
    shares: tuple[float, ...]
    writers: int
    crops: int


@dataclass(frozen=True)
class Recipe:
    """All settings of a run; two runs with equal settings and threads give equal weights."""

    seed: int = 7
    steps: int = 5000
    #: One thread shares a machine with other work without waiting for it; the count decides roundings.
    threads: int = 1
    blocks: tuple[Block, ...] = (
        Block(("words-en", "strokes"), (0.6, 0.4), writers=14, crops=4),
        Block(("and",), (1.0,), writers=12, crops=2),
        Block(("dhsd", "words-ar"), (0.4, 0.6), writers=8, crops=4),
        Block(("names-zh", "omniglot", "fonts"), (0.4, 0.3, 0.3), writers=8, crops=4),
    )
    #: Share of a writer's crops in a block whose text another writer of the block writes too.
    shared_texts: float = 0.5
    learning_rate: float = 2e-3
    weight_decay: float = 0.02
    warm_up: int = 150
    writer_temperature: float = 0.1
    word_temperature: float = 0.1
    word_weight: float = 0.7
    #: Weights of the losses against trained class vectors (`proxies.py`); 0 leaves them out.
    writer_proxies: float = 0.0
    word_proxies: float = 0.0
    proxy_temperature: float = 0.07
    #: Weight of the loss between means of several words by one hand; 0 leaves it out.
    document_weight: float = 0.5
    document_temperature: float = 0.1
    averaging: float = 0.998
    bfloat16: bool = True
    stem: int = 32
    #: (channels, residual blocks) of each stage; every stage after the first halves both sides.
    stages: tuple[tuple[int, int], ...] = ((32, 1), (64, 1), (128, 2), (192, 1))
    word_bins: int = 6
    #: The last stages whose features the hand is pooled from.
    writer_stages: int = 2
    #: Channels whose products are pooled too, for each of these stages; 0 leaves them out.
    second_order: int = 0
    dimensions: int = 128
    #: A run stops when the embeddings' standard deviation stays under this for `collapse_steps` steps.
    collapse_deviation: float = 0.01
    collapse_steps: int = 50
    #: Steps between two looks at the dev figures; the step with the best ones is released.
    dev_every: int = 2500
    checkpoint_seconds: float = 90.0
    datasets: tuple[str, ...] = field(
        default=("words-en", "strokes", "and", "dhsd", "words-ar", "names-zh", "omniglot", "fonts")
    )

    def with_changes(self, **changes: Any) -> Recipe:
        """The same recipe with some settings replaced; settings given as None stay."""
        return replace(self, **{key: value for key, value in changes.items() if value is not None})

    def as_json(self) -> dict[str, Any]:
        """The settings as plain JSON values."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    def hash(self) -> str:
        """SHA-256 over the settings that decide the weights."""
        settings = self.as_json()
        for unweighty in ("checkpoint_seconds",):
            settings.pop(unweighty)
        canonical = json.dumps(settings, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
