import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleBar } from '../../src/contract/scale-bar.ts';

test('a page of 300 dpi at half size shows 20 mm as 118 pixels', () => {
  expect(scaleBar(300, 0.5).millimetres).toBe(20);
  expect(scaleBar(300, 0.5).pixels).toBeCloseTo(118.1, 1);
});

test('the bar is as long as it says, and fits', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 10, max: 2400, noNaN: true }),
      fc.double({ min: 0.02, max: 16, noNaN: true }),
      (dpi, scale) => {
        const { millimetres, pixels } = scaleBar(dpi, scale);
        expect(pixels).toBeCloseTo((millimetres / 25.4) * dpi * scale);
        if (millimetres > 0.1) expect(pixels).toBeLessThanOrEqual(130);
      },
    ),
  );
});
