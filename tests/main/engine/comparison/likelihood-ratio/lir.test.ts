/** Agreement with the reference implementation: the scores and the figures in lir.json were computed with it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  measureScores,
  readScoreCases,
  type JsonNumber,
} from '../../../../../src/main/engine/evaluation/score-cases.ts';

const file = path.join(import.meta.dirname, 'lir.json');

interface Expected {
  readonly name: string;
  readonly as_log10_lr: {
    readonly cllr: JsonNumber;
    readonly cllr_min: JsonNumber;
    readonly cllr_cal: JsonNumber;
    readonly devpav: JsonNumber | null;
    readonly elub: JsonNumber[];
    readonly pav_log10_lr: JsonNumber[];
  };
  readonly logistic?: {
    readonly intercept_ln: number;
    readonly slope_ln: number;
    readonly log10_lr: JsonNumber[];
    readonly cllr: JsonNumber;
    readonly elub: JsonNumber[];
  };
}

const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Expected[] };
const measured = readScoreCases(file).map(measureScores);

/** The same numbers within a tolerance; infinities and what does not exist exactly. */
function agree(
  found: JsonNumber | null | undefined,
  expected: JsonNumber | null | undefined,
  by: number,
): void {
  if (typeof expected !== 'number' || typeof found !== 'number') expect(found).toBe(expected);
  else expect(Math.abs(found - expected), `${found} for ${expected}`).toBeLessThanOrEqual(by);
}

function allAgree(found: readonly JsonNumber[], expected: readonly JsonNumber[], by: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, at) => agree(value, expected[at], by));
}

describe.each(cases.map((expected, at) => [expected.name, expected, measured[at]!] as const))(
  'lir agrees on %s',
  (_, { as_log10_lr: figures, logistic }, found) => {
    it('on Cllr with its parts and devPAV', () => {
      agree(found.cllr, figures.cllr, 1e-6);
      agree(found.cllrMin, figures.cllr_min, 1e-6);
      agree(found.cllrCal, figures.cllr_cal, 1e-6);
      agree(found.devPav, figures.devpav, 1e-6);
    });

    it('on the bounds', () => allAgree(found.elub, figures.elub, 1e-9));

    it('on every LR by PAV', () => allAgree(found.pavLog10Lr, figures.pav_log10_lr, 1e-6));

    it('on logistic regression, or that no line is best', () => {
      if (logistic === undefined) {
        expect(found.logistic).toBeNull();
        return;
      }
      agree(found.logistic?.interceptLn, logistic.intercept_ln, 1e-4);
      agree(found.logistic?.slopeLn, logistic.slope_ln, 1e-4);
      allAgree(found.logistic!.log10Lr, logistic.log10_lr, 1e-4);
      agree(found.logistic?.cllr, logistic.cllr, 1e-6);
      allAgree(found.logistic!.elub, logistic.elub, 1e-9);
    });
  },
);
