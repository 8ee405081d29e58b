import { expect, test } from 'vitest';
import type { JournalEntry } from '../../src/contract/case.ts';
import { ORIGINAL } from '../../src/contract/view.ts';
import { journalSentence } from '../../src/renderer/journal-lines.ts';

const line = (action: string, parameters: unknown, subjects: string[] = ['id']): string | null =>
  journalSentence({ action, subjects, parameters: JSON.stringify(parameters) } as JournalEntry);

test('known actions read as sentences', () => {
  expect(
    line('case.open', { items: 8, new: 2, missing: ['a'], changed: [], returned: [], unreadable: 0 }),
  ).toBe('Opened with 8 items, 2 new, 1 missing');
  expect(line('item.add', { label: 'Q1', role: 'questioned' })).toBe('Q1 added as questioned');
  expect(
    line('item.assign', { from: { label: 'U1', role: 'unassigned' }, to: { label: 'K4', role: 'known' } }),
  ).toBe('U1 sorted from unassigned to known, from now on K4');
  expect(
    line('item.assign', { from: { label: 'K1', role: 'known' }, to: { label: 'K1', role: 'known' } }),
  ).toBe('K1 given to another writer');
  expect(line('item.prepare', { pages: 1, words: 1204 })).toBe('1,204 words found on 1 page');
  expect(line('item.prepare', { pages: 2, words: 90, printed: ['a', 'b'] })).toBe(
    '90 words found on 2 pages, 2 of them left out as printed',
  );
  expect(line('item.failure', { code: 'format-not-read' })).toBe('Could not be read: format not read');
  expect(line('word.exclude', { excluded: true }, ['a', 'b'])).toBe('2 words taken out of every comparison');
  expect(line('word.exclude', { excluded: true, reason: 'crossed-out' })).toBe(
    '1 word taken out of every comparison: crossed out',
  );
  expect(line('word.exclude', { excluded: true, reason: 'signature', step: 'redo' })).toBe(
    'Done again: 1 word marked as a signature',
  );
  expect(line('word.edit', { kind: 'split', removed: [{}], added: [{}, {}], restored: [] })).toBe(
    'Word split (1 off, 2 new)',
  );
  expect(
    line('word.edit', { kind: 'split', removed: [{}, {}], added: [], restored: [{}], step: 'undo' }),
  ).toBe('Undone: Word split (2 off, 1 back)');
  expect(line('word.transcribe', { seal: null, step: 'redo' })).toBe('Done again: Transcription taken away');
  expect(line('word.attribute', { to: 'hand' }, ['a', 'b'])).toBe('2 words given to another hand');
  expect(line('finding.save', { number: 3, kind: 'difference', marks: [{}, {}] })).toBe(
    'Finding 3, difference, with 2 marks',
  );
  expect(line('unmasking.advance', { to: 'known', findings: [{}, {}] })).toBe(
    '2 findings locked; known items shown from here on',
  );
  expect(line('unmasking.end', { reason: 'not-needed' })).toBe(
    'Sequential unmasking ended for every examiner: not needed',
  );
  expect(
    journalSentence({ action: 'search.run', subjects: [], parameters: '{}', veiled: true } as never),
  ).toMatch(/^Veiled from you for now/);
  expect(line('finding.remove', { number: 3, step: 'undo' })).toBe('Undone: Finding 3 taken away');
  expect(line('page.resolution', { page: 0, from: null, to: { dpi: 211.53, source: 'scale' } })).toBe(
    'Resolution of page 1 set to 211.5 dpi, by a scale in the image',
  );
  expect(line('comparison.run', { score: -0.25, questionedWords: 1, knownWords: 20 })).toBe(
    'Compared: cosine −0.250, 1 questioned word, 20 known words',
  );
  expect(line('signature.run', { score: -0.125, references: ['a', 'b'] })).toBe(
    'Signature compared: score −0.125, 2 references',
  );
  expect(line('model.use', { model: 'd2'.repeat(32), default: false })).toBe(
    'Model chosen, SHA-256 d2d2d2d2d2d2…',
  );
  expect(line('model.use', { model: 'd2'.repeat(32), default: true })).toBe('The default model chosen again');
  expect(line('report.begin', { contentSha256: '9e'.repeat(32), state: 'draft', version: 2 })).toBe(
    'Draft of report version 2 begun, content SHA-256 9e9e9e9e9e9e…',
  );
  expect(line('report.export', { pages: 6, jsonSha256: '5d'.repeat(32), state: 'final', version: 1 })).toBe(
    'Final report, version 1, of 6 pages written, JSON SHA-256 5d5d5d5d5d5d…',
  );
  expect(line('report.export', { pages: 1, jsonSha256: '5d'.repeat(32) })).toBe(
    'Report of 1 page written, JSON SHA-256 5d5d5d5d5d5d…',
  );
  expect(line('report.review', { objections: 1 })).toBe(
    'Technical review of a draft signed, with 1 objection',
  );
  expect(line('writer.erase', { reason: 'request', items: 1, words: 3, results: [{}, {}] })).toBe(
    'Writer erased, at the request of the person: 1 item, 3 words, parts of 2 results',
  );
});

test('an action that is not known, and parameters that are no JSON, have no sentence', () => {
  expect(line('case.dance', {})).toBe(null);
  expect(line('toString', {})).toBe(null);
  expect(
    journalSentence({ action: 'case.open', subjects: [], parameters: '{' } as unknown as JournalEntry),
  ).toBe(null);
});

test('a picture looked at is said with how it was processed', () => {
  const tone = { ...ORIGINAL, gamma: 1.4, threshold: 128 };
  expect(line('view.process', { item: 'item-0001', page: 2, tone })).toBe(
    'Picture of page 3 looked at, processed: gamma 1.40, threshold 128',
  );
  expect(line('view.process', { page: 0, tone: ORIGINAL })).toBe('Picture of page 1 looked at as it is');
});

test('parameters of another shape are no reason to fail', () => {
  for (const parameters of [null, [], 'text', 7, { from: 1, to: null, score: 'x', providers: {} }]) {
    for (const action of [
      'case.open',
      'item.assign',
      'comparison.run',
      'embeddings.save',
      'item.erase',
      'word.edit',
      'page.resolution',
      'finding.save',
      'finding.remove',
      'view.process',
    ]) {
      expect(typeof line(action, parameters)).toBe('string');
    }
  }
});
