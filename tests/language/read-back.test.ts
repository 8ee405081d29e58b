import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBack } from '../../src/language/read-back.ts';
import { engineMessages, engineText, type EngineMessage } from '../../src/language/told/told.ts';

const STORED = Object.keys(engineMessages) as EngineMessage[];
const say = engineText as (...args: unknown[]) => string;
const namesIn = (message: string): string[] => [
  ...new Set(Array.from(message.matchAll(/\{(\w+)[,}]/gu), ([, name]) => name as string)),
];

it('every sentence that is stored is read back to what it says', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...STORED),
      fc.array(fc.integer({ min: 0, max: 12_345 }), { minLength: 8, maxLength: 8 }),
      (message, numbers) => {
        const values = Object.fromEntries(namesIn(message).map((name, at) => [name, numbers[at]]));
        const text = say('en', message, values);
        const read = readBack(message, text);
        expect(read, text).not.toBeNull();
        expect(say('en', message, read)).toBe(text);
        expect(say('de', message, read)).toBe(say('de', message, values));
      },
    ),
  );
});

it('names of files may hold what sentences are made of', () => {
  const message = '{name} is empty (0 bytes). Get the file again from its source.';
  for (const name of ['a (b).png', 'a is empty (0 bytes).png', '$&.png', '王 小明.png']) {
    expect(readBack(message, say('en', message, { name }))).toEqual({ name });
  }
});

it('no message is read into another text', () => {
  expect(readBack('{name} is not a file.', 'a.png is not a folder.')).toBeNull();
  expect(readBack('{n, plural, one {# word} other {# words}}', '3 wordings')).toBeNull();
});
