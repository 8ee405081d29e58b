import { describe, expect, it } from 'vitest';
import { measure } from '../../../../src/main/engine/evaluation/figures.ts';
import { labelled, type Labelled } from './labelled.ts';

const figures = (given: readonly Labelled[], seed = 1): ReturnType<typeof measure> => {
  const { rows, embedded } = labelled(given);
  return measure(rows, embedded, seed);
};

describe('one word, who wrote it', () => {
  it('pairs different texts where the material has several', () => {
    const found = figures([
      { writer: 'A', text: 'the', hand: 0 },
      { writer: 'A', text: 'of', hand: 50 },
      { writer: 'B', text: 'the', hand: 10 },
      { writer: 'B', text: 'of', hand: 30 },
    ]);
    // Positive: A 50, B 20 degrees apart. Negative: A the - B of 30, A of - B the 40. The pairs of one text (10 and 20)
    // are not asked about. From the nearest: 20+ 30- 40- 50+: equal at half.
    expect(found.wordWriterEer).toBeCloseTo(0.5, 12);
    expect(found.pairs['wordWriterEer']).toEqual({ positive: 2, negative: 2, thin: true });
    // A the: B of (30) before its own (50). A of: B the (40) before its own (50). B the and B of: own first (20).
    expect(found.wordWriterTop1).toBe(0.5);
  });

  it('pairs no two words of one writer that the table says are of one sheet', () => {
    const found = figures([
      { writer: 'A', text: 'the', sheet: '1', hand: 0 },
      { writer: 'A', text: 'of', sheet: '1', hand: 50 },
      { writer: 'A', text: 'and', sheet: '2', hand: 70 },
      { writer: 'B', text: 'to', sheet: '1', hand: 10 },
    ]);
    expect(found.pairs['wordWriterEer']).toMatchObject({ positive: 2, negative: 3 });
  });

  it('leaves out words of unknown text', () => {
    const known: Labelled[] = [
      { writer: 'A', text: 'the', hand: 0 },
      { writer: 'A', text: 'of', hand: 10 },
      { writer: 'B', text: 'the', hand: 100 },
      { writer: 'B', text: 'of', hand: 120 },
    ];
    const more: Labelled[] = [...known, { writer: 'A', hand: 100 }, { writer: 'B', hand: 0 }];
    const found = figures(more);
    expect(found.wordWriterEer).toBe(0);
    expect(found.pairs['wordWriterEer']).toEqual(figures(known).pairs['wordWriterEer']);
    expect(found.pairs['sameWordEer']).toEqual(figures(known).pairs['sameWordEer']);
  });

  it('pairs one text with itself where there is no other', () => {
    const found = figures([
      { writer: 'A', text: 'the', note: 'x', hand: 0 },
      { writer: 'A', text: 'the', note: 'x', hand: 10 },
      { writer: 'B', text: 'the', note: 'x', hand: 90 },
      { writer: 'C', hand: 0 },
    ]);
    expect(found.pairs['wordWriterEer']).toEqual({ positive: 1, negative: 2, thin: true });
    expect(found.wordWriterEer).toBe(0);
    expect(found.sameWordEer).toBeNull();
  });

  it('takes only different copies of the letter as positive in the dataset "and"', () => {
    const and = { dataset: 'and', text: 'and' };
    const found = figures([
      { ...and, writer: 'A', note: 'a', hand: 0 },
      { ...and, writer: 'A', note: 'a', hand: 1 },
      { ...and, writer: 'A', note: 'b', hand: 60 },
      { ...and, writer: 'A', note: '', hand: 0 },
      { ...and, writer: 'B', note: 'a', hand: 30 },
      { dataset: 'and', writer: 'A', text: '', note: 'c', hand: 0 },
    ]);
    // Positive: a-b twice (60, 59 degrees). Negative: B with the four of A (30, 29, 30, 30), copy or not.
    expect(found.pairs['wordWriterEer']).toEqual({ positive: 2, negative: 4, thin: true });
    expect(found.wordWriterEer).toBe(1);
    // Nobody finds the own hand first, and B and the word of unknown copy have nobody to find.
    expect(found.wordWriterTop1).toBe(0);
  });
});

describe('same word', () => {
  it('pairs different writers only', () => {
    const found = figures([
      { writer: 'A', text: 'the', wording: 0 },
      { writer: 'A', text: 'the', wording: 180 },
      { writer: 'A', text: 'of', wording: 90 },
      { writer: 'B', text: 'the', wording: 20 },
      { writer: 'B', text: 'of', wording: 60 },
    ]);
    // Positive: the 20, the 160, of 30. Negative: the-of 60, the-of 120, of-the 70. From the nearest: + + - - - +.
    expect(found.pairs['sameWordEer']).toEqual({ positive: 3, negative: 3, thin: true });
    expect(found.sameWordEer).toBeCloseTo(1 / 3, 12);
  });

  it('keeps to unseen texts on both sides for the figure on unseen texts', () => {
    const unseen = { word_head: 'unseen' } as const;
    const found = figures([
      { writer: 'A', text: 'quill', wording: 0, ...unseen },
      { writer: 'B', text: 'quill', wording: 10, ...unseen },
      { writer: 'B', text: 'vellum', wording: 100, ...unseen },
      { writer: 'A', text: 'the', wording: 100, word_head: 'train' },
      { writer: 'B', text: 'the', wording: 0, word_head: 'train' },
    ]);
    expect(found.pairs['sameWordUnseenEer']).toEqual({ positive: 1, negative: 1, thin: true });
    expect(found.sameWordUnseenEer).toBe(0);
    expect(found.sameWordEer).toBeGreaterThan(0);
  });
});

describe('documents', () => {
  const words = (writer: string, count: number, hand: number, text = ''): Labelled[] =>
    Array.from({ length: count }, () => ({ writer, hand, text }));

  it('are as many as whole draws fit, of known or unknown text', () => {
    const found = figures([...words('A', 24, 0, 'x'), ...words('B', 11, 40), ...words('C', 4, 80)]);
    expect(found.documents['5']).toEqual({ documents: 4 + 2, eer: 0, top1: 1, map: 1, detection: 1 });
    expect(found.pairs['documents.5']).toEqual({ positive: 6 + 1, negative: 8, thin: true });
    // Two of A, one of B, who has nobody to find.
    expect(found.documents['10']).toEqual({ documents: 2 + 1, eer: 0, top1: 1, map: 1, detection: 1 });
    // One of A: neither a positive nor a negative pair.
    expect(found.documents['20']).toEqual({
      documents: 1,
      eer: null,
      top1: null,
      map: null,
      detection: null,
    });
    expect(found.pairs['documents.20']).toEqual({ positive: 0, negative: 0, thin: true });
    expect(found.intervals).not.toHaveProperty('documents.20');
  });

  it('are drawn the same for the same seed', () => {
    const mixed = ['A', 'B', 'C'].flatMap((writer, by) =>
      Array.from({ length: 30 }, (_, at): Labelled => ({ writer, hand: by * 30 + ((at * 37) % 90) })),
    );
    expect(figures(mixed)).toEqual(figures(mixed));
    expect(figures(mixed, 2).documents).not.toEqual(figures(mixed).documents);
  });

  it('are thin below 100 positive pairs and not at 100', () => {
    // Five writers with 35 words: 7 documents of 5 each, 21 pairs each, 105 in all; four: 84.
    const writers = (count: number): Labelled[] =>
      Array.from({ length: count }, (_, by) => words(`W${by}`, 35, by * 10)).flat();
    expect(figures(writers(5)).pairs['documents.5']).toEqual({ positive: 105, negative: 490 });
    expect(figures(writers(4)).pairs['documents.5']).toEqual({ positive: 84, negative: 294, thin: true });
  });
});

describe('pages', () => {
  it('stand for the mean over their words', () => {
    const page = (writer: string, hand: number[]): Labelled => ({ writer, kind: 'page', hand });
    const found = figures([
      page('A', [-30, 30, 0]),
      page('A', [-60, 60]),
      page('B', [60, 120]),
      page('C', [10, 40]),
    ]);
    // Means at 0, 0, 90 and 25 degrees. Positive: 0. Negative: 90, 90, 25, 25, 65.
    expect(found.pages).toEqual({ pages: 4, eer: 0, top1: 1, map: 1, detection: 1 });
    expect(found.pairs['pages']).toEqual({ positive: 1, negative: 5, thin: true });
    expect(found.pairs['pages.top1']).toEqual(found.pairs['pages']);
    // A page's words are no word images.
    expect(found.documents['5']?.documents).toBe(0);
    expect(found.wordWriterEer).toBeNull();
  });
});

describe('omniglot', () => {
  const drawn = (alphabet: string, drawer: number, character: number, hand: number): Labelled => ({
    dataset: 'omniglot',
    kind: 'character',
    writer: `omniglot:${alphabet}_0${drawer}`,
    text: `${alphabet}/character0${character}`,
    hand,
    wording: 90 * character,
  });

  it('pairs nothing across alphabets', () => {
    const found = figures([
      drawn('Latin', 1, 1, 0),
      drawn('Latin', 1, 2, 10),
      drawn('Latin', 2, 1, 60),
      drawn('Anglo-Saxon_Futhorc', 1, 1, 0),
      drawn('Anglo-Saxon_Futhorc', 1, 2, 10),
      drawn('Anglo-Saxon_Futhorc', 2, 2, 60),
    ]);
    // In each alphabet one pair by the first drawer and one of different characters by two drawers.
    expect(found.pairs['wordWriterEer']).toEqual({ positive: 2, negative: 2, thin: true });
    expect(found.wordWriterEer).toBe(0);
    expect(found.wordWriterTop1).toBe(1);
    expect(found.pairs['sameWordEer']).toEqual({ positive: 2, negative: 2, thin: true });
    expect(found.sameWordEer).toBe(0);
  });

  it('draws documents that are compared within an alphabet', () => {
    const drawer = (alphabet: string, number: number): Labelled[] =>
      Array.from({ length: 10 }, () => drawn(alphabet, number, 1, number * 20));
    const found = figures([...drawer('Latin', 1), ...drawer('Latin', 2), ...drawer('Greek', 1)]);
    expect(found.pairs['documents.5']).toEqual({ positive: 3, negative: 4, thin: true });
  });

  it('refuses a drawer whose alphabet cannot be told', () => {
    expect(() => figures([{ dataset: 'omniglot', writer: 'omniglot:7', text: 'x' }])).toThrow(
      /line 2.*alphabet/,
    );
  });
});

describe('a figure that cannot be computed', () => {
  it('is null, and its pairs say why', () => {
    const found = figures([{ writer: 'A', text: 'the' }]);
    expect(found).toMatchObject({
      wordWriterEer: null,
      wordWriterTop1: null,
      sameWordEer: null,
      sameWordUnseenEer: null,
      documents: {
        '5': { documents: 0, eer: null, top1: null, map: null, detection: null },
        '10': { documents: 0, eer: null, top1: null, map: null, detection: null },
        '20': { documents: 0, eer: null, top1: null, map: null, detection: null },
      },
      pages: { pages: 0, eer: null, top1: null, map: null, detection: null },
      intervals: {},
    });
    expect(found.pairs['wordWriterEer']).toEqual({ positive: 0, negative: 0, thin: true });
  });

  it('is null for no image at all', () => {
    expect(figures([])).toMatchObject({ wordWriterEer: null, pages: { pages: 0, eer: null } });
  });
});

describe('intervals', () => {
  it('hold the figure, by the name of its pairs', () => {
    const hands = Array.from({ length: 12 }, (_, by) =>
      Array.from({ length: 12 }, (_, at): Labelled => ({
        writer: `W${by}`,
        text: `t${at % 4}`,
        hand: by * 15 + ((at * 53 + by * 29) % 60),
        wording: (at % 4) * 40 + ((at * 31 + by * 17) % 50),
      })),
    ).flat();
    const found = figures(hands);
    const holds = (figure: string, value: number | null): void => {
      expect(found.intervals[figure]![0]).toBeLessThan(value!);
      expect(found.intervals[figure]![1]).toBeGreaterThan(value!);
      expect(found.pairs[figure]).toBeDefined();
    };
    holds('wordWriterEer', found.wordWriterEer);
    holds('wordWriterTop1', found.wordWriterTop1);
    holds('sameWordEer', found.sameWordEer);
    holds('documents.5', found.documents['5']!.eer);
    holds('documents.5.map', found.documents['5']!.map);
    for (const figure of Object.keys(found.intervals)) expect(found.pairs).toHaveProperty([figure]);
  });
});
