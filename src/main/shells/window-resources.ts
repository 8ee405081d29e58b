import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Engine } from '../../contract/methods.ts';
import { ChirographError, Id, type ErrorCode } from '../../contract/schema.ts';
import { Tile } from '../../contract/tiles.ts';
import { toProblem } from '../../contract/wire.ts';
import { securityHeaders } from './security-headers.ts';

/** What a GET of the window is answered with, whatever carries it. */
export interface Resource {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Files of the renderer build by the exact path under which the window asks for them; `/` is index.html. */
export type RendererFiles = ReadonlyMap<string, { readonly mediaType: string; readonly bytes: Uint8Array }>;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
/** Pictures of evidence; anything else the engine might name is not shown. */
const imageTypes = ['image/png', 'image/jpeg', 'image/webp'];

/**
 * Reads a renderer build into memory, once. What is not in it then is not served: no path of a request ever reaches
 * the file system. Symbolic links and files of unknown type are left out. Throws `file-missing` where nothing is built.
 */
export async function readRenderer(directory: string): Promise<RendererFiles> {
  const files = new Map<string, { mediaType: string; bytes: Uint8Array }>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      throw notBuilt(directory, error);
    },
  );
  for (const entry of entries) {
    const mediaType = mediaTypes[path.extname(entry.name)];
    if (!entry.isFile() || mediaType === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(directory, file).split(path.sep).join('/');
    files.set(name === 'index.html' ? '/' : encodeURI(`/${name}`), {
      mediaType,
      bytes: await readFile(file),
    });
  }
  if (!files.has('/')) throw notBuilt(directory);
  return files;
}

function notBuilt(directory: string, cause?: unknown): ChirographError {
  const message = `The window is not built: ${directory} has no index.html. "npm run build" builds it.`;
  return new ChirographError('file-missing', message, { cause });
}

/**
 * Answers a GET of the window: a file of the renderer build, or `/image/<case id>/<image id>?max=<pixels>` or
 * `?tile=<level>-<column>-<row>` from the engine. The path is compared as it came, neither decoded nor normalised.
 *
 * @param target path and query of the request, such as `/image/0b5…/77f…?max=512`.
 * @param signal aborted when the window no longer wants the answer.
 */
export async function resourceFor(
  target: string,
  { files, engine, signal }: { files: RendererFiles; engine: Engine; signal: AbortSignal },
): Promise<Resource> {
  const [pathname = '', query = ''] = splitOnce(target, '?');
  const file = files.get(pathname);
  if (file !== undefined) return resource(200, file.mediaType, file.bytes);
  const image = readImageTarget(pathname, new URLSearchParams(query));
  if (image === null) return refusal(404, 'There is nothing here.');
  try {
    const { mediaType, bytes } = await engine.call('image.read', image, { signal });
    if (!imageTypes.includes(mediaType)) return refusal(500, `A picture of type ${mediaType} is not shown.`);
    return resource(200, mediaType, bytes);
  } catch (error) {
    const { code, message } = toProblem(error);
    return refusal(statuses[code] ?? 500, message);
  }
}

/** A refusal in plain words. */
export function refusal(status: number, message: string): Resource {
  return resource(status, 'text/plain; charset=utf-8', new TextEncoder().encode(`${message}\n`));
}

function resource(status: number, mediaType: string, body: Uint8Array): Resource {
  return { status, headers: { ...securityHeaders, 'content-type': mediaType }, body };
}

const statuses: Partial<Record<ErrorCode, number>> = {
  'invalid-arguments': 400,
  'not-found': 404,
  'case-not-open': 404,
  'file-missing': 404,
  'file-changed': 409,
  locked: 423,
  veiled: 403,
  'engine-stopped': 503,
  cancelled: 503,
};

const MaxSize = v.pipe(v.string(), v.regex(/^[1-9]\d{1,5}$/), v.transform(Number), v.minValue(16));

const TileName = v.pipe(
  v.string(),
  v.regex(/^\d{1,2}-\d{1,5}-\d{1,5}$/),
  v.transform((name) => {
    const [level, column, row] = name.split('-').map(Number);
    return { level, column, row };
  }),
  Tile,
);

function readImageTarget(
  pathname: string,
  query: URLSearchParams,
): { case: string; image: string; maxSize?: number; tile?: Tile } | null {
  const [empty, kind, caseId, image, ...rest] = pathname.split('/');
  if (empty !== '' || kind !== 'image' || rest.length > 0 || !v.is(Id, caseId) || !v.is(Id, image))
    return null;
  const part = query.get('tile');
  if (part !== null) {
    const tile = v.safeParse(TileName, part);
    return tile.success ? { case: caseId, image, tile: tile.output } : null;
  }
  const max = query.get('max');
  if (max === null) return { case: caseId, image };
  const maxSize = v.safeParse(MaxSize, max);
  return maxSize.success ? { case: caseId, image, maxSize: maxSize.output } : null;
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
