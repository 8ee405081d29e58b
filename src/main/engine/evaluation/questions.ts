import type { PairKind, PairQuestion } from '../comparison/pair-figure.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { ManifestRow } from './manifest.ts';

/** Its drawers are numbered anew in every alphabet: two of them can be compared within one only. */
const OMNIGLOT = 'omniglot';
/** One word of one letter that each writer copied three times; words of one copy were written in one go. */
const COPIED_LETTER = 'and';

/** Sets whose notes say what a word was written on in one go with others: a copy of the letter, a form. */
const NOTED_SHEETS: ReadonlySet<string> = new Set([COPIED_LETTER, 'words-en']);

/**
 * What a row was written on in one go with others, told apart among its writer's: the sheet that the table names, a page
 * itself. Empty where nothing is known.
 */
export function sheetOf({
  kind,
  path,
  dataset,
  sheet,
  note,
}: Pick<ManifestRow, 'kind' | 'path' | 'dataset' | 'sheet' | 'note'>): string {
  if (kind === 'page') return path;
  if (sheet !== '') return sheet;
  return NOTED_SHEETS.has(dataset) ? note : '';
}

/** Whether words are all of one text, as far as most of them are transcribed: a text of several is then no text. */
export function isOfSingleText(texts: readonly string[]): boolean {
  const known = texts.filter((text) => text !== '');
  return 2 * known.length > texts.length && new Set(known).size === 1;
}

/** What the definitions of all figures ask of a labelled word, page or document. */
export type Labels = Pick<ManifestRow, 'dataset' | 'writer' | 'text' | 'sheet' | 'note' | 'path' | 'line'>;

/**
 * Pairs for "one word, who wrote it?": two words of different text or, where the material has a single text, of that
 * same one. Positive by one writer, negative by two; two words of one writer on one sheet that the table names, and in the
 * dataset `and` on one copy of the letter, are no pair. For rows of known text only.
 */
export function wordWriterQuestion(rows: readonly Labels[]): PairQuestion {
  const { writer, writers, group } = hands(rows);
  const text = numbered(rows.map((row) => row.text));
  const single = text.count === 1;
  const { of: sheet } = numbered(rows.map((row) => row.sheet));
  const named = rows.map((row) => row.sheet !== '');
  const copy = numbered(rows.map((row) => row.note)).of;
  const byCopies = rows.map((row) => row.dataset === COPIED_LETTER);
  const unknownCopy = rows.map((row) => row.note === '');
  return {
    writer,
    writers,
    kindOf(a, b): PairKind {
      if (group[a] !== group[b] || (text.of[a] === text.of[b]) !== single) return 'left out';
      if (writer[a] !== writer[b]) return 'negative';
      if (named[a] && sheet[a] === sheet[b]) return 'left out';
      if (byCopies[a] && (copy[a] === copy[b] || unknownCopy[a] || unknownCopy[b])) return 'left out';
      return 'positive';
    },
  };
}

/**
 * Pairs for "same word?": two words by different writers, positive of the same text, negative of different texts. For
 * rows of known text only.
 */
export function sameWordQuestion(rows: readonly Labels[]): PairQuestion {
  const { writer, writers, group } = hands(rows);
  const { of: text } = numbered(rows.map((row) => row.text));
  return {
    writer,
    writers,
    kindOf(a, b): PairKind {
      if (group[a] !== group[b] || writer[a] === writer[b]) return 'left out';
      return text[a] === text[b] ? 'positive' : 'negative';
    },
  };
}

/** Pairs for documents and pages: positive by one writer, negative by two. */
export function sameWriterQuestion(rows: readonly Labels[]): PairQuestion {
  const { writer, writers, group } = hands(rows);
  return {
    writer,
    writers,
    kindOf(a, b): PairKind {
      if (group[a] !== group[b]) return 'left out';
      return writer[a] === writer[b] ? 'positive' : 'negative';
    },
  };
}

function hands(rows: readonly Labels[]): { writer: Int32Array; writers: number; group: Int32Array } {
  const writer = numbered(rows.map((row) => row.writer));
  return { writer: writer.of, writers: writer.count, group: numbered(rows.map(groupOf)).of };
}

/** Only within one group are writers and texts comparable: a dataset, in omniglot an alphabet. */
function groupOf(row: Labels): string {
  if (row.dataset !== OMNIGLOT) return row.dataset;
  const alphabet = /^omniglot:(.+)_\d+$/.exec(row.writer)?.[1];
  if (alphabet === undefined) {
    throw new ChirographError(
      'format-not-read',
      `Manifest, line ${row.line}: the writer "${row.writer}" of ${row.path} does not name an omniglot alphabet and drawer, such as omniglot:Balinese_03.`,
    );
  }
  return `${row.dataset}/${alphabet}`;
}

/** Numbers values from 0 in the order in which they first come. */
function numbered(values: readonly string[]): { of: Int32Array; count: number } {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(values, (value) => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  });
  return { of, count: numbers.size };
}
