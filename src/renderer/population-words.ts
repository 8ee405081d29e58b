import type { PopulationBand } from '../contract/populations.ts';
import type { PlainMessage } from '../language/window/window.ts';
import { counted } from './format.ts';
import { say, whole } from './stores/window-language.svelte.ts';

/** What a band's ratios answer. */
export const QUESTIONS: Readonly<Record<PopulationBand['kind'], PlainMessage>> = {
  'common-source': 'one hand or two',
  'specific-source': 'anchored on known items (measured, not given)',
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
