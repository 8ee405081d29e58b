import type { PageQuality } from '../../../contract/quality.ts';
import { assignToLines, distance, type Piece } from './assignment.ts';
import { chunkLines, type ChunkedPage } from './chunks.ts';
import type { Component } from './components.ts';
import type { Box, GrayImage } from './gray.ts';
import { extreme, findInk } from './ink.ts';
import { grouped, limits } from './limits.ts';
import { findLines, textHeightOf, type LineCurve } from './lines.ts';
import { isNegative, negative } from './normalise.ts';
import { dropFaint, type LabelledInk } from './faint.ts';
import { measureQuality } from './quality.ts';
import { removeRules } from './rules.ts';
import { shrink } from './shrink.ts';
import { splitWords, type WordGroup } from './words.ts';

/** A word found on a page. */
export interface FoundWord {
  /** From 0, from the top of the page. */
  readonly line: number;
  /** Place in reading order on the page, from 0. */
  readonly order: number;
  /** In pixels of the page, with a little paper around the writing. */
  readonly box: Box;
  /** box.width * box.height bytes: 1 on and close around this word's own ink. */
  readonly own: Uint8Array;
  /** Whether it may well be part of a word, or more than one: a gap in it or beside it could be taken either way. */
  readonly unsure: boolean;
}

export interface PageLayout {
  readonly words: readonly FoundWord[];
  /** Whether this looks like the image of one word, cut out of a page, rather than like a page. */
  readonly oneWord: boolean;
  readonly quality: PageQuality;
}

/** Most pixels that layout works on; larger pages are shrunk for it, crops are cut from the full page. */
const MOST_PIXELS = 12_000_000;

/** A page with more ink marks or words than any page of writing has. */
export class NotWritingError extends Error {
  override readonly name = 'NotWritingError';
  /** Such as "81,200 separate marks", and how many there may be. */
  readonly found: string;
  readonly limit: string;

  constructor(count: number, what: string, limit: number) {
    super(`${count} ${what}`);
    this.found = `${grouped(count)} ${what}`;
    this.limit = grouped(limit);
  }
}

/**
 * Finds the words of a page of handwriting, in reading order: lines from the top, words from the left.
 *
 * @throws NotWritingError over `limits.pageMarks` or `limits.pageWords`.
 */
export function layoutPage(page: GrayImage): PageLayout {
  const ink = pageInk(page);
  const { width, height, factor } = ink;
  const beyondSheet = ink.marks.components
    .filter(({ box }) => isBeyondSheet(box, width, height))
    .reduce((sum, { area }) => sum + area, 0);
  const chunked = writingIn(ink);
  if (chunked === null) {
    return { words: [], oneWord: false, quality: measureQuality(ink, null, beyondSheet) };
  }
  const { labels, core, textHeight } = chunked;
  const groups = splitWords(chunked).filter((group) => isWord(group, textHeight));
  if (groups.length > limits.pageWords) {
    throw new NotWritingError(groups.length, 'words', limits.pageWords);
  }
  const oneWord = looksLikeOneWord(groups, height);
  const words = present(groups, labels, { width, height }, page, factor, textHeight);
  const lines = new Set(words.map(({ line }) => line)).size;
  const found = { words: words.length, lines, xHeight: core, textHeight };
  return { words, oneWord, quality: measureQuality(ink, found, beyondSheet) };
}

/** The writing of a page before it is split into words, in the raster that layout works on. */
export interface PageWriting {
  readonly chunked: ChunkedPage;
  readonly height: number;
  /** Pixels of the page to a pixel of the raster, on either side. */
  readonly factor: number;
}

/**
 * Finds the lines of a page and puts their ink in order; null where there is none.
 *
 * @throws NotWritingError over `limits.pageMarks`.
 */
export function pageWriting(page: GrayImage): PageWriting | null {
  const ink = pageInk(page);
  const chunked = writingIn(ink);
  return chunked && { chunked, height: ink.height, factor: ink.factor };
}

/** The writing in a page's ink, whose mask it alone stays in; null where there is none. Throws as `pageWriting`. */
function writingIn({ mask, marks, width, height }: PageInk): ChunkedPage | null {
  const { labels, components } = marks;
  const writing = components.filter((component) => isWriting(component, width, height));
  if (writing.length > limits.pageMarks) {
    throw new NotWritingError(writing.length, 'separate marks', limits.pageMarks);
  }
  const textHeight = textHeightOf(writing);
  if (textHeight === 0) return null;
  keepOnly(mask, marks, writing);
  const { curves, pieces } = linesAndPieces(writing, mask, labels, width, height, textHeight);
  return chunkLines(pieces, curves, labels, width, textHeight);
}

/** Clears the mask of all ink but these components'. */
function keepOnly(mask: Uint8Array, { labels, components }: LabelledInk, kept: readonly Component[]): void {
  const stays = new Uint8Array(1 + (components.at(-1)?.label ?? 0));
  for (const { label } of kept) stays[label] = 1;
  for (let at = 0; at < mask.length; at++) if (stays[labels[at]!] === 0) mask[at] = 0;
}

/** What is ink on a page, ruling taken out. */
export interface PageInk {
  /** width * height bytes, 1 is ink. */
  readonly mask: Uint8Array;
  /** The grey levels of the raster, dark writing on light paper, and how deep each pixel is, see `findInk`. */
  readonly image: GrayImage;
  readonly depth: Uint8Array;
  readonly marks: LabelledInk;
  /** What was taken out as far fainter than the rest. */
  readonly faint: readonly Component[];
  /** How many rules were taken out. */
  readonly rules: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the page to a pixel of the mask, on either side. */
  readonly factor: number;
}

/** Separates the ink of a page from paper, ruling and what is much fainter, in the raster that layout works on. */
export function pageInk(page: GrayImage): PageInk {
  const factor = Math.max(1, Math.ceil(Math.sqrt((page.width * page.height) / MOST_PIXELS)));
  const positive = isNegative(page) ? negative(page) : page;
  const small = factor === 1 ? positive : shrink(positive, factor);
  const { width, height } = small;
  const { mask, depth } = findInk(small);
  // In all of the ink: faint rules show whole there, and only where they run into strong strokes once the faint is gone.
  const ruled = mask.slice();
  const rules = removeRules({ mask: ruled, depth, width, height });
  const first = dropFaint(mask, depth, width, height);
  if (rules > 0) for (let at = 0; at < mask.length; at++) mask[at]! &= ruled[at]!;
  const second = rules === 0 ? null : dropFaint(mask, depth, width, height);
  const faint = [...first.faint, ...(second?.faint ?? [])];
  return { mask, image: small, depth, marks: second ?? first, faint, rules, width, height, factor };
}

/** Lines that hold writing, with their ink: a crest raised by a comma or a tail alone gives it to its neighbours. */
function linesAndPieces(
  writing: readonly Component[],
  mask: Uint8Array,
  labels: Int32Array,
  width: number,
  height: number,
  textHeight: number,
): { curves: LineCurve[]; pieces: Piece[] } {
  const found = findLines(mask, width, height, textHeight);
  const byLine = Map.groupBy(writing, (component) => nearestLine(component, found));
  const curves = found.filter((_, line) => holdsWriting(byLine.get(line) ?? [], textHeight));
  return { curves, pieces: assignToLines(writing, labels, width, curves, textHeight) };
}

function nearestLine({ box }: Component, curves: readonly LineCurve[]): number {
  const x = box.x + (box.width >> 1);
  const y = box.y + (box.height >> 1);
  const distances = curves.map((curve) => distance(curve, x, y));
  return distances.indexOf(Math.min(...distances));
}

function holdsWriting(components: readonly Component[], textHeight: number): boolean {
  const letters = components.filter(({ box }) => box.height >= 0.4 * textHeight);
  return (
    letters.length >= 3 ||
    letters.some(({ box }) => box.height >= 0.7 * textHeight || box.width >= textHeight)
  );
}

/** Neither speck nor frame, rule, or shadow along the edge. */
function isWriting({ box, area }: Component, width: number, height: number): boolean {
  if (area < 4) return false;
  if (box.width > 0.5 * width && box.height < 0.02 * width) return false;
  if (box.height > 0.5 * height && box.width < 0.02 * height && height > 400) return false;
  if (isBeyondSheet(box, width, height)) return false;
  return true;
}

/** What runs along an edge of the image for half of it or more: the table that the sheet lies on, or a curled edge. */
function isBeyondSheet(box: Box, width: number, height: number): boolean {
  const atSide = box.x === 0 || box.x + box.width === width;
  const atEnd = box.y === 0 || box.y + box.height === height;
  return height > 400 && ((atSide && box.height > 0.5 * height) || (atEnd && box.width > 0.5 * width));
}

function isWord({ pieces }: WordGroup, textHeight: number): boolean {
  const box = boxOf(pieces);
  return box.height >= 0.35 * textHeight;
}

function boxOf(pieces: readonly Piece[]): Box {
  const x = Math.min(...pieces.map(({ box }) => box.x));
  const y = Math.min(...pieces.map(({ box }) => box.y));
  const right = Math.max(...pieces.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...pieces.map(({ box }) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Longest line, in its own heights, that is still taken for one word or name. */
const LONGEST_WORD = 13;
/** Most paper above and below it, image to writing, that a crop of one word has. */
const LOOSEST_CROP = 6.5;

/** One short line that fills the image's height, as in an image cut around a word. */
function looksLikeOneWord(groups: readonly WordGroup[], height: number): boolean {
  if (groups.length === 0) return false;
  const box = boxOf(groups.flatMap(({ pieces }) => pieces));
  return (
    groups.every(({ line }) => line === groups[0]!.line) &&
    box.width <= LONGEST_WORD * box.height &&
    height <= LOOSEST_CROP * box.height
  );
}

function present(
  groups: readonly WordGroup[],
  labels: Int32Array,
  size: { width: number; height: number },
  page: GrayImage,
  factor: number,
  textHeight: number,
): FoundWord[] {
  const reach = Math.max(1, Math.round(0.06 * textHeight));
  const used = [...new Set(groups.map(({ line }) => line))];
  const owners = ownersOf(groups);
  return groups.map((group, order) => {
    const inner = boxOf(group.pieces);
    const x = Math.max(0, inner.x - 2 * reach);
    const y = Math.max(0, inner.y - 2 * reach);
    const region: Box = {
      x,
      y,
      width: Math.min(size.width, inner.x + inner.width + 2 * reach) - x,
      height: Math.min(size.height, inner.y + inner.height + 2 * reach) - y,
    };
    const own = ownPixels(order + 1, owners, labels, size.width, region, reach);
    const { unsure } = group;
    return { line: used.indexOf(group.line), order, unsure, ...enlarge(region, own, factor, page) };
  });
}

/** For each label the number of the word that it is ink of, from 1; 0 for what is no word's. */
function ownersOf(groups: readonly WordGroup[]): Uint32Array {
  const most = Math.max(0, ...groups.map(({ pieces }) => Math.max(...pieces.map(({ label }) => label))));
  const owners = new Uint32Array(most + 1);
  groups.forEach(({ pieces }, order) => {
    for (const { label } of pieces) owners[label] = order + 1;
  });
  return owners;
}

/** The pixels within `reach` of a word's ink that are not other ink. */
function ownPixels(
  word: number,
  owners: Uint32Array,
  labels: Int32Array,
  width: number,
  region: Box,
  reach: number,
): Uint8Array {
  const ink = new Uint8Array(region.width * region.height);
  for (let row = 0; row < region.height; row++) {
    const from = (region.y + row) * width + region.x;
    for (let column = 0; column < region.width; column++) {
      const label = labels[from + column]!;
      if (label !== 0 && owners[label] === word) ink[row * region.width + column] = 1;
    }
  }
  const own = extreme(ink, region.width, region.height, reach, 'most');
  for (let row = 0; row < region.height; row++) {
    const from = (region.y + row) * width + region.x;
    for (let column = 0; column < region.width; column++) {
      const at = row * region.width + column;
      if (labels[from + column] !== 0 && ink[at] === 0) own[at] = 0;
    }
  }
  return own;
}

/** A region of the shrunken raster and its mask, in pixels of the full page. */
function enlarge(
  region: Box,
  own: Uint8Array,
  factor: number,
  page: GrayImage,
): { box: Box; own: Uint8Array } {
  if (factor === 1) return { box: region, own };
  const x = region.x * factor;
  const y = region.y * factor;
  const box = {
    x,
    y,
    width: Math.min(page.width, x + region.width * factor) - x,
    height: Math.min(page.height, y + region.height * factor) - y,
  };
  const full = new Uint8Array(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const to = row * box.width;
    if (row % factor !== 0) {
      full.copyWithin(to, to - box.width, to);
      continue;
    }
    const from = (row / factor) * region.width;
    let column = 0;
    for (let small = 0; column < box.width; small++) {
      const value = own[from + small]!;
      const end = Math.min(box.width, column + factor);
      while (column < end) full[to + column++] = value;
    }
  }
  return { box, own: full };
}
