import { intervalText, type LikelihoodRatio } from '../../../contract/evidence.ts';
import type { Difference } from '../../../contract/results.ts';
import type { SignatureRatio } from '../../../contract/signatures.ts';
import { canonicalJson } from '../case/canonical-json.ts';

/** log10 LRs, and the figures they come from, agree within this: it is far below what is printed of them. */
export const LR_AGREES = 0.005;

/**
 * What a likelihood ratio that was recorded does not have in common with the one recomputed by the same calibration.
 *
 * @param by where the ratio stands, and the program that recorded it.
 * @param said the ratio with what its figures are in words.
 */
export function otherRatio<R extends LikelihoodRatio | SignatureRatio>(
  recorded: R,
  now: R,
  { where, software }: { readonly where: string; readonly software: string },
  said: (ratio: R) => Pick<R, 'statement' | 'expression'>,
): Difference[] {
  const differences: Difference[] = [];
  const add = (part: string, expected: string, found: string): void => {
    differences.push({ kind: 'score', where: `${where}${part}`, expected, found });
  };
  const found = new Map(numbersOf(now));
  for (const [name, value] of numbersOf(recorded)) {
    const other = found.get(name);
    if (other !== undefined && Math.abs(value - other) <= LR_AGREES) continue;
    add(`, ${name}`, value.toFixed(4), other?.toFixed(4) ?? 'no such figure');
  }
  if ((recorded.interval === null) !== (now.interval === null)) {
    add(', interval', intervalText(recorded), intervalText(now));
  }
  if (statedBy(recorded, recorded) !== statedBy(now, recorded)) {
    add('', statedBy(recorded, recorded), statedBy(now, recorded));
  }
  if (recorded.reached !== now.reached) {
    add(', bound reached', String(recorded.reached), String(now.reached));
  }
  if (!sayTheSame(recorded.outside, now.outside)) {
    add(
      ', what is known against the population',
      recorded.outside.join(' ') || 'nothing',
      now.outside.join(' ') || 'nothing',
    );
  }
  // Words follow from the figures recorded, which may lie at the edge of a step.
  const { statement, expression } = said(recorded);
  const isSaid = statement === recorded.statement && expression.words === recorded.expression.words;
  if (differences.length === 0 && !isSaid) {
    add(', in words', `${recorded.statement} (${software})`, statement);
  }
  return differences;
}

/** What a sentence prints with decimals, and the last of them: figures that agree may be rounded apart by that. */
const DECIMALS = /[−-]?\d+\.\d\d/gu;
const PRINTED_APART = 0.0101;

/** Whether sentences are the same but for the last place of figures that have two decimals. */
function sayTheSame(recorded: readonly string[], now: readonly string[]): boolean {
  const figures = (sentence: string): number[] =>
    (sentence.match(DECIMALS) ?? []).map((figure) => Number(figure.replace('−', '-')));
  return (
    recorded.length === now.length &&
    recorded.every((sentence, at) => {
      const other = now[at]!;
      const others = figures(other);
      return (
        sentence.replace(DECIMALS, '') === other.replace(DECIMALS, '') &&
        figures(sentence).every((figure, place) => Math.abs(figure - others[place]!) <= PRINTED_APART)
      );
    })
  );
}

type Ratio = LikelihoodRatio | SignatureRatio;

function numbersOf({ log10Lr, interval, figures }: Ratio): [string, number][] {
  return [
    ['log10 LR', log10Lr],
    ...(interval ?? []).map((end, at): [string, number] => [
      `${at === 0 ? 'lower' : 'upper'} end of its interval`,
      end,
    ]),
    ...Object.entries(figures),
  ];
}

/** What a ratio says beside its figures, as far as the recorded one says it: results of before say less. */
function statedBy(ratio: Ratio, recorded: Ratio): string {
  const { population, band, method, bounds, propositions, measured } = ratio;
  const resolutions = 'resolutions' in ratio ? ratio.resolutions : undefined;
  const asSaid =
    measured && recorded.measured?.effectiveWriters === undefined
      ? { ...measured, effectiveWriters: undefined }
      : measured;
  return canonicalJson({
    ...(resolutions === undefined ? {} : { resolutions }),
    population,
    band,
    method,
    bounds,
    propositions,
    ...(recorded.measured === undefined ? {} : { measured: asSaid }),
  });
}
