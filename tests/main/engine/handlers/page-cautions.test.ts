/** What is said of pages, from the scan to the result that rests on them, through the real engine. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Case } from '../../../../src/contract/case.ts';
import type { ReportDocument } from '../../../../src/contract/report.ts';
import { createEngine, type LocalEngine } from '../../../../src/main/engine/engine.ts';
import { makeSmallCase, shrinkFirst, turnFile } from '../small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
let folder: string;
let engine: LocalEngine;

/** The case with everything prepared that is not. */
async function openPrepared(): Promise<Case> {
  const { id } = await engine.call('case.open', { folder }, as);
  await engine.call('case.prepare', { case: id }, as);
  return engine.call('case.get', { case: id });
}

const codesOf = ({ items }: Case): Record<string, string[]> =>
  Object.fromEntries(
    items.map(({ label, cautions = [] }) => [
      label,
      cautions.map(({ code }) => code).filter((code) => !code.includes('unsure')),
    ]),
  );

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-cautions-'));
  folder = path.join(root, 'case');
  await makeSmallCase(folder, 1);
  await shrinkFirst(folder);
  await turnFile(folder, 'questioned/second.png', 180);
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
});
afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

it('is said of the item whose page it is, and with every result that rests on that page', async () => {
  const view = await openPrepared();
  const codes = codesOf(view);
  expect(codes['Q1']).toContain('too-small');
  expect(codes).toMatchObject({ Q2: ['upside-down'], K1: [], K2: [] });
  const [q1, q2, k1] = view.items.map(({ id }) => id) as [string, string, string];
  const compare = (questioned: string[]) =>
    engine.call('comparison.run', { case: view.id, questioned, known: [k1] }, as);
  const over = await compare([q2]);
  expect(over.cautions).toContainEqual(expect.stringMatching(/^Q2: the writing seems to lie upside down/));
  const { id, cautions } = await compare([q1]);
  expect(cautions).toEqual([expect.stringMatching(/^Q1: small letters/)]);
  const stored = await engine.call('comparison.list', { case: view.id });
  expect(stored.find((each) => each.id === id)).toMatchObject({ cautions, stale: null });
  const search = await engine.call('search.run', { case: view.id, questioned: [q1], top: 2 }, as);
  expect(search.cautions).toEqual(expect.arrayContaining(cautions!));
});

it('is held against the pages by a verification, in the case and in a report', async () => {
  const { id, items } = await openPrepared();
  expect((await engine.call('case.verify', { case: id })).differences).toEqual([]);
  const newest = async (list: 'comparison.list' | 'search.list'): Promise<string[]> =>
    (await engine.call(list, { case: id })).slice(0, 1).map((result) => result.id);
  const ids = { comparisons: await newest('comparison.list'), searches: await newest('search.list') };
  const { json } = await engine.call('report.export', { case: id, ...ids }, as);
  expect((await engine.call('verify.run', { target: json })).differences).toEqual([]);
  await engine.call('case.close', { case: id });

  const written = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
  const less = structuredClone(written);
  delete less.items[0]!.cautions;
  await writeFile(json, JSON.stringify(less));
  const { differences } = await engine.call('verify.run', { target: json, folder });
  expect(differences.map(({ where }) => where)).toContain('Q1: what is said of its pages');
  await writeFile(json, JSON.stringify(written));

  // A stored result that says less.
  const label = items[0]!.label;
  const database = new Database(path.join(folder, 'case.chirograph'));
  database.exec("UPDATE result SET content = json_remove(content, '$.cautions') WHERE kind = 'comparison'");
  database.close();
  const again = await openPrepared();
  const found = (await engine.call('case.verify', { case: again.id })).differences;
  const saysLess = found.filter(({ where }) => where.endsWith(': caution'));
  expect(saysLess.map(({ kind }) => kind)).toEqual(['score', 'score']);
  for (const { expected } of saysLess) expect(expected).toMatch(/^nothing more said/u);
  expect(found.map((each) => each.found).join()).toContain(`${label}: small letters`);
});

it('is that it was not measured, of what an earlier version prepared, until it is prepared again', async () => {
  const { id } = await openPrepared();
  await engine.call('case.close', { case: id });
  const database = new Database(path.join(folder, 'case.chirograph'));
  database.exec('UPDATE page SET quality = NULL');
  database.close();
  const view = await openPrepared();
  expect(codesOf(view)).toEqual({
    Q1: ['not-measured'],
    Q2: ['not-measured'],
    K1: ['not-measured'],
    K2: ['not-measured'],
  });
  await engine.call('case.prepare', { case: id, items: view.items.map((item) => item.id) }, as);
  const again = codesOf(await engine.call('case.get', { case: id }));
  expect(again['Q1']).toContain('too-small');
  expect(again).toMatchObject({ Q2: ['upside-down'], K1: [], K2: [] });
});
