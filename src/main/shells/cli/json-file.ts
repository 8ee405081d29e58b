import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { ChirographError } from '../../../contract/schema.ts';

/**
 * Reads a JSON file that a command is given.
 *
 * @param form what such a file looks like, a sentence; it ends the message where the content is something else.
 * @param complete adds what a file may leave out, before the schema looks at it.
 * @throws ChirographError `file-unreadable`; `format-not-read` where it is no JSON or not what the schema says.
 */
export function readJsonFile<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
  form: string,
  complete: (content: unknown) => unknown = (content) => content,
): v.InferOutput<Schema> {
  const name = path.basename(file);
  let content: unknown;
  try {
    content = JSON.parse(readFile(file).toString('utf8'));
  } catch (cause) {
    if (cause instanceof ChirographError) throw cause;
    throw new ChirographError('format-not-read', `${name} holds no JSON. ${form}`, {
      cause,
      details: String(cause),
    });
  }
  const parsed = v.safeParse(schema, complete(content));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ChirographError(
    'format-not-read',
    `${name}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}. ${form}`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file. Check its name.',
  EISDIR: 'It is a folder. Name a file in it.',
  EACCES: 'This user may not read it. Have the right to read it given, or copy it.',
};

/** A file that a command is given; throws `file-unreadable`. */
export function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new ChirographError(
      'file-unreadable',
      `${path.basename(file)} cannot be read. ${REASONS[code] ?? `The system says ${code}.`}`,
      { cause, details: String(cause) },
    );
  }
}
