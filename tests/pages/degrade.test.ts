import { expect, it } from 'vitest';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import type { PageQuality } from '../../src/contract/quality.ts';
import type { GrayImage } from '../../src/main/engine/imaging/gray.ts';
import { layoutPage } from '../../src/main/engine/imaging/layout.ts';
import { drawPage } from '../main/engine/imaging/drawn.ts';
import { degraded, degradedTable, DEGRADATIONS, type Degradation, type DegradedFigures } from './degrade.ts';

const SIZE = 24;
const { image } = drawPage(
  [
    [4, 3],
    [5, 4],
    [3, 6],
  ],
  { size: SIZE, pen: 5 },
);

const after = (degradation: Degradation): Promise<GrayImage> =>
  degraded(image, SIZE, degradation, new SeededRandom(1));
const quality = async (degradation: Degradation): Promise<PageQuality> =>
  layoutPage(await after(degradation)).quality;

it('degrades what preparation then measures', async () => {
  expect(await after({ kind: 'as it is' })).toBe(image);
  expect(Math.abs((await quality({ kind: 'x-height', pixels: 12 })).xHeight! - 12)).toBeLessThan(3);
  expect(await after({ kind: 'x-height', pixels: 2 * SIZE })).toMatchObject({ width: image.width });
  const sharp = await quality({ kind: 'as it is' });
  const soft = await quality({ kind: 'blur', deviation: 0.15 });
  expect(soft.edgeWidth! / soft.xHeight!).toBeGreaterThan(2 * (sharp.edgeWidth! / sharp.xHeight!));
  const faded = await quality({ kind: 'contrast', share: 0.4 });
  expect(faded.contrast).toBeCloseTo(0.4 * sharp.contrast!, 1);
  expect(faded.grain).toBeGreaterThan(0.015);
});

it('is the same for the same seed', async () => {
  const grainy = { kind: 'contrast', share: 0.5 } as const;
  expect(await after(grainy)).toEqual(await after(grainy));
});

it('prints a row for each step, and the mean over the sets', () => {
  const figures = DEGRADATIONS.map((degradation): DegradedFigures => ({
    degradation,
    xHeight: 12,
    edgePerXHeight: 0.2,
    edgePerStroke: 0.6,
    contrastPerGrain: Infinity,
    sets: [0.02, 0.03, 0.07].map((documentEer, at) => ({ name: `set ${at}`, wordEer: 0.3, documentEer })),
    lost: 0,
  }));
  const lines = degradedTable(figures).trim().split('\n');
  expect(lines).toHaveLength(DEGRADATIONS.length + 2);
  expect(lines[2]).toMatch(/^\| as it is .*\| 2\.0 .*\| 3\.0 .*\| 7\.0 .*\| 4\.0 .*\| 0\.0 /);
});
