import { describe, expect, it } from 'vitest';
import { removeRules } from '../../../../src/main/engine/imaging/rules.ts';

const WIDTH = 800;
const HEIGHT = 700;

/** An empty page on which lines can be drawn `thickness` pixels thick, the deeper ink over the fainter. */
function sheet() {
  const mask = new Uint8Array(WIDTH * HEIGHT);
  const depth = new Uint8Array(WIDTH * HEIGHT);
  const put = (at: number, deep: number): void => {
    mask[at] = 1;
    depth[at] = Math.max(depth[at]!, deep);
  };
  const level = (
    height: (x: number) => number,
    thickness: number,
    from = 0,
    to = WIDTH,
    deep = 100,
  ): void => {
    for (let x = from; x < to; x++) {
      const top = Math.round(height(x));
      for (let y = top; y < top + thickness; y++) put(y * WIDTH + x, deep);
    }
  };
  const upright = (place: (y: number) => number, thickness: number, from: number, to: number): void => {
    for (let y = from; y < to; y++) {
      const left = Math.round(place(y));
      for (let x = left; x < left + thickness; x++) put(y * WIDTH + x, 100);
    }
  };
  const ink = (): number => mask.reduce((sum, value) => sum + value, 0);
  const remove = (): number => removeRules({ mask, depth, width: WIDTH, height: HEIGHT });
  return { mask, level, upright, ink, remove };
}

describe('rules', () => {
  it('go, level, skewed or bent, and so do upright ones', () => {
    const { level, upright, ink, remove } = sheet();
    level(() => 100, 2);
    level((x) => 200 + 0.04 * x, 2);
    level((x) => 300 + 25 * Math.sin((x / WIDTH) * Math.PI), 2);
    upright((y) => 150 + 0.02 * y, 2, 0, HEIGHT);
    expect(remove()).toBe(4);
    expect(ink()).toBeLessThan(20);
  });

  it('leave whole the strokes that cross them', () => {
    const { mask, level, upright, ink, remove } = sheet();
    for (let place = 100; place < 700; place += 40) upright((y) => place + 0.3 * (y - 270), 6, 240, 330);
    const strokes = mask.slice();
    const before = ink();
    level(() => 300, 2);
    remove();
    let lost = 0;
    strokes.forEach((value, at) => {
      if (value === 1 && mask[at] === 0) lost++;
    });
    expect(lost).toBe(0);
    expect(ink() - before).toBeLessThan(100);
  });

  it('leave a stroke along them that is much deeper', () => {
    const { mask, level, remove } = sheet();
    level(() => 300, 2, 0, WIDTH, 60);
    level(() => 300, 2, 350, 420, 200);
    remove();
    expect(Array.from(mask.subarray(300 * WIDTH + 349, 300 * WIDTH + 421))).toEqual([
      0,
      ...Array<number>(70).fill(1),
      0,
    ]);
  });

  it('are followed to where a bent sheet bends them away, beyond any straight piece', () => {
    const { level, ink, remove } = sheet();
    const bend = (x: number): number => 250 - Math.max(0, x - 600) ** 2 / 1000;
    level(bend, 2);
    expect((bend(799) - bend(775)) / 24).toBeLessThan(-0.3);
    expect(remove()).toBe(1);
    expect(ink()).toBeLessThan(20);
  });

  it('go in part as well, where they lie as the whole ones of their ruling do', () => {
    const { level, ink, remove } = sheet();
    const bent = (y: number) => (x: number) => y + 12 * Math.sin((x / WIDTH) * Math.PI);
    for (const y of [300, 340, 380, 420, 460]) level(bent(y), 2);
    // Hidden but for a part, one and three rows up.
    level(bent(260), 2, 60, 280);
    level(bent(180), 2, 500, 720);
    expect(remove()).toBe(7);
    expect(ink()).toBeLessThan(20);
    // One that lies between the rows is no rule of theirs.
    level(bent(300), 2);
    for (const y of [340, 380, 420, 460]) level(bent(y), 2);
    level(bent(240), 2, 60, 280);
    expect(remove()).toBe(5);
    expect(ink()).toBeGreaterThan(400);
  });

  it('are not what is short, thick, or a row of letters', () => {
    const { level, upright, ink, remove } = sheet();
    level(() => 100, 2, 100, 400);
    level(() => 200, 12);
    for (let place = 40; place < 760; place += 9) upright(() => place, 2, 300, 316);
    for (let place = 40; place < 760; place += 18) level(() => 314, 2, place, place + 11);
    const before = ink();
    expect(remove()).toBe(0);
    expect(ink()).toBe(before);
  });
});
