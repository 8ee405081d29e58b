import { VerbalScale } from '../../../contract/evidence.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { readJsonFile } from './json-file.ts';
import { print, table, withEngine, type CommonOptions } from './terminal.ts';

const FORM =
  'A scale is {"name": "…", "steps": [{"from": 1, "words": "no support"}, {"from": 2, "words": "…"}, …]}.';

/** `chirograph scale [scale.json]` */
export async function scaleCommand(
  file: string | undefined,
  options: CommonOptions & { default?: boolean },
): Promise<void> {
  if (file !== undefined && options.default === true) {
    throw new ChirographError('invalid-arguments', 'Give a scale to use, or --default: not both.');
  }
  const wanted = file === undefined ? null : readJsonFile(file, VerbalScale, FORM);
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
