/** Every number of a report is altered in turn, the report sealed again: recomputing has to name the place. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReportDocument } from '../../../../src/contract/report.ts';
import { place } from '../../../../src/main/engine/comparison/placement.ts';
import { sameWordPairs } from '../../../../src/main/engine/comparison/compare.ts';
import {
  encodedCohort,
  sealed,
  type Band,
} from '../../../../src/main/engine/comparison/likelihood-ratio/calibration.ts';
import { evidenceOf } from '../../../../src/main/engine/comparison/likelihood-ratio/evidence.ts';
import { ENFSI_SCALE } from '../../../../src/contract/verbal-scale.ts';
import { joinVectors } from '../../../../src/main/engine/comparison/vectors.ts';
import { comparisonStatement, searchStatement } from '../../../../src/contract/statement.ts';
import { searchThreshold } from '../../../../src/main/engine/comparison/reference.ts';
import { hitOf, nearness, rankWriters } from '../../../../src/main/engine/writers/search.ts';
import type { PreparedFile } from '../../../../src/main/engine/imaging/preparation.ts';
import { contentSha256 } from '../../../../src/main/engine/report/content.ts';
import { exportReport } from '../../../../src/main/engine/report/export.ts';
import { verifyReport } from '../../../../src/main/engine/report/verification.ts';
import { PLACED as reference } from './every-part.ts';
import {
  compare,
  embed,
  examiner,
  makeCase,
  model,
  plans,
  preparation,
  search,
  storeOf,
  wordsOf,
  write,
  type MadeCase,
} from './fixture.ts';

const band = (least: number, most: number | null): Band => {
  const fusion = { intercept: -0.5, slopes: [1.5, 0.7, 0.1, 0.05, 0.02, 0.03] };
  const curve = { scores: [-3, 3], log10Lrs: [-2.5, 2.5] };
  return {
    least,
    most,
    kind: 'common-source',
    datasets: ['drawn'],
    writers: { same: 40, different: 41 },
    effectiveWriters: { same: 31.4, different: 38 },
    pairs: { same: 80, different: 700 },
    quantities: [[least, least]],
    fusion,
    curve,
    method: 'logistic',
    elub: { lower: -1.71, upper: 1.52 },
    sample: { lower: -1.612784, upper: 1.623249 },
    methods: { logistic: 0.31, 'bi-gaussianised': null, kde: null, pav: null },
    cllr: 0.31,
    cllrMin: 0.28,
    rates: {
      misleading: { same: 0.039, different: 0.062 },
      tippett: [
        { log10Lr: -1.6, same: 1, different: 1 },
        { log10Lr: 1.55, same: 0.2, different: 0 },
      ],
    },
    replicates: Array.from({ length: 120 }, (_, at) => 0.8 + (at % 3) / 5).map((scale) => ({
      fusion: { ...fusion, slopes: fusion.slopes.map((slope) => slope * scale) },
      curve,
    })),
  };
};
const calibration = sealed({
  format: 'chirograph-calibration',
  formatVersion: 1,
  model: model.sha256,
  manifest: 'b'.repeat(64),
  split: 'all',
  seed: 1,
  command: 'chirograph validate drawn.csv --seed 1',
  population: 'drawn hands',
  datasets: ['drawn'],
  writers: 41,
  sameWord: [{ falsePositive: 0.01, threshold: 0.9 }],
  cohort: encodedCohort(joinVectors([Float32Array.from({ length: 128 }, (_, at) => (at === 0 ? 1 : 0))])),
  nearness: [{ words: 1, least: -1 }],
  bands: [band(1, 1), band(2, null)],
});

// Evidence does not change in this test: it is read and embedded once.
const files = new Map<string, Promise<PreparedFile>>();
const remembered = {
  ...preparation,
  prepare(source: Parameters<typeof preparation.prepare>[0]): Promise<PreparedFile> {
    const known = files.get(source.path) ?? preparation.prepare(source);
    files.set(source.path, known);
    return known;
  },
};
const vectors = new Map<Uint8Array, ReturnType<typeof embed>>();
const encoder = {
  model,
  embed: (crops: readonly Uint8Array[]) =>
    Promise.resolve(
      crops.map((crop) => {
        const known = vectors.get(crop) ?? embed(crop);
        vectors.set(crop, known);
        return known;
      }),
    ),
};

let root: string;
let made: MadeCase;
let report: string;
let text: string;

/** Puts the figures that this reference gives in place of the fixture's. */
function placeResults(): void {
  const cropOf = new Map(
    [...made.pages.values()]
      .flat()
      .flatMap((page) => page.words.map((word) => [word.id, made.crops.get(word.crop)!])),
  );
  const heightOf = new Map(
    [...made.pages.values()].flat().flatMap((page) => page.words.map(({ id, box }) => [id, box.height])),
  );
  const drawable = (labels: readonly string[]) =>
    wordsOf(made, labels).map((word) => ({
      ...word,
      cropSha256: cropOf.get(word.id)!,
      height: heightOf.get(word.id)!,
    }));
  const [q, k] = [drawable(['Q1', 'Q2']), drawable(['K1'])];
  const [comparison] = made.comparisons;
  const position = place(reference, q, k);
  made.comparisons[0] = {
    ...comparison!,
    reference: position,
    statement: comparisonStatement({ ...comparison!, reference: position }),
    evidence: evidenceOf(calibration, q, k, ENFSI_SCALE),
    pairs: sameWordPairs(q, k, searchThreshold(reference, q.length * k.length)),
  };
  const writers = made.view.writers.map(({ id, name }) => ({
    id,
    name,
    words: drawable(made.items.filter((item) => item.writer === id).map((item) => item.label)),
  }));
  const questioned = drawable(['Q1']);
  const most = Math.max(...writers.map((writer) => writer.words.length));
  const threshold = searchThreshold(reference, questioned.length * most);
  const hits = rankWriters(questioned, writers, 10).map((ranked) => {
    const { words } = ranked.writer;
    const evidence = evidenceOf(calibration, questioned, words, ENFSI_SCALE);
    return hitOf(ranked, sameWordPairs(questioned, words, threshold), evidence);
  });
  const counts = writers.map(({ words }) => words.length);
  const said = {
    searched: writers.length,
    questionedWords: questioned.length,
    ...nearness(hits, calibration, questioned.length, counts),
  };
  made.searches[0] = {
    ...made.searches[0]!,
    hits,
    supportBasis: { calibration: calibration.sha256, scale: ENFSI_SCALE },
    ...said,
    statement: searchStatement(said, ENFSI_SCALE),
  };
}

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'every-number-'));
  made = await makeCase(path.join(root, 'case'), plans);
  compare(made, ['Q1', 'Q2'], ['K1'], null);
  search(made, ['Q1']);
  placeResults();
  const written = await exportReport({
    store: storeOf(made),
    examiner,
    software: 'Chirograph 0.1.0',
    platform: 'test',
    model,
    createdAt: '2026-05-04T09:30:00.000Z',
    comparisons: made.comparisons,
    searches: made.searches,
    preparation,
  });
  write(made, 'report.export', [], { jsonSha256: written.jsonSha256 });
  report = written.json;
  text = readFileSync(report, 'utf8');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const verify = (store: ReturnType<typeof storeOf> | null): ReturnType<typeof verifyReport> =>
  verifyReport({ report, store, reference, calibration, preparation: remembered, encoder });

/** Where the numbers of a value stand, as the keys that lead there. */
function numbersOf(
  value: unknown,
  keys: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof value === 'number') return [keys];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    numbersOf(inner, [...keys, Array.isArray(value) ? Number(key) : key]),
  );
}

/** By enough to change what a reader would take from it: a whole one by one, a share or cosine by a hundredth. */
function altered(document: ReportDocument, keys: readonly (string | number)[]): ReportDocument {
  const copy = structuredClone(document);
  let holder = copy as unknown as Record<string | number, unknown>;
  for (const key of keys.slice(0, -1)) holder = holder[key] as typeof holder;
  const last = keys.at(-1)!;
  const before = holder[last] as number;
  holder[last] = Number.isInteger(before) ? before + 1 : before > 0.5 ? before - 0.01 : before + 0.01;
  return copy;
}

/** What a difference has to name for a number at these keys to count as located. */
function placeNamed(document: ReportDocument, keys: readonly (string | number)[]): RegExp {
  const [part, index] = keys as [string, number];
  switch (part) {
    case 'formatVersion':
      return /formatVersion/;
    case 'items':
      return new RegExp(`^${document.items[index]!.label}\\b`);
    case 'words': {
      const word = document.words[index]!;
      return new RegExp(`^${word.item}, page \\d+, line \\d+, word \\d+`);
    }
    case 'comparisons':
      // The first step of a scale is 1 by the schema, and a report that breaks it is no report.
      return new RegExp(`^(comparison ${document.comparisons[index]!.id}|report, comparisons\\.${index}\\.)`);
    case 'searches':
      return new RegExp(`^(search ${document.searches[index]!.id}|report, searches\\.${index}\\.)`);
    case 'journal':
      return /^journal /;
    case 'model':
      return /^report: model/;
    default:
      return /^report-.*\.pdf: pages$/;
  }
}

it('is caught and located without the case database, in every place', async () => {
  expect((await verify(null)).differences).toEqual([]);
  const document = JSON.parse(text) as ReportDocument;
  const places = numbersOf(document);
  expect(document.comparisons[0]!.pairs.length).toBeGreaterThan(0);
  expect(document.searches[0]!.hits[0]!.pairs.length).toBeGreaterThan(0);
  expect(document.searches[0]!.hits[0]!.support).toBeDefined();
  expect(document.comparisons[0]!.evidence!.likelihoodRatio).not.toBeNull();
  expect(places.length).toBeGreaterThan(300);
  const missed: string[] = [];
  for (const keys of places) {
    const changed = altered(document, keys);
    changed.checks.contentSha256 = contentSha256(changed);
    writeFileSync(report, JSON.stringify(changed));
    const { differences } = await verify(null);
    const named = placeNamed(document, keys);
    if (!differences.some((each) => named.test(each.where))) {
      missed.push(`${keys.join('.')}: ${differences.map((each) => each.where).join('; ') || 'nothing'}`);
    }
  }
  expect(missed).toEqual([]);
}, 180_000);

it('holds what is said of likelihood ratios against the recomputation, also where it was taken out', async () => {
  const document = JSON.parse(text) as ReportDocument;
  type Result = ReportDocument['comparisons'][number];
  type Found = ReportDocument['searches'][number];
  const changes: [string, RegExp, (comparison: Result, search: Found) => void][] = [
    ['evidence taken out', /likelihood ratio$/, (comparison) => delete comparison.evidence],
    [
      'a bound said to be reached',
      /bound reached$/,
      ({ evidence }) => (evidence!.likelihoodRatio!.reached = 'upper'),
    ],
    [
      'a caution of our own',
      /what is known against the population$/,
      ({ evidence }) => evidence!.likelihoodRatio!.outside.push('Nothing is known against it.'),
    ],
    [
      'cautions taken out',
      /what is known against the population$/,
      ({ evidence }) => (evidence!.likelihoodRatio!.outside = []),
    ],
    ['a ratio of a hit taken out', /rank 1, .*: likelihood ratio$/, (_, { hits }) => delete hits[0]!.support],
    [
      'every ratio of a search taken out',
      /rank 1, .*: likelihood ratio$/,
      (_, { hits }) => {
        for (const hit of hits) delete hit.support;
      },
    ],
    [
      'other words for a hit',
      /rank 1, .*: likelihood ratio, in words$/,
      (_, { hits }) => (hits[0]!.support!.words = 'extremely strong support for this writer'),
    ],
    ['the basis taken out', /: likelihood ratios$/, (_, search) => delete search.supportBasis],
    [
      'the basis said to be none',
      /: likelihood ratios$/,
      (_, search) => (search.supportBasis!.calibration = null),
    ],
    [
      'writing said to be shared',
      /rank 1, .*: writing shared with$/,
      (_, { hits }) => (hits[0]!.sharedWith = [hits[1]!.writer]),
    ],
    ['near turned round', /near writers$/, (_, search) => (search.near = !search.near)],
    ['near taken out', /near writers$/, (_, search) => delete search.near],
  ];
  expect(document.comparisons[0]!.evidence!.likelihoodRatio!.outside).not.toEqual([]);
  for (const [name, where, change] of changes) {
    const changed = structuredClone(document);
    change(changed.comparisons[0]!, changed.searches[0]!);
    changed.checks.contentSha256 = contentSha256(changed);
    writeFileSync(report, JSON.stringify(changed));
    const { differences } = await verify(null);
    expect(
      differences.some((each) => where.test(each.where)),
      `${name}: ${differences.map((each) => each.where).join('; ')}`,
    ).toBe(true);
  }
}, 60_000);

it('is caught by its own hash where it is not sealed again, and by the journal either way', async () => {
  const document = JSON.parse(text) as ReportDocument;
  for (const keys of numbersOf(document)) {
    const changed = altered(document, keys);
    if (keys[0] === 'formatVersion' || keys[0] === 'checks') continue;
    expect(contentSha256(changed), keys.join('.')).not.toBe(document.checks.contentSha256);
  }
  const changed = altered(document, ['items', 0, 'bytes']);
  writeFileSync(report, JSON.stringify(changed));
  expect((await verify(storeOf(made))).differences.map((each) => each.where)).toEqual(
    expect.arrayContaining(['report, its own content hash', 'report, in the journal']),
  );
});
