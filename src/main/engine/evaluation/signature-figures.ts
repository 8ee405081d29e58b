import { setImmediate } from 'node:timers/promises';
import { ChirographError } from '../../../contract/schema.ts';
import { bootstrapInterval, type Interval } from '../comparison/bootstrap.ts';
import { crossing } from '../comparison/metrics.ts';
import { createRandom, shuffle } from '../comparison/random.ts';
import { alignment, signatureScores, type Likeness } from '../comparison/signature-score.ts';
import { vectorAt, type Vectors } from '../comparison/vectors.ts';
import type { EmbeddedSignatures } from './embed-images.ts';
import { THIN, type PairCounts } from './figures.ts';
import type { ManifestRow } from './manifest.ts';

/** Genuine signatures that a questioned one is compared with, for each figure. */
export const REFERENCES = [1, 3, 5, 10] as const;
/** Draws of references that a figure is the mean of. */
const DRAWS = 20;

/** By number of references; shares from 0 to 1, null where no signer has as many and one more. */
type ByReferences = Record<string, number | null>;

export interface SignatureFigures {
  readonly signers: number;
  /** Equal error rate against skilled forgeries of the signer's name, mean over the draws. */
  readonly skilledEer: ByReferences;
  /** Against genuine signatures of the other signers. */
  readonly randomEer: ByReferences;
  /** Standard deviation of both over the draws. */
  readonly skilledSpread: ByReferences;
  readonly randomSpread: ByReferences;
}

export interface MeasuredSignatures {
  readonly figures: SignatureFigures;
  /** Of one draw, by `signatures.skilledEer.5` and so on. */
  readonly pairs: Readonly<Record<string, PairCounts>>;
  /** 95 % by bootstrap over signers, by the same names. */
  readonly intervals: Readonly<Record<string, Interval>>;
}

/** A score and the signers it hangs on: whose references, and whose signature is questioned. */
interface Score {
  readonly score: number;
  readonly reference: number;
  readonly questioned: number;
}

/** The questions of one draw, each list by rising score. */
interface Draw {
  readonly genuine: readonly Score[];
  readonly skilled: readonly Score[];
  readonly random: readonly Score[];
}

/**
 * Verification of signatures, from embeddings that were computed without their labels. In each of 20 draws every signer
 * gives n genuine signatures as references; its other genuine ones are questioned, as are all forgeries of its name
 * (skilled) and the questioned genuine ones of all other signers (random). References and questioned ones are disjoint,
 * and one threshold serves all signers.
 *
 * @param rows the labels, row i of the image with position i.
 * @param seed of the draws and of the bootstrap.
 * @throws ChirographError `cancelled`.
 */
export async function measureSignatures(
  rows: readonly ManifestRow[],
  embedded: EmbeddedSignatures,
  seed: number,
  signal?: AbortSignal,
): Promise<MeasuredSignatures> {
  const dataset = rows[0]?.dataset ?? '';
  const breathe = pauses(signal);
  const signers = signersOf(rows, embedded);
  const likeness = await likenessOf(embedded.signature, signers, breathe);
  const pairs: Record<string, PairCounts> = {};
  const intervals: Record<string, Interval> = {};
  const figures: Omit<SignatureFigures, 'signers'> = {
    skilledEer: {},
    randomEer: {},
    skilledSpread: {},
    randomSpread: {},
  };
  const once = new Float64Array(signers.length).fill(1);
  for (const references of REFERENCES) {
    const draws: Draw[] = [];
    for (let draw = 0; draw < DRAWS; draw++) {
      const random = createRandom(`signatures/${seed}/${dataset}/${references}/${draw}`);
      draws.push(drawQuestions(signers, references, likeness, (list) => shuffle(list, random)));
      await breathe();
    }
    for (const against of ['skilled', 'random'] as const) {
      const name = `signatures.${against}Eer.${references}`;
      const ratesOf = (times: Float64Array): number[] =>
        draws.flatMap((draw) => errorRate(draw.genuine, draw[against], times) ?? []);
      const rates = ratesOf(once);
      figures[`${against}Eer`][references] = mean(rates);
      figures[`${against}Spread`][references] = deviation(rates);
      const { genuine, [against]: others } = draws[0]!;
      pairs[name] = {
        positive: genuine.length,
        negative: others.length,
        ...(genuine.length < THIN ? { thin: true } : {}),
      };
      if (rates.length === 0) continue;
      const interval = bootstrapInterval(
        signers.length,
        createRandom(`bootstrap/${seed}/${dataset}/${name}`),
        (times) => mean(ratesOf(times)),
      );
      await breathe();
      if (interval !== null) intervals[name] = interval;
    }
  }
  return { figures: { signers: signers.length, ...figures }, pairs, intervals };
}

function drawQuestions(
  signers: readonly Signer[],
  references: number,
  likeness: Likeness,
  shuffled: (list: number[]) => number[],
): Draw {
  const able = signers.flatMap(({ genuine, forged }, signer) => {
    if (genuine.length <= references) return [];
    const order = shuffled([...genuine]);
    return [
      {
        signer,
        known: order.slice(0, references),
        questioned: order.slice(references),
        forged,
      },
    ];
  });
  const ask = (from: (typeof able)[number], of: readonly number[], questioned: number): Score[] =>
    signatureScores(likeness, of, from.known).map((score) => ({
      score,
      reference: from.signer,
      questioned,
    }));
  const byScore = (scores: Score[]): Score[] => scores.sort((a, b) => a.score - b.score);
  return {
    genuine: byScore(able.flatMap((each) => ask(each, each.questioned, each.signer))),
    skilled: byScore(able.flatMap((each) => ask(each, each.forged, each.signer))),
    random: byScore(
      able.flatMap((each) =>
        able.flatMap((other) => (other === each ? [] : ask(each, other.questioned, other.signer))),
      ),
    ),
  };
}

/** Genuine signatures of a signer, and forgeries of the name: positions among the embedded ones. */
export interface Signer {
  readonly name: string;
  readonly genuine: readonly number[];
  readonly forged: readonly number[];
}

/** The signers of one dataset, in the order in which they come. */
export function signersOf(rows: readonly ManifestRow[], { image }: EmbeddedSignatures): Signer[] {
  const isForged = (at: number): boolean => rows[image[at]!]!.genuine === '0';
  return Array.from(
    Map.groupBy(image.keys(), (at) => rows[image[at]!]!.writer),
    ([name, own]) => ({
      name,
      genuine: own.filter((at) => !isForged(at)),
      forged: own.filter(isForged),
    }),
  );
}

/** Lets what waits come to its turn now and then, a cancellation among it. */
export function pauses(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < 50) return;
    await setImmediate();
    if (signal?.aborted) throw new ChirographError('cancelled', 'Measuring was cancelled.');
    last = performance.now();
  };
}

/**
 * Aligns once every two sequences that any draw may ask about: genuine ones with each other, forgeries with the genuine
 * ones of their name.
 */
export async function likenessOf(
  sequences: Vectors,
  signers: readonly Signer[],
  breathe: () => Promise<void>,
): Promise<Likeness> {
  const genuine = signers.flatMap((signer) => signer.genuine);
  const place = new Int32Array(sequences.count).fill(-1);
  genuine.forEach((at, row) => (place[at] = row));
  const align = (one: number, other: number): number =>
    alignment(vectorAt(sequences, one), vectorAt(sequences, other));
  const values = new Float32Array(genuine.length * genuine.length);
  for (let row = 0; row < genuine.length; row++) {
    for (let column = row; column < genuine.length; column++) {
      const value = align(genuine[row]!, genuine[column]!);
      values[row * genuine.length + column] = value;
      values[column * genuine.length + row] = value;
    }
    await breathe();
  }
  const ofForgery = new Map<number, Map<number, number>>();
  for (const { genuine: own, forged } of signers) {
    for (const forgery of forged) {
      ofForgery.set(forgery, new Map(own.map((at) => [at, Math.fround(align(forgery, at))])));
      await breathe();
    }
  }
  return (one, other) =>
    ofForgery.get(one)?.get(other) ?? (values[place[one]! * genuine.length + place[other]!] as number);
}

/**
 * Equal error rate where signer s counts `times[s]` times, as `eer` has it where each counts once. A pair of two signers counts
 * as often as a copy of one meets a copy of the other.
 *
 * @returns null where one side has no score.
 */
function errorRate(genuine: readonly Score[], others: readonly Score[], times: Float64Array): number | null {
  const weightOf = ({ reference, questioned }: Score): number => {
    const own = times[reference] as number;
    return reference === questioned ? own : own * (times[questioned] as number);
  };
  const total = (scores: readonly Score[]): number => scores.reduce((sum, each) => sum + weightOf(each), 0);
  const same = total(genuine);
  const different = total(others);
  if (same === 0 || different === 0) return null;
  let g = 0;
  let o = 0;
  let rejected = 0;
  let excluded = 0;
  const point = () => ({
    falseRejection: rejected / same,
    falseAcceptance: (different - excluded) / different,
  });
  let before = point();
  while (g < genuine.length || o < others.length) {
    const score = Math.min(genuine[g]?.score ?? Infinity, others[o]?.score ?? Infinity);
    if (Number.isNaN(score)) throw new RangeError('a score is not a number');
    while (genuine[g]?.score === score) rejected += weightOf(genuine[g++]!);
    while (others[o]?.score === score) excluded += weightOf(others[o++]!);
    const after = point();
    if (after.falseRejection >= after.falseAcceptance) return crossing(before, after);
    before = after;
  }
  return crossing(before, before);
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null) return null;
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) as number);
}
