import path from 'node:path';
import * as v from 'valibot';
import type { ReferencePosition } from '../../../contract/results.ts';
import { ChirographError, Count, Fraction, Sha256 } from '../../../contract/schema.ts';
import { canonicalJson } from '../case/canonical-json.ts';
import { sha256 } from '../case/hash.ts';
import { readPlainFile } from '../case/plain-file.ts';
import { Calibration, usableWith } from './likelihood-ratio/calibration.ts';

/** Raised when a file of before can no longer be read as one of today. */
export const REFERENCE_FORMAT = 1;

/** The released one has some 120 kB. */
const LARGEST_REFERENCE = 16 * 1024 * 1024;

/** The population that a case is placed in: all datasets, each with the same weight. */
export const POOLED = 'pooled';

const ascending = (values: number[]): boolean =>
  values.every((value, at) => at === 0 || value >= values[at - 1]!);

const Levels = v.pipe(
  v.array(Fraction),
  v.minLength(2),
  v.check(
    (levels) =>
      levels[0] === 0 &&
      levels.at(-1) === 1 &&
      levels.every((level, at) => at === 0 || level > levels[at - 1]!),
    'levels must rise from 0 to 1',
  ),
);
const Quantiles = v.pipe(
  v.array(v.pipe(v.number(), v.minValue(-1), v.maxValue(1))),
  v.check(ascending, 'quantiles must not fall'),
);

const Quantity = v.object({
  /** Words on each side of a pair. */
  words: v.pipe(Count, v.minValue(1)),
  datasets: v.array(v.string()),
  /** Writers of the datasets that had enough words. */
  writers: Count,
  samePairs: Count,
  differentPairs: Count,
  /** Score below which the share of the level at the same place lies. */
  same: Quantiles,
  different: Quantiles,
});

const Population = v.object({
  name: v.string(),
  datasets: v.array(v.string()),
  writers: Count,
  /** By rising number of words. */
  quantities: v.pipe(
    v.array(Quantity),
    v.check(
      (all) => all.every((each, at) => at === 0 || each.words > all[at - 1]!.words),
      'quantities must rise in words',
    ),
  ),
});

const Thresholds = v.object({
  datasets: v.array(v.string()),
  samePairs: Count,
  differentPairs: Count,
  thresholds: v.array(
    v.object({
      /** Share of different-text pairs whose word cosine is at or above the threshold. */
      falsePositive: Fraction,
      threshold: v.number(),
      /** Share of same-text pairs that are below it. */
      falseNegative: Fraction,
    }),
  ),
});

/** Where scores of known origin lie for one model: a file beside the model. */
export const Reference = v.pipe(
  v.object({
    formatVersion: v.literal(REFERENCE_FORMAT),
    /** SHA-256 of the model's file. */
    model: Sha256,
    /** SHA-256 of the manifest. */
    manifest: Sha256,
    split: v.string(),
    seed: Count,
    /** The command that makes this file again. */
    command: v.string(),
    levels: v.object({ same: Levels, different: Levels }),
    populations: v.array(Population),
    /** Thresholds of the word head; null where the material has no two texts to tell apart. */
    sameWord: v.nullable(Thresholds),
    /** How scores become likelihood ratios; references of before have none, and then there are none. */
    calibration: v.optional(Calibration),
  }),
  v.check(
    ({ levels, populations }) =>
      populations.every(({ quantities }) =>
        quantities.every(
          ({ same, different }) =>
            same.length === levels.same.length && different.length === levels.different.length,
        ),
      ),
    'each list of quantiles must be as long as its levels',
  ),
);
export type Reference = v.InferOutput<typeof Reference>;
export type ReferencePopulation = Reference['populations'][number];
export type ReferenceQuantity = ReferencePopulation['quantities'][number];

/**
 * Reads a model's reference.
 *
 * @throws ChirographError `model-refused` where the file cannot be read, is not a reference of this format, or belongs
 *   to another model.
 */
export async function loadReference(file: string, modelSha256: string): Promise<Reference> {
  const name = path.basename(file);
  let content: unknown;
  try {
    const text = readPlainFile(file, LARGEST_REFERENCE);
    if (text === null) throw new Error(`it is no plain file, or has more than ${LARGEST_REFERENCE} bytes`);
    content = JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw new ChirographError(
      'model-refused',
      `The reference ${name} cannot be read or is damaged. Install Chirograph again or measure the reference anew.`,
      { cause, details: `${file}: ${String(cause)}` },
    );
  }
  const parsed = v.safeParse(Reference, content);
  if (!parsed.success) {
    const issues = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
    throw new ChirographError(
      'model-refused',
      `${name} is not a reference that this version of Chirograph reads (${issues[0]}). Measure the reference anew.`,
      { details: issues.join('; ') },
    );
  }
  if (parsed.output.model !== modelSha256) {
    throw new ChirographError(
      'model-refused',
      `${name} was measured with another model than the one in use, so it cannot place its scores. Measure the reference anew with this model.`,
      { details: `reference for ${parsed.output.model}, model ${modelSha256}` },
    );
  }
  if (parsed.output.calibration !== undefined) usableWith(parsed.output.calibration, modelSha256, name);
  return parsed.output;
}

/**
 * SHA-256 of what scores are placed in, as canonical JSON: identifies the population whatever its file looks like. The
 * calibration has a hash of its own and takes no part, so that a place given before there was one can still be verified.
 */
export function referenceSha256(reference: Reference): string {
  return sha256(canonicalJson({ ...reference, calibration: undefined }));
}

/** The largest quantity of text on record, in words a side, that is no more than `words`; null where there is none. */
export function quantityFor(reference: Reference, words: number, population: string = POOLED): number | null {
  const found = reference.populations.find((each) => each.name === population);
  return found?.quantities.findLast((each) => each.words <= words)?.words ?? null;
}

/**
 * Places the score of one pair of texts among scores of known origin with the same quantity of text.
 *
 * @param words words behind each side of the score: a quantity on record, see `quantityFor`.
 * @returns null where the reference has no such population or quantity.
 */
export function locate(
  reference: Reference,
  score: number,
  words: number,
  population: string = POOLED,
): ReferencePosition | null {
  const found = reference.populations.find((each) => each.name === population);
  const quantity = found?.quantities.find((each) => each.words === words);
  if (found === undefined || quantity === undefined) return null;
  return {
    population: found.name,
    writers: quantity.writers,
    words: quantity.words,
    draws: 1,
    samePairs: quantity.samePairs,
    differentPairs: quantity.differentPairs,
    samePercentile: shareAtOrBelow(score, quantity.same, reference.levels.same),
    differentPercentile: shareAtOrBelow(score, quantity.different, reference.levels.different),
  };
}

/**
 * Word cosine that lets through a given share of pairs of different words.
 *
 * @returns Infinity where the reference states no threshold for that share: nothing is then taken for the same word.
 */
export function sameWordThreshold(reference: Reference, falsePositive: number): number {
  const stated = reference.sameWord?.thresholds.find((each) => each.falsePositive === falsePositive);
  return stated?.threshold ?? Infinity;
}

/**
 * Word cosine from which two words out of many candidates are taken for the same text: one at which no more than about
 * one pair of different words among the candidates would pass, as far as the reference states such thresholds.
 *
 * @param candidates pairs of words looked at: words on one side times words on the other.
 * @returns Infinity where the reference states no threshold at all.
 */
export function searchThreshold(reference: Reference, candidates: number): number {
  const stated = [...(reference.sameWord?.thresholds ?? [])].sort(
    (a, b) => b.falsePositive - a.falsePositive,
  );
  const strict = stated.find((each) => each.falsePositive * candidates <= 1) ?? stated.at(-1);
  return strict?.threshold ?? Infinity;
}

/** Reads a distribution function off its quantiles, with straight lines between them; never falls as the score rises. */
export function shareAtOrBelow(
  score: number,
  quantiles: readonly number[],
  levels: readonly number[],
): number {
  const at = quantiles.findLastIndex((quantile) => quantile <= score);
  if (at === -1) return 0;
  if (at === quantiles.length - 1) return 1;
  const low = quantiles[at]!;
  const share = (score - low) / (quantiles[at + 1]! - low);
  return levels[at]! + share * (levels[at + 1]! - levels[at]!);
}
