import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChirographError } from '../../src/contract/schema.ts';
import { allowedFields, frames, plainError, plainOutput, plainWords } from '../../src/main/log-redaction.ts';

describe('plain words', () => {
  it.each([
    [
      "ENOENT: no such file or directory, open '/cases/Jane Roe/q1.png'",
      'ENOENT: no such file or directory, open …',
    ],
    ['SQLITE_BUSY: database is locked', 'SQLITE_BUSY: database is locked'],
    ['unable to open C:\\Users\\Jane Roe\\case 7\\q 1.png', 'unable to open …'],
    ['unable to open \\\\server\\Jane\\q1.png for reading', 'unable to open … for reading'],
    ['cannot read file:///home/jane/Roe%20letters/a.png', 'cannot read …'],
    ['Input file is missing: Jane Roe 12.tif', 'Input file is missing: …'],
    [`Unexpected token 'J', "Jane Roe" is not valid JSON`, 'Unexpected token … is not valid JSON'],
    [
      "Cannot read properties of undefined (reading 'Jane Roe')",
      'Cannot read properties of undefined reading …',
    ],
  ])('of %j are %j', (text, expected) => {
    expect(plainWords(text)).toBe(expected);
  });
});

it('frames name places in the program and nothing before it', () => {
  const stack = [
    'Error: x',
    '    at open (file:///home/jane/Chirograph Roe/out/main/engine-process.js:10:5)',
    '    at C:\\Users\\jane\\chirograph\\node_modules\\sharp\\lib\\input.js:1:2',
    '    at async node:internal/main/x:3:4',
    '    at Roe (/home/jane/other/place.js:1:1)',
  ].join('\n');
  expect(frames(stack)).toEqual([
    'out/main/engine-process.js:10:5',
    'node_modules/sharp/lib/input.js:1:2',
    'node:internal/main/x:3:4',
  ]);
});

it("the sentence of a ChirographError is for the examiner; its code and its details' words are for the log", () => {
  const error = new ChirographError('file-missing', 'Jane Roe.png is not there.', {
    details: "ENOENT: no such file or directory, open '/x/Jane Roe.png'",
  });
  expect(plainError(error)).toMatchObject({
    type: 'ChirographError',
    code: 'file-missing',
    words: 'ENOENT: no such file or directory, open …',
  });
  expect(plainError(error).stack[0]).toMatch(/^tests\/main\/log-redaction\.test\.ts:\d+:\d+$/);
});

it('what V8 writes when memory runs out is kept in its words', () => {
  const text =
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n 1: 0xb8 [/home/jane/node]\n';
  expect(plainOutput(text)).toContain('JavaScript heap out of memory');
  expect(plainOutput(text)).not.toContain('jane');
});

it('a slow statement shows its text without a value', () => {
  expect(allowedFields({ sql: "SELECT *\n  FROM item WHERE path = 'Roe.png' AND id = ?" })).toEqual({
    sql: 'SELECT * FROM item WHERE path = ? AND id = ?',
  });
});

describe('whatever a name is', () => {
  /** What people and files are called: at least four characters, one of them no lower-case letter of ASCII. */
  const name = fc
    .array(
      fc.oneof(
        fc.constantFrom(...'ABCJRXÅßéШ李ع0189 -_.()&\'"`,'),
        fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
      ),
      { minLength: 4, maxLength: 30 },
    )
    .map((characters) => `Zq${characters.join('')}`);
  const place = fc.constantFrom<(name: string) => string>(
    (each) => `ENOENT: no such file or directory, open '/home/${each}/q.png'`,
    (each) => `cannot open /cases/${each}/known/${each}/${each}.tif for reading`,
    (each) => `cannot open C:\\Users\\${each}\\q.png`,
    (each) => `file://server/${encodeURI(each)}/q.png failed`,
    (each) => `\\\\${each}\\share\\${each}`,
    (each) => `${each}: bad image`,
    (each) => `bad image (${each})`,
    (each) => `error\n    at ${each} (/home/${each}/src/${each}:1:1)\nin ${each}`,
    (each) => `{"writer":"${each}"}`,
  );

  it('neither it nor a part of it is in an entry', () => {
    fc.assert(
      fc.property(name, place, (each, within) => {
        const text = within(each);
        const error = Object.assign(new Error(text, { cause: new TypeError(text) }), {
          code: each,
          syscall: each,
          path: each,
        });
        error.name = each;
        const written = JSON.stringify(
          allowedFields({
            err: error,
            details: text,
            stderr: text,
            why: text,
            how: text,
            reason: text,
            method: each,
            code: each,
            item: each,
            software: each,
            platform: each,
            [`${each}`]: each,
          }),
        );
        // "Zq" begins every name and no word of the list.
        expect(written).not.toContain('Zq');
      }),
      { numRuns: 500 },
    );
  });
});

it('names in capital letters are no codes', () => {
  for (const name of ['EMILIA', 'ERIKSSON', 'SIGRID', 'SIGMUND', 'ERR_MULLER', 'SQLITE_MULLER', 'EDGAR']) {
    expect(plainWords(`cannot open ${name}`)).not.toContain(name);
  }
  for (const code of ['ENOENT', 'SIGKILL', 'SQLITE_BUSY', 'SQLITE_IOERR_FSYNC', 'ERR_INVALID_ARG_TYPE']) {
    expect(plainWords(`cannot open ${code}`)).toContain(code);
  }
});
