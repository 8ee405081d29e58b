import { describe, expect, it } from 'vitest';
import { cut, type GrayImage } from '../../../../src/main/engine/imaging/gray.ts';
import { findInk } from '../../../../src/main/engine/imaging/ink.ts';
import type { ColourImage } from '../../../../src/main/engine/imaging/ink-colour.ts';
import { layoutPage } from '../../../../src/main/engine/imaging/layout.ts';
import { normaliseWord } from '../../../../src/main/engine/imaging/normalise.ts';
import { findStamps, mayHoldStamps } from '../../../../src/main/engine/imaging/stamps.ts';
import { draw, drawPage, wordStrokes, type Stroke } from './drawn.ts';

type Rgb = readonly [red: number, green: number, blue: number];

const PAPER: Rgb = [244, 240, 228];
const BLACK: Rgb = [30, 32, 40];
const BLUE: Rgb = [40, 60, 150];
const RED: Rgb = [190, 60, 66];
/** Lines of words, as `drawPage` has them: some 480 x 440 pixels. */
const LETTER = [
  [4, 7, 5, 8],
  [8, 3, 6, 5],
  [3, 6, 9, 4],
  [5, 8, 3, 6],
  [6, 4, 5, 7],
];
const { image: WRITING } = drawPage(LETTER);
const { width, height } = WRITING;

/** How much of the paper drawn strokes cover, 0 to 1. */
function coverOf(strokes: readonly Stroke[], pen = 3): Float64Array {
  const { data } = draw({ width, height, strokes, pen, paper: 0, ink: 255 });
  return Float64Array.from(data, (share) => share / 255);
}

const written = Float64Array.from(WRITING.data, (grey) => (240 - grey) / 210);

/** Inks one over the other, the last on top; and the grey of it. */
function painted(...inks: readonly { cover: Float64Array; colour: Rgb; strength?: number }[]): {
  colour: ColourImage;
  gray: GrayImage;
} {
  const data = new Uint8Array(3 * width * height);
  const gray = new Uint8Array(width * height);
  for (let at = 0; at < gray.length; at++) {
    const light = [...PAPER];
    for (const { cover, colour, strength = 1 } of inks) {
      colour.forEach((value, channel) => {
        light[channel]! += strength * cover[at]! * (value - light[channel]!);
      });
    }
    data.set(light.map(Math.round), 3 * at);
    gray[at] = Math.round(0.299 * light[0]! + 0.587 * light[1]! + 0.114 * light[2]!);
  }
  return { colour: { width, height, data }, gray: { width, height, data: gray } };
}

/** A ring with two short bars in it, across several lines of the writing. */
const RING: readonly Stroke[] = [
  Array.from({ length: 73 }, (_, step): [number, number] => [
    230 + 75 * Math.cos((step * Math.PI) / 36),
    210 + 75 * Math.sin((step * Math.PI) / 36),
  ]),
  [
    [190, 195],
    [270, 195],
  ],
  [
    [200, 225],
    [260, 225],
  ],
];
const BOX: readonly Stroke[] = [
  [
    [120, 190],
    [330, 160],
    [338, 222],
    [128, 252],
    [120, 190],
  ],
];
const writing = { cover: written, colour: BLACK };

function difference(crop: Uint8Array, other: Uint8Array): number {
  return crop.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0);
}

const stampsOn = ({ colour, gray }: ReturnType<typeof painted>): ReturnType<typeof findStamps> =>
  findStamps(findInk(gray), colour);

describe('findStamps', () => {
  it.each([
    ['a red ring over black writing', RING, RED, BLACK],
    ['a red ring over blue writing', RING, RED, BLUE],
    ['a blue ring over black writing', RING, BLUE, BLACK],
    ['a slanted red box over black writing', BOX, RED, BLACK],
  ])('finds %s, and none of the writing in it', (_, frame, ink, pen) => {
    const cover = coverOf(frame, 4);
    const stamps = stampsOn(painted({ cover, colour: ink, strength: 0.6 }, { cover: written, colour: pen }));
    expect(stamps?.boxes).toHaveLength(1);
    const owned = (at: number): boolean => stamps!.owners[at] === 1;
    const stamped = [...cover.keys()].filter((at) => cover[at]! > 0.9 && written[at] === 0);
    const inked = [...written.keys()].filter((at) => written[at]! > 0.9);
    expect(stamped.filter(owned).length / stamped.length).toBeGreaterThan(0.97);
    expect(inked.filter(owned)).toEqual([]);
  });

  it('takes neither a ring in the ink of the writing nor writing in another ink for one', () => {
    const ring = coverOf(RING, 4);
    expect(stampsOn(painted({ cover: ring, colour: BLACK, strength: 0.8 }, writing))).toBeNull();
    const note = coverOf([60, 160, 260].flatMap((x) => wordStrokes(x, 240, 22, 4)));
    expect(stampsOn(painted(writing, { cover: note, colour: RED }))).toBeNull();
    expect(stampsOn(painted(writing))).toBeNull();
  });

  it('is for pages, not for images of words', () => {
    expect(mayHoldStamps({ width: 420, height: 595 })).toBe(true);
    expect(mayHoldStamps({ width: 1200, height: 200 })).toBe(false);
  });
});

describe('layoutPage of a stamped page', () => {
  const plain = painted(writing);
  const stamped = painted({ cover: coverOf(RING, 4), colour: RED, strength: 0.6 }, writing);

  it('finds the words that are found without the stamp, and the stamp apart from them, after them', () => {
    const words = layoutPage(stamped.gray, stamped.colour).words;
    const before = layoutPage(plain.gray, plain.colour).words;
    expect(
      words.filter(({ printed }) => !printed).map(({ line, order, box }) => ({ line, order, box })),
    ).toEqual(before.map(({ line, order, box }) => ({ line, order, box })));
    const [stamp, ...others] = words.filter(({ printed }) => printed);
    expect(others).toEqual([]);
    expect(stamp).toMatchObject({ line: LETTER.length, order: before.length, unsure: false });
    expect(Math.abs(stamp!.box.x + stamp!.box.width / 2 - 230)).toBeLessThan(3);
    expect(Math.abs(stamp!.box.width - 154)).toBeLessThan(8);
  });

  it('keeps the stamp out of the crops of words that it crosses', () => {
    const clean = layoutPage(plain.gray, plain.colour).words;
    const words = layoutPage(stamped.gray, stamped.colour).words;
    let apart = 0;
    let together = 0;
    clean.forEach(({ box, own }, at) => {
      const { crop } = normaliseWord(cut(plain.gray, box), own);
      apart += difference(crop, normaliseWord(cut(stamped.gray, box), words[at]!.own).crop);
      together += difference(crop, normaliseWord(cut(stamped.gray, box), own).crop);
    });
    expect(apart).toBeLessThan(0.1 * together);
  });

  it('changes nothing where there is no stamp', () => {
    expect(layoutPage(plain.gray, plain.colour)).toEqual(layoutPage(plain.gray));
  });
});
