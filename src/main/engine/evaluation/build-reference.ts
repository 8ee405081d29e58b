import type { PairQuestion } from '../comparison/pair-figure.ts';
import { POOLED, REFERENCE_FORMAT, type Reference, type ReferenceQuantity } from '../comparison/reference.ts';
import { ScoreDistribution } from '../comparison/score-distribution.ts';
import { forEachPair, pickVectors, type Vectors } from '../comparison/vectors.ts';
import type { Preparation } from '../imaging/preparation.ts';
import { documentQuestion, documentVectors, drawDocuments } from './documents.ts';
import { buildCalibration } from './build-calibration.ts';
import { embedDatasets, rowsRead, type EmbeddedDataset } from './embed-datasets.ts';
import type { EmbeddedImages, Scorer } from './embed-images.ts';
import { labelledMaterial } from './labelled-material.ts';
import type { Manifest, ManifestRow } from './manifest.ts';
import { writeAtomically } from '../case/atomic-file.ts';
import { isOfSingleText, sameWordQuestion, wordWriterQuestion, type Labels } from './questions.ts';
import { statedMaterial } from './stated-material.ts';

/** Quantities of text that are measured, in words a side. */
const QUANTITIES = [1, 2, 3, 5, 8, 12, 20, 30, 50] as const;
/** Fewer same-writer pairs than this make no percentile: the quantity is left out. */
const LEAST_SAME_PAIRS = 100;
/** A pooled quantity stands on at least so many datasets; one alone says nothing about other material. */
const LEAST_POOLED_DATASETS = 2;
/** In falling order. */
const FALSE_POSITIVES = [0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00003, 0.00001] as const;

const steps = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => Number((from + ((to - from) * at) / count).toFixed(6)));

/** Shares at which scores are recorded; finer where a different-writer pair scores as high as hardly any other. */
export const LEVELS = {
  same: [...steps(0, 1, 200), 1],
  different: [...steps(0, 0.995, 199), ...steps(0.995, 1, 10), 1],
};

export interface BuildReferenceOptions {
  /** Read with the split wanted; only its images of single words are used. */
  readonly manifest: Manifest;
  /** Rows of this split only; all rows where left out. */
  readonly split?: string | undefined;
  /** Folder that the manifest's paths start from; its own where left out. */
  readonly root?: string | undefined;
  readonly preparation: Preparation;
  readonly encoder: Scorer;
  readonly seed: number;
  /** The command that makes this reference again, as the file will state it. */
  readonly command: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Scores of one dataset, or of several, at one quantity of text. */
interface Scores {
  readonly words: number;
  readonly datasets: readonly string[];
  /** By name: a person of several datasets counts once. */
  readonly writers: ReadonlySet<string>;
  readonly samePairs: number;
  readonly differentPairs: number;
  readonly same: ScoreDistribution;
  readonly different: ScoreDistribution;
}

/**
 * Measures how a model's scores lie for pairs of known origin, by quantity of text. One word a side: the pairs of
 * `evaluate`'s word figure (different texts; in material of a single text that one, and then no larger quantity).
 * More words: all pairs of disjoint random documents, drawn as `evaluate` draws them. A dataset is left out of a quantity
 * for which it has fewer than 100 same-writer pairs. In the pooled population each dataset has the same weight. The
 * scores are calibrated on the same images, see `buildCalibration`; material with too few writers has no calibration.
 *
 * @returns the reference and the images that could not be used.
 * @throws ChirographError as `evaluate` does.
 */
export async function buildReference(
  options: BuildReferenceOptions,
): Promise<{ reference: Reference; failed: { path: string; reason: string }[] }> {
  const { manifest, seed } = options;
  const rows = manifest.rows.filter(
    (row) => row.kind === 'word' && (options.split === undefined || row.split === options.split),
  );
  const datasets = await embedDatasets(rows, { ...options, manifest });
  const ofDataset = new Map(
    datasets.map(({ dataset, rows: labels, embedded }) => [dataset, writerScores(labels, embedded, seed)]),
  );
  const pooled = QUANTITIES.flatMap((words) => {
    const parts = [...ofDataset.values()].flat().filter((scores) => scores.words === words);
    return parts.length >= Math.min(LEAST_POOLED_DATASETS, ofDataset.size) ? [pool(parts)] : [];
  });
  const populations = [...ofDataset, [POOLED, pooled] as const]
    .filter(([, scores]) => scores.length > 0)
    .map(([name, scores]) => ({
      name,
      datasets: [...new Set(scores.flatMap((each) => each.datasets))],
      writers: Math.max(...scores.map((each) => each.writers.size)),
      quantities: scores.map(recorded),
    }));
  const source = {
    model: options.encoder.model.sha256,
    manifest: manifest.sha256,
    split: options.split ?? 'all',
    seed,
    command: options.command,
  };
  const sameWord = sameWordThresholds(datasets);
  const { calibration } = buildCalibration(labelledMaterial(datasets), sameWord, {
    ...source,
    population: POOLED,
    material: statedMaterial(datasets.flatMap(rowsRead)),
  });
  return {
    reference: {
      formatVersion: REFERENCE_FORMAT,
      ...source,
      levels: LEVELS,
      populations,
      sameWord,
      ...(calibration.bands.length === 0 ? {} : { calibration }),
    },
    failed: datasets.flatMap(({ embedded }) => embedded.failed),
  };
}

/** Writes a reference under its name when it is whole. */
export function saveReference(file: string, reference: Reference): void {
  writeAtomically(file, [Buffer.from(`${JSON.stringify(reference)}\n`)]);
}

/** Scores of the writer head at each quantity for which the dataset has enough pairs. */
function writerScores(labels: readonly ManifestRow[], embedded: EmbeddedImages, seed: number): Scores[] {
  const rows = Array.from(embedded.image, (image) => labels[image]!);
  const known = rows.flatMap((row, at) => (row.text === '' ? [] : [at]));
  const singleText = known.length === 0 || isOfSingleText(rows.map(({ text }) => text));
  return QUANTITIES.flatMap((words) => {
    if (words > 1 && singleText) return [];
    let scores: Scores;
    if (words === 1) {
      const labels = known.map((at) => rows[at]!);
      scores = scoresOf(words, labels, pickVectors(embedded.writer, known), wordWriterQuestion(labels));
    } else {
      const drawn = drawDocuments(rows, words, seed);
      const labels = drawn.map((document) => rows[document[0]!]!);
      scores = scoresOf(
        words,
        labels,
        documentVectors(embedded.writer, drawn),
        documentQuestion(rows, drawn),
      );
    }
    return scores.samePairs >= LEAST_SAME_PAIRS && scores.differentPairs > 0 ? [scores] : [];
  });
}

/** Scores of the word head over pairs of words by different writers. */
function textScores({ rows: labels, embedded }: EmbeddedDataset): Scores {
  const rows = Array.from(embedded.image, (image) => labels[image]!);
  // The transcription of a page is not that of each of its words.
  const known = rows.flatMap((row, at) => (row.text === '' || row.kind === 'page' ? [] : [at]));
  const texts = known.map((at) => rows[at]!);
  return scoresOf(1, texts, pickVectors(embedded.word, known), sameWordQuestion(texts));
}

function scoresOf(
  words: number,
  labels: readonly Labels[],
  vectors: Vectors,
  question: PairQuestion,
): Scores {
  const same = new ScoreDistribution();
  const different = new ScoreDistribution();
  let samePairs = 0;
  let differentPairs = 0;
  forEachPair(vectors, (first, second, score) => {
    const kind = question.kindOf(first, second);
    if (kind === 'positive') {
      same.add(score);
      samePairs++;
    } else if (kind === 'negative') {
      different.add(score);
      differentPairs++;
    }
  });
  return {
    words,
    datasets: [...new Set(labels.map(({ dataset }) => dataset))],
    writers: new Set(labels.map(({ writer }) => writer)),
    samePairs,
    differentPairs,
    same,
    different,
  };
}

/** Several datasets as one, each with the same weight; the counts are those of all pairs. */
function pool(parts: readonly Scores[]): Scores {
  const sum = (of: (scores: Scores) => number): number =>
    parts.reduce((total, scores) => total + of(scores), 0);
  return {
    words: parts[0]!.words,
    datasets: parts.flatMap((scores) => scores.datasets),
    writers: new Set(parts.flatMap((scores) => [...scores.writers])),
    samePairs: sum((scores) => scores.samePairs),
    differentPairs: sum((scores) => scores.differentPairs),
    same: ScoreDistribution.mixture(parts.map((scores) => scores.same)),
    different: ScoreDistribution.mixture(parts.map((scores) => scores.different)),
  };
}

function recorded(scores: Scores): ReferenceQuantity {
  return {
    words: scores.words,
    datasets: [...scores.datasets],
    writers: scores.writers.size,
    samePairs: scores.samePairs,
    differentPairs: scores.differentPairs,
    same: scores.same.quantiles(LEVELS.same).map(rounded),
    different: scores.different.quantiles(LEVELS.different).map(rounded),
  };
}

/**
 * Word cosines from which two words are taken for the same text, over all datasets that have both kinds of pairs, each
 * with the same weight; null where none has.
 */
export function sameWordThresholds(datasets: readonly EmbeddedDataset[]): Reference['sameWord'] {
  const parts = datasets
    .map(textScores)
    .filter((scores) => scores.samePairs > 0 && scores.differentPairs > 0);
  if (parts.length === 0) return null;
  const pooled = pool(parts);
  const cuts = pooled.different.quantiles(FALSE_POSITIVES.map((share) => 1 - share)).map(rounded);
  return {
    datasets: [...pooled.datasets],
    samePairs: pooled.samePairs,
    differentPairs: pooled.differentPairs,
    thresholds: FALSE_POSITIVES.map((falsePositive, at) => ({
      falsePositive,
      threshold: cuts[at]!,
      falseNegative: rounded(pooled.same.shareBelow(cuts[at]!)),
    })),
  };
}

/** Five decimals: the histogram behind tells no finer. */
const rounded = (value: number): number => Number(value.toFixed(5));
