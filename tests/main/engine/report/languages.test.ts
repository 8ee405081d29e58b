/** Reports in German and Chinese: nothing of the program's is left in English, and what follows from figures can be verified. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../../../src/contract/report.ts';
import type { Language } from '../../../../src/language/language.ts';
import { problems } from '../../../../src/language/report/problems.ts';
import { reportMessages, type ReportMessage } from '../../../../src/language/report/report.ts';
import { wording } from '../../../../src/language/speaker.ts';
import { cautionsOf } from '../../../../src/main/engine/imaging/cautions.ts';
import { contentSha256, substanceSha256 } from '../../../../src/main/engine/report/content.ts';
import { exportReport } from '../../../../src/main/engine/report/export.ts';
import { drawFigures } from '../../../../src/main/engine/report/figures.ts';
import { reportPdf } from '../../../../src/main/engine/report/report-pdf.ts';
import { saidToBeEnglish, translationsOf } from '../../../../src/main/engine/report/translations.ts';
import { inLanguage } from '../../../../src/language/told/told.ts';
import { verifyReport } from '../../../../src/main/engine/report/verification.ts';
import { CLEAR_PAGE } from '../../../clear-page.ts';
import { caseOfEveryPart, OUTSIDE, reportOfEveryPart } from './every-part.ts';
import { embed, examiner, model, preparation, storeOf, write, type MadeCase } from './fixture.ts';
import { readPdf, type ReadPdf } from './pdf-text.ts';

const OTHERS = ['de', 'zh'] as const;

let folder: string;
let made: MadeCase;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'languages-'));
  made = await caseOfEveryPart(path.join(folder, 'Case'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bytesIn(language: Language): Promise<Uint8Array> {
  const content = reportOfEveryPart(made, language);
  const figures = await drawFigures(content, (item) => storeOf(made).pathOf(item), preparation);
  return (await reportPdf(content, figures)).bytes;
}

const solid = (text: string): string => text.replaceAll(/\s/gu, '');

/** What stands between the heads and feet of the pages, without white space: a paragraph may go on over a page. */
const running = ({ pages }: ReadPdf): string =>
  solid(
    pages
      .flatMap(({ height, texts }) => texts.filter(({ y }) => y > 50 && y < height - 60))
      .map(({ text }) => text)
      .join(''),
  );

/** The longest stretch of an English message without a placeholder, white space taken out; null of one that is a word or two. */
function solidPart(message: string): string | null {
  const parts = message.split(/\{\w+(?:, number[^}]*)?\}|\{\w+, plural, .*?\}\}/u);
  const longest = parts.map(solid).sort((a, b) => b.length - a.length)[0]!;
  return longest.length < 12 ? null : longest;
}

describe.each(OTHERS)('a report in %s', (language) => {
  let pdf: ReadPdf;
  let english: ReadPdf;
  beforeAll(async () => {
    pdf = await readPdf(await bytesIn(language));
    english = await readPdf(await bytesIn('en'));
  });

  it('has no sentence of the English one, and its own in their places', () => {
    const printed = (Object.keys(reportMessages) as ReportMessage[]).filter((message) => {
      const part = solidPart(message);
      return part !== null && english.solid.includes(part);
    });
    // Nearly all that a report can say is said by this one.
    expect(printed.length).toBeGreaterThan(100);
    expect(printed.filter((message) => pdf.solid.includes(solidPart(message)!))).toEqual([]);
    // Of messages that begin alike nobody can tell which one was printed.
    const alone = printed.filter(
      (message) => printed.filter((other) => solid(other).includes(solidPart(message)!)).length === 1,
    );
    const missing = alone.filter((message) => {
      const part = solidPart(wording(reportMessages, language, message));
      return part !== null && !running(pdf).includes(part);
    });
    expect(missing).toEqual([]);
  });

  it('has no word of four letters from English but names and what a program calls things', () => {
    const said = new Set(pdf.text.match(/[A-Za-z]{4,}/gu));
    const words = new Set(
      Object.keys(reportMessages).flatMap((message) => message.match(/\b[a-z]{4,}\b/gu) ?? []),
    );
    const own = new Set(
      Object.keys(reportMessages).flatMap(
        (message) => wording(reportMessages, language, message).match(/[A-Za-z]{4,}/gu) ?? [],
      ),
    );
    // The journal's actions are names, as are those of items' files, the population and its sets.
    const names = new Set(
      `${made.journal.map(({ action }) => action).join(' ')} ${made.items.map((item) => item.path).join(' ')} drawn hands traced calibration split word test`.match(
        /[A-Za-z]{4,}/gu,
      ),
    );
    expect([...said].filter((word) => words.has(word) && !own.has(word) && !names.has(word))).toEqual([]);
  });

  it('has numbers and dates as the language writes them', () => {
    expect(pdf.solid).toContain(language === 'de' ? '04.05.202609:30UTC' : '2026年5月4日09:30UTC');
    expect(pdf.solid).toContain(language === 'de' ? 'log10LR0,83' : 'log10LR0.83');
    expect(pdf.solid).toContain(language === 'de' ? '7.100Paaren' : '7,100对');
    expect(pdf.solid).toContain(language === 'de' ? '4,6mm(Mittelaus2)' : '4.6mm（2处平均）');
  });

  it('gives the same bytes again', async () => {
    expect(Buffer.from(await bytesIn(language)).equals(Buffer.from(await bytesIn(language)))).toBe(true);
  });

  it('keeps every English sentence of its content, and has those alone beside it that it prints', () => {
    const { language: said, translations, ...content } = reportOfEveryPart(made, language);
    const { language: original, ...before } = reportOfEveryPart(made, 'en');
    expect([said, original]).toEqual([language, 'en']);
    expect(content).toEqual(before);
    expect(Object.keys(translations!)).toEqual(expect.arrayContaining([...OUTSIDE]));
    for (const sentence of Object.values(translations!)) {
      expect(running(pdf)).toContain(solid(sentence));
    }
  });
});

describe('a sentence that was stored', () => {
  const CAUTION =
    'Q1, page 2; K1; K2; K3; K4 and 3 more: small letters are less than 6 pixels high, and writers are told apart less well than the reference population says.';

  it('is read back with its places and said again', () => {
    expect(inLanguage(CAUTION, 'de')).toMatch(/^Q1, Seite 2; K1; K2; K3; K4 und 3 weitere: Kleinbuchstaben/u);
    expect(inLanguage(CAUTION, 'zh')).toMatch(/^Q1第2页；K1；K2；K3；K4及另外3处：小写字母/u);
  });

  it('may be several, each of which is known', () => {
    const [first, second] = Object.keys(problems).map((message) =>
      message.replaceAll(/\{name\}/gu, 'a. b.png'),
    );
    expect(inLanguage(`${first} ${second}`, 'de')).toBe(
      `${inLanguage(first!, 'de')} ${inLanguage(second!, 'de')}`,
    );
  });

  it('is known of whatever may be said of a page', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const quality = fc.record({
      xHeight: fc.integer({ min: 1, max: 60 }),
      edgeWidth: fc.double({ min: 0, max: 20, noNaN: true }),
      contrast: share,
      grain: share,
      faintMarks: fc.nat(900),
      faintShare: share,
      maybeStamped: fc.nat(3),
      printed: fc.nat(9),
      turning: fc.record({
        lines: fc.constantFrom(-2, 2),
        reach: fc.constantFrom(-2, 2),
        breadth: fc.constantFrom(2, 30),
      }),
    });
    const few = fc.nat(3);
    const page = fc.record({
      words: few,
      unsure: few,
      printed: few,
      inUse: few,
      doubtful: few,
      printedInUse: few,
      quality: fc.option(quality),
    });
    fc.assert(
      fc.property(page, fc.constantFrom(...OTHERS), ({ quality: measured, ...counts }, language) => {
        const found = cautionsOf({
          page: 0,
          ...counts,
          quality: measured && { ...CLEAR_PAGE, ...measured },
        });
        for (const { message } of found) {
          expect(inLanguage(message, language)).not.toBeNull();
        }
      }),
    );
  });

  it('is given in English, and said to be, where this version knows no such sentence', () => {
    expect(inLanguage('An older sentence.', 'de')).toBeNull();
    expect(saidToBeEnglish('An older sentence.', 'de')).toBe('auf Englisch: „An older sentence.“');
  });
});

describe('verifying', () => {
  const encoder = {
    model,
    embed: (crops: readonly Uint8Array[]) => Promise.resolve(crops.map((crop) => embed(crop))),
  };
  let report: string;
  let text: string;
  const verify = async (): Promise<string[]> => {
    const { differences } = await verifyReport({
      report,
      store: null,
      reference: null,
      calibration: null,
      preparation,
      encoder,
    });
    return differences.map(({ where }) => where);
  };
  const inGerman = (where: string): boolean => where.startsWith('report, in Deutsch: ');
  beforeAll(async () => {
    const written = await exportReport({
      store: storeOf(made),
      examiner,
      software: 'Chirograph 0.1.0',
      platform: 'test',
      model,
      createdAt: '2026-05-04T09:30:00.000Z',
      language: 'de',
      comparisons: made.comparisons,
      searches: made.searches,
      preparation,
      out: path.join(folder, 'Case', 'reports', 'german.pdf'),
    });
    write(made, 'report.export', [], { jsonSha256: written.jsonSha256 });
    report = written.json;
    text = readFileSync(report, 'utf8');
  });

  it('finds each altered, added or missing sentence of the other language, and no other', async () => {
    const document = JSON.parse(text) as ReportDocument;
    const english = Object.keys(document.translations!);
    expect(english.length).toBeGreaterThan(12);
    const before = await verify();
    expect(before.filter((where) => inGerman(where) || where.startsWith('report, '))).toEqual([]);
    const changes: [string, (translations: Record<string, string>) => void][] = english.map((sentence) => [
      sentence,
      (translations) => (translations[sentence] = translations[sentence]!.replace(/.$/u, '!')),
    ]);
    changes.push(
      [english[0]!, (translations) => Reflect.deleteProperty(translations, english[0]!)],
      ['Another.', (translations) => (translations['Another.'] = 'Ein anderer.')],
    );
    for (const [sentence, change] of changes) {
      const changed = structuredClone(document);
      change(changed.translations!);
      changed.checks.contentSha256 = contentSha256(changed);
      writeFileSync(report, JSON.stringify(changed));
      expect((await verify()).filter(inGerman)).toEqual([`report, in Deutsch: “${sentence}”`]);
    }
  }, 120_000);
});

it('a report in another language says something else than one in English, and one of before says the same as that', () => {
  const english = reportOfEveryPart(made, 'en');
  const { language, ...before } = english;
  expect(language).toBe('en');
  expect(substanceSha256(before)).toBe(substanceSha256(english));
  expect(substanceSha256(reportOfEveryPart(made, 'de'))).not.toBe(substanceSha256(english));
  expect(translationsOf(english, 'en')).toEqual({});
});
