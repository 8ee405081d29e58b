import type { Problem } from '../../../contract/schema.ts';
import type {
  CutFile,
  CutKind,
  Layout,
  PreparedFile,
  PreparedPage,
  Region,
  RenderedImage,
  RenderRequest,
} from './preparation.ts';

/** What a preparation child is asked for; one task at a time. */
export type Task =
  | { readonly kind: 'prepare'; readonly path: string; readonly layout: Layout; readonly page?: number }
  | {
      readonly kind: 'cut';
      readonly path: string;
      readonly regions: readonly Region[];
      readonly as: CutKind;
    }
  | { readonly kind: 'render'; readonly request: RenderRequest };

/** What a child answers. Pages come one by one, so that no message is larger than a page. */
export type Answer =
  /** The decoder is loaded; a death before this is the installation's fault, not a file's. */
  | { readonly kind: 'ready' }
  /** The header of one more page was read. */
  | { readonly kind: 'header' }
  /** A page of this size is begun; the time runs from here. */
  | { readonly kind: 'begun'; readonly pixels: number }
  /** One more page is done, of as many as the file has. */
  | { readonly kind: 'page'; readonly page: PreparedPage; readonly of: number }
  | { readonly kind: 'prepared'; readonly file: Omit<PreparedFile, 'pages'> }
  | { readonly kind: 'cut'; readonly file: CutFile }
  | { readonly kind: 'rendered'; readonly image: RenderedImage }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Exit code of a child that found itself over its memory limit. */
export const OVER_MEMORY = 86;

/** Exit code of a child that found its own figures impossible: the file is tried again in a fresh process. */
export const FAULTY = 87;

/** Exit code of a child whose PDF reader broke off: its memory is lost, and no other file may be read with it. */
export const PDF_STOPPED = 88;

/**
 * Pages that a child keeps decoded: two children have the four that a window shows between them. What is cut from a page
 * is sent to the child that holds it.
 */
export const PAGES_KEPT = 2;
