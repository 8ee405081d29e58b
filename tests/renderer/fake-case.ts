import { CLEAR_PAGE } from '../clear-page.ts';
import type { Case, CaseForm, Examiner, Item, ItemRole, Page, Word } from '../../src/contract/case.ts';
import type { ModelInfo } from '../../src/contract/methods.ts';
import type { Comparison, SameWordPair } from '../../src/contract/results.ts';
import type { MarkedSignature, SignatureComparison, SignatureRatio } from '../../src/contract/signatures.ts';

/** A case of generated data: enough of everything that the window shows, with one item of each kind of trouble. */

const PAGE_WIDTH = 1654;
const PAGE_HEIGHT = 2339;
export const CASE_ID = 'case-00000001';
export const EXAMINER: Examiner = { name: 'Ada Example', initials: 'AE', role: 'Forensic document examiner' };

export const MODEL: ModelInfo = {
  name: 'chirograph-word',
  version: '0.1',
  task: 'word',
  file: 'chirograph-word.onnx',
  sha256: '5'.repeat(64),
  provider: 'cpu',
  refusedProviders: [{ provider: 'cuda', reason: 'the CUDA library could not be loaded' }],
  reference: { population: 'calibration', writers: 60 },
};

const TEXT = (
  'dear sir the parcel which you were to send on the first of march has not come and the money is gone ' +
  'if you do not return the whole of it before the end of this week i shall tell the others what we know ' +
  'you will find the house by the old bridge and there you must leave the box under the third stone yours'
).split(' ');

/** Seeded numbers in [0, 1): the same case at every start. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Spec {
  readonly label: string;
  readonly role: ItemRole;
  readonly writer: number | null;
  readonly path: string;
  readonly pages: number;
  readonly lines: number;
  readonly dpi: number | null;
}

export const SPECS: readonly Spec[] = [
  {
    label: 'Q1',
    role: 'questioned',
    writer: null,
    path: 'questioned/letter one.png',
    pages: 2,
    lines: 14,
    dpi: 200,
  },
  {
    label: 'Q2',
    role: 'questioned',
    writer: null,
    path: 'questioned/envelope.jpg',
    pages: 1,
    lines: 3,
    dpi: null,
  },
  {
    label: 'K1',
    role: 'known',
    writer: 0,
    path: 'known/A. Writer/statement 2024-03-11.png',
    pages: 1,
    lines: 12,
    dpi: 300,
  },
  { label: 'K2', role: 'known', writer: 0, path: 'known/A. Writer/form.png', pages: 1, lines: 7, dpi: 200 },
  {
    label: 'K3',
    role: 'known',
    writer: 1,
    path: 'known/B. Clerk/dictation.tif',
    pages: 3,
    lines: 11,
    dpi: 300,
  },
  {
    label: 'K4',
    role: 'known',
    writer: 2,
    path: 'known/C. Third/postcard.jpg',
    pages: 1,
    lines: 6,
    dpi: null,
  },
  {
    label: 'K5',
    role: 'known',
    writer: 2,
    path: 'known/C. Third/blank page.png',
    pages: 1,
    lines: 0,
    dpi: 200,
  },
  {
    label: 'U1',
    role: 'unassigned',
    writer: null,
    path: 'found in drawer.png',
    pages: 1,
    lines: 5,
    dpi: 200,
  },
];

export const itemId = (index: number): string => `item-${index.toString().padStart(4, '0')}`;
export const writerId = (index: number): string => `writer-${index.toString().padStart(4, '0')}`;
const sha = (index: number): string => (index * 7919 + 11).toString(16).padStart(4, '0').repeat(16);

export interface DrawnWord {
  readonly text: string;
  readonly word: Word;
}

/** Words of one page: the same places for the contract and for whoever draws the page. */
export function drawnWords(item: number, page: number): DrawnWord[] {
  const spec = SPECS[item]!;
  const random = seeded(item * 97 + page * 31 + 5);
  const words: DrawnWord[] = [];
  const id = `${item.toString().padStart(2, '0')}-${page}`;
  for (let line = 0; line < spec.lines; line += 1) {
    let x = 180 + random() * 30;
    for (let place = 0; ; place += 1) {
      const text = TEXT[(item * 13 + page * 29 + line * 7 + place) % TEXT.length]!;
      const width = Math.round(text.length * 26 + 24 + random() * 20);
      if (x + width > PAGE_WIDTH - 160) break;
      const box = { x: Math.round(x), y: Math.round(210 + line * 132 + random() * 14), width, height: 84 };
      const name = `${id}-${line.toString().padStart(2, '0')}-${place}`;
      words.push({
        text,
        word: {
          id: `word-${name}`,
          page: `page-${id}-0000`,
          line,
          order: words.length,
          box,
          origin: 'found',
          outline: null,
          state: 'auto',
          reason: null,
          hand: null,
          transcription: '',
          unsure: line === 1 && place === 2,
          printed: false,
          encoded: true,
          image: `wimg-${name}`,
          crop: `crop-${name}`,
        },
      });
      x += width + 34 + random() * 18;
    }
  }
  return words;
}

export function makePages(item: number): Page[] {
  const spec = SPECS[item]!;
  return Array.from({ length: spec.pages }, (_, index) => ({
    id: `page-${item.toString().padStart(2, '0')}-${index}-0000`,
    item: itemId(item),
    index,
    width: PAGE_WIDTH,
    height: PAGE_HEIGHT,
    dpi: spec.dpi,
    dpiSource: spec.dpi === null ? null : 'file',
    statedDpi: spec.dpi,
    image: `pimg-${item.toString().padStart(2, '0')}-${index}`,
    quality: CLEAR_PAGE,
    words: drawnWords(item, index).map(({ word }) => word),
  }));
}

export function makeItem(index: number): Item {
  const spec = SPECS[index]!;
  const words = makePages(index).reduce((sum, page) => sum + page.words.length, 0);
  const failed = spec.lines === 0;
  return {
    id: itemId(index),
    label: spec.label,
    role: spec.role,
    writer: spec.writer === null ? null : writerId(spec.writer),
    path: spec.path,
    sha256: sha(index),
    bytes: 183_204 + index * 91_777,
    format: spec.path
      .slice(spec.path.lastIndexOf('.') + 1)
      .replace('jpg', 'jpeg')
      .replace('tif', 'tiff'),
    pages: spec.pages,
    width: PAGE_WIDTH,
    height: PAGE_HEIGHT,
    dpi: spec.dpi,
    dpiSource: spec.dpi === null ? null : 'file',
    orientation: 1,
    file: index === 5 ? 'changed' : 'present',
    preparation: failed ? 'failed' : 'none',
    words: failed ? 0 : words,
    excludedWords: 0,
    encodedWords: 0,
    signatures: 0,
    problem: failed
      ? {
          code: 'no-writing',
          message:
            'No writing was found in known/C. Third/blank page.png. Look at the scan; if there is writing on it, scan it darker.',
          details: 'components: 0 after filtering 14 specks',
        }
      : null,
    thumbnail: `pimg-${index.toString().padStart(2, '0')}-0`,
  };
}

/** What a case says of itself while somebody else has it open. */
export const HELD: NonNullable<Case['readOnly']> = {
  reason: 'held',
  message:
    'This case is open on lab-3 by B. Colleague since 2026-11-24 08:05 UTC. Here you see how it stood when you opened it, and cannot change it; evidence files were not checked again. Close it there, then open it again here.',
  heldBy: {
    computer: 'lab-3',
    examiner: { name: 'B. Colleague', initials: 'BC', role: 'document examiner' },
    since: '2026-11-24T08:05:00.000Z',
  },
};

/** Where a case of a disc is kept. */
export const ELSEWHERE = '/home/examiner/.local/share/chirograph/cases/8018fcffc9172790b88a2c3c953ccae4';

export function makeCase(folder: string): Case {
  const items = SPECS.map((_, index) => makeItem(index));
  return {
    id: CASE_ID,
    name: folder.slice(folder.lastIndexOf('/') + 1),
    folder,
    home: folder,
    createdAt: '2026-11-20T09:30:00.000Z',
    items,
    writers: ['A. Writer', 'B. Clerk', 'C. Third'].map((name, index) => {
      const own = items.filter((item) => item.writer === writerId(index));
      return {
        id: writerId(index),
        name,
        items: own.length,
        words: own.reduce((sum, item) => sum + item.words, 0),
      };
    }),
    hands: [],
    changes: {
      new: ['found in drawer.png'],
      missing: [],
      changed: ['known/C. Third/postcard.jpg'],
      notRead: [
        { path: 'expert opinion.pdf', reason: 'is a PDF document: save each page as a PNG or TIFF image' },
        { path: 'M\\xFCller.png', reason: 'has a name that is not Unicode: rename it' },
      ],
    },
    synthetic: true,
    model: { sha256: MODEL.sha256, name: MODEL.name, version: MODEL.version, chosen: false, problem: null },
  };
}

/** Pairs of words with the same text, at most `most`, in no order. */
export function makePairs(
  questioned: readonly number[],
  known: readonly number[],
  most = 18,
): SameWordPair[] {
  const all = (items: readonly number[]): DrawnWord[] =>
    items.flatMap((item) =>
      Array.from({ length: SPECS[item]!.pages }, (_, page) => drawnWords(item, page)).flat(),
    );
  const random = seeded(17 + known.length);
  const candidates = all(known);
  const pairs: SameWordPair[] = [];
  for (const word of all(questioned)) {
    const other = candidates.find((each) => each.text === word.text && each.text.length > 2);
    if (other === undefined || pairs.length >= most) continue;
    pairs.push({
      questioned: word.word.id,
      known: other.word.id,
      wordCosine: 0.8 + random() * 0.18,
      writerCosine: 0.35 + random() * 0.6,
    });
  }
  return pairs;
}

export function makeComparison(
  id: number,
  questioned: readonly string[],
  known: readonly string[],
): Comparison {
  const indexOf = (item: string): number => SPECS.findIndex((_, index) => itemId(index) === item);
  const count = (items: readonly string[]): number =>
    items.reduce((sum, item) => sum + makeItem(indexOf(item)).words, 0);
  const same = known.some((item) => SPECS[indexOf(item)]!.writer === 0);
  const score = same ? 0.834 : 0.412;
  return {
    id: `comparison-${id.toString().padStart(4, '0')}`,
    at: `2026-11-23T10:${id.toString().padStart(2, '0')}:00.000Z`,
    questioned: [...questioned],
    known: [...known],
    writers: [...new Set(known.map((item) => makeItem(indexOf(item)).writer!))],
    questionedWords: count(questioned),
    knownWords: count(known),
    score,
    reference: {
      population: 'calibration',
      writers: 60,
      words: 20,
      draws: 100,
      samePairs: 1204,
      differentPairs: 35400,
      samePercentile: same ? 0.437 : 0.0004,
      differentPercentile: same ? 0.998 : 0.71,
    },
    statement:
      'The score lies where 43.7 % of same-writer and 99.8 % of different-writer comparisons of the reference lie at or ' +
      'below it, for 20 words a side. It is a measure of similarity in this reference population. It is not a likelihood ' +
      'ratio, and it says nothing about disguised or simulated writing.',
    pairs: makePairs(questioned.map(indexOf), known.map(indexOf)),
    model: {
      name: MODEL.name,
      version: MODEL.version,
      sha256: MODEL.sha256,
      inputVersion: 1,
      provider: 'cpu',
    },
    software: 'Chirograph 0.1.0',
    stale: null,
  };
}

const SIGNATURE_RATIO: Omit<SignatureRatio, 'band'> = {
  log10Lr: -0.42,
  interval: [-0.81, -0.12],
  propositions: {
    kind: 'signature',
    same: 'The questioned signature was written by the person who wrote the references.',
    different:
      "The questioned signature was written by somebody else than the writer of the references, who simulated that writer's signature as the simulations of the reference population were made.",
  },
  population: {
    name: 'signatures of 25 signers',
    datasets: ['one', 'two'],
    writers: { same: 25, different: 25 },
    sha256: 'c4'.repeat(32),
  },
  method: 'logistic',
  bounds: { elub: { lower: -1.1, upper: 0.95 }, sample: { lower: -1.32, upper: 1.32 } },
  reached: null,
  measured: {
    pairs: { same: 902, different: 844 },
    cllr: 0.445,
    cllrMin: 0.405,
    rates: {
      misleading: { same: 0.085, different: 0.132 },
      tippett: [
        { log10Lr: -1, same: 1, different: 1 },
        { log10Lr: 1, same: 0, different: 0 },
      ],
    },
  },
  figures: { score: -0.15 },
  expression: {
    words: 'weak support for the second proposition',
    scale: { name: 'for tests', steps: [{ from: 1, words: 'no support' }] },
  },
  outside: [],
  statement: 'The figures of this comparison are more probable if the second proposition is true.',
};

/** By likenesses of 0.5 to 0.7 and a likelihood ratio for simulation. */
export function makeSignatureComparison(
  id: number,
  questioned: MarkedSignature,
  references: readonly MarkedSignature[],
): SignatureComparison {
  const { model, software } = makeComparison(0, [itemId(0)], [itemId(2)]);
  return {
    id: `signatures-${id.toString().padStart(4, '0')}`,
    at: `2026-11-23T12:${id.toString().padStart(2, '0')}:00.000Z`,
    questioned: questioned.id,
    references: references.map((reference) => reference.id),
    sources: { questioned: questioned.source, known: [...new Set(references.map(({ source }) => source))] },
    writer: references[0]!.writer!,
    crops: [questioned, ...references].map((_, at) => sha(at)),
    likeness: references.map((_, at) => 0.5 + 0.1 * (at % 3)),
    amongReferences: references.length > 1 ? 0.75 : null,
    score: -0.15,
    statement: 'The score is −0.150: 0 is as near as a reference is to the others.',
    evidence: {
      likelihoodRatio: { ...SIGNATURE_RATIO, band: { least: 3, most: 4, references: references.length } },
      reason: null,
    },
    model: { ...model, name: 'chirograph-signature' },
    software,
    stale: null,
  };
}

export const EMPTY_FORM: CaseForm = {
  caseNumber: '',
  laboratory: '',
  examinerQualification: '',
  submitter: '',
  receivedOn: '',
  purpose: '',
  background: '',
  conditionOnReceipt: '',
  unexamined: '',
  opinion: '',
};

/** What a death of the engine leaves on the disk. */
export const CRASH_REPORT = {
  file: '/home/examiner/.config/chirograph/crashes/2026-11-20T09-31-07-112Z-engine-4117.txt',
  text: `Chirograph crash report

This report holds versions, codes, figures and places in the program.
It holds no name of a case, file or person and nothing of what they
contain. It was written to this computer's disk only: nothing was sent
anywhere.

Written 2026-11-20T09:31:07.112Z

The engine stopped
  Chirograph 0.1.0; signal SIGKILL after 67.1 s
  deaths within the last minute: 1
  model d2c967cf8beb572ebc0b1e5edf4367840411cfd4c9c5cea15266e782875a8c43, word, on cpu
  providers refused: cuda

It was working on
  case.prepare case 0b0e0c9a-7a55-4d0e-9d3c-9d5a1f3c2b1a for 12.4 s

Last lines of its log
  {"level":30,"time":"2026-11-20T09:30:00.051Z","pid":4117,"node":"v24.21.0","platform":"linux x64","msg":"the engine takes calls"}
  {"level":40,"time":"2026-11-20T09:31:02.402Z","pid":4117,"how":"signal SIGKILL","deaths":1,"stderr":"","msg":"a decoder process died"}

Computer
  Node v24.21.0, linux x64, system 6.12.0
  8 cores, 15902 MiB memory, 212 MiB free
`,
};
