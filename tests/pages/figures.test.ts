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
  const kinds = byKind([page('a', 2, 2, 1, null)]);
  const cells = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());

  it('is Markdown, with a dash for what is not known', () => {
    const [header, , row] = table(kinds, null).split('\n').map(cells);
    expect(header!.slice(0, 4)).toEqual(['kind', 'pages', 'word F1', 'known/found/right']);
    expect(row).toEqual(['a', '1', '0.500', '2/2/1', '0.500', '2/2/1', '1', '–', '–', '2.00']);
  });

  it('has another method beside what can be compared', () => {
    const other = byKind([page('a', 2, 1, 1, null)]);
    const [header, , row] = table(kinds, { name: 'other', figures: other }).split('\n').map(cells);
    expect(header!.slice(0, 5)).toEqual(['kind', 'pages', 'word F1', 'other', 'known/found/right']);
    expect(row!.slice(0, 7)).toEqual(['a', '1', '0.500', '0.667', '2/2/1', '0.500', '0.667']);
  });
});
