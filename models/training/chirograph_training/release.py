"""Exports weights to ONNX with their contract inside, and proves that both encode alike."""

from __future__ import annotations

import json
import os
import subprocess
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from torch import nn

from .material import Material
from .network import Encoder, ResidualBlock
from .pair import PairedEncoder
from .recipe import OPEN_SETS, Recipe, Settings, SignatureRecipe
from .signature_material import SignatureMaterial
from .signature_network import steps_apart
from .whitening import SHRINKAGE

NAME = "chirograph-word"
VERSION = "1.3.0"
#: Of the mended network of the question that the recipe began with.
SEED_VERSION = "1.2.0"
SIGNATURE_NAME = "chirograph-signature"
SIGNATURE_VERSION = "1.0.0"
#: Of the word model that is trained on openly licensed sets only.
OPEN_VERSION = "1.1.0"
HEADS = ("writer", "word")
#: The writer embedding in parts, by their place in the crop.
LOCAL = "local"
OPSET = 18
#: Least cosine between torch and onnxruntime, and between batch sizes and thread counts.
LEAST_PARITY = 0.9999
LEAST_STABILITY = 0.9995
#: What a length or a mean may be off.
FARTHEST = 1e-4
#: Weights with fewer values than this stay in 32 bits where a model is stored in 16.
LEAST_HALVED = 1000


class ParityError(RuntimeError):
    """The exported model does not encode as the trained one does."""


@dataclass(frozen=True)
class Description:
    """What a model file says of itself.

    Attributes:
        task: word or signature.
        name: What the model is called.
        version: Its version.
        input: The input contract of its crops.
        outputs: What each of its outputs is.
        recipe: What is needed to train the same weights again.
        data: Which rows were trained on, with their terms.
        crops: Hash of the list of crops.
    """

    task: str
    name: str
    version: str
    input: dict[str, Any]
    outputs: dict[str, dict[str, Any]]
    recipe: dict[str, Any]
    data: list[dict[str, Any]]
    crops: str


def word_description(
    recipe: Recipe, material: Material, name: str = NAME, origin: dict[str, Any] | None = None
) -> Description:
    """Of a word model.

    Args:
        recipe: What it was trained with.
        material: What it was trained on.
        name: What it is called.
        origin: What is needed to train the same weights again; of a run of the recipe where left out.
    """
    outputs = {**_heads(recipe), LOCAL: parts_contract(recipe, material.folder.input)}
    version = OPEN_VERSION if set(recipe.datasets) <= set(OPEN_SETS) else VERSION
    came = {**(origin or provenance(recipe)), "whitening": SHRINKAGE}
    return _description(recipe, material, name, version, outputs, came)


def seed_description(recipe: Recipe, material: Material, name: str, row: str) -> Description:
    """Of a network of the question that the recipe began with.

    Args:
        recipe: Its settings.
        material: What it was trained on.
        name: What it is called.
        row: Which it is.
    """
    came = {**provenance(recipe), "row": row}
    return _description(recipe, material, name, SEED_VERSION, _heads(recipe), came)


def _heads(recipe: Recipe) -> dict[str, dict[str, Any]]:
    return {head: {"dim": recipe.dimensions, "normalised": True} for head in HEADS}


def _description(
    recipe: Recipe,
    material: Material,
    name: str,
    version: str,
    outputs: dict[str, dict[str, Any]],
    origin: dict[str, Any],
) -> Description:
    """With what the material says of a word model: its input contract, its rows and its crops."""
    train = material.of_split("train").labelled()
    data = data_statement(train.dataset, train.writer, recipe.datasets, material.manifest_sha256)
    contract, crops = material.folder.input, material.folder.list_sha256
    return Description("word", name, version, contract, outputs, origin, data, crops)


def signature_description(
    recipe: SignatureRecipe, material: SignatureMaterial, name: str = SIGNATURE_NAME
) -> Description:
    """Of a signature model."""
    train = material.only(material.split == "train")
    writer = np.array([signer.split("/")[0] for signer in train.signer])
    sets = (*recipe.corpora, *recipe.copied)
    data = data_statement(train.dataset, writer, sets, material.manifest_sha256)
    return Description(
        "signature",
        name,
        SIGNATURE_VERSION,
        material.input,
        {"signature": sequence_contract(recipe, material.input["width"])},
        provenance(recipe),
        data,
        material.material_sha256,
    )


def parts_contract(recipe: Recipe, contract: dict[str, Any]) -> dict[str, Any]:
    """What the parts of a writer embedding are: vectors, row after row, whose mean it is."""
    coarse = 2 ** len(recipe.stages)
    rows, columns = contract["height"] // coarse, contract["width"] // coarse
    return {"rows": rows, "columns": columns, "dim": recipe.dimensions, "meanIs": "writer"}


def sequence_contract(recipe: SignatureRecipe, width: int) -> dict[str, Any]:
    """What a signature's sequence is, and how far from its place a step may find its counterpart."""
    steps = width // steps_apart(recipe)
    return {"steps": steps, "dim": recipe.dimensions, "reach": recipe.reach, "normalised": True}


@dataclass(frozen=True)
class Parity:
    """Least cosines over the crops tried, over all heads."""

    crops: int
    torch_to_onnx: float
    batch_sizes: float


def input_contract(contract: dict[str, Any]) -> dict[str, Any]:
    """The crops' contract with how the network wants the bytes."""
    return {**contract, "layout": "NCHW", "scale": "1/255", "dtype": "float32"}


def provenance(recipe: Settings) -> dict[str, Any]:
    """What is needed to train the same weights again."""
    return {
        "commit": _commit(),
        "configHash": recipe.hash(),
        "seed": recipe.seed,
        "threads": recipe.threads,
        "steps": recipe.steps,
        "torch": torch.__version__,
        **({"start": recipe.start} if isinstance(recipe, Recipe) and recipe.start else {}),
    }


def data_statement(
    dataset: npt.NDArray[np.str_], writer: npt.NDArray[np.str_], sets: tuple[str, ...], manifest_sha256: str
) -> list[dict[str, Any]]:
    """Which rows were trained on, with their terms.

    Args:
        dataset: Set of each row trained on.
        writer: Its writer.
        sets: Those to state, in their order; one without rows is left out.
        manifest_sha256: Hash of the labels.
    """
    return [
        {
            "dataset": name,
            "rows": int((dataset == name).sum()),
            "writers": len(np.unique(writer[dataset == name])),
            "terms": TERMS.get(name, "not stated"),
            "manifestSha256": manifest_sha256,
        }
        for name in sets
        if (dataset == name).any()
    ]


#: Terms as the sets' sources state them.
TERMS = {
    "words-en": "IAM-OnDB: freely available for non-commercial research purposes; cite Liwicki and Bunke 2005",
    "and": "no licence file; 'please try out our dataset and cite' (arXiv:1909.02548)",
    "dhsd": "CC BY 4.0",
    "words-ar": "AHAWP: repository MIT, dataset published as CC BY 4.0 (Mendeley Data)",
    "names-zh": "MIT (10.1002/aisy.202300439)",
    "omniglot": "MIT",
    "fonts": "synthetic: 127 fonts under the SIL Open Font License 1.1, named in training/hands/fonts.csv",
    "signatures-nl": "SigComp2011 Dutch: none stated; research only",
    "signatures-svc": "SVC2004: none seen; research only",
    "signatures-zh": "SigComp2011 Chinese: none seen; research only",
    "strokes": "words-en again, its recorded strokes with other pens, inks and papers; terms of words-en",
}


def export(encoder: nn.Module, description: Description, target: Path, half: bool = False) -> None:
    """Writes the ONNX file.

    Args:
        encoder: Trained weights.
        description: What the file says of itself.
        target: The file; replaced whole or not at all.
        half: Whether weights are stored in 16 bits; computing stays in 32.
    """
    example = torch.rand(2, 1, description.input["height"], description.input["width"])
    beside = target.with_suffix(".part")
    encoder = encoder.eval().to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    with warnings.catch_warnings():
        # The traced exporter is announced as legacy, yet it is what folds the batch norms plainly
        # and keeps one file without external data.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            encoder,
            (example,),
            str(beside),
            input_names=["crop"],
            output_names=list(description.outputs),
            dynamic_axes={name: {0: "count"} for name in ("crop", *description.outputs)},
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load(beside)
    if half:
        halve(model)
    describe(model, description)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, beside)
    os.replace(beside, target)


def encoder_of(model_file: Path, recipe: Recipe) -> Encoder:
    """The network of an exported word model, so that a release can be made anew without being trained anew.

    Args:
        model_file: An ONNX file as `export` writes it.
        recipe: The settings of its network.

    Raises:
        ValueError: The file is of another network.
    """
    (encoder,) = encoders_of(model_file, (recipe,))
    return encoder


def encoders_of(model_file: Path, recipes: Sequence[Recipe]) -> list[Encoder]:
    """The networks of an exported word model, one or the two of a pair.

    In the file the norms are part of the convolutions: here these have the same weights, and the norms nothing
    left to do but to add what was the bias.

    Args:
        model_file: An ONNX file as `export` writes it.
        recipes: The settings of each.

    Raises:
        ValueError: The file is of other networks.
    """
    graph = onnx.load(model_file).graph
    values = _values(graph)
    folded = [tuple(values[name] for name in node.input[1:3]) for node in graph.node if node.op_type == "Conv"]
    encoders = [Encoder(recipe) for recipe in recipes]
    layers = [layer for encoder in encoders for layer in convolutions(encoder)]
    if [weight.shape for weight, _ in folded] != [conv.weight.shape for conv, _ in layers]:
        raise ValueError(f"{model_file.name} is of another network than the recipe describes")
    with torch.no_grad():
        for (conv, norm), (weight, bias) in zip(layers, folded, strict=True):
            conv.weight.copy_(weight)
            norm.bias.copy_(bias)
            norm.running_var = torch.full_like(bias, 1 - norm.eps)
        for name in ("writer_head", "word_head"):
            stored = [key for key in values if key.endswith(f"{name}.bias")]
            for encoder, of_head in zip(encoders, stored, strict=True):
                head = getattr(encoder, name)
                head.weight.copy_(_matrix(graph, values, of_head))
                head.bias.copy_(values[of_head])
    return [encoder.eval() for encoder in encoders]


def _values(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    """What a file stores, by the names under which its nodes take it up."""
    values = {
        tensor.name: torch.from_numpy(onnx.numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer
    }
    for node in graph.node:
        # Equal weights stand in the file once; those stored in 16 bits are cast before their use.
        if node.op_type in ("Identity", "Cast") and node.input[0] in values:
            values[node.output[0]] = values[node.input[0]].float()
    return values


def _matrix(graph: onnx.GraphProto, values: dict[str, torch.Tensor], bias: str) -> torch.Tensor:
    """The weights of the layer that a bias belongs to."""
    matrix = values.get(f"{bias.removesuffix('.bias')}.weight")
    if matrix is not None:
        return matrix
    # Applied to every part of a crop, a head stands in the file as a product with its transpose, then a sum.
    (summed,) = [node for node in graph.node if node.op_type == "Add" and bias in node.input]
    (product,) = [node for node in graph.node if node.op_type == "MatMul" and node.output[0] in summed.input]
    return values[product.input[1]].T


def halved(pair: PairedEncoder) -> PairedEncoder:
    """A pair whose weights are what 16 bits hold of them once the norms are part of the convolutions.

    Its file, which stores them so, then encodes as it does.
    """
    with torch.no_grad():
        for conv, norm in (*convolutions(pair.first), *convolutions(pair.second)):
            assert norm.running_var is not None
            assert norm.running_mean is not None
            scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            conv.weight.mul_(scale[:, None, None, None])
            norm.bias.sub_(norm.running_mean * scale)
            norm.weight.fill_(1.0)
            norm.running_mean.zero_()
            norm.running_var.fill_(1 - norm.eps)
        for weight in pair.parameters():
            if weight.numel() >= LEAST_HALVED:
                weight.copy_(weight.half().float())
    return pair


def convolutions(encoder: Encoder) -> Iterator[tuple[nn.Conv2d, nn.BatchNorm2d]]:
    """Every convolution with the norm behind it, in the order in which they compute."""
    stem, norm = encoder.stem[0], encoder.stem[1]
    assert isinstance(stem, nn.Conv2d)
    assert isinstance(norm, nn.BatchNorm2d)
    yield stem, norm
    for stage in encoder.stages:
        assert isinstance(stage, nn.Sequential)
        for block in stage:
            assert isinstance(block, ResidualBlock)
            yield block.first, block.first_norm
            yield block.second, block.second_norm
            if isinstance(block.shortcut, nn.Sequential):
                conv, norm = block.shortcut[0], block.shortcut[1]
                assert isinstance(conv, nn.Conv2d)
                assert isinstance(norm, nn.BatchNorm2d)
                yield conv, norm


def halve(model: onnx.ModelProto) -> None:
    """Stores the model's large weights in 16 bits, each with a cast back to 32 before its use."""
    casts: list[onnx.NodeProto] = []
    for tensor in model.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and np.prod(tensor.dims) >= LEAST_HALVED:
            name = tensor.name
            values = onnx.numpy_helper.to_array(tensor).astype(np.float16)
            tensor.CopyFrom(onnx.numpy_helper.from_array(values, f"{name}_half"))
            casts.append(onnx.helper.make_node("Cast", [tensor.name], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def widen(model: onnx.ModelProto) -> None:
    """Undoes `halve`: the same values stored in 32 bits, with no cast before their use."""
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    others: list[onnx.NodeProto] = []
    for node in model.graph.node:
        if node.op_type == "Cast" and node.input[0] in stored:
            tensor = stored[node.input[0]]
            values = onnx.numpy_helper.to_array(tensor).astype(np.float32)
            tensor.CopyFrom(onnx.numpy_helper.from_array(values, node.output[0]))
        else:
            others.append(node)
    del model.graph.node[:]
    model.graph.node.extend(others)


def describe(model: onnx.ModelProto, description: Description) -> None:
    """Writes into the model what a reader must know of it."""
    onnx.helper.set_model_props(
        model,
        {
            "chirograph.task": description.task,
            "chirograph.name": description.name,
            "chirograph.version": description.version,
            "chirograph.input": _compact(input_contract(description.input)),
            "chirograph.outputs": _compact(description.outputs),
            "chirograph.recipe": _compact(description.recipe),
            "chirograph.data": _compact(description.data),
            "chirograph.crops": description.crops,
        },
    )


def metadata(model_file: Path) -> dict[str, str]:
    """What an ONNX file says of itself."""
    model = onnx.load(model_file, load_external_data=False)
    return {entry.key: entry.value for entry in model.metadata_props}


def check_parity(
    encoder: nn.Module, model_file: Path, material: Material | SignatureMaterial, count: int = 500
) -> Parity:
    """Encodes the same crops with torch and with onnxruntime, in several batch sizes and threads.

    Raises:
        ParityError: A cosine is under what is required.
    """
    chosen = np.linspace(0, len(material) - 1, min(count, len(material))).astype(np.int64)
    crops = material.pixels(np.unique(chosen))[:, None].astype(np.float32) / np.float32(255)
    with torch.inference_mode():
        given = encoder(torch.from_numpy(crops).contiguous(memory_format=torch.channels_last))
    reference = [head.numpy() for head in (given if isinstance(given, tuple) else (given,))]
    base = onnx_embeddings(model_file, crops, size=32, threads=1)
    to_torch = min(_least_cosine(a, b) for a, b in zip(reference, base, strict=True))
    stability = min(
        _least_cosine(a, b)
        for size in (1, 7, 32)
        for threads in (1, 2)
        for a, b in zip(base, onnx_embeddings(model_file, crops, size, threads), strict=True)
    )
    parity = Parity(len(crops), to_torch, stability)
    # Written so that a value that is no number fails too.
    if not (to_torch >= LEAST_PARITY and stability >= LEAST_STABILITY):
        raise ParityError(f"{model_file.name} does not encode like the weights it came from: {parity}")
    broken = broken_promises(json.loads(metadata(model_file)["chirograph.outputs"]), base)
    if broken:
        raise ParityError(f"{model_file.name} does not give what it says: {'; '.join(broken)}")
    return parity


def broken_promises(outputs: dict[str, dict[str, Any]], given: list[npt.NDArray[np.float32]]) -> list[str]:
    """What a file says of its outputs and they do not keep: lengths of 1, and means that are another output."""
    by_name = dict(zip(outputs, given, strict=True))
    broken = []
    for name, said in outputs.items():
        values = by_name[name]
        if said.get("normalised") and not (np.abs(np.linalg.norm(values, axis=-1) - 1) < FARTHEST).all():
            broken.append(f"a length in {name} is not 1")
        whole = said.get("meanIs")
        if whole and not (np.abs(values.mean((1, 2)) - by_name[whole]) < FARTHEST).all():
            broken.append(f"the mean of {name} is not {whole}")
    return broken


def onnx_embeddings(
    model_file: Path, crops: npt.NDArray[np.float32], size: int, threads: int
) -> list[npt.NDArray[np.float32]]:
    """Embeddings of all heads by onnxruntime on the CPU."""
    session = _session(model_file, threads)
    parts = [session.run(None, {"crop": crops[start : start + size]}) for start in range(0, len(crops), size)]
    return [np.concatenate(head) for head in zip(*parts, strict=True)]


def _session(model_file: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(model_file, options, providers=["CPUExecutionProvider"])


class OnnxEncoder:
    """An exported word model where a trained encoder is expected, for measuring what is released."""

    def __init__(self, model_file: Path, threads: int = 2) -> None:
        """Opens the model on the CPU."""
        self._session = _session(model_file, threads)

    def __call__(self, crops: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Encodes crops as `Encoder.forward` does."""
        writer, word = self._session.run(list(HEADS), {"crop": crops.contiguous().numpy()})
        return torch.from_numpy(writer), torch.from_numpy(word)


class OnnxSignatureEncoder:
    """The same for an exported signature model; what it measures goes with the reach that the file states."""

    def __init__(self, model_file: Path, threads: int = 2) -> None:
        """Opens the model on the CPU."""
        self._session = _session(model_file, threads)
        said = json.loads(metadata(model_file)["chirograph.outputs"])
        self.reach = int(said["signature"]["reach"])

    def __call__(self, crops: torch.Tensor) -> torch.Tensor:
        """Encodes crops as `SignatureEncoder.forward` does."""
        (signature,) = self._session.run(["signature"], {"crop": crops.contiguous().numpy()})
        return torch.from_numpy(signature)


def _least_cosine(left: npt.NDArray[np.float32], right: npt.NDArray[np.float32]) -> float:
    """1 where both are the same vectors; no more than their cosine, and less where their lengths differ."""
    lengths = np.maximum((left * left).sum(-1), (right * right).sum(-1))
    return float(((left * right).sum(-1) / lengths).min())


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _commit() -> str:
    """The commit of the recipe's code; says so where files of it are not committed."""
    here = Path(__file__).parent
    try:
        head = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=here, capture_output=True, text=True, check=True
        ).stdout.strip()
        changed = subprocess.run(
            ["git", "status", "--porcelain", "--", "."], cwd=here, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{head} with changes" if changed else head
