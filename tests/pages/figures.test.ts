import { describe, expect, it } from 'vitest';
import { byKind, table, type PageFigures } from './figures.ts';

function page(kind: string, known: number, found: number, right: number, ink: number | null): PageFigures {
  const count = { known, found, right, f1: null };
  const score = ink === null ? null : { fMeasure: ink, pseudoFMeasure: ink / 2 };
  return {
    name: kind,
    kind,
    pages: 1,
    words: count,
    lines: count,
    misplaced: 1,
    ink: score,
    secondsPerPage: 2,
  };
}

describe('byKind', () => {
  it('adds up counts before it takes F1, and means over pages of the ink scores', () => {
    const [one, other] = byKind([page('a', 10, 8, 6, 0.5), page('b', 1, 1, 1, null), page('a', 2, 4, 2, 1)]);
    expect(one).toEqual({
      kind: 'a',
      pages: 2,
      words: { known: 12, found: 12, right: 8, f1: 8 / 12 },
      lines: { known: 12, found: 12, right: 8, f1: 8 / 12 },
      misplaced: 2,
      ink: { fMeasure: 0.75, pseudoFMeasure: 0.375 },
      secondsPerPage: 2,
    });
    expect(other).toMatchObject({ kind: 'b', pages: 1, ink: null });
  });
});

describe('table', () => {
  it('is Markdown, with a dash for what is not known', () => {
    const lines = table(byKind([page('a', 2, 2, 1, null)])).split('\n');
    expect(lines[0]).toMatch(/^\| kind \| pages \| word F1 \| known\/found\/right \|/);
    expect(lines[2]!.split('|').map((cell) => cell.trim())).toEqual([
      '',
      'a',
      '1',
      '0.500',
      '2/2/1',
      '0.500',
      '2/2/1',
      '1',
      '–',
      '–',
      '2.00',
      '',
    ]);
  });
});
