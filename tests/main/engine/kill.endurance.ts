/** Ends the whole engine with SIGKILL at random moments of everything that writes to a case, and looks at what is left. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case, Examiner } from '../../../src/contract/case.ts';
import { openDatabase } from '../../../src/main/engine/case/database.ts';
import { sha256 } from '../../../src/main/engine/case/hash.ts';
import { createRandom, type Random } from '../../../src/main/engine/comparison/random.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { makeSmallCase } from './small-case.ts';

const SEED = process.env['CHIROGRAPH_KILL_SEED'] ?? 'chirograph';
const KILLS = Number(process.env['CHIROGRAPH_KILLS'] ?? 15);
const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

type Acknowledged = { kind: string } & Record<string, unknown>;

/** When the kill comes: so many milliseconds after so many acknowledged calls; with 0 also while the case is opened. */
interface Moment {
  readonly after: number;
  readonly delay: number;
}

const PHASES = [
  { phase: 'import', from: 'untouched', most: 4, within: 250 },
  { phase: 'encode', from: 'prepared', most: 4, within: 120 },
  { phase: 'correction', from: 'encoded', most: 45, within: 15 },
  { phase: 'unmasking', from: 'encoded', most: 30, within: 15 },
  { phase: 'report', from: 'encoded', most: 3, within: 500 },
] as const;

let root: string;
let engine: LocalEngine;
let standby: ChildProcess;

/** A child that is ready to work, started while the case before is looked at. */
function started(): ChildProcess {
  const child = path.join(import.meta.dirname, 'killed-child.ts');
  return spawn(process.execPath, [child, path.join(root, 'user')], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function killed(phase: string, folder: string, { after, delay }: Moment): Promise<Acknowledged[]> {
  const child = standby;
  standby = started();
  const exit = once(child, 'exit');
  const acknowledged: Acknowledged[] = [];
  child.stdin!.end(`${JSON.stringify({ phase, folder })}\n`);
  for await (const line of createInterface({ input: child.stdout! })) {
    const said = JSON.parse(line) as Acknowledged;
    if (said.kind !== 'ready' && said.kind !== 'done') acknowledged.push(said);
    if (acknowledged.length === after || said.kind === 'done') setTimeout(() => child.kill('SIGKILL'), delay);
  }
  const [code, signal] = (await exit) as [number | null, string | null];
  expect({ code, signal }, 'the child failed by itself').toEqual({ code: null, signal: 'SIGKILL' });
  return acknowledged;
}

/** Moments over the whole phase: every count of acknowledged calls is as likely as any other. */
function moments(random: Random, most: number, within: number): Moment[] {
  return Array.from({ length: KILLS }, () => ({
    after: random.integer(most + 1),
    delay: random.integer(within),
  }));
}

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-kill-'));
  engine = await createEngine({
    userData: path.join(root, 'own'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  const step = (name: string): string => path.join(root, name);
  await makeSmallCase(step('untouched'), 1);
  cpSync(step('untouched'), step('prepared'), { recursive: true });
  const { id } = await engine.call('case.open', { folder: step('prepared') }, as);
  await engine.call('case.prepare', { case: id }, as);
  await engine.call('case.close', { case: id });
  cpSync(step('prepared'), step('encoded'), { recursive: true });
  const again = await engine.call('case.open', { folder: step('encoded') }, as);
  await engine.call('case.encode', { case: again.id }, as);
  await engine.call('case.close', { case: again.id });
  standby = started();
  process.stderr.write(`kill: seed "${SEED}", ${KILLS} kills in each of ${PHASES.length} phases\n`);
});

afterAll(async () => {
  standby.kill('SIGKILL');
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

describe.each(PHASES)('a kill during $phase', ({ phase, from, most, within }) => {
  it('leaves a case that opens, whole, with everything that was acknowledged', async () => {
    for (const [at, moment] of moments(createRandom(`${SEED} ${phase}`), most, within).entries()) {
      const folder = path.join(root, `${phase}-${at}`);
      cpSync(path.join(root, from), folder, { recursive: true });
      const acknowledged = await killed(phase, folder, moment);
      const where = `${phase}, kill ${at}: ${moment.delay} ms after ${moment.after} calls`;
      await requireWhole(folder, acknowledged, where);
      rmSync(folder, { recursive: true });
    }
  });
});

async function requireWhole(
  folder: string,
  acknowledged: readonly Acknowledged[],
  where: string,
): Promise<void> {
  const view = await engine.call('case.open', { folder }, as);
  const own = { case: view.id };
  const journal = await engine.call('journal.read', own);
  expect(journal, where).toMatchObject({ intact: true, brokenAt: null });
  for (const each of last(acknowledged)) await requireKept(view, each, where);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    expect(name, where).not.toMatch(/\.tmp$/);
  }
  await engine.call('case.close', own);
  await requireReports(folder, where);

  const database = openDatabase(path.join(folder, 'case.chirograph'));
  expect(database.connection.pragma('integrity_check', { simple: true }), where).toBe('ok');
  database.close();
}

/** Of changes of one thing only the last can be seen. */
function last(acknowledged: readonly Acknowledged[]): Acknowledged[] {
  const subject = ({ kind, item, word }: Acknowledged): string => [kind, item, word].join(' ');
  const byContent = new Map(acknowledged.map((each) => [subject(each), each]));
  return [...byContent.values()];
}

async function requireKept(view: Case, said: Acknowledged, where: string): Promise<void> {
  const own = { case: view.id };
  const item = view.items.find((each) => each.id === said['item']);
  switch (said.kind) {
    case 'opened':
      expect(view.items.map((each) => each.id).sort(), where).toEqual((said['items'] as string[]).toSorted());
      break;
    case 'prepared':
      expect(item, where).toMatchObject({ preparation: 'ready', words: said['words'], problem: null });
      expect(await cropsThere(view, item!.id), where).toBe(true);
      break;
    case 'encoded':
      expect(item?.encodedWords, where).toBe(said['words']);
      break;
    case 'assigned': {
      // The call under way when the kill came may have been committed without being acknowledged.
      const round = Number(/\d+/.exec(said['writer'] as string)![0]);
      const writer = view.writers.find((each) => each.id === item?.writer)?.name;
      expect([`Writer ${round}`, `Writer ${round + 1}`], where).toContain(writer);
      break;
    }
    case 'excluded':
      await requireExcluded(view, said, where);
      break;
    case 'locked': {
      // What was shown was locked before, in the same transaction.
      const by = said['by'] as { examiner: Examiner };
      const { unmasking } = await engine.call('case.get', own, by);
      const its = unmasking?.examiners.find(({ name }) => name === by.examiner.name);
      const lock = its?.locks.find(({ opened }) => opened === said['to']);
      expect(lock?.findings, where).toEqual([said['number']]);
      expect(its?.stage, where).toBe(its?.locks.at(-1)?.opened);
      break;
    }
    case 'form': {
      const round = Number(said['caseNumber']);
      const { caseNumber } = await engine.call('form.get', own);
      expect([round, round + 1], where).toContain(Number(caseNumber));
      break;
    }
    case 'compared': {
      const kept = await engine.call('comparison.list', own);
      expect(
        kept.map((each) => each.id),
        where,
      ).toContain(said['comparison']);
      break;
    }
    case 'report':
      expect(sha256(readFileSync(said['json'] as string)), where).toBe(said['sha256']);
      expect(existsSync(said['pdf'] as string), where).toBe(true);
      break;
    default:
      throw new Error(`nothing looks at ${said.kind}`);
  }
}

async function cropsThere(view: Case, item: string): Promise<boolean> {
  const [page] = await engine.call('item.pages', { case: view.id, item });
  for (const word of [page!.words[0]!, page!.words.at(-1)!]) {
    await engine.call('image.read', { case: view.id, image: word.crop });
  }
  return true;
}

async function requireExcluded(view: Case, said: Acknowledged, where: string): Promise<void> {
  const pages = await engine.call('item.pages', { case: view.id, item: said['item'] as string });
  const word = pages.flatMap((page) => page.words).find((each) => each.id === said['word']);
  expect(word?.state, where).toBe('excluded');
}

/** A report is whole, with PDF and JSON that verify, or it is not there at all. */
async function requireReports(folder: string, where: string): Promise<void> {
  const reports = path.join(folder, 'reports');
  if (!existsSync(reports)) return;
  const names = readdirSync(reports).sort();
  const stems = [...new Set(names.map((name) => path.parse(name).name))];
  expect(names, where).toEqual(stems.flatMap((stem) => [`${stem}.json`, `${stem}.pdf`]));
  for (const stem of stems) {
    const target = path.join(reports, `${stem}.json`);
    const { differences } = await engine.call('verify.run', { target });
    expect(differences, where).toEqual([]);
  }
}
