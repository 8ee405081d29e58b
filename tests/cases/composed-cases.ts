import { SeededRandom } from '../../src/main/engine/demo/random.ts';

/** A row of the table of labelled words. */
export interface WordRow {
  readonly path: string;
  readonly dataset: string;
  readonly writer: string;
  readonly text: string;
  /** What words were written on one occasion, such as a form; empty where the table does not say. */
  readonly note: string;
}

/** What a composed case is to be. */
export interface CasePlan {
  readonly dataset: string;
  /** Words of the questioned writing, and of each known writer. */
  readonly words: number;
  readonly knownWriters: number;
  /** Whether the questioned writer is among the known. */
  readonly present: boolean;
}

/** A case with its truth. */
export interface ComposedCase {
  readonly plan: CasePlan;
  /** Label of the known writer who wrote the questioned words; null where none did. */
  readonly truth: string | null;
  readonly questioned: readonly WordRow[];
  readonly known: readonly { readonly label: string; readonly words: readonly WordRow[] }[];
}

/** From one word to sixty, in every set that has whole words, with and without the writer. */
export const PLANS: readonly CasePlan[] = [
  { dataset: 'words-en', words: 1, knownWriters: 4, present: true },
  { dataset: 'names-zh', words: 3, knownWriters: 4, present: true },
  { dataset: 'words-ar', words: 5, knownWriters: 4, present: false },
  { dataset: 'dhsd', words: 8, knownWriters: 4, present: true },
  { dataset: 'names-zh', words: 10, knownWriters: 4, present: false },
  { dataset: 'words-en', words: 12, knownWriters: 6, present: true },
  { dataset: 'words-ar', words: 20, knownWriters: 6, present: true },
  { dataset: 'words-en', words: 30, knownWriters: 6, present: false },
  { dataset: 'dhsd', words: 40, knownWriters: 5, present: true },
  { dataset: 'words-en', words: 60, knownWriters: 12, present: true },
];

/**
 * Chooses the words of a case. Nobody's questioned words come from an occasion that their known words come from, where
 * the table says on which occasion words were written; no word is used twice.
 *
 * @throws Error where the table has too few writers with enough words.
 */
export function composeCase(plan: CasePlan, rows: readonly WordRow[], seed: number): ComposedCase {
  const random = new SeededRandom(seed);
  const { dataset, words, knownWriters, present } = plan;
  const byWriter = Map.groupBy(
    rows.filter((row) => row.dataset === dataset),
    (row) => row.writer,
  );
  const halves = [...byWriter]
    .map(([writer, all]) => ({ writer, ...inHalves(all, words, random.part(writer)) }))
    .filter(({ questioned, known }) => questioned.length >= words && known.length >= words);
  const needed = knownWriters + (present ? 0 : 1);
  if (halves.length < needed) {
    throw new Error(
      `${dataset} has ${halves.length} writers with ${words} words twice, and the case needs ${needed}`,
    );
  }
  const [writer, ...others] = random.shuffled(halves).slice(0, needed);
  const known = random.shuffled(present ? [writer!, ...others] : others).map((half, at) => ({
    writer: half.writer,
    label: `Writer ${String.fromCharCode(65 + at)}`,
    words: half.known.slice(0, words),
  }));
  return {
    plan,
    truth: known.find((each) => each.writer === writer!.writer)?.label ?? null,
    questioned: writer!.questioned.slice(0, words),
    known: known.map(({ label, words: theirs }) => ({ label, words: theirs })),
  };
}

/** A writer's words in two parts that share no occasion, or no word where only one occasion is known. */
function inHalves(
  rows: readonly WordRow[],
  words: number,
  random: SeededRandom,
): { questioned: WordRow[]; known: WordRow[] } {
  const occasions = random.shuffled([...Map.groupBy(rows, (row) => row.note).values()]);
  if (occasions.length === 1) {
    const all = random.shuffled(rows);
    return { questioned: all.slice(0, words), known: all.slice(words) };
  }
  const questioned: WordRow[] = [];
  let at = 0;
  while (questioned.length < words && at < occasions.length) questioned.push(...occasions[at++]!);
  return { questioned: random.shuffled(questioned), known: random.shuffled(occasions.slice(at).flat()) };
}
