import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { grayPage } from '../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../src/main/engine/imaging/evidence.ts';
import type { KnownPage, PageTruth } from './page-truth.ts';

const Pixels = v.pipe(v.number(), v.integer(), v.minValue(0));
const Extent = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A word: its text, then x, y, width and height of the smallest box around its ink, in pixels. */
const Word = v.tuple([v.pipe(v.string(), v.nonEmpty()), Pixels, Pixels, Extent, Extent]);

const TruthFile = v.object({
  /** Where the pages come from and how the boxes were made. */
  about: v.string(),
  pages: v.array(
    v.object({
      /** Path in the data folder, with forward slashes. */
      file: v.string(),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      width: Extent,
      height: Extent,
      /** Pixels darker than this grey level under a word's box are its ink. */
      darkerThan: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
      /** From the top; words in reading order. */
      lines: v.array(v.pipe(v.array(Word), v.minLength(1))),
    }),
  ),
});
export type TruthFile = v.InferOutput<typeof TruthFile>;
export type TruthFilePage = TruthFile['pages'][number];

/** Reads the hand-made truth of the scanned pages. Throws where the file is not of the form above. */
export async function readTruthFile(): Promise<TruthFile> {
  const file = path.join(import.meta.dirname, 'truth', 'pages-en.json');
  return v.parse(TruthFile, JSON.parse(await readFile(file, 'utf8')));
}

/**
 * The scanned pages with their truth.
 *
 * @param data folder that the truth file's paths start from.
 * @throws Error where a page is not the file that its truth was made from.
 */
export async function* realPages(data: string): AsyncGenerator<KnownPage> {
  for (const page of (await readTruthFile()).pages) {
    const file = path.join(data, page.file);
    const evidence = await readEvidence(file);
    if (evidence.sha256 !== page.sha256) {
      throw new Error(`${page.file} is another file than the one its truth was made from.`);
    }
    const gray = await grayPage(evidence, 0);
    yield { name: path.basename(file, '.png'), kind: 'real', file, truth: truthOf(page, gray.data) };
  }
}

function truthOf({ width, height, darkerThan, lines }: TruthFilePage, gray: Uint8Array): PageTruth {
  const known = lines.map((words) =>
    words.map(([text, x, y, wide, high]) => ({ text, box: { x, y, width: wide, height: high } })),
  );
  const ink = new Uint8Array(width * height);
  for (const { box } of known.flat()) {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let at = y * width + box.x; at < y * width + box.x + box.width; at++) {
        if (gray[at]! < darkerThan) ink[at] = 1;
      }
    }
  }
  return { width, height, lines: known, ink, inkIsExact: false };
}
