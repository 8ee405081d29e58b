import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelComponents } from '../../../../src/main/engine/imaging/components.ts';

/** The obvious way: flood every unlabelled pixel's 8-connected neighbourhood. */
function flood(mask: Uint8Array, width: number, height: number): Int32Array {
  const labels = new Int32Array(mask.length);
  let label = 0;
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || labels[start] !== 0) continue;
    labels[start] = ++label;
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const x = at % width;
      const y = Math.floor(at / width);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (mask[next] === 0 || labels[next] !== 0) continue;
          labels[next] = label;
          open.push(next);
        }
      }
    }
  }
  return labels;
}

const rasters = fc
  .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      mask: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 1 }),
    }),
  );

describe('labelComponents', () => {
  it('labels as a flood fill does, in order of the first pixel', () => {
    fc.assert(
      fc.property(rasters, ({ mask, width, height }) => {
        expect(labelComponents(mask, width, height).labels).toEqual(flood(mask, width, height));
      }),
    );
  });

  it('gives each component the box and area of its pixels', () => {
    fc.assert(
      fc.property(rasters, ({ mask, width, height }) => {
        const { labels, components } = labelComponents(mask, width, height);
        components.forEach(({ label, box, area }, index) => {
          expect(label).toBe(index + 1);
          const at = [...labels.keys()].filter((position) => labels[position] === label);
          const xs = at.map((position) => position % width);
          const ys = at.map((position) => Math.floor(position / width));
          expect(area).toBe(at.length);
          expect(box).toEqual({
            x: Math.min(...xs),
            y: Math.min(...ys),
            width: Math.max(...xs) - Math.min(...xs) + 1,
            height: Math.max(...ys) - Math.min(...ys) + 1,
          });
        });
      }),
    );
  });

  it('finds nothing on an empty raster', () => {
    expect(labelComponents(new Uint8Array(6), 3, 2).components).toEqual([]);
  });
});
