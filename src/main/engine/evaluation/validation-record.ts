import * as v from 'valibot';
import {
  RatesOnWriters,
  type PopulationValidation,
  type ValidatedBand,
} from '../../../contract/validation.ts';
import { rowsRead, writersOf, type EmbeddedDataset } from './embed-datasets.ts';
import type { EvidenceFigures } from './evidence-figures.ts';
import type { BandValidation } from './measure-evidence.ts';

/** What a calibration keeps of what was measured of it: curves of all datasets together alone, and no more digits than are read. */
export function validationRecord(
  datasets: readonly EmbeddedDataset[],
  bands: readonly BandValidation[],
): PopulationValidation {
  return {
    datasets: datasets.map((each) => {
      const rows = rowsRead(each);
      return { dataset: each.dataset, images: rows.length, writers: writersOf(rows) };
    }),
    failed: datasets.reduce((sum, { embedded }) => sum + embedded.failed.length, 0),
    bands: bands.map(({ kind, least, most, method, bounds, pooled, datasets: ofDatasets }): ValidatedBand => {
      const { tippett, ece, calibration } = pooled.curves;
      return {
        kind,
        least,
        most,
        method,
        bounds: { ...bounds },
        pooled: {
          ...ratesOf(pooled),
          curves: {
            tippett: tippett.map(rounded),
            ece: ece.map(rounded),
            calibration: calibration.map(rounded),
          },
        },
        datasets: Object.entries(ofDatasets).map(([dataset, figures]) => ({ dataset, ...ratesOf(figures) })),
      };
    }),
  };
}

function ratesOf(figures: EvidenceFigures): RatesOnWriters {
  const { intervals, ...rates } = v.parse(RatesOnWriters, figures);
  const written = Object.entries(intervals).map(([rate, ends = []]) => [rate, ends.map(digits)] as const);
  return { ...rounded(rates), intervals: Object.fromEntries(written) as RatesOnWriters['intervals'] };
}

/** Its figures with four decimals, a hundredth of what is printed; whatever else it holds as it is. */
function rounded<T extends object>(figures: T): T {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, typeof value === 'number' ? digits(value) : value]),
  ) as T;
}

/** And no -0, which JSON does not keep. */
const digits = (value: number): number => Number(value.toFixed(4)) + 0;
