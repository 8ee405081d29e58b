import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extreme, findInk } from '../../../../src/main/engine/imaging/ink.ts';

const WIDTH = 300;
const HEIGHT = 200;

/** A page whose grey at each place is `light`, with upright strokes of `stroke` pixels every 20. */
function page(light: (x: number, y: number) => number, stroke: number, share = 0.2) {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const isStroke = x % 20 < stroke && y > 40 && y < 160 && x > 60 && x < 240;
      data[y * WIDTH + x] = Math.round(light(x, y) * (isStroke ? share : 1));
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

const strokes = (stroke: number): number[] =>
  Array.from(page(() => 255, stroke).data, (value) => (value < 255 ? 1 : 0));

describe('ink', () => {
  it('is found as wide as it is, on even paper, in light that falls off, and across the edge of a shadow', () => {
    const expected = strokes(3);
    for (const light of [
      () => 230,
      (x: number) => 240 - 0.4 * x,
      (x: number, y: number) => 230 - 140 * Math.min(1, Math.max(0, (x + y - 200) / 80)),
    ]) {
      expect(Array.from(findInk(page(light, 3)).mask)).toEqual(expected);
    }
  });

  it('is as deep as the share of light that it takes, on dark paper as on bright', () => {
    const at = 100 * WIDTH + 100;
    expect(findInk(page(() => 240, 3)).depth[at]).toBeCloseTo(0.8 * 255, -1);
    expect(findInk(page(() => 80, 3)).depth[at]).toBeCloseTo(0.8 * 255, -1);
  });

  it('is neither a dark table beside the sheet nor a strip of it at the edge', () => {
    for (const sheet of [5, 40]) {
      const { mask } = findInk(page((x) => (x < sheet ? 30 : 230), 3));
      // Paper is looked for in half the resolution: along its edge a hairline may be left.
      const beside = Array.from(mask, (value, at) => (Math.abs((at % WIDTH) - sheet) > 1 ? value : 0));
      expect(beside).toEqual(strokes(3));
    }
  });

  it('is none on plain paper, with and without grain', () => {
    expect(findInk(page(() => 230, 0)).mask).not.toContain(1);
    const grain = page((x, y) => 225 + ((x * 7 + y * 13) % 5), 0);
    expect(findInk(grain).mask).not.toContain(1);
  });

  it('holds a hairline together that is fainter than the strokes it joins', () => {
    const drawn = page(() => 240, 3);
    for (let x = 63; x < 239; x++) {
      if (x % 20 >= 3) drawn.data[100 * WIDTH + x] = 160;
    }
    const { mask } = findInk(drawn);
    expect(Array.from(mask.subarray(100 * WIDTH + 80, 100 * WIDTH + 220))).not.toContain(0);
  });
});

describe('the extreme of a neighbourhood', () => {
  it('is what looking at every pixel of it gives', () => {
    const raster = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .chain(([width, height]) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          data: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
        }),
      );
    fc.assert(
      fc.property(raster, fc.integer({ min: 0, max: 7 }), ({ width, height, data }, reach) => {
        for (const which of ['most', 'least'] as const) {
          const expected = Array.from(data, (_, at) => {
            const x = at % width;
            const y = (at - x) / width;
            const around: number[] = [];
            for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
              for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column++) {
                around.push(data[row * width + column]!);
              }
            }
            return which === 'most' ? Math.max(...around) : Math.min(...around);
          });
          expect(Array.from(extreme(data, width, height, reach, which))).toEqual(expected);
        }
      }),
    );
  });
});
