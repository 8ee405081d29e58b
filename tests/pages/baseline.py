"""Words and lines of pages with OpenCV alone: adaptive threshold, dilation, contours.

Reads one JSON object a line, `{"page": path, "ink": path}`, finds the words of the page, writes the mask of ink (255
is ink) to the second path and answers with one line: `{"words": [{"line": n, "box": [x, y, width, height]}],
"seconds": s}`, words in reading order. The settings are those of a search over the pages of `run.ts`; see
`docs/imaging.md`.
"""

import json
import sys
import time
from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class Settings:
    """Lengths are in heights of the page's writing (the median height of its pieces of ink) where not said."""

    # Grey levels below the local mean from which a pixel is ink.
    darker: int = 14
    # Side of the square for the local mean, as a share of the page's shorter side.
    window: float = 0.05
    # How far ink is spread to join letters into words.
    across: float = 0.5
    down: float = 0.2
    # Straight runs of ink longer than this, as a share of the page's shorter side, are ruling.
    rule: float = 0.08
    # Smaller words are specks.
    least: float = 0.45
    # Middles of words of one line lie no farther apart.
    line: float = 0.9


def ink_of(gray: np.ndarray, settings: Settings) -> np.ndarray:
    """Separates ink (255) from paper (0) and takes out long straight lines."""
    side = min(gray.shape)
    window = max(15, int(side * settings.window) | 1)
    ink = cv2.adaptiveThreshold(
        gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, settings.darker
    )
    length = max(15, int(side * settings.rule))
    for shape in ((length, 1), (1, length)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
        ink[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    return ink


def writing_height(ink: np.ndarray) -> float:
    """Median height of the pieces of ink that are large enough for a letter."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    stats = stats[1:]
    heights = stats[(stats[:, cv2.CC_STAT_AREA] >= 12) & (stats[:, cv2.CC_STAT_HEIGHT] >= 4)][:, cv2.CC_STAT_HEIGHT]
    return float(np.median(heights)) if len(heights) else 0.0


def words_of(ink: np.ndarray, settings: Settings) -> list[tuple[int, int, int, int]]:
    """Boxes of the words: the ink under each contour of the spread ink."""
    height = writing_height(ink)
    if height == 0:
        return []
    kernel = np.ones((max(1, int(settings.down * height)), max(1, int(settings.across * height))), np.uint8)
    contours, _ = cv2.findContours(cv2.dilate(ink, kernel), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = []
    for contour in contours:
        x, y, width, wide_height = cv2.boundingRect(contour)
        part = cv2.findNonZero(ink[y : y + wide_height, x : x + width])
        if part is None:
            continue
        left, top, width, tall = cv2.boundingRect(part)
        if max(width, tall) >= settings.least * height and tall >= 0.5 * settings.least * height:
            boxes.append((x + left, y + top, width, tall))
    return boxes


def in_lines(
    boxes: list[tuple[int, int, int, int]], height: float, settings: Settings
) -> list[list[tuple[int, int, int, int]]]:
    """Gives each word, from the left, to the line whose last word's middle is nearest; lines from the top."""
    lines: list[list[tuple[int, int, int, int]]] = []
    for box in sorted(boxes):
        middle = box[1] + box[3] / 2
        away = [abs(line[-1][1] + line[-1][3] / 2 - middle) for line in lines]
        if away and min(away) <= settings.line * height:
            lines[int(np.argmin(away))].append(box)
        else:
            lines.append([box])
    return sorted(lines, key=lambda line: float(np.mean([y + tall / 2 for _, y, _, tall in line])))


def segment(gray: np.ndarray, settings: Settings) -> tuple[np.ndarray, list[dict[str, object]]]:
    """The mask of ink, and the words in reading order."""
    ink = ink_of(gray, settings)
    lines = in_lines(words_of(ink, settings), writing_height(ink), settings)
    words = [{"line": number, "box": list(box)} for number, line in enumerate(lines) for box in line]
    return ink, words


def main() -> None:
    """Answers each line of standard input."""
    print(json.dumps({"opencv": cv2.__version__}), flush=True)
    for request in sys.stdin:
        paths = json.loads(request)
        gray = cv2.imread(paths["page"], cv2.IMREAD_GRAYSCALE)
        started = time.perf_counter()
        ink, words = segment(gray, Settings())
        seconds = time.perf_counter() - started
        cv2.imwrite(paths["ink"], ink)
        print(json.dumps({"words": words, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
