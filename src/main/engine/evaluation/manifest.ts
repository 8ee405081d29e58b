import { parse, CsvError, type Info } from 'csv-parse';
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import * as v from 'valibot';
import { ChirographError } from '../../../contract/schema.ts';
import { grouped } from '../imaging/limits.ts';

const Kind = v.picklist(['word', 'character', 'signature', 'page']);
export type Kind = v.InferOutput<typeof Kind>;

const REQUIRED = ['path', 'dataset', 'kind', 'writer'] as const;
export const OPTIONAL = [
  'text',
  'genuine',
  'forger',
  'medium',
  'script',
  'resolution',
  'sheet',
  'split',
  'note',
  'word_head',
] as const;

/** What stands in the place of a character that a program could not read. */
const LOST = '\uFFFD';

/** As a cell is meant: what a program or a keyboard put around and into it makes no other writer or set. */
const meant = (cell: string): string => cell.normalize('NFC').trim().replace(/\s+/gu, ' ');

const cell = v.pipe(
  v.string(),
  v.check((written) => !written.includes(LOST)),
  v.transform(meant),
);
const filled = v.pipe(cell, v.nonEmpty());
const optional = v.optional(cell, '');
const oneOf = <const T extends readonly string[]>(choices: T) => v.pipe(cell, v.picklist(choices));

const Row = v.object({
  /** As it is written but for what stands around it: files may be named in decomposed characters. */
  path: v.pipe(
    v.string(),
    v.check((written) => !written.includes(LOST)),
    v.trim(),
    v.nonEmpty(),
  ),
  dataset: filled,
  kind: oneOf(Kind.options),
  /** One person in all datasets: strangers are named apart. */
  writer: filled,
  /** Transcription; empty where unknown. */
  text: optional,
  /** Signatures, where it must be given: 1 genuine, 0 skilled forgery. */
  genuine: v.optional(oneOf(['', '0', '1']), ''),
  forger: optional,
  medium: optional,
  script: v.optional(cell),
  /** Pixels an inch. */
  resolution: v.optional(v.pipe(cell, v.regex(/^(?:[1-9]\d{0,4})?$/u))),
  /** Of a word, the page, form or file that it was cut from, told apart among its writer's; empty where unknown. */
  sheet: optional,
  split: optional,
  note: optional,
  word_head: v.optional(oneOf(['', 'train', 'unseen']), ''),
});

/** What is wrong with a cell. */
function refusal(issue: v.InferIssue<typeof Row>): string {
  const column = String(v.getDotPath(issue));
  switch (issue.type) {
    case 'non_empty':
      return `the cell ${column} is empty`;
    case 'check':
      return `the cell ${column} holds a character that was lost when the table was saved. Save the table anew from its source, as CSV in UTF-8.`;
    case 'picklist':
      return `the cell ${column} is "${String(issue.input)}" and may be ${choicesOf(issue.expected)}`;
    case 'regex':
      return `the cell ${column} is "${String(issue.input)}", which is no whole number of pixels an inch, such as 300`;
    default:
      return `the cell ${column} cannot be read`;
  }
}

/** What a picklist expected, `("a" | "b")`, as a list: "a, b". */
const choicesOf = (expected: string | null): string =>
  [...(expected ?? '').matchAll(/"([^"]+)"/gu)].map(([, choice]) => choice).join(', ');

/** One labelled image. */
export interface ManifestRow extends v.InferOutput<typeof Row> {
  /** Line of the manifest, from 1. */
  readonly line: number;
}

export interface Manifest {
  readonly file: string;
  /** SHA-256 of the whole file, filters or not. */
  readonly sha256: string;
  /** Rows that pass the filters, in the manifest's order. */
  readonly rows: readonly ManifestRow[];
}

/** A manifest as it was read from its file. */
export interface ReadManifest extends Manifest {
  /** What its header names. */
  readonly columns: readonly string[];
}

export interface ManifestFilter {
  readonly split?: string | undefined;
  /** One dataset, or several. */
  readonly dataset?: string | readonly string[] | undefined;
  readonly kinds?: readonly Kind[] | undefined;
}

/** The folder that the paths of a manifest start from: its own, unless another one is given. */
export function rootOf(manifest: Manifest, root?: string): string {
  return path.resolve(root ?? path.dirname(manifest.file));
}

/**
 * Reads the table of labelled images (CSV in UTF-8 with a header), line by line; rows that no filter lets through
 * are checked and forgotten. Cells are read as they are meant: composed (NFC), without what stands around them.
 *
 * @param signal gives up with `cancelled`.
 * @throws ChirographError `file-unreadable` where the file cannot be read, `format-not-read` for what is wrong in it
 *   (file and line said), `not-found` where no row passes the filters.
 */
export async function readManifest(
  file: string,
  filter: ManifestFilter = {},
  signal?: AbortSignal,
): Promise<ReadManifest> {
  const name = path.basename(file);
  const wrong = (line: number, what: string): ChirographError =>
    new ChirographError('format-not-read', `${name}, line ${line}: ${what}`, { details: file });
  const hash = createHash('sha256');
  let columns: readonly string[] = [];
  const parser = parse({
    bom: true,
    info: true,
    columns: (header: string[]) => (columns = checkedHeader(header, wrong)),
  });
  const bytes = Readable.from(
    wholeLines(file, hash, (line) =>
      wrong(line, 'this line is not in UTF-8. Save the table again as CSV in UTF-8.'),
    ),
  );
  bytes.on('error', (error) => parser.destroy(error));
  bytes.pipe(parser);
  const rows: ManifestRow[] = [];
  const lineOfPath = new Map<string, number>();
  try {
    for await (const each of parser as AsyncIterable<{ record: unknown; info: Info }>) {
      if (signal?.aborted) throw new ChirographError('cancelled', 'Reading the table was cancelled.');
      const { lines: line } = each.info;
      const parsed = v.safeParse(Row, each.record);
      if (!parsed.success) throw wrong(line, refusal(parsed.issues[0]));
      const row = parsed.output;
      if (row.kind === 'signature' && row.genuine === '') {
        throw wrong(line, 'genuine is empty; of a signature it is 1, or 0 for a skilled forgery');
      }
      const place = path.normalize(row.path).normalize('NFC');
      const before = lineOfPath.get(place);
      if (before !== undefined) throw wrong(line, `${row.path} stands on line ${before} already`);
      lineOfPath.set(place, line);
      if (passes(row, filter)) rows.push({ ...row, line });
    }
  } catch (cause) {
    throw understood(cause, file, wrong);
  } finally {
    bytes.destroy();
  }
  if (rows.length === 0) throw new ChirographError('not-found', nothingLeft(name, lineOfPath.size, filter));
  return { file, sha256: hash.digest('hex'), columns, rows };
}

/** The bytes of a file, hashed, in whole lines: each of them UTF-8, or `notUtf8` says which line is not. */
async function* wholeLines(
  file: string,
  hash: { update(bytes: Buffer): unknown },
  notUtf8: (line: number) => ChirographError,
): AsyncGenerator<Buffer> {
  const NEW_LINE = 0x0a;
  let rest = Buffer.alloc(0);
  let before = 0;
  const checked = (lines: Buffer): Buffer => {
    let from = 0;
    const whole = isUtf8(lines);
    for (let end = lines.indexOf(NEW_LINE); end !== -1; end = lines.indexOf(NEW_LINE, from)) {
      if (!whole && !isUtf8(lines.subarray(from, end))) throw notUtf8(before + 1);
      before++;
      from = end + 1;
    }
    if (!whole) throw notUtf8(before + 1);
    return lines;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(NEW_LINE) + 1;
    rest = bytes.subarray(end);
    if (end > 0) yield checked(bytes.subarray(0, end));
  }
  if (rest.length > 0) yield checked(rest);
}

function checkedHeader(written: string[], wrong: (line: number, what: string) => ChirographError): string[] {
  const header = written.map(meant);
  if (header.length === 1 && header[0]!.includes(';')) {
    throw wrong(1, 'the columns are parted by semicolons. Save the table with commas between them.');
  }
  const missing = REQUIRED.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    throw wrong(
      1,
      `the header lacks ${missing.join(', ')}. A manifest has the columns ${REQUIRED.join(', ')} and may have ${OPTIONAL.join(', ')}.`,
    );
  }
  const twice = header.find((column, at) => header.indexOf(column) !== at);
  if (twice !== undefined) throw wrong(1, `the header names ${twice} twice`);
  return header;
}

function passes(row: v.InferOutput<typeof Row>, filter: ManifestFilter): boolean {
  return (
    (filter.split === undefined || row.split === filter.split) &&
    (filter.dataset === undefined || [filter.dataset].flat().includes(row.dataset)) &&
    (filter.kinds === undefined || filter.kinds.includes(row.kind))
  );
}

function understood(
  cause: unknown,
  file: string,
  wrong: (line: number, what: string) => ChirographError,
): ChirographError {
  if (cause instanceof ChirographError) return cause;
  if (cause instanceof CsvError) return wrong(Number(cause['lines'] ?? 1), misread(cause));
  return new ChirographError(
    'file-unreadable',
    `The manifest ${path.basename(file)} cannot be read. Check that the file exists and that you may read it.`,
    { cause, details: String(cause) },
  );
}

/** What a row is, that is none of the table's. */
function misread(cause: CsvError): string {
  switch (cause.code) {
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return 'the row has not as many cells as the header';
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a cell begins with a quotation mark and none ends it';
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'a quotation mark stands inside a cell: put the cell between quotation marks, and double the one in it';
    default:
      return cause.message;
  }
}

function nothingLeft(name: string, rows: number, filter: ManifestFilter): string {
  if (rows === 0) return `${name} has a header and no rows.`;
  const asked = [
    filter.split === undefined ? [] : `split "${filter.split}"`,
    filter.dataset === undefined
      ? []
      : `dataset ${[filter.dataset]
          .flat()
          .map((each) => `"${each}"`)
          .join(' or ')}`,
    filter.kinds === undefined ? [] : `kind ${filter.kinds.join(' or ')}`,
  ].flat();
  return `None of the ${grouped(rows)} rows of ${name} has ${asked.join(' and ')}.`;
}
