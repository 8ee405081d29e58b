/** Sequential unmasking through the real engine: what each examiner sees at each stage, what is locked, and what verification says. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case, Examiner } from '../../../src/contract/case.ts';
import type { Finding, FindingInput } from '../../../src/contract/findings.ts';
import type { LetterInput } from '../../../src/contract/letters.ts';
import { methods, type MethodName } from '../../../src/contract/methods.ts';
import type { ReportDocument } from '../../../src/contract/report.ts';
import { ChirographError } from '../../../src/contract/schema.ts';
import { UnmaskingStage } from '../../../src/contract/unmasking.ts';
import { ORIGINAL } from '../../../src/contract/view.ts';
import { openCaseStore } from '../../../src/main/engine/case/open-case-store.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { readPdf } from './report/pdf-text.ts';
import { approval } from './report/review-answers.ts';
import { makeSmallCase } from './small-case.ts';

const ada: Examiner = { name: 'Ada Example', initials: 'AE', role: 'document examiner' };
const bo: Examiner = { name: 'Bo Other', initials: 'BO', role: 'examiner' };
const COMMENT = 'Loop of the Fenwithy g';

let root: string;
let engine: LocalEngine;
let prepared: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-unmasking-'));
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  prepared = path.join(root, 'prepared');
  await makeSmallCase(prepared, 1);
  const { id } = await engine.call('case.open', { folder: prepared, unmasking: true }, { examiner: ada });
  await engine.call('case.prepare', { case: id }, { examiner: ada });
  await engine.call('case.encode', { case: id }, { examiner: ada });
  await engine.call('case.close', { case: id });
});
afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

/** A case of four items under sequential unmasking, with what it holds although it may be veiled. */
interface Opened {
  readonly id: string;
  readonly folder: string;
  /** Id of an item's first page, by the item's label. */
  readonly pages: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, string>;
}

async function open(by: Examiner = ada): Promise<Opened> {
  const folder = path.join(await mkdtemp(path.join(root, 'copy-')), 'case');
  await cp(prepared, folder, { recursive: true, preserveTimestamps: true });
  await rm(path.join(root, 'user', 'witness'), { recursive: true, force: true });
  const store = await openCaseStore(folder, { examiner: by, software: 'test' });
  const items = new Map(store.items().map(({ label, id }) => [label, id]));
  const pages = new Map([...items].map(([label, id]) => [label, store.pages(id, null)[0]!.id]));
  store.close();
  const { id } = await engine.call('case.open', { folder }, { examiner: by });
  return { id, folder, items, pages };
}

const view = ({ id }: Opened, examiner: Examiner): Promise<Case> =>
  engine.call('case.get', { case: id }, { examiner });

function circle({ pages }: Opened, ...labels: string[]): FindingInput {
  return {
    kind: 'observation',
    weight: null,
    comment: COMMENT,
    marks: labels.map((label) => ({
      page: pages.get(label)!,
      content: {
        shape: 'circle',
        places: [
          { x: 20, y: 20 },
          { x: 80, y: 70 },
        ],
        text: '',
      },
    })),
  };
}

const letterOn = (page: string, name: string): LetterInput => ({
  page,
  shape: 'box',
  places: [
    { x: 20, y: 20 },
    { x: 50, y: 60 },
  ],
  name,
});

const save = (of: Opened, examiner: Examiner, finding: FindingInput, id?: string): Promise<Finding> =>
  engine.call('finding.save', { case: of.id, ...(id && { id }), finding }, { examiner });

const advance = (of: Opened, examiner: Examiner, to: 'known' | 'scores'): Promise<Case> =>
  engine.call('unmasking.advance', { case: of.id, to }, { examiner });

const differences = async (of: Opened): Promise<string[]> =>
  (await engine.call('case.verify', { case: of.id }, { examiner: ada })).differences.map(
    ({ where, expected, found }) => `${where}: ${expected} / ${found}`,
  );

/** What a call is refused with; null where it passes. */
async function refusal(call: Promise<unknown>): Promise<{ code: string; message: string } | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof ChirographError) return { code: error.code, message: error.message };
    throw error;
  }
}

/** What each method does at each stage: it passes, is refused as veiled, or passes for questioned items alone. */
const passes = ['passes', 'passes', 'passes'] as const;
const fromKnown = ['veiled', 'passes', 'passes'] as const;
const fromScores = ['veiled', 'veiled', 'passes'] as const;
const questionedFirst = ['questioned', 'passes', 'passes'] as const;
const TABLE: Readonly<
  Record<MethodName, readonly ['passes' | 'veiled' | 'questioned', 'passes' | 'veiled', 'passes' | 'veiled']>
> = {
  'engine.info': passes,
  'examiner.get': passes,
  'examiner.save': passes,
  'folder.list': passes,
  'demo.create': passes,
  'model.list': passes,
  'model.get': passes,
  'model.add': passes,
  'model.remove': passes,
  'model.calibrate': passes,
  'population.list': passes,
  'population.add': passes,
  'population.remove': passes,
  'population.validation': passes,
  'validation.check': passes,
  'validation.run': passes,
  'scale.get': passes,
  'scale.set': passes,
  'laboratory.get': passes,
  'laboratory.save': passes,
  'support.lastCrash': passes,
  'support.dismissCrash': passes,
  'pair.run': passes,
  'case.open': passes,
  'case.get': passes,
  'case.useModel': passes,
  'case.usePopulation': passes,
  'case.close': passes,
  'case.recent': passes,
  'case.prepare': passes,
  'case.encode': passes,
  'case.erase': passes,
  'image.read': questionedFirst,
  'item.pages': questionedFirst,
  'item.assign': fromKnown,
  'word.exclude': questionedFirst,
  'word.edit': questionedFirst,
  'word.transcribe': questionedFirst,
  'word.attribute': questionedFirst,
  'hand.add': questionedFirst,
  'hand.assign': fromKnown,
  'page.resolution': questionedFirst,
  'view.process': questionedFirst,
  'picture.save': questionedFirst,
  'finding.list': passes,
  'finding.annotations': passes,
  'finding.save': questionedFirst,
  'finding.remove': passes,
  'letter.list': passes,
  'letter.save': questionedFirst,
  'letter.remove': passes,
  'signature.marked': passes,
  'signature.run': fromScores,
  'signature.list': fromScores,
  'comparison.run': fromScores,
  'comparison.list': fromScores,
  'search.run': fromScores,
  'search.list': fromScores,
  'chart.scores': fromScores,
  'chart.nearness': fromScores,
  'chart.why': fromScores,
  'form.get': fromScores,
  'form.save': fromScores,
  'report.export': fromScores,
  'report.list': fromScores,
  'report.review': fromScores,
  'report.reviewLost': fromScores,
  'case.verify': passes,
  'verify.run': passes,
  'journal.read': passes,
  'unmasking.begin': passes,
  'unmasking.advance': passes,
  'unmasking.end': fromScores,
  'unmasking.agreement': fromScores,
};

describe.each(UnmaskingStage.options)('to an examiner at the stage "%s"', (stage) => {
  it('every method does what the table says, and tells nothing that is veiled', async () => {
    const of = await open();
    // Another examiner has seen everything, and left what must not be seen.
    const theirs = await save(of, ada, circle(of, 'Q1'));
    const theirLetter = await engine.call(
      'letter.save',
      { case: of.id, letter: letterOn(of.pages.get('Q1')!, 'Fenwithy') },
      { examiner: ada },
    );
    await advance(of, ada, 'known');
    await advance(of, ada, 'scores');
    const own = { case: of.id };
    const sides = { questioned: [of.items.get('Q1')!], known: [of.items.get('K1')!] };
    const comparison = await engine.call('comparison.run', { ...own, ...sides }, { examiner: ada });
    await engine.call('search.run', { ...own, questioned: sides.questioned }, { examiner: ada });
    const form = await engine.call('form.get', own, { examiner: ada });
    await engine.call('form.save', { ...own, form: { ...form, opinion: COMMENT } }, { examiner: ada });
    const draft = await engine.call(
      'report.export',
      { ...own, comparisons: [comparison.id], searches: [] },
      { examiner: ada },
    );
    if (stage !== 'questioned') await advance(of, bo, 'known');
    if (stage === 'scores') await advance(of, bo, 'scores');

    const pages = await engine.call('item.pages', { ...own, item: of.items.get('K1')! }, { examiner: ada });
    const questioned = await engine.call(
      'item.pages',
      { ...own, item: of.items.get('Q1')! },
      { examiner: ada },
    );
    const [model] = await engine.call('model.list', {});
    const reports = await engine.call('report.list', own, { examiner: ada });
    const hash = 'a'.repeat(64);
    /** The arguments of a method about an item, by its label. */
    const about = (label: 'Q1' | 'K1'): Partial<Record<MethodName, object>> => {
      const item = of.items.get(label)!;
      const page = (label === 'K1' ? pages : questioned)[0]!;
      const word = page.words[0]!;
      return {
        'image.read': { ...own, image: page.image, maxSize: 16 },
        'item.pages': { ...own, item },
        'word.exclude': { ...own, words: [word.id], excluded: false },
        'word.edit': { ...own, page: page.id, kind: 'order' },
        'word.transcribe': { ...own, word: word.id, text: 'lane' },
        'word.attribute': { ...own, words: [word.id], hand: null },
        'hand.add': { ...own, item },
        'page.resolution': { ...own, pages: [page.id], resolution: null },
        'view.process': { ...own, page: page.id, tone: ORIGINAL },
        'picture.save': {
          ...own,
          picture: 'picture-0001',
          part: Buffer.from('<svg xmlns=""/>').toString('base64'),
          last: { shows: 'page', format: 'svg', name: label, items: [item] },
        },
        'finding.save': { ...own, finding: { ...circle(of, label), comment: 'mine' } },
        'letter.save': { ...own, letter: letterOn(page.id, 'b') },
      };
    };
    const calls: Readonly<Record<MethodName, object>> = {
      ...(about('K1') as Record<MethodName, object>),
      'engine.info': {},
      'examiner.get': {},
      'examiner.save': { examiner: bo },
      'folder.list': {},
      // A folder that is there is refused, for another reason.
      'demo.create': { folder: of.folder },
      'model.list': {},
      'model.get': { model: model!.sha256 },
      'model.add': { file: path.join(root, 'no-such.onnx') },
      'model.remove': { model: hash },
      'model.calibrate': { model: hash, file: null },
      'population.list': {},
      'population.add': { file: path.join(root, 'no-such.json') },
      'population.remove': { population: hash },
      'population.validation': { population: hash },
      'validation.check': { manifest: path.join(root, 'no-such.csv'), root: null, split: null },
      'validation.run': { manifest: path.join(root, 'no-such.csv'), root: null, split: null, model: hash },
      'scale.get': {},
      'scale.set': { scale: null },
      'laboratory.get': {},
      'laboratory.save': { laboratory: (await engine.call('laboratory.get', {})) as never },
      'support.lastCrash': {},
      'support.dismissCrash': {},
      'pair.run': { a: path.join(root, 'no.png'), b: path.join(root, 'no.png') },
      'case.open': { folder: of.folder },
      'case.get': own,
      'case.useModel': { ...own, model: model!.sha256 },
      'case.usePopulation': { ...own, population: null },
      'case.recent': {},
      'case.prepare': { ...own, items: [of.items.get('K1')!] },
      'case.encode': own,
      'case.erase': { ...own, kind: 'item', name: 'Q2', reason: 'request', dryRun: true },
      'item.assign': { ...own, items: [of.items.get('Q2')!], role: 'questioned' },
      'hand.assign': { ...own, hand: hash.slice(0, 36) },
      'finding.list': own,
      'finding.annotations': own,
      'finding.remove': { ...own, id: theirs.id },
      'letter.list': own,
      'letter.remove': { ...own, id: theirLetter.id },
      'signature.marked': own,
      'signature.run': { ...own, questioned: hash.slice(0, 36), references: [hash.slice(0, 36)] },
      'signature.list': own,
      'comparison.run': { ...own, ...sides },
      'comparison.list': own,
      'search.run': { ...own, questioned: sides.questioned },
      'search.list': own,
      'chart.scores': { ...own, comparison: comparison.id },
      'chart.nearness': own,
      'chart.why': { ...own, words: [pages[0]!.words[0]!.id, pages[0]!.words[1]!.id] },
      'form.get': own,
      'form.save': { ...own, form },
      'report.export': { ...own, comparisons: [], searches: [] },
      'report.list': own,
      'report.review': { ...own, report: reports[0]!.id, answers: approval },
      'report.reviewLost': { ...own, review: reports[0]!.id },
      'case.verify': own,
      'verify.run': { target: of.folder },
      'journal.read': own,
      'unmasking.begin': own,
      'unmasking.advance': { ...own, to: 'known' },
      'unmasking.end': { ...own, reason: 'other' },
      'unmasking.agreement': own,
      'case.close': own,
    };
    expect(Object.keys(calls).sort()).toEqual(Object.keys(methods).sort());
    const secrets = [
      ...(stage === 'scores'
        ? []
        : [String(comparison.score), COMMENT, theirs.id, theirLetter.id, comparison.statement]),
      ...(stage === 'questioned' ? ['Edda Marrow', 'Ruth Calder', 'known/'] : []),
    ];
    const told: string[] = [];
    const outcome = async (method: MethodName, args: object): Promise<'passes' | 'veiled'> => {
      const notes: string[] = [];
      const call = engine.call(method, args as never, {
        examiner: bo,
        onProgress: ({ note }) => notes.push(note),
      });
      const refused = await refusal(call);
      const answer = refused ?? ((await call) as unknown);
      const text = answer instanceof Object ? JSON.stringify({ answer, notes }) : '';
      for (const secret of secrets) if (text.includes(secret)) told.push(`${method}: ${secret}`);
      return refused?.code === 'veiled' ? 'veiled' : 'passes';
    };
    // Going on, ending and closing come last; opening again leaves the same case open.
    const last: MethodName[] = ['unmasking.end', 'case.close'];
    const inOrder = (Object.keys(calls) as MethodName[]).sort((a, b) => last.indexOf(a) - last.indexOf(b));
    const found: Record<string, string> = {};
    for (const method of inOrder) {
      if (method === 'unmasking.advance' && stage === 'questioned') {
        // It would be the end of the stage.
        found[method] = 'passes';
        continue;
      }
      found[method] = await outcome(method, calls[method]);
      const ofQuestioned = about('Q1')[method];
      if (ofQuestioned !== undefined && found[method] === 'veiled') {
        found[method] = (await outcome(method, ofQuestioned)) === 'passes' ? 'questioned' : 'veiled';
      }
    }
    const at = UnmaskingStage.options.indexOf(stage);
    const expected = Object.fromEntries(Object.entries(TABLE).map(([method, row]) => [method, row[at]!]));
    expect(found).toEqual(expected);
    expect(told).toEqual([]);
    expect(draft.pages).toBeGreaterThan(0);
  });
});

it('shows an examiner at first questioned items alone, and of others that they are there', async () => {
  const of = await open(bo);
  const seen = await view(of, bo);
  expect(seen.unmasking).toMatchObject({
    stage: 'questioned',
    ended: null,
    begun: { by: 'Ada Example' },
    examiners: [
      { name: 'Ada Example', stage: 'questioned', before: false },
      { name: 'Bo Other', stage: 'questioned' },
    ],
  });
  expect(seen.writers).toEqual([]);
  expect(
    seen.items.map(({ label, veiled, thumbnail, words }) => [label, veiled, thumbnail === null, words > 0]),
  ).toEqual([
    ['Q1', undefined, false, true],
    ['Q2', undefined, false, true],
    ['K1', true, true, false],
    ['K2', true, true, false],
  ]);
  const item = of.items.get('K1')!;
  for (const image of [`thumb-${item}`, `page-${of.pages.get('K1')!}`]) {
    expect(await refusal(engine.call('image.read', { case: of.id, image }, { examiner: bo }))).toMatchObject({
      code: 'veiled',
      message: expect.stringContaining('until you have locked what you found in the questioned items'),
    });
  }
  await advance(of, bo, 'known');
  const then = await view(of, bo);
  expect(then.writers.map(({ name }) => name)).toEqual(['Edda Marrow', 'Ruth Calder']);
  expect(then.items.every(({ veiled }) => veiled === undefined)).toBe(true);
  // Whoever else looks sees what they saw before.
  expect((await view(of, ada)).writers).toEqual([]);
});

it('whoever names nobody sees what the examiner of this computer may see', async () => {
  const of = await open();
  await engine.call('examiner.save', { examiner: ada });
  await advance(of, ada, 'known');
  expect((await engine.call('case.get', { case: of.id })).writers).toHaveLength(2);
  await engine.call('examiner.save', { examiner: { ...bo, name: 'Cleo Third' } });
  expect((await engine.call('case.get', { case: of.id })).writers).toEqual([]);
  await engine.call('examiner.save', { examiner: { ...ada, role: 'head of the laboratory' } });
  expect((await engine.call('case.get', { case: of.id })).writers).toHaveLength(2);
});

it('a lock is for good: what comes after it is a finding of its own that names it', async () => {
  const of = await open();
  const first = await save(of, ada, circle(of, 'Q1'));
  expect(first.made).toEqual({ by: 'Ada Example', own: true, locked: null, after: null });
  const { unmasking } = await advance(of, ada, 'known');
  const [lock] = unmasking!.examiners[0]!.locks;
  expect(lock).toMatchObject({ opened: 'known', findings: [1] });
  for (const call of [
    save(of, ada, { ...circle(of, 'Q1'), comment: 'other' }, first.id),
    engine.call('finding.remove', { case: of.id, id: first.id }, { examiner: ada }),
    engine.call(
      'page.resolution',
      { case: of.id, pages: [of.pages.get('Q1')!], resolution: { dpi: 200, source: 'hand' } },
      { examiner: ada },
    ),
  ]) {
    expect(await refusal(call)).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('lock'),
    });
  }
  const second = await save(of, ada, circle(of, 'Q1', 'K1'));
  expect(second.made).toEqual({ by: 'Ada Example', own: true, locked: null, after: lock!.line });
  // Reached is reached: a second press is no second lock.
  const again = await advance(of, ada, 'known');
  expect(again.unmasking!.examiners[0]!.locks).toHaveLength(1);
  await advance(of, ada, 'scores');
  const found = await engine.call('finding.list', { case: of.id }, { examiner: ada });
  expect(found.map(({ made }) => made!.locked?.line !== undefined)).toEqual([true, true]);
  expect(await differences(of)).toEqual([]);
});

it('one stage follows the other', async () => {
  const of = await open();
  expect(await refusal(advance(of, ada, 'scores'))).toMatchObject({ code: 'invalid-arguments' });
  expect((await view(of, ada)).unmasking!.stage).toBe('questioned');
});

it('a second examiner works blind, and both are seen once both have locked', async () => {
  const of = await open();
  const list = async (examiner: Examiner): Promise<number[]> =>
    (await engine.call('finding.list', { case: of.id }, { examiner })).map(({ number }) => number);
  await save(of, ada, circle(of, 'Q1'));
  const hers = await save(of, ada, circle(of, 'Q2'));
  await save(of, bo, circle(of, 'Q1'));
  expect([await list(ada), await list(bo)]).toEqual([[1, 2], [3]]);
  await advance(of, ada, 'known');
  await advance(of, ada, 'scores');
  // She has locked hers, and would lead him; he has not locked his, and would be led.
  expect([await list(ada), await list(bo)]).toEqual([[1, 2], [3]]);
  expect((await view(of, bo)).unmasking!.examiners[0]!.locks.map(({ findings }) => findings)).toEqual([
    null,
    [],
  ]);
  await advance(of, bo, 'known');
  await advance(of, bo, 'scores');
  expect([await list(ada), await list(bo)]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect(await refusal(save(of, bo, circle(of, 'Q2'), hers.id))).toMatchObject({
    code: 'not-allowed',
    message: expect.stringContaining("another examiner's"),
  });
  expect(await differences(of)).toEqual([]);
});

it('is set only while nothing has been seen, and says who had the case open before', async () => {
  const folder = path.join(root, 'seen');
  await makeSmallCase(folder, 1);
  const first = await engine.call('case.open', { folder }, { examiner: ada });
  expect(first.unmasking ?? null).toBe(null);
  await engine.call('case.prepare', { case: first.id }, { examiner: ada });
  await engine.call('unmasking.begin', { case: first.id }, { examiner: bo });
  const begun = await engine.call('unmasking.begin', { case: first.id }, { examiner: bo });
  expect(begun.unmasking!.examiners.map(({ name, before }) => [name, before])).toEqual([
    ['Ada Example', true],
    ['Bo Other', false],
  ]);

  const compared = path.join(root, 'compared');
  await makeSmallCase(compared, 1);
  const { id, items } = await engine.call('case.open', { folder: compared }, { examiner: ada });
  await engine.call('case.prepare', { case: id }, { examiner: ada });
  const side = (role: string): string[] => [items.find((item) => item.role === role)!.id];
  await engine.call(
    'comparison.run',
    { case: id, questioned: side('questioned'), known: side('known') },
    { examiner: ada },
  );
  const refused = { code: 'invalid-arguments', message: expect.stringContaining('cannot be unseen') };
  expect(await refusal(engine.call('unmasking.begin', { case: id }, { examiner: bo }))).toMatchObject(
    refused,
  );
  expect(
    await refusal(engine.call('case.open', { folder: compared, unmasking: true }, { examiner: bo })),
  ).toMatchObject(refused);
});

it('is ended for everybody by one who sees everything, and not begun again', async () => {
  const of = await open();
  const end = (examiner: Examiner): Promise<Case> =>
    engine.call('unmasking.end', { case: of.id, reason: 'completed' }, { examiner });
  const theirs = await save(of, ada, circle(of, 'Q1'));
  expect(await refusal(end(ada))).toMatchObject({ code: 'veiled' });
  await advance(of, ada, 'known');
  await advance(of, ada, 'scores');
  expect((await end(ada)).unmasking).toMatchObject({ stage: 'scores', ended: { by: 'Ada Example' } });
  expect((await view(of, bo)).unmasking!.stage).toBe('scores');
  expect(await engine.call('finding.list', { case: of.id }, { examiner: bo })).toHaveLength(1);
  expect(await refusal(save(of, ada, circle(of, 'Q2'), theirs.id))).toMatchObject({ code: 'not-allowed' });
  expect(await refusal(engine.call('unmasking.begin', { case: of.id }, { examiner: ada }))).toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringContaining('was ended'),
  });
  expect(await differences(of)).toEqual([]);
});

it('a report says what was seen when, and verification reads the same from the journal', async () => {
  const of = await open();
  const own = { case: of.id };
  await save(of, ada, circle(of, 'Q1'));
  await save(of, bo, { ...circle(of, 'Q1'), kind: 'difference' });
  await save(of, bo, circle(of, 'Q2'));
  for (const who of [ada, bo]) await advance(of, who, 'known');
  await save(of, ada, circle(of, 'Q1', 'K1'));
  for (const who of [ada, bo]) await advance(of, who, 'scores');
  const agreement = await engine.call('unmasking.agreement', own, { examiner: bo });
  expect(agreement).toEqual([
    {
      first: 'Ada Example',
      second: 'Bo Other',
      rows: [
        { relation: 'other-kind', first: 1, second: 2, places: [{ item: 'Q1', page: 0 }] },
        { relation: 'other-kind', first: 4, second: 2, places: [{ item: 'Q1', page: 0 }] },
        { relation: 'only-second', first: null, second: 3, places: [{ item: 'Q2', page: 0 }] },
      ],
    },
  ]);
  const { pdf, json } = await engine.call(
    'report.export',
    { ...own, comparisons: [], searches: [] },
    { examiner: ada },
  );
  const text = (await readPdf(await readFile(pdf))).text.replace(/\s+/g, ' ');
  expect(text).toContain('What was seen when');
  expect(text).toContain('Independent findings beside each other');
  expect(text).toMatch(/finding 4 \(after line \d+\)/);
  const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
  expect(document.unmasking?.agreement).toEqual(agreement);
  const verify = async (file: string): Promise<string> =>
    (await engine.call('verify.run', { target: file, folder: of.folder }, { examiner: ada })).differences
      .map(({ where }) => where)
      .join('\n');
  expect(await verify(json)).toBe('');
  const forged = path.join(path.dirname(json), 'forged.json');
  const [first] = document.unmasking!.examiners;
  first!.locks[0]!.at = '2026-01-01T00:00:00.000Z';
  document.findings![0]!.made!.after = 3;
  document.unmasking!.agreement[0]!.rows[0]!.relation = 'agree';
  await writeFile(forged, JSON.stringify(document));
  const found = await verify(forged);
  expect(found).toContain('sequential unmasking: examiners and their locks');
  expect(found).toContain('sequential unmasking: finding 1');
  expect(found).toContain('independent findings beside each other');
});

it('a call that waited for its turn is admitted anew when it comes', async () => {
  const folder = path.join(root, 'turns');
  await makeSmallCase(folder, 1);
  const { id, items } = await engine.call('case.open', { folder }, { examiner: ada });
  const named = (role: string): string[] => [items.find((item) => item.role === role)!.id];
  const sides = { questioned: named('questioned'), known: named('known') };
  const [, , ...waited] = await Promise.all([
    engine.call('case.prepare', { case: id }, { examiner: ada }),
    engine.call('unmasking.begin', { case: id }, { examiner: ada }),
    refusal(engine.call('comparison.run', { case: id, ...sides }, { examiner: bo })),
    refusal(engine.call('report.export', { case: id, comparisons: [], searches: [] }, { examiner: bo })),
  ]);
  expect(waited.map((refused) => refused?.code)).toEqual(['veiled', 'veiled']);
  expect((await engine.call('journal.read', { case: id })).entries[0]!.action).toBe('unmasking.begin');
});

it('a report waits for every examiner whose findings it would show', async () => {
  const of = await open();
  const report = (): Promise<unknown> =>
    engine.call('report.export', { case: of.id, comparisons: [], searches: [] }, { examiner: ada });
  await save(of, ada, circle(of, 'Q1'));
  await advance(of, ada, 'known');
  await advance(of, ada, 'scores');
  await save(of, bo, circle(of, 'Q1'));
  const refused = await refusal(report());
  expect(refused).toMatchObject({ code: 'veiled', message: expect.stringContaining('Bo Other') });
  expect(refused!.message).not.toContain(COMMENT);
  expect(refused!.message).not.toContain('Ada Example');
  await advance(of, bo, 'known');
  expect(await refusal(report())).toMatchObject({ code: 'veiled' });
  await advance(of, bo, 'scores');
  expect(await refusal(report())).toBe(null);
});

it('a finding that was taken away is still its examiner’s', async () => {
  const of = await open();
  const theirs = await save(of, ada, circle(of, 'Q1'));
  await engine.call('finding.remove', { case: of.id, id: theirs.id }, { examiner: ada });
  expect(await refusal(save(of, bo, circle(of, 'Q1'), theirs.id))).toMatchObject({ code: 'not-found' });
  expect(await refusal(save(of, ada, circle(of, 'Q1'), theirs.id))).toBe(null);
});

it('of what another has locked, a refusal and a verification tell nothing', async () => {
  const of = await open();
  await save(of, ada, circle(of, 'Q1'));
  await advance(of, ada, 'known');
  const pages = [of.pages.get('Q1')!];
  const refused = await refusal(
    engine.call('page.resolution', { case: of.id, pages, resolution: null }, { examiner: bo }),
  );
  expect(refused).toMatchObject({ code: 'not-allowed' });
  expect(refused!.message).not.toMatch(/finding|lock|measure/);
  const { checked } = await engine.call('case.verify', { case: of.id }, { examiner: bo });
  expect(Object.keys(checked).sort()).toEqual(['embeddings', 'files', 'journalEntries', 'words']);
});

it('a questioned item that lay among known ones does not tell by its path whose they are', async () => {
  const of = await open();
  await advance(of, ada, 'known');
  await engine.call(
    'item.assign',
    { case: of.id, items: [of.items.get('K1')!], role: 'questioned' },
    { examiner: ada },
  );
  await engine.call(
    'hand.add',
    { case: of.id, item: of.items.get('Q1')!, writer: 'Fen Carr' },
    { examiner: ada },
  );
  const seen = await view(of, bo);
  const moved = seen.items.find(({ id }) => id === of.items.get('K1'))!;
  expect([moved.path, moved.veiled]).toEqual(['veiled', undefined]);
  const { entries } = await engine.call('journal.read', { case: of.id }, { examiner: bo });
  const told = entries.filter(({ veiled }) => veiled !== true).map(({ action }) => action);
  for (const action of ['item.assign', 'hand.add', 'writer.add']) expect(told).not.toContain(action);
});

it('a signature of a further hand on a questioned item does not tell whose that hand is', async () => {
  const of = await open();
  await advance(of, ada, 'known');
  const own = { case: of.id };
  const item = of.items.get('Q1')!;
  const by = { examiner: ada };
  const hand = await engine.call('hand.add', { ...own, item, writer: 'Fen Carr' }, by);
  const [page] = await engine.call('item.pages', { ...own, item }, by);
  const words = page!.words.slice(0, 2).map(({ id }) => id);
  await engine.call('word.exclude', { ...own, words, excluded: true, reason: 'signature' }, by);
  await engine.call('word.attribute', { ...own, words: words.slice(0, 1), hand: hand.id }, by);
  const seenBy = async (examiner: Examiner): Promise<unknown[]> =>
    (await engine.call('signature.marked', own, { examiner })).map(({ label, role, writer }) => [
      label,
      role,
      writer,
    ]);
  expect(await seenBy(ada)).toContainEqual([hand.label, 'known', hand.writer]);
  expect(await seenBy(bo)).toEqual([
    [hand.label, 'questioned', null],
    ['Q1', 'questioned', null],
  ]);
});

it('letters on questioned items are locked with findings, and those after it name the lock', async () => {
  const of = await open();
  const mark = (name: string, id?: string): Promise<{ id: string }> =>
    engine.call(
      'letter.save',
      { case: of.id, ...(id && { id }), letter: letterOn(of.pages.get('Q1')!, name) },
      { examiner: ada },
    );
  const first = await mark('a');
  await advance(of, ada, 'known');
  for (const call of [
    mark('b', first.id),
    engine.call('letter.remove', { case: of.id, id: first.id }, { examiner: ada }),
  ]) {
    expect(await refusal(call)).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('was locked'),
    });
  }
  await mark('c');
  const { entries } = await engine.call('journal.read', { case: of.id }, { examiner: ada });
  const [saved, lock] = entries;
  expect(saved!.action).toBe('letter.save');
  expect(JSON.parse(saved!.parameters)).toMatchObject({ after: lock!.sequence });
  expect(JSON.parse(lock!.parameters)).toMatchObject({ letters: [{ letter: first.id }] });
  await advance(of, ada, 'scores');
  expect(await differences(of)).toEqual([]);
  await engine.call('case.close', { case: of.id });
  const store = await openCaseStore(of.folder, { examiner: ada, software: 'test' });
  store.saveLetter(ada, first.id, letterOn(of.pages.get('Q1')!, 'd'));
  store.saveLetter(bo, undefined, letterOn(of.pages.get('K1')!, 'e'));
  store.addHand(bo, of.items.get('Q1')!, 'Fen Carr');
  store.close();
  const { id } = await engine.call('case.open', { folder: of.folder }, { examiner: ada });
  const found = (await differences({ ...of, id })).join('\n');
  expect(found).toMatch(/letter \S+ as journal line \d+ locked it \/ altered after it was locked/);
  expect(found).toMatch(/marks on questioned items alone \/ a mark on an item that was veiled/);
  expect(found).toMatch(/questioned items alone in hand \/ hand.add of what was veiled/);
  expect(found.split('\n')).toHaveLength(3);
});

it('verification names what the journal cannot have come to, written below the gate', async () => {
  const of = await open();
  const first = await save(of, ada, circle(of, 'Q1'));
  await advance(of, ada, 'known');
  await engine.call('case.close', { case: of.id });
  const store = await openCaseStore(of.folder, { examiner: ada, software: 'test' });
  store.saveFinding(ada, first.id, { ...circle(of, 'Q1'), comment: 'altered' });
  store.saveFinding(bo, undefined, circle(of, 'K1'));
  store.recordProcessing(bo, of.pages.get('K1')!, ORIGINAL);
  store.saveForm(ada, store.form());
  store.resolve(ada, [of.pages.get('Q1')!], { dpi: 150, source: 'hand' });
  store.close();
  const { id } = await engine.call('case.open', { folder: of.folder }, { examiner: ada });
  await advance({ ...of, id }, ada, 'scores');
  const found = (await differences({ ...of, id })).join('\n');
  expect(found).toMatch(/finding 1 as journal line \d+ locked it \/ altered after it was locked/);
  expect(found).toMatch(/marks on questioned items alone \/ a mark on an item that was veiled/);
  expect(found).toMatch(/questioned items alone in hand \/ view.process of what was veiled/);
  expect(found).toMatch(/own findings locked before \/ an examiner who saw no scores yet/);
  expect(found).toMatch(/the resolution that finding 1 was measured by/);
  expect(found.split('\n')).toHaveLength(5);
});

it('a locked finding changed in the tables is named', async () => {
  const of = await open();
  await save(of, ada, circle(of, 'Q1'));
  await advance(of, ada, 'known');
  await advance(of, ada, 'scores');
  await engine.call('case.close', { case: of.id });
  const database = new Database(path.join(of.folder, 'case.chirograph'));
  database.exec("UPDATE finding SET kind = 'similarity'");
  database.close();
  const { id } = await engine.call('case.open', { folder: of.folder }, { examiner: ada });
  expect((await differences({ ...of, id })).join('\n')).toMatch(/^finding 1: /);
});
