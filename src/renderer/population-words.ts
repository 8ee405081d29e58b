import type { PopulationBand, PopulationMaterial, StatedValues } from '../contract/populations.ts';
import { visible } from '../contract/visible.ts';
import type { PlainMessage } from '../language/window/window.ts';
import { counted, dpiText } from './format.ts';
import { listing, say, whole } from './stores/window-language.svelte.ts';

/** What a band's ratios answer. */
export const QUESTIONS: Readonly<Record<PopulationBand['kind'], PlainMessage>> = {
  'common-source': 'one hand or two',
  'specific-source': 'anchored on known items (measured, not given)',
  signature: 'genuine or simulated',
};

/** A quantity of text as a number in a column: "5 to 9". */
export function bandNumbers({ least, most }: Pick<PopulationBand, 'least' | 'most'>): string {
  if (most === null) return say('{least, number} or more', { least });
  return least === most ? whole(least) : say('{low} to {high}', { low: whole(least), high: whole(most) });
}

/** A quantity of text: "1 word", "5 to 9 words", "20 words or more". */
export function bandWords({ least, most }: Pick<PopulationBand, 'least' | 'most'>): string {
  if (most === null) return say('{count, number} words or more', { count: least });
  return least === most
    ? counted(least, 'word')
    : say('{least, number} to {most, number} words', { least, most });
}

/** What a table states in a column, with how many images it states it of: "ballpoint (280 images), not stated (20 images)". */
export function statedText({ values, notStated }: StatedValues): string {
  if (values.length === 0) return say('not stated');
  return listing([
    ...values.map(({ value, images }) => ofImages(visible(value), images)),
    ...notStatedOf(notStated),
  ]);
}

/** The resolutions that a table states: "300 to 600 dpi". */
export function resolutionText({ range, notStated }: PopulationMaterial['resolution']): string {
  if (range === null) return say('not stated');
  const { least, most } = range;
  const stated =
    least === most ? dpiText(least) : say('{low} to {high}', { low: whole(least), high: dpiText(most) });
  return listing([stated, ...notStatedOf(notStated)]);
}

/** Whether a table names what its words were cut from. */
export function sheetsText({ sheets }: PopulationMaterial): string {
  if (sheets === undefined) return say('not recorded');
  const { words, notNamed } = sheets;
  if (words === 0) return say('each page is one');
  return notNamed === 0
    ? say('named for all {words, number} words', { words })
    : say('not named for {count, number} of {words, number} words', { count: notNamed, words });
}

/** What it does to figures that words may be of one sheet. */
export const sheetsCaution = (words: number, notNamed: number): string =>
  say(
    'No sheet is named for {count, number} of {words, number} words (column sheet: the page or scan that a word was cut from). Pairs by one writer may then be of one sheet and share pen, paper and scan, so that the figures look better than they are.',
    { count: notNamed, words },
  );

const notStatedOf = (images: number): string[] => (images === 0 ? [] : [ofImages(say('not stated'), images)]);
const ofImages = (what: string, images: number): string =>
  say('{what} ({images})', { what, images: counted(images, 'image') });
