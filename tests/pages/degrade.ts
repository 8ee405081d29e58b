import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { PageQuality } from '../../src/contract/quality.ts';
import { pairFigure } from '../../src/main/engine/comparison/pair-figure.ts';
import { createRandom, shuffle } from '../../src/main/engine/comparison/random.ts';
import { joinVectors, pickVectors, type Vectors } from '../../src/main/engine/comparison/vectors.ts';
import { documentVectors, drawDocuments } from '../../src/main/engine/evaluation/documents.ts';
import type { Scorer } from '../../src/main/engine/evaluation/embed-images.ts';
import { readManifest, type ManifestRow } from '../../src/main/engine/evaluation/manifest.ts';
import { sameWriterQuestion, wordWriterQuestion } from '../../src/main/engine/evaluation/questions.ts';
import { SeededRandom } from '../../src/main/engine/demo/random.ts';
import { grayPage } from '../../src/main/engine/imaging/decode.ts';
import { readEvidence } from '../../src/main/engine/imaging/evidence.ts';
import type { GrayImage } from '../../src/main/engine/imaging/gray.ts';
import { layoutPage } from '../../src/main/engine/imaging/layout.ts';
import { normaliseWord, NoWritingError } from '../../src/main/engine/imaging/normalise.ts';
import { markdown } from './figures.ts';

/** One thing that may be wrong with an image, and how much of it. */
export type Degradation =
  | { readonly kind: 'as it is' }
  /** Scanned so coarsely that a small letter is this many pixels high. */
  | { readonly kind: 'x-height'; readonly pixels: number }
  /** Out of focus: deviation of the blur, in heights of a small letter. */
  | { readonly kind: 'blur'; readonly deviation: number }
  /** Ink of this share of its strength, on paper whose grain has a deviation of `GRAIN` of its light. */
  | { readonly kind: 'contrast'; readonly share: number };

/** In grey levels, on paper of `PAPER` grey levels. */
const GRAIN = 6;
const PAPER = 235;
/** Sets of the dev split whose writing has small letters. */
const SETS = ['words-en', 'dhsd', 'words-ar'] as const;
/** Words of each writer: enough for eight documents. */
const WORDS_OF_WRITER = 80;
const DOCUMENT_WORDS = 10;
/** Pages that are degraded as the words are, to see what preparation measures then; every how many-th of them is. */
const PAGES = 'pages-ink';
const EVERY_PAGE = 10;

/** The steps of the table, mildest first. */
export const DEGRADATIONS: readonly Degradation[] = [
  { kind: 'as it is' },
  ...[16, 12, 10, 8, 6, 5, 4].map((pixels): Degradation => ({ kind: 'x-height', pixels })),
  ...[0.1, 0.15, 0.2, 0.25, 0.3, 0.4].map((deviation): Degradation => ({ kind: 'blur', deviation })),
  ...[1, 0.5, 0.3, 0.2, 0.15, 0.12].map((share): Degradation => ({ kind: 'contrast', share })),
];

/** What comes of words degraded in one way. Rates are shares from 0 to 1, by set. */
export interface DegradedFigures {
  readonly degradation: Degradation;
  /** Medians of what preparation measures of pages that were degraded in the same way. */
  readonly xHeight: number;
  readonly edgePerXHeight: number;
  readonly edgePerStroke: number;
  readonly contrastPerGrain: number;
  readonly sets: readonly {
    readonly name: string;
    readonly wordEer: number | null;
    readonly documentEer: number | null;
  }[];
  /** Share of images in which nothing stood out from the paper. */
  readonly lost: number;
}

interface Measured {
  readonly image: GrayImage;
  /** Height of a small letter of this page or writer, in pixels. */
  readonly xHeight: number;
}

interface MeasuredWord extends Measured {
  readonly row: ManifestRow;
}

/**
 * Measures how well words tell their writers when they are scanned too coarsely, out of focus, or too faintly for the
 * paper's grain, with the crops that a case makes.
 *
 * @param data folder of the manifest.
 */
export async function measureDegraded(
  data: string,
  encoder: Scorer,
  seed: number,
  say: (line: string) => void,
): Promise<DegradedFigures[]> {
  const words = await readWords(data, seed);
  const pages = await readPages(data);
  const figures: DegradedFigures[] = [];
  for (const degradation of DEGRADATIONS) {
    figures.push(await figuresOf(words, pages, degradation, encoder, seed));
    say(nameOf(degradation));
  }
  return figures;
}

async function readWords(data: string, seed: number): Promise<MeasuredWord[]> {
  const words: MeasuredWord[] = [];
  for (const dataset of SETS) {
    const { rows } = await readManifest(path.join(data, 'manifest.csv'), {
      split: 'dev',
      dataset,
      kinds: ['word'],
    });
    for (const [writer, own] of Map.groupBy(rows, (row) => row.writer)) {
      shuffle(own, createRandom(`degrade/${seed}/${writer}`));
      const read: { row: ManifestRow; image: GrayImage; height: number | null }[] = [];
      for (const row of own.slice(0, WORDS_OF_WRITER)) {
        const image = await grayPage(await readEvidence(path.join(data, row.path)), 0);
        read.push({ row, image, height: layoutPage(image).quality.xHeight });
      }
      const xHeight = median(read.flatMap(({ height }) => height ?? []));
      words.push(...read.map(({ row, image }) => ({ row, image, xHeight })));
    }
  }
  return words;
}

async function readPages(data: string): Promise<Measured[]> {
  const { rows } = await readManifest(path.join(data, 'manifest.csv'), {
    split: 'dev',
    dataset: PAGES,
    kinds: ['page'],
  });
  const pages: Measured[] = [];
  for (const row of rows.filter((_, at) => at % EVERY_PAGE === 0)) {
    const image = await grayPage(await readEvidence(path.join(data, row.path)), 0);
    pages.push({ image, xHeight: layoutPage(image).quality.xHeight! });
  }
  return pages;
}

async function figuresOf(
  words: readonly MeasuredWord[],
  pages: readonly Measured[],
  degradation: Degradation,
  encoder: Scorer,
  seed: number,
): Promise<DegradedFigures> {
  const chance = new SeededRandom(seed);
  const rows: ManifestRow[] = [];
  const crops: Uint8Array[] = [];
  const seen: PageQuality[] = [];
  for (const [at, page] of pages.entries()) {
    const image = await degraded(page.image, page.xHeight, degradation, chance.part(`page ${at}`));
    const { quality } = layoutPage(image);
    if (quality.xHeight !== null) seen.push(quality);
  }
  for (const word of words) {
    const image = await degraded(word.image, word.xHeight, degradation, chance.part(word.row.path));
    try {
      crops.push(normaliseWord(image).crop);
      rows.push(word.row);
    } catch (error) {
      if (!(error instanceof NoWritingError)) throw error;
    }
  }
  const hands = joinVectors((await encoder.embed(crops)).map(({ writer }) => writer));
  return {
    degradation,
    xHeight: median(seen.map(({ xHeight }) => xHeight!)),
    edgePerXHeight: median(seen.map(({ edgeWidth, xHeight }) => edgeWidth! / xHeight!)),
    edgePerStroke: median(seen.map(({ edgeWidth, strokeWidth }) => edgeWidth! / strokeWidth!)),
    contrastPerGrain: median(seen.map(({ contrast, grain }) => contrast! / grain)),
    sets: SETS.map((name) => ({ name, ...rates(name, rows, hands, seed) })),
    lost: 1 - rows.length / words.length,
  };
}

function rates(
  name: string,
  rows: readonly ManifestRow[],
  hands: Vectors,
  seed: number,
): { wordEer: number | null; documentEer: number | null } {
  const own = [...rows.keys()].filter((at) => rows[at]!.dataset === name);
  const labels = own.map((at) => rows[at]!);
  const vectors = pickVectors(hands, own);
  const random = createRandom(`degrade/${seed}/${name}`);
  const documents = drawDocuments(labels, DOCUMENT_WORDS, seed);
  const ofDocuments = documents.map((document) => labels[document[0]!]!);
  return {
    wordEer: pairFigure(vectors, wordWriterQuestion(labels), random).eer,
    documentEer: pairFigure(documentVectors(vectors, documents), sameWriterQuestion(ofDocuments), random).eer,
  };
}

/** An image with something wrong with it. */
export async function degraded(
  image: GrayImage,
  xHeight: number,
  degradation: Degradation,
  chance: SeededRandom,
): Promise<GrayImage> {
  switch (degradation.kind) {
    case 'as it is':
      return image;
    case 'x-height': {
      const scale = Math.min(1, degradation.pixels / xHeight);
      const width = Math.max(1, Math.round(image.width * scale));
      const height = Math.max(1, Math.round(image.height * scale));
      return gray(raw(image).resize(width, height, { fit: 'fill', kernel: 'linear' }));
    }
    case 'blur':
      return gray(raw(image).blur(Math.max(0.3, degradation.deviation * xHeight)));
    case 'contrast':
      return faded(image, degradation.share, chance);
  }
}

function faded({ width, height, data }: GrayImage, share: number, chance: SeededRandom): GrayImage {
  const result = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    const light = 1 - (share * (255 - data[at]!)) / 255;
    result[at] = Math.min(255, Math.max(0, Math.round(PAPER * light + chance.bell(GRAIN))));
  }
  return { width, height, data: result };
}

const raw = ({ width, height, data }: GrayImage): Sharp =>
  sharp(data, { raw: { width, height, channels: 1 } });

async function gray(image: Sharp): Promise<GrayImage> {
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function nameOf(degradation: Degradation): string {
  switch (degradation.kind) {
    case 'as it is':
      return 'as it is';
    case 'x-height':
      return `x-height ${degradation.pixels} px`;
    case 'blur':
      return `blurred by ${degradation.deviation} x-heights`;
    case 'contrast':
      return `ink of ${100 * degradation.share} %, grain`;
  }
}

/** The figures as a Markdown table, rates in percent. */
export function degradedTable(figures: readonly DegradedFigures[]): string {
  const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1));
  const mean = (values: readonly (number | null)[]): number | null =>
    values.includes(null) ? null : values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
  return markdown(
    [
      'words',
      'x-height in px',
      'edge / x-height',
      'edge / stroke',
      'contrast / grain',
      'one word, EER in %',
      ...SETS.map((name) => `documents of ${DOCUMENT_WORDS}: ${name}`),
      'mean',
      'lost in %',
    ],
    figures.map(({ degradation, sets, ...figure }) => [
      nameOf(degradation),
      figure.xHeight.toFixed(0),
      figure.edgePerXHeight.toFixed(2),
      figure.edgePerStroke.toFixed(2),
      Number.isFinite(figure.contrastPerGrain) ? figure.contrastPerGrain.toFixed(1) : '–',
      percent(mean(sets.map(({ wordEer }) => wordEer))),
      ...sets.map(({ documentEer }) => percent(documentEer)),
      percent(mean(sets.map(({ documentEer }) => documentEer))),
      percent(figure.lost),
    ]),
  );
}
