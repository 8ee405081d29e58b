/**
 * What PDF/A-3b (ISO 19005-3) and a tagged PDF demand of a report, read back from its bytes. No validator can be had from
 * npm or Debian; each expectation names what it holds the file to.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/language/language.ts';
import { reportSpeaker } from '../../../../src/language/report/report.ts';
import { buildReport, contentSha256 } from '../../../../src/main/engine/report/content.ts';
import { addedSince, embeddedReport } from '../../../../src/main/engine/report/embedded-report.ts';
import { drawFigures } from '../../../../src/main/engine/report/figures.ts';
import { reportPdf } from '../../../../src/main/engine/report/report-pdf.ts';
import { compare, examiner, makeCase, model, plans, preparation, search, storeOf } from './fixture.ts';

describe.each(LANGUAGES)('a report in %s', (language) => {
  const say = reportSpeaker(language);
  let folder: string;
  let bytes: Buffer;
  /** The file with one character a byte; pdfkit compresses contents, never objects. */
  let raw: string;
  let pdf: PDFDocumentProxy;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'pdf-a-'));
    const made = await makeCase(path.join(folder, 'Case'), plans);
    compare(made, ['Q1'], ['K1']);
    search(made, ['Q1']);
    const content = buildReport({
      store: storeOf(made),
      examiner: { ...examiner, name: 'Ana <Lučić> & Co' },
      software: 'Chirograph 0.1.0',
      platform: 'test',
      model,
      createdAt: '2026-05-04T09:30:00.000Z',
      language,
      comparisons: made.comparisons,
      searches: made.searches,
    });
    const figures = await drawFigures(content, (item) => storeOf(made).pathOf(item), preparation);
    const size = { width: 60, height: 20 };
    // A logo that one can see through needs a soft mask.
    const logo = await sharp({
      create: { ...size, channels: 4, background: { r: 20, g: 60, b: 90, alpha: 0.4 } },
    })
      .png()
      .toBuffer();
    bytes = Buffer.from((await reportPdf(content, { ...figures, logo: { bytes: logo, ...size } })).bytes);
    raw = bytes.toString('latin1');
    pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  });
  afterAll(async () => {
    await pdf.loadingTask.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The dictionaries of the file that hold a text, each from its object's number to its end or its stream. */
  const dictionaries = (holding: RegExp): string[] =>
    [...raw.matchAll(/\n\d+ 0 obj\n([^]*?)(?:\nstream\n|\nendobj)/g)]
      .map(([, dictionary]) => dictionary as string)
      .filter((dictionary) => holding.test(dictionary));

  /** The content of the stream whose object has this number. */
  function streamOf(reference: string): Buffer {
    const start = raw.indexOf(`\n${reference.split(' ')[0]} 0 obj\n`);
    const from = raw.indexOf('stream\n', start) + 'stream\n'.length;
    const content = bytes.subarray(from, raw.indexOf('\nendstream', from));
    return raw.slice(start, from).includes('/FlateDecode') ? inflateSync(content) : content;
  }

  it('begins as a binary file, is identified, and is not encrypted (6.1.2, 6.1.3)', () => {
    expect(raw.slice(0, 9)).toBe('%PDF-1.7\n');
    expect([...bytes.subarray(10, 14)].every((byte) => byte > 127)).toBe(true);
    const trailer = raw.slice(raw.lastIndexOf('trailer'));
    expect(trailer).toMatch(/\/ID \[<[0-9a-f]+> <[0-9a-f]+>\]/);
    expect(raw).not.toContain('/Encrypt');
  });

  it('says in readable metadata what it is, and there the same as in its information (6.6.2)', async () => {
    const reference = /\/Metadata (\d+ 0 R)/.exec(raw)?.[1] as string;
    expect(dictionaries(/\/Type \/Metadata/)[0]).not.toContain('/Filter');
    const xmp = streamOf(reference).toString('utf8');
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    const { info } = (await pdf.getMetadata()) as { info: Record<string, string> };
    expect(info['Author']).toContain('Ana');
    for (const key of ['Title', 'Author', 'Creator', 'Producer'])
      expect(xmp, key).toContain(info[key] as string);
    expect(info['CreationDate']).toBe('D:20260504093000Z');
    expect(xmp).toMatch(/2026-05-04T09:30:00/);
  });

  it('states what its colours are, and uses no others (6.2.3, 6.2.4)', () => {
    const [intent] = dictionaries(/\/Type \/OutputIntent/);
    expect(intent).toContain('/S /GTS_PDFA1');
    const profile = streamOf(/\/DestOutputProfile (\d+ 0 R)/.exec(intent as string)?.[1] as string);
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
    expect(profile.toString('latin1', 16, 20)).toBe('RGB ');
    expect(raw).not.toMatch(/\/DeviceCMYK|\/Separation|\/DeviceN/);
  });

  it('has every font inside (6.2.11)', () => {
    const fonts = dictionaries(/\/Type \/FontDescriptor/);
    expect(fonts.length).toBeGreaterThan(2);
    for (const font of fonts) expect(font).toMatch(/\/FontFile2 \d+ 0 R/);
    for (const font of dictionaries(/\/Subtype \/CIDFontType2/))
      expect(font).toContain('/CIDToGIDMap /Identity');
  });

  it('runs nothing, hides nothing, and holds no form (6.5, 6.4)', async () => {
    expect(raw).not.toMatch(/\/JavaScript|\/JS\b|\/AA\b|\/OpenAction|\/Launch|\/XFA|\/AcroForm|\/OCGs/);
    expect(raw).not.toMatch(/\/LZWDecode|\/Interpolate true|\/Alternates|\/OPI|(?<!\/S )\/TR\b/);
    expect(await pdf.getJSActions()).toBeNull();
  });

  it('holds one file, its content as JSON, associated with the whole document and described (6.8)', async () => {
    const [specification, ...others] = dictionaries(/\/Type \/Filespec/);
    expect(others).toEqual([]);
    expect(specification).toContain('/AFRelationship /Data');
    expect(specification).toMatch(/\/F \(report\.json\)[^]*\/UF \(report\.json\)/);
    expect(specification).toMatch(/\/Desc \(/);
    const [embedded] = dictionaries(/\/Type \/EmbeddedFile/);
    expect(embedded).toContain('/Subtype /application#2Fjson');
    expect(embedded).toMatch(/\/ModDate \(D:20260504093000Z\)/);
    const [catalog] = dictionaries(/\/Type \/Catalog/);
    expect(catalog).toMatch(/\/AF \[\d+ 0 R\]/);
    const attachments = (await pdf.getAttachments()) as ReadonlyMap<string, unknown>;
    expect([...attachments.keys()]).toEqual(['report.json']);
    const inside = Buffer.from((await pdf.getAttachmentContent('report.json')) as Uint8Array);
    expect(embeddedReport(bytes, 10_000_000)).toEqual(inside);
    const document = JSON.parse(inside.toString('utf8')) as { checks: { contentSha256: string } };
    expect(document.checks.contentSha256).toBe(contentSha256(document));
    expect(embeddedReport(bytes, 100)).toBeNull();
    expect(embeddedReport(Buffer.from('%PDF-1.7'), 100)).toBeNull();
    expect(addedSince(bytes)).toBeNull();
  });

  it('is tagged: language, title, a heading for every part, and words for every picture', async () => {
    expect(dictionaries(/\/Type \/Catalog/)[0]).toContain('/MarkInfo');
    expect(dictionaries(/\/Marked true/)).toHaveLength(1);
    expect(raw).toContain(`/Lang (${{ en: 'en', de: 'de-DE', zh: 'zh-CN' }[language]})`);
    expect(raw).toContain('/DisplayDocTitle true');
    expect(dictionaries(/\/Type \/Page\b/).every((page) => page.includes('/StructParents'))).toBe(true);
    const figures = dictionaries(/\/S \/Figure\b/);
    expect(figures.length).toBeGreaterThan(5);
    for (const figure of figures) expect(figure).toMatch(/\/Alt [(<]/);
    const levels = dictionaries(/\/S \/H[1-6]\b/).map((heading) => Number(/\/S \/H(\d)/.exec(heading)?.[1]));
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, at) => expect(level - (levels[at] as number)).toBeLessThanOrEqual(1));
  });

  it('has its parts as bookmarks, with what belongs to each below it', async () => {
    const outline = (await pdf.getOutline()) as { title: string; items: { title: string }[] }[];
    expect(outline.map(({ title }) => title)).toEqual([
      say('Handwriting examination report'),
      ...(
        [
          'Items',
          'Method',
          'Comparisons',
          'Searches',
          'Unexamined material',
          'Opinion and signature',
          'Glossary',
          'Journal extract',
          'Software and integrity',
        ] as const
      ).map((title, at) => `${at + 1}  ${say(title)}`),
    ]);
    expect(outline[3]?.items.map(({ title }) => title)).toEqual([
      `3.1  ${say('{questioned} compared with {known}', { questioned: 'Q1', known: 'K1' })}`,
    ]);
  });
});
