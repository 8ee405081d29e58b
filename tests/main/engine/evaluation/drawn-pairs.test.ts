import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/main/engine/comparison/random.ts';
import {
  drawPairs,
  drawsOfSheets,
  KNOWN_ITEMS,
  type Ground,
  type LabelledMaterial,
  type LabelledWord,
  type Quantity,
} from '../../../../src/main/engine/evaluation/drawn-pairs.ts';
import { madeMaterial } from '../comparison/likelihood-ratio/population.ts';

/** Words of one writer on sheets of these lengths; those of no sheet come last. */
function wordsOn(sheets: readonly number[], loose: number): LabelledWord[] {
  const of = (sheet: string, count: number): LabelledWord[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `${sheet}#${at}`,
      item: sheet,
      writer: Float32Array.of(1),
      word: Float32Array.of(1),
      hand: 0,
      text: '',
      sheet,
    }));
  return [...sheets.flatMap((count, at) => of(`sheet ${at}`, count)), ...of('', loose)];
}

const ground: Ground = {
  cohort: { count: 0, size: 16, data: new Float32Array() },
  rowsOf: () => [],
  wordThreshold: () => 2,
};

describe('pairs by one writer', () => {
  const quantity: Quantity = { kind: 'common-source', questioned: 1, known: 3 };
  const sameIn = (material: LabelledMaterial): number =>
    drawPairs(material, ground, quantity, 0, 1).filter(({ same }) => same).length;

  it('are never of one sheet: words that share pen, paper and scan would flatter', () => {
    expect(sameIn(madeMaterial(2, 12, 1))).toBe(0);
    expect(sameIn(madeMaterial(2, 12, 3))).toBeGreaterThan(0);
    expect(sameIn(madeMaterial(2, 12))).toBeGreaterThan(0);
  });

  it('are of several words unless most of the words are known to be the same one', () => {
    const { words, ...population } = madeMaterial(2, 12);
    const reading = (text: (at: number) => string): LabelledMaterial => ({
      ...population,
      words: words.map((word, at) => ({ ...word, text: text(at) })),
    });
    expect(sameIn(reading(() => 'and'))).toBe(0);
    expect(sameIn(reading((at) => (at % 5 === 0 ? '' : 'and')))).toBe(0);
    // One word that somebody transcribed says nothing about the others.
    const untranscribed = sameIn(reading(() => ''));
    expect(untranscribed).toBeGreaterThan(0);
    expect(sameIn(reading((at) => (at === 0 ? 'and' : '')))).toBe(untranscribed);
  });
});

describe('known items of a score that is anchored on them', () => {
  it('are written apart, from each other and from the questioned text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 9 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        (sheets, loose, questioned, item, seed) => {
          const quantity: Quantity = { kind: 'specific-source', questioned, known: KNOWN_ITEMS * item };
          const draws = drawsOfSheets(wordsOn(sheets, loose), quantity, createRandom(`${seed}`));
          const long = sheets.filter((count) => count >= Math.max(questioned, item)).length;
          if (long > KNOWN_ITEMS) expect(draws.length).toBeGreaterThan(0);
          for (const draw of draws) {
            const known = Array.from({ length: KNOWN_ITEMS }, (_, at) =>
              draw.known.slice(at * item, (at + 1) * item),
            );
            const sides = [...known, draw.questioned].map(
              (words) => new Set(words.map(({ sheet }) => sheet)),
            );
            expect(sides.every((side) => side.size === 1 && !side.has(''))).toBe(true);
            expect(new Set(sides.flatMap((side) => [...side])).size).toBe(KNOWN_ITEMS + 1);
            const all = [...draw.known, ...draw.questioned];
            expect(new Set(all.map(({ id }) => id)).size).toBe(KNOWN_ITEMS * item + questioned);
          }
        },
      ),
    );
  });

  it('are none where it is not known what was written apart', () => {
    const quantity: Quantity = { kind: 'specific-source', questioned: 2, known: 2 * KNOWN_ITEMS };
    expect(drawPairs(madeMaterial(3, 36), ground, quantity, 0, 1)).toEqual([]);
    const pairs = drawPairs(madeMaterial(3, 36, 6), ground, quantity, 0, 1);
    expect(new Set(pairs.map(({ same }) => same))).toEqual(new Set([true, false]));
    expect(drawPairs(madeMaterial(3, 36, 5), ground, quantity, 0, 1)).toEqual([]);
  });
});

describe('pairs of a quantity', () => {
  const at = (questioned: number, known: number): ReturnType<typeof drawPairs> =>
    drawPairs(madeMaterial(4, 80, 2), ground, { kind: 'common-source', questioned, known }, 0, 1);

  it('are of both kinds where two texts of one writer can be of two sheets', () => {
    expect(new Set(at(10, 10).map(({ same }) => same))).toEqual(new Set([true, false]));
  });

  it('are none where they always share one: two writers would be told by the length alone', () => {
    expect(at(20, 50)).toEqual([]);
  });
});
