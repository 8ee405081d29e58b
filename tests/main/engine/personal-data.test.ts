/** The whole road with names that occur nowhere else: none of them may get into a journal row, and all can be erased. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../../src/contract/case.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';

const NAMES = {
  folder: 'Quixwold-folder',
  file: 'Brambletoft-file',
  broken: 'Ozmarine-torn',
  writer: 'Fenwithy Marrowglass',
  second: 'Ulrica Thistlequay',
  examiner: 'Peregrine Oakhollow',
  role: 'Keeper of Zephyrs',
  form: 'CASE-NR-77-VELLUM',
  transcription: 'Yarrowmere',
  comment: 'Wexcombe-loop',
  mark: 'Pellwyn-remark',
  letter: 'Quoxle-letter',
} as const;
const as = { examiner: { name: NAMES.examiner, initials: 'PQXO', role: NAMES.role } };
const other = { examiner: { name: 'Ada Example', initials: 'AE', role: 'examiner' } };

let root: string;
let folder: string;
let engine: LocalEngine;
let view: Case;
let report: string;

/** A zigzag "word" of so many strokes: enough like writing to be found and encoded. */
async function drawWord(file: string, strokes: number, slant = 10): Promise<void> {
  const points = Array.from(
    { length: strokes * 2 },
    (_, at) => `${20 + at * 14 + (at % 2) * slant},${at % 2 === 0 ? 70 : 30}`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${60 + strokes * 30}" height="100"><rect width="100%" height="100%" fill="white"/><polyline points="${points.join(' ')}" fill="none" stroke="black" stroke-width="4"/></svg>`;
  mkdirSync(path.dirname(file), { recursive: true });
  await sharp(Buffer.from(svg)).png().toFile(file);
}

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-personal-'));
  folder = path.join(root, NAMES.folder);
  await drawWord(path.join(folder, 'questioned', `${NAMES.file}.png`), 5);
  await drawWord(path.join(folder, 'known', NAMES.writer, `${NAMES.file}.png`), 6);
  await drawWord(path.join(folder, 'known', NAMES.second, 'one.png'), 4, 0);
  await drawWord(path.join(folder, 'loose.png'), 7, 3);
  writeFileSync(path.join(folder, 'questioned', `${NAMES.broken}.jpg`), 'not an image');
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  view = await engine.call('case.open', { folder }, as);
  const { id } = view;
  await engine.call('case.prepare', { case: id }, as);
  await engine.call('case.prepare', { case: id }, as);
  await engine.call('case.encode', { case: id }, as);
  const at = (inside: string): string => view.items.find((item) => item.path.endsWith(inside))!.id;
  await engine.call(
    'item.assign',
    { case: id, items: [at('loose.png')], role: 'known', writer: NAMES.second },
    as,
  );
  const form = { ...(await engine.call('form.get', { case: id })), caseNumber: NAMES.form };
  await engine.call('form.save', { case: id, form }, as);
  const questioned = [at(`questioned/${NAMES.file}.png`)];
  const known = [at(`${NAMES.writer}/${NAMES.file}.png`)];
  const [page] = await engine.call('item.pages', { case: id, item: known[0]! });
  for (const excluded of [true, false]) {
    await engine.call('word.exclude', { case: id, words: [page!.words[0]!.id], excluded }, as);
  }
  const word = page!.words[0]!.id;
  await engine.call('word.transcribe', { case: id, word, text: NAMES.transcription }, as);
  const content = { shape: 'text' as const, places: [{ x: 1, y: 1 }], text: NAMES.mark };
  const marks = [{ page: page!.id, content }];
  const finding = { kind: 'observation' as const, weight: null, comment: NAMES.comment, marks };
  await engine.call('finding.save', { case: id, finding }, as);
  const places = [
    { x: 1, y: 1 },
    { x: 9, y: 9 },
  ];
  const letter = { page: page!.id, shape: 'box' as const, places, name: NAMES.letter };
  await engine.call('letter.save', { case: id, letter }, as);
  const comparison = await engine.call('comparison.run', { case: id, questioned, known }, as);
  const search = await engine.call('search.run', { case: id, questioned }, as);
  const chosen = { comparisons: [comparison.id], searches: [search.id] };
  ({ json: report } = await engine.call('report.export', { case: id, ...chosen }, as));
  view = await engine.call('case.open', { folder }, as);
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

it('no name, path, role or case number stands in any journal row or in the witness', async () => {
  const { entries } = await engine.call('journal.read', { case: view.id, limit: 1000 });
  const actions = new Set(entries.map((entry) => entry.action));
  for (const action of [
    'item.failure',
    'item.assign',
    'word.exclude',
    'word.transcribe',
    'finding.save',
    'letter.save',
    'form.save',
    'report.begin',
    'report.export',
  ]) {
    expect(actions).toContain(action);
  }
  // Unreadable twice for the same reason: entered once.
  expect(entries.filter((entry) => entry.action === 'item.failure')).toHaveLength(1);
  const rows = JSON.stringify(entries.map((entry) => ({ ...entry, examiner: entry.examiner.id })));
  const witness = readFileSync(path.join(root, 'user', 'witness', view.id), 'utf8');
  for (const name of [...Object.values(NAMES), 'PQXO', 'loose.png']) {
    expect(rows, name).not.toContain(name);
    expect(witness, name).not.toContain(name);
  }
});

it('an opening enters the versions that decide a result, and a result the population it was placed in', async () => {
  const { entries } = await engine.call('journal.read', { case: view.id, limit: 1000 });
  const opening = entries.find((entry) => entry.action === 'case.open')!;
  expect(JSON.parse(opening.parameters)).toMatchObject({
    versions: {
      node: process.versions.node,
      sharp: expect.stringMatching(/^\d+\./) as string,
      libvips: expect.stringMatching(/^\d+\./) as string,
      onnxruntime: expect.stringMatching(/^\d+\./) as string,
      sqlite: expect.stringMatching(/^3\./) as string,
      schema: 11,
      wordInput: 1,
    },
  });
  const [comparison] = await engine.call('comparison.list', { case: view.id });
  expect(comparison!.reference?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

it('the case and its report verify before anything is erased', async () => {
  expect(await engine.call('case.verify', { case: view.id })).toMatchObject({ ok: true, differences: [] });
  expect(await engine.call('verify.run', { target: report })).toMatchObject({ ok: true, differences: [] });
});

it('what would be erased is said first, with what the operator has to remove', async () => {
  const before = (await engine.call('journal.read', { case: view.id })).total;
  // As an opening left it while the folder could not be written.
  const beside = path.join(root, 'user', 'cases', 'beside');
  mkdirSync(beside, { recursive: true });
  const home = { folder: realpathSync(folder), listing: [], original: null, caseId: view.id };
  writeFileSync(path.join(beside, 'home.json'), JSON.stringify(home));
  const plan = {
    case: view.id,
    kind: 'writer',
    name: NAMES.writer,
    reason: 'request',
    dryRun: true,
  } as const;
  expect(await engine.call('case.erase', plan, other)).toMatchObject({
    erased: false,
    items: ['K1'],
    words: 1,
    embeddings: 1,
    results: 2,
    remains: {
      files: [`known/${NAMES.writer}/${NAMES.file}.png`],
      reports: readdirSync(path.join(folder, 'reports'))
        .sort()
        .map((name) => `reports/${name}`),
      mentions: [],
      copies: [beside],
    },
  });
  expect((await engine.call('journal.read', { case: view.id })).total).toBe(before);

  // A link is not followed, so that what it leads to was not searched.
  const [reports, elsewhere] = [path.join(folder, 'reports'), path.join(root, 'elsewhere')];
  renameSync(reports, elsewhere);
  symlinkSync(elsewhere, reports);
  expect((await engine.call('case.erase', plan, other)).remains.reports).toEqual(['reports']);
  unlinkSync(reports);
  renameSync(elsewhere, reports);
});

it('after it the case verifies, names what was erased as erased, and shows the results as such', async () => {
  const erase = { case: view.id, reason: 'request' } as const;
  await engine.call('case.erase', { ...erase, kind: 'writer', name: NAMES.writer }, other);
  await engine.call('case.erase', { ...erase, kind: 'examiner', name: NAMES.examiner }, other);
  const [comparison] = await engine.call('comparison.list', { case: view.id });
  expect(comparison).toMatchObject({
    pairs: [],
    stale: expect.stringMatching(/erased from the case: K1/) as string,
  });
  const verification = await engine.call('case.verify', { case: view.id });
  expect(verification.differences).toEqual([]);
  expect(verification.erased).toEqual([expect.stringMatching(/^K1 \(journal line \d+\)$/)]);
  // The report of before still has the names; it is no forgery for that.
  const written = await engine.call('verify.run', { target: report });
  expect(written.differences).toEqual([]);
  expect(written.erased).toEqual(verification.erased);
  expect(written.checked).toMatchObject({ comparisons: 0, searches: 0 });

  await engine.call('case.close', { case: view.id });
  const own = [
    'case.chirograph',
    ...readdirSync(path.join(folder, 'derived')).map((name) => `derived/${name}`),
  ];
  for (const name of [
    NAMES.writer,
    NAMES.examiner,
    NAMES.role,
    NAMES.transcription,
    NAMES.comment,
    NAMES.mark,
    'PQXO',
  ]) {
    for (const file of own)
      expect(readFileSync(path.join(folder, file)).includes(name), `${name} in ${file}`).toBe(false);
  }
});

describe('what was changed after an erasure is named:', () => {
  /** Verifies with the case's tables changed by one statement, and puts them back. */
  async function differencesAfter(table: 'writer' | 'item', column: 'name' | 'path', value: string) {
    const erased = table === 'writer' ? "name LIKE 'erased writer %'" : 'erased = 1';
    const database = new Database(path.join(folder, 'case.chirograph'));
    const row = database
      .prepare<[], { key: number; kept: string }>(
        `SELECT key, ${column} AS kept FROM ${table} WHERE ${erased}`,
      )
      .get()!;
    const set = database.prepare<[string, number]>(`UPDATE ${table} SET ${column} = ? WHERE key = ?`);
    set.run(value, row.key);
    database.close();
    try {
      return (await engine.call('verify.run', { target: folder })).differences;
    } finally {
      const again = new Database(path.join(folder, 'case.chirograph'));
      again
        .prepare<[string, number]>(`UPDATE ${table} SET ${column} = ? WHERE key = ?`)
        .run(row.kept, row.key);
      again.close();
    }
  }

  it('another name for an erased writer', async () => {
    expect(await differencesAfter('writer', 'name', 'Somebody Else')).toEqual([
      {
        kind: 'journal',
        where: expect.stringMatching(/^writer .*: name$/) as string,
        expected: expect.stringMatching(
          /^"erased writer [0-9a-f]{8}", erased by journal line \d+$/,
        ) as string,
        found: expect.stringMatching(/^another name/) as string,
      },
    ]);
  });

  it('a path for an erased item', async () => {
    expect(await differencesAfter('item', 'path', 'known/Somebody Else/one.png')).toEqual([
      {
        kind: 'journal',
        where: 'K1: path',
        expected: expect.stringMatching(/^erased\/.*, erased by journal line \d+$/) as string,
        found: 'known/Somebody Else/one.png',
      },
    ]);
  });
});

it.each([
  ['case', (document: { case: { id: string } }) => (document.case.id = '0'.repeat(8))],
  ['format', (document: { format: unknown }) => (document.format = 'chirograph-report/9')],
  [
    'report and case',
    (document: { report: unknown; case: unknown }) => (document.report = document.case = null),
  ],
])('a report whose %s was altered is not passed over', async (_what, alter) => {
  const written = readFileSync(report, 'utf8');
  const document = JSON.parse(written) as never;
  alter(document);
  writeFileSync(report, JSON.stringify(document));
  try {
    const { differences } = await engine.call('verify.run', { target: folder });
    expect(differences).toEqual([
      {
        kind: 'report',
        where: `reports/${path.basename(report)}`,
        expected: expect.stringMatching(/^a report of this case, journal line \d+$/) as string,
        found: 'not a report of this case',
      },
    ]);
  } finally {
    writeFileSync(report, written);
  }
});

it.skipIf(process.platform === 'win32')(
  'no link is followed to reports, and what it hides is said',
  async () => {
    const [reports, elsewhere] = [path.join(folder, 'reports'), path.join(root, 'elsewhere')];
    const pdf = report.replace(/json$/u, 'pdf');
    const differences = async (): Promise<unknown> =>
      (await engine.call('verify.run', { target: folder })).differences.map(({ where, found }) => [
        where,
        found,
      ]);
    for (const file of [report, pdf]) {
      renameSync(file, elsewhere);
      symlinkSync(elsewhere, file);
      expect(await differences()).toEqual([
        [`reports/${path.basename(file)}`, 'cannot be read as a plain file'],
      ]);
      renameSync(elsewhere, file);
    }
    renameSync(reports, elsewhere);
    symlinkSync(elsewhere, reports);
    const before = readFileSync(report);
    writeFileSync(report, '{}');
    expect(await differences()).toEqual([]);
    writeFileSync(report, before);
    unlinkSync(reports);
    renameSync(elsewhere, reports);
  },
);

it('an item that says it was erased, without an entry, is named', async () => {
  const database = new Database(path.join(folder, 'case.chirograph'));
  database.exec("UPDATE item SET erased = 1 WHERE role = 'questioned' AND number = 1");
  database.close();
  const { differences } = await engine.call('verify.run', { target: folder });
  expect(differences).toContainEqual(
    expect.objectContaining({ where: 'Q1', expected: 'a journal line of its erasure' }),
  );
});
