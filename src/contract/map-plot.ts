import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { plotSay as say } from '../language/plots.ts';
import type { ItemRole } from './case.ts';
import type { Plot } from './plot.ts';

/** Places of hands, and how much of all squared distances each axis shows. */
export interface HandMap {
  readonly hands: readonly {
    readonly label: string;
    readonly role: ItemRole;
    readonly x: number;
    readonly y: number;
  }[];
  readonly shares: readonly [number, number];
}

const FRAME = { left: 16, right: 16, top: 12, bottom: 34 } as const;
/** Share of the room that lies between the outermost places, so that their labels have room as well. */
const INSIDE = 0.78;
/** Height of a label, and of what of it stands above its baseline. */
const LINE = 10;
const ASCENT = 8;
/** Half of what a dot takes up. */
const DOT = 3.5;
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
export function mapPlot({ hands, shares }: HandMap, width: number, language: Language = 'en'): Plot {
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
  const frame = { left: FRAME.left, right, top: FRAME.top, bottom };
  const dots = placed.map(({ px, py }) => boxAbout(px, py));
  const labels: (Label & { readonly box: Box })[] = [];
  for (const { label, px, py } of placed.toSorted((a, b) => a.py - b.py)) {
    const long = label.length * LETTER;
    const taken = [...dots, ...labels.map(({ box }) => box)];
    const places = placesFor(px, py, long);
    const free = places.find(({ box }) => isInside(box, frame) && !taken.some((other) => meet(box, other)));
    // Where nothing is free about its place, below all labels that stand there.
    labels.push({ text: label, ...(free ?? lowered(places[0]!, taken)) });
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

/** A label as it is drawn. */
interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Placed = Omit<Label, 'text'> & { readonly box: Box };

/** What a dot takes up. */
const boxAbout = (x: number, y: number): Box => ({
  left: x - DOT,
  right: x + DOT,
  top: y - DOT,
  bottom: y + DOT,
});

const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const isInside = (box: Box, frame: Box): boolean =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

/** Where a label may stand about its place, the likeliest first: beside it, over and under it, then a line higher or lower. */
function placesFor(x: number, y: number, long: number): Placed[] {
  const at = (anchor: Label['anchor'], left: number, baseline: number): Placed => {
    const box = { left, right: left + long, top: baseline - ASCENT, bottom: baseline + LINE - ASCENT };
    const end = { start: left, middle: left + long / 2, end: left + long }[anchor];
    return { x: end, y: baseline, anchor, box };
  };
  const level = y + 3;
  return [
    at('start', x + OFF, level),
    at('end', x - OFF - long, level),
    at('middle', x - long / 2, y - OFF),
    at('middle', x - long / 2, y + OFF + ASCENT),
    ...[-LINE, LINE, -2 * LINE, 2 * LINE].flatMap((by) => [
      at('start', x + OFF, level + by),
      at('end', x - OFF - long, level + by),
    ]),
  ];
}

/** A place moved down line by line until nothing stands there. */
function lowered(place: Placed, taken: readonly Box[]): Placed {
  let { y, box } = place;
  while (taken.some((other) => meet(box, other))) {
    y += LINE;
    box = { ...box, top: box.top + LINE, bottom: box.bottom + LINE };
  }
  return { ...place, y, box };
}

const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
const spread = (values: readonly number[]): number =>
  Math.max(1e-6, Math.max(...values) - Math.min(...values));
