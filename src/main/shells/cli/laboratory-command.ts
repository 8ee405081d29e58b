import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { Laboratory, NO_LABORATORY } from '../../../contract/laboratory.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { print, table, withEngine, type CommonOptions } from './terminal.ts';

/** `chirograph laboratory [laboratory.json] [--logo file | --no-logo]`: prints the template, or sets what is given. */
export async function laboratoryCommand(
  file: string | undefined,
  options: CommonOptions & { logo?: string | false },
): Promise<void> {
  const wanted = file === undefined ? null : readTemplate(file);
  await withEngine(async (engine) => {
    const before = await engine.call('laboratory.get', {});
    const isChange = wanted !== null || options.logo !== undefined;
    const logo =
      typeof options.logo === 'string'
        ? read(options.logo).toString('base64')
        : options.logo === false
          ? null
          : undefined;
    const laboratory = isChange
      ? await engine.call('laboratory.save', {
          laboratory: wanted ?? before,
          ...(logo === undefined ? {} : { logo }),
        })
      : before;
    print(options, { laboratory }, () =>
      table(
        Object.entries(laboratory).flatMap(([name, value]) =>
          value !== null && typeof value === 'object' && !Array.isArray(value)
            ? Object.entries(value).flatMap(([language, texts]) =>
                Object.entries(texts ?? {}).map(([field, text]) => [`${field} (${language})`, oneLine(text)]),
              )
            : [[name, oneLine(Array.isArray(value) ? value.join(', ') : value)]],
        ),
      ),
    );
  });
}

const oneLine = (text: string | null | undefined): string => text?.replaceAll('\n', ' / ') || 'not stated';

function readTemplate(file: string): Laboratory {
  const name = path.basename(file);
  let content: unknown;
  try {
    content = JSON.parse(read(file).toString('utf8'));
  } catch (cause) {
    if (cause instanceof ChirographError) throw cause;
    throw new ChirographError('format-not-read', `${name} is no JSON: ${String(cause)}`, { cause });
  }
  const parsed = v.safeParse(Laboratory, { ...NO_LABORATORY, ...Object(content) });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ChirographError(
    'format-not-read',
    `${name}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}. A laboratory is {"name", "address", "opening", "closing", "leftOut": [], "language", "translations": {"de": {"opening", …}}}.`,
  );
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new ChirographError('file-unreadable', `${path.basename(file)} cannot be read: ${String(cause)}`, {
      cause,
    });
  }
}
