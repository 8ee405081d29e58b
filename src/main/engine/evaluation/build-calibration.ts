import { personsOf, type FiguredPair } from '../comparison/likelihood-ratio/figured-pairs.ts';
import {
  BANDS,
  CALIBRATION_FORMAT,
  cohortOf,
  encodedCohort,
  log10LrOf,
  sealed,
  wordThreshold,
  type Band,
  type Calibration,
} from '../comparison/likelihood-ratio/calibration.ts';
import { fitBand } from '../comparison/likelihood-ratio/fit-band.ts';
import {
  nearnessToCohort,
  sideOf,
  withinCalibratedWords,
} from '../comparison/likelihood-ratio/pair-figures.ts';
import type { Reference } from '../comparison/reference.ts';
import { drawDocuments } from './documents.ts';
import { drawPairs, KNOWN_ITEMS, type Ground, type LabelledMaterial, type Quantity } from './drawn-pairs.ts';
import { cohortOfMaterial } from './labelled-material.ts';

const KINDS = ['common-source', 'specific-source'] as const;
/** Quantities of text and questions that a calibration is made of at most. */
export const BANDS_TRIED = KINDS.length * BANDS.length;
/** Words of the shorter side and of the longer one, by band; a case often has more known than questioned writing. */
const COMMON: readonly (readonly (readonly [number, number])[])[] = [
  [
    [1, 1],
    [1, 3],
    [1, 10],
    [1, 30],
  ],
  [
    [2, 2],
    [3, 3],
    [4, 4],
    [3, 12],
    [3, 30],
  ],
  [
    [5, 5],
    [7, 7],
    [5, 15],
    [7, 30],
  ],
  [
    [10, 10],
    [14, 14],
    [10, 30],
    [14, 50],
  ],
  [
    [20, 20],
    [30, 30],
    [20, 60],
  ],
];
/** Words of the questioned text and of each known item, which is written apart from the others. */
const SPECIFIC: readonly (readonly (readonly [number, number])[])[] = [
  [
    [1, 1],
    [1, 3],
    [1, 15],
  ],
  [
    [2, 2],
    [3, 3],
    [3, 15],
  ],
  [
    [5, 5],
    [7, 7],
    [5, 15],
  ],
  [
    [10, 10],
    [14, 14],
    [10, 20],
  ],
  [
    [20, 20],
    [25, 25],
  ],
];
/** Words of the texts whose nearness to the cohort is recorded, and the share of texts that are allowed to be farther. */
const NEARNESS_WORDS = [1, 2, 3, 5, 8, 12, 20] as const;
const FAR_SHARE = 0.01;

/** What a calibration states of where it comes from. */
export type CalibrationSource = Pick<
  Calibration,
  'model' | 'manifest' | 'split' | 'seed' | 'command' | 'population' | 'material'
>;

/** What pairs are drawn and compared at, by band and question. */
export function quantitiesOf(kind: Band['kind'], band: number): Quantity[] {
  return kind === 'common-source'
    ? COMMON[band]!.map(([questioned, known]) => ({ kind, questioned, known }))
    : SPECIFIC[band]!.map(([questioned, item]) => ({ kind, questioned, known: KNOWN_ITEMS * item }));
}

/**
 * Calibrates scores of the writer head on labelled material, by quantity of text and by question. Every figure of a pair
 * is taken against the population without the pair's own writers.
 *
 * @param sameWord thresholds of the word head, measured on the same material.
 * @param onProgress bands that were tried, of `BANDS_TRIED`.
 */
export function buildCalibration(
  material: LabelledMaterial,
  sameWord: Reference['sameWord'],
  source: CalibrationSource,
  onProgress?: (done: number) => void,
): BuiltCalibration {
  const thresholds = (sameWord?.thresholds ?? []).map(({ falsePositive, threshold }) => ({
    falsePositive,
    threshold,
  }));
  const { seed } = source;
  const { cohort, hands } = cohortOfMaterial(material, seed);
  const rowsOf = Map.groupBy(hands.keys(), (row) => material.personOf[hands[row]!]!);
  const ground: Ground = {
    cohort,
    rowsOf: (hand) => rowsOf.get(material.personOf[hand]!) ?? [],
    wordThreshold: (candidates) => wordThreshold({ sameWord: thresholds }, candidates),
  };
  let tried = 0;
  const bands = KINDS.flatMap((kind) =>
    BANDS.flatMap(({ least, most }, number) => {
      const { pairs, quantities } = pairsOfBand(material, ground, kind, number, seed);
      const used = new Set(pairs.map(({ first }) => material.datasetOf[first]));
      const datasets = material.datasets.filter((_, dataset) => used.has(dataset));
      const fitted = fitBand({ least, most, kind, datasets, quantities }, pairs, material, seed);
      onProgress?.(++tried);
      return fitted === null ? [] : [{ ...fitted, pairs }];
    }),
  );
  const calibration = sealed({
    format: 'chirograph-calibration',
    formatVersion: CALIBRATION_FORMAT,
    ...source,
    datasets: [...material.datasets],
    writers: personsOf(material),
    sameWord: thresholds,
    cohort: encodedCohort(cohort),
    nearness: nearnessOf(material, ground, seed),
    bands: bands.map(({ band }) => band),
  });
  return { calibration, bands };
}

/** A calibration with the pairs of each band and their evidence, on writers that it was not fitted on. */
export interface BuiltCalibration {
  readonly calibration: Calibration;
  readonly bands: readonly EvidenceOfBand[];
}

export interface EvidenceOfBand {
  readonly band: Band;
  readonly pairs: readonly FiguredPair[];
  /** Bounded; NaN where nothing could be fitted without the pair's writers. */
  readonly log10Lrs: Float64Array;
}

/**
 * Place of a band among `BANDS`.
 *
 * @throws RangeError where it is none of them, which a calibration's schema refuses.
 */
export function bandNumber({ least }: Pick<Band, 'least'>): number {
  const number = BANDS.findIndex((band) => band.least === least);
  if (number === -1) throw new RangeError(`no band is calibrated from ${least} words on`);
  return number;
}

/**
 * Evidence of pairs of other material by a calibration, their figures held where a comparison holds them.
 *
 * @param seed of the draws.
 */
export function evidenceBy(
  calibration: Calibration,
  material: LabelledMaterial,
  seed: number,
): EvidenceOfBand[] {
  const ground: Ground = {
    cohort: cohortOf(calibration),
    rowsOf: () => [],
    wordThreshold: (candidates) => wordThreshold(calibration, candidates),
  };
  return calibration.bands.map((band) => {
    const drawn = pairsOfBand(material, ground, band.kind, bandNumber(band), seed);
    const pairs = drawn.pairs.map((pair) => ({
      ...pair,
      figures: withinCalibratedWords(pair.figures, band.quantities),
    }));
    return { band, pairs, log10Lrs: Float64Array.from(pairs, ({ figures }) => log10LrOf(band, figures)) };
  });
}

/** Pairs of one band with the quantities that the material has pairs of. */
export function pairsOfBand(
  material: LabelledMaterial,
  ground: Ground,
  kind: Band['kind'],
  band: number,
  seed: number,
): { pairs: FiguredPair[]; quantities: [number, number][] } {
  const drawn = quantitiesOf(kind, band).map((quantity, number) => ({
    quantity,
    pairs: drawPairs(material, ground, quantity, number, seed),
  }));
  return {
    pairs: drawn.flatMap(({ pairs }) => pairs),
    quantities: drawn
      .filter(({ pairs }) => pairs.length > 0)
      .map(({ quantity }) => [quantity.questioned, quantity.known]),
  };
}

/** The nearness that all but 1 in 100 texts reach, every dataset weighing alike. */
function nearnessOf(material: LabelledMaterial, ground: Ground, seed: number): Calibration['nearness'] {
  const { words, datasets, datasetOf, writers } = material;
  const rows = words.map(({ hand, id }) => ({
    dataset: datasets[datasetOf[hand]!]!,
    writer: writers[hand]!,
    text: '',
    sheet: '',
    note: '',
    path: id,
    line: 0,
  }));
  return NEARNESS_WORDS.flatMap((count) => {
    const found = new Map<number, number[]>();
    for (const document of drawDocuments(rows, count, seed)) {
      const own = document.map((at) => words[at]!);
      const { hand } = own[0]!;
      const nearness = nearnessToCohort(sideOf(own, ground.cohort), ground.rowsOf(hand));
      found.set(datasetOf[hand]!, [...(found.get(datasetOf[hand]!) ?? []), nearness]);
    }
    const steps = [...found.values()].flatMap((each) =>
      each.map((nearness) => ({ nearness, weight: 1 / each.length / found.size })),
    );
    steps.sort((a, b) => a.nearness - b.nearness);
    let below = 0;
    const least = steps.find(({ weight }) => (below += weight) >= FAR_SHARE);
    return least === undefined ? [] : [{ words: count, least: Number(least.nearness.toFixed(6)) }];
  });
}
