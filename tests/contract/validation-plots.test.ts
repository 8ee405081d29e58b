import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plot } from '../../src/contract/plot.ts';
import { calibrationPlot, detPlot, ecePlot } from '../../src/contract/validation-plots.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const log10Lr = fc.double({ min: -4, max: 4, noNaN: true });

const within = ({ width, height, lines }: Plot): void => {
  for (const [x, y] of lines.flatMap(({ points }) => points)) {
    expect(x >= -1e-6 && x <= width + 1e-6 && y >= -1e-6 && y <= height + 1e-6).toBe(true);
  }
};
const pointsOf = ({ lines }: Plot, kind: 'solid' | 'dashed' | 'result') =>
  lines.find((line) => line.kind === kind)!.points;

describe('plots of a validation', () => {
  it('stay within their frame whatever was measured', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ log10Lr, same: share, different: share }), { maxLength: 20 }),
        fc.array(
          fc.record({
            priorLog10Odds: fc.integer({ min: -3, max: 3 }),
            ece: fc.double({ min: 0, max: 9, noNaN: true }),
            pav: share,
            neutral: share,
          }),
          { minLength: 1, maxLength: 20 },
        ),
        fc.array(fc.record({ log10Lr, pavLog10Lr: log10Lr }), { maxLength: 20 }),
        (tippett, ece, calibration) => {
          within(detPlot({ tippett }, 340));
          within(ecePlot({ ece }, 340));
          within(calibrationPlot({ calibration }, 340));
        },
      ),
    );
  });

  it('a DET curve meets the diagonal where both rates are equal, and leaves out what its axes do not reach', () => {
    const plot = detPlot(
      {
        tippett: [
          { log10Lr: -1, same: 1, different: 1 },
          { log10Lr: 0, same: 0.8, different: 0.2 },
          { log10Lr: 1, same: 0, different: 0 },
        ],
      },
      340,
    );
    const [[x, y], ...others] = pointsOf(plot, 'solid') as [[number, number]];
    expect(others).toEqual([]);
    const [[x0, y0], [x1, y1]] = pointsOf(plot, 'result') as [[number, number], [number, number]];
    expect((x - x0) / (x1 - x0)).toBeCloseTo((y - y0) / (y1 - y0), 9);
    // Normal deviates: 20 % lies as far below the middle as 80 % above it.
    expect(plot.labels.map(({ text }) => text)).toContain('20 %');
  });

  it('perfect calibration is the diagonal', () => {
    const calibration = [-2, -0.5, 0, 1.5].map((lr) => ({ log10Lr: lr, pavLog10Lr: lr }));
    const plot = calibrationPlot({ calibration }, 340);
    const [[x0, y0], [x1, y1]] = pointsOf(plot, 'result') as [[number, number], [number, number]];
    for (const [x, y] of pointsOf(plot, 'solid')) {
      expect((x - x0) / (x1 - x0)).toBeCloseTo((y - y0) / (y1 - y0), 9);
    }
  });

  it('says its words in the language of the window', () => {
    const ece = [{ priorLog10Odds: 0, ece: 0.5, pav: 0.4, neutral: 1 }];
    const texts = ecePlot({ ece }, 340, 'de').labels.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['ohne Befund', '0,50', 'Kreuzentropie in Bit']));
  });
});
