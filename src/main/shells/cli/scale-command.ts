import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { VerbalScale } from '../../../contract/evidence.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { print, table, withEngine, type CommonOptions } from './terminal.ts';

/** `chirograph scale [scale.json]` */
export async function scaleCommand(
  file: string | undefined,
  options: CommonOptions & { default?: boolean },
): Promise<void> {
  if (file !== undefined && options.default === true) {
    throw new ChirographError('invalid-arguments', 'Give a scale to use, or --default: not both.');
  }
  const wanted = file === undefined ? null : readScale(file);
  await withEngine(async (engine) => {
    const scale =
      wanted === null && options.default !== true
        ? await engine.call('scale.get', {})
        : await engine.call('scale.set', { scale: wanted });
    print(options, { scale }, () => [
      scale.name,
      ...table(scale.steps.map(({ from, words }) => [`  from ${from.toLocaleString('en-GB')}`, words])),
    ]);
  });
}

function readScale(file: string): VerbalScale {
  const name = path.basename(file);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ChirographError('file-unreadable', `The scale ${name} cannot be read: ${String(cause)}`, {
      cause,
    });
  }
  const parsed = v.safeParse(VerbalScale, content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ChirographError(
    'format-not-read',
    `${name}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}. A scale is {"name": "…", "steps": [{"from": 1, "words": "no support"}, {"from": 2, "words": "…"}, …]}.`,
  );
}
