import { expect, it } from 'vitest';
import type { ItemRole } from '../../../../src/contract/case.ts';
import type { ReportFinding } from '../../../../src/contract/report.ts';
import { setFindings } from '../../../../src/main/engine/report/findings-section.ts';
import { styles, type Sheet, type Side } from '../../../../src/main/engine/report/sheet.ts';

const ROLES: Readonly<Record<string, ItemRole>> = { Q1: 'questioned', K1: 'known', U1: 'unassigned' };

/** The legends of the pairs of marks set for a finding with marks on these items. */
function pairsOf(items: readonly string[]): (readonly string[])[] {
  const pairs: (readonly string[])[] = [];
  const sheet = {
    paragraph: () => undefined,
    space: () => undefined,
    table: () => undefined,
    pair: (sides: readonly Side[]) => void pairs.push(sides.map(({ legend }) => legend.split(',')[0]!)),
  } as unknown as Sheet;
  const finding: ReportFinding = {
    id: 'finding-0001',
    number: 1,
    kind: 'observation',
    weight: null,
    comment: '',
    marks: items.map((item, at) => ({
      id: `mark-000${at}`,
      item,
      page: 0,
      content: { shape: 'circle', places: [], text: '' },
      measurement: null,
    })),
  };
  setFindings(sheet, [finding], {
    drawings: new Map(),
    styleOf: () => styles.cell,
    dpiOf: () => null,
    roleOf: (label) => ROLES[label]!,
    nextFigure: () => 1,
    language: 'en' as const,
  });
  return pairs;
}

it('sets questioned beside known writing, and what is on neither side after both', () => {
  expect(pairsOf(['U1', 'K1', 'Q1'])).toEqual([
    ['Q1', 'K1'],
    ['U1', ''],
  ]);
  expect(pairsOf(['U1', 'K1', 'U1'])).toEqual([
    ['K1', ''],
    ['U1', 'U1'],
  ]);
});
