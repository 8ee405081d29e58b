import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { CompareDesk, SETTLES_AFTER } from '../../../src/renderer/stores/compare-desk.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { pressCompareKey } from '../../../src/renderer/viewer/compare-keys.ts';
import { PANE_INDICES, type PaneIndex } from '../../../src/renderer/viewer/linked-panes.svelte.ts';
import { SHORTCUTS } from '../../../src/renderer/shortcuts.ts';
import { EXAMINER, HELD } from '../fake-case.ts';
import { FakeEngine, type FakeOptions } from '../fake-engine.ts';

/** A desk over an open case, with all pages read and all panes as large as each other. */
async function setUp(options: FakeOptions = {}) {
  const fake = new FakeEngine({ examiner: EXAMINER, ...options });
  const engine = new EngineClient(fake);
  await engine.greet();
  const session = new CaseSession(engine, new Jobs());
  await session.open('/cases/one');
  await vi.waitFor(() => expect(session.work).not.toBe('running'));
  await session.needPages(session.sources.map(({ id }) => id));
  const readable = session.items.filter(({ id }) => (session.pages.of(id) ?? []).length > 0);
  const [questioned, known] = (['questioned', 'known'] as const).map((role) =>
    readable.filter((item) => item.role === role).map(({ id }) => id),
  ) as [string[], string[]];
  const chosen = {
    questioned: new Set(questioned.slice(0, 1)),
    known: new Set(known.slice(0, 2)),
    comparison: null,
  };
  const desk = new CompareDesk(session, chosen);
  /** What the panes do when they are drawn. */
  const draw = (): void => {
    for (const index of PANE_INDICES) {
      desk.panes.resize(index, { width: 400, height: 300 });
      desk.place(index);
    }
  };
  draw();
  const shown = () => PANE_INDICES.map((index) => desk.item(index)?.id);
  return { fake, session, desk, chosen, questioned, known, draw, shown };
}

describe('guides', () => {
  it('are pinned where the pointer is on the page, move and turn with it, and are taken up there or all at once', async () => {
    const { desk } = await setUp();
    desk.panes.active = 0;
    desk.panes.move(0, { scale: 0.5, x: 100, y: 80, angle: 0 });
    desk.pointer = { x: 20, y: -10 };
    desk.pinGuides();
    expect(desk.pinned(0)).toEqual([{ x: 140, y: 60, angle: 0 }]);
    expect(desk.pinned(1)).toEqual([]);
    // Elsewhere in the view, at the same place of the page.
    desk.panes.move(0, { scale: 1, x: 120, y: 60, angle: 0 });
    expect(desk.pinned(0)).toEqual([{ x: 140, y: 60, angle: 0 }]);
    desk.pointer = null;
    desk.pinGuides();
    expect(desk.pinned(0)).toHaveLength(2);
    desk.pointer = { x: 22, y: 3 };
    desk.pinGuides();
    expect(desk.pinned(0)).toEqual([{ x: 120, y: 60, angle: 0 }]);
    desk.unpinGuides();
    expect(desk.pinned(0)).toEqual([]);
  });

  it('are kept with the view, and no more of them than can be told apart', async () => {
    const { desk, session, chosen } = await setUp();
    desk.panes.active = 0;
    desk.panes.move(0, { scale: 1, x: 100, y: 80, angle: 5 });
    for (let at = 0; at < 12; at++) {
      desk.pointer = { x: 12 * at, y: 0 };
      desk.pinGuides();
    }
    expect(desk.pinned(0)).toHaveLength(8);
    const again = new CompareDesk(session, chosen);
    again.restore(desk.state);
    expect(again.pinned(0)).toEqual(desk.pinned(0));
    again.restore(null);
    expect(again.pinned(0)).toEqual([]);
  });

  it('are kept on a page that lies in no pane any more, and read as they were kept before', async () => {
    const { desk, session, chosen, known } = await setUp();
    const page = desk.page(0)!.id;
    desk.panes.active = 0;
    desk.panes.move(0, { scale: 1, x: 100, y: 80, angle: 0 });
    desk.pinGuides();
    const pinned = desk.pinned(0);
    const shown = desk.item(0)!.id;
    desk.show(0, { item: known[1]!, page: 0 });
    desk.place(0);
    desk.panes.move(0, { scale: 1, x: 10, y: 8, angle: 0 });
    const { state } = desk;
    expect(state!.pinned).toEqual([[page, pinned]]);
    const again = new CompareDesk(session, chosen);
    again.restore(state);
    again.show(0, { item: shown, page: 0 });
    expect(again.pinned(0)).toEqual(pinned);
    const before = {
      ...state!,
      panes: state!.panes.map((pane) => pane && { ...pane, id: page, guides: [...pinned] }),
    };
    delete before.pinned;
    again.restore(before);
    again.show(0, { item: shown, page: 0 });
    expect(again.pinned(0)).toEqual(pinned);
  });
});

describe('what lies on the desk', () => {
  it('is the first of each side, then the others, until something else is put there', async () => {
    const { desk, shown, questioned, known, chosen } = await setUp();
    const [q1] = questioned;
    const [k1, k2] = known;
    expect(shown()).toEqual([q1, k1, k2, undefined]);
    desk.show(0, { item: k2!, page: 0 });
    desk.show(3, { item: q1!, page: 0 });
    expect(shown()).toEqual([k2, k1, k2, q1]);
    // Another choice of what is compared is looked at; what lies beside it stays.
    chosen.known = new Set([k1!]);
    expect(shown()).toEqual([q1, k1, undefined, q1]);
  });

  it('changes places with what is seen of it and how it is processed', async () => {
    const { desk, shown, draw } = await setUp();
    const [first, second] = shown();
    desk.panes.toggleLink();
    const views = [
      { scale: 0.3, x: 10, y: 20, angle: 5 },
      { scale: 0.6, x: 30, y: 40, angle: -5 },
    ] as const;
    desk.panes.move(0, views[0]);
    desk.panes.move(1, views[1]);
    desk.process(0, { inverted: true });
    desk.panes.active = 0;
    desk.swapWithNext();
    draw();
    expect([desk.tone(0).inverted, desk.tone(1).inverted]).toEqual([false, true]);
    expect(shown().slice(0, 2)).toEqual([second, first]);
    expect([desk.panes.pane(0).view, desk.panes.pane(1).view]).toEqual([views[1], views[0]]);
    await desk.settle();
  });

  it('is laid again as it was left, also where something of it is gone', async () => {
    const { desk, session, chosen, questioned, known, draw } = await setUp();
    desk.panes.arrange(3);
    desk.panes.toggleLink();
    desk.show(2, { item: questioned[0]!, page: 0 });
    draw();
    const view = { scale: 0.4, x: 50, y: 60, angle: 90 };
    desk.panes.move(2, view);
    const state = desk.state!;
    expect(state).toMatchObject({ count: 3, linked: false });
    const again = new CompareDesk(session, chosen);
    again.restore(state);
    for (const index of PANE_INDICES) {
      again.panes.resize(index, { width: 500, height: 300 });
      again.place(index);
    }
    expect(again.panes.count).toBe(3);
    expect(again.panes.linked).toBe(false);
    expect(again.item(2)?.id).toBe(questioned[0]);
    expect(again.panes.pane(2).view).toEqual(view);
    const gone = new CompareDesk(session, chosen);
    gone.restore({ ...state, panes: [{ ...state.panes[0]!, item: 'item-gone-0001' }, null, null, null] });
    expect(gone.item(0)?.id).toBe(questioned[0]);
    expect(gone.item(1)?.id).toBe(known[0]);
  });
});

describe('a processed picture', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());
  const entered = (fake: FakeEngine) =>
    fake.calls.filter(({ method }) => method === 'view.process').map(({ args }) => args);

  it('is entered in the journal once it is settled, with its page and what was done', async () => {
    vi.useRealTimers();
    const { desk, fake } = await setUp();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    for (const brightness of [5, 10, 15]) desk.process(0, { brightness });
    expect(entered(fake)).toEqual([]);
    vi.advanceTimersByTime(SETTLES_AFTER);
    expect(entered(fake)).toMatchObject([{ page: desk.page(0)!.id, tone: { brightness: 15, gamma: 1 } }]);
    desk.original(0);
    desk.original(0);
    vi.advanceTimersByTime(SETTLES_AFTER);
    expect(entered(fake).at(-1)).toMatchObject({ tone: { brightness: 0 } });
    expect(entered(fake)).toHaveLength(2);
  });

  it('is entered at once when another is processed, and another page is shown as it is', async () => {
    vi.useRealTimers();
    const { desk, fake, known } = await setUp();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    desk.process(0, { inverted: true });
    desk.process(1, { gamma: 2 });
    expect(entered(fake)).toMatchObject([{ page: desk.page(0)!.id, tone: { inverted: true } }]);
    desk.show(0, { item: known[0]!, page: 0 });
    expect(desk.tone(0).inverted).toBe(false);
  });

  it('is entered as it was left, whatever its pane shows then, and by the pane where one page is in two', async () => {
    vi.useRealTimers();
    const { desk, fake, known } = await setUp();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const before = desk.page(0)!.id;
    desk.process(0, { brightness: 30 });
    desk.show(0, { item: known[0]!, page: 0 });
    desk.process(0, { gamma: 2 });
    expect(entered(fake)).toMatchObject([{ page: before, tone: { brightness: 30, gamma: 1 } }]);
    desk.process(1, { inverted: true });
    vi.advanceTimersByTime(SETTLES_AFTER);
    const page = desk.page(0)!.id;
    expect(desk.page(1)!.id).toBe(page);
    expect(entered(fake).slice(1)).toMatchObject([
      { page, tone: { gamma: 2, inverted: false } },
      { page, tone: { gamma: 1, inverted: true } },
    ]);
  });

  it('is entered before the case is left and before the desk is laid anew', async () => {
    vi.useRealTimers();
    const { desk, fake, session } = await setUp();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    desk.process(0, { gamma: 2 });
    desk.restore(null);
    expect(entered(fake)).toMatchObject([{ tone: { gamma: 2 } }]);
    desk.process(0, { gamma: 3 });
    await session.close();
    expect(fake.calls.map(({ method }) => method).slice(-2)).toEqual(['view.process', 'case.close']);
    vi.advanceTimersByTime(SETTLES_AFTER);
    expect(entered(fake)).toHaveLength(2);
  });

  it('is seen, but not entered, in a case that is only looked at', async () => {
    vi.useRealTimers();
    const { desk, fake } = await setUp({ standing: () => ({ readOnly: HELD }) });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    desk.process(0, { threshold: 99 });
    vi.advanceTimersByTime(SETTLES_AFTER);
    expect(desk.tone(0).threshold).toBe(99);
    expect(entered(fake)).toEqual([]);
  });
});

describe('landmarks', () => {
  it('lay the second page on the first, two when asked to and three by themselves', async () => {
    const { desk } = await setUp();
    desk.toggleLandmarks();
    desk.point(0, { x: 10, y: 10 });
    desk.alignByLandmarks();
    expect(desk.said?.()).toContain('Two landmarks');
    desk.point(1, { x: 20, y: 10 });
    desk.point(1, { x: 20, y: 110 });
    desk.point(0, { x: 60, y: 10 });
    desk.point(2 as PaneIndex, { x: 1, y: 1 });
    expect(desk.landmarks?.pairs).toHaveLength(2);
    desk.alignByLandmarks();
    expect(desk.said?.()).toBe('Aligned by 2 landmarks.');
    const [first, second] = [desk.panes.pane(0).view, desk.panes.pane(1).view];
    expect(first.scale / second.scale).toBeCloseTo(2, 9);
    expect(first.angle - second.angle).toBeCloseTo(90, 9);
    desk.toggleLandmarks();
    for (const at of [1, 100, 300])
      for (const pane of [0, 1] as const) desk.point(pane, { x: at, y: at ** 1.1 });
    expect(desk.landmarks).toBeNull();
    expect(desk.said?.()).toContain('3 landmarks');
  });
});

describe('landmarks of a page that went away', () => {
  it('go with it, whether it was put, swapped or chosen otherwise, and stay while it stays', async () => {
    const { desk, draw, known, chosen } = await setUp();
    const begin = (): void => {
      if (desk.landmarks === null) desk.toggleLandmarks();
      desk.point(0, { x: 10, y: 10 });
    };
    const changes: readonly (() => void)[] = [
      () => desk.show(1, { item: known[1]!, page: 0 }),
      () => desk.swap(0, 1),
      () => void (chosen.known = new Set([known[0]!])),
    ];
    for (const change of changes) {
      begin();
      desk.show(3, { item: known[0]!, page: 0 });
      draw();
      expect(desk.landmarks?.source).toEqual({ x: 10, y: 10 });
      change();
      draw();
      expect(desk.landmarks).toBeNull();
    }
  });
});

describe('keys of the Compare view', () => {
  const press = (desk: CompareDesk, key: string, shiftKey = false): boolean =>
    pressCompareKey({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false } as KeyboardEvent, desk);

  it('see two pages in one place, more or less of it, and side by side again', async () => {
    const { desk } = await setUp();
    press(desk, 'o');
    press(desk, '.');
    expect(desk.composition).toEqual({ mode: 'overlay', opacity: 0.55 });
    press(desk, 'v');
    press(desk, ',');
    expect(desk.composition).toEqual({ mode: 'curtain', at: 0.45 });
    press(desk, 'f');
    press(desk, 'x');
    for (let times = 0; times < 9; times++) press(desk, '.');
    expect([desk.composition, desk.rate]).toEqual([{ mode: 'flicker', front: 1 }, 3]);
    press(desk, 'Escape');
    expect(desk.composition).toBeNull();
    expect(press(desk, 'Escape')).toBe(false);
  });

  it('are all in the list of shortcuts', async () => {
    const { desk } = await setUp();
    const listed = SHORTCUTS.filter(({ title }) => title.startsWith('Compare'))
      .flatMap(({ keys }) => keys.map(([names]) => names.toLowerCase()))
      .join(' ')
      .split(' ');
    for (const key of 'abcdefghijklmnopqrstuvwxyz[],.') {
      if (press(desk, key)) expect(listed, key).toContain(key);
    }
  });
});
