"""The model card: one JSON file that says all, one Markdown file that says it to people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .evaluation import figure
from .material import sha256
from .recipe import OPEN_SETS
from .release import metadata
from .signature_figures import REFERENCES

COLUMNS = (
    "wordWriterEer",
    "sameWordEer",
    "sameWordUnseenEer",
    "documents.5.eer",
    "documents.10.eer",
    "documents.20.eer",
)
#: What an evaluation says of words, beside what it says of signatures.
WORD_FIGURES = {
    "wordWriterEer",
    "wordWriterTop1",
    "sameWordEer",
    "sameWordUnseenEer",
    "documents",
    "pages",
}
#: Figures of signature verification that a card shows: what is forged how, and against how many references.
SIGNATURE_COLUMNS = tuple(
    f"signatures.{against}Eer.{count}" for against in ("skilled", "random") for count in REFERENCES
)
#: What a model cannot do, by task, whatever it was trained on.
LIMITS: dict[str, list[str]] = {
    "word": [
        "The scores compare natural handwriting; nothing here was trained or tested on disguised or "
        "simulated writing.",
        "One word says little about its writer: use the single-word score to find words to look at, "
        "and documents of at least 10 words to compare hands.",
        "One Arabic word or one Chinese name says next to nothing about its writer; a single character "
        "(omniglot) says nothing.",
        "Within most sets all writers used alike pens and scanners: compare like with like.",
        "The word head knows the words of its training sets best; words it has never seen are told apart less "
        "surely.",
        "The figures come from 22 English, 57 'and', 6 German, 11 Arabic and 15 Chinese writers; those on "
        "the smaller sets are uncertain.",
        "Inference was checked on the CPU only.",
    ],
    "signature": [
        "A score says how near a questioned signature lies to the references, less how near these lie to "
        "each other. It is not a decision: a skilled forgery may be nearer than a hasty genuine signature.",
        "With one reference nothing is known of how the signer varies: use five or more. Ten are indicative "
        "only, since few signatures are then left to ask about.",
        "Line quality, pressure and hesitation, which an examiner looks at under magnification, are not in a "
        "raster of 224 x 96 pixels.",
        "How long the forgers practised is not known for every set; tracing, auto-forgery and disguise are "
        "in none.",
        "Figures come from 10 Dutch, 16 mixed and 11 Japanese signers; no Japanese signature was trained on.",
        "Inference was checked on the CPU only.",
    ],
}
#: Added where a model was trained on the set.
LIMITS_WITH = {
    "strokes": "Outside Latin script the hand is told apart poorly: 20 Arabic or Chinese words say less about "
    "their writer than 10 English ones. On dev the background plays no part; strokes redrawn to one width cost "
    "up to 6 points of equal error rate for one word. Chinese names from different media (paper, tablet, "
    "phone) are told apart far worse than those of one medium.",
    "words-en": "English words were rendered from pen strokes recorded at a whiteboard, with drawn paper and "
    "ink at most. Scanned material in training is German place names, Arabic words, the English word 'and' and "
    "Chinese names, so English prose from a scanner is new to the model.",
    "signatures-svc": "Most training signatures (SVC2004, SigComp2011 Chinese) were rendered from pen strokes "
    "and have neither ink nor paper; the Dutch ones were scanned.",
    "signatures-nl": "The forgers of the Dutch signers on dev also forged others in training (21 of 22).",
}
#: Added where a model of the task was not trained on the set.
LIMITS_WITHOUT = {
    "word": {
        "words-en": "No English handwriting was trained on: English comes from fonts, in words that the "
        "research material holds. The step that is released was chosen by figures on dev rows of all sets, "
        "those for research among them; they trained nothing."
    },
    "signature": {
        "signatures-nl": "No signature was trained on, only words that many people copied. The step that is "
        "released was chosen by figures on dev rows of signatures; they trained nothing."
    },
}
#: Of a model that is a row of the question that the recipe began with.
STUDY_LIMIT = (
    "This is the mended network of a question about collapsing siamese training, trained for a few hundred "
    "steps: it shows that the network works, and is not meant for casework."
)
WHAT = {
    "word": "Encodes the picture of one handwritten word as two vectors of length 1: `writer`, near for words "
    "of one hand whatever they say, and `word`, near for the same word whoever wrote it. Where a model has the "
    "output `local`, it is `writer` in parts by their place in the crop, whose mean it is.",
    "signature": "Encodes the picture of one signature as `signature`, a sequence of vectors of length 1 from "
    "left to right. Two sequences are aligned; a questioned signature is compared with several references.",
}


def licence_note(datasets: set[str]) -> str:
    """The terms that weights trained on these sets inherit."""
    limiting = sorted(datasets - set(OPEN_SETS))
    if not limiting:
        return (
            "Trained on sets with an open licence only: these weights are under CC BY 4.0, with the "
            "attribution of the sets below. The recipe itself is Apache-2.0."
        )
    return (
        "Weights trained also on sets that are given for research only or without a licence "
        f"({', '.join(limiting)}) inherit that limit: this model is for research and evaluation. "
        "The recipe itself is Apache-2.0."
    )


def limits_of(task: str, datasets: set[str], study: bool) -> list[str]:
    """What a model trained on these sets cannot do."""
    return [
        *([STUDY_LIMIT] if study else []),
        *LIMITS[task][:-1],
        *(limit for dataset, limit in LIMITS_WITH.items() if dataset in datasets),
        *(limit for dataset, limit in LIMITS_WITHOUT[task].items() if dataset not in datasets),
        LIMITS[task][-1],
    ]


def write_card(model_file: Path, card_file: Path, dev: dict[str, Any] | None) -> dict[str, Any]:
    """Writes the card of a released model.

    Args:
        model_file: The ONNX file.
        card_file: The JSON to write.
        dev: Figures on dev, as the evaluation gives them; None leaves them open.
    """
    said = metadata(model_file)
    task = said["chirograph.task"]
    data = json.loads(said["chirograph.data"])
    recipe = json.loads(said["chirograph.recipe"])
    datasets = {row["dataset"] for row in data}
    card = {
        "name": said["chirograph.name"],
        "version": said["chirograph.version"],
        "sha256": sha256(model_file),
        "bytes": model_file.stat().st_size,
        "task": task,
        "release": "open" if datasets <= set(OPEN_SETS) else "research",
        "input": json.loads(said["chirograph.input"]),
        "outputs": json.loads(said["chirograph.outputs"]),
        "data": data,
        "recipe": recipe,
        "crops": said["chirograph.crops"],
        "figures": {"dev": None if dev is None else _of_task(task, dev)},
        "limits": limits_of(task, datasets, "row" in recipe),
        "licence": licence_note(datasets),
    }
    card_file.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return card


def _of_task(task: str, dev: dict[str, Any]) -> dict[str, Any]:
    """Figures of a task without those of another, which an evaluation measures in the same run."""
    asked = SIGNATURE_COLUMNS if task == "signature" else (*COLUMNS, "pages.eer")
    kept: dict[str, Any] = {}
    for name, figures in dev.items():
        if all(figure(figures, column) is None for column in asked):
            continue
        drop = WORD_FIGURES if task == "signature" else {"signatures"}
        of_signatures = task == "signature"
        kept[name] = {
            key: {at: each for at, each in value.items() if at.startswith("signatures.") == of_signatures}
            if key in ("pairs", "intervals")
            else value
            for key, value in figures.items()
            if key not in drop
        }
    return kept


def render_page(cards: list[dict[str, Any]]) -> str:
    """The cards as one Markdown page."""
    return "\n".join(
        [
            "# Released models",
            "",
            "This page is written by `training/run card`; the figures live in each model's `.json`. The "
            "release before the present one stays in this folder under its version, so that what it "
            "computed can be verified.",
            "",
            *(render_card(card) for card in cards),
        ]
    )


def render_card(card: dict[str, Any]) -> str:
    """One card as Markdown."""
    data = "\n".join(
        f"| {row['dataset']} | {row['rows']:,} | {row['writers']:,} | {row['terms']} |" for row in card["data"]
    )
    recipe = card["recipe"]
    lines = [
        f"## {card['name']} {card['version']}",
        "",
        WHAT[card["task"]],
        "",
        f"- File: `{card['name']}.onnx`, {card['bytes'] / 1e6:.1f} MB, SHA-256 `{card['sha256']}`",
        f"- Input: `{json.dumps(card['input'])}`",
        f"- Outputs: `{json.dumps(card['outputs'])}`",
        *(
            f"- {what}: `training/` at commit `{recipe[f'{of}commit']}`, "
            f"settings `{recipe[f'{of}configHash'][:16]}`, seed {recipe[f'{of}seed']}, "
            f"threads {recipe[f'{of}threads']}, {recipe[f'{of}steps']:,} steps, torch {recipe[f'{of}torch']}"
            + (f", of which step {recipe[f'{of}bestStep']:,}" if f"{of}bestStep" in recipe else "")
            + (f", from the weights in `{recipe[f'{of}start']}` on" if f"{of}start" in recipe else "")
            for what, of in (
                ("Recipe", ""),
                ("Network beside it", "second."),
                ("What that one went on from", "second.start."),
            )
            if f"{of}commit" in recipe
        ),
        f"- Release: {card['release']}",
        "",
        f"{card['licence']}",
        "",
        "### Trained on",
        "",
        "Rows of the split `train` only. Writers of the splits `calibration` and `dev` took no part in it; "
        "which step to release was chosen on `dev`.",
        "",
        "| set | crops | writers | terms as stated by the source |",
        "|---|---|---|---|",
        data,
        "",
        "### Figures on unseen writers (dev)",
        "",
        *(_signature_figures if card["task"] == "signature" else _figures)(card["figures"]["dev"]),
        "",
        "### Limits",
        "",
        *(f"- {limit}" for limit in card["limits"]),
        "",
    ]
    return "\n".join(lines)


def _signature_figures(dev: dict[str, Any] | None) -> list[str]:
    if dev is None:
        return ["Not measured yet."]
    rows = [
        "Equal error rates in per cent, means over 20 draws of the references, one threshold for all signers "
        "(95 % interval over signers, where measured); below, questions about genuine / other signatures in "
        "one draw, where counted.",
        "",
        f"| set (signers), against: references | {' | '.join(map(str, REFERENCES))} |",
        f"|---|{'---|' * len(REFERENCES)}",
    ]
    for dataset, figures in dev.items():
        for against, words in (("skilled", "skilled forgeries"), ("random", "other signers")):
            names = [f"signatures.{against}Eer.{count}" for count in REFERENCES]
            cells = " | ".join(_cell(figures, name) for name in names)
            rows.append(f"| {dataset} ({figures['signatures']['signers']}), {words} | {cells} |")
    return rows


def _figures(dev: dict[str, Any] | None) -> list[str]:
    if dev is None:
        return ["Not measured yet."]
    rows = [
        "Equal error rates in per cent (95 % interval over writers, where measured); below, the pairs of the "
        "same / of different source. Fewer than 100 of the first kind are marked thin.",
        "",
        "| set (images / writers) | one word: same hand? | same word? | same word, unseen texts "
        "| same hand? documents of 5 | of 10 | of 20 words |",
        "|---|---|---|---|---|---|---|",
    ]
    for dataset, figures in dev.items():
        if all(figure(figures, name) is None for name in COLUMNS):
            continue
        cells = " | ".join(_cell(figures, name) for name in COLUMNS)
        rows.append(f"| {dataset} ({figures['images']:,} / {figures['writers']}) | {cells} |")
    for dataset, figures in dev.items():
        rate = figure(figures, "pages.eer")
        if rate is not None:
            pages = figures["pages"]["pages"]
            rows += ["", f"Whole pages, {dataset} ({pages} pages): {_cell(figures, 'pages.eer', ', ')}."]
    return rows


def _cell(figures: dict[str, Any], name: str, between: str = "<br>") -> str:
    rate = figure(figures, name)
    if rate is None:
        return "-"
    key = name.removesuffix(".eer")
    pairs = figures["pairs"].get(key)
    interval = figures.get("intervals", {}).get(key)
    spread = f" ({100 * interval[0]:.1f} to {100 * interval[1]:.1f})" if interval else ""
    if pairs is None:
        return f"{100 * rate:.1f}{spread}"
    thin = ", thin" if pairs.get("thin") else ""
    return f"{100 * rate:.1f}{spread}{between}{pairs['positive']:,} / {pairs['negative']:,}{thin}"
