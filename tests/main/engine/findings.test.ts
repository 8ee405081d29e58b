/** What the examiner finds and marks, through the real engine: kept, entered, undone, verified, erased, exported. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from '../../../src/contract/case.ts';
import type { Finding, FindingInput, MarkInput } from '../../../src/contract/findings.ts';
import type { MarkContent } from '../../../src/contract/marks.ts';
import type { ReportDocument } from '../../../src/contract/report.ts';
import type { LocalEngine } from '../../../src/main/engine/engine.ts';
import { readPdf } from './report/pdf-text.ts';
import { as, prepareCase, type PreparedCase } from './prepared-case.ts';

const other = { examiner: { name: 'Bo Other', initials: 'BO', role: 'examiner' } };
const COMMENT = 'Loop of the Fenwithy "g" closed in both';

let prepared: PreparedCase;
let engine: LocalEngine;

beforeAll(async () => {
  prepared = await prepareCase();
  ({ engine } = prepared);
});
afterAll(() => prepared.close());

interface Opened {
  readonly id: string;
  readonly folder: string;
  page(label: string): Promise<Page>;
  circle(label: string, x?: number): Promise<MarkInput>;
  save(finding: Partial<FindingInput>, id?: string, step?: 'undo' | 'redo'): Promise<Finding>;
  list(): Promise<Finding[]>;
  differences(): Promise<{ where: string; expected: string; found: string }[]>;
}

/** A copy of the prepared case. */
async function open(): Promise<Opened> {
  const {
    folder,
    view: { id, items },
  } = await prepared.copy();
  const own = { case: id };
  const opened: Opened = {
    id,
    folder,
    async page(label) {
      const item = items.find((each) => each.label === label)!.id;
      return (await engine.call('item.pages', { ...own, item }))[0]!;
    },
    async circle(label, x = 20) {
      const { id: page } = await opened.page(label);
      return {
        page,
        content: {
          shape: 'circle',
          places: [
            { x, y: 20.5 },
            { x: x + 60, y: 70 },
          ],
          text: '',
        },
      };
    },
    save: (finding, known, step) =>
      engine.call(
        'finding.save',
        {
          ...own,
          ...(known === undefined ? {} : { id: known }),
          ...(step === undefined ? {} : { step }),
          finding: { kind: 'observation', weight: null, comment: '', marks: [], ...finding },
        },
        as,
      ),
    list: () => engine.call('finding.list', own),
    differences: async () => (await engine.call('case.verify', own)).differences,
  };
  return opened;
}

/** A finding as a caller gives it back. */
const inputOf = ({ kind, weight, comment, marks }: Finding): FindingInput => ({
  kind,
  weight,
  comment,
  marks: marks.map(({ id, page, content }) => ({ id, page, content })),
});

const lines = async ({ id }: Opened): Promise<{ action: string; parameters: Record<string, unknown> }[]> =>
  (await engine.call('journal.read', { case: id })).entries
    .filter(({ action }) => action.startsWith('finding.'))
    .map(({ action, parameters }) => ({
      action,
      parameters: JSON.parse(parameters) as Record<string, unknown>,
    }))
    .reverse();

/** A similarity on Q1 and K1 that is commented on, and a measured observation on Q1. */
async function find(of: Opened): Promise<[Finding, Finding]> {
  const similarity = await of.save({
    kind: 'similarity',
    weight: 'high',
    comment: COMMENT,
    marks: [await of.circle('Q1'), await of.circle('K1', 40)],
  });
  const { id: page } = await of.page('Q1');
  const distance: MarkContent = {
    shape: 'distance',
    places: [
      { x: 0, y: 0 },
      { x: 300, y: 400 },
    ],
    text: '',
  };
  const said: MarkContent = { shape: 'text', places: [{ x: 5, y: 5 }], text: 'written by Fenwithy' };
  const measured = await of.save({
    marks: [
      { page, content: distance },
      { page, content: said },
    ],
  });
  return [similarity, measured];
}

it('a finding keeps its number and its marks on both writings, and outlasts another opening and preparing again', async () => {
  const of = await open();
  const [similarity, measured] = await find(of);
  expect(similarity).toMatchObject({ number: 1, kind: 'similarity', weight: 'high', comment: COMMENT });
  const { dpi } = await of.page('Q1');
  expect(measured.number).toBe(2);
  expect(measured.marks[0]!.measurement).toEqual({ value: (500 / dpi!) * 25.4, unit: 'mm', count: 1, dpi });
  const before = await of.list();
  const { items } = await engine.call('case.open', { folder: of.folder }, as);
  await engine.call('case.prepare', { case: of.id, items: items.map((item) => item.id) }, as);
  expect(await of.list()).toEqual(before);
  expect(await of.differences()).toEqual([]);
});

it('every change is entered by ids, figures and seals; what changes nothing is not', async () => {
  const of = await open();
  const [similarity] = await find(of);
  const same = await of.save(inputOf(similarity), similarity.id);
  expect(same).toEqual(similarity);
  const [first, second] = await lines(of);
  expect(first).toMatchObject({
    action: 'finding.save',
    parameters: {
      number: 1,
      kind: 'similarity',
      weight: 'high',
      comment: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      marks: [{ mark: similarity.marks[0]!.id, page: 0, shape: 'circle', text: null }, { shape: 'circle' }],
    },
  });
  expect(second!.parameters['comment']).toBeNull();
  expect(JSON.stringify(await lines(of))).not.toContain('Fenwithy');
  expect(await lines(of)).toHaveLength(2);
});

it('a mark or a finding that was taken away comes back as what it was, and a number is never given again', async () => {
  const of = await open();
  const [similarity, measured] = await find(of);
  const without = inputOf(similarity);
  await of.save({ ...without, marks: without.marks.slice(0, 1) }, similarity.id);
  expect((await of.list())[0]!.marks).toHaveLength(1);
  expect(await of.save(without, similarity.id, 'undo')).toEqual(similarity);
  await engine.call('finding.remove', { case: of.id, id: measured.id }, as);
  await engine.call('finding.remove', { case: of.id, id: measured.id }, as);
  expect((await of.list()).map(({ number }) => number)).toEqual([1]);
  expect(await of.differences()).toEqual([]);
  expect((await of.save({ marks: [await of.circle('Q2')] })).number).toBe(3);
  expect(await of.save(inputOf(measured), measured.id, 'undo')).toEqual(measured);
  expect((await lines(of)).map(({ action }) => action.slice(8))).toEqual([
    ...['save', 'save', 'save', 'save'],
    ...['remove', 'save', 'save'],
  ]);
  expect(await of.differences()).toEqual([]);
});

it('refuses a mark off its page, of another finding, or on a page that is not there, and changes nothing', async () => {
  const of = await open();
  const [similarity, measured] = await find(of);
  const before = await of.list();
  const { width } = await of.page('Q1');
  await expect(of.save({ marks: [await of.circle('Q1', width)] })).rejects.toMatchObject({
    code: 'invalid-arguments',
  });
  const foreign = { ...inputOf(similarity).marks[0]!, id: measured.marks[0]!.id };
  await expect(of.save({ marks: [foreign] }, similarity.id)).rejects.toMatchObject({ code: 'not-found' });
  const nowhere = { ...(await of.circle('Q1')), page: 'no-such-page' };
  await expect(of.save({ marks: [nowhere] })).rejects.toMatchObject({ code: 'not-found' });
  await expect(of.save({ marks: [] })).rejects.toMatchObject({ code: 'invalid-arguments' });
  expect(await of.list()).toEqual(before);
  expect(await lines(of)).toHaveLength(2);
});

it.each([
  ['moves a mark', "UPDATE mark SET places = replace(places, '20.5', '21.5')", /finding 1/],
  ['takes a mark off', 'UPDATE mark SET removed = 1 WHERE key = 1', /finding 1/],
  ['deletes a finding', 'UPDATE finding SET removed = 1 WHERE number = 2', /no such finding/],
  [
    'calls a similarity a difference',
    "UPDATE finding SET kind = 'difference' WHERE number = 1",
    /difference/,
  ],
  ['weighs it less', "UPDATE finding SET weight = 'low' WHERE number = 1", /low/],
  ['changes a comment', "UPDATE finding_comment SET text = 'else'", /finding 1/],
  ['changes what a mark says', "UPDATE mark_text SET text = 'else'", /finding 2/],
  [
    'adds a finding',
    "INSERT INTO finding (id, number, kind) VALUES ('added-one', 9, 'limitation')",
    /no journal line/,
  ],
] as const)('verification finds whoever %s behind the journal', async (_who, sql, said) => {
  const of = await open();
  await find(of);
  await engine.call('case.close', { case: of.id });
  const raw = new Database(path.join(of.folder, 'case.chirograph'));
  raw.exec(sql);
  raw.close();
  await engine.call('case.open', { folder: of.folder }, as);
  const texts = (await of.differences()).map((each) => JSON.stringify(each));
  expect(texts).toHaveLength(1);
  expect(texts[0]).toMatch(said);
});

it.each([
  ['writer', 'Edda Marrow'],
  ['examiner', as.examiner.name],
] as const)(
  'erasing %s %s clears the name from what was taken away, and points out the rest',
  async (kind, name) => {
    const of = await open();
    const { id: page } = await of.page('Q2');
    const said = (text: string): MarkInput => ({
      page,
      content: { shape: 'text', places: [{ x: 5, y: 5 }], text },
    });
    const away = await of.save({ comment: `as ${name.toUpperCase()} said`, marks: [said(`so ${name}`)] });
    await engine.call('finding.remove', { case: of.id, id: away.id }, as);
    const kept = await of.save({ marks: [said('stays'), said(`${name} again`)] });
    await of.save({ ...inputOf(kept), marks: inputOf(kept).marks.slice(0, 1) }, kept.id);
    const erase = { case: of.id, reason: 'request', kind, name } as const;
    const { remains } = await engine.call('case.erase', { ...erase, dryRun: true }, other);
    expect(remains.mentions.filter((each) => each.includes('finding'))).toEqual([]);
    await engine.call('case.erase', erase, other);
    const { entries } = await engine.call('journal.read', { case: of.id });
    const line = entries.find(({ action }) => action === `${kind}.erase`)!;
    expect(JSON.parse(line.parameters)).toMatchObject({
      removed: [away.id, away.marks[0]!.id, kept.marks[1]!.id],
    });
    expect(await of.differences()).toEqual([]);
    await engine.call('case.close', { case: of.id });
    const bytes = await readFile(path.join(of.folder, 'case.chirograph'), 'latin1');
    for (const text of [`as ${name.toUpperCase()} said`, `so ${name}`, `${name} again`])
      expect(bytes).not.toContain(text);
    expect(bytes).toContain('stays');
  },
);

it('a finding left without marks by an erasure is described, taken away and brought back', async () => {
  const of = await open();
  const [similarity] = await find(of);
  await expect(of.save({ ...inputOf(similarity), marks: [] }, similarity.id)).rejects.toMatchObject({
    code: 'invalid-arguments',
  });
  const erase = { case: of.id, reason: 'request', kind: 'item' } as const;
  for (const name of ['Q1', 'K1']) await engine.call('case.erase', { ...erase, name }, other);
  const described = await of.save({ comment: 'seen before the erasure', marks: [] }, similarity.id);
  expect(described).toMatchObject({ number: 1, comment: 'seen before the erasure', marks: [] });
  await engine.call('finding.remove', { case: of.id, id: similarity.id }, as);
  expect(await of.save(inputOf(described), similarity.id, 'undo')).toEqual(described);
  expect(await of.differences()).toEqual([]);
});

it('erasing an item takes its marks and what is said of them; other findings that name a writer are pointed out', async () => {
  const of = await open();
  await find(of);
  await of.save({ comment: 'as Edda Marrow writes it', marks: [await of.circle('Q2')] });
  const erase = { case: of.id, reason: 'request' } as const;
  const dry = await engine.call(
    'case.erase',
    { ...erase, kind: 'writer', name: 'Edda Marrow', dryRun: true },
    other,
  );
  expect(dry.remains.mentions).toContain('what finding 3 says');
  await engine.call('case.erase', { ...erase, kind: 'item', name: 'K1' }, other);
  const [similarity, measured] = await of.list();
  expect(similarity).toMatchObject({ number: 1, comment: '' });
  expect(similarity!.marks).toHaveLength(1);
  expect(measured!.marks).toHaveLength(2);
  expect(await of.differences()).toEqual([]);
  await engine.call('case.erase', { ...erase, kind: 'item', name: 'Q1' }, other);
  expect((await of.list()).map(({ marks }) => marks.length)).toEqual([0, 0, 1]);
  expect(await of.differences()).toEqual([]);
  await engine.call('case.close', { case: of.id });
  const bytes = await readFile(path.join(of.folder, 'case.chirograph'), 'latin1');
  expect(bytes).not.toContain('Fenwithy');
});

/*
 * What https://www.w3.org/TR/annotation-model/ says that an annotation, a body, a target and a selector must have (sections 3.1 to
 * 3.3, 4.2 and 5), for the kinds that are used here.
 */
const Iri = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text)),
);
const Svg = v.strictObject({
  type: v.literal('SvgSelector'),
  value: v.pipe(v.string(), v.regex(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>$/u)),
});
const Fragment = v.strictObject({
  type: v.literal('FragmentSelector'),
  conformsTo: v.literal('http://www.w3.org/TR/media-frags/'),
  value: v.pipe(v.string(), v.regex(/^xywh=pixel:\d+,\d+,\d+,\d+$/u)),
  refinedBy: Svg,
});
const W3c = v.strictObject({
  '@context': v.literal('http://www.w3.org/ns/anno.jsonld'),
  id: Iri,
  type: v.literal('AnnotationCollection'),
  label: v.string(),
  generator: v.strictObject({ type: v.literal('Software'), name: v.string() }),
  total: v.number(),
  first: v.strictObject({
    id: Iri,
    type: v.literal('AnnotationPage'),
    startIndex: v.literal(0),
    items: v.array(
      v.strictObject({
        id: Iri,
        type: v.literal('Annotation'),
        motivation: v.array(v.picklist(['assessing', 'linking'])),
        creator: v.strictObject({ type: v.literal('Person'), name: v.string() }),
        created: v.pipe(v.string(), v.isoTimestamp()),
        modified: v.pipe(v.string(), v.isoTimestamp()),
        body: v.array(
          v.strictObject({
            type: v.literal('TextualBody'),
            value: v.string(),
            format: v.literal('text/plain'),
            purpose: v.picklist(['classifying', 'assessing', 'commenting', 'describing']),
          }),
        ),
        target: v.pipe(
          v.array(
            v.strictObject({
              type: v.literal('SpecificResource'),
              source: v.strictObject({ id: Iri, type: v.literal('Image'), label: v.string() }),
              selector: Fragment,
            }),
          ),
          v.minLength(1),
        ),
      }),
    ),
  }),
});

it('findings are given as W3C web annotations that name the evidence by its hash', async () => {
  const of = await open();
  const [similarity] = await find(of);
  const annotations = await engine.call('finding.annotations', { case: of.id });
  const { first, total } = v.parse(W3c, annotations);
  expect(total).toBe(2);
  const [annotation, measured] = first.items;
  expect(annotation).toMatchObject({
    id: `urn:uuid:${similarity.id}`,
    motivation: ['assessing', 'linking'],
    creator: { name: 'Ada Example' },
  });
  expect(annotation!.body.map(({ purpose, value }) => [purpose, value])).toEqual([
    ['classifying', 'similarity'],
    ['assessing', 'weight high'],
    ['commenting', COMMENT],
  ]);
  expect(measured!.body.at(-1)!.value).toBe('Mark 2 on Q1: written by Fenwithy');
  const { items } = await engine.call('case.get', { case: of.id });
  const { sha256 } = items.find(({ label }) => label === 'Q1')!;
  expect(annotation!.target[0]!.source).toMatchObject({
    id: `ni:///sha-256;${Buffer.from(sha256, 'hex').toString('base64url')}`,
    label: expect.stringMatching(/^Q1, questioned\/first\.png, \d+ × \d+ px$/) as string,
  });
  expect(annotation!.target[0]!.selector.value).toBe('xywh=pixel:20,21,60,50');
  expect(annotation!.target[0]!.selector.refinedBy.value).toContain('M20 45.25A30 24.75 0 0 1');
});

it('a report holds the findings with their marks drawn, and is verified; one that says another measure is not', async () => {
  const of = await open();
  await find(of);
  const { json, pdf } = await engine.call(
    'report.export',
    { case: of.id, comparisons: [], searches: [] },
    as,
  );
  const document = JSON.parse(await readFile(json, 'utf8')) as ReportDocument;
  expect(document.findings!.map(({ number, marks }) => [number, marks.map(({ item }) => item)])).toEqual([
    [1, ['Q1', 'K1']],
    [2, ['Q1', 'Q1']],
  ]);
  const { text } = await readPdf(await readFile(pdf));
  for (const said of ['Findings of the examiner', 'Finding 1, similarity.', 'Q1, page 1: circle']) {
    expect(text).toContain(said);
  }
  expect(text).toMatch(/Both at \d+\.\d times natural size/);
  await engine.call('case.close', { case: of.id });
  expect((await engine.call('verify.run', { target: json })).differences).toEqual([]);
  document.findings![1]!.marks[0]!.measurement!.value += 1;
  await writeFile(json, JSON.stringify(document));
  const { differences } = await engine.call('verify.run', { target: json });
  expect(differences).toContainEqual(
    expect.objectContaining({ kind: 'report', where: 'finding 2, Q1, page 1: distance' }),
  );
});

it('a report can be made without them', async () => {
  const of = await open();
  await find(of);
  const { json } = await engine.call(
    'report.export',
    { case: of.id, comparisons: [], searches: [], findings: false },
    as,
  );
  expect(JSON.parse(await readFile(json, 'utf8'))).not.toHaveProperty('findings');
});
