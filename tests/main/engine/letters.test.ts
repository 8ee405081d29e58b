/** Letters that the examiner marks, through the real engine: kept, entered, undone, verified, erased, shown. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from '../../../src/contract/case.ts';
import type { Letter, LetterInput } from '../../../src/contract/letters.ts';
import type { LocalEngine } from '../../../src/main/engine/engine.ts';
import { as, prepareCase, type PreparedCase } from './prepared-case.ts';

const other = { examiner: { name: 'Bo Other', initials: 'BO', role: 'examiner' } };

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
  mark(label: string, name: string, x?: number): Promise<Letter>;
  save(letter: LetterInput, id?: string, step?: 'undo' | 'redo'): Promise<Letter>;
  list(): Promise<Letter[]>;
  differences(): Promise<{ where: string; expected: string; found: string }[]>;
  lines(): Promise<{ action: string; parameters: Record<string, unknown> }[]>;
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
    async mark(label, name, x = 20) {
      const { id: page } = await opened.page(label);
      const places = [
        { x: x + 30.5, y: 70 },
        { x, y: 20.5 },
      ];
      return opened.save({ page, shape: 'box', places, name });
    },
    save: (letter, known, step) =>
      engine.call(
        'letter.save',
        {
          ...own,
          ...(known === undefined ? {} : { id: known }),
          ...(step === undefined ? {} : { step }),
          letter,
        },
        as,
      ),
    list: () => engine.call('letter.list', own),
    differences: async () => (await engine.call('case.verify', own)).differences,
    lines: async () =>
      (await engine.call('journal.read', own)).entries
        .filter(({ action }) => action.startsWith('letter.'))
        .map(({ action, parameters }) => ({
          action,
          parameters: JSON.parse(parameters) as Record<string, unknown>,
        }))
        .reverse(),
  };
  return opened;
}

const inputOf = ({ page, shape, places, name }: Letter): LetterInput => ({ page, shape, places, name });

it('a letter is kept with its place and its measures, and outlasts another opening and preparing again', async () => {
  const of = await open();
  const marked = await of.mark('Q1', 'g');
  const { id, dpi, quality } = await of.page('Q1');
  expect(marked).toMatchObject({
    page: id,
    index: 0,
    name: 'g',
    box: { x: 20, y: 20, width: 31, height: 50 },
    dpi,
    xHeight: quality!.xHeight,
  });
  await of.mark('K1', 'g');
  const before = await of.list();
  expect(before.map(({ name }) => name)).toEqual(['g', 'g']);
  const { items } = await engine.call('case.open', { folder: of.folder }, as);
  await engine.call('case.prepare', { case: of.id, items: items.map((item) => item.id) }, as);
  expect(await of.list()).toEqual(before);
  expect(await of.differences()).toEqual([]);
  expect((await engine.call('case.verify', { case: of.id })).checked.letters).toBe(2);
});

it('its picture is the original pixels of its box, and another one when it is marked elsewhere', async () => {
  const of = await open();
  const marked = await of.mark('Q1', 'g');
  const read = async (image: string): Promise<Buffer> =>
    sharp((await engine.call('image.read', { case: of.id, image })).bytes)
      .removeAlpha()
      .raw()
      .toBuffer();
  const original = await sharp(path.join(of.folder, 'questioned', 'first.png'))
    .extract({ left: 20, top: 20, width: 31, height: 50 })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  expect((await read(marked.image)).equals(original)).toBe(true);
  const places = marked.places.map(({ x, y }) => ({ x: x + 40, y }));
  const moved = await of.save({ ...inputOf(marked), places }, marked.id);
  expect(moved.image).not.toBe(marked.image);
  expect((await read(moved.image)).equals(original)).toBe(false);
  await expect(engine.call('image.read', { case: of.id, image: marked.image })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('every change is entered by ids, figures and a seal; what changes nothing is not', async () => {
  const of = await open();
  const marked = await of.mark('Q1', 'Wexcombe');
  expect(await of.save(inputOf(marked), marked.id)).toEqual(marked);
  const lines = await of.lines();
  expect(lines).toEqual([
    {
      action: 'letter.save',
      parameters: {
        item: marked.item,
        page: 0,
        shape: 'box',
        places: marked.places,
        name: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    },
  ]);
  await of.save({ ...inputOf(marked), name: 'W' }, marked.id);
  expect(await of.lines()).toHaveLength(2);
});

it('a letter that was taken away comes back as what it was', async () => {
  const of = await open();
  const marked = await of.mark('Q1', 'g');
  const remove = (): Promise<unknown> =>
    engine.call('letter.remove', { case: of.id, id: marked.id, step: 'undo' }, as);
  await remove();
  await remove();
  expect(await of.list()).toEqual([]);
  expect(await of.differences()).toEqual([]);
  expect(await of.save(inputOf(marked), marked.id, 'redo')).toEqual(marked);
  expect((await of.lines()).map(({ action, parameters }) => [action, parameters['step']])).toEqual([
    ['letter.save', undefined],
    ['letter.remove', 'undo'],
    ['letter.save', 'redo'],
  ]);
  expect(await of.differences()).toEqual([]);
});

it('refuses a letter off its page, on another page than before, without a name or without a shape', async () => {
  const of = await open();
  const marked = await of.mark('Q1', 'g');
  const { id: page, width } = await of.page('Q2');
  const places = [
    { x: width, y: 1 },
    { x: width + 9, y: 9 },
  ];
  const refused = async (letter: LetterInput, code: string, id?: string): Promise<void> => {
    await expect(of.save(letter, id)).rejects.toMatchObject({ code });
  };
  await refused({ page, shape: 'box', places, name: 'g' }, 'invalid-arguments');
  await refused({ ...inputOf(marked), page }, 'not-found', marked.id);
  await refused({ ...inputOf(marked), page: 'no-such-page' }, 'not-found');
  await refused({ ...inputOf(marked), name: ' ' }, 'invalid-arguments');
  await refused({ ...inputOf(marked), shape: 'freehand' }, 'invalid-arguments');
  expect(await of.list()).toEqual([marked]);
});

it.each([
  ['moves a letter', "UPDATE letter SET places = replace(places, '20.5', '21.5')", /letter /],
  ['takes a letter away', 'UPDATE letter SET removed = 1', /no such letter/],
  ['calls it another letter', "UPDATE letter_name SET text = 'q'", /letter /],
  [
    'adds a letter',
    "INSERT INTO letter (id, page, shape, places) SELECT 'added-one', page, shape, places FROM letter",
    /no journal line/,
  ],
] as const)('verification finds whoever %s behind the journal', async (_who, sql, said) => {
  const of = await open();
  await of.mark('Q1', 'g');
  await engine.call('case.close', { case: of.id });
  const raw = new Database(path.join(of.folder, 'case.chirograph'));
  raw.exec(sql);
  raw.close();
  await engine.call('case.open', { folder: of.folder }, as);
  const texts = (await of.differences()).map((each) => JSON.stringify(each));
  expect(texts).toHaveLength(1);
  expect(texts[0]).toMatch(said);
});

it('erasing an item takes its letters with it; a name that a letter was given is cleared or pointed out', async () => {
  const of = await open();
  await of.mark('K1', 'g');
  const away = await of.mark('Q1', 'Bo Other');
  await engine.call('letter.remove', { case: of.id, id: away.id }, as);
  await of.mark('Q1', 'edda marrow', 90);
  const erase = { case: of.id, reason: 'request' } as const;
  const { remains } = await engine.call(
    'case.erase',
    { ...erase, kind: 'writer', name: 'Edda Marrow', dryRun: true },
    other,
  );
  expect(remains.mentions).toContain('the name of a letter on Q1');
  await engine.call('case.erase', { ...erase, kind: 'item', name: 'K1' }, other);
  expect((await of.list()).map(({ name }) => name)).toEqual(['edda marrow']);
  await engine.call('case.erase', { ...erase, kind: 'examiner', name: 'Ada Example' }, other);
  expect(await of.differences()).toEqual([]);
  await of.mark('Q2', 'Bo Other').then(({ id }) => engine.call('letter.remove', { case: of.id, id }, as));
  await engine.call('case.erase', { ...erase, kind: 'examiner', name: 'Bo Other' }, as);
  expect(await of.differences()).toEqual([]);
  await engine.call('case.close', { case: of.id });
  expect(await readFile(path.join(of.folder, 'case.chirograph'), 'latin1')).not.toContain('Bo Other');
});
