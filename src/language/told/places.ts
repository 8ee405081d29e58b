import type { Catalogue } from '../catalogue.ts';

/** Where something lies, within a sentence. */
export const places = {
  '{places} and {more} more': { de: '{places} und {more} weitere', zh: '{places}及另外{more}处' },
  '{label}, page {page}': { de: '{label}, Seite {page}', zh: '{label}第{page}页' },
} as const satisfies Catalogue;
