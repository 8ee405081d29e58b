import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseForm, Item, Page, Word } from '../../../../src/contract/case.ts';
import type { LikelihoodRatio, MeasuredRates } from '../../../../src/contract/evidence.ts';
import type { PrintedLaboratory } from '../../../../src/contract/laboratory.ts';
import type { ReportContent } from '../../../../src/contract/report.ts';
import { expressed, PROPOSITIONS } from '../../../../src/main/engine/comparison/likelihood-ratio/evidence.ts';
import { ENFSI_SCALE } from '../../../../src/contract/verbal-scale.ts';
import { buildReport, contentSha256 } from '../../../../src/main/engine/report/content.ts';
import { drawFigures } from '../../../../src/main/engine/report/figures.ts';
import { reportPdf } from '../../../../src/main/engine/report/report-pdf.ts';
import {
  compare,
  emptyForm,
  examiner,
  makeCase,
  model,
  plans,
  preparation,
  search,
  storeOf,
  write,
  type ItemPlan,
  type MadeCase,
} from './fixture.ts';
import { CLEAR_PAGE } from '../../../clear-page.ts';
import { RATES } from './tippett-rates.ts';
import { readPdf, type ReadPdf } from './pdf-text.ts';

const form: CaseForm = {
  caseNumber: 'HW-2026/0412',
  laboratory: 'Forensic Document Laboratory, Ljubljana',
  examinerQualification: 'Certified forensic document examiner, 14 years',
  submitter: 'Okrožno državno tožilstvo v Ljubljani; Районна прокуратура',
  receivedOn: '2026-04-28',
  purpose: 'To examine whether Γιώργος Παπαδόπουλος, Екатерина Иванова, 王小明 or Nguyễn Thị Ánh wrote Q1.',
  background:
    'كتبت الرسالة في مدينة القاهرة عام 2024.\n王小明于二〇二四年五月寄出这封信，信封上没有寄件人的姓名；检验人员收到时信件完好。',
  conditionOnReceipt: 'Originals in clear sleeves & sealed <twice>.',
  unexamined: 'The envelope of Q2: the writing on it is printed.',
  opinion: 'The findings are set out above.\n\nThey were discussed with a second examiner.',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'report-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function contentOf(made: MadeCase, store = storeOf(made)): ReportContent {
  return buildReport({
    store,
    examiner,
    software: 'Chirograph 0.1.0',
    platform: 'Node 24.21.0, linux-x64',
    model,
    createdAt: '2026-05-04T09:30:00.000Z',
    comparisons: made.comparisons,
    searches: made.searches,
  });
}

async function setReport(
  made: MadeCase,
): Promise<{ bytes: Uint8Array; pages: number; content: ReportContent }> {
  const content = contentOf(made);
  const figures = await drawFigures(content, (item) => storeOf(made).pathOf(item), preparation);
  return { ...(await reportPdf(content, figures)), content };
}

const ARABIC = /\p{Script=Arabic}/u;

/** What the marked runs of a PDF say in reading order. */
function actualTexts(bytes: Uint8Array): string[] {
  const raw = Buffer.from(bytes).toString('latin1');
  return Array.from(raw.matchAll(/\/FlateDecode[^]*?stream\n([^]*?)\nendstream/g)).flatMap(([, stream]) => {
    const content = tryInflate(Buffer.from(stream as string, 'latin1')).toString('latin1');
    return Array.from(content.matchAll(/\/ActualText \(((?:\\[^]|[^)\\])*)\)/g), ([, text]) => {
      const literal = (text as string)
        .replace(
          /\\([nrtbf])/g,
          (_, letter: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[letter] ?? '',
        )
        .replace(/\\([^])/g, '$1');
      return Buffer.from(literal.slice(2), 'latin1').swap16().toString('utf16le');
    });
  });
}

function tryInflate(packed: Buffer): Buffer {
  try {
    return inflateSync(packed);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Pairs of runs on one page whose boxes overlap by more than a hair, and runs that leave the text's frame. */
function collisions(pdf: ReadPdf): string[] {
  const found: string[] = [];
  pdf.pages.forEach(({ width, height, texts }, page) => {
    texts.forEach((a, at) => {
      // pdf.js adds the dots of Arabic letters to the width of a run.
      if (ARABIC.test(a.text)) return;
      if (a.x < 61 || a.x + a.width > width - 61 || a.y < 30 || a.y > height - 40)
        found.push(`${page + 1}: ${a.text}`);
      for (const b of texts.slice(at + 1)) {
        if (ARABIC.test(b.text)) continue;
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const down = Math.min(a.y + 0.7 * a.size, b.y + 0.7 * b.size) - Math.max(a.y, b.y);
        if (across > 0.5 && down > 0.5) found.push(`${page + 1}: "${a.text}" over "${b.text}"`);
      }
    });
  });
  return found;
}

it('lists what the examiner reads, line by line, in the file and in the table', async () => {
  const made = await makeCase(path.join(folder, 'Read'), plans, { form });
  const [page] = made.pages.values().next().value as [Page];
  const [first, second, third] = page.words as [Word, Word, Word];
  Object.assign(first, { transcription: 'Dear' });
  Object.assign(third, { transcription: 'أحمد', line: first.line });
  Object.assign(second, { line: first.line });
  const { bytes, content } = await setReport(made);
  const words = new Map(content.words.map((word) => [word.id, word.transcription]));
  expect([first, second, third].map(({ id }) => words.get(id))).toEqual(['Dear', undefined, 'أحمد']);
  const { text } = await readPdf(bytes);
  expect(text).toContain('Transcription');
  expect(text).toMatch(/Q1, line 1\s+Dear …/u);
});

describe('what is to note of pages', () => {
  const small = { ...CLEAR_PAGE, xHeight: 4 };

  it('stands in a table of its own, and with the result that rests on it', async () => {
    const made = await makeCase(path.join(folder, 'Small writing'), plans, { form });
    const [q1] = made.items as [Item];
    made.pages.set(q1.id, [{ ...made.pages.get(q1.id)![0]!, quality: small }]);
    compare(made, ['Q1'], ['K1']);
    const caution = 'Q1: small letters are less than 6 pixels high.';
    made.comparisons[0] = { ...made.comparisons[0]!, cautions: [caution] };
    const { content, bytes } = await setReport(made);
    expect(content.items[0]).toMatchObject({
      qualities: [small],
      cautions: [{ code: 'too-small', page: 0 }],
    });
    const text = (await readPdf(bytes)).pages.flatMap(({ texts }) => texts.map((run) => run.text)).join(' ');
    expect(text).toContain('To note of the pages');
    expect(text).toMatch(/Small letters are 4 pixels high/);
    expect(text).toContain(caution);
  });

  it('takes no room where there is nothing', async () => {
    const made = await makeCase(path.join(folder, 'Clear writing'), plans, { form });
    const { content, bytes } = await setReport(made);
    expect(content.items.every(({ cautions }) => cautions === undefined)).toBe(true);
    const text = (await readPdf(bytes)).pages.flatMap(({ texts }) => texts.map((run) => run.text)).join(' ');
    expect(text).not.toContain('To note of the pages');
  });
});

it('says how many words that were found the examiner took off the pages of an item', async () => {
  const made = await makeCase(path.join(folder, 'Taken off'), plans.slice(0, 1), { form: emptyForm });
  const store = storeOf(made);
  const reportWith = async (found: typeof store.found): Promise<string> => {
    const content = contentOf(made, { ...store, found });
    const figures = await drawFigures(content, (item) => store.pathOf(item), preparation);
    return (await readPdf((await reportPdf(content, figures)).bytes)).text;
  };
  const off = 'taken off the page or drawn anew by the examiner';
  expect(await reportWith(store.found)).not.toContain(off);
  const gone = (item: string): ReturnType<typeof store.found> =>
    store.found(item).map((word) => ({ ...word, id: `gone-${word.id}`, removed: true }));
  const count = gone(made.items[0]!.id).length;
  expect(await reportWith((item) => [...store.found(item), ...gone(item)])).toContain(`${count} ${off}`);
});

describe("the laboratory's template", () => {
  const laboratory: PrintedLaboratory = {
    name: 'Laboratory of Examples',
    address: 'Example Street 1\nÜberlingen',
    opening: 'Accredited by nobody for anything.',
    closing: 'This report may be copied as a whole only.',
    leftOut: [],
    logo: 'a'.repeat(64),
  };
  const printed = async (change: Partial<PrintedLaboratory>, inForm = ''): Promise<ReadPdf> => {
    const made = await makeCase(path.join(folder, 'Template'), plans, {
      form: { ...emptyForm, laboratory: inForm },
    });
    compare(made, ['Q1'], ['K1']);
    const content = { ...contentOf(made), laboratory: { ...laboratory, ...change } };
    const figures = await drawFigures(content, (item) => storeOf(made).pathOf(item), preparation);
    const logo = await sharp({ create: { width: 90, height: 30, channels: 3, background: '#204060' } })
      .png()
      .toBuffer();
    const bytes = (await reportPdf(content, { ...figures, logo: { bytes: logo, width: 90, height: 30 } }))
      .bytes;
    expect(Buffer.from(bytes).toString('latin1')).toContain('(Logo of Laboratory of Examples)');
    return readPdf(bytes);
  };

  it('heads and closes the report; the case form goes before its name', async () => {
    const pdf = await printed({});
    for (const text of ['Example Street 1', laboratory.opening, laboratory.closing]) {
      expect(pdf.text).toContain(text);
    }
    expect(pdf.pages.every(({ texts }) => texts.some(({ text }) => text === laboratory.name))).toBe(true);
    expect(pdf.text).toContain('Journal extract');
    expect(pdf.text).toContain('What wrong or weak ratios cost on average');
    expect(collisions(pdf)).toEqual([]);
    expect((await printed({}, 'Another Laboratory')).text).not.toContain(laboratory.name);
  });

  it('leaves out what it names, and nothing else', async () => {
    const { text } = await printed({ leftOut: ['pairs', 'journal', 'glossary', 'tippett'] });
    for (const part of [
      'Journal extract',
      'Glossary',
      'taken for the same text, the surest first',
      'Figure 1',
    ]) {
      expect(text).not.toContain(part);
    }
    for (const part of ['Items', 'Method', 'Limits', 'Comparisons', 'Software and integrity']) {
      expect(text).toContain(part);
    }
  });
});

describe('a likelihood ratio', () => {
  const ratio = (rates: MeasuredRates | null): LikelihoodRatio =>
    expressed(
      {
        log10Lr: 1.32,
        interval: [0.9, 1.62],
        propositions: PROPOSITIONS,
        population: {
          name: 'drawn hands',
          datasets: ['drawn'],
          writers: { same: 40, different: 41 },
          sha256: 'c'.repeat(64),
        },
        band: { least: 10, most: 19, words: 12 },
        method: 'logistic',
        bounds: { elub: { lower: -1.71, upper: 1.72 }, sample: { lower: -1.61, upper: 1.62 } },
        reached: null,
        measured: {
          pairs: { same: 812, different: 2144 },
          // As a calibration of before, which holds neither.
          ...(rates === null ? {} : { effectiveWriters: { same: 31.4, different: 38 } }),
          cllr: 0.193,
          cllrMin: 0.163,
          rates,
        },
        figures: {},
        outside: [],
      },
      ENFSI_SCALE,
    );
  const printed = async (rates: MeasuredRates | null): Promise<ReadPdf> => {
    const made = await makeCase(path.join(folder, `Ratio ${rates !== null}`), plans);
    compare(made, ['Q1'], ['K1']);
    made.comparisons[0]!.evidence = { likelihoodRatio: ratio(rates), reason: null };
    return readPdf((await setReport(made)).bytes);
  };

  it('is printed with the error rates of its band, and drawn into the Tippett plot', async () => {
    const pdf = await printed(RATES);
    expect(pdf.text).toContain('Cllr 0.19, of which 0.16 is what perfect calibration would leave');
    expect(pdf.text).toContain(
      'by the effective number of writers, 31.4 with pairs by one and 38.0 with pairs by two, −1.6 to 1.6',
    );
    expect(pdf.text).toContain('on 812 pairs by one writer and 2,144 pairs by two');
    expect(pdf.text).toContain('3.9 % of the pairs by one writer had a ratio below 1, 6.2 % of those by two');
    expect(pdf.text).toMatch(/Figure 1\. Tippett plot of 10 to 19 words on the shorter side/);
    expect(pdf.text).toContain('this result, 1.3');
    // The table states propositions and scale; the sentences below it say what that means, and not the same again.
    const { propositions, expression, statement } = ratio(RATES);
    for (const said of [propositions.same, expression.scale.name]) {
      expect(pdf.text.split(said), said).toHaveLength(2);
    }
    expect(pdf.text).not.toContain(statement);
    expect(pdf.text).toContain('times as probable if the first proposition is true as if the second is.');
    expect(collisions(pdf)).toEqual([]);
  });

  it('is printed without a plot where the calibration does not hold its rates', async () => {
    const { text } = await printed(null);
    expect(text).toContain('by the number of writers −1.6 to 1.6');
    expect(text).toContain('The calibration does not hold rates of misleading evidence.');
    expect(text).not.toContain('Tippett plot');
  });
});

describe('a report with everything in it', () => {
  let made: MadeCase;
  let set: Awaited<ReturnType<typeof setReport>>;
  let pdf: ReadPdf;
  beforeAll(async () => {
    made = await makeCase(path.join(folder, 'Letters 2026'), plans, { synthetic: true, form });
    compare(made, ['Q1'], ['K1']);
    compare(made, ['Q1', 'Q2'], ['K2', 'K3']);
    search(made, ['Q1']);
    set = await setReport(made);
    pdf = await readPdf(set.bytes);
  });

  it('prints every field of the case form and the examiner', () => {
    const { language, charts, ...texts } = form;
    expect([language, charts]).toEqual([undefined, undefined]);
    const fields = Object.values(texts).flatMap((field) => field.split('\n'));
    // Arabic letters are drawn as skeletons and dots; what they say stands beside them as ActualText, which pdf.js skips.
    for (const field of fields.filter((each) => !/\p{Script=Arabic}/u.test(each))) {
      expect(pdf.solid).toContain(field.replace(/\s/g, ''));
    }
    expect(actualTexts(set.bytes)).toContain('كتبت الرسالة في مدينة القاهرة عام ');
    expect(pdf.text).toContain('2024');
    expect(pdf.solid).toContain(
      `${examiner.name} (${examiner.initials}), ${examiner.role}`.replace(/\s/g, ''),
    );
  });

  it('prints every item with its hash, path, writer and image facts', () => {
    for (const item of set.content.items) {
      expect(pdf.solid).toContain(item.sha256);
      expect(pdf.solid).toContain(item.path.replace(/\s/g, ''));
      if (item.writer) expect(pdf.text).toContain(item.writer.name);
      expect(pdf.text).toContain(`${item.width} × ${item.height} px`);
      expect(pdf.text).toContain(`${item.wordsExcluded} excluded`);
    }
  });

  it('prints every comparison and search with its figures and what they are not', () => {
    for (const comparison of set.content.comparisons) {
      expect(pdf.text).toContain(comparison.score.toFixed(3));
      expect(pdf.text).toContain(comparison.statement);
    }
    expect(pdf.text).toContain('38.1 % of 2,140 same-writer pairs score the same or less.');
    expect(pdf.text).toContain('more than 99.9 % of 45,110 different-writer pairs');
    expect(pdf.text).toContain('calibration split: 214 writers, 10 words on each side');
    for (const { hits } of set.content.searches) {
      for (const hit of hits) expect(pdf.text).toContain(hit.score.toFixed(3));
    }
    expect(pdf.text).toContain('Investigative, not evidence.');
    expect(pdf.text).toContain('not a probability and not a likelihood ratio');
  });

  it('prints the journal extract with its head, the versions and its own content hash', () => {
    for (const entry of set.content.journal.entries) {
      expect(pdf.text).toContain(entry.hash.slice(0, 16));
      expect(pdf.text).toContain(entry.action);
    }
    expect(pdf.solid).toContain(made.journal.at(-1)?.hash);
    expect(pdf.solid).toContain(model.sha256);
    expect(pdf.text).toContain('chirograph-word 1.0.0, input contract 1, computed by cpu');
    expect(pdf.text).toContain('Node 24.21.0, linux-x64');
    expect(pdf.solid).toContain(contentSha256(set.content));
  });

  it('numbers its figures from 1 and says where each word stands', () => {
    const numbers = Array.from(pdf.text.matchAll(/Figure (\d+)\./g), (found) => Number(found[1]));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    expect(pdf.text).toContain('Q1, page 1, line 1, word 1');
    expect(pdf.text).toMatch(/Both at \d\.\d times natural size/);
  });

  it('counts its pages and repeats case number and SYNTHETIC on each', () => {
    expect(pdf.pages).toHaveLength(set.pages);
    pdf.pages.forEach(({ texts }, at) => {
      const page = texts.map((each) => each.text).join(' ');
      expect(page).toContain(`Page ${at + 1} of ${set.pages}`);
      expect(page).toContain('Case HW-2026/0412');
      expect(page).toMatch(/\bSYNTHETIC\b/);
    });
  });

  it('lets no text overlap another or leave its frame', () => {
    expect(collisions(pdf)).toEqual([]);
  });

  it('embeds a subset of every font it uses, with its text, and is tagged PDF/A-3b', () => {
    const raw = Buffer.from(set.bytes).toString('latin1');
    const fonts = raw.match(/\/Type \/FontDescriptor\b[^]*?endobj/g) ?? [];
    expect(fonts.length).toBeGreaterThanOrEqual(7);
    for (const font of fonts) {
      expect(font).toMatch(/\/FontFile2 \d+ 0 R/);
      expect(font).toMatch(/\/FontName \/[A-Z]{6}\+NotoSans/);
    }
    expect(raw.match(/\/Subtype \/Type0/g)).toHaveLength(fonts.length);
    expect(raw.match(/\/ToUnicode \d+ 0 R/g)).toHaveLength(fonts.length);
    expect(raw).not.toContain('/Type1');
    expect(raw).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(raw).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(raw).toContain('/GTS_PDFA1');
    expect(raw).toContain('/Marked true');
    expect(raw).toContain('/StructTreeRoot');
    expect(pdf.title).toBe('Handwriting examination report, case HW-2026/0412');
  });

  it('gives the same bytes for the same case and date', async () => {
    expect(Buffer.compare((await setReport(made)).bytes as Buffer, set.bytes)).toBe(0);
  });

  it('marks a result that no longer stands, and a word or file that cannot be shown', async () => {
    const [first] = made.comparisons;
    if (first === undefined) throw new Error('the made case has a comparison');
    const content = contentOf({
      ...made,
      comparisons: [{ ...first, stale: 'a word was excluded' }],
      searches: [],
    });
    expect(content.comparisons[0]?.words).toBeNull();
    const gone = await drawFigures(content, () => path.join(folder, 'questioned', 'gone.png'), {
      render: async (request) => ({
        ...(await preparation.render({ ...request, path: storeOf(made).pathOf(made.items[0]?.id ?? '') })),
        sha256: 'other',
      }),
    });
    const { text } = await readPdf((await reportPdf(content, gone)).bytes);
    expect(text).toContain('This result no longer stands for the case as it is: a word was excluded');
    expect(text).toContain('Not shown: the file has changed since it was examined.');
  });
});

describe('a report with little in it', () => {
  it('prints "not stated" for every empty field and says that there is no result', async () => {
    const made = await makeCase(path.join(folder, 'Empty'), plans.slice(0, 1), { form: emptyForm });
    const set = await setReport(made);
    const pdf = await readPdf(set.bytes);
    // Ten fields; the opinion leaves room to write.
    expect(pdf.text.match(/not stated/g)).toHaveLength(10 + set.pages);
    expect(pdf.text).toContain('Case number not stated');
    expect(pdf.text).toContain('This report holds no comparison.');
    expect(pdf.text).toContain('This report holds no search.');
    expect(pdf.text).toContain('Items of the case that stand in no result of this report: Q1.');
    expect(pdf.text).not.toContain('SYNTHETIC');
    expect(collisions(pdf)).toEqual([]);
  });

  it('says signatures apart from the words that are excluded', async () => {
    const made = await makeCase(path.join(folder, 'Signed'), plans.slice(0, 1));
    const { items, words, ...content } = contentOf(made);
    const reasons = ['crossed-out', 'signature', 'signature'] as const;
    const { bytes } = await reportPdf(
      {
        ...content,
        items: items.map((item) => ({ ...item, wordsExcluded: reasons.length })),
        words: words.map((word, at) => {
          const reason = reasons[at];
          return reason === undefined ? word : { ...word, state: 'excluded' as const, reason };
        }),
      },
      await drawFigures(contentOf(made), (item) => storeOf(made).pathOf(item), preparation),
    );
    const { text } = await readPdf(bytes);
    expect(text).toContain('1 excluded (1 crossed out); 2 signatures, not compared word by word');
  });

  it('holds a case without items, writers and journal', async () => {
    const made = await makeCase(path.join(folder, 'Nothing'), []);
    made.journal.length = 0;
    const { text } = await readPdf((await setReport(made)).bytes);
    expect(text).toContain('The case holds no item.');
    expect(text).toContain('The journal of this case is empty.');
  });
});

describe('a report with very much in it', () => {
  const names = [
    'Anna-Maria Wolkenstein-Trostburg von und zu Hohenfels-Langenargen geborene Freiin von Schmidt',
    'Γιώργος Παπαδόπουλος',
    'Екатерина Великая-Иванова',
    'محمد بن عبد الله العمري',
    '王小明',
    'ישראל ישראלי',
  ];
  const many = Array.from({ length: 40 }, (_, at): ItemPlan => {
    const name = names[at % names.length] as string;
    const texts = (plans[at % plans.length] as ItemPlan).texts.slice(0, 4);
    return at < 6
      ? { label: `Q${at + 1}`, role: 'questioned', path: `questioned/letter ${at}.png`, texts }
      : {
          label: `K${at - 5}`,
          role: 'known',
          writer: name,
          path: `known/${name}/scan_${'0123456789'.repeat(6)}_${at}.png`,
          texts,
        };
  });

  it('repeats table heads, keeps rows and figures whole and breaks long names', async () => {
    const made = await makeCase(path.join(folder, 'Forty'), many, {
      form: {
        ...form,
        caseNumber: 'HW-2026/0412-'.repeat(20),
        opinion: 'The specimens are many. '.repeat(600),
      },
    });
    compare(
      made,
      ['Q1', 'Q2', 'Q3'],
      many.slice(6).map((plan) => plan.label),
    );
    search(made, ['Q1']);
    for (let line = 0; line < 60; line++) write(made, 'word.exclude', [made.items[0]?.id ?? '']);
    const set = await setReport(made);
    const pdf = await readPdf(set.bytes);
    expect(collisions(pdf)).toEqual([]);
    for (const item of set.content.items) expect(pdf.solid).toContain(item.sha256);
    expect(pdf.solid).toContain(`${'0123456789'.repeat(6)}_39.png`);
    const heads = pdf.pages.filter(({ texts }) =>
      texts.some((each) => each.text.startsWith('Words and SHA-256')),
    );
    expect(heads.length).toBeGreaterThan(3);
    for (const { texts } of pdf.pages) {
      const page = texts.map((each) => each.text).join(' ');
      // The caption stands on the page of its pictures' legends.
      expect((page.match(/Figure \d+\./g) ?? []).length * 2).toBe(
        (page.match(/, page \d+, line \d+, word \d+/g) ?? []).length,
      );
      // Both halves of a hash stand on one page.
      expect((page.match(/\b[0-9a-f]{32}\b/g) ?? []).length % 2).toBe(0);
    }
    expect(pdf.text).toContain('3.1 Q1–Q3 compared with K1–K34');
    expect(pdf.text).toContain('Entries 54 to 103 of 103 entries.');
    // No font has Hebrew: the name is printed by its codes, and loses nothing.
    expect(pdf.solid).toContain('[U+05D9][U+05E9][U+05E8][U+05D0][U+05DC]');
  });
});
