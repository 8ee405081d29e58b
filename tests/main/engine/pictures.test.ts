/** Pictures that the window draws, through the real engine: put together, written beside the reports, entered, pointed out by an erasure. */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PictureFacts, SavedPicture } from '../../../src/contract/pictures.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
let folder: string;
let engine: LocalEngine;
let id: string;
let item: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-pictures-'));
  folder = path.join(root, 'case');
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  const blank = sharp({ create: { width: 40, height: 30, channels: 3, background: '#fff' } });
  await sharp(await blank.png().toBuffer()).toFile(await made('questioned', 'one.png'));
  const opened = await engine.call('case.open', { folder }, as);
  [id, item] = [opened.id, opened.items[0]!.id];
});
afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

async function made(...inside: string[]): Promise<string> {
  const file = path.join(folder, ...inside);
  await mkdir(path.dirname(file), { recursive: true });
  return file;
}

const facts = (change: Partial<PictureFacts> = {}): PictureFacts => ({
  shows: 'page',
  format: 'png',
  name: 'Q1 page 1',
  items: [item],
  ...change,
});

async function save(bytes: Buffer, last: PictureFacts, size = 512 * 1024): Promise<SavedPicture | null> {
  let saved: SavedPicture | null = null;
  for (let from = 0; from < bytes.length; from += size) {
    const part = bytes.subarray(from, from + size).toString('base64');
    const isLast = from + size >= bytes.length;
    const args = { case: id, picture: 'picture-0001', part, last: isLast ? last : null };
    ({ saved } = await engine.call('picture.save', args, as));
  }
  return saved;
}

it('a picture that came in parts is written whole beside the reports, never over another, and entered by its hash', async () => {
  const noise = randomBytes(900 * 700 * 3);
  const png = await sharp(noise, { raw: { width: 900, height: 700, channels: 3 } })
    .png()
    .toBuffer();
  expect(png.length).toBeGreaterThan(512 * 1024);
  const first = (await save(png, facts()))!;
  const second = (await save(png, facts()))!;
  expect(path.dirname(first.file)).toBe(path.join(folder, 'reports'));
  expect(path.basename(first.file)).toMatch(/^picture-\d{8}-\d{4} Q1 page 1\.png$/);
  expect(second.file).not.toBe(first.file);
  expect((await readFile(first.file)).equals(png)).toBe(true);
  expect(first.sha256).toBe(createHash('sha256').update(png).digest('hex'));
  const { entries } = await engine.call('journal.read', { case: id });
  const [line] = entries.filter(({ action }) => action === 'picture.save');
  expect(line!.subjects).toEqual([item]);
  expect(JSON.parse(line!.parameters)).toEqual({
    shows: 'page',
    format: 'png',
    sha256: first.sha256,
    bytes: png.length,
  });
  expect((await engine.call('case.verify', { case: id })).differences).toEqual([]);
  // What lies in the reports folder is no evidence.
  expect((await engine.call('case.open', { folder }, as)).items).toHaveLength(1);
});

it('takes nothing that is not the picture it is called, and no name that leads elsewhere', async () => {
  const before = await readdir(path.join(folder, 'reports'));
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  const refused = async (bytes: Buffer, last: PictureFacts): Promise<void> => {
    await expect(save(bytes, last)).rejects.toMatchObject({ code: 'invalid-arguments' });
  };
  await refused(svg, facts());
  await refused(Buffer.from('#!/bin/sh'), facts({ format: 'svg' }));
  await refused(svg, facts({ format: 'svg', name: '../../evil' }));
  expect(await readdir(path.join(folder, 'reports'))).toEqual(before);
  expect(await save(svg, facts({ format: 'svg', shows: 'figure', items: [] }))).not.toBeNull();
});

it('an erasure points out pictures that may show what is erased', async () => {
  const { remains } = await engine.call(
    'case.erase',
    { case: id, kind: 'item', name: 'Q1', reason: 'request', dryRun: true },
    as,
  );
  const pictures = (await readdir(path.join(folder, 'reports'))).filter((name) =>
    name.startsWith('picture-'),
  );
  expect(pictures.length).toBeGreaterThan(2);
  for (const name of pictures) expect(remains.reports).toContain(`reports/${name}`);
});
