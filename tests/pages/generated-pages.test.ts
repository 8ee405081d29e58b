import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import type { Colour } from '../../src/main/engine/demo/sheet.ts';
import { cleanPlan, DAMAGES, type DamageName, type Plan } from './damage.ts';
import { drawPage, generatePage, type GeneratedPage } from './generated-pages.ts';

/** A small sheet of few words, so that drawing takes no time. */
const SMALL = { dpi: 72, sheet: [148, 70], wordCount: 12 } as const;

function page(plan: Plan): Promise<GeneratedPage> {
  return drawPage({ ...plan, ...SMALL }, 1, new SeededRandom(7));
}

describe('a generated page', () => {
  it.each(Object.keys(DAMAGES) as DamageName[])('has its truth inside: %s', async (name) => {
    const random = new SeededRandom(3);
    const { pixels, truth } = await page(DAMAGES[name](cleanPlan(random), random));
    const { width, height, lines, ink } = truth;
    expect(pixels).toHaveLength(width * height * 3);
    expect(lines.flat()).toHaveLength(SMALL.wordCount);
    const under = new Uint8Array(ink.length);
    for (const { box } of lines.flat()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      for (let y = box.y; y < box.y + box.height; y++) {
        under.fill(1, y * width + box.x, y * width + box.x + box.width);
      }
    }
    expect(ink.every((value, at) => value <= under[at]!)).toBe(true);
  });

  it('has a mask that is its ink, where nothing is wrong with it', async () => {
    const plan = cleanPlan(new SeededRandom(3));
    const white: Colour = [255, 255, 255];
    const black: Colour = [0, 0, 0];
    const exact = { paper: white, ink: black, strength: 1, unevenness: 0, texture: 0, noise: 0, blur: 0 };
    const { pixels, truth } = await page({ ...plan, look: exact });
    const dark = truth.ink.map((_, at) => (pixels[at * 3]! < 128 ? 1 : 0));
    expect(dark).toEqual(truth.ink);
    expect(truth.ink).toContain(1);
  });

  it('has its words in reading order', async () => {
    const { truth } = await page(cleanPlan(new SeededRandom(3)));
    expect(truth.lines.length).toBeGreaterThan(1);
    for (const words of truth.lines) {
      const lefts = words.map(({ box }) => box.x);
      expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
    }
    const tops = truth.lines.map((words) => Math.min(...words.map(({ box }) => box.y)));
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  });

  it('is the same for the same seed, and another for another', async () => {
    const [one, same, other] = await Promise.all([
      generatePage(['72 dpi', 'stains', 'skew'], 0, 1),
      generatePage(['72 dpi', 'stains', 'skew'], 0, 1),
      generatePage(['72 dpi', 'stains', 'skew'], 0, 2),
    ]);
    expect(one.pixels.equals(same.pixels)).toBe(true);
    expect(one.truth).toEqual(same.truth);
    expect(one.pixels.equals(other.pixels)).toBe(false);
  });

  it('counts the stroke through a crossed-out word as that word', async () => {
    const plan = cleanPlan(new SeededRandom(3));
    const inkOf = async (crossedOut: number): Promise<number> =>
      (await page({ ...plan, crossedOut })).truth.ink.reduce((sum, value) => sum + value, 0);
    expect(await inkOf(5)).toBeGreaterThan(await inkOf(0));
  });
});
