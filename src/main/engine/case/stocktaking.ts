import { randomUUID } from 'node:crypto';
import type { FolderChanges } from '../../../contract/case.ts';
import type { Problem } from '../../../contract/schema.ts';
import { cancelled } from '../../../contract/wire.ts';
import { foldersOfHomes } from './case-home.ts';
import { openTables, recordOf, type CaseRecord, type Tables } from './case-reader.ts';
import type { CaseDatabase } from './database.ts';
import { eachOf } from './each-of.ts';
import { FINDING_ACTIONS, judge, look, type Finding, type Sighting } from './evidence-check.ts';
import { findImages, isSynthetic, resolveInside, type FolderContent, type FoundImage } from './folder.ts';
import type { ItemRow } from './items.ts';
import { versionOf } from './migrations/migrations.ts';
import type { OpenOptions } from './store.ts';

/** Files looked at together: while one is waited for, of a network drive above all, the others are read. */
const FILES_AT_ONCE = 4;

/**
 * Finds and hashes every image of the folder, and brings the case up to date in one transaction: new items, missing,
 * changed and returned ones. Makes the case where the database holds none yet.
 */
export async function takeStock(
  folder: string,
  database: CaseDatabase,
  options: OpenOptions,
): Promise<{ tables: Tables; changes: FolderChanges }> {
  const elsewhere = options.homes === undefined ? new Set<string>() : await foldersOfHomes(options.homes);
  const content = await findImages(folder, options.signal, elsewhere);
  const sightings = await lookAtAll(folder, content.images, isVeiled(database, options), options);
  const synthetic = await isSynthetic(folder);
  return database.write(() => {
    const existing = recordOf(database);
    const record = existing ?? insertRecord(database, synthetic);
    const tables = openTables(database, record, options.software);
    if (!existing) tables.journal.append(options.examiner, 'case.create', [record.id], { synthetic });
    const versions = versionsOf(database, options);
    const changes = update(tables, versions, content, sightings, options);
    if (options.unmasking === true) tables.unmasking.begin(options.examiner, true);
    return { tables, changes };
  });
}

/** Whether somebody who waits for the opening may have to go without the names of files, which name known writers. */
function isVeiled(database: CaseDatabase, { unmasking, software }: OpenOptions): boolean {
  const record = recordOf(database);
  if (unmasking === true || record === undefined) return unmasking === true;
  return database.read(() => openTables(database, record, software).unmasking.record()?.ended === null);
}

async function lookAtAll(
  folder: string,
  found: readonly FoundImage[],
  veiled: boolean,
  { signal, onProgress }: OpenOptions,
): Promise<Map<string, Sighting>> {
  const sightings = new Map<string, Sighting>();
  const tell = (path: string): void => onProgress?.(sightings.size, found.length, veiled ? '' : path);
  tell(found[0]?.path ?? '');
  await eachOf(found, FILES_AT_ONCE, async ({ path }) => {
    const sighting = await look(resolveInside(folder, path), signal);
    if (signal?.aborted) throw cancelled();
    sightings.set(path, sighting);
    tell(path);
  });
  return sightings;
}

function versionsOf(
  { connection }: CaseDatabase,
  { versions = {} }: OpenOptions,
): Record<string, string | number> {
  const sqlite = connection.prepare('SELECT sqlite_version()').pluck().get() as string;
  return { ...versions, sqlite, schema: versionOf(connection) };
}

function insertRecord({ connection }: CaseDatabase, synthetic: boolean): CaseRecord {
  const record: CaseRecord = {
    id: randomUUID(),
    created_at: new Date().toISOString(),
    synthetic: synthetic ? 1 : 0,
  };
  connection
    .prepare(
      'INSERT INTO case_record (only, id, created_at, synthetic) VALUES (1, :id, :created_at, :synthetic)',
    )
    .run(record);
  return record;
}

function update(
  { record, items, journal }: Tables,
  versions: Readonly<Record<string, string | number>>,
  { images: found, notRead }: FolderContent,
  sightings: ReadonlyMap<string, Sighting>,
  { examiner }: OpenOptions,
): FolderChanges {
  const before = items.rows();
  const findings = before.flatMap((item) => {
    const finding = judge(item, sightings.get(item.path) ?? gone(item));
    return finding ? [{ item, finding }] : [];
  });
  const known = new Set(before.map((item) => item.path));
  // Bytes that a living item has as well are that item's: they may come back under another name.
  const living = new Set(before.filter((item) => item.erased !== 1).map((item) => item.sha256));
  const erasedHashes = new Set(
    before.filter((item) => item.erased === 1 && !living.has(item.sha256)).map((item) => item.sha256),
  );
  const isErased = ({ path }: FoundImage): boolean => {
    const sighting = sightings.get(path) as Sighting;
    return !('problem' in sighting) && erasedHashes.has(sighting.sha256);
  };
  const unknown = found.filter(({ path }) => !known.has(path));
  const erased = unknown.filter(isErased);
  const fresh = unknown.filter((image) => !isErased(image));
  const readable = fresh.flatMap((image) => {
    const sighting = sightings.get(image.path) as Sighting;
    return 'problem' in sighting ? [] : [{ image, hash: sighting }];
  });
  const unreadable = fresh.filter(({ path }) => 'problem' in (sightings.get(path) as Sighting));

  const ids = (kind: Finding['kind']): string[] =>
    findings.filter(({ finding }) => finding.kind === kind).map(({ item }) => item.id);
  const paths = (kind: Finding['kind']): string[] =>
    findings.filter(({ finding }) => finding.kind === kind).map(({ item }) => item.path);

  journal.append(examiner, 'case.open', [record.id], {
    items: before.length + readable.length,
    new: readable.length,
    missing: ids('missing'),
    changed: ids('changed'),
    returned: ids('returned'),
    unreadable: unreadable.length,
    notRead: notRead.length,
    versions,
  });
  for (const { item, finding } of findings) {
    items.update(item, finding.state);
    journal.append(examiner, FINDING_ACTIONS[finding.kind], [item.id], { sha256: finding.sha256 });
  }
  for (const { image, hash } of readable) {
    const writer = image.writer === null ? null : items.writer(image.writer);
    if (writer?.isNew) journal.append(examiner, 'writer.add', [writer.id], { identity: writer.identity });
    const { id, label } = items.add({
      path: image.path,
      role: image.role,
      writer: writer?.key ?? null,
      ...hash,
    });
    journal.append(examiner, 'item.add', [id], {
      label,
      role: image.role,
      writer: writer?.id ?? null,
      ...hash,
    });
  }
  return {
    new: readable.map(({ image }) => image.path),
    missing: paths('missing'),
    changed: paths('changed'),
    unreadable: unreadable.map(({ path }) => path),
    notRead: [
      ...unreadable.map(({ path }) => ({
        path,
        reason: `is not in the case: ${(sightings.get(path) as { problem: Problem }).problem.message}`,
      })),
      ...notRead,
    ],
    ...(erased.length === 0 ? {} : { erased: erased.map(({ path }) => path) }),
  };
}

function gone(item: ItemRow): Sighting {
  return { problem: { code: 'file-missing', message: `${item.path} is not in the case folder.` } };
}
