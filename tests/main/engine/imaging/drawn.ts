import type { GrayImage } from '../../../../src/main/engine/imaging/gray.ts';

/** A stroke as points, in pixels. */
export type Stroke = readonly (readonly [x: number, y: number])[];

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly Stroke[];
  /** Width of the pen, and grey levels of paper and ink. */
  readonly pen?: number;
  readonly paper?: number;
  readonly ink?: number;
}

/** Draws strokes with a round pen, its edge softened over a pixel: no font and no decoder is needed. */
export function draw({ width, height, strokes, pen = 3, paper = 240, ink = 30 }: Drawing): GrayImage {
  const covered = new Float64Array(width * height);
  const radius = pen / 2;
  for (const stroke of strokes) {
    stroke.forEach(([x1, y1], index) => {
      const [x0, y0] = stroke[Math.max(0, index - 1)]!;
      for (
        let y = Math.max(0, Math.floor(Math.min(y0, y1) - pen));
        y <= Math.min(height - 1, Math.max(y0, y1) + pen);
        y++
      ) {
        for (
          let x = Math.max(0, Math.floor(Math.min(x0, x1) - pen));
          x <= Math.min(width - 1, Math.max(x0, x1) + pen);
          x++
        ) {
          const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
          const along =
            length === 0
              ? 0
              : Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
          const away = Math.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0));
          const at = y * width + x;
          covered[at] = Math.max(covered[at]!, Math.min(1, Math.max(0, radius + 0.5 - away)));
        }
      }
    });
  }
  return {
    width,
    height,
    data: Uint8Array.from(covered, (share) => Math.round(paper + share * (ink - paper))),
  };
}

/**
 * Strokes of a made-up cursive word: joined arches as high as a small letter, the first with an ascender.
 *
 * @param letters arches; the word is some `0.8 * size * letters` wide and stands on `baseline`.
 */
export function wordStrokes(x: number, baseline: number, size: number, letters: number): Stroke[] {
  const points: [number, number][] = [
    [x, baseline - 2 * size],
    [x, baseline],
  ];
  for (let letter = 0; letter < letters; letter++) {
    for (let step = 1; step <= 8; step++) {
      const turn = (step / 8) * Math.PI;
      points.push([x + (letter + step / 8) * 0.8 * size, baseline - size * Math.sin(turn)]);
    }
  }
  return [points];
}

export function widthOfWord(size: number, letters: number): number {
  return 0.8 * size * letters;
}

export interface DrawnPage {
  readonly image: GrayImage;
  /** Height of a small letter, in pixels. */
  readonly size: number;
  /** Words of each line, as left and right ends. */
  readonly lines: readonly (readonly { from: number; to: number; baseline: number }[])[];
}

/** A page of made-up writing: the numbers say how many arches each word has. */
export function drawPage(
  lines: readonly (readonly number[])[],
  { size = 14, skew = 0, paper = 240, ink = 30, pen = 3 } = {},
): DrawnPage {
  const margin = 4 * size;
  const spacing = 4.5 * size;
  const strokes: Stroke[] = [];
  let right = 0;
  const placed = lines.map((words, line) => {
    let x = margin;
    return words.map((letters) => {
      const baseline = margin + 2 * size + line * spacing;
      const from = x;
      const to = x + widthOfWord(size, letters);
      strokes.push(
        ...wordStrokes(from, baseline, size, letters).map((stroke) =>
          stroke.map(([px, py]) => [px, py + skew * px] as const),
        ),
      );
      x = to + 1.5 * size;
      right = Math.max(right, to);
      return { from, to, baseline };
    });
  });
  const width = Math.ceil(right + margin);
  const height = Math.ceil(2 * margin + lines.length * spacing + Math.abs(skew) * width);
  return { image: draw({ width, height, strokes, pen, paper, ink }), size, lines: placed };
}
