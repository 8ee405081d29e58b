import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/contract/case.ts';
import { PageCache } from '../../../src/renderer/stores/page-cache.svelte.ts';
import { itemId, makePages } from '../fake-case.ts';

/** A reader whose answers come when the test lets them. */
function slowReader() {
  const answers: { item: string; answer: (pages: Page[]) => void }[] = [];
  const read = (item: string) => new Promise<Page[]>((answer) => answers.push({ item, answer }));
  return { answers, cache: new PageCache(read) };
}

const pages = makePages(0);
const item = itemId(0);

describe('pages read when needed', () => {
  it('asks once for what several views need', async () => {
    const { answers, cache } = slowReader();
    const needed = Promise.all([cache.need([item]), cache.need([item])]);
    expect(answers).toHaveLength(1);
    answers[0]!.answer(pages);
    await needed;
    expect(cache.of(item)).toEqual(pages);
    expect(cache.word(pages[1]!.words[4]!.id)?.page.id).toBe(pages[1]!.id);
  });

  it('drops an answer from before a change', async () => {
    const { answers, cache } = slowReader();
    const needed = cache.need([item]);
    const refreshed = cache.refresh([item]);
    answers[1]!.answer([pages[0]!]);
    await refreshed;
    answers[0]!.answer(pages);
    await needed;
    expect(cache.of(item)).toEqual([pages[0]]);
  });

  it('drops an answer that comes after the case was closed', async () => {
    const { answers, cache } = slowReader();
    const needed = cache.need([item]);
    cache.clear();
    answers[0]!.answer(pages);
    await needed;
    expect(cache.of(item)).toBeUndefined();
  });

  it('does not read again what nobody has looked at', async () => {
    const { answers, cache } = slowReader();
    await cache.refresh([item]);
    expect(answers).toHaveLength(0);
  });
});
