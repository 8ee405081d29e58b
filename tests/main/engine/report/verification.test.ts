import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../../../src/contract/report.ts';
import type { Difference, Verification } from '../../../../src/contract/results.ts';
import { canonicalJson } from '../../../../src/main/engine/case/canonical-json.ts';
import { cautionsOf } from '../../../../src/main/engine/imaging/cautions.ts';
import { contentSha256 } from '../../../../src/main/engine/report/content.ts';
import { exportReport } from '../../../../src/main/engine/report/export.ts';
import { caseFolderOf, verifyCase, verifyReport } from '../../../../src/main/engine/report/verification.ts';
import {
  compare,
  embed,
  examiner,
  hash,
  makeCase,
  POSITION,
  model,
  plans,
  preparation,
  search,
  storeOf,
  write,
  type MadeCase,
} from './fixture.ts';

const encoder = {
  model,
  embed: (crops: readonly Uint8Array[]) => Promise.resolve(crops.map((crop) => embed(crop))),
};

let root: string;
let made: MadeCase;
let report: string;
/** The case as made; each test works on a copy that it may damage. */
let pristine: { folder: string; made: MadeCase };

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'verification-'));
  const folder = path.join(root, 'pristine');
  const original = await makeCase(folder, plans);
  // The encoder of these tests has no reference population.
  compare(original, ['Q1', 'Q2'], ['K1'], null);
  search(original, ['Q1']);
  const { jsonSha256 } = await exportReport({
    store: storeOf(original),
    examiner,
    software: 'Chirograph 0.1.0',
    platform: 'test',
    model,
    createdAt: '2026-05-04T09:30:00.000Z',
    comparisons: original.comparisons,
    searches: original.searches,
    preparation,
  });
  write(original, 'report.export', [], { jsonSha256 });
  pristine = { folder, made: original };
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let copies = 0;
beforeEach(() => {
  const folder = path.join(root, `copy-${++copies}`);
  cpSync(pristine.folder, folder, { recursive: true });
  made = { ...structuredClone(pristine.made), folder };
  report = path.join(folder, 'reports', 'report-20260504-0930.json');
});

const verifyMade = (): Promise<Verification> =>
  verifyCase({
    store: storeOf(made),
    comparisons: made.comparisons,
    searches: made.searches,
    reference: null,
    calibration: null,
    preparation,
    encoder,
  });

/** Without that the PDF beside it holds another JSON: so it is of every one that was altered (tried with versions of reports). */
async function verifyWritten(
  options: Partial<Parameters<typeof verifyReport>[0]> = {},
): Promise<Verification> {
  const { differences, ...rest } = await verifyReport({
    report,
    store: storeOf(made),
    reference: null,
    calibration: null,
    preparation,
    encoder,
    ...options,
  });
  return { ...rest, differences: differences.filter(({ where }) => !where.endsWith('.pdf: content inside')) };
}

/** Turns one pixel of a word of an item into its opposite, leaving the file a picture like the one before. */
async function touchPixel(file: string, x: number, y: number): Promise<void> {
  const { data, info } = await sharp(readFileSync(file)).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  for (let channel = 0; channel < info.channels; channel++)
    data[at + channel] = 255 - (data[at + channel] as number);
  const raw = { width: info.width, height: info.height, channels: info.channels };
  await sharp(data, { raw }).withMetadata({ density: 300 }).png().toFile(`${file}.new`);
  writeFileSync(file, readFileSync(`${file}.new`));
  unlinkSync(`${file}.new`);
}

/** Changes the report's JSON; sealed again, so that only recomputing can tell. */
function edit(change: (document: ReportDocument) => void, options: { seal: boolean }): void {
  const document = JSON.parse(readFileSync(report, 'utf8')) as ReportDocument;
  change(document);
  if (options.seal) document.checks.contentSha256 = contentSha256(document);
  writeFileSync(report, JSON.stringify(document));
}

const of = (kind: Difference['kind'], { differences }: Verification): Difference[] =>
  differences.filter((each) => each.kind === kind);

describe('an untouched case', () => {
  it('verifies, and counts what was checked', async () => {
    const verification = await verifyMade();
    expect(verification.differences).toEqual([]);
    expect(verification.ok).toBe(true);
    expect(verification.target).toBe(made.folder);
    // 26 words of five items; the one that was excluded has a crop but no part in a result.
    expect(verification.checked).toEqual({
      files: 5,
      findings: 0,
      letters: 0,
      words: 26,
      embeddings: 25,
      comparisons: 1,
      searches: 1,
      journalEntries: made.journal.length,
      reports: 1,
      stale: 0,
    });
  });

  it('verifies by its report alone, from the evidence, without the case database', async () => {
    const verification = await verifyWritten({ store: null });
    expect(verification).toMatchObject({ ok: true, target: report, differences: [] });
    expect(verification.checked).toMatchObject({ files: 5, words: 26, comparisons: 1, searches: 1 });
  });

  it('verifies the report where it lies elsewhere and the folder is named', async () => {
    const elsewhere = path.join(root, 'elsewhere.json');
    cpSync(report, elsewhere);
    await expect(verifyWritten({ report: elsewhere })).rejects.toThrow(/--case/);
    expect((await verifyWritten({ report: elsewhere, folder: made.folder })).ok).toBe(true);
    expect(caseFolderOf(report)).toBe(made.folder);
  });

  it('forgives the rounding of another provider', async () => {
    const rounding = {
      model: { ...model, provider: 'cuda' },
      embed: (crops: readonly Uint8Array[]) =>
        Promise.resolve(
          crops.map((crop) => {
            const { writer, word } = embed(crop);
            return { writer: writer.map((value) => value * (1 + 1e-7)), word };
          }),
        ),
    };
    expect(
      (
        await verifyCase({
          store: storeOf(made),
          comparisons: made.comparisons,
          searches: made.searches,
          reference: null,
          calibration: null,
          preparation,
          encoder: rounding,
        })
      ).ok,
    ).toBe(true);
  });

  it('is told about every item on the way, and stops when asked', async () => {
    const notes: string[] = [];
    await verifyCase({
      store: storeOf(made),
      comparisons: [],
      searches: [],
      reference: null,
      calibration: null,
      preparation,
      encoder,
      onProgress: (done, total, note) => notes.push(`${done}/${total} ${note}`),
    });
    expect(notes).toEqual(['0/5 Q1', '1/5 Q2', '2/5 K1', '3/5 K2', '4/5 K3', '5/5 ']);
    await expect(verifyWritten({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a difference is caught and located', () => {
  it('one pixel of evidence', async () => {
    const [item] = made.items;
    // The second word of the first line starts at x = 208.
    await touchPixel(path.join(made.folder, item?.path ?? ''), 210, 10);
    const verification = await verifyMade();
    expect(verification.ok).toBe(false);
    expect(of('file', verification)).toEqual([
      expect.objectContaining({ where: 'Q1 (questioned/letter one.png)', expected: item?.sha256 }),
    ]);
    expect(of('crop', verification).map((each) => each.where)).toEqual(['Q1, page 1, line 1, word 2']);
    expect(of('file', await verifyWritten()).map((each) => each.where)).toEqual([
      'Q1 (questioned/letter one.png)',
    ]);
  });

  it('a word that is gone, and one that has come', async () => {
    const file = path.join(made.folder, made.items[0]?.path ?? '');
    const { width, height } = await sharp(readFileSync(file)).metadata();
    const white = await sharp({ create: { width: 200, height: 56, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const moved = await sharp(readFileSync(file))
      .composite([{ input: white, left: 0, top: 0 }])
      .png()
      .toBuffer();
    expect((await sharp(moved).metadata()).width).toBe(width);
    expect(height).toBeGreaterThan(56);
    writeFileSync(file, moved);
    const verification = await verifyMade();
    expect(of('word', verification)).toEqual([
      {
        kind: 'word',
        where: 'Q1, page 1, line 1, word 1',
        expected: 'box 8,8 192 × 48',
        found: 'no word there',
      },
    ]);
    expect(of('score', verification)[0]?.found).toBe('not recomputable without Q1, page 1, line 1, word 1');
  });

  it('a file that is gone or no picture any more', async () => {
    unlinkSync(path.join(made.folder, made.items[2]?.path ?? ''));
    const verification = await verifyWritten();
    expect(of('file', verification)).toEqual([
      expect.objectContaining({ where: 'K1 (known/Anna Keller/1.png)', found: 'no file' }),
    ]);
    expect(of('score', verification)[0]?.where).toMatch(/^comparison .+ \(Q1, Q2 with K1\): known$/);
  });

  it('one stored embedding', async () => {
    const word = made.pages.get(made.items[1]?.id ?? '')?.[0]?.words[2];
    const record = made.embeddings.get(made.crops.get(word?.crop ?? '') ?? '');
    record?.writer.set([0.4, -0.3, 0.2]);
    const verification = await verifyMade();
    expect(verification.differences).toHaveLength(1);
    expect(verification.differences[0]).toMatchObject({
      kind: 'embedding',
      where: 'Q2, page 1, line 1, word 3',
    });
    expect(verification.differences[0]?.expected).toContain('stored writer embedding of at least 0.9999');
  });

  it('one score of a case', async () => {
    const [comparison] = made.comparisons;
    made.comparisons[0] = { ...comparison!, score: comparison!.score - 2e-4 };
    const verification = await verifyMade();
    expect(verification.differences).toEqual([
      {
        kind: 'score',
        where: `comparison ${comparison!.id} (Q1, Q2 with K1)`,
        expected: (comparison!.score - 2e-4).toFixed(6),
        found: comparison!.score.toFixed(6),
      },
    ]);
  });

  it('one rank of a search, and one pair of words', async () => {
    const [found] = made.searches;
    const hits = structuredClone(found!.hits);
    hits[1]!.score = hits[0]!.score + 0.0005;
    hits[0]!.pairs[0]!.writerCosine -= 0.01;
    made.searches[0] = { ...found!, hits };
    const verification = await verifyMade();
    expect(of('search', verification).map((each) => each.where)).toEqual([
      expect.stringContaining('rank 2'),
      expect.stringContaining('rank 2'),
    ]);
    expect(of('score', verification)[0]?.where).toMatch(
      /rank 1, Anna Keller: pair Q1, page 1, .+ writer cosine$/,
    );
  });

  it('a writer left out of a search', async () => {
    const [found] = made.searches;
    made.searches[0] = { ...found!, searched: 2, hits: found!.hits.slice(1) };
    const verification = await verifyMade();
    expect(of('search', verification).map((each) => each.found)).toEqual([
      '3 writers',
      'rank 1 in the list',
      expect.stringMatching(/^Anna Keller: 0\.\d{4}$/),
    ]);
  });

  it('one journal line', async () => {
    made.journal[3]!.action = 'item.assign';
    const verification = await verifyMade();
    expect(verification.differences).toMatchObject([
      { kind: 'journal', where: 'journal line 4' },
      // The line was the one that added the item.
      { kind: 'journal', where: 'K1', expected: 'a journal line of its addition' },
    ]);
    const written = of('journal', await verifyWritten());
    expect(written.map((each) => each.where)).toEqual(['journal line 4', 'journal line 4']);
    expect(written[1]).toMatchObject({ expected: expect.stringContaining('item.add') as string });
  });

  it('one journal line of the report, even where it is sealed again', async () => {
    edit((document) => (document.journal.entries[2]!.hash = hash('another')), { seal: true });
    const wheres = of('journal', await verifyWritten({ store: null })).map((each) => each.where);
    expect(wheres).toEqual(['journal line 3', 'journal line 4']);
  });

  it('one number in the report, by its own hash', async () => {
    edit((document) => (document.comparisons[0]!.questionedWords += 1), { seal: false });
    const verification = await verifyWritten({ store: null });
    expect(of('report', verification)).toMatchObject([{ where: 'report, its own content hash' }]);
    expect(of('score', verification)).toMatchObject([{ expected: '12 words', found: '11 words in use' }]);
  });

  it('one number in the report that recomputing cannot reach, by its own hash', async () => {
    edit((document) => (document.case.createdAt = '2026-05-02T08:00:00.000Z'), { seal: false });
    expect((await verifyWritten({ store: null })).differences).toMatchObject([{ kind: 'report' }]);
  });

  it('one word of a statement, even where it is sealed again', async () => {
    edit((document) => (document.comparisons[0]!.statement += ' One hand wrote both.'), { seal: true });
    edit((document) => (document.searches[0]!.statement = 'The first is the writer.'), { seal: true });
    expect((await verifyWritten({ store: null })).differences).toMatchObject([
      { kind: 'score', where: expect.stringMatching(/^comparison .*: statement$/) as string },
      { kind: 'search', where: expect.stringMatching(/^search .*: statement$/) as string },
    ]);
  });

  it('a place in a reference that is not installed here', async () => {
    edit((document) => (document.comparisons[0]!.reference = POSITION), { seal: true });
    expect(of('score', await verifyWritten({ store: null }))).toMatchObject([
      { found: expect.stringContaining('no reference is installed') as string },
    ]);
  });

  it('a member added to the report', async () => {
    edit((document) => Object.assign(document.case, { remark: 'by another hand' }), { seal: false });
    expect((await verifyWritten({ store: null })).differences).toMatchObject([{ kind: 'report' }]);
  });

  it('one score in the report, even where it is sealed again', async () => {
    edit((document) => (document.comparisons[0]!.score = 0.5), { seal: true });
    const verification = await verifyWritten({ store: null });
    expect(verification.differences).toHaveLength(1);
    expect(verification.differences[0]).toMatchObject({ kind: 'score', expected: '0.500000' });
  });

  it('one figure of a page, even where it is sealed again; but not where none was stated', async () => {
    edit((document) => (document.items[0]!.qualities![0]!.xHeight = 40), { seal: true });
    const { differences } = await verifyWritten({ store: null });
    expect(differences).toMatchObject([{ kind: 'file', where: 'Q1: qualities' }]);
    edit(
      ({ items: [item], words }) => {
        item!.qualities = [null];
        const count = words.filter((word) => word.item === item!.label).length;
        const none = { unsure: 0, printed: 0, inUse: count, doubtful: 0, printedInUse: 0 };
        item!.cautions = cautionsOf({ page: 0, words: count, ...none, quality: null });
      },
      { seal: true },
    );
    expect((await verifyWritten({ store: null })).differences).toEqual([]);
    edit(
      ({ items: [item] }) => {
        delete item!.qualities;
        delete item!.cautions;
      },
      { seal: true },
    );
    expect((await verifyWritten({ store: null })).differences).toEqual([]);
  });

  it('how a page lies, where that was stated: earlier versions did not measure it', async () => {
    edit(
      ({ items }) => {
        for (const measured of items.flatMap(({ qualities }) => qualities ?? [])) {
          delete measured!.turning;
          delete measured!.printed;
        }
      },
      { seal: true },
    );
    expect((await verifyWritten({ store: null })).differences).toEqual([]);
    edit((document) => (document.items[0]!.qualities![0]!.turning = { lines: -2, reach: 0, breadth: 30 }), {
      seal: true,
    });
    const { differences } = await verifyWritten({ store: null });
    expect(differences.map(({ where }) => where)).toEqual(['Q1: qualities', 'Q1: what is said of its pages']);
  });

  it('the resolution of a page without words, by which its findings are measured', async () => {
    const folder = path.join(root, 'a page without words');
    const blank = await makeCase(folder, [
      { label: 'Q1', role: 'questioned', writer: 'nobody', path: 'questioned/blank.png', texts: [] },
    ]);
    const [item] = blank.items;
    item!.preparation = 'failed';
    const { json } = await exportReport({
      store: storeOf(blank),
      examiner,
      software: 'Chirograph 0.1.0',
      platform: 'test',
      model,
      createdAt: '2026-05-04T09:30:00.000Z',
      comparisons: [],
      searches: [],
      preparation,
    });
    report = json;
    expect((await verifyWritten({ store: null })).differences).toEqual([]);
    edit(({ items: [first] }) => (first!.pageSizes[0]!.dpi = 600), { seal: true });
    expect((await verifyWritten({ store: null })).differences).toMatchObject([
      { kind: 'file', where: 'Q1: pageSizes' },
    ]);
  });

  it('a sentence on a page, or on a result, that its figures do not give, even where it is sealed again', async () => {
    const caution = { code: 'left-out', page: 0, message: 'All is well.' } as const;
    edit((document) => (document.items[0]!.cautions = [caution]), { seal: true });
    const [first] = (await verifyWritten({ store: null })).differences;
    expect(first).toEqual({
      kind: 'file',
      where: 'Q1: what is said of its pages',
      expected: 'page 1: All is well.',
      found: 'nothing more to say',
    });
    edit((document) => (document.comparisons[0]!.cautions = ['Nothing speaks against it.']), { seal: true });
    expect((await verifyWritten({ store: null })).differences).toContainEqual({
      kind: 'score',
      where: expect.stringMatching(/^comparison .* caution$/u) as string,
      expected: expect.stringMatching(/^Nothing speaks against it\. \(/u) as string,
      found: 'nothing more to say',
    });
    edit((document) => (document.searches[0]!.cautions = ['Nothing speaks against it.']), { seal: true });
    expect((await verifyWritten({ store: null })).differences).toContainEqual(
      expect.objectContaining({ kind: 'search', found: 'nothing more to say' }),
    );
  });

  it('a word in the report that recomputing cannot reach, sealed again, by the journal of its case', async () => {
    edit((document) => (document.form.opinion = 'One hand wrote both.'), { seal: true });
    expect((await verifyWritten({ store: null })).differences).toEqual([]);
    expect((await verifyWritten()).differences).toMatchObject([
      { kind: 'report', where: 'report, in the journal' },
    ]);
  });

  it('a stored result that is not the one journalled, even where it no longer stands, and one that is gone', async () => {
    const run = { ...made.comparisons[0]!, id: 'ffffffff-0000' };
    write(made, 'comparison.run', [run.id], { result: hash(canonicalJson(run)) });
    made.comparisons.push(run);
    expect((await verifyMade()).ok).toBe(true);
    made.comparisons[1] = { ...run, stale: 'a word was excluded' };
    expect((await verifyMade()).ok).toBe(true);
    made.comparisons[1] = { ...run, statement: 'One hand wrote both.', stale: 'a word was excluded' };
    made.searches.length = 0;
    expect((await verifyMade()).differences.map(({ kind, found }) => [kind, found])).toEqual([
      ['journal', hash(canonicalJson({ ...made.comparisons[1], stale: null }))],
      ['journal', 'no such result in the case'],
    ]);
  });

  it('a stored result that was never run', async () => {
    made.comparisons.push({ ...made.comparisons[0]!, id: 'ffffffff-0000' });
    expect((await verifyMade()).differences).toMatchObject([
      { kind: 'journal', where: 'comparison ffffffff-0000', found: 'none' },
    ]);
  });

  it('results that name no words to recompute them from', async () => {
    edit(
      (document) => {
        document.comparisons[0]!.words = null;
        document.searches[0]!.words = null;
      },
      { seal: true },
    );
    expect((await verifyWritten({ store: null })).differences).toMatchObject([
      { kind: 'score', found: 'none named' },
      { kind: 'search', found: 'none named' },
    ]);
  });

  it('another model', async () => {
    const other = { ...encoder, model: { ...model, sha256: hash('another model') } };
    const verification = await verifyCase({
      store: storeOf(made),
      comparisons: made.comparisons,
      searches: made.searches,
      reference: null,
      calibration: null,
      preparation,
      encoder: other,
    });
    expect(of('model', verification).map((each) => each.where)).toEqual([
      expect.stringMatching(/^comparison /),
      expect.stringMatching(/^search /),
    ]);
    expect(of('model', verification)[0]?.expected).toContain(model.sha256);
    expect(of('model', await verifyWritten({ encoder: other }))).toHaveLength(2);
  });

  it('what was changed in the tables without a journal line', async () => {
    const [q1, , k1, k2] = made.items;
    made.items[2] = { ...k1!, writer: k2!.writer };
    made.items[0] = { ...q1!, sha256: hash('another file') };
    const page = made.pages.get(q1!.id)![0]!;
    page.words[1] = { ...page.words[1]!, state: 'excluded' };
    page.words[5] = { ...page.words[5]!, state: 'auto' };
    Object.assign(made.view, { items: made.items });
    expect(of('journal', await verifyMade()).map(({ where, found }) => [where, found])).toEqual([
      ['Q1: sha256', hash('another file')],
      ['K1: writer', k2!.writer],
      ['Q1, page 1, line 1, word 2', 'excluded'],
      ['Q1, page 1, line 2, word 6', 'in use'],
    ]);
  });

  it('a report that was begun and never entered as exported is accepted, until it is changed', async () => {
    const content = { ...JSON.parse(readFileSync(report, 'utf8')), report: 'begun-000' } as ReportDocument;
    content.checks.contentSha256 = contentSha256(content);
    writeFileSync(report, JSON.stringify(content));
    expect(of('report', await verifyWritten())).toHaveLength(1);
    write(made, 'report.begin', ['begun-000'], {
      contentSha256: content.checks.contentSha256,
      pdfSha256: content.checks.pdf.sha256,
    });
    expect((await verifyWritten()).differences).toEqual([]);
    edit((document) => (document.form.opinion = 'One hand wrote both.'), { seal: true });
    expect(of('report', await verifyWritten())).toMatchObject([{ where: 'report, in the journal' }]);
  });

  it('an item that a report calls erased, of a case that does not', async () => {
    unlinkSync(path.join(made.folder, made.items[2]?.path ?? ''));
    edit((document) => (document.items[2]!.erased = true), { seal: true });
    expect(of('file', await verifyWritten()).map((each) => each.where)).toEqual([
      'K1 (known/Anna Keller/1.png)',
    ]);
    // Without the case nobody can say; it is named.
    expect((await verifyWritten({ store: null })).erased).toEqual(['K1 (no journal at hand)']);
  });

  it('a report that calls everything erased, without the case: it is not believed', async () => {
    edit(
      (document) => {
        for (const item of document.items) item.erased = true;
        document.comparisons[0]!.score = 0.5;
      },
      { seal: true },
    );
    const verified = await verifyWritten({ store: null });
    expect(verified.ok).toBe(false);
    expect(of('score', verified)).not.toEqual([]);
  });

  it('another PDF beside the report', async () => {
    writeFileSync(report.replace('.json', '.pdf'), 'another');
    expect((await verifyWritten()).differences).toMatchObject([
      { kind: 'report', where: 'report-20260504-0930.pdf' },
    ]);
  });

  it('a path that leads out of the case folder, which is not read', async () => {
    edit((document) => (document.items[0]!.path = '../../outside.png'), { seal: true });
    const read: string[] = [];
    const watching = {
      ...preparation,
      prepare: (source: { path: string; layout: 'auto' | 'word' | 'page' }) => {
        read.push(source.path);
        return preparation.prepare(source);
      },
    };
    const verification = await verifyWritten({ preparation: watching });
    expect(of('file', verification)).toMatchObject([
      { found: 'a path that leads out of the case folder: not read' },
    ]);
    expect(read.every((file) => file.startsWith(made.folder))).toBe(true);
  });

  it('a result that no longer stands is left out, named with why, and no difference', async () => {
    made.comparisons[0] = { ...made.comparisons[0]!, stale: 'a word was excluded', score: 0 };
    const verification = await verifyMade();
    expect(verification).toMatchObject({
      ok: true,
      checked: { comparisons: 0, searches: 1, stale: 1 },
      notRecomputed: [`comparison ${made.comparisons[0].id}: a word was excluded`],
    });
  });

  it('a file that is no report', async () => {
    writeFileSync(report, '{"format": "chirograph-report", "formatVersion": 2}');
    expect((await verifyWritten()).differences).toMatchObject([
      { kind: 'report', expected: 'a report of format version 1' },
    ]);
    writeFileSync(report, 'no JSON');
    await expect(verifyWritten()).rejects.toMatchObject({ code: 'file-unreadable' });
    unlinkSync(report);
    await expect(verifyWritten()).rejects.toMatchObject({ code: 'file-missing' });
  });
});

describe('a report without the journal of its case', () => {
  const redrawing = {
    preparation,
    software: 'Chirograph 0.1.0',
    platform: 'test',
    logoOf: () => Promise.resolve(null),
  };
  const alone = (options: Partial<Parameters<typeof verifyReport>[0]> = {}): Promise<Verification> => {
    const target = { report: report.replace('.json', '.pdf'), store: null, redrawing, preparation, encoder };
    return verifyReport({ reference: null, calibration: null, ...target, ...options });
  };
  /** Alters the PDF and takes the JSON beside it away, which would tell. */
  const alterPdf = (change: (pdf: Buffer) => Buffer): void => {
    const pdf = report.replace('.json', '.pdf');
    const altered = change(readFileSync(pdf));
    rmSync(pdf);
    writeFileSync(pdf, altered);
    unlinkSync(report);
  };

  it('is drawn again from its JSON and the evidence, and what only a journal seals is named', async () => {
    unlinkSync(report);
    const verified = await alone();
    expect(verified.differences).toEqual([]);
    expect(verified.ok).toBe(true);
    expect(verified.unsealed).toMatchObject([expect.stringContaining('opinion, findings, reviews')]);
  });

  it('shows pages that do not follow from its JSON', async () => {
    // The head of a page's content, deflated, in place of what it was: nothing else of the file changes.
    alterPdf((pdf) => {
      const page = /\/Contents (\d+) 0 R/.exec(pdf.toString('latin1'))![1]!;
      const from = pdf.indexOf('stream\n', pdf.indexOf(`\n${page} 0 obj\n`)) + 'stream\n'.length;
      const altered = Buffer.from(pdf);
      deflateSync('q Q ').copy(altered, from);
      return altered;
    });
    const verified = await alone();
    expect(verified.ok).toBe(false);
    expect(verified.differences.map(({ where }) => where)).toEqual([
      'report-20260504-0930.pdf: its pages, as Chirograph 0.1.0 draws them from the JSON',
    ]);
  });

  it('was added to: the JSON that is found is not what readers open', async () => {
    alterPdf((pdf) => Buffer.concat([pdf, Buffer.from('\n9 0 obj\n<<>>\nendobj\nstartxref\n1\n%%EOF\n')]));
    const verified = await alone();
    expect(verified.differences).toMatchObject([
      { where: 'report-20260504-0930.pdf: as it was written', found: '2 revisions' },
    ]);
  });

  it.each([
    ['another version drew it', { software: 'Chirograph 0.2.0' }, 'and this is Chirograph 0.2.0'],
    ['another platform drew it', { platform: 'elsewhere' }, 'on elsewhere'],
  ])('is said not to be compared where %s', async (_, other, why) => {
    const { ok, unsealed } = await alone({ redrawing: { ...redrawing, ...other } });
    expect([ok, unsealed?.length]).toEqual([true, 2]);
    expect(unsealed?.[1]).toContain(why);
  });

  it('says nothing of the kind where the journal is at hand', async () => {
    expect((await verifyWritten()).unsealed).toBeUndefined();
  });
});
