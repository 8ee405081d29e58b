import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/**
 * An invented writer: a handwriting font and what this writer does to it. Lengths are in x-heights (the height of a
 * small "n") where nothing else is said, so that they keep their meaning when the writer writes larger.
 */
export interface Hand {
  readonly font: HandFont;
  /** In millimetres on the paper. */
  readonly xHeight: number;
  /** Degrees to the right, added to the font's own slant. */
  readonly slant: number;
  /** Width of letters, 1 as in the font. */
  readonly width: number;
  /** Lengths above and below the small letters, 1 as in the font. */
  readonly ascender: number;
  readonly descender: number;
  /** What the pen adds to the font's stroke, in millimetres. */
  readonly pen: number;
  /** Added between two letters of a word. */
  readonly letterSpace: number;
  readonly wordSpace: number;
  readonly lineSpace: number;
  /** How far a line climbs in its length, in degrees. */
  readonly climb: number;
  /** How freely this writer writes: 1 is an ordinary adult hand, 0 would repeat every letter exactly. */
  readonly freedom: number;
}

/** An open font: its package, its name, and whose it is. */
export interface HandFont {
  readonly package: string;
  readonly name: string;
  /** First line of the font's licence. */
  readonly copyright: string;
}

const geswein = 'Copyright (c) 2010, Kimberly Geswein (kimberlygeswein.com kimberlygeswein@gmail.com)';

export const HANDS = {
  marrow: {
    font: { package: '@fontsource/la-belle-aurore', name: 'La Belle Aurore', copyright: geswein },
    xHeight: 2.75,
    slant: 3,
    width: 0.98,
    ascender: 1.05,
    descender: 1.02,
    pen: 0.02,
    letterSpace: 0,
    wordSpace: 1.3,
    lineSpace: 4.3,
    climb: 0.5,
    freedom: 1.05,
  },
  wren: {
    font: { package: '@fontsource/cedarville-cursive', name: 'Cedarville Cursive', copyright: geswein },
    xHeight: 2.6,
    slant: -3,
    width: 0.95,
    ascender: 0.94,
    descender: 0.95,
    pen: 0,
    letterSpace: 0,
    wordSpace: 1.1,
    lineSpace: 4.2,
    climb: -0.2,
    freedom: 0.9,
  },
  calder: {
    font: {
      package: '@fontsource/reenie-beanie',
      name: 'Reenie Beanie',
      copyright: 'Copyright (c) 2010 Typeco (james@typeco.com). All rights reserved.',
    },
    xHeight: 2.6,
    slant: 2,
    width: 1.06,
    ascender: 1,
    descender: 1.05,
    pen: 0.05,
    letterSpace: 0.02,
    wordSpace: 1.3,
    lineSpace: 4,
    climb: 0.1,
    freedom: 1.15,
  },
  stranger: {
    font: { package: '@fontsource/zeyada', name: 'Zeyada', copyright: geswein },
    xHeight: 2.9,
    slant: -2,
    width: 1,
    ascender: 1,
    descender: 1,
    pen: 0.06,
    letterSpace: 0.01,
    wordSpace: 1.25,
    lineSpace: 3.9,
    climb: 0.8,
    freedom: 1.1,
  },
} as const satisfies Record<string, Hand>;

export type HandName = keyof typeof HANDS;

/** Reads a hand's font from its installed package. */
export async function openFont({ package: name }: HandFont): Promise<Font> {
  const family = name.slice(name.indexOf('/') + 1);
  const file = createRequire(import.meta.url).resolve(`${name}/files/${family}-latin-400-normal.woff2`);
  return create(await readFile(file));
}
