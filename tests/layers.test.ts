import { globSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint();

/** Messages of the layer rule for code written into a file of that path. */
async function messagesFor(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === 'no-restricted-imports' || ruleId === 'no-restricted-syntax')
    .map(({ message }) => message);
}

/** Messages of the layer rule for one import written into a file of that path. */
function violations(file: string, specifier: string): Promise<string[]> {
  return messagesFor(file, `import * as subject from '${specifier}';\nexport default subject;\n`);
}

describe('the layer rule', () => {
  it.each([
    ['src/language/x.ts', '../contract/case.ts'],
    ['src/language/x.ts', '../../main/engine/report/wording.ts'],
    ['src/language/x.ts', 'svelte'],
    ['src/language/x.ts', 'node:fs'],
    ['src/contract/x.ts', '../main/engine/engine.ts'],
    ['src/contract/x.ts', 'electron'],
    ['src/contract/x.ts', 'node:fs'],
    ['src/renderer/x.ts', '../main/engine/case/store.ts'],
    ['src/renderer/x.ts', '../preload/preload.ts'],
    ['src/renderer/x.ts', 'electron'],
    ['src/renderer/x.ts', 'better-sqlite3'],
    ['src/preload/x.ts', '../main/engine/engine.ts'],
    ['src/main/shells/browser/x.ts', '../../engine/case/store.ts'],
    ['src/main/shells/browser/x.ts', 'electron'],
    ['src/main/shells/cli/x.ts', '../../engine/report/export-report.ts'],
    ['src/main/shells/electron/x.ts', '../browser/browser-shell.ts'],
    ['src/main/shells/electron/x.ts', '../../engine/engine.ts'],
    ['src/main/engine/case/x.ts', '../imaging/gray.ts'],
    ['src/main/engine/imaging/x.ts', '../encoder/encoder.ts'],
    ['src/main/engine/encoder/x.ts', '../comparison/compare.ts'],
    ['src/main/engine/comparison/x.ts', '../report/export-report.ts'],
    ['src/main/engine/writers/x.ts', '../report/export-report.ts'],
    ['src/main/engine/case/x.ts', '../../shells/cli/terminal.ts'],
    ['src/main/engine/report/x.ts', '../doctor/doctor.ts'],
    ['src/main/engine/doctor/x.ts', '../evaluation/evaluate.ts'],
    ['src/main/shells/cli/x.ts', '../../engine/doctor/folders.ts'],
    ['src/main/engine/comparison/x.ts', 'electron'],
    ['src/main/x.ts', './engine/engine-host.ts'],
    ['src/main/x.ts', './shells/gui.ts'],
    ['src/main/x.ts', 'electron'],
    ['src/main/shells/x.ts', '../engine/engine.ts'],
    ['src/main/shells/x.ts', '../engine/case/store.ts'],
    ['src/main/shells/x.ts', './electron/electron-shell.ts'],
    ['src/main/shells/x.ts', './cli/terminal.ts'],
    ['src/main/shells/x.ts', 'electron'],
    ['src/main/engine/x.ts', '../shells/gui.ts'],
    ['src/main/engine/x.ts', 'electron'],
    ['src/main/engine/handlers/x.ts', '../../shells/gui.ts'],
    ['src/main/engine/handlers/x.ts', '../engine.ts'],
  ])('%s may not import %s', async (file, specifier) => {
    expect(await violations(file, specifier)).toHaveLength(1);
  });

  it.each([
    ['src/language/x.ts', 'intl-messageformat'],
    ['src/contract/x.ts', 'valibot'],
    ['src/contract/x.ts', '../language/figures.ts'],
    ['src/renderer/x.ts', '../language/language.ts'],
    ['src/main/engine/report/x.ts', '../../../language/language.ts'],
    ['src/main/shells/electron/x.ts', '../../../language/language.ts'],
    ['src/renderer/x.ts', '../contract/methods.ts'],
    ['src/preload/x.ts', '../contract/bridge.ts'],
    ['src/main/shells/browser/x.ts', '../../engine/engine-host.ts'],
    ['src/main/shells/cli/x.ts', '../../engine/engine.ts'],
    ['src/main/shells/electron/x.ts', '../../engine/engine-host.ts'],
    ['src/main/shells/electron/x.ts', 'electron'],
    ['src/main/shells/cli/x.ts', '../../engine/doctor/doctor.ts'],
    ['src/main/shells/cli/x.ts', '../../engine/installation.ts'],
    ['src/main/engine/doctor/x.ts', '../report/fonts.ts'],
    ['src/main/engine/encoder/x.ts', '../imaging/normalise.ts'],
    ['src/main/engine/writers/x.ts', '../comparison/compare.ts'],
    ['src/main/engine/report/x.ts', '../case/store.ts'],
    ['src/main/x.ts', '../contract/schema.ts'],
    ['src/main/shells/x.ts', '../engine/engine-host.ts'],
    ['src/main/shells/x.ts', './browser/browser-shell.ts'],
    ['src/main/shells/x.ts', './electron-binary.ts'],
    ['src/main/engine/x.ts', './report/export.ts'],
    ['src/main/engine/handlers/x.ts', '../report/export.ts'],
  ])('%s may import %s', async (file, specifier) => {
    expect(await violations(file, specifier)).toEqual([]);
  });

  const wrong = '../../engine/engine.ts';
  it.each([
    ['a dynamic import', `export default await import('${wrong}');`],
    ['require', `export default require('${wrong}');`],
    ['require.resolve', `export default require.resolve('${wrong}');`],
    ['a require made on the spot', `export default createRequire(import.meta.url)('${wrong}');`],
    ['an import inside a type', `export type Subject = import('${wrong}').Subject;`],
    ['an import of the old kind', `import subject = require('${wrong}');\nexport default subject;`],
    ['an export of another module', `export * from '${wrong}';`],
    ['a computed name', `export default (name: string) => import(name);`],
  ])('sees %s', async (_, code) => {
    expect(await messagesFor('src/main/shells/electron/x.ts', code)).toHaveLength(1);
  });

  it('lets those through that point inward', async () => {
    const code = `export default await import('../../engine/engine-host.ts');`;
    expect(await messagesFor('src/main/shells/electron/x.ts', code)).toEqual([]);
  });

  it('covers every folder with source', async () => {
    const files = globSync('src/**/*.{ts,svelte}').filter((file) => !file.endsWith('.d.ts'));
    const folders = new Map(files.map((file) => [path.dirname(file), file]));
    for (const [folder, file] of folders) {
      const { rules } = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, unknown> };
      expect(rules, folder).toHaveProperty('no-restricted-imports');
    }
  });
});
