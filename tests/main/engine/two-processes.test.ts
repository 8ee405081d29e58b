/** Two processes on one case, each with its own connection to the same file. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pino from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { methods, type MethodName } from '../../../src/contract/methods.ts';
import { ORIGINAL } from '../../../src/contract/view.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { approval } from './report/review-answers.ts';
import { makeSmallCase } from './small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
const program = path.resolve(import.meta.dirname, '../../../src/main/shells/cli/chirograph.ts');

let root: string;
let prepared: string;
let engine: LocalEngine;
let copies = 0;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-two-'));
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  prepared = path.join(root, 'prepared');
  await makeSmallCase(prepared, 1);
  const { id, items } = await engine.call('case.open', { folder: prepared }, as);
  await engine.call('case.prepare', { case: id }, as);
  await engine.call('case.encode', { case: id }, as);
  const side = (role: string): string[] => [items.find((item) => item.role === role)!.id];
  const sides = { questioned: side('questioned'), known: side('known') };
  await engine.call('comparison.run', { case: id, ...sides }, as);
  await engine.call('case.close', { case: id });
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

/** A copy of the prepared case that another process has open. */
async function heldCase(): Promise<{ folder: string; holder: ChildProcess; ended: Promise<unknown> }> {
  const folder = path.join(root, `copy-${copies++}`);
  cpSync(prepared, folder, { recursive: true });
  const child = path.join(import.meta.dirname, 'case', 'holding-child.ts');
  const holder = spawn(process.execPath, [child, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void holder.kill('SIGKILL'));
  const ended = once(holder, 'exit');
  await once(createInterface({ input: holder.stdout }), 'line');
  return { folder, holder, ended };
}

const contents = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file).toString('base64')]),
  );

test('the second opens to look, says who holds it, and can read everything', async () => {
  const { folder } = await heldCase();
  const before = contents(folder);
  const view = await engine.call('case.open', { folder }, as);
  expect(view.readOnly).toMatchObject({
    reason: 'held',
    heldBy: { computer: hostname(), examiner: { name: 'Other Person' } },
    message: expect.stringMatching(/open on .+ by Other Person since \d{4}-.+Close it there/),
  });
  const own = { case: view.id };
  expect(view.items).toHaveLength(4);
  for (const item of view.items) {
    const [page] = await engine.call('item.pages', { ...own, item: item.id });
    expect((await engine.call('image.read', { ...own, image: page!.image })).bytes.length).toBeGreaterThan(0);
    const crop = page!.words[0]!.crop;
    expect((await engine.call('image.read', { ...own, image: crop })).bytes.length).toBeGreaterThan(0);
  }
  expect((await engine.call('form.get', own)).caseNumber).toBe('held');
  expect(await engine.call('comparison.list', own)).toHaveLength(1);
  expect(await engine.call('search.list', own)).toEqual([]);
  expect(await engine.call('journal.read', own)).toMatchObject({ intact: true });
  expect(await engine.call('case.verify', own)).toMatchObject({ ok: true });
  expect((await engine.call('case.recent', {}))[0]).toMatchObject({ folder });
  await engine.call('case.close', own);
  expect(contents(folder)).toEqual(before);
});

test('every method that writes is refused before anything is done', async () => {
  const { folder } = await heldCase();
  const view = await engine.call('case.open', { folder }, as);
  const own = { case: view.id };
  const [item] = view.items;
  const [page] = await engine.call('item.pages', { ...own, item: item!.id });
  const form = await engine.call('form.get', own);
  const calls: Partial<Record<MethodName, object>> = {
    'case.prepare': own,
    'case.encode': own,
    'case.usePopulation': { ...own, population: null },
    'case.useModel': { ...own, model: 'a'.repeat(64) },
    'item.assign': { ...own, items: [item!.id], role: 'unassigned' },
    'word.exclude': { ...own, words: [page!.words[0]!.id], excluded: true },
    'word.edit': { ...own, page: page!.id, kind: 'delete', remove: [page!.words[0]!.id] },
    'word.transcribe': { ...own, word: page!.words[0]!.id, text: 'lane' },
    'word.attribute': { ...own, words: [page!.words[0]!.id], hand: null },
    'hand.add': { ...own, item: item!.id },
    'hand.assign': { ...own, hand: item!.id },
    'page.resolution': { ...own, pages: [page!.id], resolution: null },
    'finding.save': {
      ...own,
      finding: {
        kind: 'observation',
        weight: null,
        comment: '',
        marks: [{ page: page!.id, content: { shape: 'text', places: [{ x: 1, y: 1 }], text: 'here' } }],
      },
    },
    'finding.remove': { ...own, id: item!.id },
    'letter.save': {
      ...own,
      letter: {
        page: page!.id,
        shape: 'box',
        places: [
          { x: 1, y: 1 },
          { x: 9, y: 9 },
        ],
        name: 'a',
      },
    },
    'letter.remove': { ...own, id: item!.id },
    'picture.save': { ...own, picture: 'picture-0001', part: '', last: null },
    'view.process': { ...own, page: page!.id, tone: ORIGINAL },
    'unmasking.begin': own,
    'unmasking.advance': { ...own, to: 'known' },
    'unmasking.end': { ...own, reason: 'other' },
    'comparison.run': { ...own, questioned: [item!.id], known: [item!.id] },
    'signature.run': { ...own, questioned: page!.id, references: [page!.id] },
    'search.run': { ...own, questioned: [item!.id] },
    'case.erase': { ...own, kind: 'item', name: item!.label, reason: 'request' },
    'form.save': { ...own, form },
    'report.export': { ...own, comparisons: [], searches: [] },
    'report.review': { ...own, report: item!.id, answers: approval },
    'report.reviewLost': { ...own, review: item!.id },
  };
  const writing = Object.entries(methods)
    .filter(([, { writes, args }]) => writes && 'case' in args.entries)
    .map(([name]) => name);
  expect(Object.keys(calls).sort()).toEqual(writing.sort());
  const before = contents(folder);
  for (const [method, args] of Object.entries(calls)) {
    await expect(engine.call(method as MethodName, args as never, as), method).rejects.toMatchObject({
      code: 'case-read-only',
      message: view.readOnly!.message,
    });
  }
  expect(contents(folder)).toEqual(before);
});

test('opened again when the holder has closed it, or was killed, it can be changed', async () => {
  for (const kill of [false, true]) {
    const { folder, holder, ended } = await heldCase();
    expect((await engine.call('case.open', { folder }, as)).readOnly).not.toBe(null);
    expect((await engine.call('case.open', { folder }, as)).readOnly).not.toBe(null);
    if (kill) holder.kill('SIGKILL');
    else holder.stdin!.end();
    await ended;
    const { id, readOnly } = await engine.call('case.open', { folder }, as);
    expect(readOnly).toBe(null);
    const form = await engine.call('form.get', { case: id });
    await engine.call('form.save', { case: id, form: { ...form, caseNumber: 'mine' } }, as);
    await engine.call('case.close', { case: id });
  }
});

test('two engines in one process are kept apart as well', async () => {
  const folder = path.join(root, `copy-${copies++}`);
  cpSync(prepared, folder, { recursive: true });
  const other = await createEngine({ userData: path.join(root, 'other'), log: pino({ level: 'silent' }) });
  onTestFinished(() => other.close());
  const first = await engine.call('case.open', { folder }, as);
  const second = await other.call('case.open', { folder }, as);
  expect(second.readOnly?.heldBy?.examiner.name).toBe('Ada Example');
  await engine.call('item.assign', { case: first.id, items: [first.items[0]!.id], role: 'unassigned' }, as);
  await engine.call('case.close', { case: first.id });
  const third = await other.call('case.open', { folder }, as);
  expect(third.readOnly).toBe(null);
  expect(third.items.some((item) => item.role === 'unassigned')).toBe(true);
});

test('the command line says who holds a case before it does anything, and verifies it', async () => {
  const { folder } = await heldCase();
  const before = contents(folder);
  const chirograph = (...args: string[]): { code: number | null; err: string } => {
    const env = { ...process.env, CHIROGRAPH_USER_DATA: path.join(root, 'cli') };
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env });
    return { code: status, err: stderr };
  };
  for (const args of [
    ['case'],
    ['search', '--questioned', 'Q1'],
    ['compare', '--questioned', 'Q1', '--known', 'K1'],
  ]) {
    const { code, err } = chirograph(args[0]!, folder, ...args.slice(1));
    expect(code, args[0]).toBe(1);
    expect(err, args[0]).toMatch(/open on .+ by Other Person since .+Close it there/);
  }
  expect(contents(folder)).toEqual(before);
  expect(chirograph('verify', folder)).toMatchObject({ code: 0 });
});
