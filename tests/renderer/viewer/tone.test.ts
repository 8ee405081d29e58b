import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOriginal, ORIGINAL, type Tone } from '../../../src/contract/view.ts';
import { applyTone, INKS, subtract, toneTable, toneText } from '../../../src/renderer/viewer/tone.ts';

const tone = (change: Partial<Tone>): Tone => ({ ...ORIGINAL, ...change });
const processed = (
  pixel: readonly number[],
  change: Partial<Tone>,
  ink?: readonly [number, number, number],
) => {
  const pixels = Uint8ClampedArray.from(pixel);
  applyTone(pixels, tone(change), ink ?? null);
  return [...pixels];
};
const byte = fc.integer({ min: 0, max: 255 });
const anyTone = fc.record<Tone>({
  channel: fc.constantFrom('colour', 'grey', 'red', 'green', 'blue'),
  gamma: fc.double({ min: 0.2, max: 5, noNaN: true }),
  contrast: fc.integer({ min: -100, max: 100 }),
  brightness: fc.integer({ min: -100, max: 100 }),
  inverted: fc.boolean(),
  threshold: fc.option(fc.integer({ min: 1, max: 255 })),
});

describe('the tone of a picture', () => {
  it('leaves the original as it is, bit for bit', () => {
    expect([...toneTable(ORIGINAL)]).toEqual(Array.from({ length: 256 }, (_, grey) => grey));
    fc.assert(
      fc.property(fc.array(byte, { minLength: 4, maxLength: 4 }), (pixel) => {
        expect(processed(pixel, {})).toEqual(pixel);
      }),
    );
    expect([isOriginal(ORIGINAL), isOriginal(tone({ brightness: 1 }))]).toEqual([true, false]);
  });

  it('never turns a darker grey into a lighter one, unless it is inverted', () => {
    fc.assert(
      fc.property(anyTone, (any) => {
        const table = [...toneTable(any)];
        const sorted = table.toSorted((a, b) => (any.inverted ? b - a : a - b));
        expect(table).toEqual(sorted);
      }),
    );
  });

  it('keeps alpha, whatever is done to the colours', () => {
    fc.assert(
      fc.property(anyTone, fc.array(byte, { minLength: 4, maxLength: 4 }), (any, pixel) => {
        expect(processed(pixel, any)[3]).toBe(pixel[3]);
      }),
    );
  });

  it('does what each parameter says', () => {
    const pixel = [100, 150, 200, 255];
    expect(processed(pixel, { inverted: true })).toEqual([155, 105, 55, 255]);
    expect(processed(pixel, { brightness: 20 })).toEqual([151, 201, 251, 255]);
    expect(processed(pixel, { contrast: -100 })).toEqual([128, 128, 128, 255]);
    expect(processed(pixel, { contrast: 100 })).toEqual([0, 255, 255, 255]);
    expect(processed(pixel, { channel: 'red' })).toEqual([100, 100, 100, 255]);
    expect(processed(pixel, { channel: 'green' })).toEqual([150, 150, 150, 255]);
    expect(processed(pixel, { channel: 'blue' })).toEqual([200, 200, 200, 255]);
    // 0.2126 * 100 + 0.7152 * 150 + 0.0722 * 200 = 142.98
    expect(processed(pixel, { channel: 'grey' })).toEqual([143, 143, 143, 255]);
    expect(processed(pixel, { threshold: 143 })).toEqual([255, 255, 255, 255]);
    expect(processed(pixel, { threshold: 144 })).toEqual([0, 0, 0, 255]);
    // 255 * (100 / 255) ** 0.5 = 159.7
    expect(processed(pixel, { gamma: 2 })[0]).toBe(160);
  });

  it('shows ink in one colour and leaves paper white', () => {
    expect(processed([0, 0, 0, 255], {}, INKS.first)).toEqual([...INKS.first, 255]);
    expect(processed([255, 255, 255, 255], {}, INKS.second)).toEqual([255, 255, 255, 255]);
    // Both inks in one place read as black.
    for (const [index, first] of INKS.first.entries()) {
      expect((first * INKS.second[index]!) / 255).toBeLessThan(40);
    }
  });

  it('is named with its parameters, in the order in which they work', () => {
    expect(toneText(tone({ channel: 'red', gamma: 1.4, contrast: 20, brightness: -5, inverted: true }))).toBe(
      'red channel, gamma 1.40, contrast +20, brightness −5, inverted',
    );
    expect(toneText(tone({ channel: 'grey', threshold: 128 }))).toBe('grey, threshold 128');
    expect(toneText(ORIGINAL)).toBe('');
  });
});

describe('the difference of two pictures', () => {
  it('is white where both are equal and black where they differ most, whichever is first', () => {
    fc.assert(
      fc.property(byte, byte, (a, b) => {
        const [first, second] = [
          Uint8ClampedArray.from([a, a, a, 255]),
          Uint8ClampedArray.from([b, b, b, 255]),
        ];
        subtract(first, second);
        expect([...first]).toEqual([...Array.from({ length: 3 }, () => 255 - Math.abs(a - b)), 255]);
      }),
    );
  });

  it('takes a page that is not there for white paper, and draws nothing where there is none', () => {
    const first = Uint8ClampedArray.from([0, 0, 0, 0, 0, 0, 0, 0]);
    subtract(first, Uint8ClampedArray.from([90, 90, 90, 255, 0, 0, 0, 0]));
    expect([...first]).toEqual([90, 90, 90, 255, 255, 255, 255, 0]);
  });
});
