import { stat } from 'node:fs/promises';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import type { MaterialCheck } from '../../../contract/validation.ts';
import { writersOf } from './embed-datasets.ts';
import { OPTIONAL, readManifest, rootOf, type ManifestRow } from './manifest.ts';
import { sharedWriters } from './shared-writers.ts';
import { statedSheets } from './stated-material.ts';
import { isMeasured } from './validate.ts';

/** Files that are looked for at a time. */
const AT_A_TIME = 16;
/** Images that are named where they are not there. */
const NAMED = 5;

/**
 * Reads a table of labelled images and looks whether they are there; none of them is read.
 *
 * @param material.split rows of this split; all where null.
 * @param material.admit which path to use for one that the table names, see `Roots.admit`.
 * @throws ChirographError as `readManifest` does, `cancelled`, and what `admit` throws.
 */
export async function checkMaterial(material: {
  readonly manifest: string;
  readonly root: string | null;
  readonly split: string | null;
  readonly admit: (file: string) => Promise<string>;
  readonly signal?: AbortSignal | undefined;
}): Promise<MaterialCheck> {
  const { signal } = material;
  const manifest = await readManifest(material.manifest, {}, signal);
  const { rows, sha256, columns } = manifest;
  const chosen = rows.filter(({ split }) => material.split === null || split === material.split);
  const root = rootOf(manifest, material.root ?? undefined);
  const measured = chosen.filter(isMeasured);
  const missing = await missingOf(
    measured,
    async (row) => isFile(await material.admit(path.resolve(root, row.path))),
    signal,
  );
  const name = path.basename(material.manifest, path.extname(material.manifest));
  return {
    manifest: sha256,
    name,
    rows: chosen.length,
    splits: [...new Set(rows.map(({ split }) => split))].filter((split) => split !== ''),
    sets: Array.from(
      Map.groupBy(chosen, ({ dataset }) => dataset),
      ([dataset, own]) => setOf(dataset, own, missing),
    ),
    shared: sharedWriters(measured),
    missing: [...missing].slice(0, NAMED).map((row) => row.path),
    absent: OPTIONAL.filter((column) => !columns.includes(column)),
  };
}

function setOf(
  dataset: string,
  rows: readonly ManifestRow[],
  missing: ReadonlySet<ManifestRow>,
): MaterialCheck['sets'][number] {
  const measured = rows.filter(isMeasured);
  const words = measured.filter(({ kind }) => kind === 'word');
  return {
    dataset,
    words: words.length,
    pages: measured.length - words.length,
    others: rows.length - measured.length,
    writers: writersOf(measured),
    transcribed: words.filter(({ text }) => text !== '').length,
    withoutSheet: statedSheets(words).notNamed,
    missing: measured.filter((row) => missing.has(row)).length,
  };
}

/** In the order of the table. */
async function missingOf(
  rows: readonly ManifestRow[],
  isThere: (row: ManifestRow) => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<Set<ManifestRow>> {
  const missing = new Set<ManifestRow>();
  for (let from = 0; from < rows.length; from += AT_A_TIME) {
    if (signal?.aborted) throw new ChirographError('cancelled', 'Looking at the table was cancelled.');
    const some = rows.slice(from, from + AT_A_TIME);
    const there = await Promise.all(some.map(isThere));
    some.filter((_, at) => !there[at]).forEach((row) => missing.add(row));
  }
  return missing;
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  );
