"""The page that holds the results of the seed's question, written from one JSON file for each row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .seed_rows import OURS, ROWS

WORD_SETS = ("words-en", "words-ar", "names-zh")
WRITER_SETS = ("words-en", "dhsd", "words-ar", "names-zh", "and")
#: With fewer pairs of the same source than this an error rate is not shown.
LEAST_PAIRS = 100


def read_results(folder: Path) -> list[dict[str, Any]]:
    """The results in the order of the rows.

    Raises:
        ValueError: There is none, or rows were trained for unequal numbers of steps.
    """
    files = [folder / f"{name}.json" for name in (*ROWS, OURS)]
    results = [json.loads(file.read_text(encoding="utf-8")) for file in files if file.exists()]
    if not results:
        raise ValueError(f"{folder} holds no results; run `seed --row <name>` first")
    steps = sorted({result["steps"] for result in results})
    if len(steps) > 1:
        raise ValueError(f"rows of {' and '.join(map(str, steps))} steps do not belong into one table")
    return results


def render_table(results: list[dict[str, Any]]) -> str:
    """The results as Markdown tables."""
    lines = [
        "| row | what it is | parameters | seconds |",
        "|---|---|---|---|",
        *(
            f"| `{result['row']}` | {result['says']} | {result['parameters'] / 1e6:.2f} M "
            f"| {result['seconds']['cpu']} |"
            for result in results
        ),
        "",
        "### Does it collapse?",
        "",
        "Word head, on batches of held-out writers after the last step, with the writer head's distance.",
        "",
        "| row | collapsed at step | loss / loss of the zero vector | deviation | mean distance (writer head) "
        "| zero coordinates | length |",
        "|---|---|---|---|---|---|---|",
        *(_collapse_line(result) for result in results),
        "",
        "### What it tells apart",
        "",
        "Equal error rates on held-out writers in per cent, single words; 50 is chance. No *same word?* for "
        "dhsd, whose writers share six pairs, nor for 'and', which is one word.",
        "",
        f"| row | same word? {' | '.join(WORD_SETS)} | same writer? {' | '.join(WRITER_SETS)} |",
        "|" + "---|" * 9,
        *(_rate_line(result) for result in results),
    ]
    answering = [result for result in results if "accuracy" in result["dev"]["word"]]
    if answering:
        lines += [
            "",
            "### Cross-entropy: the answers",
            "",
            "Right answers to *same word?* / *same writer?* in per cent, over pairs drawn as in training.",
            "",
            "| row | training writers | held-out writers | held out: same pairs | different pairs "
            "| loss in training, first to last quarter (word) |",
            "|---|---|---|---|---|---|",
            *(_answer_line(result) for result in answering),
        ]
    return "\n".join(lines) + "\n"


def write_page(results: list[dict[str, Any]], page: Path) -> None:
    """Puts the tables into the page, between its marks; what people wrote around them stays."""
    begin, end = "<!-- results -->", "<!-- end of results -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{page} lacks the marks {begin} and {end}")
    page.write_text(f"{before}{begin}\n\n{render_table(results)}\n{end}{after}", encoding="utf-8")


def _collapse_line(result: dict[str, Any]) -> str:
    word, writer = result["dev"]["word"], result["dev"]["writer"]
    collapsed = "-" if result["collapsedAt"] is None else f"**{result['collapsedAt']}**"
    return (
        f"| `{result['row']}` | {collapsed} | {word['loss']:.3f} / {word['lossOfZero']:.3f} "
        f"| {word['deviation']:.2g} | {word['distance']:.2g} ({writer['distance']:.2g}) "
        f"| {100 * word['zeros']:.0f} % | {word['length']:.2g} |"
    )


def _rate_line(result: dict[str, Any]) -> str:
    rates = [_rate(result, name, "sameWordEer") for name in WORD_SETS]
    rates += [_rate(result, name, "wordWriterEer") for name in WRITER_SETS]
    return f"| `{result['row']}` | " + " | ".join(rates) + " |"


def _rate(result: dict[str, Any], dataset: str, name: str) -> str:
    found = result["figures"][dataset]
    if found[name] is None or found["pairs"][name]["positive"] < LEAST_PAIRS:
        return "-"
    return f"{100 * found[name]:.1f}"


def _answer_line(result: dict[str, Any]) -> str:
    def both(split: str, name: str) -> str:
        return " / ".join(f"{100 * result[split][head][name]:.0f}" for head in ("word", "writer"))

    losses = [line["word"]["loss"] for line in result["trace"]]
    quarters = [losses[len(losses) * part // 4 : len(losses) * (part + 1) // 4] for part in range(4)]
    fall = ", ".join(f"{sum(part) / len(part):.2f}" for part in quarters if part)
    return (
        f"| `{result['row']}` | {both('train', 'accuracy')} | {both('dev', 'accuracy')} "
        f"| {both('dev', 'accuracySame')} | {both('dev', 'accuracyDifferent')} | {fall} |"
    )
