/** How the command line names what a case holds, and finds what is named. */
import { expect, it } from 'vitest';
import type { Case } from '../../../../src/contract/case.ts';
import { NOT_OF_SIGNATURES } from '../../../../src/contract/evidence.ts';
import type { Comparison, Search } from '../../../../src/contract/results.ts';
import {
  caseLines,
  comparisonLines,
  missingLines,
  notOfferedLines,
  pick,
  searchLines,
} from '../../../../src/main/shells/cli/case-commands.ts';
import { makeCase } from '../../../renderer/fake-case.ts';

const hand = (
  id: string,
  item: string,
  label: string,
  writer: string | null,
  words = 3,
): Case['hands'][number] => ({
  id,
  item,
  number: 2,
  label,
  writer,
  words,
  encodedWords: words,
});

const made = makeCase('/cases/letters');
const questioned = made.items.find(({ role }) => role === 'questioned')!;
const [known] = made.items.filter(({ role }) => role === 'known');
const other = made.writers.find(({ id }) => id !== known!.writer)!;
const view: Case = {
  ...made,
  hands: [
    hand('hand-0001', questioned.id, `${questioned.label}/2`, null),
    hand('hand-0002', known!.id, `${known!.label}/2`, other.id),
    hand('hand-0003', known!.id, `${known!.label}/3`, other.id, 0),
  ],
};

it('lists further hands below their items, with what is theirs', () => {
  const lines = caseLines(view);
  const at = lines.findIndex((line) => line.startsWith(`${questioned.label} `));
  expect(lines[at + 1]).toMatch(
    new RegExp(`^${questioned.label}/2 +questioned +${questioned.path} +3 words by a further hand$`),
  );
  expect(lines.find((line) => line.startsWith(`${known!.label}/2 `))).toContain(other.name);
});

it('finds them by label, and by the name of their writer where they have words', () => {
  expect(pick(view, [`${questioned.label}/2`], 'questioned')).toEqual(['hand-0001']);
  expect(pick(view, [questioned.label], 'questioned')).toEqual([questioned.id]);
  expect(pick(view, [questioned.path], 'questioned')).toEqual([questioned.id]);
  const ofOther = view.items.filter(({ writer }) => writer === other.id).map(({ id }) => id);
  expect(pick(view, [other.name], 'known').toSorted()).toEqual(['hand-0002', ...ofOther].toSorted());
  expect(() => pick(view, [`${questioned.label}/9`], 'questioned')).toThrow(
    `${questioned.label}/2 (${questioned.path})`,
  );
});

it('names them in what was computed from them', () => {
  const figures = { score: 0.5, questionedWords: 3, knownWords: 3, pairs: [], statement: 'Said.' };
  const compared = { ...figures, questioned: ['hand-0001'], known: ['hand-0002'], writers: [other.id] };
  expect(comparisonLines(view, compared as unknown as Comparison)[0]).toMatch(
    new RegExp(`^${questioned.label}/2 against ${known!.label}/2 \\(${other.name}\\)`),
  );
  const hit = { rank: 1, name: other.name, score: 0.5, words: 3, items: ['hand-0002'] };
  const searched = { questioned: ['hand-0001'], hits: [hit], leftOut: [], statement: 'Said.' };
  expect(searchLines(view, searched as unknown as Search).join('\n')).toContain(`${known!.label}/2`);
});

it('names the writers that a search left out', () => {
  const searched = { questioned: [questioned.id], hits: [], leftOut: [other.id], statement: 'Said.' };
  expect(searchLines(view, searched as unknown as Search)).toContain(
    `left out for want of usable words: ${other.name}`,
  );
});

it('says below a ratio of few words that it says nothing of a signature', () => {
  const ratio = (words: number): unknown => ({
    likelihoodRatio: { statement: 'Said.', band: { words } },
    reason: null,
  });
  const compared = (words: number): string[] =>
    comparisonLines(view, {
      ...{ score: 0.5, questionedWords: words, knownWords: 9, pairs: [], statement: 'Said.' },
      ...{ questioned: [questioned.id], known: [known!.id], writers: [], evidence: ratio(words) },
    } as unknown as Comparison);
  const searched = (words: number, support?: unknown): string[] =>
    searchLines(view, {
      ...{ questioned: [questioned.id], questionedWords: words, leftOut: [], statement: 'Said.' },
      hits: [{ rank: 1, name: other.name, score: 0.5, words: 9, items: [known!.id], support }],
    } as unknown as Search);
  const note = `note: ${NOT_OF_SIGNATURES}`;
  expect(compared(4)).toContain(note);
  expect(compared(5)).not.toContain(note);
  expect(searched(4, { words: 'weak support' })).toContain(note);
  expect(searched(4)).not.toContain(note);
  expect(searched(5, { words: 'weak support' })).not.toContain(note);
});

it('says once below ratios which proposition is not offered, and why', () => {
  const ratio = (kind: string): unknown => ({ likelihoodRatio: { propositions: { kind } }, reason: null });
  const lines = (...evidence: unknown[]): string[] =>
    notOfferedLines(evidence.map((each) => ({ evidence: each }) as Pick<Comparison, 'evidence'>));
  expect(lines(ratio('common-source'), ratio('common-source'))).toEqual([
    expect.stringMatching(/^Not offered: “written by this known writer”/),
  ]);
  expect(lines(ratio('specific-source'), { likelihoodRatio: null, reason: 'Why.' }, undefined)).toEqual([]);
});

it('names the charts that a report was asked for and does not hold, each with what it would be of', () => {
  const comparison = {
    id: 'comparison',
    questioned: [questioned.id],
    known: [known!.id, 'hand-0002'],
  } as Comparison;
  const missing = [
    { chart: 'scores', comparison: 'comparison', why: 'no-population' },
    { chart: 'map', why: 'few-hands' },
  ] as const;
  expect(missingLines(view, [comparison], missing)).toEqual([
    `Scores of pairs of known origin, ${questioned.label} – ${known!.label}, ${known!.label}/2: not drawn, since the model has no reference population that reaches so little writing.`,
    'Map of hands: not drawn, since three hands with words in use are needed, questioned items or known writers.',
  ]);
});
