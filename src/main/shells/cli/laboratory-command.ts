import { Laboratory, NO_LABORATORY } from '../../../contract/laboratory.ts';
import { readFile, readJsonFile } from './json-file.ts';
import { print, table, withEngine, type CommonOptions } from './terminal.ts';

const FORM =
  'A laboratory is {"name", "address", "opening", "closing", "leftOut": [], "language", "translations": {"de": {"opening", …}}}.';

/** `chirograph laboratory [laboratory.json] [--logo file | --no-logo]`: prints the template, or sets what is given. */
export async function laboratoryCommand(
  file: string | undefined,
  options: CommonOptions & { logo?: string | false },
): Promise<void> {
  const wanted =
    file === undefined
      ? null
      : readJsonFile(file, Laboratory, FORM, (content) => ({ ...NO_LABORATORY, ...Object(content) }));
  await withEngine(async (engine) => {
    const before = await engine.call('laboratory.get', {});
    const isChange = wanted !== null || options.logo !== undefined;
    const logo =
      typeof options.logo === 'string'
        ? readFile(options.logo).toString('base64')
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
