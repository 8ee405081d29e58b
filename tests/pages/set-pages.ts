import path from 'node:path';
import sharp from 'sharp';
import { readManifest, type ManifestRow } from '../../src/main/engine/evaluation/manifest.ts';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import { labelComponents, type Component } from '../../src/main/engine/imaging/components.ts';
import { inkBox, type KnownPage } from './page-truth.ts';
import { paint, PLAIN, save } from './sheet.ts';
import { putDown, truthOf, type InkedWord } from './writing.ts';

/** Data sets of word images that pages are set from, and the direction of their script. */
export const SETS = {
  dhsd: { dataset: 'dhsd', rightToLeft: false },
  arabic: { dataset: 'words-ar', rightToLeft: true },
  chinese: { dataset: 'names-zh', rightToLeft: false },
} as const;

export type SetName = keyof typeof SETS;

const LINES = 8;
const WORDS_A_LINE = 5;
/** In heights that half of the words of the page stay under. */
const MARGIN = 2;
const WORD_GAP = 0.8;
const LINE_PITCH = 2.1;
/** In pixels: what remains of a form's frame at the edge of a word image is no thicker. */
const THIN = 5;
/** Ink lighter than this share of a word's darkest is paper. */
const PAPER = 0.2;

/**
 * Pages set from scanned words, each page one dev writer's. Names of several words are left out: where one of their
 * words ends is not known.
 *
 * @param data folder of the manifest that the words are listed in.
 * @param folder where the pages are written, as PNG.
 */
export async function* setPages(
  name: SetName,
  data: string,
  folder: string,
  count: number,
  seed: number,
  wordsALine = WORDS_A_LINE,
): AsyncGenerator<KnownPage> {
  const { dataset, rightToLeft } = SETS[name];
  const random = new SeededRandom(seed).part(`set/${name}`);
  const { rows } = await readManifest(path.join(data, 'manifest.csv'), { split: 'dev', dataset });
  const single = rows.filter(({ text }) => text !== '' && !/[\s-]/.test(text));
  const writers = [...Map.groupBy(single, ({ writer }) => writer).values()].filter(
    (own) => own.length >= WORDS_A_LINE * 2,
  );
  for (let index = 0; index < count; index++) {
    const own = writers[index % writers.length]!;
    const ofPage = random.part(`page ${index}`);
    const chosen = ofPage.shuffled(own).slice(0, LINES * WORDS_A_LINE);
    const crops = [];
    for (const row of chosen) crops.push(await inkOf(path.join(data, row.path)));
    const { words, width, height } = setWords(chosen, crops, { rightToLeft, wordsALine }, ofPage);
    const writing = putDown(words, width, height);
    const pixels = await paint({ width, height }, PLAIN, writing.cover, [], () => 1, ofPage.part('sheet'));
    const file = path.join(folder, `${name}-${index + 1}.png`);
    await save(pixels, { width, height }, file);
    yield { name: `${name} ${index + 1}`, kind: `set ${name}`, file, truth: truthOf(writing) };
  }
}

type Crop = Pick<InkedWord, 'width' | 'height' | 'cover'>;

/** A word image as ink: how much darker than its paper, as a share of its darkest, cut to what is left. */
async function inkOf(file: string): Promise<Crop> {
  const { data, info } = await sharp(file)
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const sorted = Uint8Array.from(data).sort();
  const paper = sorted[Math.floor(sorted.length * 0.8)]!;
  const darkest = sorted[Math.floor(sorted.length * 0.005)]!;
  const share = (value: number): number => (paper - value) / Math.max(1, paper - darkest);
  const { width, height } = info;
  const { labels, components } = labelComponents(
    Uint8Array.from(data, (value) => (share(value) > 0.5 ? 1 : 0)),
    width,
    height,
  );
  const foreign = new Set(foreignTo(components, width, height).map(({ label }) => label));
  const isOwn = (x: number, y: number): boolean => {
    const label = labels[y * width + x]!;
    return label > 0 && !foreign.has(label);
  };
  const whole = { x: 0, y: 0, width, height };
  const box = inkBox(whole, isOwn) ?? whole;
  const cover = new Uint8Array(box.width * box.height);
  for (let at = 0; at < cover.length; at++) {
    const x = box.x + (at % box.width);
    const y = box.y + Math.floor(at / box.width);
    const covered = (share(data[y * width + x]!) - PAPER) / (1 - PAPER);
    if (!foreign.has(labels[y * width + x]!)) cover[at] = Math.round(255 * Math.min(1, Math.max(0, covered)));
  }
  return { width: box.width, height: box.height, cover };
}

/** Remains of a form's frame along the edges, and specks that lie beside the word. */
function foreignTo(components: readonly Component[], width: number, height: number): Component[] {
  const total = components.reduce((sum, { area }) => sum + area, 0);
  const isFrame = ({ box }: Component): boolean => {
    const atSide = box.x === 0 || box.x + box.width === width;
    const atTopOrFoot = box.y === 0 || box.y + box.height === height;
    return (atSide && box.width <= THIN) || (atTopOrFoot && box.height <= THIN);
  };
  const letters = components.filter((each) => !isFrame(each) && each.area >= 0.03 * total);
  const left = Math.min(...letters.map(({ box }) => box.x)) - height / 2;
  const right = Math.max(...letters.map(({ box }) => box.x + box.width)) + height / 2;
  return components.filter(
    (each) => isFrame(each) || each.box.x + each.box.width < left || each.box.x > right,
  );
}

/** Sets words on lines, in the order given, as large as they were scanned, their middles on the line. */
function setWords(
  rows: readonly ManifestRow[],
  crops: readonly Crop[],
  { rightToLeft, wordsALine }: { readonly rightToLeft: boolean; readonly wordsALine: number },
  random: SeededRandom,
): { words: InkedWord[]; width: number; height: number } {
  const unit = crops.map(({ height }) => height).sort((a, b) => a - b)[crops.length >> 1]!;
  const margin = Math.round(MARGIN * unit);
  const lines = Array.from({ length: Math.ceil(rows.length / wordsALine) }, (_, line) => {
    let reach = 0;
    return crops.slice(line * wordsALine, (line + 1) * wordsALine).map((crop, place) => {
      const start = reach;
      reach += crop.width + Math.round(unit * WORD_GAP * random.between(0.7, 1.3));
      const middle = margin + unit * (0.5 + line * LINE_PITCH) + random.bell(0.06 * unit);
      const top = Math.round(middle - crop.height / 2);
      return { ...crop, text: rows[line * wordsALine + place]!.text, line, start, top };
    });
  });
  const widest = Math.max(...lines.flat().map(({ start, width }) => start + width));
  const words = lines.flat().map(({ start, ...word }) => ({
    ...word,
    left: margin + (rightToLeft ? widest - start - word.width : start),
  }));
  return {
    words,
    width: widest + 2 * margin,
    height: Math.round(2 * margin + unit * (1 + (lines.length - 1) * LINE_PITCH)),
  };
}
