import { parse, CsvError, type Info } from 'csv-parse';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { ChirographError } from '../../../contract/schema.ts';

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
  'split',
  'note',
  'word_head',
] as const;

const filled = v.pipe(v.string(), v.nonEmpty('is empty'));
const optional = v.optional(v.string(), '');

const Row = v.object({
  path: filled,
  dataset: filled,
  kind: Kind,
  /** Unique over all datasets. */
  writer: filled,
  /** Transcription; empty where unknown. */
  text: optional,
  /** Signatures, where it must be given: 1 genuine, 0 skilled forgery. */
  genuine: v.optional(v.picklist(['', '0', '1']), ''),
  forger: optional,
  medium: optional,
  script: v.optional(v.string()),
  /** Pixels an inch. */
  resolution: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(?:[1-9]\d{0,4})?$/u, 'is not a whole number of pixels an inch, such as 300'),
    ),
  ),
  split: optional,
  note: optional,
  word_head: v.optional(v.picklist(['', 'train', 'unseen']), ''),
});

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
 * are checked and forgotten.
 *
 * @throws ChirographError `file-unreadable` where the file cannot be read, `format-not-read` for what is wrong in it
 *   (file and line said), `not-found` where no row passes the filters.
 */
export async function readManifest(file: string, filter: ManifestFilter = {}): Promise<ReadManifest> {
  const name = path.basename(file);
  const wrong = (line: number, what: string): ChirographError =>
    new ChirographError('format-not-read', `${name}, line ${line}: ${what}`, { details: file });
  const hash = createHash('sha256');
  const bytes = createReadStream(file);
  let columns: readonly string[] = [];
  const parser = parse({
    bom: true,
    info: true,
    columns: (header: string[]) => (columns = checkedHeader(header, wrong)),
  });
  bytes.on('data', (chunk) => hash.update(chunk));
  bytes.on('error', (error) => parser.destroy(error));
  bytes.pipe(parser);
  const rows: ManifestRow[] = [];
  const lineOfPath = new Map<string, number>();
  try {
    for await (const each of parser as AsyncIterable<{ record: unknown; info: Info }>) {
      const { lines: line } = each.info;
      const parsed = v.safeParse(Row, each.record);
      if (!parsed.success) {
        const [issue] = parsed.issues;
        throw wrong(line, `${v.getDotPath(issue) ?? 'the row'}: ${issue.message}`);
      }
      const row = parsed.output;
      if (row.kind === 'signature' && row.genuine === '') {
        throw wrong(line, 'genuine is empty; of a signature it is 1, or 0 for a skilled forgery');
      }
      const before = lineOfPath.get(row.path);
      if (before !== undefined) throw wrong(line, `${row.path} stands on line ${before} already`);
      lineOfPath.set(row.path, line);
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

function checkedHeader(header: string[], wrong: (line: number, what: string) => ChirographError): string[] {
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
  if (cause instanceof CsvError) return wrong(Number(cause['lines'] ?? 1), cause.message);
  return new ChirographError(
    'file-unreadable',
    `The manifest ${path.basename(file)} cannot be read. Check that the file exists and that you may read it.`,
    { cause, details: String(cause) },
  );
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
  return `None of the ${rows} rows of ${name} has ${asked.join(' and ')}.`;
}
