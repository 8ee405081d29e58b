"""Does an int8 model do as well, and is it faster where it runs? Measured, then decided."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)

from .evaluation import figure, measure_dev
from .material import Material
from .release import OnnxEncoder, widen

#: Crops that the ranges of values are taken from, and crops a run of the speed measurement.
CALIBRATION_CROPS = 1024
BATCH = 32
SPEED_CROPS = 2048
#: A figure may get worse by this share, no more.
LARGEST_LOSS = 0.02


class _Crops(CalibrationDataReader):  # type: ignore[misc]
    """Hands train crops to the calibration, in batches."""

    def __init__(self, crops: npt.NDArray[np.float32]) -> None:
        # Equal ones: what calibrates puts them into one array.
        whole = len(crops) // BATCH * BATCH
        self._batches = iter(np.split(crops[:whole], whole // BATCH) if whole > 0 else [crops])

    def get_next(self) -> dict[str, npt.NDArray[np.float32]] | None:
        """The next batch; None when there is no more."""
        batch = next(self._batches, None)
        return None if batch is None else {"crop": batch}


def quantise(model: Path, material: Material, target: Path) -> None:
    """Writes an int8 model: static QDQ, weights per channel, ranges of 99.995 % of what train crops give.

    Args:
        model: The ONNX file; it computes in float32, however its weights are stored.
        material: Rows of split `train` give the crops; others are left out.
        target: The file to write.
    """
    train = material.of_split("train")
    chosen = np.linspace(0, len(train) - 1, min(CALIBRATION_CROPS, len(train))).astype(np.int64)
    crops = train.pixels(chosen)[:, None].astype(np.float32) / np.float32(255)
    wide = onnx.load(model)
    # Behind a cast weights are no constants, and would be rounded at every run.
    widen(wide)
    quantize_static(
        wide,
        target,
        _Crops(crops),
        quant_format=QuantFormat.QDQ,
        per_channel=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        calibrate_method=CalibrationMethod.Percentile,
        extra_options={"CalibPercentile": 99.995},
        # What pools and normalises takes powers and sums, which eight bits cannot hold.
        op_types_to_quantize=["Conv", "Add", "MaxPool"],
    )


def figure_changes(
    before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]
) -> dict[str, dict[str, float]]:
    """Each figure of both, and how much worse the second is, relative to the first."""
    changes: dict[str, dict[str, float]] = {}
    names = ("wordWriterEer", "sameWordEer", "sameWordUnseenEer")
    for dataset, figures in before.items():
        documents = [f"documents.{words}.eer" for words in figures["documents"]]
        for name in (*names, *documents):
            old, new = figure(figures, name), figure(after[dataset], name)
            if old is None or new is None:
                continue
            worse = (new - old) / old if old > 0 else float(new > 0)
            changes[f"{dataset} {name}"] = {"before": old, "after": new, "worse": round(worse, 4)}
    return changes


def compare(model: Path, material: Material, target: Path, speed: Sequence[str | Path]) -> dict[str, Any]:
    """Size, speed and figures of a model and of its int8 twin, and which of them is to be shipped.

    Args:
        model: The float32 ONNX file.
        material: Train rows calibrate, dev rows are measured.
        target: Where the int8 file goes.
        speed: Command that measures models in onnxruntime-node.

    Returns:
        Plain values; `ship` is "int8" only where it is faster and no figure gets worse by more than 2 %.
    """
    quantise(model, material, target)
    dev = material.of_split("dev")
    changes = figure_changes(measure_dev(OnnxEncoder(model), dev), measure_dev(OnnxEncoder(target), dev))
    command = [*speed, "--threads", "2", "--batch", str(BATCH), "--crops", str(SPEED_CROPS), model, target]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    node = [float(json.loads(line)["cropsPerSecond"]) for line in printed.splitlines()]
    python = [python_speed(each) for each in (model, target)]
    worst = max(changes.values(), key=lambda change: change["worse"], default={"worse": 0.0})
    fits = worst["worse"] <= LARGEST_LOSS and node[1] > node[0]
    return {
        "bytes": [model.stat().st_size, target.stat().st_size],
        "cropsPerSecondNode": [round(each) for each in node],
        "cropsPerSecondPython": [round(each) for each in python],
        "nodeToPython": [round(a / b, 2) for a, b in zip(node, python, strict=True)],
        "figures": changes,
        "ship": "int8" if fits else "float32",
    }


def python_speed(model: Path) -> float:
    """Crops a second in Python's onnxruntime, as the other measurement does it."""
    encoder = OnnxEncoder(model, threads=2)
    crop = torch.full((BATCH, 1, 48, 192), 0.5)
    encoder(crop)
    runs = SPEED_CROPS // BATCH
    started = time.perf_counter()
    for _ in range(runs):
        encoder(crop)
    return runs * BATCH / (time.perf_counter() - started)
