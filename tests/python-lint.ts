/**
 * Lints the Python of the training recipe and looks at its format, by ruff as a package of npm: a machine that only
 * builds the application needs no Python for it. The settings are those that `ruff` itself reads, in pyproject.toml.
 *
 *   node tests/python-lint.ts            # says what is wrong; exit code 1 where anything is
 *   node tests/python-lint.ts --write    # formats the files as well
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PositionEncoding, Workspace, type Diagnostic } from '@astral-sh/ruff-wasm-nodejs';
import { parse } from 'smol-toml';
import * as v from 'valibot';

const project = path.resolve(import.meta.dirname, '../models/training');
const Settings = v.object({
  tool: v.object({
    ruff: v.looseObject({
      lint: v.looseObject({ 'per-file-ignores': v.record(v.string(), v.array(v.string())) }),
    }),
  }),
});
const { ruff } = v.parse(Settings, parse(readFileSync(path.join(project, 'pyproject.toml'), 'utf8'))).tool;
const { 'per-file-ignores': ignoredIn, ...lint } = ruff.lint;

/** Ruff with the settings of one file: as a package it is given text, and cannot know the file's name. */
function ruffFor(file: string): Workspace {
  const ignore = Object.entries(ignoredIn).flatMap(([glob, rules]) =>
    path.matchesGlob(file, glob) ? rules : [],
  );
  return new Workspace({ ...ruff, lint: { ...lint, ignore } }, PositionEncoding.Utf16);
}

let wrong = 0;
function say(file: string, what: string): void {
  wrong++;
  process.stdout.write(`${path.join('models/training', file)}${what}\n`);
}

for (const file of globSync('{chirograph_training,tests}/**/*.py', { cwd: project }).sort()) {
  const workspace = ruffFor(file);
  const text = readFileSync(path.join(project, file), 'utf8');
  for (const { code, message, start_location: at } of workspace.check(text) as Diagnostic[]) {
    say(file, `:${at.row}:${at.column}: ${code ?? 'syntax'} ${message}`);
  }
  const formatted = workspace.format(text);
  if (formatted !== text) {
    if (process.argv.includes('--write')) writeFileSync(path.join(project, file), formatted);
    else say(file, ': not formatted; node tests/python-lint.ts --write does it');
  }
  workspace.free();
}
process.exitCode = wrong > 0 ? 1 : 0;
