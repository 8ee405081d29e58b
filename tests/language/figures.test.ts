import fc from 'fast-check';
import { expect, it } from 'vitest';
import { day, decimal, instant, listing, whole } from '../../src/language/figures.ts';

it('numbers have the marks of their language, a true minus and no signed zero', () => {
  expect(decimal('en', -1234.5678, 3)).toBe('−1234.568');
  expect(decimal('de', -1234.5678, 3)).toBe('−1234,568');
  expect(decimal('zh', 0.5, 2)).toBe('0.50');
  expect(decimal('de', -0.0001, 3)).toBe('0,000');
  expect([whole('en', 2140), whole('de', 2140), whole('zh', -2140)]).toEqual(['2,140', '2.140', '−2,140']);
});

it('a decimal says the same number in every language', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(6), (value, digits) => {
      const english = decimal('en', value, digits);
      expect(decimal('de', value, digits)).toBe(english.replace('.', ','));
      expect(decimal('zh', value, digits)).toBe(english);
      expect(Math.abs(Number(english.replace('−', '-')) - value)).toBeLessThanOrEqual(0.5001 * 10 ** -digits);
    }),
  );
});

it('days and instants are written as the language writes them, always by UTC', () => {
  const iso = '2026-05-04T09:30:05.123Z';
  expect([day('en', iso), day('de', iso), day('zh', iso)]).toEqual([
    '2026-05-04',
    '04.05.2026',
    '2026年5月4日',
  ]);
  expect(instant('de', iso)).toBe('04.05.2026 09:30:05 UTC');
});

it('labels stand side by side as in the language', () => {
  expect([listing('en', ['Q1', 'Q2']), listing('zh', ['Q1', 'Q2'])]).toEqual(['Q1, Q2', 'Q1、Q2']);
});
