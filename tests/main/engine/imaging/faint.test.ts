import { describe, expect, it } from 'vitest';
import { dropFaint } from '../../../../src/main/engine/imaging/faint.ts';

const WIDTH = 120;
const HEIGHT = 40;

/** Marks of 8 x 10 pixels side by side, of the depths given. */
function marks(depths: readonly number[]) {
  const mask = new Uint8Array(WIDTH * HEIGHT);
  const depth = new Uint8Array(WIDTH * HEIGHT);
  depths.forEach((value, index) => {
    for (let y = 10; y < 20; y++) {
      for (let x = 0; x < 8; x++) {
        mask[y * WIDTH + 4 + index * 10 + x] = 1;
        depth[y * WIDTH + 4 + index * 10 + x] = value;
      }
    }
  });
  return { mask, depth };
}

const left = (depths: readonly number[]): number => {
  const { mask, depth } = marks(depths);
  return dropFaint(mask, depth, WIDTH, HEIGHT).components.length;
};

describe('faint marks', () => {
  it('go where most of the ink is far stronger', () => {
    expect(left([200, 190, 210, 180, 60, 50])).toBe(4);
  });

  it('stay where all the writing is faint', () => {
    expect(left([40, 36, 44, 30])).toBe(4);
  });

  it('stay where a pen writes lighter and darker', () => {
    expect(left([200, 120, 160, 100])).toBe(4);
  });

  it('leave neither ink nor a label behind', () => {
    const { mask, depth } = marks([200, 200, 200, 30]);
    const { labels, components } = dropFaint(mask, depth, WIDTH, HEIGHT);
    expect(mask.reduce((sum, value) => sum + value, 0)).toBe(3 * 80);
    expect(new Set(labels)).toEqual(new Set([0, ...components.map(({ label }) => label)]));
  });

  it('are not measured by a frame around the page', () => {
    const { mask, depth } = marks([60, 60, 60]);
    for (let x = 0; x < WIDTH; x++) {
      mask[x] = 1;
      depth[x] = 255;
    }
    expect(dropFaint(mask, depth, WIDTH, HEIGHT).components.length).toBe(4);
  });
});
