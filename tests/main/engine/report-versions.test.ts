/** Drafts and final reports of one case, through the engine: numbers, locks, and what verification says of them. */
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_LABORATORY } from '../../../src/contract/laboratory.ts';
import type { Result } from '../../../src/contract/methods.ts';
import type { ReportDocument } from '../../../src/contract/report.ts';
import { REVIEW_ITEMS, type ReviewAnswer } from '../../../src/contract/review.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { enterLateExports } from '../../../src/main/engine/report/late-entry.ts';
import { checkReports } from '../../../src/main/engine/report/report-folder.ts';
import { contentSha256 } from '../../../src/main/engine/report/content.ts';
import { reportPdf } from '../../../src/main/engine/report/report-pdf.ts';
import { readReviews } from '../../../src/main/engine/report/review-file.ts';
import { approval, objecting } from './report/review-answers.ts';
import { readPdf } from './report/pdf-text.ts';
import { makeSmallCase } from './small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
let engine: LocalEngine;
let own: { case: string };
let comparisons: string[];
let first: Result<'report.export'>;
let again: Result<'report.export'>;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-versions-'));
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  const folder = path.join(root, 'Case');
  await makeSmallCase(folder, 1);
  const { id, items } = await engine.call('case.open', { folder }, as);
  own = { case: id };
  await engine.call('case.prepare', own, as);
  await engine.call('case.encode', own, as);
  const side = (role: string): string[] => [items.find((item) => item.role === role)!.id];
  const sides = { questioned: side('questioned'), known: side('known') };
  comparisons = [(await engine.call('comparison.run', { ...own, ...sides }, as)).id];
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

const write = (state: 'draft' | 'final'): Promise<Result<'report.export'>> =>
  engine.call('report.export', { ...own, comparisons, searches: [], state }, as);
const documentOf = ({ json }: { json: string }): ReportDocument =>
  JSON.parse(readFileSync(json, 'utf8')) as ReportDocument;
const fill = async (caseNumber: string): Promise<void> => {
  const form = await engine.call('form.get', own);
  await engine.call('form.save', { ...own, form: { ...form, caseNumber } }, as);
};
const differences = async (): Promise<[string, string][]> =>
  (await engine.call('case.verify', own)).differences.map(({ where, found }) => [where, found]);

it('says on every page and in the JSON that a report is a draft', async () => {
  const draft = await write('draft');
  expect(draft).toMatchObject({ state: 'draft', version: 1 });
  expect(documentOf(draft).issue).toEqual({ state: 'draft', version: 1, replaces: null });
  const { pages, text } = await readPdf(readFileSync(draft.pdf));
  for (const { texts } of pages) expect(texts.map((each) => each.text).join(' ')).toMatch(/\bDRAFT\b/);
  expect(text).toContain('Draft of version 1: it may still change');
});

it('locks a final report, and refuses to finalise what has not changed', async () => {
  first = await write('final');
  expect(path.basename(first.pdf)).toBe('report-version-1.pdf');
  for (const file of [first.pdf, first.json]) expect(statSync(file).mode & 0o222).toBe(0);
  const { text } = await readPdf(readFileSync(first.pdf));
  expect(text).toContain('Final, version 1.');
  expect(text).not.toContain('DRAFT');
  const { total } = await engine.call('journal.read', own);
  await expect(write('final')).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringMatching(/^Nothing that the report says has changed since version 1 .+ stands\.$/),
  });
  expect((await engine.call('journal.read', own)).total).toBe(total);
  expect(await differences()).toEqual([]);
});

it('enters a final report whose line a kill kept out of the journal, and misses the line until then', async () => {
  const home = path.dirname(path.dirname(first.pdf));
  const { entries } = await engine.call('journal.read', { ...own, limit: 500 });
  const last = entries.find(({ action }) => action === 'report.export')!;
  const cutOff = entries.filter((entry) => entry.sequence < last.sequence);
  const found = await checkReports(home, own.case, cutOff);
  expect(found.differences).toEqual([
    expect.objectContaining({
      where: 'final report, version 1',
      expected: expect.stringMatching(/^a line of its export/),
    }),
  ]);
  const entered: unknown[] = [];
  const store = {
    home,
    journal: () => ({ entries: cutOff, total: cutOff.length, intact: true, brokenAt: null, head: null }),
    record: (...line: unknown[]) => void entered.push(line),
  };
  expect(await enterLateExports(store, as.examiner)).toBe(true);
  expect(entered).toEqual([
    [as.examiner, 'report.export', last.subjects, JSON.parse(last.parameters) as object],
  ]);

  const json = readFileSync(first.json);
  chmodSync(first.json, 0o600);
  writeFileSync(first.json, json.toString('utf8').replace('Ada Example', 'Eve Example'));
  expect(await enterLateExports(store, as.examiner)).toBe(false);
  writeFileSync(first.json, json);
  chmodSync(first.json, 0o444);
});

it('does not finalise while evidence is away or another', async () => {
  const { folder, items } = await engine.call('case.get', own);
  const { label, path: file } = items[0]!;
  const evidence = path.join(folder, file);
  renameSync(evidence, `${evidence}.away`);
  await expect(write('final')).rejects.toMatchObject({
    code: 'file-changed',
    message: expect.stringContaining(`cannot be finalised: of ${label} the file cannot be read.`),
  });
  expect(await write('draft')).toMatchObject({ state: 'draft' });
  const another = items.find((item) => item.path !== file)!;
  copyFileSync(path.join(folder, another.path), evidence);
  await expect(write('final')).rejects.toMatchObject({
    message: expect.stringContaining('the file has changed since it was examined'),
  });
  renameSync(`${evidence}.away`, evidence);
});

it('writes anew, as another version, what was finalised and lost', async () => {
  renameSync(first.pdf, `${first.pdf}.away`);
  again = await write('final');
  expect(again.version).toBe(2);
  renameSync(`${first.pdf}.away`, first.pdf);
});

it('keeps a final report in the reports folder of its case', async () => {
  const out = path.join(root, 'elsewhere.pdf');
  await fill('1');
  await expect(
    engine.call('report.export', { ...own, comparisons, searches: [], state: 'final', out }, as),
  ).rejects.toMatchObject({ code: 'invalid-arguments', message: expect.stringContaining('hand out a copy') });
});

it('makes another version of what has changed, which names the one that it takes the place of', async () => {
  const draft = await write('draft');
  expect(draft.version).toBe(3);
  const second = await write('final');
  const before = documentOf(again);
  expect(documentOf(second).issue).toEqual({
    state: 'final',
    version: 3,
    replaces: {
      report: before.report,
      version: 2,
      contentSha256: before.checks.contentSha256,
      pdfSha256: again.pdfSha256,
    },
  });
  expect((await readPdf(readFileSync(second.pdf))).solid).toContain(before.checks.contentSha256);
  expect(await differences()).toEqual([]);
});

it('lists the reports of the case with state, version, date and hash', async () => {
  const reports = await engine.call('report.list', own);
  expect(reports.map(({ issue }) => [issue?.state, issue?.version])).toEqual([
    ['final', 3],
    ['draft', 3],
    ['final', 2],
    ['draft', 2],
    ['final', 1],
    ['draft', 1],
  ]);
  expect(reports[4]).toMatchObject({
    by: 'Ada Example',
    results: 1,
    pdf: 'report-version-1.pdf',
    pdfSha256: first.pdfSha256,
  });
});

describe('a technical review', () => {
  const other = { examiner: { name: 'Ben Other', initials: 'BO', role: 'document examiner' } };
  const review = (report: string, answers: ReviewAnswer[], by = other) =>
    engine.call('report.review', { ...own, report, answers }, by);
  const draftOf = async (): Promise<string> => {
    await write('draft');
    return (await engine.call('report.list', own))[0]!.id;
  };

  it('is refused to the author, by whatever role, and of what is no draft in its place', async () => {
    await fill('reviewed');
    const draft = await draftOf();
    const author = { examiner: { name: 'ada  EXAMPLE', initials: 'X', role: 'reviewer' } };
    await expect(review(draft, approval, author)).rejects.toMatchObject({
      code: 'invalid-arguments',
      message: expect.stringContaining('Ada Example wrote this draft'),
    });
    const final = (await engine.call('report.list', own)).find(({ issue }) => issue?.state === 'final')!;
    await expect(review(final.id, approval)).rejects.toMatchObject({ code: 'invalid-arguments' });
    await expect(review('00000000', approval)).rejects.toMatchObject({ code: 'not-found' });
    await expect(review(draft, approval.slice(1))).rejects.toMatchObject({ code: 'invalid-arguments' });
    await expect(review(draft, objecting('opinion', ' '))).rejects.toMatchObject({
      code: 'invalid-arguments',
      message: expect.stringContaining('needs a comment'),
    });
  });

  it('stands in the final report of what was reviewed, with every answer, and is journalled', async () => {
    const draft = await draftOf();
    const third = { examiner: { name: 'Cleo Third', initials: 'CT', role: 'document examiner' } };
    await review(draft, objecting('opinion', 'The scale is not named.'), third);
    await review(draft, objecting('limits', 'The ink is not spoken of.'));
    expect((await engine.call('report.list', own))[0]!.review).toMatchObject({
      by: 'Ben Other',
      objections: 1,
    });
    const final = await write('final');
    expect(final).toMatchObject({ version: 4, reviewed: true });
    expect(documentOf(final).review).toMatchObject({ reviewer: other.examiner, draft: { report: draft } });
    const { text } = await readPdf(readFileSync(final.pdf));
    expect(text).toContain('By Ben Other (BO), document examiner, who did not write this report');
    expect(text).toContain('with 1 objection');
    expect(text).toContain('The ink is not spoken of.');
    expect(documentOf(final).earlierReviews).toMatchObject([{ reviewer: third.examiner }]);
    expect(text).toContain('An earlier review of a draft with the same content, by Cleo Third (CT)');
    expect(text).toContain('The scale is not named.');
    for (const item of Object.values(REVIEW_ITEMS)) expect(text).toContain(item);
    const { entries } = await engine.call('journal.read', own);
    const line = entries.find(
      ({ action, subjects }) => action === 'report.review' && subjects[0] === documentOf(final).review?.id,
    )!;
    expect(line).toMatchObject({ examiner: { name: 'Ben Other' }, subjects: [expect.any(String), draft] });
    expect(line.parameters).not.toContain('ink');
    expect(await engine.call('verify.run', { target: final.json })).toMatchObject({ ok: true });
    expect(await differences()).toEqual([]);
  });

  it('does not stand in a report of something else, which says that there is none', async () => {
    await fill('changed since');
    const final = await write('final');
    expect(final).toMatchObject({ version: 5, reviewed: false });
    expect(documentOf(final).review).toBeNull();
    expect((await readPdf(readFileSync(final.pdf))).text).toContain('None of this content is on record');
  });

  it('is named where its file was altered', async () => {
    const reports = path.dirname(first.pdf);
    const file = path.join(
      reports,
      readdirSync(reports).find((name) => name.endsWith('.review.json'))!,
    );
    const written = readFileSync(file, 'utf8');
    chmodSync(file, 0o600);
    writeFileSync(file, written.replace('not spoken of', 'spoken of'));
    await fill('finalised without its review');
    await expect(write('final')).rejects.toMatchObject({
      code: 'invalid-arguments',
      message: expect.stringMatching(/cannot be finalised: a technical review, journal line \d+, is not in/),
    });
    expect(await differences()).toEqual([
      [
        expect.stringMatching(/^technical review, journal line \d+$/),
        'no such file: it was altered or taken away',
      ],
    ]);
    writeFileSync(file, written);
  });

  it('says what author and reviewer are told apart by', async () => {
    await fill('by login');
    await engine.call('report.export', { ...own, comparisons, searches: [] }, { ...as, login: true });
    const { id } = (await engine.call('report.list', own))[0]!;
    expect(await review(id, approval)).toMatchObject({ distinction: 'accounts' });
    const byLogin = { ...other, login: true };
    expect(
      await engine.call('report.review', { ...own, report: id, answers: approval }, byLogin),
    ).toMatchObject({ distinction: 'logins', draft: { software: expect.stringMatching(/^Chirograph /) } });
    const final = await write('final');
    const { text } = await readPdf(readFileSync(final.pdf));
    expect(text).toContain('told apart by their logins');
    const draft = await draftOf();
    expect(await review(draft, approval)).toMatchObject({ distinction: 'names' });
    const { entries } = await engine.call('journal.read', own);
    const accounts = entries
      .filter(({ action }) => /^report\.(?:begin|review)$/.test(action))
      .map(
        ({ parameters }) => (JSON.parse(parameters) as { account: { id: string; login: boolean } }).account,
      );
    expect(new Set(accounts.map(({ login }) => login))).toEqual(new Set([true, false]));
    // The journal holds no name, of a login neither.
    for (const { parameters } of entries) expect(parameters).not.toMatch(/Ben Other|Ada Example/);
    expect(await differences()).toEqual([]);
  });

  it('says of a draft by another version of the program that its wording was not reviewed', async () => {
    await fill('by another program');
    const draft = await draftOf();
    await review(draft, approval);
    const final = await write('final');
    const content = documentOf(final);
    content.review!.draft.software = 'Chirograph 0.0.9';
    const figures = {
      thumbnails: new Map(),
      words: new Map(),
      marks: new Map(),
      letters: new Map(),
      signatures: new Map(),
    };
    const { bytes } = await reportPdf(content, figures);
    expect((await readPdf(bytes)).text).toContain(
      'The draft that was reviewed was written by Chirograph 0.0.9, this report by Chirograph',
    );
  });

  it('counts where a kill came after its file, and is nothing where it came before', async () => {
    await fill('killed');
    const draft = await draftOf();
    const signed = await review(draft, objecting('opinion', 'Too strong.'));
    const { entries } = await engine.call('journal.read', { ...own, limit: 500 });
    const home = path.dirname(path.dirname(first.pdf));
    const last = entries.find(({ action }) => action === 'report.review')!;
    const begun = entries.filter(({ sequence }) => sequence < last.sequence);
    expect(begun.find(({ action }) => action === 'report.review-begin')?.subjects[0]).toBe(signed.id);
    expect((await readReviews(home, begun)).standing.at(-1)?.review).toEqual(signed);
    expect((await checkReports(home, own.case, begun)).differences).toEqual([]);
    const elsewhere = mkdtempSync(path.join(root, 'elsewhere-'));
    const ofThis = begun.filter(({ subjects }) => subjects[0] === signed.id);
    expect(await readReviews(elsewhere, ofThis)).toEqual({ standing: [], missing: [] });
  });

  it('is recorded as lost, and then what it was about is reviewed anew before it is final', async () => {
    await fill('lost');
    const draft = await draftOf();
    await review(draft, objecting('limits', 'None are stated.'));
    const reports = path.dirname(first.pdf);
    const [latest] = (await engine.call('report.list', own)).filter(({ id }) => id === draft);
    const file = path.join(reports, `${path.basename(latest!.pdf!, '.pdf')}.review.json`);
    const written = readFileSync(file);
    await expect(
      engine.call('report.reviewLost', { ...own, review: documentOfReview(written).id }, as),
    ).rejects.toMatchObject({ code: 'not-found' });
    rmSync(file, { force: true });
    await expect(write('final')).rejects.toMatchObject({
      message: expect.stringContaining('record the review as lost'),
    });
    const missing = (await engine.call('report.list', own))[0]?.missingReviews ?? [];
    expect(missing).toMatchObject([{ by: 'Ben Other', objections: 1, lost: null }]);
    await engine.call('report.reviewLost', { ...own, review: missing[0]!.id }, as);
    expect(await differences()).toEqual([]);
    await expect(write('final')).rejects.toMatchObject({
      message: expect.stringMatching(/Ben Other signed on .+ is lost, and no other was signed since/),
    });
    await review(await draftOf(), approval);
    const final = await write('final');
    expect(documentOf(final).lostReviews).toMatchObject([{ by: 'Ben Other', lost: { by: 'Ada Example' } }]);
    expect((await readPdf(readFileSync(final.pdf))).text).toContain(
      'Its file is lost, as Ada Example recorded on',
    );
    expect(await engine.call('verify.run', { target: final.json })).toMatchObject({ ok: true });
  });

  it('is named where nobody signed it here', async () => {
    const reports = path.dirname(first.pdf);
    const names = readdirSync(reports).filter((name) => name.endsWith('.review.json'));
    const signed = readFileSync(path.join(reports, names[0]!), 'utf8');
    writeFileSync(
      path.join(reports, 'forged.review.json'),
      signed.replace(/"at": "[^"]+"/, '"at": "2020-01-01T00:00:00.000Z"'),
    );
    writeFileSync(path.join(reports, 'notes.txt'), 'of the user');
    writeFileSync(path.join(reports, 'table.review.json'), '[]');
    const found = await engine.call('case.verify', own);
    expect(found.differences).toMatchObject([
      { kind: 'report', where: 'reports/forged.review.json: a technical review' },
    ]);
    expect(found.unknown).toEqual(['notes.txt', 'table.review.json']);
    for (const name of ['forged.review.json', 'notes.txt', 'table.review.json'])
      rmSync(path.join(reports, name));
    expect(await differences()).toEqual([]);
  });
});

const documentOfReview = (bytes: Buffer): { id: string } =>
  (JSON.parse(bytes.toString('utf8')) as { review: { id: string } }).review;

describe('a PDF alone', () => {
  it('is verified by what is inside, and has to agree with the JSON beside it', async () => {
    await fill('inside');
    const final = await write('final');
    const folder = path.dirname(path.dirname(final.pdf));
    const alone = path.join(root, 'handed-out.pdf');
    copyFileSync(final.pdf, alone);
    const found = await engine.call('verify.run', { target: alone, folder });
    expect(found).toMatchObject({ ok: true, checked: { comparisons: 1 } });
    expect(await engine.call('verify.run', { target: final.pdf })).toMatchObject({ ok: true });

    const elsewhere = mkdtempSync(path.join(root, 'pair-'));
    const [pdf, json] = [path.join(elsewhere, 'a.pdf'), path.join(elsewhere, 'a.json')];
    copyFileSync(final.pdf, pdf);
    const document = documentOf(final);
    document.form.purpose = 'Another purpose';
    document.checks.contentSha256 = contentSha256(document);
    document.checks.pdf.file = 'a.pdf';
    writeFileSync(json, JSON.stringify(document));
    const where = async (target: string): Promise<string[]> =>
      (await engine.call('verify.run', { target, folder })).differences.map((each) => each.where);
    expect(await where(pdf)).toEqual(['a.pdf: content inside']);
    expect(await where(json)).toContain('a.pdf: content inside');

    // One character of what is printed: the file is no longer the one that the journal knows.
    const bytes = readFileSync(alone);
    bytes[bytes.length - 12]! ^= 1;
    writeFileSync(alone, bytes);
    expect(await where(alone)).toEqual(['report, in the journal']);
    copyFileSync(alone, path.join(folder, 'reports', 'foreign.pdf'));
    expect(await differences()).toMatchObject([['reports/foreign.pdf', expect.any(String)]]);
    rmSync(path.join(folder, 'reports', 'foreign.pdf'));
  });

  it('says of a PDF without a report inside what to do', async () => {
    const pdf = path.join(root, 'empty.pdf');
    writeFileSync(pdf, '%PDF-1.7\n%%EOF\n');
    await expect(engine.call('verify.run', { target: pdf, folder: root })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('Verify the JSON that was written beside it'),
    });
  });
});

it('leaves the names of final reports to them', async () => {
  const out = path.join(path.dirname(first.pdf), 'report-version-99.pdf');
  await expect(
    engine.call('report.export', { ...own, comparisons, searches: [], out }, as),
  ).rejects.toMatchObject({
    code: 'invalid-arguments',
    message: expect.stringContaining('Choose another name for the draft'),
  });
});

it('names a final report whose file was taken away or altered, and not a draft that was', async () => {
  const away = (file: string): string => `${file}.away`;
  const draft = (await engine.call('report.list', own)).find(({ issue }) => issue?.state === 'draft')!;
  const reports = path.dirname(first.pdf);
  rmSync(path.join(reports, draft.pdf!));
  expect(await differences()).toEqual([]);

  renameSync(first.pdf, away(first.pdf));
  renameSync(first.json, away(first.json));
  const gone = 'no such file: it was altered or taken away';
  expect(await differences()).toEqual([
    ['final report, version 1', gone],
    ['final report, version 1', gone],
  ]);
  expect((await engine.call('report.list', own)).at(-2)).toMatchObject({ pdf: null });
  renameSync(away(first.pdf), first.pdf);
  renameSync(away(first.json), first.json);

  const json = readFileSync(first.json, 'utf8');
  chmodSync(first.json, 0o600);
  writeFileSync(first.json, json.replace('Ada Example', 'Eve Example'));
  expect(await differences()).toContainEqual(['final report, version 1', gone]);
  writeFileSync(first.json, json);
  chmodSync(first.json, 0o444);
  expect(await differences()).toEqual([]);
});

it('is in the language that the call, the case form or the laboratory names, in that order, and is verified in it', async () => {
  const laboratory = {
    ...NO_LABORATORY,
    closing: 'Nothing follows.',
    language: 'zh' as const,
    translations: { zh: { closing: '以下空白。' } },
  };
  await engine.call('laboratory.save', { laboratory });
  const written = async (closing: [chinese: boolean, common: boolean], language?: 'en'): Promise<string> => {
    const args = { ...own, comparisons, searches: [], ...(language === undefined ? {} : { language }) };
    const report = await engine.call('report.export', args, as);
    if (report.language === 'zh') {
      expect((await engine.call('verify.run', { target: report.json })).differences).toEqual([]);
    }
    const document = documentOf(report);
    expect(document.language).toBe(report.language);
    const { entries } = await engine.call('journal.read', own);
    const begun = entries.find(
      ({ action, subjects }) => action === 'report.begin' && subjects[0] === document.report,
    );
    expect(JSON.parse(begun!.parameters)).toMatchObject({ language: report.language });
    const { text } = await readPdf(readFileSync(report.pdf));
    expect([text.includes('以下空白。'), text.includes('Nothing follows.')]).toEqual(closing);
    return report.language;
  };
  expect(await written([true, false])).toBe('zh');
  const form = await engine.call('form.get', own);
  await engine.call('form.save', { ...own, form: { ...form, language: 'de' } }, as);
  expect(await written([false, true])).toBe('de');
  expect(await written([false, true], 'en')).toBe('en');
  await engine.call('form.save', { ...own, form }, as);
  await engine.call('laboratory.save', { laboratory: NO_LABORATORY });
  expect(await written([false, false])).toBe('en');
}, 180_000);
