import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readJsonFile } from '../../../../src/main/shells/cli/json-file.ts';

const Named = v.object({ name: v.string() });
const FORM = 'It is {"name"}.';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chirograph-json-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string): string {
  const file = path.join(folder, 'given.json');
  writeFileSync(file, text);
  return file;
}

it('reads what the schema says, after what may be left out was added', () => {
  expect(readJsonFile(written('{"name":"A"}'), Named, FORM)).toEqual({ name: 'A' });
  const complete = (content: unknown): unknown => ({ name: 'none', ...Object(content) });
  expect(readJsonFile(written('{}'), Named, FORM, complete)).toEqual({ name: 'none' });
});

it.each([
  ['{', 'format-not-read', 'given.json holds no JSON. It is {"name"}.'],
  [
    '{"name":1}',
    'format-not-read',
    'given.json: name: Invalid type: Expected string but received 1. It is {"name"}.',
  ],
  [
    '[]',
    'format-not-read',
    'given.json: name: Invalid key: Expected "name" but received undefined. It is {"name"}.',
  ],
])('says of %s what it should be', (text, code, message) => {
  expect(() => readJsonFile(written(text), Named, FORM)).toThrow(expect.objectContaining({ code, message }));
});

it('says why a file cannot be read, and what to do', () => {
  const refused = (message: string): unknown => expect.objectContaining({ code: 'file-unreadable', message });
  expect(() => readJsonFile(path.join(folder, 'none.json'), Named, FORM)).toThrow(
    refused('none.json cannot be read. There is no such file. Check its name.') as Error,
  );
  expect(() => readJsonFile(folder, Named, FORM)).toThrow(
    refused(`${path.basename(folder)} cannot be read. It is a folder. Name a file in it.`) as Error,
  );
});
