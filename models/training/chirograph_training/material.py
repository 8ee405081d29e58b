"""Joins production crops with the manifest's labels; knows splits and never alters a pixel."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


class JoinedCrops:
    """Crops of several folders under one numbering, none of them read into memory before it is asked for."""

    def __init__(self, parts: Sequence[Crops]) -> None:
        """Numbers the crops of the parts one after the other."""
        self._parts = tuple(parts)
        self._ends = np.cumsum([len(part) for part in parts])

    def __len__(self) -> int:
        """Number of crops."""
        return int(self._ends[-1])

    def __getitem__(self, rows: IntArray) -> npt.NDArray[np.uint8]:
        """The crops of some rows, in the rows' order."""
        if len(rows) and not 0 <= rows.min() <= rows.max() < len(self):
            raise IndexError(f"no such crop among {len(self)}")
        which = np.searchsorted(self._ends, rows, side="right")
        taken = np.empty((len(rows), *np.shape(self._parts[0][rows[:0]])[1:]), dtype=np.uint8)
        for number, part in enumerate(self._parts):
            here = which == number
            taken[here] = part[rows[here] - (self._ends[number] - len(part))]
        return taken


Crops = npt.NDArray[np.uint8] | JoinedCrops


@dataclass(frozen=True)
class CropFolder:
    """What `chirograph crops` wrote: the crops, their list, and the input contract they follow."""

    crops: Crops
    index_by_path: dict[str, int]
    input: dict[str, Any]
    list_sha256: str


#: The parallel arrays of a material.
COLUMNS = (
    "path",
    "crop",
    "dataset",
    "group",
    "writer",
    "text",
    "copy",
    "medium",
    "word",
    "unseen",
    "split",
)


@dataclass(frozen=True)
class Material:
    """Labelled crops as parallel arrays; row i belongs to crop `crop[i]` of the folder.

    Attributes:
        folder: The crops.
        path: Path in the manifest.
        crop: Index into `folder.crops`.
        dataset: Dataset name.
        group: Within one group writers are comparable (a dataset; for omniglot an alphabet).
        writer: Writer, unique over all datasets.
        text: Transcription, "" where unknown.
        copy: The manifest's `note`: for `and` the copy of the letter.
        medium: What it was written on and taken with, "" where not stated.
        word: Whether the row may take part in the word head's loss.
        unseen: Whether the text is kept from the word head.
        split: train, calibration or dev.
        manifest_sha256: Hash of the manifest the labels come from.
    """

    folder: CropFolder
    path: npt.NDArray[np.str_]
    crop: IntArray
    dataset: npt.NDArray[np.str_]
    group: npt.NDArray[np.str_]
    writer: npt.NDArray[np.str_]
    text: npt.NDArray[np.str_]
    copy: npt.NDArray[np.str_]
    medium: npt.NDArray[np.str_]
    word: BoolArray
    unseen: BoolArray
    split: npt.NDArray[np.str_]
    manifest_sha256: str

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.crop)

    def only(self, keep: BoolArray) -> Material:
        """The rows where `keep` is true."""
        return replace(self, **{name: getattr(self, name)[keep] for name in COLUMNS})

    def of_split(self, split: str) -> Material:
        """The rows of one split."""
        return self.only(self.split == split)

    def of_dataset(self, dataset: str) -> Material:
        """The rows of one dataset."""
        return self.only(self.dataset == dataset)

    def labelled(self) -> Material:
        """The rows whose text is known."""
        return self.only(self.text != "")

    def sample(self, count: int, random: np.random.Generator) -> Material:
        """At most so many rows, chosen at random and in their order."""
        keep = np.zeros(len(self), dtype=bool)
        keep[random.permutation(len(self))[:count]] = True
        return self.only(keep)

    def pixels(self, rows: IntArray) -> npt.NDArray[np.uint8]:
        """The crops of some rows, count x height x width."""
        return np.asarray(self.folder.crops[self.crop[rows]])


def read_crops(folder: Path) -> CropFolder:
    """Opens a crop folder without reading its pixels into memory.

    Args:
        folder: Holds crops.u8, crops.csv and crops.json.

    Raises:
        ValueError: The three files do not belong together.
    """
    description = json.loads((folder / "crops.json").read_text(encoding="utf-8"))
    contract = description["input"]
    height, width, count = contract["height"], contract["width"], description["count"]
    pixels = np.memmap(folder / "crops.u8", np.uint8, "r")
    if pixels.size != count * height * width:
        raise ValueError(
            f"{folder}: crops.u8 holds {pixels.size} bytes where crops.json promises "
            f"{count} crops of {height} x {width}; write the crops again"
        )
    with (folder / "crops.csv").open(encoding="utf-8", newline="") as lines:
        index_by_path = {row["path"]: int(row["index"]) for row in csv.DictReader(lines) if row["index"]}
    if len(index_by_path) != count:
        raise ValueError(f"{folder}: crops.csv lists {len(index_by_path)} crops, crops.json {count}")
    return CropFolder(
        pixels.reshape(count, height, width), index_by_path, contract, sha256(folder / "crops.csv")
    )


def read_material(manifest: Path, crops: Path) -> Material:
    """Labels every crop from the manifest; rows without a crop (failed to prepare) are left out."""
    folder = read_crops(crops)
    with manifest.open(encoding="utf-8", newline="") as lines:
        rows = [
            row
            for row in csv.DictReader(lines)
            if row["kind"] in ("word", "character") and row["path"] in folder.index_by_path
        ]
    return Material(
        folder=folder,
        path=np.array([row["path"] for row in rows]),
        crop=np.array([folder.index_by_path[row["path"]] for row in rows], dtype=np.int64),
        dataset=np.array([row["dataset"] for row in rows]),
        group=np.array([_group(row) for row in rows]),
        writer=np.array([row["writer"] for row in rows]),
        text=np.array([row["text"] for row in rows]),
        copy=np.array([row["note"] for row in rows]),
        medium=np.array([row.get("medium", "") for row in rows]),
        word=np.array([row["word_head"] == "train" and row["text"] != "" for row in rows], dtype=bool),
        unseen=np.array([row["word_head"] == "unseen" for row in rows], dtype=bool),
        split=np.array([row["split"] for row in rows]),
        manifest_sha256=sha256(manifest),
    )


def join_material(materials: Sequence[Material]) -> Material:
    """The rows of several materials one after the other, for instance of the real and of the written hands.

    Raises:
        ValueError: The crops follow different input contracts, or two materials have a path in common.
    """
    first = materials[0]
    if len(materials) == 1:
        return first
    if any(each.folder.input != first.folder.input for each in materials):
        raise ValueError("the crop folders follow different input contracts; write the crops again")
    starts = np.cumsum([0, *(len(each.folder.crops) for each in materials)])
    index_by_path: dict[str, int] = {}
    for start, each in zip(starts, materials, strict=False):
        twice = index_by_path.keys() & each.folder.index_by_path.keys()
        if twice:
            raise ValueError(f"{min(twice)} stands in two crop folders")
        index_by_path |= {path: int(start) + index for path, index in each.folder.index_by_path.items()}
    folder = CropFolder(
        JoinedCrops([each.folder.crops for each in materials]),
        index_by_path,
        first.folder.input,
        joined_sha256(each.folder.list_sha256 for each in materials),
    )
    columns = {name: np.concatenate([getattr(each, name) for each in materials]) for name in COLUMNS}
    columns["crop"] = np.concatenate(
        [each.crop + start for start, each in zip(starts, materials, strict=False)]
    )
    return Material(
        folder=folder,
        manifest_sha256=joined_sha256(each.manifest_sha256 for each in materials),
        **columns,
    )


def joined_sha256(hashes: Iterable[str]) -> str:
    """One hash for several, in their order."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _group(row: dict[str, str]) -> str:
    if row["dataset"] == "omniglot":
        return "omniglot:" + row["text"].split("/")[0]
    return row["dataset"]
