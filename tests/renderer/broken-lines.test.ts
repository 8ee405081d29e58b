import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brokenLines } from '../../src/renderer/broken-lines.ts';

const within = (most: number) => (line: string) => line.length <= most;

it('breaks between words, and between Chinese signs with the marks that stay with them', () => {
  expect(brokenLines('one two  three', within(7))).toEqual(['one two', 'three']);
  expect(brokenLines('检材，第 1 页', within(3))).toEqual(['检材，', '第 1', '页']);
  expect(brokenLines('ab（检材）', within(3))).toEqual(['ab', '（检', '材）']);
});

it('breaks within what is too long for any line', () => {
  expect(brokenLines('a long-file-name.png', within(8))).toEqual(['a long-f', 'ile-name', '.png']);
});

it('no line is too long, and no sign is lost', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab 检材，（）。·-') });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (said, most) => {
      const lines = brokenLines(said, within(most));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(most);
      expect(lines.join('').replaceAll(' ', '')).toBe(said.replaceAll(' ', ''));
    }),
  );
});
