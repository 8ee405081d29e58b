import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { markAnchor, markPath } from '../../src/contract/mark-path.ts';
import { boundsOf, MarkContent, MarkShape, PLACES } from '../../src/contract/marks.ts';

const coordinate = fc.double({ min: 0, max: 4000, noNaN: true });
const place = fc.record({ x: coordinate, y: coordinate });
const content = fc.constantFrom(...MarkShape.options).chain((shape) => {
  const { least, most, paired } = PLACES[shape];
  const size = Math.min(most, least + 6);
  return fc
    .array(place, { minLength: least, maxLength: paired ? size - (size % 2) : size })
    .map((places) => ({
      shape,
      places: paired && places.length % 2 === 1 ? places.slice(1) : places,
      text: shape === 'text' ? 'see here' : '',
    }));
});
const COMMAND = /[MLAZ]|-?\d+(?:\.\d+)?/gu;

it('takes every shape with its number of places, and draws it with figures alone, about where it lies', () => {
  fc.assert(
    fc.property(content, fc.double({ min: 0.02, max: 40, noNaN: true }), (mark, unit) => {
      expect(v.is(MarkContent, mark)).toBe(true);
      const path = markPath(mark, unit);
      expect(path.replaceAll(COMMAND, '').trim()).toBe('');
      expect(path === '').toBe(mark.shape === 'text');
      const { x, y, width, height } = boundsOf(mark.places);
      const anchor = markAnchor(mark);
      expect(anchor.x >= x && anchor.x <= x + width && anchor.y >= y && anchor.y <= y + height).toBe(true);
    }),
  );
});

it.each([
  [
    'too few places',
    {
      shape: 'angle',
      places: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
      text: '',
    },
  ],
  [
    'half a gap',
    {
      shape: 'word-spacing',
      places: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
        { x: 3, y: 3 },
      ],
      text: '',
    },
  ],
  ['a text without words', { shape: 'text', places: [{ x: 1, y: 1 }], text: ' ' }],
  [
    'words at a circle',
    {
      shape: 'circle',
      places: [
        { x: 1, y: 1 },
        { x: 9, y: 9 },
      ],
      text: 'here',
    },
  ],
  ['a place before the page', { shape: 'text', places: [{ x: -1, y: 1 }], text: 'here' }],
])('refuses %s', (_what, mark) => {
  expect(v.is(MarkContent, mark)).toBe(false);
});
