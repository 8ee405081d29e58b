import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from '../../../../src/main/engine/comparison/bootstrap.ts';
import { meanEmbedding } from '../../../../src/main/engine/comparison/compare.ts';
import { eer } from '../../../../src/main/engine/comparison/metrics.ts';
import {
  pairFigure,
  rankFigure,
  type PairQuestion,
} from '../../../../src/main/engine/comparison/pair-figure.ts';
import { createRandom } from '../../../../src/main/engine/comparison/random.ts';
import { forEachPair, joinVectors, type Vectors } from '../../../../src/main/engine/comparison/vectors.ts';

const byWriter = (writer: readonly number[]): PairQuestion => ({
  writer: Int32Array.from(writer),
  writers: Math.max(...writer) + 1,
  kindOf: (a, b) => (writer[a] === writer[b] ? 'positive' : 'negative'),
});

/** Unit vectors of the plane, given by their angles in degrees: the cosine of a pair is that of their difference. */
const plane = (degrees: readonly number[]): Vectors =>
  joinVectors(
    degrees.map((each) =>
      Float32Array.from([Math.cos((each * Math.PI) / 180), Math.sin((each * Math.PI) / 180)]),
    ),
  );

/** Writers as clouds around a centre each. */
function clouds(writers: number, words: number, noise: number, seed: string) {
  const random = createRandom(seed);
  const draw = (): number => (random.integer(2001) + random.integer(2001)) / 2000 - 1;
  const rows: Float32Array[] = [];
  const writer: number[] = [];
  for (let by = 0; by < writers; by++) {
    const centre = Array.from({ length: 8 }, draw);
    for (let word = 0; word < words; word++) {
      rows.push(meanEmbedding([Float32Array.from(centre, (value) => value + noise * draw())]));
      writer.push(by);
    }
  }
  return { vectors: joinVectors(rows), writer };
}

function sides(vectors: Vectors, question: PairQuestion) {
  const same: { score: number; a: number; b: number }[] = [];
  const different: typeof same = [];
  forEachPair(vectors, (first, second, score) => {
    const kind = question.kindOf(first, second);
    if (kind === 'left out') return;
    const pair = { score, a: question.writer[first]!, b: question.writer[second]! };
    (kind === 'positive' ? same : different).push(pair);
  });
  return { same, different };
}

describe('pairFigure', () => {
  it('is worked out on paper for four words in the plane', () => {
    // Same writer: 10 and 60 degrees apart. Different writers: 90, 150, 80 and 140.
    const separated = pairFigure(plane([0, 10, 90, 150]), byWriter([0, 0, 1, 1]), createRandom('x'));
    expect(separated).toMatchObject({ positive: 2, negative: 4, eer: 0 });
    // Same writer: 100 and 60. Different writers: 20, 80, 80, 20: false matches jump from 1/2 to 1 at 80.
    const mixed = pairFigure(plane([0, 100, 20, 80]), byWriter([0, 0, 1, 1]), createRandom('x'));
    expect(mixed).toMatchObject({ positive: 2, negative: 4, eer: 0.5 });
  });

  it('does not exist without positive or without negative pairs', () => {
    const alone = pairFigure(plane([0, 10]), byWriter([0, 0]), createRandom('x'));
    expect(alone).toEqual({ positive: 1, negative: 0, eer: null, interval: null });
    const strangers = pairFigure(plane([0, 10]), byWriter([0, 1]), createRandom('x'));
    expect(strangers).toEqual({ positive: 0, negative: 1, eer: null, interval: null });
  });

  it('leaves out what the question does not ask', () => {
    const question = byWriter([0, 0, 1, 1]);
    const asked: PairQuestion = {
      ...question,
      kindOf: (a, b) => (a === 0 || b === 0 ? 'left out' : question.kindOf(a, b)),
    };
    const figure = pairFigure(plane([0, 10, 90, 150]), asked, createRandom('x'));
    expect(figure).toMatchObject({ positive: 1, negative: 2 });
  });

  it.each([0.4, 1, 2, 5])('gives exactly the rate of all sorted scores (noise %d)', (noise) => {
    const { vectors, writer } = clouds(9, 14, noise, `exact ${noise}`);
    const question = byWriter(writer);
    const { same, different } = sides(vectors, question);
    const figure = pairFigure(vectors, question, createRandom('x'));
    expect(figure.eer).toBe(
      eer(
        same.map((each) => each.score),
        different.map((each) => each.score),
      ),
    );
  });

  it('is 1/2 where all embeddings have become one', () => {
    const figure = pairFigure(
      plane([30, 30, 30, 30, 30, 30]),
      byWriter([0, 0, 1, 1, 2, 2]),
      createRandom('x'),
    );
    expect(figure.eer).toBeCloseTo(0.5, 12);
    expect(figure.interval![0]).toBeCloseTo(0.5, 12);
    expect(figure.interval![1]).toBeCloseTo(0.5, 12);
  });

  it('has the interval of a bootstrap that copies writers and sorts all their pairs', () => {
    const { vectors, writer } = clouds(6, 5, 1.2, 'bootstrap');
    const question = byWriter(writer);
    const { same, different } = sides(vectors, question);
    const copied = bootstrapInterval(6, createRandom('draws'), (times) => {
      const repeated = (pairs: typeof same): number[] =>
        pairs.flatMap(({ score, a, b }) =>
          new Array<number>(a === b ? times[a]! : times[a]! * times[b]!).fill(score),
        );
      return eer(repeated(same), repeated(different));
    })!;
    const { interval } = pairFigure(vectors, question, createRandom('draws'));
    // Scores that share one of the 4,096 steps count as tied: at most one pair in the few here.
    expect(interval![0]).toBeCloseTo(copied[0], 2);
    expect(interval![1]).toBeCloseTo(copied[1], 2);
    expect(copied[0]).toBeLessThan(copied[1]);
  });

  it('repeats its interval for the same seed', () => {
    const { vectors, writer } = clouds(6, 5, 1.2, 'again');
    const interval = (seed: string) => pairFigure(vectors, byWriter(writer), createRandom(seed)).interval;
    expect(interval('a')).toEqual(interval('a'));
    expect(interval('a')).not.toEqual(interval('b'));
  });
});

describe('rankFigure', () => {
  it('is worked out on paper for five words in the plane', () => {
    // Row 0 (0 degrees) is nearest to row 2, row 1 (40) to row 2 as well, row 2 (10) to row 0, row 3 (200) to row 4.
    const figure = rankFigure(plane([0, 40, 10, 200, 210]), byWriter([0, 0, 1, 2, 2]), createRandom('x'));
    // Row 2 has nobody of its own writer and does not ask. Rows 0 and 1 find their own second.
    expect(figure).toMatchObject({ queries: 4, top1: 2 / 4, map: (1 / 2 + 1 / 2 + 1 + 1) / 4 });
    // With their own taken out rows 0 and 1 come as near as cos 10 and cos 30 degrees, 3 and 4 as cos 160 and cos 170: no
    // query may pass cos 10, and rows 3 and 4, which find their own, lie at just that.
    expect(figure.detection).toBe(0);
  });

  it('does not exist where nobody wrote twice', () => {
    expect(rankFigure(plane([0, 40]), byWriter([0, 1]), createRandom('x'))).toEqual({
      queries: 0,
      top1: null,
      top1Interval: null,
      map: null,
      mapInterval: null,
      detection: null,
      detectionInterval: null,
    });
  });

  it('has an interval that holds the figure and repeats for the same seed', () => {
    const { vectors, writer } = clouds(12, 6, 1.5, 'ranks');
    const figure = rankFigure(vectors, byWriter(writer), createRandom('a'));
    expect(figure.top1Interval![0]).toBeLessThan(figure.top1!);
    expect(figure.top1Interval![1]).toBeGreaterThan(figure.top1!);
    expect(figure.mapInterval![0]).toBeLessThan(figure.map!);
    expect(figure.mapInterval![1]).toBeGreaterThan(figure.map!);
    expect(figure.detectionInterval![0]).toBeLessThanOrEqual(figure.detection!);
    expect(figure.detectionInterval![1]).toBeGreaterThanOrEqual(figure.detection!);
    expect(figure.detection!).toBeLessThan(figure.top1!);
    expect(rankFigure(vectors, byWriter(writer), createRandom('a'))).toEqual(figure);
  });
});
