import { expect, it } from 'vitest';
import { ORIGINAL } from '../../../src/contract/view.ts';
import type { Composition } from '../../../src/renderer/viewer/paint.ts';
import { picturedPages, type SeenPage } from '../../../src/renderer/viewer/pictured.ts';

const page = (label: string): SeenPage => ({
  item: { label, path: `questioned/${label}.png` },
  layer: {
    page: { width: 300, height: 200, dpi: 100, image: 'page-0001', index: 0 },
    view: { scale: 1, x: 150, y: 100, angle: 0 },
    tone: ORIGINAL,
    marks: [],
  },
});
const both = [page('Q1'), page('K1')];

it.each([
  [{ mode: 'overlay', opacity: 0.35 }, 'in one place: overlay, opacity 35 %'],
  [{ mode: 'curtain', at: 0.5 }, 'in one place: curtain, 50 %'],
  [{ mode: 'difference' }, 'in one place: difference'],
  [{ mode: 'colours' }, 'in one place: colours'],
] as const satisfies readonly [Composition, string][])(
  'says how two pages lie on each other: %o',
  (how, said) => {
    const { caption, composition, layers } = picturedPages(both, how);
    expect(caption(1)).toBe(`${said} · Q1 (Q1.png), page 1 · zoom 100 % · K1 (K1.png), page 1 · zoom 100 %`);
    expect([composition, layers.length]).toEqual([how, 2]);
  },
);

it('of pages by turns the one in front is a picture of that page alone, with its own scale', () => {
  const { caption, composition, layers } = picturedPages([page('K1')], { mode: 'flicker', front: 1 });
  expect(caption(2)).toBe('K1 (K1.png), page 1 · zoom 200 %');
  expect([composition, layers.length]).toEqual([null, 1]);
});
