"""Command line of the recipe."""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import nn

from . import ablation
from .card import render_page, write_card
from .confounds import measure_confounds
from .evaluation import headline, measure_dev
from .further import start_of
from .gap import measure_gap
from .material import Material, join_material, read_material, sha256
from .network import Encoder, Explained
from .pair import ExplainedPair, paired
from .picture import draw_run
from .quantise import compare
from .recipe import Recipe, SignatureRecipe, further, open_recipe, open_signature_recipe, second_recipe
from .release import (
    NAME,
    SIGNATURE_NAME,
    OnnxEncoder,
    OnnxSignatureEncoder,
    ParityError,
    check_parity,
    encoder_of,
    encoders_of,
    export,
    halved,
    metadata,
    provenance,
    seed_description,
    signature_description,
    word_description,
)
from .seed_rows import OURS, ROWS, STEPS
from .seed_table import read_results, write_page
from .seed_training import load_row, run_row
from .signature_material import datasets_of, read_signatures
from .signature_task import REQUIRED, SignatureTask, load_signature_encoder, measure_signatures
from .training import BEST, LOG, OutOfTimeError, Run
from .trials import measure_trials
from .watch import CollapseError
from .whitening import whiten
from .word_task import WordTask, load_encoder, recipe_of

TRAINING = Path(__file__).resolve().parent.parent
PROJECT = TRAINING.parent.parent
MODELS = TRAINING.parent
HANDS = TRAINING / "hands"
#: The Node that `npm ci` brings with the project: it reads TypeScript as it is.
NODE = PROJECT / "node_modules" / ".bin" / "node"
WORK = TRAINING / "work"
#: Of the network that goes beside the first in the released model.
SECOND_RUN = WORK / "run-second"
SEED_WORK = WORK / "seed"
#: The mended network of the question that the recipe began with.
SEED_NAME = "signet-word"
#: Models whose cards make the page, in its order.
RELEASED = (NAME, f"{NAME}-open", SIGNATURE_NAME, f"{SIGNATURE_NAME}-open", SEED_NAME)
DATA = PROJECT.parent / "shared" / "data"


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        asked.run(asked)
    except (
        CollapseError,
        OutOfTimeError,
        ParityError,
        ValueError,
        FileNotFoundError,
        subprocess.CalledProcessError,
    ) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="models/training/run",
        description="Trains, exports and describes Chirograph's encoders. Without a command: the whole recipe.",
    )
    commands = parser.add_subparsers(dest="command")

    labels = argparse.ArgumentParser(add_help=False)
    labels.add_argument("--manifest", type=Path, default=DATA / "manifest.csv", help="labels")
    labels.add_argument("--root", type=Path, help="folder of the manifest's paths (default: its own folder)")
    material = argparse.ArgumentParser(add_help=False, parents=[labels])
    material.add_argument("--crops", type=Path, default=WORK / "crops", help="written by `chirograph crops`")
    material.add_argument("--hands", type=Path, default=WORK / "hands", help="written by the command `hands`")
    settings = argparse.ArgumentParser(add_help=False)
    settings.add_argument("--out", type=Path, help="folder of checkpoint, log, weights")
    settings.add_argument("--steps", type=int, help="default: the recipe's")
    settings.add_argument("--seed", type=int, help=f"default {Recipe.seed}")
    settings.add_argument("--threads", type=int, help="default: the recipe's; part of what decides weights")
    varying = argparse.ArgumentParser(add_help=False)
    varying.add_argument(
        "--varied", type=float, help="share of the crops that are varied; default: the recipe's"
    )
    varying.add_argument(
        "--unwarped", action="store_true", help="leave slant, proportions, size and place of crops as they are"
    )
    settings.add_argument("--minutes", type=float, help="stop after so much time; run again to go on")
    weights = argparse.ArgumentParser(add_help=False)
    weights.add_argument("--weights", type=Path, help="best.pt of a run, or a released ONNX file")
    weights.add_argument("--second-weights", type=Path, help="the same of the network that goes beside it")
    model = argparse.ArgumentParser(add_help=False)
    model.add_argument("--model", type=Path, help="the ONNX file")
    release = argparse.ArgumentParser(add_help=False)
    release.add_argument(
        "--open", action="store_true", help="the release that is trained on openly licensed sets only"
    )

    more = argparse.ArgumentParser(add_help=False)
    more.add_argument("--manifest", type=Path, default=DATA / "manifest.csv", help="labels of real words")
    more.add_argument("--strokes", type=Path, default=DATA / "words-en-strokes.jsonl.gz", help="pens' paths")
    more.add_argument("--out", type=Path, default=WORK / "hands", help="images, manifest.csv, and their crops")
    more.add_argument("--seed", type=int, default=7, help="default 7; the same seed writes the same images")
    more.add_argument("--hands", type=int, default=4, help="hands of each font, default 4")
    more.add_argument("--words", type=int, default=15_000, help="words from strokes, default 15000")

    for name, sentence, command, parents in (
        ("crops", "Write the crops through the production path.", _crops, [material]),
        ("hands", "Write extra words: by fonts, and by recorded strokes with other pens.", _hands, [more]),
        (
            "train",
            "Train, or go on where a killed run stopped.",
            _train,
            [material, settings, varying, release],
        ),
        (
            "train-second",
            "The same for the network beside the first.",
            _train_second,
            [material, settings, varying],
        ),
        (
            "further",
            "Train on from the first network, half of the crops as they were prepared: to measure.",
            _further,
            [material, settings, varying],
        ),
        (
            "further-second",
            "The same for the network beside it, which is released.",
            _further_second,
            [material, settings, varying],
        ),
        ("export", "Write weights as ONNX; both must agree.", _export, [material, weights, model, release]),
        ("evaluate", "Measure an ONNX file on the dev rows.", _evaluate, [material, model, release]),
        ("confounds", "Measure: hands, or scanners?", _confounds, [material, model, release]),
        ("quantise", "Measure whether an int8 twin would do.", _quantise, [material, model, release]),
        ("gap", "Measure: train writers against dev writers.", _gap, [material, model, release]),
        ("trials", "Measure: what else trained weights could give.", _trials, [material, weights, release]),
        ("ablation", "Train one row of the ablation table for a few minutes.", _ablation, [material]),
        ("card", "Write the model card and its page.", _card, [material, model, release]),
        (
            "recipe",
            "All of this in order.",
            _recipe,
            [material, settings, varying, weights, model, release],
        ),
    ):
        added = commands.add_parser(name, help=sentence, description=sentence, parents=parents)
        added.set_defaults(run=command)
        if name.startswith("further"):
            added.add_argument("--start", type=Path, help="best.pt of a run, or a released ONNX file")
            added.set_defaults(open=False)
        if name == "ablation":
            added.add_argument("--row", choices=ablation.ROWS, required=True, help="which")
            added.add_argument("--steps", type=int, default=ablation.STEPS, help="the table's have 800")
        if name == "trials":
            added.add_argument("--beside", type=Path, required=True, help="ONNX file of another word model")
        if name == "card":
            added.add_argument("--figures", type=Path, help="JSON of `evaluate`; measured now where left out")
            added.add_argument(
                "--signature-crops", type=Path, default=WORK / "signature-crops", help="of a signature model"
            )
    signatures = commands.add_parser(
        "signatures",
        help="The signature encoder: its crops, its training, its ONNX file.",
        description="Trains the signature encoder. Without a step: crops, train and export in order.",
        parents=[labels, settings, model, release],
    )
    signatures.add_argument("step", nargs="?", choices=["crops", "train", "export"], help="only this step")
    signatures.add_argument(
        "--crops", type=Path, default=WORK / "signature-crops", help="a folder a set, by `chirograph crops`"
    )
    signatures.add_argument(
        "--without-dev-forgers", action="store_true", help="leave out what forgers of dev signers forged"
    )
    signatures.set_defaults(run=_signatures)
    seed = commands.add_parser(
        "seed",
        help="The systems of the question this project began with.",
        description="Trains, tabulates or exports the systems of the question this project began with.",
        parents=[material],
    )
    seed.set_defaults(run=_seed)
    what = seed.add_mutually_exclusive_group(required=True)
    what.add_argument("--row", choices=[*ROWS, OURS], help="train the system and keep its result")
    what.add_argument("--table", action="store_true", help="write the results into seed.md")
    what.add_argument("--export", choices=list(ROWS), help="write a mended row's weights as signet-word.onnx")
    seed.add_argument("--steps", type=int, default=STEPS, help=f"default {STEPS}; the table wants equal ones")
    seed.add_argument("--results", type=Path, default=TRAINING / "seed", help="a JSON file for each row")
    seed.add_argument(
        "--float32", action="store_true", help="compute in 32 bits, where bfloat16 is slower; not for the table"
    )
    return parser


def _named(name: str, asked: argparse.Namespace) -> str:
    """A model's name in the release that is asked for."""
    return f"{name}-open" if asked.open else name


def _model(asked: argparse.Namespace) -> Path:
    given: Path | None = asked.model
    return given or MODELS / f"{_named(NAME, asked)}.onnx"


def _run_folder(asked: argparse.Namespace) -> Path:
    return WORK / _named("run", asked)


def _further_folder(trained: Path) -> Path:
    """Folder of the run that goes on from the one in another folder."""
    return trained.with_name(f"{trained.name}-further")


def _crops(asked: argparse.Namespace) -> None:
    _write_crops(asked, asked.crops)


def _write_crops(asked: argparse.Namespace, out: Path, *options: str) -> None:
    # The program makes the folder that it writes, and none around it.
    out.parent.mkdir(parents=True, exist_ok=True)
    root = asked.root or asked.manifest.parent
    command = [PROJECT / "bin" / "chirograph", "crops", asked.manifest, "--root", root, *options, "--out", out]
    subprocess.run(command, check=True)


def _hands(asked: argparse.Namespace) -> None:
    # npm writes this list when all packages are there.
    if not (HANDS / "node_modules" / ".package-lock.json").is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise FileNotFoundError("npm, which fetches the fonts once, is not installed")
        subprocess.run([npm, "ci"], cwd=HANDS, check=True, stdout=sys.stderr)
    options = ("manifest", "strokes", "out", "seed", "hands", "words")
    settings = [part for name in options for part in (f"--{name}", str(getattr(asked, name)))]
    subprocess.run([NODE, HANDS / "hands.ts", *settings], check=True)
    _crops(argparse.Namespace(manifest=asked.out / "manifest.csv", root=None, crops=asked.out / "crops"))


def _material(asked: argparse.Namespace) -> Material:
    """The real rows and the extra hands, with which a recipe trains."""
    return join_material(
        [
            read_material(asked.manifest, asked.crops),
            read_material(asked.hands / "manifest.csv", asked.hands / "crops"),
        ]
    )


def _train(asked: argparse.Namespace) -> None:
    _train_word(asked, open_recipe() if asked.open else Recipe(), _run_folder(asked), _material(asked))


def _train_second(asked: argparse.Namespace) -> None:
    _train_word(asked, second_recipe(), SECOND_RUN, _material(asked))


def _further(asked: argparse.Namespace) -> None:
    _train_further(asked, 0, _run_folder(asked))


def _further_second(asked: argparse.Namespace) -> None:
    _train_further(asked, 1, SECOND_RUN)


def _pair_recipes() -> tuple[Recipe, Recipe]:
    """What the networks of a pair are trained with, the first one first."""
    return Recipe(), second_recipe()


def _train_further(asked: argparse.Namespace, place: int, trained: Path) -> None:
    start: Path = asked.start or trained / BEST
    material = _material(asked)
    recipes = _pair_recipes()
    network = start_of(start, recipes, place, material)
    recipe = further(recipes[place], sha256(start))
    _train_word(asked, recipe, _further_folder(trained), material, network)


def _train_word(
    asked: argparse.Namespace,
    recipe: Recipe,
    folder: Path,
    material: Material,
    start: Encoder | None = None,
) -> None:
    """Trains, and draws the run; its picture has the name of the folder that it has by default."""
    settings = recipe.with_changes(
        steps=asked.steps,
        seed=asked.seed,
        threads=asked.threads,
        dev_every=None if asked.steps is None else math.ceil(asked.steps / 2),
        varied=asked.varied,
        warped=False if asked.unwarped else None,
    )
    out = asked.out or folder
    Run(WordTask(material, settings, start=start), out).train(asked.minutes)
    draw_run(out / LOG, TRAINING / f"{folder.name}.svg")


def _export(asked: argparse.Namespace) -> None:
    material = _material(asked)
    target = _model(asked)
    encoder: nn.Module
    if asked.open:
        trained, recipe, origin = _weights(asked)
        encoder = Explained(whiten(trained, material, recipe.datasets, recipe.seed)).eval()
    else:
        first, second = _both_weights(asked)
        recipe = first.recipe
        whitened = (first.whitened, second.whitened)
        pair = paired(first.network, second.network, material, recipe.datasets, recipe.seed, whitened)
        encoder = ExplainedPair(halved(pair)).eval()
        origin = {**first.origin, **{f"second.{name}": value for name, value in second.origin.items()}}
    description = word_description(recipe, material, _named(NAME, asked), origin)
    export(encoder, description, target, half=not asked.open)
    parity = check_parity(encoder, target, material.of_split("train"))
    print(f"{target}: {target.stat().st_size:,} bytes, {parity}")


@dataclass(frozen=True)
class Member:
    """One network of a pair, its recipe, where its weights come from, and whether it is whitened already."""

    network: Encoder
    recipe: Recipe
    origin: dict[str, Any]
    whitened: bool


def _both_weights(asked: argparse.Namespace) -> tuple[Member, Member]:
    """The networks of a pair; of a released one each, where no others are given."""
    weights: Path = asked.weights or _run_folder(asked) / BEST
    released = weights if weights.suffix == ".onnx" else None
    return (
        _member(weights, 0),
        _member(asked.second_weights or released or _further_folder(SECOND_RUN) / BEST, 1),
    )


def _start_origin(start: str, place: int) -> dict[str, Any]:
    """How the weights that training went on from were trained, where their file is among models and runs."""
    if not start:
        return {}
    for file in (*sorted(MODELS.glob("*.onnx")), *sorted(WORK.glob(f"*/{BEST}"))):
        if sha256(file) == start:
            origin = _member(file, place).origin
            return {f"start.{name}": value for name, value in {"file": file.name, **origin}.items()}
    return {}


def _member(weights: Path, place: int) -> Member:
    """A network that was trained, or the first or second of a released pair."""
    if weights.suffix != ".onnx":
        trained, saved = load_encoder(weights)
        recipe = recipe_of(saved["recipe"])
        origin = {**provenance(recipe), "bestStep": saved["best"]["step"], **_start_origin(recipe.start, place)}
        return Member(trained, recipe, origin, whitened=False)
    recipes = _pair_recipes()
    said: dict[str, Any] = json.loads(metadata(weights)["chirograph.recipe"])
    second = "second."
    of_second = {name.removeprefix(second): value for name, value in said.items() if name.startswith(second)}
    of_first = {
        name: value for name, value in said.items() if not name.startswith(second) and name != "whitening"
    }
    origin = (of_first, of_second)[place]
    return Member(encoders_of(weights, recipes)[place], recipes[place], origin, whitened=True)


def _weights(asked: argparse.Namespace) -> tuple[Encoder, Recipe, dict[str, Any]]:
    """A network that was trained, its recipe, and where its weights come from."""
    weights = asked.weights or (_run_folder(asked) / BEST)
    if weights.suffix == ".onnx":
        recipe = Recipe()
        return encoder_of(weights, recipe), recipe, json.loads(metadata(weights)["chirograph.recipe"])
    trained, saved = load_encoder(weights)
    recipe = recipe_of(saved["recipe"])
    return trained, recipe, provenance(recipe)


def _signatures(asked: argparse.Namespace) -> None:
    recipe = (open_signature_recipe() if asked.open else SignatureRecipe()).with_changes(
        steps=asked.steps, seed=asked.seed, threads=asked.threads, without_dev_forgers=asked.without_dev_forgers
    )
    out = asked.out or WORK / f"signature-{_run_folder(asked).name}"
    if asked.step in (None, "crops"):
        wanted = {*recipe.corpora, *recipe.copied, *REQUIRED}
        for dataset in sorted(wanted & datasets_of(asked.manifest)):
            _write_crops(asked, asked.crops / dataset, "--as", "signature", "--dataset", dataset)
    material = read_signatures(asked.manifest, sorted(path.parent for path in asked.crops.glob("*/crops.json")))
    if asked.step in (None, "train"):
        Run(SignatureTask(material, recipe), out).train(asked.minutes)
    if asked.step in (None, "export"):
        if not (out / BEST).is_file():
            raise ValueError(f"{out} holds no weights; train first: models/training/run signatures train")
        encoder, saved = load_signature_encoder(out / BEST)
        if encoder.recipe.without_dev_forgers:
            raise ValueError(f"{out} is a measurement without some forgeries, which is not released")
        name = _named(SIGNATURE_NAME, asked)
        target = (asked.model.parent if asked.model else MODELS) / f"{name}.onnx"
        export(encoder, signature_description(encoder.recipe, material, name), target)
        parity = check_parity(encoder, target, material.only(material.split == "train"))
        print(f"{target}: {target.stat().st_size:,} bytes, {parity}, best step {saved['best']['step']}")
        asked.model, asked.signature_crops = target, asked.crops
        _card(asked)


def _evaluate(asked: argparse.Namespace) -> None:
    print(json.dumps(_dev_figures(asked), indent=2))


def _confounds(asked: argparse.Namespace) -> None:
    material = read_material(asked.manifest, asked.crops).of_split("dev")
    print(json.dumps(measure_confounds(OnnxEncoder(_model(asked)), material), indent=2))


def _gap(asked: argparse.Namespace) -> None:
    material = read_material(asked.manifest, asked.crops)
    print(json.dumps(measure_gap(OnnxEncoder(_model(asked)), material), indent=2))


def _trials(asked: argparse.Namespace) -> None:
    trained, recipe, _ = _weights(asked)
    trials = measure_trials(trained, OnnxEncoder(asked.beside), _material(asked), recipe)
    print(json.dumps(trials, indent=2))


def _ablation(asked: argparse.Namespace) -> None:
    result = ablation.run_row(asked.row, _material(asked), WORK / "ablation", asked.steps)
    print(json.dumps(result, indent=2))


def _quantise(asked: argparse.Namespace) -> None:
    material = read_material(asked.manifest, asked.crops)
    speed = [NODE, TRAINING / "speed" / "onnx-speed.ts"]
    twin = WORK / f"{_named(NAME, asked)}.int8.onnx"
    print(json.dumps(compare(_model(asked), material, twin, speed), indent=2))


def _dev_figures(asked: argparse.Namespace) -> dict[str, Any]:
    material = read_material(asked.manifest, asked.crops).of_split("dev")
    datasets = measure_dev(OnnxEncoder(_model(asked)), material)
    print(f"headline {headline(datasets):.4f} (1 = as required)", file=sys.stderr)
    return {"datasets": datasets}


def _signature_dev_figures(asked: argparse.Namespace) -> dict[str, dict[str, object]]:
    folders = [asked.signature_crops / name for name in REQUIRED]
    material = read_signatures(asked.manifest, [folder for folder in folders if folder.is_dir()])
    return {
        dataset: {
            "images": int(((material.dataset == dataset) & (material.split == "dev")).sum()),
            "writers": figures["signers"],
            "signatures": figures,
            "pairs": {},
            "intervals": {},
        }
        for dataset, figures in measure_signatures(OnnxSignatureEncoder(_model(asked)), material).items()
    }


def _card(asked: argparse.Namespace) -> None:
    model = _model(asked)
    if getattr(asked, "figures", None):
        dev = json.loads(asked.figures.read_text(encoding="utf-8"))["datasets"]
    elif metadata(model)["chirograph.task"] == "signature":
        dev = _signature_dev_figures(asked)
    else:
        dev = _dev_figures(asked)["datasets"]
    write_card(model, model.with_suffix(".json"), dev)
    cards = [model.parent / f"{name}.json" for name in RELEASED]
    page = render_page([json.loads(card.read_text(encoding="utf-8")) for card in cards if card.is_file()])
    (model.parent / "README.md").write_text(page, encoding="utf-8")


def _seed(asked: argparse.Namespace) -> None:
    if asked.table:
        write_page(read_results(asked.results), TRAINING / "seed.md")
    elif asked.export:
        _export_row(asked)
    else:
        _train_row(asked)


def _train_row(asked: argparse.Namespace) -> None:
    material = read_material(asked.manifest, asked.crops)
    result = run_row(asked.row, material, asked.steps, SEED_WORK / asked.row, not asked.float32)
    asked.results.mkdir(parents=True, exist_ok=True)
    target = asked.results / f"{asked.row}.json"
    target.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"{target}: {json.dumps(result['figures'])}")


def _export_row(asked: argparse.Namespace) -> None:
    material = read_material(asked.manifest, asked.crops)
    network, row, recipe = load_row(SEED_WORK / asked.export / BEST)
    target = MODELS / f"{SEED_NAME}.onnx"
    export(network, seed_description(recipe, material, SEED_NAME, row), target, half=True)
    parity = check_parity(network, target, material.of_split("train"))
    print(f"{target}: {target.stat().st_size:,} bytes, {parity}")


def _recipe(asked: argparse.Namespace) -> None:
    out = asked.out or _run_folder(asked)
    asked.out, asked.weights = out, out / BEST
    _crops(asked)
    if not (asked.hands / "crops" / "crops.json").is_file():
        asked_hands = ("hands", "--manifest", str(asked.manifest), "--out", str(asked.hands))
        given = _parser().parse_args(asked_hands)
        given.run(given)
    _train(asked)
    if not asked.open:
        beside = out.with_name(f"{out.name}-second")
        _train_second(argparse.Namespace(**{**vars(asked), "out": beside}))
        on = _further_folder(beside)
        # What a run from the start is asked to do otherwise says nothing of the one that goes on from it.
        own = {"steps": None, "seed": None, "varied": None, "unwarped": False}
        _further_second(argparse.Namespace(**{**vars(asked), **own, "start": beside / BEST, "out": on}))
        asked.second_weights = on / BEST
    _export(asked)
    _card(asked)
    signatures = argparse.Namespace(
        **{
            **vars(asked),
            "step": None,
            "steps": None,
            "crops": WORK / "signature-crops",
            "without_dev_forgers": False,
            "out": out.with_name(f"signature-{out.name}"),
        }
    )
    _signatures(signatures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["recipe"]))
