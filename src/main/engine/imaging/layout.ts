import type { PageQuality } from '../../../contract/quality.ts';
import { assignToLines, distance, type Piece } from './assignment.ts';
import { chunkLines, type ChunkedPage } from './chunks.ts';
import type { Component } from './components.ts';
import type { Box, GrayImage } from './gray.ts';
import { extreme, findInk } from './ink.ts';
import type { ColourImage } from './ink-colour.ts';
import { grouped, limits } from './limits.ts';
import { findLines, textHeightOf, type LineCurve } from './lines.ts';
import { isNegative, negative } from './normalise.ts';
import { dropFaint, type LabelledInk } from './faint.ts';
import { findPrint } from './print.ts';
import { measureQuality } from './quality.ts';
import { removeRules } from './rules.ts';
import { shrink } from './shrink.ts';
import { findStamps, type Stamps } from './stamps.ts';
import { measureTurning } from './turned.ts';
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
  /** Whether it looks stamped or printed rather than written. */
  readonly printed: boolean;
}

export interface PageLayout {
  readonly words: readonly FoundWord[];
  /** Whether this looks like the image of one word, cut out of a page, rather than like a page. */
  readonly oneWord: boolean;
  readonly quality: PageQuality;
}

/** Pixels of paper around a stamp. */
const STAMP_MARGIN = 2;
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

/** The size of the raster that layout works on. */
export function layoutSize({ width, height }: Pick<GrayImage, 'width' | 'height'>): {
  readonly width: number;
  readonly height: number;
} {
  const factor = shrinkingOf(width, height);
  return { width: Math.ceil(width / factor), height: Math.ceil(height / factor) };
}

const shrinkingOf = (width: number, height: number): number =>
  Math.max(1, Math.ceil(Math.sqrt((width * height) / MOST_PIXELS)));

/**
 * Finds the words of a page of handwriting, in reading order: lines from the top, words from the left. What looks stamped
 * comes after them.
 *
 * @param colour the page's colours in the raster that `layoutSize` states; without them no stamps are looked for.
 * @throws NotWritingError over `limits.pageMarks` or `limits.pageWords`.
 */
export function layoutPage(page: GrayImage, colour: ColourImage | null = null): PageLayout {
  const ink = pageInk(page, colour);
  const { width, height, factor, stamps } = ink;
  const beyondSheet = ink.marks.components
    .filter(({ box }) => isBeyondSheet(box, width, height))
    .reduce((sum, { area }) => sum + area, 0);
  const chunked = writingIn(ink);
  if (chunked === null) {
    const words = presentStamps(stamps, page, factor, { lines: 0, words: 0 });
    const quality = { ...measureQuality(ink, null, beyondSheet), printed: words.length, turning: null };
    return { words, oneWord: false, quality };
  }
  const { labels, core, textHeight } = chunked;
  const turning = measureTurning(chunked, ink.mask);
  const groups = splitWords(chunked).filter((group) => isWord(group, textHeight));
  if (groups.length > limits.pageWords) {
    throw new NotWritingError(groups.length, 'words', limits.pageWords);
  }
  const oneWord = (stamps?.boxes ?? []).length === 0 && looksLikeOneWord(groups, height);
  const printed = findPrint(groups, { labels, depth: ink.depth, width, height });
  clearPrint(ink.mask, labels, groups, printed);
  if (stamps !== null) labelApart(labels, stamps);
  const inLines = present(groups, printed, labels, { width, height }, page, factor, textHeight);
  const lines = new Set(inLines.map(({ line }) => line)).size;
  const stamped = presentStamps(stamps, page, factor, { lines, words: inLines.length });
  const written = inLines.filter((word) => !word.printed);
  const found = {
    words: written.length,
    lines: new Set(written.map(({ line }) => line)).size,
    xHeight: core,
    textHeight,
  };
  const words = [...inLines, ...stamped];
  const quality = {
    ...measureQuality(ink, found, beyondSheet),
    printed: words.length - written.length,
    turning,
  };
  return { words, oneWord, quality };
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

/** What is ink on a page, stamps and ruling taken out. */
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
  /** What was taken out as stamped, and frames that may be; null where there is neither. */
  readonly stamps: Stamps | null;
  readonly width: number;
  readonly height: number;
  /** Pixels of the page to a pixel of the mask, on either side. */
  readonly factor: number;
}

/**
 * Separates the ink of a page from paper, stamps, ruling and what is much fainter, in the raster that layout works on.
 *
 * @param colour as `layoutPage` has it.
 */
export function pageInk(page: GrayImage, colour: ColourImage | null = null): PageInk {
  const factor = shrinkingOf(page.width, page.height);
  const positive = isNegative(page) ? negative(page) : page;
  const small = factor === 1 ? positive : shrink(positive, factor);
  const { width, height } = small;
  const { mask, depth } = findInk(small);
  // Light ink takes no light of a colour, so a negative's says nothing.
  const stamps = colour === null || positive !== page ? null : findStamps({ mask, depth }, colour);
  if (stamps !== null) for (let at = 0; at < mask.length; at++) if (stamps.owners[at] !== 0) mask[at] = 0;
  // In all of the ink: faint rules show whole there, and only where they run into strong strokes once the faint is gone.
  const ruled = mask.slice();
  const rules = removeRules({ mask: ruled, depth, width, height });
  const first = dropFaint(mask, depth, width, height);
  if (rules > 0) for (let at = 0; at < mask.length; at++) mask[at]! &= ruled[at]!;
  const second = rules === 0 ? null : dropFaint(mask, depth, width, height);
  const faint = [...first.faint, ...(second?.faint ?? [])];
  return { mask, image: small, depth, marks: second ?? first, faint, rules, stamps, width, height, factor };
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
  printed: readonly boolean[],
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
    const region = around(boxOf(group.pieces), 2 * reach, size);
    const own = ownPixels(order + 1, owners, labels, size.width, region, reach);
    const { unsure } = group;
    return {
      line: used.indexOf(group.line),
      order,
      unsure,
      printed: printed[order]!,
      ...enlarge(region, own, factor, page),
    };
  });
}

/** Clears the mask of printed words, so that what is measured is the writing. */
function clearPrint(
  mask: Uint8Array,
  labels: Int32Array,
  groups: readonly WordGroup[],
  printed: readonly boolean[],
): void {
  if (!printed.includes(true)) return;
  const owners = ownersOf(groups);
  for (let at = 0; at < mask.length; at++) {
    const owner = owners[labels[at]!];
    if (owner !== undefined && owner > 0 && printed[owner - 1]!) mask[at] = 0;
  }
}

/** A box with so much around it on all sides as the raster has. */
function around(inner: Box, margin: number, size: { width: number; height: number }): Box {
  const x = Math.max(0, inner.x - margin);
  const y = Math.max(0, inner.y - margin);
  return {
    x,
    y,
    width: Math.min(size.width, inner.x + inner.width + margin) - x,
    height: Math.min(size.height, inner.y + inner.height + margin) - y,
  };
}

/** Label of stamped pixels, which no writing has. */
const STAMPED = 2 ** 31 - 1;

/** Labels the ink of stamps as other than any word's, so that no word's crop shows it. */
function labelApart(labels: Int32Array, { owners }: Stamps): void {
  for (let at = 0; at < labels.length; at++) if (owners[at] !== 0) labels[at] = STAMPED;
}

/** Stamps as they are shown and can be taken for writing again, each a line of its own after the last. */
function presentStamps(
  stamps: Stamps | null,
  page: GrayImage,
  factor: number,
  before: { readonly lines: number; readonly words: number },
): FoundWord[] {
  const size = layoutSize(page);
  return (stamps?.boxes ?? []).map((box, index) => {
    const region = around(box, STAMP_MARGIN, size);
    const own = new Uint8Array(region.width * region.height);
    for (let at = 0; at < own.length; at++) {
      const x = at % region.width;
      const row = region.y + (at - x) / region.width;
      if (stamps!.owners[row * size.width + region.x + x] === index + 1) own[at] = 1;
    }
    return {
      line: before.lines + index,
      order: before.words + index,
      unsure: false,
      printed: true,
      ...enlarge(region, own, factor, page),
    };
  });
}

/** For each label the number of the word that it is ink of, from 1; 0 for what is no word's. */
function ownersOf(groups: readonly WordGroup[]): Uint32Array {
  let most = 0;
  for (const { pieces } of groups) for (const { label } of pieces) most = Math.max(most, label);
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
