import { beforeEach, expect, test } from 'vitest';
import type { Page } from '../../../src/contract/case.ts';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Lettering } from '../../../src/renderer/stores/lettering.svelte.ts';
import { pressLetterKey } from '../../../src/renderer/viewer/lettering/letter-keys.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

let engine: FakeEngine;
let session: CaseSession;
let lettering: Lettering;
let page: Page;

beforeEach(async () => {
  engine = new FakeEngine({ examiner: EXAMINER });
  const client = new EngineClient(engine);
  await client.greet();
  session = new CaseSession(client, new Jobs());
  lettering = new Lettering(client, session);
  await session.open('/case');
  await session.needPages(session.items.map(({ id }) => id));
  await lettering.reload();
  page = session.pages.of(session.items[0]!.id)![0]!;
  lettering.toggle();
});

const corners = (x = 100): { x: number; y: number }[] => [
  { x, y: 100 },
  { x: x + 30.04, y: 140.26 },
];
async function mark(name: string, x?: number): Promise<void> {
  lettering.draw(page, corners(x));
  await lettering.name(name);
}
const state = (): unknown => lettering.letters.map(({ name, places }) => [name, places[0]!.x]);

test('what is drawn waits for its name, and is marked by it; its name is offered for the next one', async () => {
  lettering.draw(page, corners());
  expect(lettering.draft).toMatchObject({ whole: true, shape: 'box' });
  expect(lettering.letters).toEqual([]);
  expect(await lettering.name('  ')).toBe(false);
  expect(await lettering.name(' g ')).toBe(true);
  expect(lettering.draft).toBeNull();
  expect(lettering.lastName).toBe('g');
  expect(lettering.letter).toMatchObject({
    name: 'g',
    places: corners().map(({ x, y }) => ({ x: Number(x.toFixed(1)), y: Number(y.toFixed(1)) })),
  });
  await mark('A', 300);
  await mark('a', 500);
  expect(lettering.names).toEqual(['a', 'A', 'g']);
});

test('a slip of the hand draws nothing, and an outline needs three corners', () => {
  lettering.draw(page, [corners()[0]!, { x: 101, y: 101 }]);
  expect(lettering.draft).toBeNull();
  lettering.take('freehand');
  lettering.draw(page, corners());
  expect(lettering.draft).toBeNull();
  lettering.draw(page, [...corners(), { x: 100, y: 140 }]);
  expect(lettering.draft).toMatchObject({ whole: true, shape: 'freehand' });
});

test('everything done is taken back and done again, step by step', async () => {
  const states = [state()];
  const done = async (work: Promise<unknown>): Promise<void> => {
    await work;
    states.push(state());
  };
  await done(mark('g'));
  await done(mark('a', 300));
  await done(lettering.rename('o'));
  await done(lettering.remove());
  expect(states.at(-1)).toEqual([['g', 100]]);
  for (const before of states.toReversed().slice(1)) {
    await lettering.undo();
    expect(state()).toEqual(before);
  }
  expect(lettering.next).toEqual({ undo: null, redo: 'mark a letter' });
  for (const after of states.slice(1)) {
    await lettering.redo();
    expect(state()).toEqual(after);
  }
});

test('what cannot be saved stays drawn, and is said', async () => {
  engine.letters.full = true;
  lettering.draw(page, corners());
  expect(await lettering.name('g')).toBe(false);
  expect(lettering.draft).toMatchObject({ whole: true });
  expect(lettering.problem?.message).toContain('The disk is full.');
  engine.letters.full = false;
  expect(await lettering.name('g')).toBe(true);
  expect(lettering.problem).toBeNull();
});

test('another case has letters of its own', async () => {
  await mark('g');
  await session.close();
  await lettering.reload();
  expect([lettering.letters, lettering.lastName, lettering.on]).toEqual([[], '', false]);
});

test('keys alone draw around a letter: the cursor sets its corners, and its name is asked for', async () => {
  let named = 0;
  const press = (key: string, more: Partial<KeyboardEvent> = {}): boolean =>
    pressLetterKey(
      { key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more } as KeyboardEvent,
      {
        lettering,
        page,
        unit: 1,
        middle: () => ({ x: 200, y: 200 }),
        name: () => (named += 1),
      },
    );
  expect(press('ArrowRight')).toBe(false);
  for (const key of ['Enter', 'Enter']) expect(press(key)).toBe(true);
  for (const key of ['ArrowRight', 'ArrowDown']) expect(press(key, { shiftKey: true })).toBe(true);
  press('Enter');
  expect(lettering.draft).toMatchObject({
    whole: true,
    places: [
      { x: 200, y: 200 },
      { x: 220, y: 220 },
    ],
  });
  press('Enter');
  expect(named).toBe(1);
  await lettering.name('g');
  press('Escape');
  expect(lettering.tool).toBe('choose');
  press('Enter');
  expect(named).toBe(2);
  press('Delete');
  await expect.poll(() => lettering.letters).toEqual([]);
  // An outline: three corners, and the last one again.
  press('r');
  press('Enter');
  for (const key of ['Enter', 'ArrowRight', 'Enter', 'ArrowDown', 'Enter', 'Enter'])
    press(key, { shiftKey: key.startsWith('Arrow') });
  expect(lettering.draft).toMatchObject({ whole: true, shape: 'freehand' });
  expect(lettering.draft!.places).toHaveLength(3);
  press('Escape');
  expect(lettering.draft).toBeNull();
});
