import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item, Page, Word } from '../../../../src/contract/case.ts';
import { ORIGINAL } from '../../../../src/contract/view.ts';
import type { Box } from '../../../../src/contract/schema.ts';
import type { CaseStore, CutRecord, EditRecord } from '../../../../src/main/engine/case/store.ts';
import { codeOf, examiner, folderWith, hash, itemAt, open, prepared, rawDatabase } from './fixture.ts';

const THREE = [
  { x: 0, ink: 'one' },
  { x: 100, ink: 'two' },
  { x: 200, ink: 'three' },
];

interface Ready {
  readonly store: CaseStore;
  readonly folder: string;
  readonly id: string;
  readonly sha256: string;
  page(): Page;
  words(): Word[];
  /** Edits the page; regions are boxes whose crop is made of where they lie. */
  edit(edit: Partial<Omit<EditRecord, 'add'>> & { add?: readonly Box[] }): readonly string[];
  prepare(words?: Parameters<typeof prepared>[1]): void;
}

const cropAt = (box: Box): CutRecord['crops'][number] => {
  const crop = new TextEncoder().encode(JSON.stringify(box));
  return { crop, cropSha256: hash(crop) };
};

async function ready(): Promise<Ready> {
  const folder = folderWith({ 'questioned/q.png': 'q', 'known/W/k.png': 'k' });
  const store = await open(folder);
  const { id, sha256 } = itemAt(store, 'questioned/q.png');
  const of: Ready = {
    store,
    folder,
    id,
    sha256,
    page: () => store.pages(id, null)[0] as Page,
    words: () => of.page().words,
    edit: ({ add = [], ...edit }) =>
      store.edit(
        examiner,
        of.page().id,
        {
          kind: 'draw',
          remove: [],
          restore: [],
          reading: undefined,
          step: undefined,
          ...edit,
          add: add.map((box) => ({ box, outline: null, cropSha256: cropAt(box).cropSha256 })),
        },
        add.length === 0 ? null : { sha256, crops: add.map(cropAt) },
      ).added,
    prepare: (words = THREE) =>
      store.savePreparation(
        examiner,
        id,
        prepared(sha256, words),
        new Map(store.drawn(id).map((word) => [word.id, cropAt(word.box)])),
      ),
  };
  of.prepare();
  return of;
}

const box = (x: number, y = 50, width = 40): Box => ({ x, y, width, height: 20 });
const places = (words: readonly Word[]): (readonly [number, number, string])[] =>
  words.map((word) => [word.line, word.box.x, word.origin]);
const last = (
  store: CaseStore,
): { action: string; parameters: Record<string, unknown>; subjects: string[] } => {
  const entry = store.journal(undefined, 1).entries[0]!;
  return { ...entry, parameters: JSON.parse(entry.parameters) as Record<string, unknown> };
};

test('a word that is drawn is cut, read where it lies and encoded like others; what was found stays as it was', async () => {
  const of = await ready();
  const [id] = of.edit({ add: [box(150)] });
  expect(places(of.words())).toEqual([
    [0, 0, 'found'],
    [0, 100, 'found'],
    [0, 150, 'drawn'],
    [0, 200, 'found'],
  ]);
  expect(of.store.crops(of.id).get(cropAt(box(150)).cropSha256)).toEqual(cropAt(box(150)).crop);
  expect(of.store.words([of.id]).map((word) => word.id)).toContain(id);
  expect(of.store.found(of.id).map((word) => [word.order, word.box.x, word.removed])).toEqual([
    [0, 0, false],
    [1, 100, false],
    [2, 200, false],
  ]);
  expect(of.store.image(`word-${id!}`)).toMatchObject({ kind: 'word', box: box(150) });
  expect(last(of.store)).toMatchObject({
    action: 'word.edit',
    subjects: [id],
    parameters: { kind: 'draw', item: of.id, page: 0, added: [{ word: id, box: box(150) }], removed: [] },
  });
});

test('a split word is two words in its place; undo brings back the word, redo its parts, each entered', async () => {
  const of = await ready();
  const [, two] = of.words() as [Word, Word, Word];
  of.store.transcribe(examiner, two.id, 'lamplight');
  const before = of.page();
  const parts = of.edit({ kind: 'split', remove: [two.id], add: [box(100, 50, 15), box(115, 50, 25)] });
  expect(places(of.words()).map(([, x]) => x)).toEqual([0, 100, 115, 200]);
  // Nobody said where the text is to be parted.
  expect(of.words().map((word) => word.transcription)).toEqual(['', '', '', '']);
  const split = of.page();

  const reading = [before.words.map((word) => word.id)];
  of.edit({ kind: 'split', remove: parts, restore: [two.id], reading, step: 'undo' });
  expect(of.page()).toEqual(before);
  expect(last(of.store).parameters).toMatchObject({
    step: 'undo',
    restored: [{ word: two.id, box: two.box }],
    removed: [{ box: box(100, 50, 15) }, { box: box(115, 50, 25) }],
  });
  of.edit({ kind: 'split', remove: [two.id], restore: parts, step: 'redo' });
  expect(of.page()).toEqual(split);
  expect(itemAt(of.store, 'questioned/q.png').words).toBe(4);
});

test('merged words are one that keeps what was said of all of them', async () => {
  const of = await ready();
  const [one, two] = of.words() as [Word, Word];
  of.store.transcribe(examiner, one.id, 'lamp');
  of.store.transcribe(examiner, two.id, 'light');
  of.store.exclude(examiner, [one.id, two.id], true, 'printed');
  const [merged] = of.edit({ kind: 'merge', remove: [two.id, one.id], add: [box(0, 50, 140)] });
  expect(of.words()[0]).toMatchObject({
    id: merged,
    transcription: 'lamp light',
    state: 'excluded',
    reason: 'printed',
  });
  const item = (): Item => itemAt(of.store, 'questioned/q.png');
  expect(item()).toMatchObject({ words: 1, excludedWords: 1, signatures: 0 });

  of.store.exclude(examiner, [merged!], true, 'signature');
  of.edit({ kind: 'move', remove: [merged!], add: [box(2, 50, 140)] });
  expect(of.words()[0]).toMatchObject({ state: 'excluded', reason: 'signature' });
  expect(item()).toMatchObject({ words: 1, excludedWords: 1, signatures: 1 });
});

test('the reading order is the examiner’s; it names every word, and moves no result', async () => {
  const of = await ready();
  const [a, b, c] = of.words().map((word) => word.id) as [string, string, string];
  const used = of.store.words([of.id]);
  of.edit({ kind: 'order', reading: [[c], [], [a, b]] });
  expect(of.words().map((word) => [word.id, word.line, word.order])).toEqual([
    [c, 0, 0],
    [a, 1, 1],
    [b, 1, 2],
  ]);
  expect(of.store.words([of.id])).toEqual(used);
  expect(await codeOf(() => of.edit({ kind: 'order', reading: [[a, b]] }))).toBe('invalid-arguments');
  expect(await codeOf(() => of.edit({ kind: 'delete', remove: [a, 'no-such-word'] }))).toBe('not-found');
  expect(of.words()).toHaveLength(3);
});

test('preparing again leaves corrections as they are, and hides what is found anew under them', async () => {
  const of = await ready();
  const [one, two, three] = of.words() as [Word, Word, Word];
  of.edit({ kind: 'move', remove: [one.id], add: [box(4, 52)] });
  of.edit({ kind: 'delete', remove: [three.id] });
  of.store.exclude(examiner, [two.id], true, 'crossed-out');
  of.store.transcribe(examiner, two.id, 'lamp');
  const before = of.page();
  of.prepare();
  expect(of.page()).toEqual(before);
  expect(last(of.store).parameters).toMatchObject({ inherited: [] });

  // Another version finds everything a little elsewhere, one word in two pieces, and a word that is new.
  of.prepare([
    { x: 2, ink: 'one anew' },
    { x: 103, ink: 'two anew' },
    { x: 203, ink: 'three anew' },
    { x: 400, ink: 'four' },
  ]);
  expect(places(of.words())).toEqual([
    [0, 4, 'drawn'],
    [0, 103, 'found'],
    [0, 400, 'found'],
  ]);
  expect(of.words()[1]).toMatchObject({ state: 'excluded', reason: 'crossed-out', transcription: 'lamp' });
  const { inherited, readings } = last(of.store).parameters as {
    inherited: Record<string, unknown>[];
    readings: unknown[];
  };
  expect(inherited).toMatchObject([
    { removed: true },
    {
      excluded: true,
      reason: 'crossed-out',
      transcription: of.store.transcriptionSeals().get(of.words()[1]!.id),
    },
    { removed: true },
  ]);
  expect(readings).toHaveLength(1);
});

test('a corrected word found in pieces hands exclusion and hand to each; what none can take is named and said', async () => {
  const of = await ready();
  const [one, two, three] = of.words() as [Word, Word, Word];
  const hand = of.store.addHand(examiner, of.id, undefined);
  of.store.exclude(examiner, [one.id, three.id], true, 'printed');
  of.store.attribute(examiner, [one.id], hand);
  of.store.transcribe(examiner, two.id, 'lamp');
  const again = prepared(of.sha256, [
    { x: 0, ink: 'on' },
    { x: 18, ink: 'e' },
    { x: 100, ink: 'two anew' },
    { x: 400, ink: 'four' },
  ]);
  again.pages[0]!.words[0]!.box.width = 16;
  again.pages[0]!.words[1]!.box.width = 22;
  of.store.savePreparation(examiner, of.id, again);
  expect(
    of.words().map(({ state, reason, hand: by, transcription }) => [state, reason, by, transcription]),
  ).toEqual([
    ['excluded', 'printed', hand, ''],
    ['excluded', 'printed', hand, ''],
    ['auto', null, null, 'lamp'],
    ['auto', null, null, ''],
  ]);
  expect(last(of.store).parameters).toMatchObject({ lost: [three.id], code: 'corrections-to-check' });
  const item = itemAt(of.store, 'questioned/q.png');
  expect(item.preparation).toBe('ready');
  expect(item.problem?.message).toContain('Look through the words of Q1');
  of.prepare();
  expect(of.words().map(({ state, hand: by }) => [state, by])).toEqual([
    ['excluded', hand],
    ['auto', null],
    ['auto', null],
  ]);
});

test('what a preparation lost is said until the examiner corrects words of that item, or one loses more', async () => {
  const of = await ready();
  const said = (): string | undefined => itemAt(of.store, 'questioned/q.png').problem?.message;
  const [one, two] = of.words() as [Word, Word];
  of.store.exclude(examiner, [one.id, two.id], true, 'other');
  of.prepare([
    { x: 100, ink: 'two' },
    { x: 400, ink: 'four' },
  ]);
  const first = said();
  expect(first).toContain('where 1 corrected word lay');
  of.prepare([{ x: 400, ink: 'four' }]);
  expect(said()).toContain('where 1 corrected word lay');
  // A preparation that loses nothing has nothing to say of its own, and hides nothing.
  of.prepare([{ x: 400, ink: 'four' }]);
  expect(said()).toBe(first);
  expect(last(of.store).parameters).not.toHaveProperty('code');
  of.store.savePreparation(examiner, of.id, {
    ...prepared(of.sha256, [{ x: 400, ink: 'four' }]),
    problem: { code: 'read-in-part', message: 'Page 2 was not read.' },
  });
  expect(said()).toBe(`Page 2 was not read. ${first}`);
  of.store.transcribe(examiner, of.words()[0]!.id, 'four');
  expect(said()).toBe('Page 2 was not read.');
  of.prepare([{ x: 400, ink: 'four' }]);
  expect(said()).toBeUndefined();
});

test('a drawn word that gives no crop any more keeps the one it had, and so does one drawn meanwhile', async () => {
  const of = await ready();
  const [blank] = of.edit({ add: [box(300)] });
  const [, off] = [blank, ...of.edit({ add: [box(400)] })];
  of.edit({ add: [box(500)] });
  of.edit({ kind: 'delete', remove: [off!] });
  const before = of.page();
  const known = new Map([
    [blank!, null],
    [off!, null],
  ]);
  of.store.savePreparation(examiner, of.id, prepared(of.sha256, THREE), known);
  expect(of.page()).toEqual(before);
  for (const at of [300, 400, 500]) {
    expect(of.store.crops(of.id).get(cropAt(box(at)).cropSha256)).toEqual(cropAt(box(at)).crop);
  }
  expect(itemAt(of.store, 'questioned/q.png').problem).toMatchObject({
    code: 'corrections-to-check',
    message: expect.stringMatching(/^1 drawn word of Q1 could not be cut anew/) as unknown,
  });
});

test('what was drawn stays with a page that is not read any more', async () => {
  const of = await ready();
  const [drawn] = of.edit({ add: [box(300)] });
  of.store.savePreparation(
    examiner,
    of.id,
    { ...prepared(of.sha256, []), pages: [] },
    new Map([[drawn!, null]]),
  );
  expect(of.words().map(({ id }) => id)).toContain(drawn);
  expect(itemAt(of.store, 'questioned/q.png')).toMatchObject({ preparation: 'ready' });
});

test('a new word takes over from the old one nearest to it, not from the first that it overlaps', async () => {
  const of = await ready();
  of.prepare([
    { x: 0, ink: 'one' },
    { x: 10, ink: 'two' },
  ]);
  const [one] = of.words() as [Word, Word];
  of.store.exclude(examiner, [one.id], true, 'crossed-out');
  of.prepare([
    { x: 1, ink: 'one anew' },
    { x: 9, ink: 'two anew' },
  ]);
  expect(of.words().map(({ state }) => state)).toEqual(['excluded', 'auto']);
});

test('what was drawn is there when the case is opened again', async () => {
  const of = await ready();
  of.edit({ add: [box(300)] });
  const before = of.page();
  of.store.close();
  const store = await open(of.folder);
  expect(store.pages(of.id, null)[0]).toEqual(before);
});

test('words drawn on an item that holds none make it ready, and taking them off leaves it without', async () => {
  const of = await ready();
  const stands = (): unknown => {
    const { preparation, problem } = itemAt(of.store, 'questioned/q.png');
    return [preparation, problem?.code ?? null];
  };
  const none = { code: 'no-writing', message: 'No writing was found in q.png.' } as const;
  of.store.savePreparation(examiner, of.id, { ...prepared(of.sha256, []), problem: none });
  expect(stands()).toEqual(['failed', 'no-writing']);
  const added = of.edit({ add: [box(10)] });
  expect(stands()).toEqual(['ready', null]);
  of.edit({ kind: 'delete', remove: added });
  expect(stands()).toEqual(['failed', 'no-writing']);
  expect(itemAt(of.store, 'questioned/q.png').problem?.message).toContain('Every word of Q1 was taken off');
  of.edit({ kind: 'delete', remove: [], restore: added, step: 'undo' });
  expect(stands()).toEqual(['ready', null]);

  of.prepare();
  of.edit({ kind: 'delete', remove: of.words().map(({ id }) => id) });
  of.prepare();
  expect(stands()).toEqual(['failed', 'no-writing']);
});

test('a further hand is a source of its own, questioned or known by its writer', async () => {
  const of = await ready();
  const [one, two] = of.words() as [Word, Word];
  const second = of.store.addHand(examiner, of.id, undefined);
  expect(of.store.attribute(examiner, [two.id], second)).toEqual({ items: [of.id] });
  expect(of.store.hands()).toMatchObject([{ label: 'Q1/2', item: of.id, number: 2, writer: null, words: 1 }]);
  expect(of.store.words([second]).map(({ id, item }) => [id, item])).toEqual([[two.id, second]]);
  expect(of.store.words([of.id]).map(({ id }) => id)).not.toContain(two.id);
  expect(of.store.wordsOn(of.id)).toHaveLength(3);
  expect(of.store.words()).toHaveLength(3);
  expect(itemAt(of.store, 'questioned/q.png').words).toBe(2);
  const source = (): unknown => of.store.sources().find(({ id }) => id === second);
  expect(source()).toMatchObject({ label: 'Q1/2', role: 'questioned', writer: null, holder: of.id });

  of.store.assignHand(examiner, second, 'W');
  const writer = of.store.view(null).writers.find(({ name }) => name === 'W')!;
  expect(source()).toMatchObject({ role: 'known', writer: writer.id });
  expect(writer.words).toBe(1);
  of.store.assign(examiner, [of.id], 'unassigned', undefined);
  of.store.assignHand(examiner, second, undefined);
  expect(source()).toMatchObject({ role: 'unassigned', label: 'U1/2' });

  const elsewhere = of.store.addHand(examiner, itemAt(of.store, 'known/W/k.png').id, undefined);
  expect(await codeOf(() => of.store.attribute(examiner, [one.id], elsewhere))).toBe('invalid-arguments');
  of.store.attribute(examiner, [two.id], null, 'undo');
  expect(last(of.store).parameters).toMatchObject({ from: [second], to: null, step: 'undo' });
  expect(of.words()[1]!.hand).toBeNull();
});

test('a writer has the words in use on its items and those given to its hands elsewhere', async () => {
  const of = await ready();
  const known = itemAt(of.store, 'known/W/k.png');
  of.store.savePreparation(examiner, known.id, prepared(known.sha256, THREE));
  const [one, two, three] = of.store.pages(known.id, null)[0]!.words as [Word, Word, Word];
  of.store.attribute(examiner, [one.id], of.store.addHand(examiner, known.id, 'V'));
  of.store.attribute(examiner, [two.id], of.store.addHand(examiner, known.id, undefined));
  of.store.attribute(examiner, [of.words()[0]!.id], of.store.addHand(examiner, of.id, 'W'));
  const words = (): unknown =>
    of.store.view(null).writers.map((writer) => [writer.name, writer.items, writer.words]);
  expect(words()).toEqual([
    ['W', 1, 2],
    ['V', 0, 1],
  ]);
  of.store.exclude(examiner, [one.id, three.id], true);
  expect(words()).toEqual([
    ['W', 1, 1],
    ['V', 0, 0],
  ]);
});

test('a transcription is sealed in the journal and stands nowhere in it', async () => {
  const of = await ready();
  const [one] = of.words() as [Word];
  of.store.transcribe(examiner, one.id, 'Fenwithy');
  expect(of.words()[0]!.transcription).toBe('Fenwithy');
  expect(last(of.store)).toMatchObject({
    action: 'word.transcribe',
    parameters: { seal: of.store.transcriptionSeals().get(one.id) },
  });
  const { total } = of.store.journal();
  of.store.transcribe(examiner, one.id, 'Fenwithy');
  expect(of.store.journal().total).toBe(total);
  of.store.transcribe(examiner, one.id, '');
  expect(last(of.store).parameters).toMatchObject({ seal: null });
  expect(JSON.stringify(of.store.journal(undefined, 1000).entries)).not.toContain('Fenwithy');
});

test('a resolution stated for a page holds in place of the file’s, and says where it comes from', async () => {
  const of = await ready();
  expect(of.page()).toMatchObject({ dpi: 300, dpiSource: 'file', statedDpi: 300 });
  of.store.resolve(examiner, [of.page().id], { dpi: 211.5, source: 'scale' });
  expect(of.page()).toMatchObject({ dpi: 211.5, dpiSource: 'scale', statedDpi: 300 });
  expect(itemAt(of.store, 'questioned/q.png')).toMatchObject({ dpi: 211.5, dpiSource: 'scale' });
  expect(last(of.store)).toMatchObject({
    action: 'page.resolution',
    parameters: { item: of.id, page: 0, from: null, to: { dpi: 211.5, source: 'scale' } },
  });
  of.prepare();
  expect(of.page().dpi).toBe(211.5);
  of.store.resolve(examiner, [of.page().id], null, 'undo');
  expect(of.page()).toMatchObject({ dpi: 300, dpiSource: 'file' });
});

test('how a page’s picture was processed is entered, and changes nothing else', async () => {
  const of = await ready();
  const before = of.page();
  const tone = { ...ORIGINAL, channel: 'red' as const, threshold: 140 };
  of.store.recordProcessing(examiner, before.id, tone);
  expect(last(of.store)).toMatchObject({
    action: 'view.process',
    subjects: [before.id],
    parameters: { item: of.id, page: 0, tone },
  });
  expect(of.page()).toEqual(before);
  expect(() => of.store.recordProcessing(examiner, 'page-00000000', tone)).toThrow(/page/);
});

test('erasing an item takes its drawn words and transcriptions; erasing a writer says where the name is left', async () => {
  const of = await ready();
  const second = of.store.addHand(examiner, of.id, 'W');
  const [one] = of.words() as [Word];
  of.store.attribute(examiner, [one.id], second);
  of.store.transcribe(examiner, one.id, 'from W to all');
  expect(of.store.erasure({ kind: 'writer', name: 'W' }).mentions).toEqual([
    'a transcription on Q1',
    'the writing of a further hand on Q1, which stays with that item',
  ]);
  of.edit({ add: [box(300)] });
  of.store.resolve(examiner, [of.page().id], { dpi: 100, source: 'hand' });
  of.store.erase(examiner, { kind: 'item', name: 'Q1' }, 'request', '');
  of.store.close();
  const raw = rawDatabase(of.folder);
  for (const table of ['transcription', 'reading', 'resolution']) {
    expect(raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  }
  expect(raw.prepare("SELECT count(*) FROM word WHERE origin = 'drawn'").pluck().get()).toBe(0);
});

test('a page whose file is another now takes no word', async () => {
  const of = await ready();
  const add = { box: box(300), outline: null, cropSha256: cropAt(box(300)).cropSha256 };
  const edit: EditRecord = {
    kind: 'draw',
    remove: [],
    add: [add],
    restore: [],
    reading: undefined,
    step: undefined,
  };
  const cut = { sha256: 'f'.repeat(64), crops: [cropAt(box(300))] };
  expect(await codeOf(() => of.store.edit(examiner, of.page().id, edit, cut))).toBe('file-changed');
  expect(itemAt(of.store, 'questioned/q.png').file).toBe('changed');
  expect(of.words()).toHaveLength(3);
});

test('undoing any run of edits gives the page back as it was, and redoing them as it became', async () => {
  const of = await ready();
  const action = fc.record({
    kind: fc.constantFrom('draw', 'split', 'merge', 'delete', 'order' as const),
    at: fc.nat(),
    x: fc.nat(900),
    y: fc.nat(600),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 6 }), (actions) => {
      const pages = [of.page()];
      const done = actions.flatMap(({ kind, at, x, y }) => {
        const words = of.words();
        const [first, second] = [words[at % words.length], words[(at + 1) % words.length]];
        if (first === undefined || second === undefined || (kind === 'merge' && first === second)) return [];
        const before = of.page();
        const order = words.map(({ id }) => id);
        const remove = {
          draw: [],
          order: [],
          split: [first.id],
          delete: [first.id],
          merge: [first.id, second.id],
        };
        const add = {
          delete: [],
          order: [],
          draw: [box(x, y)],
          merge: [box(x, y)],
          split: [box(x, y), box(y, x)],
        };
        const reading = kind === 'order' ? [order.toReversed()] : undefined;
        const added = of.edit({ kind, remove: remove[kind], add: add[kind], reading });
        pages.push(of.page());
        return [{ kind, removed: remove[kind], added, before: linesOf(before), after: linesOf(of.page()) }];
      });
      for (const [at, { kind, removed, added, before }] of [...done.entries()].reverse()) {
        of.edit({ kind, remove: added, restore: removed, reading: before, step: 'undo' });
        expect(of.page()).toEqual(pages[at]);
      }
      for (const [at, { kind, removed, added, after }] of done.entries()) {
        of.edit({ kind, remove: removed, restore: added, reading: after, step: 'redo' });
        expect(of.page()).toEqual(pages[at + 1]);
      }
    }),
    { numRuns: 20 },
  );
});

function linesOf(page: Page): string[][] {
  return [...Map.groupBy(page.words, (word) => word.line).values()].map((line) => line.map(({ id }) => id));
}

describe('the number of a signature', () => {
  const numbers = (store: CaseStore) =>
    Object.fromEntries(store.signatures().map(({ box: { x }, number }) => [x, number]));

  test('is kept while it is unmarked, also for the word found where it lay; what is gone leaves it taken', async () => {
    const of = await ready();
    const [one, two, three] = of.words() as [Word, Word, Word];
    for (const { id } of [one, two, three]) of.store.exclude(examiner, [id], true, 'signature');
    expect(numbers(of.store)).toEqual({ 0: 1, 100: 2, 200: 3 });
    of.store.exclude(examiner, [one.id, two.id], false);
    of.prepare([{ x: 5, ink: 'one anew' }, ...THREE.slice(1)]);
    const [anew] = of.words();
    expect(anew!.id).not.toBe(one.id);
    of.store.exclude(examiner, [two.id, anew!.id], true, 'signature');
    expect(numbers(of.store)).toEqual({ 5: 1, 100: 2, 200: 3 });
    expect(last(of.store).parameters['numbers']).toEqual([
      { word: anew!.id, number: 1 },
      { word: two.id, number: 2 },
    ]);

    of.store.exclude(examiner, [three.id], false);
    of.prepare([{ x: 5, ink: 'one anew' }, ...THREE.slice(1, 2), { x: 400, ink: 'elsewhere' }]);
    expect(last(of.store).parameters).toMatchObject({ lost: [three.id] });
    of.store.exclude(examiner, [of.words()[2]!.id], true, 'signature');
    expect(numbers(of.store)).toEqual({ 5: 1, 100: 2, 400: 4 });
  });

  test('goes to the first of several words that are found where it lay', async () => {
    const of = await ready();
    of.store.exclude(examiner, [of.words()[0]!.id], true, 'signature');
    of.prepare([{ x: 1, ink: 'left' }, { x: 10, ink: 'right' }, ...THREE.slice(1)]);
    expect(numbers(of.store)).toEqual({ 1: 1, 10: 2 });
    expect(last(of.store).parameters).toMatchObject({
      inherited: [{ reason: 'signature' }, { reason: 'signature' }],
      numbers: [{ number: 1 }, { number: 2 }],
    });
  });

  test('of every hand goes to what is drawn in its place, and comes back when that is undone', async () => {
    const of = await ready();
    const [one, two] = of.words() as [Word, Word, Word];
    const hand = of.store.addHand(examiner, of.id, undefined);
    of.store.exclude(examiner, [two.id, one.id], true, 'signature');
    of.store.attribute(examiner, [two.id], hand);
    expect(numbers(of.store)).toEqual({ 0: 1, 100: 1 });
    const [drawn] = of.edit({ kind: 'resize', remove: [two.id], add: [box(105)] });
    expect(numbers(of.store)).toEqual({ 0: 1, 105: 1 });
    expect(last(of.store).parameters['numbers']).toEqual([{ word: drawn, number: 1 }]);
    of.store.attribute(examiner, [drawn!], null);
    expect(numbers(of.store)).toEqual({ 0: 1, 105: 2 });
    of.edit({ kind: 'resize', remove: [drawn!], restore: [two.id], step: 'undo' });
    expect(numbers(of.store)).toEqual({ 0: 1, 100: 1 });
    expect(last(of.store).parameters['numbers']).toEqual([{ word: two.id, number: 1 }]);
    of.store.attribute(examiner, [two.id], null);
    expect(numbers(of.store)).toEqual({ 0: 1, 100: 2 });
  });

  test('of what is marked goes to what is made of it and of what once was marked', async () => {
    const of = await ready();
    const [one, two] = of.words() as [Word, Word, Word];
    of.store.exclude(examiner, [one.id, two.id], true, 'signature');
    of.store.exclude(examiner, [one.id], false);
    const merged = of.edit({ kind: 'merge', remove: [one.id, two.id], add: [box(0, 50, 140)] });
    of.store.exclude(examiner, merged, true, 'signature');
    expect(numbers(of.store)).toEqual({ 0: 2 });
  });

  test('stays with the word drawn last where what it took the place of stands beside it again', async () => {
    const of = await ready();
    const [one] = of.words() as [Word, Word, Word];
    of.store.exclude(examiner, [one.id], true, 'signature');
    of.edit({ kind: 'resize', remove: [one.id], add: [box(5)] });
    of.edit({ restore: [one.id] });
    expect(numbers(of.store)).toEqual({ 0: 2, 5: 1 });
  });
});
