import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint();

/** Messages of the layer rule for one import written into a file of that path. */
async function violations(file: string, specifier: string): Promise<string[]> {
  const code = `import * as subject from '${specifier}';\nexport default subject;\n`;
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? [])
    .filter((message) => message.ruleId === 'no-restricted-imports')
    .map((message) => message.message);
}

describe('the layer rule', () => {
  it.each([
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
  ])('%s may not import %s', async (file, specifier) => {
    expect(await violations(file, specifier)).toHaveLength(1);
  });

  it.each([
    ['src/contract/x.ts', 'valibot'],
    ['src/renderer/x.ts', '../contract/methods.ts'],
    ['src/preload/x.ts', '../contract/bridge.ts'],
    ['src/main/shells/browser/x.ts', '../../engine/engine-host.ts'],
    ['src/main/shells/cli/x.ts', '../../engine/engine.ts'],
    ['src/main/shells/electron/x.ts', '../../engine/engine-host.ts'],
    ['src/main/shells/electron/x.ts', 'electron'],
    ['src/main/shells/cli/x.ts', '../../engine/doctor/doctor.ts'],
    ['src/main/engine/doctor/x.ts', '../report/fonts.ts'],
    ['src/main/engine/encoder/x.ts', '../imaging/normalise.ts'],
    ['src/main/engine/writers/x.ts', '../comparison/compare.ts'],
    ['src/main/engine/report/x.ts', '../case/store.ts'],
  ])('%s may import %s', async (file, specifier) => {
    expect(await violations(file, specifier)).toEqual([]);
  });
});
