import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { plotSay as say } from '../language/plots.ts';
import { inRoleOrder, type ItemRole } from './case.ts';
import { roomOf, shortened, type Plot } from './plot.ts';

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

/** A map as it is drawn. */
export interface DrawnMap {
  readonly plot: Plot;
  /** Hands whose name has no room: they are there as dots alone. */
  readonly unnamed: number;
}

const FRAME = { left: 16, right: 16, top: 12, bottom: 34 } as const;
/** Share of the room that lies between the outermost places, so that their labels have room as well. */
const INSIDE = 0.78;
/** Height of a label, and of what of it stands above its baseline. */
const LINE = 10;
const ASCENT = 8;
/** Half of what a dot takes up. */
const DOT = 3.5;
/** How far a label stands from its place. */
const OFF = 6;
/** Letters of a name, and of one that has room no other way. */
const LONGEST_NAMES = [22, 10] as const;
/** Lines above and below its place that a label may stand on, with a line that leads to it. */
const FARTHEST = 3;

/**
 * A map of hands, at one scale on both axes, each axis with how much of all squared distances it shows: what is near on the map may lie
 * apart in what it does not show. No name leaves the frame or covers another one or a dot; questioned items are named first.
 *
 * @param width in points; the map is three quarters as high.
 */
export function mapPlot({ hands, shares }: HandMap, width: number, language: Language = 'en'): DrawnMap {
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
  const labels = namesOf(placed, frame);
  const percent = (share: number): string =>
    say(language, '{number} %', { number: decimal(language, 100 * share, 1) });
  const plot: Plot = {
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
      ...labels.flatMap(({ leader }) => (leader === null ? [] : [{ points: leader, kind: 'grid' as const }])),
    ],
    // What is questioned lies over what is known.
    dots: placed
      .toSorted((a, b) => inRoleOrder(b, a))
      .map(({ px, py, role, label }) => ({ x: px, y: py, kind: role, name: label })),
    labels: [
      ...labels.map(({ text, x, y, anchor, kind }) => ({ text, x, y, anchor, kind })),
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
  return { plot, unnamed: hands.length - labels.length };
}

interface PlacedHand {
  readonly label: string;
  readonly role: ItemRole;
  readonly px: number;
  readonly py: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a label stands, and the line that leads to it from its dot; null where it stands right beside it. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly box: Box;
  readonly leader: readonly (readonly [x: number, y: number])[] | null;
}

type Name = Place & { readonly text: string; readonly kind: ItemRole };

/** The names that have room, each in the likeliest place that nothing stands in. */
function namesOf(placed: readonly PlacedHand[], frame: Box): Name[] {
  const taken = new Taken();
  for (const { px, py } of placed) taken.add(boxAbout(px, py));
  const isFree = ({ box }: Place): boolean => isInside(box, frame) && !taken.meets(box);
  const inTurn = placed.toSorted((a, b) => inRoleOrder(a, b) || a.py - b.py);
  const names: Name[] = [];
  const name = ({ label, role, px, py }: PlacedHand, most: number, lines: number): boolean => {
    const text = shortened(label, most);
    const place = placesFor(px, py, roomOf(text), lines).find(isFree);
    if (place === undefined) return false;
    taken.add(place.box);
    names.push({ ...place, text, kind: role });
    return true;
  };
  // What can stand right beside its dot does; only then room is sought farther away, and for shorter names.
  let nameless: readonly PlacedHand[] = inTurn;
  for (const lines of [0, FARTHEST])
    for (const most of LONGEST_NAMES) nameless = nameless.filter((hand) => !name(hand, most, lines));
  return names;
}

/** What stands on a map, by the lines of text that it reaches over. */
class Taken {
  readonly #rows = new Map<number, Box[]>();

  add(box: Box): void {
    for (const row of rowsOf(box)) {
      const there = this.#rows.get(row);
      if (there === undefined) this.#rows.set(row, [box]);
      else there.push(box);
    }
  }

  meets(box: Box): boolean {
    return rowsOf(box).some((row) => this.#rows.get(row)?.some((other) => meet(box, other)));
  }
}

function rowsOf({ top, bottom }: Box): number[] {
  const first = Math.floor(top / LINE);
  return Array.from({ length: Math.floor(bottom / LINE) - first + 1 }, (_, at) => first + at);
}

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

/** Where a label may stand about its place, the likeliest first: beside it, over and under it, then so many lines higher or lower. */
function placesFor(x: number, y: number, long: number, lines: number): Place[] {
  const at = (
    anchor: Place['anchor'],
    left: number,
    baseline: number,
    leader: Place['leader'] = null,
  ): Place => {
    const box = { left, right: left + long, top: baseline - ASCENT, bottom: baseline + LINE - ASCENT };
    const end = { start: left, middle: left + long / 2, end: left + long }[anchor];
    return { x: end, y: baseline, anchor, box, leader };
  };
  const level = y + 3;
  const farther = Array.from({ length: lines }, (_, line) => (line + 1) * LINE).flatMap((far) =>
    [-far, far].flatMap((by) =>
      ([1, -1] as const).map((side) => {
        const end = x + side * OFF;
        const leader = [
          [x, y],
          [end - side, y + by],
        ] as const;
        return at(side === 1 ? 'start' : 'end', side === 1 ? end : end - long, level + by, leader);
      }),
    ),
  );
  return [
    at('start', x + OFF, level),
    at('end', x - OFF - long, level),
    at('middle', x - long / 2, y - OFF),
    at('middle', x - long / 2, y + OFF + ASCENT),
    ...farther,
  ];
}

const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
const spread = (values: readonly number[]): number =>
  Math.max(1e-6, Math.max(...values) - Math.min(...values));
