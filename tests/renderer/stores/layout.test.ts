import { describe, expect, it } from 'vitest';
import { Layout } from '../../../src/renderer/stores/layout.svelte.ts';

function keeper(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  };
}

describe('sizes of panels', () => {
  it('are remembered from one window to the next', () => {
    const storage = keeper();
    new Layout(storage).set('case.items', { size: 300, collapsed: true });
    expect(new Layout(storage).panel('case.items', 200)).toEqual({ size: 300, collapsed: true });
    expect(new Layout(storage).panel('case.inspector', 200)).toEqual({ size: 200, collapsed: false });
  });

  it.each(['{', '12', 'null', '{"size":"wide"}', '{"size":-4}', '{"size":1e999}'])(
    'are the first ones where %s was left behind',
    (left) => {
      const layout = new Layout(keeper({ 'chirograph.panel.case.items': left }));
      expect(layout.panel('case.items', 240)).toEqual({ size: 240, collapsed: false });
    },
  );
});
