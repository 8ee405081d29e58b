import { describe, expect, it } from 'vitest';
import { removeRules } from '../../../../src/main/engine/imaging/rules.ts';

const WIDTH = 800;
const HEIGHT = 700;

/** An empty page on which lines can be drawn `thickness` pixels thick. */
function sheet() {
  const mask = new Uint8Array(WIDTH * HEIGHT);
  const level = (height: (x: number) => number, thickness: number, from = 0, to = WIDTH): void => {
    for (let x = from; x < to; x++) {
      const top = Math.round(height(x));
      for (let y = top; y < top + thickness; y++) mask[y * WIDTH + x] = 1;
    }
  };
  const upright = (place: (y: number) => number, thickness: number, from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const left = Math.round(place(y));
      for (let x = left; x < left + thickness; x++) mask[y * WIDTH + x] = 1;
    }
  };
  const ink = (): number => mask.reduce((sum, value) => sum + value, 0);
  return { mask, level, upright, ink };
}

describe('rules', () => {
  it('go, level, skewed or bent, and so do upright ones', () => {
    const { mask, level, upright, ink } = sheet();
    level(() => 100, 2);
    level((x) => 200 + 0.04 * x, 2);
    level((x) => 300 + 25 * Math.sin((x / WIDTH) * Math.PI), 2);
    upright((y) => 150 + 0.02 * y, 2, 0, HEIGHT);
    expect(removeRules(mask, WIDTH, HEIGHT)).toBe(4);
    expect(ink()).toBeLessThan(20);
  });

  it('leave whole the strokes that cross them', () => {
    const { mask, level, upright, ink } = sheet();
    for (let place = 100; place < 700; place += 40) upright((y) => place + 0.3 * (y - 270), 6, 240, 330);
    const strokes = mask.slice();
    const before = ink();
    level(() => 300, 2);
    removeRules(mask, WIDTH, HEIGHT);
    let lost = 0;
    strokes.forEach((value, at) => {
      if (value === 1 && mask[at] === 0) lost++;
    });
    expect(lost).toBe(0);
    expect(ink() - before).toBeLessThan(100);
  });

  it('are not what is short, thick, or a row of letters', () => {
    const { mask, level, upright, ink } = sheet();
    level(() => 100, 2, 100, 400);
    level(() => 200, 12);
    for (let place = 40; place < 760; place += 9) upright(() => place, 2, 300, 316);
    for (let place = 40; place < 760; place += 18) level(() => 314, 2, place, place + 11);
    const before = ink();
    expect(removeRules(mask, WIDTH, HEIGHT)).toBe(0);
    expect(ink()).toBe(before);
  });
});
