"""Signatures and copied words with what a signature run must know of each."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .material import BoolArray, Crops, IntArray, JoinedCrops, joined_sha256, read_crops, sha256


@dataclass(frozen=True)
class SignatureMaterial:
    """Rows of signatures, and of words that many copied.

    Attributes:
        crops: Pixels by crop number.
        input: The input contract that the crops follow.
        crop: Crop number of each row.
        dataset: Its corpus.
        group: What its signer is compared within: the corpus or, for a copied word, that word.
        signer: Whose name it bears; for a copied word, its writer and the word.
        genuine: Whether the signer wrote it.
        forger: Who did where it is a forgery, else empty.
        split: train, calibration or dev.
        manifest_sha256: Hash of the labels.
        material_sha256: Hash of labels and crops.
    """

    crops: Crops
    input: dict[str, Any]
    crop: IntArray
    dataset: npt.NDArray[np.str_]
    group: npt.NDArray[np.str_]
    signer: npt.NDArray[np.str_]
    genuine: BoolArray
    forger: npt.NDArray[np.str_]
    split: npt.NDArray[np.str_]
    manifest_sha256: str
    material_sha256: str

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.crop)

    def only(self, keep: BoolArray) -> SignatureMaterial:
        """The rows where `keep` is true."""
        columns = ("crop", "dataset", "group", "signer", "genuine", "forger", "split")
        return replace(self, **{name: getattr(self, name)[keep] for name in columns})

    def pixels(self, rows: IntArray) -> npt.NDArray[np.uint8]:
        """The crops of some rows, count x height x width."""
        return np.asarray(self.crops[self.crop[rows]])


def read_signatures(manifest: Path, folders: Sequence[Path]) -> SignatureMaterial:
    """Labels the crops of some folders that `chirograph crops --as signature` wrote.

    Raises:
        ValueError: There is no folder, one is not whole, two follow different input contracts or hold the
            same image, or the manifest does not say which signatures are genuine.
    """
    if not folders:
        raise ValueError("no crops of signatures; write them first: models/training/run signatures crops")
    parts = [read_crops(folder) for folder in folders]
    if any(part.input != parts[0].input for part in parts):
        raise ValueError("the crop folders follow different input contracts; write the crops again")
    index: dict[str, int] = {}
    start = 0
    for part in parts:
        twice = index.keys() & part.index_by_path.keys()
        if twice:
            raise ValueError(f"{min(twice)} stands in two crop folders")
        index |= {path: start + at for path, at in part.index_by_path.items()}
        start += len(part.crops)
    with manifest.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = {"genuine", "forger"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{manifest.name} has no column {' and no column '.join(sorted(missing))}")
        rows = [row for row in reader if row["path"] in index and _usable(row)]
    labels = sha256(manifest)
    return SignatureMaterial(
        crops=JoinedCrops([part.crops for part in parts]),
        input=parts[0].input,
        crop=np.array([index[row["path"]] for row in rows], dtype=np.int64),
        dataset=np.array([row["dataset"] for row in rows]),
        group=np.array([_group(row) for row in rows]),
        signer=np.array([_signer(row) for row in rows]),
        genuine=np.array([row["genuine"] != "0" for row in rows], dtype=bool),
        forger=np.array([row["forger"] for row in rows]),
        split=np.array([row["split"] for row in rows]),
        manifest_sha256=labels,
        material_sha256=joined_sha256([labels, *(part.list_sha256 for part in parts)]),
    )


def datasets_of(manifest: Path) -> set[str]:
    """The sets that a manifest has rows of."""
    with manifest.open(encoding="utf-8", newline="") as lines:
        return {row["dataset"] for row in csv.DictReader(lines)}


def _usable(row: dict[str, str]) -> bool:
    return row["kind"] == "signature" or row["text"] != ""


def _group(row: dict[str, str]) -> str:
    return row["dataset"] if row["kind"] == "signature" else f"{row['dataset']}/{row['text']}"


def _signer(row: dict[str, str]) -> str:
    return row["writer"] if row["kind"] == "signature" else f"{row['writer']}/{row['text']}"
