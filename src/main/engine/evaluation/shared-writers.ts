import type { SharedWriters } from '../../../contract/validation.ts';
import type { ManifestRow } from './manifest.ts';

/** Writers that are named where they stand in several datasets. */
const NAMED = 5;

/**
 * The writers that a table names in several datasets, by these datasets. A name is one person in all of them: with strangers
 * who only share a number the figures stand on fewer writers than there are, which whoever made the table has to know.
 */
export function sharedWriters(rows: readonly Pick<ManifestRow, 'dataset' | 'writer'>[]): SharedWriters[] {
  const datasetsOf = new Map<string, Set<string>>();
  for (const { dataset, writer } of rows) {
    datasetsOf.set(writer, (datasetsOf.get(writer) ?? new Set()).add(dataset));
  }
  const several = [...datasetsOf].filter(([, datasets]) => datasets.size > 1);
  const alike = Map.groupBy(several, ([, datasets]) => JSON.stringify([...datasets].sort()));
  return Array.from(alike.values(), (found) => ({
    datasets: [...found[0]![1]],
    writers: found.length,
    names: found.slice(0, NAMED).map(([writer]) => writer),
  }));
}
