import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Case, CaseForm, Examiner, Item, JournalEntry, Page } from '../../../../src/contract/case.ts';
import type { Finding } from '../../../../src/contract/findings.ts';
import type {
  Comparison,
  ModelUse,
  SameWordPair,
  Search,
  ReferencePosition,
} from '../../../../src/contract/results.ts';
import { entryHash } from '../../../../src/main/engine/case/journal.ts';
import type { FindingStatement } from '../../../../src/main/engine/case/findings.ts';
import type { LetterStatement } from '../../../../src/main/engine/case/letters.ts';
import type { EmbeddingRecord, ImageSource } from '../../../../src/main/engine/case/store.ts';
import { comparisonStatement, searchStatement } from '../../../../src/contract/statement.ts';
import type {
  Preparation,
  PreparedFile,
  PreparedWord,
} from '../../../../src/main/engine/imaging/preparation.ts';
import type { ReportSource } from '../../../../src/main/engine/report/content.ts';
import { CLEAR_PAGE } from '../../../clear-page.ts';

/** Every page is a grid of cells of the encoder's size, so that a crop is exactly the pixels of its box. */
const CELL = { width: 192, height: 48 } as const;
const GAP = 8;
const COLUMNS = 3;

export const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const id = (text: string): string => hash(text).slice(0, 20);

export const model: ModelUse = {
  name: 'chirograph-word',
  version: '1.0.0',
  sha256: hash('model'),
  inputVersion: 1,
  provider: 'cpu',
};
export const examiner: Examiner = { name: 'Ana Lučić', initials: 'AL', role: 'Examiner' };
export const emptyForm: CaseForm = {
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

export interface ItemPlan {
  readonly label: string;
  readonly role: Item['role'];
  readonly writer?: string;
  readonly path: string;
  /** Texts on the page, three to a line; the same text and writer are drawn alike but not the same. */
  readonly texts: readonly string[];
  /** Words that the examiner excluded, by place. */
  readonly excluded?: readonly number[];
}

/** A made case: real picture files in a folder, and what a store would hold of them after preparing and encoding. */
export interface MadeCase {
  readonly folder: string;
  readonly items: Item[];
  readonly pages: Map<string, Page[]>;
  readonly embeddings: Map<string, EmbeddingRecord>;
  readonly crops: Map<string, string>;
  readonly journal: JournalEntry[];
  readonly comparisons: Comparison[];
  readonly searches: Search[];
  readonly findings: Finding[];
  readonly view: Case;
  form: CaseForm;
}

const seeded = (seed: string): (() => number) => {
  let state = Number.parseInt(hash(seed).slice(0, 8), 16) || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** A stroke that looks like a word: a text gives its letters, a writer slant and size, an occasion a little noise. */
function stroke(text: string, writer: string, occasion: string): string {
  const letters = seeded(text);
  const hand = seeded(writer);
  const noise = seeded(occasion);
  const slant = 0.5 * hand() - 0.1;
  const size = 9 + 6 * hand();
  const width = 1.4 + 1.6 * hand();
  const step = 150 / (3 + 2 * text.length);
  let x = 14;
  let d = `M ${x} 30`;
  for (let at = 0; at < 2 + 2 * text.length; at++) {
    const height = (letters() > 0.72 ? 1.9 : 1) * size * (0.85 + 0.3 * noise());
    const y = at % 2 === 0 ? 31 - height : 31 + (letters() > 0.8 ? size : 0);
    const next = x + step * (0.9 + 0.2 * noise());
    d += ` Q ${(x + next) / 2 + slant * (31 - y)} ${y} ${next} ${30 + 2 * noise()}`;
    x = next;
  }
  return `<path d="${d}" fill="none" stroke="#1c2a4a" stroke-width="${width.toFixed(2)}" stroke-linecap="round"/>`;
}

async function drawPage(file: string, plan: ItemPlan): Promise<void> {
  const rows = Math.max(1, Math.ceil(plan.texts.length / COLUMNS));
  const width = COLUMNS * (CELL.width + GAP) + GAP;
  const height = rows * (CELL.height + GAP) + GAP;
  const words = plan.texts.map((text, at) => {
    const { x, y } = boxAt(at);
    return `<g transform="translate(${x} ${y})">${stroke(text, plan.writer ?? 'unknown', `${plan.label}${at}`)}</g>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fbf8ef"/>${words.join('')}</svg>`;
  mkdirSync(path.dirname(file), { recursive: true });
  await sharp(Buffer.from(svg)).removeAlpha().withMetadata({ density: 300 }).png().toFile(file);
}

const boxAt = (at: number): { x: number; y: number; width: number; height: number } => ({
  x: GAP + (at % COLUMNS) * (CELL.width + GAP),
  y: GAP + Math.floor(at / COLUMNS) * (CELL.height + GAP),
  ...CELL,
});

/** Reads the made pages: each cell with ink in it is a word. */
export const preparation: Preparation = {
  async prepare({ path: file }): Promise<PreparedFile> {
    const bytes = readFileSync(file);
    const { data, info } = await sharp(bytes).grayscale().raw().toBuffer({ resolveWithObject: true });
    const words: PreparedWord[] = [];
    const cells = COLUMNS * Math.floor((info.height - GAP) / (CELL.height + GAP));
    for (let at = 0; at < cells; at++) {
      const box = boxAt(at);
      const crop = new Uint8Array(CELL.width * CELL.height);
      for (let y = 0; y < CELL.height; y++) {
        for (let x = 0; x < CELL.width; x++) {
          crop[y * CELL.width + x] = 255 - (data[(box.y + y) * info.width + box.x + x] as number);
        }
      }
      if (!crop.some((value) => value > 100)) continue;
      const place = { line: Math.floor(at / COLUMNS), order: words.length, box };
      words.push({ ...place, crop, cropSha256: hash(crop), writing: box });
    }
    const { width, height } = info;
    return {
      sha256: hash(bytes),
      format: 'png',
      orientation: 1,
      pages: [{ index: 0, width, height, dpi: 300, words, quality: CLEAR_PAGE }],
    };
  },
  cut: () => Promise.reject(new Error('nothing is drawn on made pages')),
  async render({ path: file, box, maxSize }) {
    const bytes = readFileSync(file);
    let image = sharp(bytes);
    if (box) image = image.extract({ left: box.x, top: box.y, width: box.width, height: box.height });
    if (maxSize) image = image.resize(maxSize, maxSize, { fit: 'inside', withoutEnlargement: true });
    const { data, info } = await image.png().toBuffer({ resolveWithObject: true });
    return {
      mediaType: 'image/png',
      width: info.width,
      height: info.height,
      bytes: data,
      sha256: hash(bytes),
    };
  },
  close: () => Promise.resolve(),
};

const unit = (vector: Float32Array): Float32Array => {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
};

/** Stands for the encoder: ink by column blocks (word) and by row blocks (writer), as directions. */
export function embed(crop: Uint8Array): { writer: Float32Array; word: Float32Array } {
  const writer = new Float32Array(128);
  const word = new Float32Array(128);
  for (let y = 0; y < CELL.height; y++) {
    for (let x = 0; x < CELL.width; x++) {
      const ink = crop[y * CELL.width + x] as number;
      writer[(y * 2 + Math.floor(x / 96)) % 128]! += ink;
      word[Math.floor(x / 1.5)]! += ink;
    }
  }
  return { writer: unit(writer), word: unit(word) };
}

/** Writes the picture files and makes the case of them, as opened, prepared and encoded by `model`. */
export async function makeCase(
  folder: string,
  plans: readonly ItemPlan[],
  options: { synthetic?: boolean; form?: CaseForm; name?: string } = {},
): Promise<MadeCase> {
  const items: Item[] = [];
  const pages = new Map<string, Page[]>();
  const embeddings = new Map<string, EmbeddingRecord>();
  const crops = new Map<string, string>();
  for (const plan of plans) {
    const file = path.join(folder, plan.path);
    await drawPage(file, plan);
    const prepared = await preparation.prepare({ path: file, layout: 'auto' });
    const item = id(`item ${plan.label}`);
    const [page] = prepared.pages;
    if (page === undefined) throw new Error('a made page has one page');
    const words = page.words.map((word, at) => {
      const crop = id(`crop ${plan.label} ${at}`);
      crops.set(crop, word.cropSha256);
      embeddings.set(word.cropSha256, { cropSha256: word.cropSha256, provider: 'cpu', ...embed(word.crop) });
      const state = plan.excluded?.includes(at) ? ('excluded' as const) : ('auto' as const);
      const { line, order, box } = word;
      const key = `word ${plan.label} ${at}`;
      return {
        id: id(key),
        page: id(`page ${plan.label}`),
        line,
        order,
        box,
        origin: 'found' as const,
        outline: null,
        state,
        reason: null,
        hand: null,
        transcription: '',
        unsure: word.unsure ?? false,
        printed: word.printed ?? false,
        encoded: true,
        image: id(`i${key}`),
        crop,
      };
    });
    const { width, height, dpi } = page;
    pages.set(item, [
      {
        id: id(`page ${plan.label}`),
        item,
        index: 0,
        width,
        height,
        dpi,
        dpiSource: 'file',
        statedDpi: dpi,
        image: id(`image ${plan.label}`),
        quality: CLEAR_PAGE,
        words,
      },
    ]);
    const used = words.filter((word) => word.state === 'auto').length;
    items.push({
      id: item,
      label: plan.label,
      role: plan.role,
      writer: plan.writer === undefined || plan.role !== 'known' ? null : id(`writer ${plan.writer}`),
      path: plan.path,
      sha256: prepared.sha256,
      bytes: readFileSync(file).length,
      format: 'png',
      pages: 1,
      width,
      height,
      dpi,
      dpiSource: 'file',
      orientation: 1,
      file: 'present',
      preparation: 'ready',
      words: used,
      excludedWords: words.length - used,
      encodedWords: words.length,
      signatures: 0,
      problem: null,
      thumbnail: null,
    });
  }
  const names = [
    ...new Set(plans.flatMap((plan) => (plan.role === 'known' && plan.writer ? [plan.writer] : []))),
  ];
  const view: Case = {
    id: id('case'),
    name: options.name ?? path.basename(folder),
    folder,
    home: folder,
    createdAt: '2026-05-01T08:00:00.000Z',
    items,
    writers: names.map((name) => ({ id: id(`writer ${name}`), name, items: 1, words: 1 })),
    hands: [],
    changes: { new: [], missing: [], changed: [] },
    synthetic: options.synthetic ?? false,
  };
  const made: MadeCase = {
    folder,
    items,
    pages,
    embeddings,
    crops,
    journal: [],
    comparisons: [],
    searches: [],
    findings: [],
    view,
    form: options.form ?? emptyForm,
  };
  write(made, 'case.open', [view.id]);
  for (const { id: item, label, role, writer, sha256, bytes } of items) {
    write(made, 'item.add', [item], { label, role, writer, sha256, bytes });
  }
  for (const item of items) {
    const words = pages.get(item.id)?.flatMap((page) => page.words) ?? [];
    const excluded = words.filter((word) => word.state === 'excluded').map((word) => word.id);
    if (excluded.length > 0) write(made, 'word.exclude', excluded, { excluded: true, items: [item.id] });
  }
  return made;
}

/** Adds a journal line as a store does: chained by hash. */
export function write(
  made: MadeCase,
  action: string,
  subjects: readonly string[],
  parameters: object = {},
): void {
  const sequence = made.journal.length + 1;
  const entry = {
    sequence,
    at: new Date(Date.UTC(2026, 4, 1, 8, 0, sequence)).toISOString(),
    examiner: { id: id('examiner'), ...examiner },
    action,
    subjects: [...subjects],
    parameters: JSON.stringify(parameters),
    software: 'Chirograph 0.1.0',
    previous: made.journal.at(-1)?.hash ?? '',
  };
  made.journal.push({ ...entry, hash: entryHash(entry) });
}

/** The made case as a report and a verification see it. */
export function storeOf(made: MadeCase): ReportSource & {
  home: string;
  pathOf(item: string): string;
  embeddings(modelSha256: string, hashes: readonly string[]): Map<string, EmbeddingRecord>;
  writerIdentities(): Map<string, string>;
  transcriptionSeals(): Map<string, string>;
  findingStatements(): Map<string, FindingStatement>;
  letterStatements(): Map<string, LetterStatement>;
} {
  return {
    folder: made.folder,
    home: made.folder,
    view: () => made.view,
    pages: (item) => made.pages.get(item) ?? [],
    found: (item) =>
      (made.pages.get(item) ?? []).flatMap((page) =>
        page.words.map(({ id: word, line, order, box, crop }) => ({
          id: word,
          page: page.index,
          line,
          order,
          box,
          cropSha256: made.crops.get(crop) as string,
          removed: false,
          unsure: false,
        })),
      ),
    transcriptionSeals: () => new Map(),
    findings: () => [...made.findings],
    signatures: () => [],
    findingStatements: () => new Map(),
    letterStatements: () => new Map(),
    image: (image): ImageSource => ({ kind: 'crop', item: '', cropSha256: made.crops.get(image) ?? '' }),
    form: () => made.form,
    writerIdentities: () => new Map(),
    pathOf: (item) => path.join(made.folder, made.items.find((each) => each.id === item)?.path ?? ''),
    embeddings: (modelSha256, hashes) =>
      new Map(
        hashes.flatMap((each) => {
          const found = made.embeddings.get(each);
          return found === undefined || modelSha256 !== model.sha256 ? [] : [[each, found] as const];
        }),
      ),
    journal: (before = Infinity, limit = 200) => {
      let previous = '';
      const broken = made.journal.find((entry) => {
        const follows = entry.previous === previous && entryHash(entry) === entry.hash;
        previous = entry.hash;
        return !follows;
      });
      return {
        entries: made.journal
          .filter((entry) => entry.sequence < before)
          .slice(-limit)
          .toReversed(),
        total: made.journal.length,
        head: made.journal.at(-1)?.hash ?? null,
        intact: broken === undefined,
        brokenAt: broken?.sequence ?? null,
      };
    },
  };
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);

interface Embedded {
  readonly id: string;
  readonly item: string;
  readonly writer: Float32Array;
  readonly word: Float32Array;
}

const mean = (words: readonly Embedded[]): Float32Array => {
  const sum = new Float32Array(128);
  for (const word of words) word.writer.forEach((value, at) => (sum[at]! += value));
  return unit(sum);
};

export const compareWords = (
  questioned: readonly Embedded[],
  known: readonly Embedded[],
): { score: number; pairs: SameWordPair[] } => ({
  score: dot(mean(questioned), mean(known)),
  pairs: questioned
    .flatMap((a) =>
      known.map((b) => ({
        questioned: a.id,
        known: b.id,
        wordCosine: dot(a.word, b.word),
        writerCosine: dot(a.writer, b.writer),
      })),
    )
    .filter((pair) => pair.wordCosine > 0.8),
});

export const rankWriters = (
  questioned: readonly Embedded[],
  writers: readonly { id: string; name: string; words: readonly Embedded[] }[],
  top: number,
): { writer: string; score: number }[] =>
  writers
    .map((writer) => ({ writer: writer.id, score: dot(mean(questioned), mean(writer.words)) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, top);

/** Embedded words in use of items, as the engine would hand them to a comparison. */
export function wordsOf(made: MadeCase, labels: readonly string[]): Embedded[] {
  return made.items
    .filter((item) => labels.includes(item.label))
    .flatMap((item) =>
      (made.pages.get(item.id) ?? []).flatMap((page) =>
        page.words
          .filter((word) => word.state === 'auto')
          .map((word) => {
            const found = made.embeddings.get(made.crops.get(word.crop) ?? '');
            if (found === undefined) throw new Error('a made word has an embedding');
            return { id: word.id, item: item.id, writer: found.writer, word: found.word };
          }),
      ),
    );
}

const idOf = (made: MadeCase, label: string): string =>
  made.items.find((item) => item.label === label)?.id ?? '';

/** A place in a reference population, as a model that has one gives it. */
export const POSITION: ReferencePosition = {
  population: 'calibration split',
  writers: 214,
  words: 10,
  draws: 100,
  samePairs: 2140,
  differentPairs: 45110,
  samePercentile: 0.3812,
  differentPercentile: 0.99997,
};

/** Compares items as the engine would, and keeps the result. */
export function compare(
  made: MadeCase,
  questioned: readonly string[],
  known: readonly string[],
  reference: ReferencePosition | null = POSITION,
): Comparison {
  const q = wordsOf(made, questioned);
  const k = wordsOf(made, known);
  const figures = compareWords(q, k);
  const comparison: Comparison = {
    id: id(`comparison ${questioned} ${known}`),
    at: '2026-05-03T10:00:00.000Z',
    questioned: questioned.map((label) => idOf(made, label)),
    known: known.map((label) => idOf(made, label)),
    writers: [
      ...new Set(
        made.items.flatMap((item) => (known.includes(item.label) && item.writer ? [item.writer] : [])),
      ),
    ],
    questionedWords: q.length,
    knownWords: k.length,
    ...figures,
    reference,
    statement: comparisonStatement({
      score: figures.score,
      questionedWords: q.length,
      knownWords: k.length,
      reference,
    }),
    model,
    software: 'Chirograph 0.1.0',
    stale: null,
  };
  made.comparisons.push(comparison);
  write(made, 'comparison.run', [comparison.id]);
  return comparison;
}

/** Searches the case's writers as the engine would, and keeps the result. */
export function search(made: MadeCase, questioned: readonly string[]): Search {
  const q = wordsOf(made, questioned);
  const writers = made.view.writers.map((writer) => {
    const labels = made.items.filter((item) => item.writer === writer.id).map((item) => item.label);
    return { id: writer.id, name: writer.name, labels, words: wordsOf(made, labels) };
  });
  const result: Search = {
    id: id(`search ${questioned}`),
    at: '2026-05-03T11:00:00.000Z',
    questioned: questioned.map((label) => idOf(made, label)),
    questionedWords: q.length,
    searched: writers.length,
    leftOut: [],
    hits: rankWriters(q, writers, 10).map((hit, at) => {
      const writer = writers.find((each) => each.id === hit.writer);
      const pairs = compareWords(q, writer?.words ?? []).pairs.sort(
        (a, b) => b.writerCosine - a.writerCosine,
      );
      return {
        rank: at + 1,
        writer: hit.writer,
        name: writer?.name ?? '',
        items: (writer?.labels ?? []).map((label) => idOf(made, label)),
        words: writer?.words.length ?? 0,
        score: hit.score,
        pairs: pairs.slice(0, 3),
      };
    }),
    statement: searchStatement({ searched: writers.length, questionedWords: q.length }, null),
    model,
    software: 'Chirograph 0.1.0',
    stale: null,
  };
  made.searches.push(result);
  write(made, 'search.run', [result.id]);
  return result;
}

/** A small case with two questioned and three known items by three writers. */
export const plans: readonly ItemPlan[] = [
  {
    label: 'Q1',
    role: 'questioned',
    writer: 'Anna Keller',
    path: 'questioned/letter one.png',
    texts: ['the', 'house', 'and', 'garden', 'were', 'sold', 'today', 'again'],
    excluded: [5],
  },
  {
    label: 'Q2',
    role: 'questioned',
    writer: 'nobody',
    path: 'questioned/letter two.png',
    texts: ['the', 'money', 'and', 'house'],
  },
  {
    label: 'K1',
    role: 'known',
    writer: 'Anna Keller',
    path: 'known/Anna Keller/1.png',
    texts: ['and', 'the', 'garden', 'were', 'house', 'money', 'today'],
  },
  {
    label: 'K2',
    role: 'known',
    writer: 'Γιώργος Παπαδόπουλος',
    path: 'known/Γιώργος Παπαδόπουλος/1.png',
    texts: ['the', 'and', 'house', 'garden'],
  },
  {
    label: 'K3',
    role: 'known',
    writer: '王小明',
    path: 'known/王小明/样本.png',
    texts: ['the', 'and', 'sold'],
  },
];
