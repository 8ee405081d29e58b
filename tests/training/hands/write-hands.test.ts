import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeHands } from '../../../models/training/hands/write-hands.ts';
import { readManifest } from '../../../src/main/engine/evaluation/manifest.ts';

const HEADER = 'path,dataset,kind,writer,text,genuine,forger,medium,split,note,word_head';
/** Two forms of two words each: writer 1 is a train writer, writer 2 is one of dev. */
const LABELS = `${HEADER}
words-en/1-f1-01-01.png,words-en,word,words-en:1,one,,,,train,f1,train
words-en/1-f1-01-02.png,words-en,word,words-en:1,"two, too",,,,train,f1,unseen
words-en/2-f2-01-01.png,words-en,word,words-en:2,one,,,,dev,f2,train
words-en/2-f2-01-02.png,words-en,word,words-en:2,two,,,,calibration,f2,train
`;
const FORMS = ['1', '2'].map((writer) => ({
  form: `f${writer}`,
  writer,
  strokes: [
    [0, 0, 30, 90, 30, -80, 20, 70],
    [200, 10, 20, 80, 40, -60, 10, 60],
  ],
  lines: [{ id: `f${writer}-01`, words: [{ s: [0] }, { s: [1] }] }],
}));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chirograph-hands-'));
  await writeFile(path.join(folder, 'labels.csv'), LABELS);
  await writeFile(
    path.join(folder, 'strokes.gz'),
    gzipSync(FORMS.map((form) => JSON.stringify(form)).join('\n')),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, seed: number): Promise<string> {
  const out = path.join(folder, name);
  const count = await writeHands({
    manifest: path.join(folder, 'labels.csv'),
    strokes: path.join(folder, 'strokes.gz'),
    out,
    seed,
    // The fonts are no packages of the application: what they write is tested with one of its own.
    fonts: [],
    handsPerFont: 1,
    strokeWords: 10,
  });
  expect(count).toEqual({ fonts: 0, strokes: 2 });
  return out;
}

async function digest(out: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(out, { recursive: true })).sort()) {
    if (path.extname(name) !== '') hash.update(name).update(await readFile(path.join(out, name)));
  }
  return hash.digest('hex');
}

describe('written material', () => {
  it('keeps writer, text and word_head of train rows and has none of dev or calibration', async () => {
    const out = await write('out', 7);
    const file = path.join(out, 'manifest.csv');
    expect((await readFile(file, 'utf8')).split('\n')[0]).toBe(HEADER);
    const { rows } = await readManifest(file);
    expect(rows.map(({ writer, text, note, word_head }) => [writer, text, note, word_head])).toEqual([
      ['words-en:1', 'one', 'f1', 'train'],
      ['words-en:1', 'two, too', 'f1', 'unseen'],
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({ dataset: 'strokes', kind: 'word', split: 'train' });
      expect((await readFile(path.join(out, row.path))).length).toBeGreaterThan(100);
    }
  });

  it('is the same for the same seed, also where older material is replaced', async () => {
    const first = await digest(await write('first', 7));
    expect(await digest(await write('second', 8))).not.toBe(first);
    expect(await digest(await write('second', 7))).toBe(first);
  });
});
