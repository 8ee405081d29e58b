import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FindingKind } from '../../../../src/contract/findings.ts';
import { agreements, type MarkedPage } from '../../../../src/main/engine/report/agreement.ts';

const page: MarkedPage = { item: 'Q1', page: 0, width: 2000, height: 1000, dpi: 254 };
const unknown: MarkedPage = { ...page, item: 'Q2', dpi: null };

const at = (x: number, on = page) => ({
  on,
  content: {
    places: [
      { x, y: 100 },
      { x: x + 50, y: 150 },
    ],
  },
});

function found(by: string, number: number, kind: FindingKind, marks: ReturnType<typeof at>[], locked = true) {
  return { number, kind, made: { by, locked: locked ? { line: number } : null }, marks };
}
const together = (findings: ReturnType<typeof found>[]) => agreements(findings, (mark) => mark.on);

it.each([
  ['similarity', 'similarity', 'agree'],
  ['similarity', 'difference', 'contradict'],
  ['difference', 'similarity', 'contradict'],
  ['observation', 'difference', 'other-kind'],
  ['limitation', 'similarity', 'other-kind'],
] as const)('a %s and a %s in one place: %s', (one, other, relation) => {
  const [{ rows } = { rows: [] }] = together([
    found('Ada', 1, one, [at(100)]),
    found('Bo', 2, other, [at(120)]),
  ]);
  expect(rows).toEqual([{ relation, first: 1, second: 2, places: [{ item: 'Q1', page: 0 }] }]);
});

it('places are one where marks come within two millimetres for each, or two hundredths of a page of unknown size', () => {
  const apart = (gap: number, on: MarkedPage): string[] =>
    together([
      found('Ada', 1, 'similarity', [at(100, on)]),
      found('Bo', 2, 'similarity', [at(150 + gap, on)]),
    ])[0]!.rows.map(({ relation }) => relation);
  expect(apart(40, page)).toEqual(['agree']);
  expect(apart(41, page)).toEqual(['only-first', 'only-second']);
  expect(apart(40, unknown)).toEqual(['agree']);
  expect(apart(41, unknown)).toEqual(['only-first', 'only-second']);
});

it('leaves out what is not locked, and marks on pages that are gone', () => {
  expect(
    together([found('Ada', 1, 'similarity', [at(1)]), found('Bo', 2, 'similarity', [at(1)], false)]),
  ).toEqual([]);
  const gone = agreements(
    [found('Ada', 1, 'similarity', [at(1)]), found('Bo', 2, 'similarity', [at(1)])],
    () => undefined,
  );
  expect(gone[0]!.rows.map(({ relation, places }) => [relation, places])).toEqual([
    ['only-first', []],
    ['only-second', []],
  ]);
});

it('every locked finding of two examiners stands in it, whatever they are called', () => {
  const finding = fc.record({
    by: fc.constantFrom('Ada', 'Bo'),
    kind: fc.constantFrom<FindingKind>('observation', 'similarity', 'difference', 'limitation'),
    x: fc.nat(600),
  });
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), (drawn) => {
      const all = drawn.map(({ by, kind, x }, index) => found(by, index + 1, kind, [at(x)]));
      const [both] = together(all);
      const [swapped] = together(
        all.map((each) => ({ ...each, made: { ...each.made, by: each.made.by === 'Ada' ? 'Bo' : 'Ada' } })),
      );
      if (both === undefined) {
        expect(new Set(drawn.map(({ by }) => by)).size).toBeLessThan(2);
        return;
      }
      const numbers = both.rows.flatMap(({ first, second }) => [first, second]).filter((n) => n !== null);
      expect(new Set(numbers)).toEqual(new Set(all.map(({ number }) => number)));
      expect(swapped!.rows.map(({ relation }) => relation)).toEqual(
        both.rows.map(({ relation }) => relation),
      );
    }),
  );
});
