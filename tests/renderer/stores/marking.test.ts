import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Page } from '../../../src/contract/case.ts';
import type { Mark } from '../../../src/contract/findings.ts';
import { ChirographError } from '../../../src/contract/schema.ts';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Marking } from '../../../src/renderer/stores/marking.svelte.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

let engine: FakeEngine;
let session: CaseSession;
let marking: Marking;
let shown: (readonly Mark[])[];

beforeEach(async () => {
  engine = new FakeEngine({ examiner: EXAMINER });
  const client = new EngineClient(engine);
  await client.greet();
  session = new CaseSession(client, new Jobs());
  shown = [];
  marking = new Marking(client, session, (marks) => shown.push(marks));
  await session.open('/case');
  await session.needPages(session.items.map(({ id }) => id));
  await marking.reload();
});

afterEach(() => {
  vi.useRealTimers();
});

const pageOf = (role: string): Page =>
  session.pages.of(session.items.find((item) => item.role === role)!.id)![0]!;
async function box(page: Page, x = 100): Promise<void> {
  marking.take('box');
  await marking.set(page, { x, y: 100 });
  await marking.set(page, { x: x + 50.04, y: 140.26 });
  marking.take('choose');
}
const state = (): unknown =>
  marking.findings.map(({ number, kind, weight, comment, marks }) => ({
    number,
    kind,
    weight,
    comment,
    marks: marks.map(({ page, content }) => [page, content]),
  }));

test('a mark in another item joins the finding chosen; a second one in the same item begins its own', async () => {
  const [questioned, known] = [pageOf('questioned'), pageOf('known')];
  await box(questioned);
  await box(known);
  await box(questioned, 300);
  expect(marking.findings.map(({ number, marks }) => [number, marks.map(({ item }) => item)])).toEqual([
    [1, [questioned.item, known.item]],
    [2, [questioned.item]],
  ]);
  // Chosen, and asked to: the next one joins wherever it is.
  marking.joining = true;
  await box(questioned, 500);
  expect(marking.findings[1]!.marks).toHaveLength(2);
  expect(marking.findings[0]!.marks[0]!.content.places).toEqual([
    { x: 100, y: 100 },
    { x: 150, y: 140.3 },
  ]);
});

test('everything done is taken back and done again, step by step', async () => {
  const [questioned, known] = [pageOf('questioned'), pageOf('known')];
  const states = [state()];
  const did = async (work: () => Promise<unknown>): Promise<void> => {
    await work();
    states.push(state());
  };
  await did(() => box(questioned));
  await did(() => box(known));
  await did(() =>
    marking.say(marking.findings[0]!, { kind: 'difference', weight: 'low', comment: 'open bow' }),
  );
  await did(async () => {
    marking.move(known, 7, -5);
    await marking.settle();
  });
  await did(() => box(questioned, 400));
  await did(() => marking.relink(marking.findings[0]!));
  await did(() => marking.removeMark());
  await did(() => marking.remove(marking.findings[0]!));
  expect(states.at(-1)).toEqual([]);
  for (const before of states.slice(0, -1).toReversed()) {
    await marking.undo();
    expect(state()).toEqual(before);
  }
  expect(marking.next.undo).toBeNull();
  for (const after of states.slice(1)) {
    await marking.redo();
    expect(state()).toEqual(after);
  }
  expect(marking.problem).toBeNull();
});

test('what is said in quick succession is all kept', async () => {
  const [questioned, known] = [pageOf('questioned'), pageOf('known')];
  marking.take('circle');
  await Promise.all(
    [questioned, known].flatMap((page) => [
      marking.set(page, { x: 100, y: 100 }),
      marking.set(page, { x: 150, y: 140 }),
    ]),
  );
  const [finding] = marking.findings;
  expect(finding!.marks).toHaveLength(2);
  await Promise.all([
    marking.say(finding!, { kind: 'similarity' }),
    marking.say(finding!, { weight: 'high' }),
    marking.say(finding!, { comment: 'closed loop' }),
  ]);
  expect(marking.findings[0]).toMatchObject({ kind: 'similarity', weight: 'high', comment: 'closed loop' });
});

test('a place set twice is one place, so that no gap of nothing is measured', async () => {
  const page = pageOf('questioned');
  marking.take('letter-spacing');
  for (const x of [100, 140, 140.04]) await marking.set(page, { x, y: 100 });
  expect(marking.draft!.places).toEqual([
    { x: 100, y: 100 },
    { x: 140, y: 100 },
  ]);
  await marking.end(page);
  expect(marking.findings[0]!.marks[0]!.content.places).toHaveLength(2);
});

test('a mark held by the pointer is saved when it is let go, however long that takes; one moved by keys, when they rest', async () => {
  const page = pageOf('questioned');
  await box(page);
  const [mark] = marking.findings[0]!.marks;
  const saved = (): number => engine.findings.list()[0]!.marks[0]!.content.places[0]!.x;
  vi.useFakeTimers();
  marking.move(page, 5, 0, mark!.content.places);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved()).toBe(100);
  await marking.settle();
  expect(saved()).toBe(105);
  marking.move(page, 1, 0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved()).toBe(106);
});

test('what was linked only in part is said, and taken back as one step', async () => {
  const [questioned, known] = [pageOf('questioned'), pageOf('known')];
  await box(questioned);
  marking.chosen = null;
  await box(known);
  const before = state();
  const hinder = vi.spyOn(engine.findings, 'remove').mockImplementationOnce(() => {
    throw new ChirographError('disk-full', 'The disk is full. Make room and try again.');
  });
  await marking.relink(marking.findings[0]!);
  hinder.mockRestore();
  expect(marking.problem).toMatchObject({ code: 'disk-full' });
  expect(marking.findings.map(({ marks }) => marks.length)).toEqual([2, 1]);
  expect(marking.next.undo).toBe('link a mark to another finding');
  await marking.undo();
  expect(state()).toEqual(before);
});

test('a mark linked elsewhere takes its finding with it where that has no other', async () => {
  const [questioned, known] = [pageOf('questioned'), pageOf('known')];
  await box(questioned);
  marking.chosen = null;
  await box(known);
  expect(marking.findings).toHaveLength(2);
  await marking.relink(marking.findings[0]!);
  expect(marking.findings.map(({ number, marks }) => [number, marks.length])).toEqual([[1, 2]]);
  await marking.relink(null);
  expect(marking.findings.map(({ number, marks }) => [number, marks.length])).toEqual([
    [1, 1],
    [3, 1],
  ]);
});

test('a mark moved goes no further than the page, and keeps its form; one place of it moves alone', async () => {
  const page = pageOf('questioned');
  await box(page);
  marking.move(page, -10_000, 0);
  await marking.settle();
  const places = (): unknown => marking.findings[0]!.marks[0]!.content.places;
  expect(places()).toEqual([
    { x: 0, y: 100 },
    { x: 50, y: 140.3 },
  ]);
  marking.moveOne(page, 1, 10_000, 1);
  await marking.settle();
  expect(places()).toEqual([
    { x: 0, y: 100 },
    { x: page.width, y: 141.3 },
  ]);
});

test('what fails is said, and changes nothing', async () => {
  const page = pageOf('questioned');
  await box(page);
  const before = state();
  engine.findings.full = true;
  await marking.say(marking.findings[0]!, { comment: 'lost?' });
  expect(marking.problem).not.toBeNull();
  expect(state()).toEqual(before);
  expect(marking.next.undo).toBe('draw a mark');
});

test("what is being typed of a finding is saved as that finding's when another mark is chosen, and kept where it cannot be", async () => {
  await box(pageOf('questioned'));
  await box(pageOf('questioned'), 300);
  const [first, second] = marking.findings.map((finding) => finding);
  marking.choose(first!.id, first!.marks[0]!.id);
  marking.type(first!, 'open bow');
  engine.findings.full = true;
  marking.choose(second!.id, second!.marks[0]!.id);
  await marking.settle();
  expect(marking.commentOf(marking.findings[0]!)).toBe('open bow');
  expect(marking.findings[0]!.comment).toBe('');
  engine.findings.full = false;
  await marking.settle();
  expect(marking.findings.map(({ comment }) => comment)).toEqual(['open bow', '']);
  marking.type(second!, 'dropped');
  marking.dropTyped(second!.id);
  await marking.settle();
  expect(marking.findings[1]!.comment).toBe('');
});

test('what was moved or typed just before the case is closed is saved in it', async () => {
  const page = pageOf('questioned');
  await box(page);
  marking.move(page, 7, 0);
  marking.type(marking.findings[0]!, 'open bow');
  await session.close();
  expect(marking.problem).toBeNull();
  expect(engine.findings.list()).toMatchObject([
    { comment: 'open bow', marks: [{ content: { places: [{ x: 107 }, { x: 157 }] } }] },
  ]);
});

test('a mark that could not be saved stays as it was drawn, and is saved when that is tried again', async () => {
  const page = pageOf('questioned');
  engine.findings.full = true;
  await box(page);
  expect(marking.findings).toEqual([]);
  marking.take('box');
  await marking.set(page, { x: 100, y: 100 });
  await marking.set(page, { x: 150, y: 140 });
  expect(marking.draft).toMatchObject({ shape: 'box', places: [{ x: 100 }, { x: 150 }], unsaved: true });
  engine.findings.full = false;
  expect(await marking.end(page)).toBe(true);
  expect(marking.draft).toBeNull();
  expect(marking.findings).toHaveLength(1);
  marking.take('text');
  await marking.set(page, { x: 10, y: 10 });
  engine.findings.full = true;
  expect(await marking.end(page, 'a thin stroke')).toBe(false);
  engine.findings.full = false;
  await marking.set(page, { x: 20, y: 20 });
  expect(await marking.end(page, 'a thin stroke')).toBe(true);
  expect(marking.findings.at(-1)!.marks.at(-1)!.content).toEqual({
    shape: 'text',
    places: [{ x: 20, y: 20 }],
    text: 'a thin stroke',
  });
});

test('leads to all marks of a finding, or to one', async () => {
  await box(pageOf('questioned'));
  await box(pageOf('known'));
  const [finding] = marking.findings;
  marking.show(finding!);
  marking.show(finding!, finding!.marks[1]);
  expect(shown.map((marks) => marks.length)).toEqual([2, 1]);
  expect(marking.chosen).toEqual({ finding: finding!.id, mark: finding!.marks[1]!.id });
});
