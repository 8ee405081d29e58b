/** Charts of a report: what they are drawn from is sealed, and follows from the evidence; what is printed names them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CHARTS,
  chartsNamed,
  USUAL_CHARTS,
  type ChartChoice,
} from '../../../../src/contract/chart-choice.ts';
import type { Reference } from '../../../../src/main/engine/comparison/reference.ts';
import {
  missingCharts,
  type MissingChart,
  type ReportCharts,
} from '../../../../src/contract/report-charts.ts';
import type { ChartMaterial } from '../../../../src/main/engine/report/charts.ts';
import { ChirographError } from '../../../../src/contract/schema.ts';
import type { ReportContent, ReportDocument } from '../../../../src/contract/report.ts';
import { buildReport } from '../../../../src/main/engine/report/content.ts';
import { otherCharts } from '../../../../src/main/engine/report/chart-check.ts';
import { drawFigures } from '../../../../src/main/engine/report/figures.ts';
import { reportPdf } from '../../../../src/main/engine/report/report-pdf.ts';
import { caseOfEveryPart, everyChart, PLACED } from './every-part.ts';
import { examiner, model, preparation, storeOf, write, type MadeCase } from './fixture.ts';
import { readPdf, type ReadPdf } from './pdf-text.ts';

let folder: string;
let made: MadeCase;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'charts-'));
  made = await caseOfEveryPart(path.join(folder, 'Case'));
  for (const { id, item, shape, places } of everyChart(made).letters)
    write(made, 'letter.save', [id], { item, page: 0, shape, places, name: null });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reportWith = (choice: ChartChoice): ReportContent =>
  buildReport({
    store: storeOf(made),
    examiner,
    software: 'Chirograph 0.1.0',
    platform: 'test',
    model,
    createdAt: '2026-05-04T09:30:00.000Z',
    comparisons: made.comparisons,
    searches: made.searches,
    charts: { ...everyChart(made), choice },
  });

describe('which charts a report holds', () => {
  it('is chosen, each by itself', () => {
    const held = (choice: ChartChoice): string[] => {
      const { charts = {} } = reportWith(choice);
      return [
        ...Object.keys(charts).filter((key) => !['nearness', 'missing'].includes(key)),
        ...['matrix', 'map'].filter((key) => key in (charts.nearness ?? {})),
      ];
    };
    expect(held(chartsNamed([]))).toEqual([]);
    for (const chart of CHARTS) expect(held(chartsNamed([chart]))).toEqual([chart]);
    expect(held(USUAL_CHARTS)).toEqual(['scores', 'letters']);
    expect(held({ ...USUAL_CHARTS, letters: ['k'] })).toEqual(['scores']);
  });

  it('has each comparison on its curves, every two hands once, and letters where they stand', () => {
    const { scores, nearness, letters } = reportWith(chartsNamed(CHARTS)).charts!;
    expect(scores!.map(({ comparison }) => comparison)).toEqual(made.comparisons.map(({ id }) => id));
    const { matrix, map } = nearness!;
    expect(matrix!.hands.map(({ label }) => label)).toEqual(['Q1', 'Q2', 'K1', 'K2', 'K3']);
    expect(matrix!.cosines.map(({ length }) => length)).toEqual([0, 1, 2, 3, 4]);
    expect(map!.hands.map(({ label }) => label)).toEqual([
      'Q1',
      'Q2',
      'Anna Keller',
      'Γιώργος Παπαδόπουλος',
      '王小明',
    ]);
    expect(letters!.map(({ name, letters: its }) => [name, its.map(({ item }) => item)])).toEqual([
      ['g', ['Q1', 'Q1', 'K1', 'K1']],
    ]);
  });
});

describe('a chart that cannot be drawn', () => {
  const missingIn = (
    choice: ChartChoice,
    change: (material: ChartMaterial) => ChartMaterial,
  ): ReportContent =>
    buildReport({
      store: storeOf(made),
      examiner,
      software: 'Chirograph 0.1.0',
      platform: 'test',
      model,
      createdAt: '2026-05-04T09:30:00.000Z',
      comparisons: made.comparisons.map((comparison) => ({ ...comparison, pairs: [] })),
      searches: [],
      charts: change({ ...everyChart(made), choice }),
    });
  const saidOf = async (content: ReportContent): Promise<string> =>
    (
      await readPdf(
        (await reportPdf(content, await drawFigures(content, storeOf(made).pathOf, preparation))).bytes,
      )
    ).text;

  it('is named where it would stand, with the reason', async () => {
    const content = missingIn({ ...chartsNamed(CHARTS), letters: ['g', 'k'] }, (material) => ({
      ...material,
      reference: null,
      vectors: () => new Map(),
    }));
    const { scores, nearness, missing } = content.charts!;
    expect([scores, nearness]).toEqual([undefined, undefined]);
    const of = made.comparisons.map(({ id }) => id);
    expect(missing).toEqual([
      ...of.map((comparison) => ({ chart: 'scores', comparison, why: 'no-population' })),
      ...of.map((comparison) => ({ chart: 'pairs', comparison, why: 'no-pairs' })),
      { chart: 'letters', letter: 'k', why: 'no-letter' },
      { chart: 'matrix', why: 'not-encoded' },
      { chart: 'map', why: 'not-encoded' },
    ]);
    const text = await saidOf(content);
    expect(text.match(/Scores of pairs of known origin: not drawn, since/gu)).toHaveLength(of.length);
    expect(text).toContain('Grid of pairs: not drawn, since no words of this comparison');
    expect(text).toContain('Letter chart of “k”: not drawn, since no letter of this name is marked.');
    expect(text).toMatch(/Nearness of the hands.*Matrix of hands: not drawn.*Map of hands: not drawn/su);
  });

  it('is known beforehand from what a window shows', () => {
    const comparisons = made.comparisons.filter(({ reference }) => reference !== null);
    const hands = [
      { role: 'questioned' as const, writer: null, words: 4 },
      { role: 'known' as const, writer: 'w1', words: 4 },
      { role: 'known' as const, writer: 'w1', words: 9 },
      { role: 'unassigned' as const, writer: null, words: 3 },
      { role: 'questioned' as const, writer: null, words: 0 },
    ];
    expect(missingCharts(chartsNamed(CHARTS), { comparisons, hands, letters: [] })).toEqual([
      { chart: 'map', why: 'few-hands' },
    ]);
    expect(
      missingCharts(chartsNamed(CHARTS), { comparisons, hands: hands.slice(0, 1), letters: [] }),
    ).toEqual([
      { chart: 'matrix', why: 'few-hands' },
      { chart: 'map', why: 'few-hands' },
    ]);
    expect(missingCharts(chartsNamed([]), { comparisons: [], hands: [], letters: [] })).toEqual([]);
  });
});

describe('verification', () => {
  const placesIn = (
    document: ReportContent,
    journal: boolean,
    reference: Reference | null = PLACED,
  ): string[] => {
    const vectors = new Map(
      document.words.flatMap(({ id, cropSha256 }) => {
        const found = made.embeddings.get(cropSha256);
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
    return otherCharts(document as ReportDocument, {
      of: ({ sha256 }) => (sha256 === model.sha256 ? { model, vectors, reference } : undefined),
      entries: journal ? made.journal : null,
    }).map(({ where }) => where);
  };
  /** The keys that lead to each number of a value. */
  const numbersOf = (value: unknown, keys: readonly string[] = []): (readonly string[])[] => {
    if (typeof value === 'number') return [keys];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, [...keys, key]));
  };
  const altered = (content: ReportContent, keys: readonly string[]): ReportContent => {
    const copy = structuredClone(content);
    let holder = copy.charts as unknown as Record<string, unknown>;
    for (const key of keys.slice(0, -1)) holder = holder[key] as typeof holder;
    const last = keys.at(-1)!;
    const before = holder[last] as number;
    holder[last] = Number.isInteger(before) ? before + 1 : before > 0.5 ? before - 0.01 : before + 0.01;
    return copy;
  };

  it('finds nothing in charts as they were written', () => {
    const content = reportWith(chartsNamed(CHARTS));
    expect(placesIn(content, false)).toEqual([]);
    expect(placesIn(content, true)).toEqual([]);
  });

  it('catches and locates every number that was altered, of letters by the journal', () => {
    const content = reportWith(chartsNamed(CHARTS));
    const { scores, nearness, letters } = content.charts!;
    // One part at a time: a thousand draws are made anew for every comparison that is looked at.
    const parts: ReportCharts[] = [
      { scores: scores!.slice(0, 1) },
      { nearness: nearness! },
      { letters: letters! },
    ];
    const named: Readonly<Record<string, RegExp>> = {
      scores: /^chart of scores, comparison /,
      nearness: /^(matrix|map) (of|and map of) hands/,
      letters: /^letter chart “g”: letter letter-(Q|K)1-/,
    };
    const places = parts.flatMap((charts) => numbersOf(charts).map((keys) => ({ keys, charts })));
    expect(places.length).toBeGreaterThan(70);
    const missed = places
      .filter(({ keys, charts }) => {
        const found = placesIn(altered({ ...content, charts }, keys), true);
        return !found.some((where) => named[keys[0]!]!.test(where));
      })
      .map(({ keys }) => keys);
    expect(missed.map((keys) => keys.join('.'))).toEqual([]);
  });

  it('catches a chart of what is not there, and rows that were chosen otherwise, without the journal as well', () => {
    const whole = reportWith({ ...chartsNamed(CHARTS), scores: false });
    const scores = reportWith(chartsNamed(['scores'])).charts!.scores!.slice(0, 1);
    const changes: [RegExp, (charts: ReportCharts) => void][] = [
      [
        /^chart of scores, comparison none$/,
        (charts) => (charts.scores = [{ ...scores[0]!, comparison: 'none' }]),
      ],
      [/^matrix of hands: K9$/, ({ nearness }) => (nearness!.matrix!.hands[4]!.label = 'K9')],
      [/^matrix of hands$/, ({ nearness }) => nearness!.matrix!.hands.pop()],
      [/^map of hands$/, ({ nearness }) => nearness!.map!.hands.pop()],
      [/^matrix and map of hands$/, ({ nearness }) => (nearness!.model.sha256 = 'f'.repeat(64))],
      [
        // As if there were more rows than the report shows.
        /^matrix of hands$/,
        ({ nearness }) => {
          nearness!.matrix!.hands.pop();
          nearness!.matrix!.cosines.pop();
          nearness!.matrix!.leftOut += 1;
        },
      ],
      [
        // Of other hands, all of them as they are.
        /^matrix of hands$/,
        ({ nearness }) => Object.assign(nearness!.matrix!, { ...nearness!.matrix!, of: 'writers' }),
      ],
      [
        /^matrix of hands: Q2 and Q1$|^matrix of hands: Q1$/,
        ({ nearness }) => {
          const { hands } = nearness!.matrix!;
          [hands[0], hands[1]] = [hands[1]!, hands[0]!];
        },
      ],
      [
        /^letter chart “g”: letter letter-Q1-0 on K7$/,
        ({ letters }) => (letters![0]!.letters[0]!.item = 'K7'),
      ],
      [/^letter chart “g”: letter none/, ({ letters }) => (letters![0]!.letters[0]!.id = 'none')],
    ];
    for (const [where, change] of changes) {
      const content = structuredClone(whole);
      change(content.charts!);
      const ofJournal = String(where).includes('letter none');
      expect(
        placesIn(content, ofJournal).some((place) => where.test(place)),
        String(where),
      ).toBe(true);
    }
  });

  it('catches a chart that is called missing although it can be drawn', () => {
    const content = structuredClone(reportWith(chartsNamed(CHARTS)));
    const { letters } = content.charts!;
    const comparison = content.comparisons[0]!.id;
    const claims: MissingChart[] = [
      { chart: 'scores', comparison, why: 'no-population' },
      { chart: 'pairs', comparison, why: 'no-pairs' },
      { chart: 'matrix', why: 'few-hands' },
      { chart: 'map', why: 'few-hands' },
      { chart: 'letters', letter: 'g', why: 'no-letter' },
    ];
    for (const claim of claims) {
      content.charts = { letters: letters!, missing: [claim] };
      expect(placesIn(content, false)).toEqual([
        ['chart called missing: ' + claim.chart, claim.comparison ?? claim.letter ?? []].flat().join(', '),
      ]);
    }
  });

  it('catches scores drawn into a population that neither the comparison nor its model has', () => {
    const content = structuredClone(reportWith(chartsNamed(['scores'])));
    const [chart] = content.charts!.scores!;
    content.charts = { scores: [chart!] };
    content.comparisons.find(({ id }) => id === chart!.comparison)!.reference = null;
    expect(placesIn(content, false, null)).toEqual([`chart of scores, comparison ${chart!.comparison}`]);
  });
});

describe('the PDF', () => {
  let content: ReportContent;
  let pdf: ReadPdf;
  let bytes: Uint8Array;
  const printed = async (of: ReportContent, gone = ''): Promise<Uint8Array> => {
    const store = storeOf(made);
    const render: typeof preparation.render = (request) =>
      gone !== '' && request.path === store.pathOf(gone)
        ? Promise.reject(new ChirographError('file-missing', 'The file is missing.'))
        : preparation.render(request);
    return (await reportPdf(of, await drawFigures(of, store.pathOf, { render }))).bytes;
  };
  beforeAll(async () => {
    content = reportWith(chartsNamed(CHARTS));
    bytes = await printed(content);
    pdf = await readPdf(bytes);
  });

  it('names each figure where the text leads to it, and below it, in one count', () => {
    const captions = [...pdf.text.matchAll(/Figure (\d+)\. /gu)].map(([, number]) => Number(number));
    expect(captions).toEqual(captions.map((_, at) => at + 1));
    const leads = [...pdf.text.matchAll(/Figures? (\d+)(?: to (\d+))?:/gu)].flatMap(([, first, last]) => [
      Number(first),
      ...(last === undefined ? [] : [Number(last)]),
    ]);
    expect(leads.length).toBeGreaterThan(7);
    expect(leads.every((number) => captions.includes(number))).toBe(true);
  });

  it('says to which scale writing stands, with a bar, and what a figure shows to whoever cannot see it', () => {
    expect(pdf.text).toMatch(
      /Letter “g”\. Original pixels, all at \d\.\d times natural size\. An inch of it holds \d+ pixels of the scan or more\./u,
    );
    expect(pdf.text.match(/\b\d+ mm\b/gu)!.length).toBeGreaterThan(2);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw.match(/\/S \/Figure/gu)!.length).toBeLessThanOrEqual(raw.match(/\/Alt \(/gu)!.length);
  });

  it('shows a frame and the reason in place of what has gone', async () => {
    const [first] = made.items;
    const without = await readPdf(await printed(content, first!.id));
    expect(without.text).toContain(
      'An empty frame stands for what is not shown. Not shown: the file is missing.',
    );
    expect(pdf.text).not.toContain('An empty frame');
  });

  it('has every pixel of a letter that was scanned', async () => {
    const figures = await drawFigures(content, (item) => storeOf(made).pathOf(item), preparation);
    for (const letter of everyChart(made).letters) {
      expect(figures.letters.get(letter.id)).toMatchObject({
        picture: { width: letter.box.width, height: letter.box.height },
      });
    }
  });

  it('says no more of charts than it holds', async () => {
    const usual = await readPdf(await printed(reportWith(USUAL_CHARTS)));
    expect(usual.text).toMatch(/Letters beside each other/u);
    expect(usual.text).not.toMatch(/Nearness of the hands|nearest to each other by the computation/u);
  });
});
