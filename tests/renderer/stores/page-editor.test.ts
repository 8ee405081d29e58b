import { describe, expect, it, vi } from 'vitest';
import type { Page, Word } from '../../../src/contract/case.ts';
import type { Region } from '../../../src/contract/corrections.ts';
import { ChirographError } from '../../../src/contract/schema.ts';
import { joined } from '../../../src/renderer/viewer/editing/geometry.ts';
import type { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { PageEditor } from '../../../src/renderer/stores/page-editor.svelte.ts';
import { itemId, makeItem, makePages } from '../fake-case.ts';

type Edit = Parameters<CaseSession['edit']>[0];

/** A session that edits a page as the engine does, in memory. */
function setUp() {
  const [made] = makePages(0) as [Page];
  let page: Page = { ...made, words: made.words.slice(0, 6) };
  const gone = new Map<string, Word>();
  const calls: [string, unknown][] = [];
  let refusal: ChirographError | null = null;
  let made_ = 0;
  const say = (name: string, args: unknown): void => {
    calls.push([name, args]);
    if (refusal !== null) throw refusal;
  };
  const change = (ids: readonly string[], how: Partial<Word>): void => {
    page = { ...page, words: page.words.map((word) => (ids.includes(word.id) ? { ...word, ...how } : word)) };
  };
  const session = {
    items: [makeItem(0)],
    pages: { of: () => [page] },
    async edit(edit: Edit, onTaken?: Parameters<CaseSession['edit']>[1]) {
      say('edit', edit);
      const { remove = [], add = [], restore = [], reading } = edit;
      for (const word of page.words) if (remove.includes(word.id)) gone.set(word.id, word);
      const first = page.words.find(({ id }) => remove.includes(id));
      const added = add.map((region: Region): Word => ({
        ...(first ?? page.words[0]!),
        ...region,
        id: `drawn-${++made_}`,
        origin: 'drawn',
      }));
      const all = [
        ...page.words.flatMap((word) => {
          if (word === first) return added;
          return remove.includes(word.id) ? [] : [word];
        }),
        ...(first === undefined ? added : []),
        ...restore.map((id) => gone.get(id)!),
      ];
      const order = reading?.flat() ?? all.map(({ id }) => id);
      const lines = new Map(reading?.flatMap((ids, line) => ids.map((id) => [id, line] as const)));
      const words = all
        .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
        .map((word, place) => ({ ...word, order: place, line: lines.get(word.id) ?? word.line }));
      page = { ...page, words };
      const done = { page, added: added.map(({ id }) => id) };
      onTaken?.(done);
      return done;
    },
    async exclude(ids: readonly string[], excluded: boolean, why: object) {
      say('exclude', { ids, excluded, ...why });
      const { reason = null } = why as { reason?: Word['reason'] };
      change(ids, { state: excluded ? 'excluded' : 'auto', reason });
    },
    async transcribe(id: string, text: string, step?: string) {
      say('transcribe', { id, text, step });
      change([id], { transcription: text });
    },
    async attribute(ids: readonly string[], hand: string | null, step?: string) {
      say('attribute', { ids, hand, step });
      change(ids, { hand });
    },
    addHand: (item: string, writer?: string) => {
      say('addHand', { item, writer });
      return Promise.resolve('hand-0002');
    },
    async resolve(_pages: readonly string[], resolution: { dpi: number; source: 'hand' | 'scale' } | null) {
      say('resolve', resolution);
      page = { ...page, dpi: resolution?.dpi ?? page.statedDpi, dpiSource: resolution?.source ?? 'file' };
    },
  };
  const shown = vi.fn();
  const editor = new PageEditor(session as unknown as CaseSession, shown);
  return {
    editor,
    calls,
    shown,
    page: () => page,
    refuse: (with_: ChirographError | null) => (refusal = with_),
  };
}

const ids = (page: Page): string[] => page.words.map(({ id }) => id);

describe('the examiner’s hand on a page', () => {
  it('splits a word, chooses its parts, and takes it back to exactly what was', async () => {
    const { editor, page, shown } = setUp();
    const before = page();
    const word = before.words[1]!;
    editor.choose(word.id);
    await editor.split(page(), word, word.box.x + 20);
    expect(page().words).toHaveLength(7);
    expect(editor.on(page())).toHaveLength(2);
    expect(editor.next).toEqual({ undo: 'split word 2, line 1', redo: null });
    const after = page();
    await editor.undo();
    expect(page()).toEqual(before);
    expect(editor.chosen).toEqual([word.id]);
    expect(shown).toHaveBeenCalledWith(itemId(0));
    await editor.redo();
    expect(page()).toEqual(after);
  });

  it('merges a word chosen alone with the next on its line, and nothing at the line’s end', async () => {
    const { editor, page } = setUp();
    const [first, second] = page().words as [Word, Word];
    editor.choose(first.id);
    await editor.merge(page());
    expect(page().words).toHaveLength(5);
    const { box } = page().words.find(({ origin }) => origin === 'drawn')!;
    expect(box.x).toBe(first.box.x);
    expect(box.x + box.width).toBe(second.box.x + second.box.width);
    const last = page().words.findLast((word) => word.line === 0)!;
    const others = page().words.filter((word) => word.line > 0);
    expect(others.length + page().words.indexOf(last) + 1).toBe(page().words.length);
    editor.choose(last.id);
    const before = page();
    await editor.merge(before);
    expect(page()).toBe(before);
  });

  it('saves a word moved by several keys as one edit, and the way back is one', async () => {
    const { editor, page, calls } = setUp();
    const [word] = page().words as [Word];
    editor.choose(word.id);
    for (let press = 0; press < 5; press++) editor.move(page(), 1, 0);
    editor.resize(page(), 'e', 3, 0);
    expect(editor.regionOf(word).box).toMatchObject({ x: word.box.x + 5, width: word.box.width + 3 });
    expect(calls).toEqual([]);
    await editor.settle();
    expect(calls).toHaveLength(1);
    await editor.settle();
    expect(calls).toHaveLength(1);
    await editor.undo();
    expect(page().words[0]!.box).toEqual(word.box);
  });

  it.each([
    ['removed', (editor: PageEditor, on: Page) => editor.remove(on)],
    ['merged', (editor: PageEditor, on: Page) => editor.merge(on)],
    ['split', (editor: PageEditor, on: Page, word: Word) => editor.split(on, word, word.box.x + 20)],
  ])('a word moved just now is saved, then %s as it is now; both are taken back', async (_, act) => {
    const { editor, page, calls } = setUp();
    const before = page();
    const word = before.words[0]!;
    editor.choose(word.id);
    editor.move(before, 2, 0);
    await act(editor, before, word);
    expect(editor.problem).toBeNull();
    const [moved, then] = calls.map(([, edit]) => edit as Edit);
    expect(moved).toMatchObject({ kind: 'move', remove: [word.id] });
    expect(then?.remove).toContain('drawn-1');
    await editor.undo();
    await editor.undo();
    expect(page()).toEqual(before);
  });

  it('says of a word moved just now what was chosen for it, of the word that takes its place', async () => {
    const { editor, page } = setUp();
    const before = page();
    const word = before.words[1]!;
    const nudge = (): void => editor.move(page(), 1, 0);
    editor.choose(word.id);
    nudge();
    await editor.exclude(before, 'printed');
    nudge();
    await editor.attribute(before, { add: undefined });
    nudge();
    await editor.transcribe(before, word, 'lamp');
    nudge();
    await editor.reorder(before, -1);
    expect(editor.problem).toBeNull();
    const [now] = editor.on(page()) as [Word];
    expect(now.box.x).toBe(word.box.x + 4);
    expect(editor.originOf(now.id)).toBe(word.id);
    expect(editor.next.undo).toMatch(/^read .* earlier$/);
    expect(page().words[0]!.id).toBe(now.id);
  });

  it('saves a word that is being saved once, whoever asks for it meanwhile', async () => {
    const { editor, page, calls } = setUp();
    editor.choose(page().words[0]!.id);
    editor.move(page(), 1, 0);
    await Promise.all([editor.settle(), editor.settle(), editor.remove(page())]);
    expect(calls.map(([, edit]) => (edit as Edit).kind)).toEqual(['move', 'delete']);
    expect(editor.problem).toBeNull();
  });

  it('excludes words that are named and not chosen', async () => {
    const { editor, page, calls } = setUp();
    const [first, second] = page().words;
    editor.choose(first!.id);
    await editor.exclude(page(), 'other', [second!.id]);
    expect(calls).toEqual([['exclude', { ids: [second!.id], excluded: true, reason: 'other' }]]);
    expect(editor.chosen).toEqual([first!.id]);
  });

  it('excludes for a reason, and gives back each word’s own state', async () => {
    const { editor, page } = setUp();
    const [a, b] = page().words as [Word, Word];
    editor.choose(a.id);
    await editor.exclude(page(), 'printed');
    editor.choose(b.id, true);
    await editor.exclude(page(), 'crossed-out');
    expect(
      page()
        .words.slice(0, 2)
        .map(({ reason }) => reason),
    ).toEqual(['crossed-out', 'crossed-out']);
    await editor.undo();
    expect(
      page()
        .words.slice(0, 2)
        .map(({ state, reason }) => [state, reason]),
    ).toEqual([
      ['excluded', 'printed'],
      ['auto', null],
    ]);
  });

  it('marks words as one signature with what lies inside them, and takes each step back', async () => {
    const { editor, page, calls } = setUp();
    const [first, second, third, fourth] = page().words as [Word, Word, Word, Word];
    await editor.exclude(page(), 'crossed-out', [second.id]);
    calls.length = 0;
    editor.choose(first.id);
    editor.choose(fourth.id, true);
    // Between the two, and in use; what is thrown out stays thrown out.
    expect(editor.signatureOn(page())).toEqual([first, third, fourth]);
    await editor.sign(page());
    const remove = [first.id, third.id, fourth.id];
    expect(calls).toMatchObject([
      ['edit', { kind: 'merge', remove, add: [joined([first, fourth])] }],
      ['exclude', { ids: editor.chosen, excluded: true, reason: 'signature' }],
    ]);
    expect(editor.next.undo).toMatch(/^mark word \d, line \d as signature$/);
    await editor.undo();
    await editor.undo();
    expect(
      page()
        .words.map(({ id, reason }) => [id, reason])
        .slice(0, 4),
    ).toEqual([
      [first.id, null],
      [second.id, 'crossed-out'],
      [third.id, null],
      [fourth.id, null],
    ]);
  });

  it('marks a word alone as a signature without drawing it anew', async () => {
    const { editor, page, calls } = setUp();
    const [word] = page().words as [Word];
    editor.choose(word.id);
    await editor.sign(page());
    expect(calls).toEqual([['exclude', { ids: [word.id], excluded: true, reason: 'signature' }]]);
  });

  it('adds a hand once, however often the giving is taken back and done again', async () => {
    const { editor, page, calls } = setUp();
    editor.choose(page().words[2]!.id);
    await editor.attribute(page(), { add: undefined });
    await editor.undo();
    expect(page().words[2]!.hand).toBeNull();
    await editor.redo();
    expect(page().words[2]!.hand).toBe('hand-0002');
    expect(calls.filter(([name]) => name === 'addHand')).toHaveLength(1);
  });

  it('reads earlier, transcribes and states a resolution, each to be taken back', async () => {
    const { editor, page } = setUp();
    const before = page();
    const word = before.words[1]!;
    editor.choose(word.id);
    await editor.reorder(page(), -1);
    expect(ids(page()).slice(0, 2)).toEqual([word.id, before.words[0]!.id]);
    await editor.transcribe(page(), word, 'lamp');
    await editor.resolve([page()], { dpi: 150, source: 'hand' });
    expect(page()).toMatchObject({ dpi: 150, dpiSource: 'hand' });
    for (let step = 0; step < 3; step++) await editor.undo();
    expect(page()).toEqual(before);
    expect(editor.next.undo).toBeNull();
  });

  it('says why something could not be done, and keeps nothing of it', async () => {
    const { editor, page, refuse } = setUp();
    const region = { box: { x: 1, y: 1, width: 9, height: 9 }, outline: null };
    refuse(new ChirographError('no-writing', 'Draw it around ink.'));
    await editor.draw(page(), region);
    expect(editor.problem).toMatchObject({ code: 'no-writing' });
    expect(editor.next.undo).toBeNull();
    refuse(null);
    await editor.draw(page(), region);
    expect(editor.problem).toBeNull();
    expect(editor.next.undo).toBe('draw a word');
  });

  it('goes from word to word, and forgets everything with the case', async () => {
    const { editor, page } = setUp();
    expect(editor.step(page(), 1)?.id).toBe(ids(page())[0]);
    editor.step(page(), 1, true);
    expect(editor.chosen).toEqual(ids(page()).slice(0, 2));
    await editor.remove(page());
    expect(page().words).toHaveLength(4);
    editor.clear();
    expect([editor.next.undo, editor.chosen, editor.tool]).toEqual([null, [], 'choose']);
  });
});
