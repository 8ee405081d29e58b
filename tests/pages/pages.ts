import { existsSync } from 'node:fs';
import { kindName, KINDS } from './damage.ts';
import { generatedPages } from './generated-pages.ts';
import type { KnownPage } from './page-truth.ts';
import { realPages } from './real-pages.ts';
import { setPages, SETS, type SetName } from './set-pages.ts';
import { strokePages } from './stroke-pages.ts';

/** Groups of kinds, and the kinds in them. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  real: ['real'],
  strokes: ['strokes'],
  set: Object.keys(SETS).map((name) => `set ${name}`),
  generated: KINDS.map(kindName),
};
/** Kinds that need the data sets. */
const FROM_DATA = ['real', 'strokes', ...GROUPS['set']!];
/** As many pages are drawn from strokes for each one of another kind: forms differ more than generated pages. */
const MORE_STROKES = 10;

/** Whether pages of this kind are generated with something wrong. */
export const isDamaged = (kind: string): boolean =>
  GROUPS['generated']!.includes(kind) && kind !== kindName([]);

export interface PagesWanted {
  /** See `kindsOf`. */
  readonly kinds: readonly string[];
  /** Pages of each kind that is made. */
  readonly count: number;
  readonly seed: number;
  /** Where the data sets lie. */
  readonly data: string;
  /** Where pages are written that are made. */
  readonly folder: string;
}

/** The kinds that names stand for: of kinds or of the groups real, strokes, set and generated. Throws where one stands for none. */
export function kindsOf(names: readonly string[]): string[] {
  const all = Object.values(GROUPS).flat();
  return names.flatMap((name) => {
    const kinds = GROUPS[name] ?? all.filter((kind) => kind === name);
    if (kinds.length === 0) {
      throw new Error(
        `There is no kind of pages "${name}"; there are ${[...new Set([...Object.keys(GROUPS), ...all])].join(', ')}.`,
      );
    }
    return kinds;
  });
}

/** Pages of the kinds wanted, one after the other, each made when its turn comes; says which kinds need data that is not there. */
export async function* knownPages(
  { kinds: wanted, count, seed, data, folder }: PagesWanted,
  say: (line: string) => void,
): AsyncGenerator<KnownPage> {
  const kinds = new Set(wanted);
  const missing = existsSync(data) ? [] : FROM_DATA.filter((kind) => kinds.delete(kind));
  if (missing.length > 0) say(`There is no ${data}: left out are ${missing.join(', ')}.`);
  if (kinds.has('real')) yield* realPages(data);
  if (kinds.has('strokes')) yield* strokePages(data, folder, MORE_STROKES * count, seed);
  for (const name of Object.keys(SETS) as SetName[]) {
    if (kinds.has(`set ${name}`)) yield* setPages(name, data, folder, count, seed);
  }
  for (const damages of KINDS) {
    if (kinds.has(kindName(damages))) yield* generatedPages(damages, folder, count, seed);
  }
}
