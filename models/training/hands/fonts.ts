import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { create, type Font } from 'fontkit';

const folder = import.meta.dirname;

/** One line of `fonts.csv`. */
export interface ListedFont {
  readonly package: string;
  readonly version: string;
  readonly family: string;
  readonly licence: string;
  readonly attribution: string;
}

/** The fonts that words are written with, in the order of their packages' names. */
export async function listFonts(): Promise<ListedFont[]> {
  return parse(await readFile(path.join(folder, 'fonts.csv'), 'utf8'), { columns: true });
}

/** The font's name in writers and paths. */
export function shortName({ package: name }: ListedFont): string {
  return name.slice(name.indexOf('/') + 1);
}

/**
 * Reads a font from the packages beside this file.
 *
 * @throws Error where the package is missing or of another version, or its licence is not the SIL Open Font License.
 */
export async function openListedFont(font: ListedFont): Promise<Font> {
  const installed = path.join(folder, 'node_modules', font.package);
  const { version } = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8')) as ListedFont;
  if (version !== font.version) {
    throw new Error(
      `${font.package} is ${version} where fonts.csv says ${font.version}; run npm ci in ${folder}`,
    );
  }
  const licence = await readFile(path.join(installed, 'LICENSE'), 'utf8');
  if (!/SIL Open Font License, Version 1\.1/i.test(licence)) {
    throw new Error(`${font.package}: the licence is not the SIL Open Font License 1.1`);
  }
  return create(await readFile(path.join(installed, 'files', `${shortName(font)}-latin-400-normal.woff2`)));
}
