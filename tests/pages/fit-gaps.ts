import { rm } from 'node:fs/promises';
import { grayPage } from '../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../src/main/engine/imaging/evidence.ts';
import { GAP_FEATURES, gapFeatures } from '../../src/main/engine/imaging/gaps.ts';
import type { Run } from '../../src/main/engine/imaging/chunks.ts';
import type { GrayImage } from '../../src/main/engine/imaging/gray.ts';
import { pageWriting } from '../../src/main/engine/imaging/layout.ts';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import type { KnownPage, TrueWord } from './page-truth.ts';
import { strokePages } from './stroke-pages.ts';

/** A gap as the regression sees it: 1 and its features, and whether it parts two words. */
export interface KnownGap {
  readonly features: readonly number[];
  readonly partsWords: boolean;
}

/** Share of pages that are cut down to a few lines: short notes have few gaps to learn a habit from. */
const SHORT_NOTES = 0.35;

/**
 * Weights from all forms for fitting, as text, and, said on the way, their error on every third form when fitted on the
 * others.
 */
export async function gapWeights(data: string, folder: string, say: (line: string) => void): Promise<string> {
  const forms: KnownGap[][] = [];
  const random = new SeededRandom(1).part('gaps');
  for await (const page of strokePages(data, folder, Infinity, 1, 'fitting')) {
    forms.push(await knownGaps(page, random.part(page.name)));
    await rm(page.file);
    say(`strokes ${page.name}`);
  }
  const others = fitGaps(forms.filter((_, at) => at % 3 !== 0).flat());
  const third = forms.filter((_, at) => at % 3 === 0).flat();
  say(`${third.length} gaps of ${forms.length} forms held back: ${gapError(third, others).toFixed(4)} wrong`);
  const [intercept, ...weights] = fitGaps(forms.flat()).map((weight) => weight.toFixed(3));
  return [`INTERCEPT = ${intercept}`, ...GAP_FEATURES.map((name, at) => `${name}: ${weights[at]}`)].join(
    '\n',
  );
}

/** The gaps that are found on a page, each held against the words that are known of it. */
export async function knownGaps(page: KnownPage, random: SeededRandom): Promise<KnownGap[]> {
  const lines = random.next() < SHORT_NOTES ? fewLines(page, random) : page.truth.lines;
  const image = keepWords(await grayPage(await readEvidence(page.file), 0), lines.flat());
  const writing = pageWriting(image);
  if (writing === null) return [];
  const { chunked, factor } = writing;
  const features = gapFeatures(chunked);
  return chunked.lines.flatMap(({ chunks }, line) =>
    chunks.slice(1).flatMap((chunk, gap) => {
      const before = wordOf(last(chunks[gap]!.runs), lines.flat(), factor);
      const after = wordOf(first(chunk.runs), lines.flat(), factor);
      if (before === null || after === null) return [];
      const values = features[line]![gap]!;
      return [{ features: [1, ...GAP_FEATURES.map((name) => values[name])], partsWords: before !== after }];
    }),
  );
}

function fewLines({ truth }: KnownPage, random: SeededRandom): readonly (readonly TrueWord[])[] {
  const count = 1 + Math.floor(random.next() * 3);
  const from = Math.floor(random.next() * Math.max(1, truth.lines.length - count + 1));
  return truth.lines.slice(from, from + count);
}

/** The page with paper everywhere but under the boxes of `words`. */
function keepWords({ width, height, data }: GrayImage, words: readonly TrueWord[]): GrayImage {
  const kept = new Uint8Array(data.length).fill(255);
  for (const { box } of words) {
    for (let y = box.y; y < box.y + box.height; y++) {
      const start = y * width + box.x;
      kept.set(data.subarray(start, start + box.width), start);
    }
  }
  return { width, height, data: kept };
}

const first = (runs: readonly Run[]): Run =>
  runs.reduce((one, other) => (other.from < one.from ? other : one));
const last = (runs: readonly Run[]): Run => runs.reduce((one, other) => (other.to > one.to ? other : one));

/** The word whose box holds most of a piece's box, the smaller of two that hold as much; null where none does. */
function wordOf({ piece }: Run, words: readonly TrueWord[], factor: number): TrueWord | null {
  const box = piece.box;
  let best: TrueWord | null = null;
  let most = 0;
  for (const word of words) {
    const width =
      Math.min((box.x + box.width) * factor, word.box.x + word.box.width) -
      Math.max(box.x * factor, word.box.x);
    const height =
      Math.min((box.y + box.height) * factor, word.box.y + word.box.height) -
      Math.max(box.y * factor, word.box.y);
    if (width <= 0 || height <= 0) continue;
    const shared = width * height + 1 / (word.box.width * word.box.height);
    if (shared > most) {
      most = shared;
      best = word;
    }
  }
  return best;
}

/**
 * Logistic regression by iteratively reweighted least squares with a small ridge.
 *
 * @returns one weight for each of `features`.
 */
export function fitGaps(gaps: readonly KnownGap[]): number[] {
  const size = gaps[0]?.features.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let step = 0; step < 20; step++) {
    const hessian = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => (row === column ? RIDGE : 0)),
    );
    const gradient = weights.map((weight) => -RIDGE * weight);
    for (const { features, partsWords } of gaps) {
      const probability = 1 / (1 + Math.exp(-odds(weights, features)));
      const spread = probability * (1 - probability);
      features.forEach((value, row) => {
        gradient[row]! += value * ((partsWords ? 1 : 0) - probability);
        features.forEach((other, column) => (hessian[row]![column]! += spread * value * other));
      });
    }
    const change = solve(hessian, gradient);
    weights = weights.map((weight, at) => weight + change[at]!);
  }
  return weights;
}

const RIDGE = 1;

/** Share of gaps that the weights take for the wrong kind. */
export function gapError(gaps: readonly KnownGap[], weights: readonly number[]): number {
  const wrong = gaps.filter(({ features, partsWords }) => odds(weights, features) >= 0 !== partsWords);
  return wrong.length / gaps.length;
}

const odds = (weights: readonly number[], features: readonly number[]): number =>
  features.reduce((sum, value, at) => sum + value * weights[at]!, 0);

/** Gaussian elimination with the largest pivot of each column; `matrix` and `right` are used up. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    }
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    [right[column], right[pivot]] = [right[pivot]!, right[column]!];
    for (let row = column + 1; row < size; row++) {
      const share = matrix[row]![column]! / matrix[column]![column]!;
      for (let at = column; at < size; at++) matrix[row]![at]! -= share * matrix[column]![at]!;
      right[row]! -= share * right[column]!;
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let at = row + 1; at < size; at++) right[row]! -= matrix[row]![at]! * right[at]!;
    right[row]! /= matrix[row]![row]!;
  }
  return right;
}
