import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KnownPage } from './page-truth.ts';
import { kindsOf, knownPages } from './pages.ts';
import { setPages } from './set-pages.ts';
import { STROKES, strokePages } from './stroke-pages.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pages-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function all(pages: AsyncGenerator<KnownPage>): Promise<KnownPage[]> {
  const made: KnownPage[] = [];
  for await (const page of pages) made.push(page);
  return made;
}

describe('pages from strokes', () => {
  const sure = {
    form: 'sure',
    // Figures are of every fourth writer.
    writer: '10004',
    strokes: [
      [100, 100, 0, 200],
      [130, 100, 60, 200],
      [400, 100, 0, 200],
      [100, 600, 100, 200],
    ],
    lines: [
      {
        words: [
          { t: 'two', s: [0, 1], hi: true },
          { t: 'one', s: [2], hi: true },
        ],
      },
      { words: [{ t: 'below', s: [3], hi: true }] },
    ],
  };
  const fitted = { ...sure, form: 'fitted', writer: '10005' };
  const doubtful = { ...sure, form: 'doubtful', lines: [{ words: [{ t: 'two', s: [0, 1], hi: false }] }] };

  it('have the boxes of their strokes, and are of forms without doubt by writers that nothing is fitted on', async () => {
    const lines = [sure, fitted, doubtful].map((form) => JSON.stringify(form)).join('\n');
    await writeFile(path.join(folder, STROKES), gzipSync(lines));
    const pages = await all(strokePages(folder, folder, 10, 1));
    expect(pages.map(({ name }) => name)).toEqual(['sure']);
    const { truth, file } = pages[0]!;
    const { width, height } = await sharp(file).metadata();
    expect([width, height]).toEqual([truth.width, truth.height]);
    expect(truth.lines.map((words) => words.map(({ text }) => text))).toEqual([['two', 'one'], ['below']]);
    const [two, one, below] = truth.lines.flat().map(({ box }) => box);
    expect(one!.y).toBe(two!.y);
    expect(one!.height).toBe(two!.height);
    // In the strokes' units: 90 wide and 200 high, the pen's width added on every side.
    const unit = (below!.y - two!.y) / 500;
    const pen = two!.height - 200 * unit;
    expect(Math.abs(two!.width - 90 * unit - pen)).toBeLessThan(3);
    expect(Math.abs(below!.width - 100 * unit - pen)).toBeLessThan(3);
  });
});

describe('pages set from scanned words', () => {
  async function words(dataset: string): Promise<void> {
    const rows = ['path,dataset,kind,writer,text,split'];
    for (let index = 0; index < 10; index++) {
      // A word of one long stroke, the rest of a frame at the left edge and a speck far to the right.
      const svg =
        `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#eee"/>` +
        `<rect width="2" height="40"/><rect x="20" y="10" width="${40 + index}" height="20"/>` +
        `<rect x="115" y="20" width="2" height="2"/></svg>`;
      await sharp(Buffer.from(svg))
        .png()
        .toFile(path.join(folder, `${index}.png`));
      rows.push(`${index}.png,${dataset},word,w,${'abcdefghij'[index]!},dev`);
    }
    rows.push(`two.png,${dataset},word,w,two words,dev`);
    await writeFile(path.join(folder, 'manifest.csv'), `${rows.join('\n')}\n`);
  }

  it('have each word without what is not its own', async () => {
    await words('dhsd');
    const [page] = await all(setPages('dhsd', folder, folder, 1, 1));
    const found = page!.truth.lines.flat();
    expect(
      found
        .map(({ text }) => text)
        .toSorted()
        .join(''),
    ).toBe('abcdefghij');
    for (const { text, box } of found) {
      expect([box.width, box.height]).toEqual([40 + 'abcdefghij'.indexOf(text), 20]);
    }
  });

  it('run from the right where the script does', async () => {
    await words('words-ar');
    const [page] = await all(setPages('arabic', folder, folder, 1, 1));
    for (const line of page!.truth.lines) {
      const lefts = line.map(({ box }) => box.x);
      expect(lefts).toEqual(lefts.toSorted((a, b) => b - a));
    }
  });
});

describe('kinds of pages', () => {
  it('are named one by one or as a group', () => {
    expect(kindsOf(['clean', 'set'])).toEqual(['clean', 'set dhsd', 'set arabic', 'set chinese']);
    expect(() => kindsOf(['clear'])).toThrow('There is no kind of pages "clear"; there are real, strokes');
  });

  it('that need data are left out where there is none, and that is said', async () => {
    const said: string[] = [];
    const data = path.join(folder, 'nowhere');
    const pages = knownPages({ kinds: ['real', 'set arabic'], count: 1, seed: 1, data, folder }, (line) =>
      said.push(line),
    );
    expect(await all(pages)).toEqual([]);
    expect(said).toEqual([`There is no ${data}: left out are real, set arabic.`]);
  });
});
