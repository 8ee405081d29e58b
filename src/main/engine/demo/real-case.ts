import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import sharp, { type OutputInfo, type Raw } from 'sharp';
import { ChirographError } from '../../../contract/schema.ts';
import { makeFolder } from './new-folder.ts';
import { SeededRandom } from './random.ts';

/** Known writers' pages, pages of the questioned writer, and pages of a writer who is not among the known. */
const KNOWN_PAGES = 2;
const QUESTIONED_PAGES = 2;
const STRANGER_PAGES = 1;
const FEWEST_WORDS = 6;
const MOST_WORDS = 12;
const WORDS_A_LINE = 2;
/** White around the page and between words and lines, in pixels of the sources. */
const MARGIN = 60;
const WORD_GAP = 70;
const LINE_GAP = 50;

interface WordImage {
  readonly path: string;
  readonly writer: string;
  readonly text: string;
}

interface ComposedPage {
  /** Path in the case folder, with forward slashes. */
  readonly path: string;
  readonly writer: string;
  readonly words: readonly WordImage[];
}

/**
 * Composes a case from scanned word images of the `dhsd` set's `dev` writers: every page is one writer's words, set
 * on lines on white; each word's pixels are the source's. No text occurs on two pages.
 *
 * @param manifestPath table of word images (columns path, dataset, kind, writer, text, split).
 * @param root folder that the table's paths start from.
 * @throws ChirographError `not-allowed` where the folder is not empty, `file-unreadable` where the table cannot be
 *   read, `not-found` where it names too few writers.
 */
export async function createRealCase(folder: string, manifestPath: string, root: string): Promise<void> {
  const pages = choosePages(await readWords(manifestPath), manifestPath);
  await makeFolder(folder, async (temporary) => {
    for (const page of pages) {
      const file = path.join(temporary, ...page.path.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, await composePage(page.words, root), { flush: true });
    }
    await writeFile(path.join(temporary, 'README.txt'), notice(pages), { flush: true });
  });
}

async function readWords(manifestPath: string): Promise<WordImage[]> {
  let rows: Record<string, string>[];
  try {
    rows = parse(await readFile(manifestPath), { columns: true, bom: true });
  } catch (error) {
    throw new ChirographError(
      'file-unreadable',
      `The table of word images ${manifestPath} could not be read. Check that it is there and is a CSV file.`,
      { details: String(error), cause: error },
    );
  }
  return rows
    .filter((row) => row['dataset'] === 'dhsd' && row['split'] === 'dev' && row['kind'] === 'word')
    .map((row) => ({ path: row['path'] ?? '', writer: row['writer'] ?? '', text: row['text'] ?? '' }))
    .filter((word) => word.path !== '' && word.writer !== '' && word.text !== '');
}

function choosePages(words: readonly WordImage[], manifestPath: string): ComposedPage[] {
  const random = new SeededRandom(1);
  const byWriter = Map.groupBy(words, (word) => word.writer);
  const enough = MOST_WORDS * (KNOWN_PAGES + QUESTIONED_PAGES);
  const writers = [...byWriter.keys()]
    .filter((writer) => (byWriter.get(writer)?.length ?? 0) >= enough)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (writers.length < 3) {
    throw new ChirographError(
      'not-found',
      `${manifestPath} names ${writers.length} dhsd dev writers with ${enough} words or more, and the case needs 3. Name the table of the whole set.`,
    );
  }
  const taken = new Set<string>();
  const queues = new Map(writers.map((writer) => [writer, random.shuffled(byWriter.get(writer) ?? [])]));
  const pageOf = (writer: string, file: string): ComposedPage => {
    const wanted = FEWEST_WORDS + Math.floor(random.next() * (MOST_WORDS - FEWEST_WORDS + 1));
    const queue = queues.get(writer) ?? [];
    const chosen: WordImage[] = [];
    while (chosen.length < wanted && queue.length > 0) {
      const word = queue.shift() as WordImage;
      if (taken.has(word.text)) continue;
      taken.add(word.text);
      chosen.push(word);
    }
    return { path: file, writer, words: chosen };
  };
  const [questioned, stranger] = random.shuffled(writers) as [string, string];
  const known = writers.filter((writer) => writer !== stranger);
  return [
    ...numbers(QUESTIONED_PAGES).map((page) => pageOf(questioned, `questioned/page ${page}.png`)),
    ...numbers(STRANGER_PAGES).map((page) =>
      pageOf(stranger, `questioned/page ${QUESTIONED_PAGES + page}.png`),
    ),
    ...known.flatMap((writer) =>
      numbers(KNOWN_PAGES).map((page) =>
        pageOf(writer, `known/${writer.replaceAll(/[^\w]+/g, ' ')}/page ${page}.png`),
      ),
    ),
  ];
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Sets the scanned words on lines, unscaled, and returns the page as a PNG that states no resolution. */
export async function composePage(words: readonly Pick<WordImage, 'path'>[], root: string): Promise<Buffer> {
  const images = await Promise.all(words.map((word) => readWordImage(path.join(root, word.path))));
  const layers: { input: Buffer; raw: Raw; left: number; top: number }[] = [];
  let width = 0;
  let top = MARGIN;
  for (const line of chunks(images, WORDS_A_LINE)) {
    let left = MARGIN;
    for (const { data, info } of line) {
      const raw = { width: info.width, height: info.height, channels: info.channels };
      layers.push({ input: data, raw, left, top });
      left += info.width + WORD_GAP;
    }
    width = Math.max(width, left - WORD_GAP + MARGIN);
    top += Math.max(...line.map(({ info }) => info.height)) + LINE_GAP;
  }
  const height = top - LINE_GAP + MARGIN;
  const png = await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite(layers)
    .toColourspace('b-w')
    .png()
    .toBuffer();
  return withoutResolution(png);
}

/** Takes out the PNG's pHYs chunk: sharp writes 1 pixel a millimetre where no resolution is known. */
function withoutResolution(png: Buffer): Buffer {
  const kept = [png.subarray(0, 8)];
  for (let at = 8; at < png.length;) {
    const next = at + 12 + png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) !== 'pHYs') kept.push(png.subarray(at, next));
    at = next;
  }
  return Buffer.concat(kept);
}

async function readWordImage(file: string): Promise<{ data: Buffer; info: OutputInfo }> {
  try {
    return await sharp(file).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  } catch (error) {
    throw new ChirographError('file-unreadable', `The word image ${file} could not be read.`, {
      details: String(error),
      cause: error,
    });
  }
}

function chunks<T>(entries: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, index) =>
    entries.slice(index * size, (index + 1) * size),
  );
}

function notice(pages: readonly ComposedPage[]): string {
  const list = pages
    .map(
      (page) =>
        `${page.path}\n  ${page.writer}\n${page.words.map((word) => `  ${word.path}  ${word.text}\n`).join('')}`,
    )
    .join('\n');
  return `REAL HANDWRITING, COMPOSED PAGES

The words in this case are scans of real people's handwriting from the data set dhsd (German street
and city names). The pages are not: nobody wrote them as pages. Each one sets scanned words of one
writer on lines, unscaled, on white; no pixel of a word was altered. The pages state no resolution,
as the sources' own statement is not known to be true.

Terms: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), as stated by the source of the data
set. Name the data set and say that the pages were composed when you show them to anybody. Do not
add these images to the project's repository.

What is true in this case, page by page: the writer, and the word images that it was composed of.

${list}`;
}
