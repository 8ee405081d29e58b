import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRealCase } from '../../../../src/main/engine/demo/real-case.ts';

const WIDTH = 20;
const HEIGHT = 8;
const WORDS = 50;
const writers = ['dhsd:1', 'dhsd:4', 'dhsd:12', 'dhsd:30'];

let parent: string;
let root: string;
let manifest: string;
let folder: string;

/** Each word image has a grey of its own, so that its pixels can be found again on a page. */
const greyOf = (writer: number, word: number): number => writer * WORDS + word;

beforeAll(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'chirograph-real-test-'));
  root = path.join(parent, 'data');
  await mkdir(path.join(root, 'dhsd'), { recursive: true });
  const rows = ['path,dataset,kind,writer,text,genuine,forger,medium,split,note,word_head'];
  for (const [writer, name] of writers.entries()) {
    for (let word = 0; word < WORDS; word++) {
      const file = `dhsd/${writer}_${word}.png`;
      const pixels = Buffer.alloc(WIDTH * HEIGHT, greyOf(writer, word));
      await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } }).toFile(
        path.join(root, file),
      );
      rows.push(`${file},dhsd,word,${name},text ${writer} ${word},,,,dev,,train`);
      rows.push(`dhsd/missing.png,dhsd,word,dhsd:9,never,,,,train,,train`);
    }
  }
  manifest = path.join(root, 'manifest.csv');
  await writeFile(manifest, rows.join('\n'));
  folder = path.join(parent, 'case');
  await createRealCase(folder, manifest, root);
});

afterAll(() => rm(parent, { recursive: true, force: true }));

async function pagesOf(caseFolder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(caseFolder, { recursive: true });
  const pages = entries.filter((entry) => entry.endsWith('.png')).sort();
  return new Map(
    await Promise.all(
      pages.map(async (page): Promise<[string, Buffer]> => {
        const pixels = await sharp(path.join(caseFolder, page)).extractChannel(0).raw().toBuffer();
        return [page.split(path.sep).join('/'), pixels];
      }),
    ),
  );
}

/** The writers' numbers and the words' greys on a page, from its pixels alone. */
function wordsOn(pixels: Buffer): Map<number, number> {
  const areas = new Map<number, number>();
  for (const grey of pixels) if (grey !== 255) areas.set(grey, (areas.get(grey) ?? 0) + 1);
  return areas;
}

describe('the composed case', () => {
  it('has two pages for each known writer and three questioned ones', async () => {
    const pages = [...(await pagesOf(folder)).keys()];
    expect(pages.filter((page) => page.startsWith('questioned/'))).toHaveLength(3);
    const known = pages.filter((page) => page.startsWith('known/')).map((page) => page.split('/')[1]);
    expect(known).toHaveLength(6);
    expect(new Set(known).size).toBe(3);
  });

  it('puts 6 to 12 whole words of one writer on a page, on white, none of them twice in the case', async () => {
    const seen = new Set<number>();
    const writerOf = new Map<string, number>();
    for (const [page, pixels] of await pagesOf(folder)) {
      const areas = wordsOn(pixels);
      expect(areas.size).toBeGreaterThanOrEqual(6);
      expect(areas.size).toBeLessThanOrEqual(12);
      expect(new Set(areas.values())).toEqual(new Set([WIDTH * HEIGHT]));
      const on = new Set([...areas.keys()].map((grey) => Math.floor(grey / WORDS)));
      expect(on.size).toBe(1);
      writerOf.set(page, [...on][0]!);
      for (const grey of areas.keys()) {
        expect(seen.has(grey)).toBe(false);
        seen.add(grey);
      }
    }
    const known = new Map(
      [...writerOf].filter(([page]) => page.startsWith('known/')).map(([page, writer]) => [writer, page]),
    );
    expect(writerOf.get('questioned/page 1.png')).toBe(writerOf.get('questioned/page 2.png'));
    expect(known.has(writerOf.get('questioned/page 1.png')!)).toBe(true);
    expect(known.has(writerOf.get('questioned/page 3.png')!)).toBe(false);
    for (const [writer, page] of known) {
      expect(page).toContain(`known/${writers[writer]!.replace(':', ' ')}/`);
    }
  });

  it('is the same when composed again', async () => {
    const again = path.join(parent, 'again');
    await createRealCase(again, manifest, root);
    expect(await pagesOf(again)).toEqual(await pagesOf(folder));
    expect(await readFile(path.join(again, 'README.txt'), 'utf8')).toBe(
      await readFile(path.join(folder, 'README.txt'), 'utf8'),
    );
  });

  it('says whose data it is and states no resolution that nobody knows', async () => {
    const notice = await readFile(path.join(folder, 'README.txt'), 'utf8');
    expect(notice).toContain('REAL HANDWRITING');
    expect(notice).toContain('CC BY 4.0');
    const bytes = await readFile(path.join(folder, 'questioned', 'page 1.png'));
    expect(bytes.includes('pHYs')).toBe(false);
  });

  it('refuses a filled folder, a missing table and a table without the set', async () => {
    await expect(createRealCase(folder, manifest, root)).rejects.toMatchObject({ code: 'not-allowed' });
    const fresh = path.join(parent, 'fresh');
    await expect(createRealCase(fresh, path.join(root, 'none.csv'), root)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    const empty = path.join(root, 'empty.csv');
    await writeFile(empty, 'path,dataset,kind,writer,text,split\n');
    await expect(createRealCase(fresh, empty, root)).rejects.toMatchObject({ code: 'not-found' });
  });
});
