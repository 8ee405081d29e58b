"""Words and lines of pages with OpenCV alone: adaptive threshold, dilation, contours.

Reads one JSON object a line, `{"page": path, "ink": path}`, finds the words of the page, writes the mask of ink
(255 is ink) to the second path and answers with one line: `{"words": [{"line": n, "box": [x, y, width, height]}],
"seconds": s}`, words in reading order, seconds of processor time. `docs/imaging.md` says how the settings were chosen.
"""

import json
import sys
import time
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np


@dataclass(frozen=True)
class Settings:
    """Lengths are in heights of the page's writing (the median height of its pieces of ink) where not said."""

    # Grey levels below the local mean from which a pixel is ink.
    darker: int = 26
    # Side of the square for the local mean, as a share of the page's shorter side.
    window: float = 0.08
    # How far ink is spread to join letters into words.
    across: float = 0.5
    down: float = 0.1
    # Straight runs of ink longer than this, as a share of the page's shorter side, are ruling.
    rule: float = 0.25
    # Smaller words are specks.
    least: float = 1.0
    # Middles of words of one line lie no farther apart.
    line: float = 1.6


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
    tall, area = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    heights = tall[(area >= 12) & (tall >= 4)]
    return float(np.median(heights)) if len(heights) else 0.0


class Word(NamedTuple):
    """Left, top, width and height of a word's ink, and the row of its ink's centre."""

    box: tuple[int, int, int, int]
    middle: float


def words_of(ink: np.ndarray, height: float, settings: Settings) -> list[Word]:
    """The words: the ink under each contour of the spread ink."""
    if height == 0:
        return []
    kernel = np.ones((max(1, int(settings.down * height)), max(1, int(settings.across * height))), np.uint8)
    contours, _ = cv2.findContours(cv2.dilate(ink, kernel), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    words = []
    for contour in contours:
        x, y, width, tall = cv2.boundingRect(contour)
        part = cv2.findNonZero(ink[y : y + tall, x : x + width])
        if part is None:
            continue
        left, top, width, tall = cv2.boundingRect(part)
        if max(width, tall) >= settings.least * height and tall >= 0.5 * settings.least * height:
            words.append(Word((x + left, y + top, width, tall), y + float(part.reshape(-1, 2)[:, 1].mean())))
    return words


def in_lines(words: list[Word], height: float, settings: Settings) -> list[list[Word]]:
    """Gives each word, from the left, to the line whose last word's middle is nearest; lines from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words):
        away = [abs(line[-1].middle - word.middle) for line in lines]
        if away and min(away) <= settings.line * height:
            lines[int(np.argmin(away))].append(word)
        else:
            lines.append([word])
    return sorted(lines, key=lambda line: float(np.mean([word.middle for word in line])))


def segment(gray: np.ndarray, settings: Settings) -> tuple[np.ndarray, list[dict[str, object]]]:
    """The mask of ink, and the words in reading order."""
    ink = ink_of(gray, settings)
    height = writing_height(ink)
    lines = in_lines(words_of(ink, height, settings), height, settings)
    words = [{"line": number, "box": list(word.box)} for number, line in enumerate(lines) for word in line]
    return ink, words


def main() -> None:
    """Answers each line of standard input."""
    print(json.dumps({"opencv": cv2.__version__}), flush=True)
    for request in sys.stdin:
        paths = json.loads(request)
        gray = cv2.imread(paths["page"], cv2.IMREAD_GRAYSCALE)
        if gray is None:
            raise OSError(f"{paths['page']} is no image that OpenCV reads")
        started = time.process_time()
        ink, words = segment(gray, Settings())
        seconds = time.process_time() - started
        cv2.imwrite(paths["ink"], ink)
        print(json.dumps({"words": words, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
