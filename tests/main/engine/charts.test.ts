/** Figures to look at, through the real engine. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHARTS, chartsNamed } from '../../../src/contract/chart-choice.ts';
import type { ReportDocument } from '../../../src/contract/report.ts';
import type { Comparison } from '../../../src/contract/results.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { makeSmallCase } from './small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
let engine: LocalEngine;
let id: string;
let comparison: Comparison;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-charts-'));
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  const folder = path.join(root, 'case');
  await makeSmallCase(folder, 1);
  const opened = await engine.call('case.open', { folder }, as);
  id = opened.id;
  await engine.call('case.prepare', { case: id }, as);
  await engine.call('case.encode', { case: id }, as);
  const of = (label: string): string[] => [opened.items.find((item) => item.label === label)!.id];
  comparison = await engine.call('comparison.run', { case: id, questioned: of('Q1'), known: of('K1') }, as);
});
afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

it('a comparison lies on its curves where its place in the population says', async () => {
  const curves = (await engine.call('chart.scores', { case: id, comparison: comparison.id }))!;
  const { population, writers, words, draws, samePairs, differentPairs } = comparison.reference!;
  expect(curves).toMatchObject({ population, writers, words, draws, samePairs, differentPairs });
  const { low, middle, high } = curves.drawn;
  expect(low).toBeLessThanOrEqual(middle);
  expect(middle).toBeLessThanOrEqual(high);
  for (const [side, percentile] of [
    ['same', comparison.reference!.samePercentile],
    ['different', comparison.reference!.differentPercentile],
  ] as const) {
    const shareAt = (score: number): number =>
      curves[side].findLast((each) => each.score <= score)?.share ?? 0;
    expect(percentile).toBeGreaterThanOrEqual(shareAt(low) - 0.1);
    expect(percentile).toBeLessThanOrEqual(shareAt(high) + 0.1);
  }
});

it('every two hands have one cosine, one by one and with each writer as one, and lie on a map', async () => {
  const { items, writers, map } = await engine.call('chart.nearness', { case: id });
  expect(items.hands.map(({ label, role }) => [label, role])).toEqual([
    ['Q1', 'questioned'],
    ['Q2', 'questioned'],
    ['K1', 'known'],
    ['K2', 'known'],
  ]);
  for (const { hands, leftOut, cosines } of [items, writers]) {
    expect(leftOut).toBe(0);
    expect(cosines.map(({ length }) => length)).toEqual(hands.map((_, row) => row));
    for (const value of cosines.flat()) expect(Math.abs(value)).toBeLessThanOrEqual(1.0001);
  }
  expect(items.cosines[2]![0]).toBeCloseTo(comparison.score, 6);
  expect(writers.hands.map(({ label }) => label)).toEqual(['Q1', 'Q2', 'Edda Marrow', 'Ruth Calder']);
  expect(map!.hands.map(({ label }) => label)).toEqual(['Q1', 'Q2', 'Edda Marrow', 'Ruth Calder']);
  expect(map!.shares[0] + map!.shares[1]).toBeLessThanOrEqual(1.000001);
});

it('shows no scores of a comparison that no longer stands, or is none', async () => {
  const [item] = (await engine.call('case.get', { case: id })).items;
  const [page] = await engine.call('item.pages', { case: id, item: item!.id });
  const exclude = (excluded: boolean): Promise<unknown> =>
    engine.call('word.exclude', { case: id, words: [page!.words[0]!.id], excluded }, as);
  await exclude(true);
  await expect(engine.call('chart.scores', { case: id, comparison: comparison.id })).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringContaining('no longer stands') as string,
  });
  await exclude(false);
  await expect(engine.call('chart.scores', { case: id, comparison: 'no-such-one' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('what the parts of two words give adds up to the cosine of their hands, from either word', async () => {
  for (const { questioned, known, writerCosine } of comparison.pairs.slice(0, 3)) {
    const why = await engine.call('chart.why', { case: id, words: [questioned, known] });
    expect(why.cosine).toBeCloseTo(writerCosine, 5);
    for (const { contributions } of why.words) {
      expect(contributions).toHaveLength(why.rows * why.columns);
      expect(contributions.reduce((sum, each) => sum + each, 0)).toBeCloseTo(why.cosine, 5);
    }
  }
});

it('the parts of a word are told where they lie on its page: where its crop shows ink, there is ink', async () => {
  const { questioned, known } = comparison.pairs[0]!;
  const { words, crop } = await engine.call('chart.why', { case: id, words: [questioned, known] });
  for (const { box, seen } of words) {
    const { onPage, inCrop } = seen!;
    expect(onPage.x).toBeGreaterThanOrEqual(box.x);
    expect(onPage.y).toBeGreaterThanOrEqual(box.y);
    expect(onPage.x + onPage.width).toBeLessThanOrEqual(box.x + box.width);
    expect(onPage.y + onPage.height).toBeLessThanOrEqual(box.y + box.height);
    // The crop keeps the shape of the writing and fills its margins one way.
    expect(inCrop.width / inCrop.height).toBeCloseTo(onPage.width / onPage.height, 0);
    expect(inCrop.width === crop.width - 6 || inCrop.height === crop.height - 6).toBe(true);
  }
});

it('a word that was drawn is explained as well, and one that is none is refused', async () => {
  const item = (await engine.call('case.get', { case: id })).items.find(({ label }) => label === 'Q2')!;
  const [page] = await engine.call('item.pages', { case: id, item: item.id });
  const [first, second] = page!.words;
  const right = Math.max(first!.box.x + first!.box.width, second!.box.x + second!.box.width);
  const [x, y] = [Math.min(first!.box.x, second!.box.x), Math.min(first!.box.y, second!.box.y)];
  const box = { x, y, width: right - x, height: Math.max(first!.box.height, second!.box.height) };
  const { added } = await engine.call(
    'word.edit',
    { case: id, page: page!.id, kind: 'draw', add: [{ box, outline: null }] },
    as,
  );
  const why = await engine.call('chart.why', { case: id, words: [added[0]!, page!.words[2]!.id] });
  expect(why.words[0].seen).not.toBeNull();
  expect(why.words[0].contributions.reduce((sum, each) => sum + each, 0)).toBeCloseTo(why.cosine, 5);
  await expect(
    engine.call('chart.why', { case: id, words: ['no-such-word', added[0]!] }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

it('a report holds the charts that it is asked for, which follow from the evidence and the journal', async () => {
  const { items } = await engine.call('case.get', { case: id });
  for (const { id: item } of items) {
    const [page] = await engine.call('item.pages', { case: id, item });
    const { x, y, height } = page!.words[0]!.box;
    const places = [
      { x, y },
      { x: x + height / 2, y: y + height },
    ];
    await engine.call(
      'letter.save',
      { case: id, letter: { page: page!.id, shape: 'box', places, name: 'a' } },
      as,
    );
  }
  const [standing] = await engine.call('comparison.list', { case: id });
  const again = await engine.call(
    'comparison.run',
    { case: id, questioned: standing!.questioned, known: standing!.known },
    as,
  );
  const { json } = await engine.call(
    'report.export',
    { case: id, comparisons: [again.id], searches: [], charts: chartsNamed(CHARTS) },
    as,
  );
  const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
  expect(Object.keys(document.charts!)).toEqual(['scores', 'pairs', 'nearness', 'letters']);
  expect(document.charts!.letters![0]!.letters).toHaveLength(items.length);
  expect((await engine.call('verify.run', { target: json }, as)).differences).toEqual([]);
});

it('a report is asked for the charts that the case form keeps, and encodes what a matrix needs', async () => {
  const form = await engine.call('form.get', { case: id });
  const charts = { scores: false, pairs: 0, matrix: true, map: false, withoutLetters: ['a'] };
  await engine.call('form.save', { case: id, form: { ...form, charts } }, as);
  // A word that is drawn has no vector yet.
  const [item] = (await engine.call('case.get', { case: id })).items;
  const [page] = await engine.call('item.pages', { case: id, item: item!.id });
  const { x, y, width, height } = page!.words[1]!.box;
  const add = [{ box: { x, y, width: width - 2, height }, outline: null }];
  await engine.call('word.edit', { case: id, page: page!.id, kind: 'draw', add }, as);
  const { json, missingCharts } = await engine.call(
    'report.export',
    { case: id, comparisons: [], searches: [] },
    as,
  );
  expect(missingCharts).toEqual([]);
  const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
  expect(Object.keys(document.charts!)).toEqual(['nearness']);
  expect(document.form).not.toHaveProperty('charts');
  expect((await engine.call('verify.run', { target: json }, as)).differences).toEqual([]);
});
