import { describe, expect, it } from 'vitest';
import type { Case, Page, Word } from '../../../../src/contract/case.ts';
import type { MarkedSignature } from '../../../../src/contract/signatures.ts';
import { chosenSignatures, requireAsFound } from '../../../../src/main/shells/cli/signatures-command.ts';

const view = {
  items: [{ id: 'item', label: 'K1', path: 'known/A. Writer/one.png' }],
  writers: [{ id: 'a', name: 'A. Writer' }],
} as unknown as Case;

const signature = (id: string, label: string, number: number, writer: string | null): MarkedSignature =>
  ({ id, label, number, writer, role: writer === null ? 'questioned' : 'known' }) as MarkedSignature;

const MARKED = [
  signature('q', 'Q1', 1, null),
  signature('q2', 'Q1', 2, null),
  signature('k', 'K1', 1, 'a'),
  signature('k2', 'K1', 2, 'a'),
  signature('l', 'K2', 1, 'a'),
];

describe('signatures named at a command line', () => {
  it.each([
    ['known', 'K1', ['k', 'k2']],
    ['known', 'K1 (2)', ['k2']],
    ['known', 'A. Writer', ['k', 'k2', 'l']],
    ['questioned', 'Q1', ['q']],
    ['questioned', 'Q1 (2)', ['q2']],
  ] as const)('%s %s', (role, name, ids) => {
    expect(chosenSignatures(MARKED, [name], role, view)).toEqual(ids);
  });

  it('that are not marked are refused with what is', () => {
    expect(() => chosenSignatures(MARKED, ['K9'], 'known', view)).toThrow('There are: K1, K1 (2), K2');
  });
});

describe('a page that is to be marked as one signature', () => {
  const found = {
    origin: 'found',
    hand: null,
    transcription: '',
    state: 'auto',
    reason: null,
    printed: false,
  } as Word;
  const stamp: Word = { ...found, state: 'excluded', reason: 'printed', printed: true };
  const page = (...words: Word[]): Page => ({ item: 'item', index: 1, words }) as unknown as Page;

  it('is taken while its words are as they were found', () => {
    expect(() => requireAsFound(view, page(found, stamp))).not.toThrow();
  });

  it.each<[string, Word]>([
    ['drawn', { ...found, origin: 'drawn' }],
    ['transcribed', { ...found, transcription: 'Name' }],
    ['of a further hand', { ...found, hand: 'hand' }],
    ['excluded', { ...found, state: 'excluded', reason: 'other' }],
    ['printed and taken back in', { ...stamp, state: 'auto', reason: null }],
  ])('is refused with a word %s', (_, word) => {
    expect(() => requireAsFound(view, page(found, word))).toThrow(
      /^K1 \(known\/A\. Writer\/one\.png\), page 2, has 1 of 2 words with transcriptions, hands or other/,
    );
  });
});
