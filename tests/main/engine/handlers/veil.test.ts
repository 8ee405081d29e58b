/** Which lines of the journal are told at which stage: every action that is known, and one that is not. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../../../../src/contract/case.ts';
import type { Difference, Verification } from '../../../../src/contract/results.ts';
import { UnmaskingStage } from '../../../../src/contract/unmasking.ts';
import type { CaseReader } from '../../../../src/main/engine/case/store.ts';
import type { Sight } from '../../../../src/main/engine/case/unmasking.ts';
import { TOLD, veiledJournal, veiledVerification } from '../../../../src/main/engine/handlers/veil.ts';

const store = {
  items: () => [
    { id: 'item-q', role: 'questioned' },
    { id: 'item-k', role: 'known' },
  ],
} as unknown as CaseReader;

/** Whether a line is told to an examiner at a stage who sees finding `own` alone. */
function isTold(stage: UnmaskingStage, action: string, subjects: string[], parameters: object = {}): boolean {
  const sight = { stage, seesFinding: (id: string) => id === 'own' } as unknown as Sight;
  const line = { action, subjects, parameters: JSON.stringify(parameters) };
  const [shown] = veiledJournal({ entries: [line] } as unknown as Journal, store, sight).entries;
  return shown!.veiled !== true;
}

const at = (action: string, subjects: string[], parameters?: object): boolean[] =>
  UnmaskingStage.options.map((stage) => isTold(stage, action, subjects, parameters));

const [always, fromKnown, fromScores, never] = [
  [true, true, true],
  [false, true, true],
  [false, false, true],
  [false, false, false],
];

describe('a line of the journal', () => {
  const sentences = readFileSync('src/renderer/journal-lines.ts', 'utf8');
  const actions = [...sentences.matchAll(/^ {2}'([a-z]+\.[a-z-]+)':/gm)].map(([, action]) => action!);

  it('has a rule for each action that the window has a sentence for, and no other', () => {
    expect(actions.length).toBeGreaterThan(30);
    expect(Object.keys(TOLD).sort()).toEqual(actions.sort());
  });

  it.each(actions)('%s that names a known item is not told to who sees questioned ones alone', (action) => {
    if (TOLD[action] === 'always') return;
    for (const [subjects, parameters] of [
      [['item-k'], {}],
      [['x'], { item: 'item-k' }],
    ] as const) {
      expect(isTold('questioned', action, [...subjects], parameters)).toBe(false);
    }
  });

  it.each([
    ['hand.assign', ['hand'], { from: null, to: 'writer' }, fromKnown],
    ['writer.add', ['writer'], { identity: 'seal' }, fromKnown],
    ['writer.erase', ['writer'], {}, fromScores],
    ['item.assign', ['item-q'], { from: { role: 'known' } }, fromKnown],
    ['hand.add', ['hand', 'item-q'], { item: 'item-q', writer: 'writer' }, fromKnown],
    ['hand.add', ['hand', 'item-q'], { item: 'item-q', writer: null }, always],
    ['item.add', ['item-q'], { label: 'Q1', role: 'questioned', writer: null }, always],
    ['item.add', ['item-k'], { label: 'K1', role: 'known', writer: 'writer' }, fromKnown],
    ['item.erase', ['item-q'], { findings: ['other'] }, fromScores],
    ['word.exclude', ['word'], { item: 'item-q' }, always],
    ['form.save', [], { form: 'seal' }, fromScores],
    ['report.export', ['report'], {}, fromScores],
    ['finding.save', ['own', 'mark'], { marks: [] }, always],
    ['finding.save', ['other', 'mark'], { marks: [] }, never],
    ['letter.remove', ['other'], {}, never],
    ['unmasking.advance', ['own', 'other'], {}, never],
    ['unmasking.advance', [], {}, always],
    ['an.action', [], {}, fromScores],
    ['toString', [], {}, fromScores],
  ])('%s %j %j is told %j', (action, subjects, parameters, told) => {
    expect(at(action, subjects, parameters)).toEqual(told);
  });
});

describe('a verification', () => {
  const difference = (kind: Difference['kind'], where: string): Difference => ({
    kind,
    where,
    expected: 'one',
    found: 'another',
  });
  const differences = [
    difference('file', 'Q1 (questioned/signature.png)'),
    difference('crop', 'Q1, page 1, line 1, word 1'),
    difference('crop', 'signature K1 (2), page 1'),
    difference('crop', 'signatures of K1 (known/Edda/1.png)'),
    difference('model', 'signature 1b7f (Q1 with K1, K1 (2)): signature model'),
    difference('model', 'comparison 1b7f (Q1 with K1)'),
    difference('score', 'signature 1b7f (Q1 with K1, K1 (2))'),
  ];
  const shownAt = (stage: UnmaskingStage): string[] =>
    veiledVerification(
      { differences, checked: {} } as unknown as Verification,
      { stage } as unknown as Sight,
    ).differences.map(({ where }) => where);

  it('names what is compared with what only to whom scores are shown', () => {
    const veiled = (count: number): string[] => Array<string>(count).fill('veiled');
    const places = differences.map(({ where }) => where);
    expect(shownAt('questioned')).toEqual(veiled(7));
    expect(shownAt('known')).toEqual([...places.slice(0, 2), ...veiled(5)]);
    expect(shownAt('scores')).toEqual(places);
  });
});
