import { expect, it } from 'vitest';
import type { ReportWord } from '../../../../src/contract/report.ts';
import { transcribedLines } from '../../../../src/main/engine/report/transcription.ts';

const word = (
  line: number,
  order: number,
  transcription: string | undefined,
  also: Partial<ReportWord> = {},
): ReportWord => ({
  id: `word-${line}-${order}`,
  item: 'Q1',
  page: 0,
  line,
  order,
  box: { x: 0, y: 0, width: 9, height: 9 },
  cropSha256: '0'.repeat(64),
  state: 'auto',
  ...(transcription === undefined ? {} : { transcription }),
  ...also,
});

it('gives the lines of which something was read, each hand by itself, with an ellipsis for what was not', () => {
  const words = [
    word(0, 1, 'Sir'),
    word(0, 0, 'Dear'),
    word(0, 2, undefined),
    word(0, 3, undefined),
    word(0, 4, 'books'),
    word(1, 5, undefined),
    word(2, 6, 'Yours'),
    word(2, 7, 'paid', { hand: 'Q1/2' }),
    word(0, 0, 'Dear', { item: 'K1', page: 2 }),
  ];
  expect(transcribedLines(words)).toEqual([
    { item: 'Q1', by: 'Q1', page: 0, line: 0, text: 'Dear Sir … books' },
    { item: 'Q1', by: 'Q1', page: 0, line: 2, text: 'Yours' },
    { item: 'Q1', by: 'Q1/2', page: 0, line: 2, text: 'paid' },
    { item: 'K1', by: 'K1', page: 2, line: 0, text: 'Dear' },
  ]);
});
