import type { Hand } from '../../src/main/engine/demo/hands.ts';
import { wander, type SeededRandom } from '../../src/main/engine/demo/random.ts';
import type { Colour } from '../../src/main/engine/demo/sheet.ts';
import type { Bend } from './bend.ts';
import { form, ruling, stains, stamp, staple, type SheetSize } from './layers.ts';
import { PLAIN, type Layer, type SheetLook } from './sheet.ts';
import type { Writing } from './writing.ts';

/** What is known when a page's layers are drawn. */
export interface FlatPage {
  readonly size: SheetSize;
  readonly writing: Writing;
  /** Another page's writing, as it is on the back of the sheet. */
  readonly back: () => Promise<Writing>;
  readonly random: SeededRandom;
}

/** How a page is made; each kind of damage changes some of it. */
export interface Plan {
  readonly dpi: number;
  /** Of the sheet, in millimetres. */
  readonly sheet: readonly [width: number, height: number];
  /** Around the writing, in millimetres. */
  readonly margin: number;
  readonly wordCount: number;
  readonly crossedOut: number;
  readonly hand: (hand: Hand) => Hand;
  readonly look: SheetLook;
  readonly layers: readonly ((page: FlatPage) => Promise<Layer>)[];
  readonly bends: readonly ((size: SheetSize) => Bend)[];
  /** Share of the light that falls on each pixel. */
  readonly lights: readonly ((size: SheetSize) => (x: number, y: number) => number)[];
}

export type Damage = (plan: Plan, random: SeededRandom) => Plan;

/** A page that nothing is wrong with: a sheet of A5, scanned. */
export function cleanPlan(random: SeededRandom): Plan {
  return {
    dpi: [150, 200, 300][Math.floor(random.next() * 3)]!,
    sheet: [148, 210],
    margin: 14,
    wordCount: 75,
    crossedOut: 0,
    hand: (hand) => hand,
    look: PLAIN,
    layers: [],
    bends: [],
    lights: [],
  };
}

const looking =
  (look: (random: SeededRandom) => Partial<SheetLook>): Damage =>
  (plan, random) => ({ ...plan, look: { ...plan.look, ...look(random) } });

const layered =
  (layer: (page: FlatPage) => Promise<Layer>): Damage =>
  (plan) => ({ ...plan, layers: [...plan.layers, layer] });

const INKS: readonly Colour[] = [
  [196, 60, 64],
  [36, 132, 84],
  [84, 124, 214],
  [150, 84, 170],
];

/** What can be wrong with a page, one thing each. */
export const DAMAGES = {
  texture: looking((random) => ({
    paper: [222, 212, 190],
    texture: random.between(7, 11),
    unevenness: 0.25,
    noise: 4,
  })),
  ruled: layered(({ size, random }) => ruling(size, false, random)),
  squared: layered(({ size, random }) => ruling(size, true, random)),
  skew: (plan, random) => {
    const degrees = (random.next() < 0.5 ? -1 : 1) * random.between(1.5, 4);
    return { ...plan, bends: [...plan.bends, (size) => turned(size, degrees)] };
  },
  curved: (plan, random) => {
    const wave = wander(random, 1.6);
    const bend =
      ({ width, perMillimetre }: SheetSize): Bend =>
      (x, y) => [x, y + 3 * perMillimetre * wave(x / width)];
    return { ...plan, bends: [...plan.bends, bend] };
  },
  tight: (plan) => ({ ...plan, hand: (hand) => ({ ...plan.hand(hand), lineSpace: 2.5 }) }),
  'long strokes': (plan) => ({
    ...plan,
    hand: (hand) => {
      const { ascender, descender, ...own } = plan.hand(hand);
      return { ...own, ascender: 1.7 * ascender, descender: 1.8 * descender, lineSpace: 3.4 };
    },
  }),
  stains: layered(({ size, random }) => stains(size, random)),
  pencil: looking((random) => ({
    ink: [112, 112, 116],
    strength: random.between(0.35, 0.6),
    unevenness: 0.45,
    texture: 3,
  })),
  colour: looking((random) => ({
    ink: INKS[Math.floor(random.next() * INKS.length)]!,
    strength: 0.9,
  })),
  bleed: layered(async ({ size: { width, height }, back, random }) => {
    const { cover } = await back();
    const mirrored = new Uint8Array(cover.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) mirrored[y * width + x] = cover[y * width + width - 1 - x]!;
    }
    return { cover: mirrored, colour: [70, 74, 110], strength: random.between(0.15, 0.3) };
  }),
  shadow: (plan, random) => {
    const turn = random.between(0, 2 * Math.PI);
    const depth = random.between(0.35, 0.55);
    const light = ({ width, height }: SheetSize) => {
      const soft = 0.06 * width;
      return (x: number, y: number): number => {
        const beyond = (x - width / 2) * Math.cos(turn) + (y - height / 2) * Math.sin(turn);
        const slope = 0.12 * (x / width + y / height);
        return 1 - depth / (1 + Math.exp(-beyond / soft)) - slope;
      };
    };
    return { ...plan, lights: [...plan.lights, light] };
  },
  curled: (plan) => ({
    ...plan,
    bends: [...plan.bends, curl],
    lights: [...plan.lights, edges],
  }),
  staple: layered(({ size, random }) => staple(size, random)),
  stamp: layered(({ size, random }) => stamp(size, random)),
  form: (plan) => ({
    ...plan,
    margin: 24,
    wordCount: 45,
    layers: [...plan.layers, ({ size, writing }) => form(size, baselines(writing))],
  }),
  'crossed out': (plan) => ({ ...plan, crossedOut: 5 }),
  '72 dpi': (plan) => ({ ...plan, dpi: 72, look: { ...plan.look, blur: 0.4 } }),
  // A postcard: a larger sheet has no more to it and takes four times as long.
  '600 dpi': (plan) => ({ ...plan, dpi: 600, sheet: [148, 105], wordCount: 18 }),
} satisfies Record<string, Damage>;

export type DamageName = keyof typeof DAMAGES;

/** What is wrong with each kind of generated page. */
export const KINDS: readonly (readonly DamageName[])[] = [
  [],
  ...(Object.keys(DAMAGES) as DamageName[]).map((name) => [name]),
  ['ruled', 'skew', 'shadow'],
  ['squared', 'pencil', 'curved'],
  ['form', 'stamp', 'staple'],
  ['texture', 'stains', 'bleed'],
  ['curled', 'shadow', 'colour', 'ruled'],
  ['tight', 'skew', 'pencil'],
  ['long strokes', 'crossed out', 'ruled'],
  ['72 dpi', 'ruled', 'skew'],
];

/** What a kind is called in the figures. */
export const kindName = (damages: readonly DamageName[]): string =>
  damages.length === 0 ? 'clean' : damages.join(' + ');

function turned({ width, height }: SheetSize, degrees: number): Bend {
  const sine = Math.sin((degrees * Math.PI) / 180);
  const cosine = Math.cos((degrees * Math.PI) / 180);
  return (x, y) => {
    const across = x - width / 2;
    const down = y - height / 2;
    return [width / 2 + cosine * across + sine * down, height / 2 + cosine * down - sine * across];
  };
}

/** The sheet's sides rise towards the camera: the picture shows a little more than the sheet, wider at its sides. */
function curl({ width, height }: SheetSize): Bend {
  return (x, y) => {
    const across = (2 * x) / width - 1;
    const wider = 1.06 - 0.05 * across * across;
    return [
      width / 2 + ((across * width) / 2) * wider,
      height / 2 + (y - height / 2) * wider + 0.02 * height * across * across,
    ];
  };
}

/** The desk beyond the sheet's sides is dark, and the sides throw a shadow. */
function edges({ width, height }: SheetSize): (x: number, y: number) => number {
  const bend = curl({ width, height, perMillimetre: 1 });
  return (x, y) => {
    const [fromX, fromY] = bend(x, y);
    if (fromX < 0 || fromY < 0 || fromX >= width || fromY >= height) return 0.25;
    const inside = Math.min(fromX, width - fromX) / (0.08 * width);
    return inside >= 1 ? 1 : 0.6 + 0.4 * inside;
  };
}

/** The lowest ink of most of each line's words: what hangs lower is a descender. */
function baselines({ words, cover, owner, width }: Writing): number[] {
  const bottoms = new Int32Array(words.length);
  for (let at = 0; at < cover.length; at++) {
    if (cover[at]! > 0) bottoms[owner[at]! - 1] = Math.floor(at / width);
  }
  const byLine = Map.groupBy(words.keys(), (index) => words[index]!.line);
  return [...byLine.values()].map((ofLine) => {
    const sorted = ofLine.map((index) => bottoms[index]!).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 4)]!;
  });
}
