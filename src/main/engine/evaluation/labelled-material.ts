import { meanEmbedding } from '../comparison/compare.ts';
import type { Cohort } from '../comparison/likelihood-ratio/pair-figures.ts';
import { createRandom, shuffle } from '../comparison/random.ts';
import { joinVectors, vectorAt } from '../comparison/vectors.ts';
import type { LabelledMaterial, LabelledWord } from './drawn-pairs.ts';
import type { EmbeddedDataset } from './embed-datasets.ts';
import { sheetOf } from './questions.ts';

/** Writers of one dataset in a cohort at most, so that the largest dataset is not all of it. */
const COHORT_WRITERS = 30;

/**
 * Joins labels to embeddings that were computed without them. A writer's name is one person in all datasets: strangers who
 * share a name would only be counted too few, since pairs never cross datasets; one person counted as two would be measured by
 * what was fitted on them.
 */
export function labelledMaterial(datasets: readonly EmbeddedDataset[]): LabelledMaterial {
  const writers: string[] = [];
  const datasetOf: number[] = [];
  const personOf: number[] = [];
  const persons = new Map<string, number>();
  const words: LabelledWord[] = [];
  datasets.forEach(({ rows, embedded }, dataset) => {
    const hands = new Map<string, number>();
    embedded.image.forEach((image, at) => {
      const row = rows[image]!;
      const known = hands.get(row.writer);
      const hand = known ?? writers.length;
      if (known === undefined) {
        hands.set(row.writer, hand);
        const person = persons.get(row.writer) ?? persons.size;
        persons.set(row.writer, person);
        writers.push(row.writer);
        datasetOf.push(dataset);
        personOf.push(person);
      }
      words.push({
        id: `${row.path}#${at}`,
        item: row.path,
        writer: vectorAt(embedded.writer, at),
        word: vectorAt(embedded.word, at),
        hand,
        text: row.text,
        sheet: sheetOf(row),
      });
    });
  });
  return {
    datasets: datasets.map(({ dataset }) => dataset),
    writers,
    datasetOf: Int32Array.from(datasetOf),
    personOf: Int32Array.from(personOf),
    words,
  };
}

/** Mean embeddings of the writers of a population, at most 30 of a dataset, and which writer each row is. */
export function cohortOfMaterial(
  { datasets, datasetOf, writers, words }: LabelledMaterial,
  seed: number,
): { cohort: Cohort; hands: number[] } {
  const hands = datasets.flatMap((dataset, number) => {
    const own = writers.flatMap((_, hand) => (datasetOf[hand] === number ? [hand] : []));
    return shuffle(own, createRandom(`cohort/${seed}/${dataset}`)).slice(0, COHORT_WRITERS);
  });
  const wordsOf = new Map<number, Float32Array[]>();
  for (const { hand, writer } of words) {
    const own = wordsOf.get(hand);
    if (own === undefined) wordsOf.set(hand, [writer]);
    else own.push(writer);
  }
  return { cohort: joinVectors(hands.map((hand) => meanEmbedding(wordsOf.get(hand)!))), hands };
}
