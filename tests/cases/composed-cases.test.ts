import { expect, it } from 'vitest';
import { composeCase, PLANS, type CasePlan, type WordRow } from './composed-cases.ts';

/** Words of eight writers, ten on each of four occasions. */
const rows: WordRow[] = Array.from({ length: 8 }, (_, writer) =>
  Array.from({ length: 40 }, (_word, at) => ({
    path: `${writer}/${at}.png`,
    dataset: 'drawn',
    writer: `drawn:${writer}`,
    text: `word ${at % 10}`,
    note: `form ${Math.floor(at / 10)}`,
  })),
).flat();
const plan: CasePlan = { dataset: 'drawn', words: 15, knownWriters: 5, present: true };
const writersOf = (words: readonly WordRow[]): Set<string> => new Set(words.map(({ writer }) => writer));

it('knows who wrote what, and takes no word twice and no occasion for both sides', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { truth, questioned, known } = composeCase(plan, rows, seed);
    const [writer] = writersOf(questioned);
    expect(writersOf(questioned).size).toBe(1);
    const theirs = known.find(({ label }) => label === truth)!;
    expect([...writersOf(theirs.words)]).toEqual([writer]);
    const forms = new Set(questioned.map(({ note }) => note));
    expect(theirs.words.every(({ note }) => !forms.has(note))).toBe(true);
    const all = [...questioned, ...known.flatMap(({ words }) => words)].map(({ path }) => path);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(15 * 6);
  }
});

it('leaves the writer out where the plan says so', () => {
  const { truth, questioned, known } = composeCase({ ...plan, present: false }, rows, 3);
  expect(truth).toBeNull();
  expect(known).toHaveLength(5);
  const [writer] = writersOf(questioned);
  expect(known.every(({ words }) => !writersOf(words).has(writer!))).toBe(true);
});

it('is the same for the same seed, and says where the table has too little', () => {
  expect(composeCase(plan, rows, 7)).toEqual(composeCase(plan, rows, 7));
  expect(() => composeCase({ ...plan, words: 25 }, rows, 1)).toThrow(/0 writers with 25 words twice/);
});

it('plans ten cases, from one word to sixty, with and without the writer', () => {
  expect(PLANS).toHaveLength(10);
  const words = PLANS.map((each) => each.words);
  expect([Math.min(...words), Math.max(...words)]).toEqual([1, 60]);
  expect(new Set(PLANS.map(({ present }) => present)).size).toBe(2);
});
