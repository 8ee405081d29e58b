import type { Bounds } from '../comparison/likelihood-ratio/elub.ts';
import type { Method } from '../comparison/likelihood-ratio/calibrator.ts';
import {
  log10LrOf,
  withValidation,
  type Band,
  type Calibration,
} from '../comparison/likelihood-ratio/calibration.ts';
import { cllr, cllrMin } from '../comparison/likelihood-ratio/cllr.ts';
import {
  pairWeights,
  scoresOfPairs,
  type FiguredPair,
} from '../comparison/likelihood-ratio/figured-pairs.ts';
import {
  FIGURES,
  SPECIFIC_FIGURES,
  withinCalibratedWords,
} from '../comparison/likelihood-ratio/pair-figures.ts';
import type { Reference } from '../comparison/reference.ts';
import {
  bandNumber,
  BANDS_TRIED,
  buildCalibration,
  evidenceBy,
  quantitiesOf,
  type CalibrationSource,
  type EvidenceOfBand,
} from './build-calibration.ts';
import { sameWordThresholds } from './build-reference.ts';
import type { LabelledMaterial } from './drawn-pairs.ts';
import type { EmbeddedDataset } from './embed-datasets.ts';
import { evidenceFigures, type EvidenceFigures } from './evidence-figures.ts';
import { labelledMaterial } from './labelled-material.ts';
import { validationRecord } from './validation-record.ts';

/** One quantity of text and one question. */
export interface BandValidation {
  readonly kind: Band['kind'];
  /** Words of the side that has less. */
  readonly least: number;
  readonly most: number | null;
  readonly method: Method;
  /** log10 LR. */
  readonly bounds: Bounds;
  /** All datasets, each weighing alike. */
  readonly pooled: EvidenceFigures;
  readonly datasets: Readonly<Record<string, EvidenceFigures>>;
  /** By words a side; pooled. */
  readonly quantities: readonly {
    readonly questioned: number;
    readonly known: number;
    readonly cllr: number;
    readonly cllrMin: number;
  }[];
  /** What the variation among the known items does; null where the question is not about it. */
  readonly anchoring: Anchoring | null;
}

/** What comes of anchoring a ratio on the variation among known items; see `ownNearness`. */
export interface Anchoring {
  /**
   * The same pairs by the calibration's ratios for one hand or two; null where it has none of as much text, and where it was
   * made of these pairs' writers.
   */
  readonly commonSource: EvidenceFigures | null;
  /** Fits on drawn writers, and those of them in which known items that vary more raise the ratio, all else alike. */
  readonly fits: number;
  readonly raising: number;
  /**
   * Score, log10 LR before calibration, by which pairs whose known items vary more than in nine tenths of pairs are above
   * pairs whose vary less than in nine tenths, all else alike.
   */
  readonly raisedBy: number;
}

/** What evidence is measured by. */
export interface MeasuringOptions {
  /** Measured on the material; where null, one is made of the material itself. */
  readonly calibration: Calibration | null;
  /** Thresholds of the word head for material that has no transcriptions. */
  readonly sameWord: Reference['sameWord'];
  /** What a calibration made here states of itself. */
  readonly source: CalibrationSource;
}

/** Evidence that was measured, with the calibration that it was measured of or that was made for it. */
export interface MeasuredMaterial {
  /** None where the material has too few writers for any quantity of text. */
  readonly bands: readonly BandValidation[];
  readonly calibration: Calibration;
}

/**
 * Measures evidence on embedded material. Takes seconds to minutes in which it answers to nobody: the coordinating thread
 * leaves it to `measureApart`.
 *
 * @param datasets words and pages alone.
 * @param onProgress parts of the work that are done, of how many.
 */
export function measureEvidence(
  datasets: readonly EmbeddedDataset[],
  { calibration: given, sameWord, source }: MeasuringOptions,
  onProgress: (done: number, total: number) => void,
): MeasuredMaterial {
  const material = labelledMaterial(datasets);
  // Bands are made, and then measured: half of the work each.
  const total = 2 * BANDS_TRIED;
  const built =
    given === null
      ? buildCalibration(material, sameWordThresholds(datasets) ?? sameWord, source, (done) =>
          onProgress(done, total),
        )
      : { calibration: given, bands: evidenceBy(given, material, source.seed) };
  const bands = built.bands.flatMap((evidence, at) => {
    const found = measured(evidence, material, source.seed, given);
    onProgress(BANDS_TRIED * (1 + (at + 1) / built.bands.length), total);
    return found ?? [];
  });
  if (given !== null || bands.length === 0) return { bands, calibration: built.calibration };
  return { bands, calibration: withValidation(built.calibration, validationRecord(datasets, bands)) };
}

function measured(
  { band, pairs, log10Lrs }: EvidenceOfBand,
  material: LabelledMaterial,
  seed: number,
  given: Calibration | null,
): BandValidation | null {
  const of = (
    name: string,
    holds: (pair: EvidenceOfBand['pairs'][number]) => boolean,
  ): EvidenceFigures | null => {
    const places = pairs.flatMap((pair, at) => (holds(pair) ? [at] : []));
    return evidenceFigures(
      places.map((at) => pairs[at]!),
      Float64Array.from(places, (at) => log10Lrs[at]!),
      material,
      seed,
      `${band.kind}/${band.least}/${name}`,
    );
  };
  const pooled = of('pooled', () => true);
  if (pooled === null) return null;
  const { kind, least, most, method, elub, sample } = band;
  return {
    kind,
    least,
    most,
    method,
    bounds: { lower: Math.max(elub.lower, sample.lower), upper: Math.min(elub.upper, sample.upper) },
    pooled,
    datasets: Object.fromEntries(
      material.datasets.flatMap((dataset, number) => {
        const figures = of(dataset, ({ first }) => material.datasetOf[first] === number);
        return figures === null ? [] : [[dataset, figures] as const];
      }),
    ),
    quantities: quantitiesOf(kind, bandNumber(band)).flatMap(({ questioned, known }, number) => {
      const places = pairs.flatMap((pair, at) => (pair.quantity === number ? [at] : []));
      const own = places.map((at) => pairs[at]!);
      const scores = scoresOfPairs(
        own,
        places.map((at) => log10Lrs[at]!),
        pairWeights(own, material),
      );
      return scores === null ? [] : [{ questioned, known, cllr: cllr(scores), cllrMin: cllrMin(scores) }];
    }),
    anchoring: kind === 'specific-source' ? anchoringOf(band, pairs, material, seed, given) : null,
  };
}

/** @param given the calibration that was made of other writers; null where the band was fitted on these pairs. */
function anchoringOf(
  { least, fusion, replicates }: Band,
  pairs: readonly FiguredPair[],
  material: LabelledMaterial,
  seed: number,
  given: Calibration | null,
): Anchoring {
  const own = SPECIFIC_FIGURES.indexOf('ownNearness');
  const common = given?.bands.find((band) => band.kind === 'common-source' && band.least === least);
  const nearness = pairs.map(({ figures }) => figures[own]!).sort((a, b) => a - b);
  const at = (share: number): number => nearness[Math.round(share * (nearness.length - 1))]!;
  return {
    commonSource: common
      ? evidenceFigures(
          pairs,
          Float64Array.from(pairs, ({ figures }) =>
            log10LrOf(common, withinCalibratedWords(figures.slice(0, FIGURES.length), common.quantities)),
          ),
          material,
          seed,
          `common-source/${least}/anchored pairs`,
        )
      : null,
    fits: replicates.length,
    raising: replicates.filter((replicate) => replicate.fusion.slopes[own]! < 0).length,
    raisedBy: fusion.slopes[own]! * (at(0.1) - at(0.9)),
  };
}
