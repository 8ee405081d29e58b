import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from '../../../src/main/engine/evaluation/manifest.ts';
import { SeededRandom } from '../../../src/main/engine/demo/random.ts';
import { drawHand, writeHand } from './font-hands.ts';
import { openListedFont, shortName, type ListedFont } from './fonts.ts';
import type { Scan, Sheet } from './scan.ts';
import { drawRows, readForms, trainRows, wordsOf, writeForm } from './stroke-words.ts';
import { makeVocabulary, readWordLists } from './vocabulary.ts';

export interface HandsOptions {
  /** Labels of the real material. */
  readonly manifest: string;
  /** Recorded strokes of its train writers. */
  readonly strokes: string;
  /** Folder to write; what `fonts`, `strokes` and `manifest.csv` hold there is replaced. */
  readonly out: string;
  readonly seed: number;
  readonly fonts: readonly ListedFont[];
  readonly handsPerFont: number;
  /** Words to write again from strokes. */
  readonly strokeWords: number;
  readonly onProgress?: ((line: string) => void) | undefined;
}

/** Columns of the manifest, as in that of the real material. */
const COLUMNS = [
  'path',
  'dataset',
  'kind',
  'writer',
  'text',
  'genuine',
  'forger',
  'medium',
  'split',
  'note',
  'word_head',
] as const;

type Labels = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * Writes images of both sets and their manifest. The same options and files give the same bytes. The manifest takes
 * its name when all images are there.
 */
export async function writeHands(options: HandsOptions): Promise<{ fonts: number; strokes: number }> {
  const { rows } = await readManifest(options.manifest);
  const file = path.join(options.out, 'manifest.csv');
  for (const name of ['fonts', 'strokes', 'manifest.csv']) {
    await rm(path.join(options.out, name), { recursive: true, force: true });
  }
  await mkdir(options.out, { recursive: true });
  const random = new SeededRandom(options.seed);
  const count = { fonts: 0, strokes: 0 };
  const list = await open(`${file}.part`, 'w');
  const write = async (
    dataset: keyof typeof count,
    name: string,
    labels: Labels,
    { sheet, scan }: { sheet: Sheet; scan: Scan },
  ): Promise<void> => {
    const place = `${dataset}/${name}.${scan.extension}`;
    await mkdir(path.dirname(path.join(options.out, place)), { recursive: true });
    await writeFile(path.join(options.out, place), scan.bytes);
    const row: Labels = {
      ...labels,
      path: place,
      dataset,
      kind: 'word',
      split: 'train',
      medium: mediumOf(sheet),
    };
    await list.write(csvLine(COLUMNS.map((column) => row[column] ?? '')));
    count[dataset]++;
  };
  try {
    await list.write(csvLine(COLUMNS));

    const vocabulary = makeVocabulary(rows, await readWordLists());
    for (const [index, listed] of options.fonts.entries()) {
      const font = await openListedFont(listed);
      for (let number = 1; number <= options.handsPerFont; number++) {
        const name = `${shortName(listed)}-${number}`;
        const chance = random.part(`fonts ${name}`);
        const hand = drawHand(
          { package: listed.package, name: listed.family, copyright: listed.attribution },
          chance.part('hand'),
        );
        let word = 0;
        for await (const written of writeHand(hand, font, vocabulary, chance.part('words'))) {
          const labels = {
            writer: `fonts:${name}`,
            text: written.text,
            note: listed.package,
            word_head: 'train',
          };
          await write('fonts', `${name}-${String(++word).padStart(2, '0')}`, labels, written);
        }
      }
      if (index % 10 === 9) options.onProgress?.(`fonts: ${index + 1} of ${options.fonts.length}`);
    }

    const chosen = drawRows(trainRows(rows), options.strokeWords, random.part('rows'));
    for await (const form of readForms(options.strokes)) {
      const words = wordsOf(form, chosen);
      for await (const written of writeForm(words, random.part(`strokes ${words.name}`))) {
        const { writer, text, note, word_head } = written.row;
        const name = path.basename(written.row.path, '.png');
        await write('strokes', name, { writer, text, note, word_head }, written);
        if (count.strokes % 2000 === 0) options.onProgress?.(`strokes: ${count.strokes} of ${chosen.size}`);
      }
    }
    await list.sync();
  } finally {
    await list.close();
  }
  await rename(`${file}.part`, file);
  return count;
}

function mediumOf({ pen, dpi, ruling }: Sheet): string {
  return `${pen}, ${ruling === 'none' ? 'plain' : ruling}, ${dpi} dpi`;
}

function csvLine(fields: readonly string[]): string {
  const quoted = fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field));
  return `${quoted.join(',')}\n`;
}
