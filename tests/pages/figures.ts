import { scoreInk, type InkScore } from './ink-score.ts';
import type { KnownPage } from './page-truth.ts';
import type { TimedSegmentation } from './production.ts';
import { f1, scoreSegmentation, type Count } from './score.ts';

/** What is reported of a kind of pages. Shares from 0 to 1. */
export interface KindFigures {
  readonly kind: string;
  readonly pages: number;
  readonly words: Count & { readonly f1: number | null };
  readonly lines: Count & { readonly f1: number | null };
  readonly misplaced: number;
  /** Means over pages; null where no page's ink is known pixel by pixel. */
  readonly ink: InkScore | null;
  /** Mean over pages. */
  readonly secondsPerPage: number;
}

/** One page's part in the figures of its kind. */
export interface PageFigures extends KindFigures {
  readonly name: string;
}

/** Scores one page. */
export function pageFigures({ name, kind, truth }: KnownPage, found: TimedSegmentation): PageFigures {
  const { words, lines, misplaced } = scoreSegmentation(truth, found);
  const ink = truth.inkIsExact ? scoreInk(truth, found.ink) : null;
  return {
    name,
    kind,
    pages: 1,
    words: { ...words, f1: f1(words) },
    lines: { ...lines, f1: f1(lines) },
    misplaced,
    ink,
    secondsPerPage: found.seconds,
  };
}

/** The figures of each kind. */
export function byKind(pages: readonly PageFigures[]): KindFigures[] {
  return [...Map.groupBy(pages, ({ kind }) => kind)].map(([kind, own]) => together(kind, own));
}

/** The figures of some pages together: counts are added up over pages before F1 is taken. */
export function together(kind: string, pages: readonly PageFigures[]): KindFigures {
  const words = sum(pages.map((page) => page.words));
  const lines = sum(pages.map((page) => page.lines));
  const inks = pages.flatMap(({ ink }) => ink ?? []);
  return {
    kind,
    pages: pages.length,
    words: { ...words, f1: f1(words) },
    lines: { ...lines, f1: f1(lines) },
    misplaced: pages.reduce((total, page) => total + page.misplaced, 0),
    ink:
      inks.length === 0
        ? null
        : {
            fMeasure: mean(inks.map(({ fMeasure }) => fMeasure)),
            pseudoFMeasure: mean(inks.map(({ pseudoFMeasure }) => pseudoFMeasure)),
          },
    secondsPerPage: mean(pages.map(({ secondsPerPage }) => secondsPerPage)),
  };
}

/**
 * The figures as a Markdown table, another method's beside them.
 *
 * @param others of the same kinds in the same order; null where there is no other method.
 */
export function table(
  kinds: readonly KindFigures[],
  others: { readonly name: string; readonly figures: readonly KindFigures[] } | null,
): string {
  const columns: { title: string; of: (kind: KindFigures) => string; compared: boolean }[] = [
    { title: 'word F1', of: ({ words }) => share(words.f1), compared: true },
    { title: 'known/found/right', of: ({ words }) => counts(words), compared: false },
    { title: 'line F1', of: ({ lines }) => share(lines.f1), compared: true },
    { title: 'known/found/right', of: ({ lines }) => counts(lines), compared: false },
    { title: 'misplaced', of: ({ misplaced }) => String(misplaced), compared: false },
    { title: 'ink F', of: ({ ink }) => share(ink?.fMeasure), compared: true },
    { title: 'pseudo-F', of: ({ ink }) => share(ink?.pseudoFMeasure), compared: true },
    { title: 's/page', of: ({ secondsPerPage }) => secondsPerPage.toFixed(2), compared: true },
  ];
  const besides = (compared: boolean, cell: string): string[] => (compared && others !== null ? [cell] : []);
  const header = columns.flatMap(({ title, compared }) => [title, ...besides(compared, others?.name ?? '')]);
  const rows = kinds.map((kind, index) => [
    kind.kind,
    String(kind.pages),
    ...columns.flatMap(({ of, compared }) => {
      const other = others?.figures[index];
      return [of(kind), ...besides(compared, other === undefined ? '' : of(other))];
    }),
  ]);
  return markdown(['kind', 'pages', ...header], rows);
}

/** A Markdown table, its columns aligned. */
export function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const counts = ({ known, found, right }: Count): string => `${known}/${found}/${right}`;

const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value.toFixed(3);

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

function sum(all: readonly Count[]): Count {
  return {
    known: all.reduce((total, { known }) => total + known, 0),
    found: all.reduce((total, { found }) => total + found, 0),
    right: all.reduce((total, { right }) => total + right, 0),
  };
}
