"""One SVG picture of a run: losses, collapse watch and dev figures over the steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from .evaluation import figure

WIDTH, PANEL, LEFT, RIGHT, TOP = 760, 190, 56, 190, 30
COLOURS = ("#0b7285", "#b35900", "#5f3dc4", "#2b8a3e", "#868e96")
Series = list[tuple[float, float]]


def draw_run(log: Path, picture: Path) -> None:
    """Draws a run's log.

    Args:
        log: JSON lines as the run writes them.
        picture: The SVG file.
    """
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    picture.write_text(run_picture(lines), encoding="utf-8")


def run_picture(lines: list[dict[str, Any]]) -> str:
    """The picture as SVG text."""
    looks = [line for line in lines if "dev" in line]

    def smooth(value: Callable[[dict[str, Any]], float]) -> Series:
        return _smooth([(line["step"], value(line)) for line in lines])

    def dev(dataset: str, name: str) -> Series:
        rates = [(line["step"] + 1, figure(line["dev"].get(dataset, {}), name)) for line in looks]
        return [(step, 100 * rate) for step, rate in rates if rate is not None]

    panels = [
        (
            "Loss",
            {"writer": smooth(lambda line: line["writerLoss"]), "word": smooth(lambda line: line["wordLoss"])},
        ),
        (
            "Collapse watch, writer head",
            {
                "mean distance": smooth(lambda line: line["writer"]["distance"]),
                "deviation x 10": smooth(lambda line: 10 * line["writer"]["deviation"]),
                "active share": smooth(lambda line: line["writer"]["active"]),
            },
        ),
        (
            "Equal error rate on dev, %",
            {
                "words-en one word": dev("words-en", "wordWriterEer"),
                "and one word": dev("and", "wordWriterEer"),
                "words-en same word": dev("words-en", "sameWordEer"),
                "words-en 20 words": dev("words-en", "documents.20.eer"),
            },
        ),
    ]
    last = max((line["step"] + 1 for line in lines), default=1)
    height = len(panels) * PANEL
    body = "".join(_panel(title, series, last, n * PANEL) for n, (title, series) in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="system-ui, sans-serif" font-size="11" fill="#343a40">'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{body}</svg>\n'
    )


def _panel(title: str, series: dict[str, Series], last: float, offset: int) -> str:
    bottom = PANEL - 28
    highest = max((y for points in series.values() for _, y in points), default=1.0) or 1.0

    def place(x: float, y: float) -> str:
        across = LEFT + (WIDTH - LEFT - RIGHT) * x / last
        return f"{across:.1f},{bottom - (bottom - TOP) * y / highest:.1f}"

    parts = [f'<text x="{LEFT}" y="18" font-weight="600">{escape(title)}</text>']
    for share in (0.0, 0.5, 1.0):
        y = bottom - (bottom - TOP) * share
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dee2e6"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{highest * share:.3g}</text>')
        x = LEFT + (WIDTH - LEFT - RIGHT) * share
        parts.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{last * share:.0f}</text>')
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        if points:
            path = " ".join(place(x, y) for x, y in points)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        label = escape(name) + (f" {points[-1][1]:.3g}" if points else "")
        y = TOP + 8 + 18 * number
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{y}" fill="{colour}">{label}</text>')
    return f'<g transform="translate(0 {offset})">{"".join(parts)}</g>'


def _smooth(points: Series, most: int = 240) -> Series:
    """Means over equal stretches, so that the picture stays small."""
    stretch = max(1, len(points) // most)
    chunks = [points[start : start + stretch] for start in range(0, len(points), stretch)]
    return [(chunk[-1][0] + 1, sum(y for _, y in chunk) / len(chunk)) for chunk in chunks]
