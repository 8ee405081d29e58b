import { resultCautions, cautionsOf } from '../../../../src/main/engine/imaging/cautions.ts';
import { expressed, PROPOSITIONS } from '../../../../src/main/engine/comparison/likelihood-ratio/evidence.ts';
import { ENFSI_SCALE } from '../../../../src/contract/verbal-scale.ts';
import { searchStatement } from '../../../../src/contract/statement.ts';
import type { Item, Page } from '../../../../src/contract/case.ts';
import type { Letter } from '../../../../src/contract/letters.ts';
import { CHARTS, chartsNamed } from '../../../../src/contract/chart-choice.ts';
import type { Reference } from '../../../../src/main/engine/comparison/reference.ts';
import type { ChartMaterial } from '../../../../src/main/engine/report/charts.ts';
import type { LikelihoodRatio } from '../../../../src/contract/evidence.ts';
import type { MarkContent } from '../../../../src/contract/marks.ts';
import { measure } from '../../../../src/contract/measurements.ts';
import type { ReportContent } from '../../../../src/contract/report.ts';
import { REVIEW_ITEMS, type ReviewItem, type TechnicalReview } from '../../../../src/contract/review.ts';
import type { Language } from '../../../../src/language/language.ts';
import { reportText } from '../../../../src/language/report/report.ts';
import { buildReport } from '../../../../src/main/engine/report/content.ts';
import { CLEAR_PAGE } from '../../../clear-page.ts';
import {
  compare,
  emptyForm,
  examiner,
  makeCase,
  model,
  plans,
  search,
  storeOf,
  type MadeCase,
} from './fixture.ts';
import { RATES } from './tippett-rates.ts';

const hex = (digit: string): string => digit.repeat(64);

/** Sentences against the population, as the engine says them. */
export const OUTSIDE = [
  reportText(
    'en',
    'The known writing is less like the writers of the reference population than 99 in 100 texts of its own writers are: its script, medium or resolution may be one that the population does not stand for.',
  ),
  reportText(
    'en',
    'There is more writing than the ratio was calibrated on: {shorter} words on the shorter side and {longer} on the longer, with at most {less} and {more} in calibration. The numbers of words count as no more than these; how much such long texts vary was not measured.',
    { shorter: 12, longer: 1030, less: 9, more: 20 },
  ),
];

const ratio: Omit<LikelihoodRatio, 'expression' | 'statement'> = {
  log10Lr: 0.83,
  interval: [0.31, 1.49],
  propositions: PROPOSITIONS,
  population: {
    name: 'drawn hands',
    datasets: ['drawn', 'traced'],
    writers: { same: 41, different: 1240 },
    sha256: hex('a'),
  },
  band: { least: 5, most: 9, words: 7 },
  method: 'logistic',
  bounds: { elub: { lower: -1.71, upper: 1.52 }, sample: { lower: -1.61, upper: 1.49 } },
  reached: 'upper',
  measured: {
    pairs: { same: 82, different: 7100 },
    effectiveWriters: { same: 31.4, different: 38 },
    cllr: 0.41,
    cllrMin: 0.36,
    rates: RATES,
  },
  figures: {},
  outside: OUTSIDE,
};

const review = (id: string): TechnicalReview => ({
  id,
  at: '2026-05-04T09:00:00.000Z',
  reviewer: { name: 'B. Other', initials: 'BO', role: 'ME' },
  draft: { report: 'd', contentSha256: hex('b'), substanceSha256: hex('c') },
  answers: (Object.keys(REVIEW_ITEMS) as ReviewItem[]).map((item, at) => ({
    item,
    answer: at === 3 ? 'no' : at === 5 ? 'not-applicable' : 'yes',
    comment: at === 3 ? '#1' : '',
  })),
});

/** A case of which a report has every part that there is, and its own texts are few and short. */
export async function caseOfEveryPart(folder: string): Promise<MadeCase> {
  const made = await makeCase(folder, plans, { form: { ...emptyForm, caseNumber: '0412' }, synthetic: true });
  const [q1, q2, k1] = ['Q1', 'Q2', 'K1'].map((label) => made.items.find((item) => item.label === label)) as [
    Item,
    Item,
    Item,
  ];
  const pageOf = (item: Item): Page => made.pages.get(item.id)![0]!;
  const measured = (item: Item, quality: Page['quality']): void => {
    made.pages.set(item.id, [{ ...pageOf(item), quality }]);
  };
  measured(q1, { ...CLEAR_PAGE, xHeight: 4 });
  measured(q2, { ...CLEAR_PAGE, edgeWidth: 9, contrast: 0.01, grain: 0.02, faintMarks: 3, faintShare: 0.12 });
  measured(k1, null);
  Object.assign(pageOf(k1).words[0]!, { unsure: true });
  Object.assign(pageOf(k1).words[1]!, { transcription: '1912' });
  made.items[3]!.problem = {
    code: 'read-in-part',
    message:
      '1.jpg holds more than one picture, of which the first was read. Look at the others with another program, and save each that matters as a file of its own.',
  };
  compare(made, ['Q1', 'Q2'], ['K1']);
  compare(made, ['Q1'], ['K2']);
  compare(made, ['Q1'], ['K1'], null);
  search(made, ['Q1']);
  const small = cautionsOf({
    page: 1,
    words: 9,
    unsure: 0,
    printed: 2,
    inUse: 3,
    doubtful: 3,
    printedInUse: 0,
    quality: { ...CLEAR_PAGE, xHeight: 4, printed: 6, turning: { lines: 2, reach: -2, breadth: 30 } },
  });
  const [first, second] = made.comparisons;
  made.comparisons[0] = {
    ...first!,
    evidence: { likelihoodRatio: expressed(ratio, ENFSI_SCALE), reason: null },
    cautions: resultCautions([
      { label: 'Q1', pages: 2, cautions: small },
      { label: 'K1', pages: 1, cautions: small },
    ]),
  };
  made.comparisons[1] = {
    ...second!,
    evidence: {
      likelihoodRatio: null,
      reason: reportText(
        'en',
        'The reference population has too few writers with texts of {words, plural, one {# word} other {# words}} to calibrate a likelihood ratio.',
        { words: 1 },
      ),
    },
  };
  const [found] = made.searches;
  made.searches[0] = {
    ...found!,
    supportBasis: { calibration: hex('d'), scale: ENFSI_SCALE },
    near: false,
    hits: found!.hits.map((hit, at) => ({ ...hit, support: { log10Lr: 0.2 - at, words: '' } })),
    statement: searchStatement({ ...found!, near: false }, ENFSI_SCALE),
  };
  const mark = (item: Item, content: MarkContent): MadeCase['findings'][number]['marks'][number] => ({
    id: `${item.id}${content.shape}`,
    item: item.id,
    page: pageOf(item).id,
    index: 0,
    content,
    measurement: measure(content, 300),
  });
  const places = [20, 50, 120, 50, 60, 50, 70, 20];
  const four = [0, 2, 4, 6].map((at) => ({ x: places[at]!, y: places[at + 1]! }));
  made.findings.push(
    {
      id: 'finding-1',
      number: 1,
      kind: 'similarity',
      weight: 'high',
      comment: '',
      marks: [
        mark(q1, { shape: 'slant', places: four, text: '' }),
        mark(k1, { shape: 'letter-spacing', places: four, text: '' }),
      ],
    },
    {
      id: 'finding-2',
      number: 2,
      kind: 'limitation',
      weight: null,
      comment: '',
      marks: [mark(q1, { shape: 'text', places: [{ x: 20, y: 20 }], text: '#2' })],
    },
  );
  return made;
}

/** A reference that places every comparison. */
export const PLACED: Reference = {
  format: 1,
  model: model.sha256,
  levels: { same: [0, 0.5, 1], different: [0, 0.5, 1] },
  populations: [
    {
      name: 'pooled',
      datasets: ['drawn'],
      writers: 40,
      quantities: [1, 5].map((words) => ({
        words,
        datasets: ['drawn'],
        writers: 40,
        samePairs: 80,
        differentPairs: 700,
        same: [0.2, 0.997, 1],
        different: [-0.5, 0.9, 1],
      })),
    },
  ],
  sameWord: {
    datasets: ['drawn'],
    samePairs: 10,
    differentPairs: 10,
    thresholds: [{ falsePositive: 0.01, threshold: 0.9, falseNegative: 0.2 }],
  },
} as unknown as Reference;

/** Every chart of a made case, with a letter in a box and one in an outline of two of its items. */
export function everyChart(made: MadeCase): ChartMaterial {
  const letters = ['Q1', 'K1'].flatMap((label): Letter[] => {
    const item = made.items.find((each) => each.label === label)!;
    const [page] = made.pages.get(item.id)!;
    return [0, 1].map((at) => {
      const { x, y, height } = page!.words[at]!.box;
      const [right, foot] = [x + height, y + height];
      const places =
        at === 0
          ? [
              { x, y },
              { x: right, y: foot },
            ]
          : [
              { x, y: foot },
              { x: right, y },
              { x: right, y: foot },
            ];
      const box = { x, y, width: height, height };
      return {
        id: `letter-${label}-${at}`,
        item: item.id,
        page: page!.id,
        index: 0,
        shape: at === 0 ? 'box' : 'freehand',
        places,
        name: 'g',
        image: '',
        box,
        dpi: 300,
        xHeight: 20,
      };
    });
  });
  return {
    choice: chartsNamed(CHARTS),
    reference: PLACED,
    model,
    vectors: (crops) => storeOf(made).embeddings(model.sha256, crops),
    letters,
  };
}

/** A final report of that case, in place of an earlier one and reviewed twice. */
export function reportOfEveryPart(made: MadeCase, language: Language): ReportContent {
  const content = buildReport({
    store: storeOf(made),
    issue: {
      state: 'final',
      version: 2,
      replaces: { report: 'r', version: 1, contentSha256: hex('d'), pdfSha256: hex('e') },
    },
    examiner: { ...examiner, role: 'ME' },
    software: 'Chirograph 0.1.0',
    platform: 'test',
    model,
    createdAt: '2026-05-04T09:30:00.000Z',
    language,
    comparisons: made.comparisons,
    searches: made.searches,
    charts: everyChart(made),
  });
  return { ...content, review: review('r1'), earlierReviews: [review('r0')] };
}
