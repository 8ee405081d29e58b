import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { plotSay as say } from '../language/plots.ts';
import type { Nearness } from './charts.ts';
import type { Plot } from './plot.ts';

const FRAME = { left: 16, right: 16, top: 12, bottom: 34 } as const;
/** Share of the room that lies between the outermost places, so that their labels have room as well. */
const INSIDE = 0.78;
/** A label that would lie on another is put lower, by so much. */
const LINE = 11;
/** Width of a letter of a label, taken for all alike. */
const LETTER = 5;
/** How far a label stands from its place. */
const OFF = 6;

/**
 * A map of hands, at one scale on both axes, each axis with how much of all squared distances it shows: what is near on the map may lie
 * apart in what it does not show.
 *
 * @param width in points; the map is three quarters as high.
 */
export function mapPlot(
  { hands, shares }: NonNullable<Nearness['map']>,
  width: number,
  language: Language = 'en',
): Plot {
  const height = Math.round(width * 0.75);
  const right = width - FRAME.right;
  const bottom = height - FRAME.bottom;
  const xs = hands.map(({ x }) => x);
  const ys = hands.map(({ y }) => y);
  const [midX, midY] = [middle(xs), middle(ys)];
  const scale = INSIDE * Math.min((right - FRAME.left) / spread(xs), (bottom - FRAME.top) / spread(ys));
  const placed = hands.map((hand) => ({
    ...hand,
    px: (FRAME.left + right) / 2 + (hand.x - midX) * scale,
    py: (FRAME.top + bottom) / 2 - (hand.y - midY) * scale,
  }));
  const labels: { text: string; x: number; y: number; anchor: 'start' | 'end'; from: number; to: number }[] =
    [];
  for (const { label, px, py } of placed.toSorted((a, b) => a.py - b.py)) {
    const long = label.length * LETTER;
    // One that would leave the frame stands before its place.
    const anchor = px + OFF + long > right ? 'end' : 'start';
    const x = anchor === 'end' ? px - OFF : px + OFF;
    const [from, to] = anchor === 'end' ? [x - long, x] : [x, x + long];
    let y = py + 3;
    const covers = (other: (typeof labels)[number]): boolean =>
      Math.abs(other.y - y) < LINE - 1 && from < other.to && other.from < to;
    while (labels.some(covers)) y += LINE;
    labels.push({ text: label, x, y, anchor, from, to });
  }
  const percent = (share: number): string =>
    say(language, '{number} %', { number: decimal(language, 100 * share, 1) });
  return {
    width,
    height,
    areas: [],
    lines: [
      {
        points: [
          [FRAME.left, FRAME.top],
          [right, FRAME.top],
          [right, bottom],
          [FRAME.left, bottom],
          [FRAME.left, FRAME.top],
        ],
        kind: 'grid',
      },
    ],
    dots: placed.map(({ px, py, role }) => ({ x: px, y: py, kind: role })),
    labels: [
      ...labels.map(({ text, x, y, anchor }) => ({ text, x, y, anchor })),
      {
        text: say(
          language,
          'across: {across} of all squared distances; upwards: {upwards}; not shown: {rest}',
          {
            across: percent(shares[0]),
            upwards: percent(shares[1]),
            rest: percent(Math.max(0, 1 - shares[0] - shares[1])),
          },
        ),
        x: (FRAME.left + right) / 2,
        y: bottom + 22,
        anchor: 'middle',
      },
    ],
  };
}

const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
const spread = (values: readonly number[]): number =>
  Math.max(1e-6, Math.max(...values) - Math.min(...values));
