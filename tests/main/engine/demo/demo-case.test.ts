import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChirographError } from '../../../../src/contract/schema.ts';
import { createDemoCase, drawLetter } from '../../../../src/main/engine/demo/demo-case.ts';
import { HANDS } from '../../../../src/main/engine/demo/hands.ts';
import { LETTERS } from '../../../../src/main/engine/demo/letters.ts';

let parent: string;
let folder: string;

beforeAll(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'chirograph-demo-test-'));
  folder = path.join(parent, 'case');
  await createDemoCase(folder, { seed: 7 });
});

afterAll(() => rm(parent, { recursive: true, force: true }));

async function pixelHash(image: string | Buffer): Promise<string> {
  return createHash('sha256')
    .update(await sharp(image).raw().toBuffer())
    .digest('hex');
}

describe('the demo case', () => {
  it('holds the letters, the notice, and nothing else', async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      );
    expect(files.sort()).toEqual([...LETTERS.map((letter) => letter.path), 'SYNTHETIC.txt'].sort());
    expect(await readdir(parent)).toEqual(['case']);
  });

  it('states 300 pixels an inch in every file, and two pages in the TIFF', async () => {
    for (const letter of LETTERS) {
      const stated = await sharp(path.join(folder, letter.path)).metadata();
      expect({
        path: letter.path,
        format: stated.format,
        density: stated.density,
        pages: stated.pages ?? 1,
      }).toEqual({
        path: letter.path,
        format: letter.format,
        density: 300,
        pages: letter.pages.length,
      });
      const [width, height] = letter.sheet.map((side) => Math.round((side / 25.4) * 300));
      expect([stated.width, stated.height]).toEqual([width, height]);
    }
    expect(LETTERS.filter((letter) => letter.pages.length > 1).map((letter) => letter.format)).toEqual([
      'tiff',
    ]);
  });

  it('gives the same pixels for the same seed, and others for another', async () => {
    const note = LETTERS.find((letter) => letter.path === 'known/Ruth Calder/holiday letter.png')!;
    const inFolder = await pixelHash(path.join(folder, note.path));
    expect(await pixelHash(await drawLetter(note, 7))).toBe(inFolder);
    expect(await pixelHash(await drawLetter(note, 8))).not.toBe(inFolder);
  });

  it('says that nobody wrote it, and names each font with its licence', async () => {
    const notice = await readFile(path.join(folder, 'SYNTHETIC.txt'), 'utf8');
    expect(notice).toContain('NO PERSON WROTE THESE LETTERS');
    expect(notice).toContain('seed 7');
    for (const letter of LETTERS) expect(notice).toContain(letter.path);
    for (const { font } of Object.values(HANDS)) {
      expect(notice).toContain(
        `${font.name} (${font.package})\n  ${font.copyright}\n  SIL Open Font License`,
      );
    }
  });

  it('refuses a folder that is not empty and leaves it as it was', async () => {
    const before = await pixelHash(path.join(folder, LETTERS[0]!.path));
    await expect(createDemoCase(folder)).rejects.toThrow(ChirographError);
    await expect(createDemoCase(folder)).rejects.toThrow(/is not empty.*new or an empty folder/);
    expect(await pixelHash(path.join(folder, LETTERS[0]!.path))).toBe(before);
    expect(await readdir(parent)).toEqual(['case']);
  });
});

describe('the fonts', () => {
  it.each(Object.values(HANDS).map((hand) => hand.font))('$name is under the SIL OFL 1.1', async (font) => {
    const licence = await readFile(createRequire(import.meta.url).resolve(`${font.package}/LICENSE`), 'utf8');
    expect(licence.split(/\r?\n/)[0]?.trim()).toBe(font.copyright);
    expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
  });
});

describe('the letters', () => {
  const words = (letterPath: string): string[] =>
    LETTERS.find((letter) => letter.path === letterPath)!
      .pages.flat()
      .join(' ')
      .split(' ');
  const handOf = (prefix: string): Set<string> =>
    new Set(LETTERS.filter((letter) => letter.path.startsWith(prefix)).map((letter) => letter.hand));

  it('have the lengths that the case is meant to show', () => {
    for (const { path: letterPath } of LETTERS) {
      const [fewest, most] = letterPath === 'questioned/parking note.jpg' ? [35, 45] : [60, 100];
      expect(words(letterPath).length, letterPath).toBeGreaterThanOrEqual(fewest);
      expect(words(letterPath).length, letterPath).toBeLessThanOrEqual(most);
    }
  });

  it('come from one hand a known writer; one of them wrote the first questioned letter, none the second', () => {
    const known = ['Edda Marrow', 'Tobias Wren', 'Ruth Calder'].map((writer) => [
      ...handOf(`known/${writer}/`),
    ]);
    expect(known.map((hands) => hands.length)).toEqual([1, 1, 1]);
    expect(new Set(known.flat()).size).toBe(3);
    expect([...handOf('questioned/fence letter')]).toEqual(known[0]);
    expect(known.flat()).not.toContain([...handOf('questioned/parking note')][0]);
    const fonts = Object.values(HANDS).map((hand) => hand.font.name);
    expect(new Set(fonts).size).toBe(fonts.length);
  });

  it('share ordinary words with the questioned ones', () => {
    const questioned = new Set(words('questioned/fence letter.png'));
    for (const { path: letterPath } of LETTERS.filter((letter) => letter.path.startsWith('known/'))) {
      const shared = new Set(words(letterPath).filter((word) => questioned.has(word)));
      expect(shared.size, letterPath).toBeGreaterThanOrEqual(8);
    }
  });
});
