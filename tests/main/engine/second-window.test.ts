import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { makeSmallCase } from './small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
/** As much of an image as opening a case looks at. */
const image = Buffer.from('not looked into before it is prepared');

let root: string;
let engine: LocalEngine;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-second-window-'));
  engine = await createEngine({ userData: path.join(root, 'user'), log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

async function smallCase(): Promise<string> {
  const folder = path.join(mkdtempSync(path.join(root, 'case-')), 'case');
  await makeSmallCase(folder, 1);
  return folder;
}

test('a second window that opens a case waits for what the first has under way there; another case does not', async () => {
  const folder = await smallCase();
  const { id, items } = await engine.call('case.open', { folder }, as);

  const ended: string[] = [];
  const preparing = engine.call('case.prepare', { case: id }, as).finally(() => ended.push('prepared'));
  const opening = engine.call('case.open', { folder }, as).finally(() => ended.push('opened'));
  const other = mkdtempSync(path.join(root, 'other-'));
  await engine.call('case.open', { folder: other }, as).finally(() => ended.push('other opened'));
  const [outcome, again] = await Promise.all([preparing, opening]);
  expect(ended).toEqual(['other opened', 'prepared', 'opened']);
  expect(outcome.failed).toEqual([]);
  expect(again.items).toHaveLength(items.length);
  expect(again.items.every(({ words }) => words > 0)).toBe(true);
});

test('a second opening that is given up leaves the case open, and enters nothing', async () => {
  const folder = await smallCase();
  const { id } = await engine.call('case.open', { folder }, as);
  const before = await engine.call('journal.read', { case: id });
  writeFileSync(path.join(folder, 'questioned', 'later.png'), image);

  // While it waits for what the first window has under way, and while it looks at the files.
  const waits = new AbortController();
  const encoding = engine.call('case.encode', { case: id }, as);
  const waiting = engine.call('case.open', { folder }, { ...as, signal: waits.signal });
  await engine.call('case.get', { case: id });
  waits.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await encoding;
  const looks = new AbortController();
  const looking = engine.call(
    'case.open',
    { folder },
    { ...as, signal: looks.signal, onProgress: () => looks.abort() },
  );
  await expect(looking).rejects.toMatchObject({ code: 'cancelled' });

  expect((await engine.call('case.get', { case: id })).items).toHaveLength(4);
  expect(await engine.call('journal.read', { case: id })).toEqual(before);
  const form = await engine.call('form.get', { case: id });
  await engine.call('form.save', { case: id, form: { ...form, caseNumber: 'goes on' } }, as);
  expect((await engine.call('case.open', { folder }, as)).changes.new).toEqual(['questioned/later.png']);
});

test('the first window goes on while a second opens its case, and both see what was found', async () => {
  const folder = await smallCase();
  const { id, items } = await engine.call('case.open', { folder }, as);
  writeFileSync(path.join(folder, 'questioned', 'later.png'), image);
  const other = { examiner: { ...as.examiner, name: 'Other Person', initials: 'OP' } };

  const meanwhile: Promise<unknown>[] = [];
  const opened = await engine.call(
    'case.open',
    { folder },
    {
      ...other,
      onProgress({ done }) {
        const assigned = { case: id, items: [items[0]!.id], role: 'unassigned' as const };
        if (done === 0) meanwhile.push(engine.call('item.assign', assigned, as));
      },
    },
  );
  expect(meanwhile).toHaveLength(1);
  await Promise.all(meanwhile);
  expect(opened.changes.new).toEqual(['questioned/later.png']);
  expect(opened.items.filter(({ role }) => role === 'unassigned')).toHaveLength(1);
  expect(await engine.call('case.get', { case: id })).toEqual(opened);
  const { entries, intact } = await engine.call('journal.read', { case: id });
  expect(intact).toBe(true);
  const openings = entries.filter(({ action }) => action === 'case.open');
  expect(openings.map(({ examiner }) => examiner.name)).toEqual(['Other Person', 'Ada Example']);
  await engine.call('case.close', { case: id });
  await expect(engine.call('case.get', { case: id })).rejects.toMatchObject({ code: 'case-not-open' });
  expect((await engine.call('case.open', { folder }, as)).readOnly).toBe(null);
});
