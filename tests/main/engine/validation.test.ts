/** Likelihood ratios measured on a laboratory's own material by the engine: looked at, measured, cancelled and kept. */
import { appendFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Progress } from '../../../src/contract/methods.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { writeMaterial } from './written-material.ts';

let root: string;
let table: string;
let engine: LocalEngine;
let model: string;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-validation-'));
  table = await writeMaterial(path.join(root, 'material'), 6, 4, {
    medium: 'ballpoint',
    script: 'Latin',
    resolution: '150',
  });
  engine = await createEngine({
    userData: path.join(root, 'user'),
    roots: [path.join(root, 'material')],
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  model = (await engine.call('model.list', {})).find((each) => each.default)!.sha256;
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

const check = (manifest = table, split: string | null = null) =>
  engine.call('validation.check', { manifest, root: null, split });
const populations = (): string[] => {
  try {
    return readdirSync(path.join(root, 'user', 'populations'));
  } catch {
    return [];
  }
};

it('says what a table holds before an image is read, and what is missing', async () => {
  expect(await check()).toMatchObject({
    name: 'ours',
    rows: 25,
    splits: [],
    sets: [
      {
        dataset: 'ours',
        words: 24,
        pages: 0,
        others: 1,
        writers: 6,
        transcribed: 24,
        withoutSheet: 24,
        missing: 0,
      },
    ],
    shared: [],
    missing: [],
    absent: ['forger', 'sheet', 'split', 'note', 'word_head'],
  });
  const other = path.join(root, 'material', 'other.csv');
  writeFileSync(
    other,
    'path,dataset,kind,writer,split\nimages/0-0.png,a,word,w,one\nno.png,a,page,w,two\nnor.png,b,word,v,two\n',
  );
  expect(await check(other)).toMatchObject({
    rows: 3,
    splits: ['one', 'two'],
    missing: ['no.png', 'nor.png'],
  });
  expect(await check(other, 'two')).toMatchObject({
    rows: 2,
    splits: ['one', 'two'],
    sets: [
      { dataset: 'a', words: 0, pages: 1, missing: 1 },
      { dataset: 'b', words: 1, pages: 0, missing: 1 },
    ],
  });
  writeFileSync(
    other,
    'path,dataset,kind,writer,sheet\n1.png,a,word,w,s\n2.png,b,word,w,\n3.png,b,page,w,\n4.png,c,word,v,\n5.png,b,character,v,\n',
  );
  expect(await check(other)).toMatchObject({
    sets: [{ withoutSheet: 0 }, { withoutSheet: 1 }, { withoutSheet: 1 }],
    shared: [{ datasets: ['a', 'b'], writers: 1, names: ['w'] }],
  });
  writeFileSync(other, 'path,dataset,writer\na.png,a,w\n');
  await expect(check(other)).rejects.toMatchObject({
    code: 'format-not-read',
    message: expect.stringContaining('line 1: the header lacks kind') as string,
  });
});

it('goes nowhere that the window may not go', async () => {
  const outside = path.join(root, 'outside.csv');
  writeFileSync(outside, 'path,dataset,kind,writer\n');
  await expect(check(outside)).rejects.toMatchObject({ code: 'not-allowed' });
  const away = path.join(root, 'material', 'away.csv');
  for (const named of ['../outside.png', 'images/link.png']) {
    writeFileSync(away, `path,dataset,kind,writer\n${named},a,word,w\n`);
    if (named.includes('link')) {
      symlinkSync(path.join(root, 'outside.csv'), path.join(root, 'material', 'images', 'link.png'));
    }
    await expect(check(away)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      engine.call('validation.run', { manifest: away, root: null, split: null, model }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  }
});

it('measures the table that was looked at, and no other that lies there since', async () => {
  const changing = path.join(root, 'material', 'changing.csv');
  writeFileSync(changing, 'path,dataset,kind,writer\nimages/0-0.png,a,word,w\n');
  const { manifest } = await check(changing);
  appendFileSync(changing, 'images/0-1.png,a,word,w\n');
  const args = { manifest: changing, table: manifest, root: null, split: null, model };
  await expect(engine.call('validation.run', args)).rejects.toMatchObject({
    code: 'file-changed',
    message: expect.stringMatching(/^changing\.csv is not the table that was looked at/u) as string,
  });
});

it('ends a run at once that is cancelled while it waits for another, and a look while it looks', async () => {
  const args = { manifest: table, root: null, split: null, model };
  const [first, second] = [new AbortController(), new AbortController()];
  const running = engine.call('validation.run', args, {
    signal: first.signal,
    onProgress: () => second.abort(),
  });
  const waiting = engine.call('validation.run', args, { signal: second.signal });
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  const others = await Promise.race([running.catch(() => 'ended'), Promise.resolve('running')]);
  expect(others).toBe('running');
  first.abort();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  const looked = new AbortController();
  looked.abort();
  await expect(
    engine.call('validation.check', { manifest: table, root: null, split: null }, { signal: looked.signal }),
  ).rejects.toMatchObject({ code: 'cancelled' });
});

it('keeps nothing of a run that is cancelled while it measures', async () => {
  const controller = new AbortController();
  const run = engine.call(
    'validation.run',
    { manifest: table, root: null, split: null, model },
    {
      signal: controller.signal,
      onProgress: ({ unit }) => {
        if (unit === 'steps') controller.abort();
      },
    },
  );
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  expect(populations()).toEqual([]);
});

it('measures, and keeps what was fitted with what was measured as a population that cases can choose', async () => {
  appendFileSync(table, 'images/gone.png,ours,word,writer 0,gone,,pencil,,300\n');
  const seen: Progress[] = [];
  const { manifest: looked } = await check();
  const outcome = await engine.call(
    'validation.run',
    {
      manifest: table,
      table: looked,
      root: null,
      split: null,
      datasets: ['ours'],
      model,
      name: 'our writers',
    },
    { onProgress: (progress) => seen.push(progress) },
  );
  expect(outcome.failed).toMatchObject([{ path: 'images/gone.png' }]);
  expect(new Set(seen.map(({ unit }) => unit))).toEqual(new Set(['images', 'steps']));
  for (const unit of ['images', 'steps']) {
    const last = seen.findLast((each) => each.unit === unit)!;
    expect(last.done).toBe(last.total);
  }
  expect(populations()).toEqual([`${outcome.population}.json`]);
  const listed = (await engine.call('population.list', {})).find(
    ({ sha256 }) => sha256 === outcome.population,
  );
  expect(listed).toMatchObject({
    name: 'our writers',
    origin: 'own',
    writers: 6,
    datasets: ['ours'],
    material: {
      medium: {
        values: [{ value: 'ballpoint', images: 24 }],
        notStated: 0,
      },
      script: { values: [{ value: 'Latin', images: 24 }], notStated: 0 },
      // Of what was measured: the image that is gone would be of 300.
      resolution: { range: { least: 150, most: 150 }, notStated: 0 },
      sheets: { words: 24, notNamed: 24 },
    },
    command: 'chirograph validate ours.csv --dataset ours --seed 1 --name "our writers"',
  });
  const validation = await engine.call('population.validation', { population: outcome.population });
  expect(validation).toMatchObject({
    failed: 1,
    datasets: [{ dataset: 'ours', images: 24, writers: 6 }],
  });
  const [band] = validation!.bands;
  expect(band).toMatchObject({ kind: 'common-source', least: 1, most: 1 });
  expect(band!.pooled.writers).toEqual({ same: 6, different: 6 });
  // Of the same ratios as the population states.
  expect(band!.pooled.cllr).toBeCloseTo(listed!.bands[0]!.cllr, 4);
  expect(band!.pooled.intervals.cllr![0]).toBeLessThanOrEqual(band!.pooled.intervals.cllr![1]);
  expect(band!.pooled.curves.tippett[0]).toEqual({ log10Lr: -2.5, same: 1, different: 1 });

  const shipped = (await engine.call('population.list', {})).find(({ origin }) => origin === 'model')!;
  expect(await engine.call('population.validation', { population: shipped.sha256 })).toBeNull();
});
