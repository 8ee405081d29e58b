import type { PopulationMaterial, StatedValues } from '../../../contract/populations.ts';
import type { ManifestRow } from './manifest.ts';
import { sheetOf } from './questions.ts';

/** What a table states of the images that a population is made of; how they look is not asked. */
export function statedMaterial(rows: readonly ManifestRow[]): PopulationMaterial {
  const resolutions = rows.map(({ resolution = '' }) => resolution).filter((stated) => stated !== '');
  const pixelsAnInch = resolutions.map(Number);
  return {
    medium: statedValues(rows.map(({ medium }) => medium)),
    script: statedValues(rows.map(({ script = '' }) => script)),
    resolution: {
      range:
        pixelsAnInch.length === 0
          ? null
          : {
              least: pixelsAnInch.reduce((a, b) => Math.min(a, b)),
              most: pixelsAnInch.reduce((a, b) => Math.max(a, b)),
            },
      notStated: rows.length - pixelsAnInch.length,
    },
    sheets: statedSheets(rows),
  };
}

/** How many images of single words there are, and of how many nothing says what sheet they were cut from. */
export function statedSheets(rows: readonly ManifestRow[]): NonNullable<PopulationMaterial['sheets']> {
  const words = rows.filter(({ kind }) => kind === 'word');
  return { words: words.length, notNamed: words.filter((row) => sheetOf(row) === '').length };
}

/** The most frequent first. */
function statedValues(column: readonly string[]): StatedValues {
  const stated = Map.groupBy(
    column.filter((each) => each !== ''),
    (each) => each,
  );
  return {
    values: Array.from(stated, ([value, found]) => ({ value, images: found.length })).sort(
      (a, b) => b.images - a.images || (a.value < b.value ? -1 : 1),
    ),
    notStated: column.filter((each) => each === '').length,
  };
}
