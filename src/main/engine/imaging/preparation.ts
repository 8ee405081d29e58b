import { ChirographError, type Problem } from '../../../contract/schema.ts';
import type { PageQuality } from '../../../contract/quality.ts';
import type { Tile } from '../../../contract/tiles.ts';
import type { EvidenceFormat } from './evidence.ts';
import type { Box } from './gray.ts';

/**
 * How to read an image: `word` takes a whole page as one word, `page` looks for lines and words, `auto` decides between
 * these two; `signature` takes a whole page as one signature, whose crop is the signature encoder's input.
 */
export type Layout = 'auto' | 'word' | 'page' | 'signature';

export interface PreparedWord {
  /** Line on the page and place in reading order, both from 0. */
  readonly line: number;
  readonly order: number;
  /** In pixels of the upright page. */
  readonly box: Box;
  /** The encoder's input, see `WORD_INPUT` and, where the layout is `signature`, `SIGNATURE_INPUT`. */
  readonly crop: Uint8Array;
  readonly cropSha256: string;
  /** What of the box the crop shows, in whole pixels of the upright page: the writing, without the paper about it. */
  readonly writing: Box;
  /** Present and true where it may well be part of a word, or more than one: a gap could be taken either way. */
  readonly unsure?: true;
  /** Present and true where it looks printed or stamped rather than written: it is left out until somebody takes it back. */
  readonly printed?: true;
}

export interface PreparedPage {
  readonly index: number;
  /** Pixels after the file's orientation was applied. */
  readonly width: number;
  readonly height: number;
  /** Pixels per inch as the file states them, or null. */
  readonly dpi: number | null;
  readonly words: readonly PreparedWord[];
  /** Null where it was not measured: the layout looks for no words, or what was found is no writing. */
  readonly quality: PageQuality | null;
}

export interface PreparedFile {
  /** SHA-256 of exactly the bytes that were decoded. */
  readonly sha256: string;
  readonly format: EvidenceFormat;
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
  readonly pages: readonly PreparedPage[];
  /** Why a page, or every page, gives no words, or that the file holds pictures which are not among its pages. */
  readonly problem?: Problem;
}

/** A corner of an outline, in pixels of the upright page. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a region is cut as: whose encoder its crop is the input of, see `WORD_INPUT` and `SIGNATURE_INPUT`. */
export type CutKind = 'word' | 'signature';

/** A word or a signature where somebody drew it on a page, or where it was found. */
export interface Region {
  readonly page: number;
  readonly box: Box;
  /** A closed polygon inside the box: what lies outside it counts as paper. Null where all of the box belongs to it. */
  readonly outline: readonly Point[] | null;
}

/** The crops of regions, each null where nothing in its region stands out from the paper. */
export interface CutFile {
  /** SHA-256 of exactly the bytes that were decoded. */
  readonly sha256: string;
  readonly crops: readonly (Pick<PreparedWord, 'crop' | 'cropSha256' | 'writing'> | null)[];
}

export interface RenderRequest {
  readonly path: string;
  readonly page: number;
  /** In pixels of the upright page; the whole page where left out. */
  readonly box?: Box;
  /** Longest side of the picture in pixels; the original size where left out or larger. */
  readonly maxSize?: number;
  /** One tile of the page instead; with neither `box` nor `maxSize`. */
  readonly tile?: Tile;
}

export interface RenderedImage {
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  /** SHA-256 of the file's bytes that the picture was made from. */
  readonly sha256: string;
}

/** The words of a file that is of use only with words, printed ones left out; throws `no-writing` where it has none. */
export function requireWords(file: PreparedFile): PreparedWord[] {
  const words = file.pages.flatMap((page) => page.words);
  if (words.length === 0 && file.problem) throw ChirographError.fromProblem(file.problem);
  return words.filter(({ printed }) => !printed);
}

/**
 * Decodes and prepares image files in child processes with a memory and a time limit each.
 *
 * Rejects with a ChirographError: `file-unreadable`, `file-too-large`, `format-not-read`, `decoder-failed` (no child process could be started), `set-aside` (the file was in work at two deaths),
 * `cancelled`.
 */
export interface Preparation {
  /**
   * @param source with `page`, one page of the file alone, from 0; none where the file has no such page.
   * @param onPage is told how many pages are done, of how many; fewer again where the file is tried anew.
   */
  prepare(
    source: { path: string; layout: Layout; page?: number },
    signal?: AbortSignal,
    onPage?: (done: number, pages: number) => void,
  ): Promise<PreparedFile>;
  /**
   * Cuts words, or signatures, from where they were drawn. Rejects with `not-found` for a region that is not on its page
   * as well.
   *
   * @param request with `as`, what all its regions are cut as: words where it is left out.
   */
  cut(
    request: { path: string; regions: readonly Region[]; as?: CutKind },
    signal?: AbortSignal,
  ): Promise<CutFile>;
  render(request: RenderRequest, signal?: AbortSignal): Promise<RenderedImage>;
  /** Ends the children; pending work rejects with `cancelled`. */
  close(): Promise<void>;
}
