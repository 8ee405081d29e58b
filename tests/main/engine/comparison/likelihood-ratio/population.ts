import { createHash } from 'node:crypto';
import { meanEmbedding } from '../../../../../src/main/engine/comparison/compare.ts';
import type { Reference } from '../../../../../src/main/engine/comparison/reference.ts';
import { createRandom } from '../../../../../src/main/engine/comparison/random.ts';
import type { WriterPopulation } from '../../../../../src/main/engine/comparison/likelihood-ratio/figured-pairs.ts';
import type {
  LabelledMaterial,
  LabelledWord,
} from '../../../../../src/main/engine/evaluation/drawn-pairs.ts';

/** Even noise from -1 to 1 that depends on the name alone. */
export function noise(name: string, size: number): Float32Array {
  const random = createRandom(name);
  return Float32Array.from({ length: size }, () => random.integer(2 ** 20) / 2 ** 19 - 1);
}

function unit(parts: readonly (readonly [number, Float32Array])[]): Float32Array {
  return meanEmbedding([
    Float32Array.from(parts[0]![1], (_, at) =>
      parts.reduce((sum, [weight, part]) => sum + weight * part[at]!, 0),
    ),
  ]);
}

const SIZE = 16;

/** One word of a made hand: its set's style, its writer's hand and chance, in this proportion. */
export function madeWord(set: string, hand: string, at: number, item = `${hand}/${at}`): LabelledWord {
  const text = `text ${at % 7}`;
  return {
    id: `${hand}/${at}`,
    item,
    writer: unit([
      [0.6, noise(`set ${set}`, SIZE)],
      [0.8, noise(`hand ${set}/${hand}`, SIZE)],
      [0.9, noise(`word ${set}/${hand}/${at}`, SIZE)],
    ]),
    word: unit([
      [1, noise(text, SIZE)],
      [0.3, noise(`shape ${set}/${hand}/${at}`, SIZE)],
    ]),
    hand: -1,
    text,
    sheet: '',
  };
}

export const cropOf = (word: { readonly id: string }): string =>
  createHash('sha256').update(word.id).digest('hex');

/**
 * Writers whose words are by made hands: two sets, so many writers and words each.
 *
 * @param sheets that each writer wrote them on, one after the other; none are known where it is 0.
 */
export function madeMaterial(writersPerSet: number, words: number, sheets = 0): LabelledMaterial {
  const datasets = ['one', 'two'];
  const writers: string[] = [];
  const datasetOf: number[] = [];
  const all: LabelledWord[] = [];
  datasets.forEach((set, dataset) => {
    for (let writer = 0; writer < writersPerSet; writer++) {
      const hand = writers.push(`${set}/${writer}`) - 1;
      datasetOf.push(dataset);
      for (let at = 0; at < words; at++)
        all.push({
          ...madeWord(set, `${writer}`, at),
          id: `${set}/${writer}/${at}`,
          hand,
          sheet: sheets === 0 ? '' : `sheet ${Math.floor((at * sheets) / words)}`,
        });
    }
  });
  return { datasets, writers, ...strangers(datasetOf), words: all };
}

/** Hands of these datasets, each by a person of its own. */
export function strangers(datasetOf: Iterable<number>): WriterPopulation {
  const of = Int32Array.from(datasetOf);
  return { datasetOf: of, personOf: of.map((_, hand) => hand) };
}

export const SAME_WORD: Reference['sameWord'] = {
  datasets: ['one', 'two'],
  samePairs: 100,
  differentPairs: 100,
  thresholds: [{ falsePositive: 0.01, threshold: 0.8, falseNegative: 0.1 }],
};

export const SOURCE = {
  model: 'a'.repeat(64),
  manifest: 'b'.repeat(64),
  split: 'all',
  seed: 1,
  command: 'chirograph validate made.csv --seed 1',
  population: 'made hands',
};
