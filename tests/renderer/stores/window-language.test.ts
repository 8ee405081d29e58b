import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Language } from '../../../src/language/language.ts';
import { decimal, say, WindowLanguage } from '../../../src/renderer/stores/window-language.svelte.ts';

const root = { lang: '' };
let kept: Map<string, string>;
let told: Language[];

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: root });
  kept = new Map();
  told = [];
});
afterEach(() => {
  open(['en']).choose('en');
  vi.unstubAllGlobals();
});

function open(system: readonly string[]): WindowLanguage {
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage;
  return new WindowLanguage(storage, system, (language) => told.push(language));
}

it('is at first the system’s; nothing is kept before it is chosen', () => {
  const language = open(['de-CH', 'fr']);
  expect([language.current, root.lang, say('Findings'), decimal(0.5, 1)]).toEqual([
    'de',
    'de-DE',
    'Befunde',
    '0,5',
  ]);
  expect([told, kept.size]).toEqual([['de'], 0]);
});

it('is what was chosen, at once and at the next start, whatever the system speaks', () => {
  open(['de']).choose('zh');
  expect([root.lang, say('Findings'), decimal(0.5, 1)]).toEqual(['zh-CN', '检验所见', '0.5']);
  expect(open(['de']).current).toBe('zh');
  expect(told).toEqual(['de', 'zh', 'zh']);
});

it('does not trust what another version kept', () => {
  kept.set('chirograph.language', 'fr');
  expect(open(['en-US']).current).toBe('en');
});
