import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFonts, shortName } from '../../../models/training/hands/fonts.ts';
import { HANDS } from '../../../src/main/engine/demo/hands.ts';

const folder = path.resolve(import.meta.dirname, '../../../models/training/hands');
const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(path.join(folder, name), 'utf8'));
const fonts = await listFonts();

describe('the fonts that words are written with', () => {
  it('are at least a hundred under the SIL Open Font License, as their packages say', async () => {
    const { packages } = (await read('package-lock.json')) as {
      packages: Record<string, { version: string; license?: string }>;
    };
    expect(fonts.length).toBeGreaterThanOrEqual(100);
    for (const font of fonts) {
      expect(font.licence, font.package).toBe('OFL-1.1');
      expect(font.attribution, font.package).not.toBe('');
      expect(packages[`node_modules/${font.package}`]).toMatchObject({
        version: font.version,
        license: 'OFL-1.1',
      });
    }
  });

  it('are those that are installed, and no others', async () => {
    const { dependencies } = (await read('package.json')) as { dependencies: Record<string, string> };
    expect(Object.fromEntries(fonts.map((font) => [font.package, font.version]))).toEqual(dependencies);
  });

  it('have names of their own and none of the demo', () => {
    expect(new Set(fonts.map(shortName)).size).toBe(fonts.length);
    const demo = Object.values(HANDS).map(({ font }) => font.package);
    expect(fonts.filter((font) => demo.includes(font.package as (typeof demo)[number]))).toEqual([]);
  });
});
