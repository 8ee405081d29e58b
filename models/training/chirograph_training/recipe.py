"""The settings of a training run: everything that decides which weights come out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self


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
class Settings:
    """The settings that every run has, whatever it trains."""

    seed: int = 7
    steps: int = 5000
    #: One thread shares a machine with other work without waiting for it; the count decides roundings.
    threads: int = 1
    learning_rate: float = 2e-3
    weight_decay: float = 0.02
    warm_up: int = 150
    averaging: float = 0.998
    bfloat16: bool = True
    dimensions: int = 128
    #: A run stops when the embeddings' standard deviation stays under this for `collapse_steps` steps.
    collapse_deviation: float = 0.01
    collapse_steps: int = 50
    #: Steps between two looks at the dev figures; the step with the best ones is released.
    dev_every: int = 2500
    checkpoint_seconds: float = 90.0

    def with_changes(self, **changes: Any) -> Self:
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
        if not settings.get("start"):
            settings.pop("start", None)
        canonical = json.dumps(settings, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class Recipe(Settings):
    """All settings of a word run; two runs with equal settings and threads give equal weights."""

    blocks: tuple[Block, ...] = (
        Block(("words-en", "strokes"), (0.6, 0.4), writers=14, crops=4),
        Block(("and",), (1.0,), writers=12, crops=2),
        Block(("dhsd", "words-ar"), (0.4, 0.6), writers=8, crops=4),
        Block(("names-zh", "omniglot", "fonts"), (0.4, 0.3, 0.3), writers=8, crops=4),
    )
    #: SHA-256 of the weights file whose network is trained on (`further.py`); empty where none is.
    start: str = ""
    #: Whether crops are varied as scans of the same writing vary (`augmentation.py`).
    augmented: bool = True
    #: Whether that moves slant, proportions, size and place too, not only what pen, paper and scanner decide.
    warped: bool = True
    #: Share of the crops that are varied; the others stay as they were prepared.
    varied: float = 1.0
    #: Share of the crops that are cut to a piece of their writing, which then says nothing of the word.
    pieces: float = 0.0
    #: Sets with few hands, whose hands get another slant, proportion and stroke width in every batch.
    reshaped: tuple[str, ...] = ("dhsd", "words-ar", "names-zh")
    reshaping: float = 0.0
    #: Share of the pooled features that the writer head is trained without.
    dropout: float = 0.0
    #: Share of a writer's crops in a block whose text another writer of the block writes too.
    shared_texts: float = 0.5
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
    #: Weight of the loss to a teacher's likenesses (`distillation.py`); 0 leaves it out.
    distillation: float = 0.0
    distillation_temperature: float = 0.1
    #: The most crops of a batch that are learned from at once (`gradient_caching.py`); 0 takes all.
    cached_part: int = 0
    #: Pixels of each side that the network sees as one; more than 1 shows what a crop's resolution is worth.
    coarseness: int = 1
    stem: int = 32
    #: (channels, residual blocks) of each stage; every stage after the first halves both sides.
    stages: tuple[tuple[int, int], ...] = ((32, 1), (64, 1), (128, 2), (192, 1))
    #: Parts that the word is read out in: of its height, and from left to right.
    word_rows: int = 1
    word_bins: int = 6
    #: The last stages whose features the hand is pooled from.
    writer_stages: int = 2
    #: Channels whose products are pooled too, for each of these stages; 0 leaves them out.
    second_order: int = 0
    datasets: tuple[str, ...] = field(
        default=("words-en", "strokes", "and", "dhsd", "words-ar", "names-zh", "omniglot", "fonts")
    )


def second_recipe() -> Recipe:
    """What the second of the two networks of a release is trained with.

    Two networks err less together than one, the more so the less alike they are: other batches, another start,
    more layers where the picture is coarsest, and the word read out in three heights.
    """
    return Recipe(
        seed=11,
        steps=3000,
        dev_every=1500,
        stages=((32, 1), (64, 1), (128, 2), (192, 2)),
        word_rows=3,
        word_weight=1.0,
    )


def further(recipe: Recipe, start: str) -> Recipe:
    """What a trained network is trained on with: half of the crops as they were prepared, none reshaped.

    The seed stays, and with it the order of the batches.

    Args:
        recipe: What it was trained with.
        start: SHA-256 of its weights file.
    """
    return replace(recipe, start=start, steps=1800, dev_every=600, learning_rate=1e-3, varied=0.5, warped=False)


def tuples(value: Any) -> Any:
    """A setting as it was before JSON made lists of its tuples."""
    return tuple(tuples(each) for each in value) if isinstance(value, list) else value


#: Sets with an open licence, and the project's own hands by fonts.
OPEN_SETS = ("dhsd", "words-ar", "names-zh", "omniglot", "fonts")


def open_recipe() -> Recipe:
    """What is trained on openly licensed sets only: few hands, so that these are varied the more."""
    return Recipe(
        steps=700,
        dev_every=350,
        threads=2,
        bfloat16=False,
        blocks=(
            Block(("fonts",), (1.0,), writers=14, crops=4),
            Block(("dhsd", "words-ar"), (0.5, 0.5), writers=8, crops=4),
            Block(("names-zh", "omniglot"), (0.7, 0.3), writers=8, crops=4),
        ),
        datasets=OPEN_SETS,
        pieces=0.25,
        reshaping=0.7,
        dropout=0.1,
    )


@dataclass(frozen=True)
class SignatureRecipe(Settings):
    """All settings of a signature run."""

    steps: int = 800
    threads: int = 2
    bfloat16: bool = False
    dev_every: int = 200
    #: A whole sequence has length 1 here and so many values that even a good spread is a small one.
    collapse_deviation: float = 0.0025
    #: Corpora of signatures, one of which gives each batch its signers, with their relative frequency.
    corpora: tuple[str, ...] = ("signatures-nl", "signatures-svc", "signatures-zh")
    corpus_shares: tuple[float, ...] = (0.35, 0.4, 0.25)
    signers: int = 8
    genuine: int = 5
    forgeries: int = 4
    #: Leaves out of training what forgers wrote who also forged signers of dev.
    without_dev_forgers: bool = False
    #: Sets whose writers all wrote the same words: there a word is to its writer what a name is.
    copied: tuple[str, ...] = ("names-zh", "words-ar", "and")
    copied_shares: tuple[float, ...] = (0.4, 0.3, 0.3)
    copyists: int = 8
    copies: int = 4
    temperature: float = 0.1
    #: Weight of the loss on the decision itself, against references, with one threshold for all signers.
    decision_weight: float = 1.0
    stem: int = 24
    #: (channels, residual blocks) of each stage; every stage after the first halves both sides.
    stages: tuple[tuple[int, int], ...] = ((48, 1), (96, 1), (128, 2))
    #: Parts of the height that each step keeps apart.
    rows: int = 3
    #: Of each vector of the sequence.
    dimensions: int = 64
    dropout: float = 0.1
    #: Farthest that a step may be from the one that it is aligned with.
    reach: int = 4
    #: Divides cosines where the nearest step is chosen softly.
    softness: float = 0.1
    #: Weight of the loss on one vector for the whole signature, with its size and its parts from left to right.
    whole_weight: float = 0.5
    whole_dimensions: int = 128
    whole_bins: int = 7


def open_signature_recipe() -> SignatureRecipe:
    """The same for signatures, of which no set has an open licence: copied words alone."""
    return SignatureRecipe(
        steps=300,
        corpora=(),
        corpus_shares=(),
        copied=("names-zh", "words-ar"),
        copied_shares=(0.6, 0.4),
        copyists=16,
    )
