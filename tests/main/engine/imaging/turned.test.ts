import { describe, expect, it } from 'vitest';
import type { PageQuality, PageTurning } from '../../../../src/contract/quality.ts';
import { lies } from '../../../../src/main/engine/imaging/cautions.ts';
import type { GrayImage } from '../../../../src/main/engine/imaging/gray.ts';
import { layoutPage } from '../../../../src/main/engine/imaging/layout.ts';
import { turn, type Quarters } from '../../../pages/turned.ts';
import { drawPage } from './drawn.ts';

/** Words whose first stroke reaches above the line, as many letters do, and none below. */
const { image } = drawPage([
  [4, 3, 6, 4],
  [5, 4, 2],
  [3, 6, 4, 5],
  [2, 4, 5, 3],
  [3, 3, 5],
  [4, 6, 2, 3],
]);

const qualityOf = (page: GrayImage, quarters: Quarters): PageQuality =>
  layoutPage(turn(page, quarters)).quality;
/** The page as it lies upright, then turned by one, two and three quarters. */
const qualities = ([0, 1, 2, 3] as const).map((quarters) => qualityOf(image, quarters));

describe('how a page lies', () => {
  it('shows in its lines and in the strokes that leave them', () => {
    expect(qualities.map(lies)).toEqual([null, 'sideways', 'upside-down', 'sideways']);
  });

  it('is measured alike in both directions, and of a page turned over the other way round', () => {
    const [upright, once, over, back] = qualities.map(({ turning }) => turning!) as [
      PageTurning,
      PageTurning,
      PageTurning,
      PageTurning,
    ];
    expect(once.lines).toBeCloseTo(-upright.lines, 0);
    expect(back.lines).toBeCloseTo(-upright.lines, 0);
    expect(over.lines).toBeCloseTo(upright.lines, 0);
    expect(over.reach).toBeCloseTo(-upright.reach, 0);
  });

  it('is not told of a word, or of a few', () => {
    for (const lines of [[[6]], [[3, 4], [5]]]) {
      expect(qualityOf(drawPage(lines).image, 1).turning).toBeNull();
    }
  });

  it('is upright for a list of one short word to a line, whose ink stands in a column', () => {
    const list = drawPage(Array.from({ length: 24 }, (_, line) => [2 + (line % 2)])).image;
    const quality = qualityOf(list, 0);
    expect(quality.turning!.lines).toBeLessThan(0);
    expect(lies(quality)).toBeNull();
  });

  it('is nothing that a page without writing shows', () => {
    const blank = { width: 200, height: 300, data: new Uint8Array(200 * 300).fill(240) };
    expect(layoutPage(blank).quality).toMatchObject({ turning: null, printed: 0 });
  });
});
