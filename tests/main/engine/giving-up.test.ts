/** What is given up leaves nothing behind, whether its turn had come or not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Case } from '../../../src/contract/case.ts';
import { prepareCase, as, type PreparedCase } from './prepared-case.ts';

let prepared: PreparedCase;
beforeAll(async () => {
  prepared = await prepareCase(true);
});
afterAll(() => prepared.close());

/** The first questioned item against all of the first writer. */
function sides({ items, writers: [writer] }: Case): { questioned: string[]; known: string[] } {
  const first = items.find(({ role }) => role === 'questioned')!;
  return {
    questioned: [first.id],
    known: items.flatMap((item) => (item.writer === writer!.id ? [item.id] : [])),
  };
}

async function actionsIn(id: string): Promise<string[]> {
  const { entries } = await prepared.engine.call('journal.read', { case: id });
  return entries.map(({ action }) => action);
}

test('what is given up while it waits is answered at once, and never done', async () => {
  const { engine } = prepared;
  const { view } = await prepared.copy();
  const { id, items } = view;
  const { questioned, known } = sides(view);
  const before = await actionsIn(id);

  const ended: string[] = [];
  const preparing = engine
    .call('case.prepare', { case: id, items: items.map((item) => item.id) }, as)
    .finally(() => ended.push('prepared'));
  const giveUp = new AbortController();
  const waiting = { ...as, signal: giveUp.signal };
  const results = { comparisons: [], searches: [], findings: false };
  const givenUp = Promise.allSettled([
    engine.call('comparison.run', { case: id, questioned, known }, waiting),
    engine.call('search.run', { case: id, questioned, top: 5 }, waiting),
    engine.call('report.export', { case: id, ...results }, waiting),
    engine.call('case.verify', { case: id }, waiting),
    engine.call('unmasking.begin', { case: id }, waiting),
  ]).finally(() => ended.push('given up'));
  giveUp.abort();
  for (const outcome of await givenUp) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
  }
  await preparing;
  // Behind all that waited.
  await engine.call('case.encode', { case: id }, as);
  expect(ended).toEqual(['given up', 'prepared']);
  const after = (await actionsIn(id)).filter((action) => action !== 'item.prepare');
  expect(after).toEqual(before.filter((action) => action !== 'item.prepare'));
});

test.each([
  ['comparison.run', 'words'],
  ['search.run', 'writers'],
] as const)(
  '%s that is given up while it computes saves nothing, though every word was encoded before',
  async (method, unit) => {
    const { engine } = prepared;
    const { view } = await prepared.copy();
    const before = await actionsIn(view.id);
    const giveUp = new AbortController();
    const running = engine.call(
      method,
      { case: view.id, ...sides(view) },
      {
        ...as,
        signal: giveUp.signal,
        onProgress: (progress) => {
          if (progress.unit === unit) giveUp.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await actionsIn(view.id)).toEqual(before);
  },
);

test('what is sorted anew while a search computes makes its result stale, and the case is whole', async () => {
  const { engine } = prepared;
  const { view } = await prepared.copy();
  const { questioned, known } = sides(view);
  const meanwhile: Promise<unknown>[] = [];
  const found = await engine.call(
    'search.run',
    { case: view.id, questioned },
    {
      ...as,
      onProgress({ unit }) {
        if (unit !== 'writers' || meanwhile.length > 0) return;
        const assigned = { case: view.id, items: known, role: 'unassigned' as const };
        meanwhile.push(engine.call('item.assign', assigned, as));
      },
    },
  );
  await Promise.all(meanwhile);
  expect(found.hits.map(({ items }) => items)).toContainEqual(known);
  const listed = await engine.call('search.list', { case: view.id });
  expect(listed).toMatchObject([{ id: found.id, stale: expect.stringContaining('assignment') as string }]);
  expect(await engine.call('case.verify', { case: view.id })).toMatchObject({ ok: true });
});
