"""A small set of made-up crops with labels, and a recipe that trains on it in a second."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from chirograph_training.material import Material, read_material
from chirograph_training.recipe import Block, Recipe, SignatureRecipe
from chirograph_training.signature_material import SignatureMaterial, read_signatures

TEXTS = ("the", "house", "by", "river", "stands", "alone")
UNSEEN = "alone"
HEADER = ("path", "dataset", "kind", "writer", "text", "note", "split", "word_head")


def manifest_rows() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []

    def add(dataset: str, writer: str, text: str, note: str, split: str, word_head: str) -> None:
        rows.append(
            dict(
                zip(
                    HEADER,
                    (f"{dataset}/{len(rows)}.png", dataset, "word", writer, text, note, split, word_head),
                    strict=True,
                )
            )
        )

    for number in range(9):
        split = ("train", "train", "train", "train", "calibration", "dev", "dev", "train", "train")[number]
        for text in TEXTS:
            for _ in range(2):
                word_head = "unseen" if text == UNSEEN else "train"
                add("words-en", f"words-en:{number}", text, "form", split, word_head)
        for copy in "abc":
            add("and", f"and:{number}", "and", copy, split, "train")
        add("and", f"and:{number}", "", "a", split, "")
    rows.append({**rows[0], "path": "signatures/0.png", "kind": "signature"})
    return rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Holds manifest.csv and crops/, as the production path writes them; one image failed."""
    rows = manifest_rows()
    with (tmp_path / "manifest.csv").open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, HEADER)
        writer.writeheader()
        writer.writerows(rows)
    crops = tmp_path / "crops"
    random = np.random.default_rng(3)
    words = [row for row in rows if row["kind"] == "word"]
    pixels = np.zeros((len(words) - 1, 48, 192), dtype=np.uint8)
    lines: list[str] = []
    for index, row in enumerate(words):
        if index == len(pixels):
            lines.append(f'{row["path"]},,,"nothing stands out"')
            continue
        slant = int(row["writer"].split(":")[1])
        for _ in range(12):
            x, y = random.integers(30, 150), random.integers(8, 36)
            for step in range(8):
                pixels[index, y + step // 2, x + step * (slant % 3)] = 255
        lines.append(f"{row['path']},{index},00,")
    contract = {
        "version": 1,
        "width": 192,
        "height": 48,
        "margin": 3,
        "polarity": "ink-high",
        "scaling": "fit-centred",
    }
    write_crops(crops, pixels, lines, contract)
    return tmp_path


def write_crops(
    folder: Path, pixels: npt.NDArray[np.uint8], lines: list[str], contract: dict[str, Any]
) -> None:
    """What `chirograph crops` writes: pixels, a line for each image, and the input contract."""
    folder.mkdir(parents=True)
    pixels.tofile(folder / "crops.u8")
    (folder / "crops.csv").write_text("\n".join(["path,index,sha256,error", *lines]) + "\n", encoding="utf-8")
    (folder / "crops.json").write_text(json.dumps({"input": contract, "count": len(pixels)}))


@pytest.fixture
def material(folder: Path) -> Material:
    return read_material(folder / "manifest.csv", folder / "crops")


@pytest.fixture
def recipe() -> Recipe:
    return Recipe(
        steps=6,
        threads=1,
        warm_up=2,
        dev_every=3,
        checkpoint_seconds=1e9,
        blocks=(
            Block(("words-en",), (1.0,), writers=4, crops=4),
            Block(("and",), (1.0,), writers=3, crops=2),
        ),
        stem=4,
        stages=((8, 1), (8, 1), (8, 1), (16, 1)),
        dimensions=16,
        datasets=("words-en", "and"),
    )


SIGNATURE_HEADER = (*HEADER, "genuine", "forger")


def signature_rows() -> list[dict[str, str]]:
    """Six signers with five genuine signatures and four forgeries each, and a word that six people copied."""
    rows: list[dict[str, str]] = []
    for number in range(6):
        split = ("train", "train", "train", "calibration", "dev", "dev")[number]
        signer = f"signatures-nl:{number}"
        row = {"dataset": "signatures-nl", "kind": "signature", "writer": signer, "split": split}
        for copy in range(9):
            genuine = "1" if copy < 5 else "0"
            forger = "" if copy < 5 else f"f{copy % 2}"
            path = f"signatures/{number}-{copy}.png"
            rows.append({**dict.fromkeys(SIGNATURE_HEADER, ""), **row, "genuine": genuine, "forger": forger})
            rows[-1]["path"] = path
        for text in ("the", "river", ""):
            for copy in range(3):
                word = {"dataset": "names-zh", "kind": "word", "writer": f"names-zh:{number}", "text": text}
                rows.append({**dict.fromkeys(SIGNATURE_HEADER, ""), **word, "split": split})
                rows[-1]["path"] = f"names/{number}-{text}-{copy}.png"
    return rows


@pytest.fixture
def signatures(tmp_path: Path) -> SignatureMaterial:
    """A signature's hand shows in how its strokes slant; forgeries slant a little otherwise."""
    rows = signature_rows()
    manifest = tmp_path / "signatures.csv"
    with manifest.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, SIGNATURE_HEADER)
        writer.writeheader()
        writer.writerows(rows)
    random = np.random.default_rng(5)
    folders = []
    for dataset in ("signatures-nl", "names-zh"):
        own = [row for row in rows if row["dataset"] == dataset]
        folder = tmp_path / "signature-crops" / dataset
        pixels = np.zeros((len(own), 96, 224), dtype=np.uint8)
        for index, row in enumerate(own):
            slant = int(row["writer"].split(":")[1]) + (2 if row["genuine"] == "0" else 0)
            for _ in range(20):
                x, y = random.integers(10, 190), random.integers(8, 80)
                for step in range(12):
                    pixels[index, y + step // 2, x + (step * slant) % 20] = 255
        lines = [f"{row['path']},{index},00," for index, row in enumerate(own)]
        write_crops(folder, pixels, lines, {"version": 1, "width": 224, "height": 96, "margin": 4})
        folders.append(folder)
    return read_signatures(manifest, folders)


@pytest.fixture
def signature_recipe() -> SignatureRecipe:
    return SignatureRecipe(
        steps=6,
        threads=1,
        warm_up=2,
        dev_every=3,
        checkpoint_seconds=1e9,
        corpora=("signatures-nl",),
        corpus_shares=(1.0,),
        copied=("names-zh",),
        copied_shares=(1.0,),
        signers=3,
        copyists=3,
        copies=3,
        stem=4,
        # Fewer channels into a strided 1x1 convolution make oneDNN write past its memory (its issue 6035).
        stages=((16, 1), (16, 1)),
        dimensions=16,
    )
