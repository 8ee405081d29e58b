/** What is large and lawful: a folder of many files, and a page at the limit of pixels that packs into nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { flatPng } from './imaging/crafted.ts';
import { drawPage } from './imaging/drawn.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
let root: string;
let engine: LocalEngine;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-large-'));
  engine = await createEngine({ userData: path.join(root, 'user'), log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

it('opens a folder of 20,000 files, each an item', async () => {
  const folder = path.join(root, 'many');
  for (let box = 0; box < 100; box++) {
    const inside = path.join(folder, 'questioned', `box ${box}`);
    mkdirSync(inside, { recursive: true });
    for (let file = 0; file < 200; file++) writeFileSync(path.join(inside, `${file}.png`), `${box} ${file}`);
  }
  const view = await engine.call('case.open', { folder }, as);
  expect(view.items).toHaveLength(20_000);
  await engine.call('case.close', { case: view.id });
});

it('a page of 268 megapixels that is a few kilobytes costs the item beside it nothing', async () => {
  const folder = path.join(root, 'bomb');
  mkdirSync(path.join(folder, 'questioned'), { recursive: true });
  writeFileSync(path.join(folder, 'questioned', 'bomb.png'), flatPng(16_384, 16_384));
  const { image } = drawPage([
    [3, 6, 2],
    [7, 4, 5],
  ]);
  await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 1 } })
    .png()
    .toFile(path.join(folder, 'questioned', 'good.png'));
  const { id } = await engine.call('case.open', { folder }, as);
  await engine.call('case.prepare', { case: id }, as);
  const { items } = await engine.call('case.get', { case: id });
  const [bomb, good] = items;
  expect(good).toMatchObject({ path: 'questioned/good.png', preparation: 'ready', words: 6 });
  // Read as a blank page, or given up by a limit that the message names.
  expect(bomb!.problem).toMatchObject({
    code: expect.stringMatching(/^(no-writing|file-too-large|set-aside)$/) as string,
    message: expect.stringContaining('bomb.png') as string,
  });
});
