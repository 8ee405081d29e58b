import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/renderer/tokens.css', import.meta.url), 'utf8');

/** Colours of one set of tokens, by name. */
function colours(theme: string): Map<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/(--[a-z-]+): ([^;]+);/g)].map((found) => [found[1]!, found[2]!]));
}

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

const THEMES = ['light', 'dark', 'contrast'];
const GROUNDS = ['--ground', '--panel', '--field', '--hover'];

describe('design tokens', () => {
  it('are the same in all three sets', () => {
    const [light, dark, high] = THEMES.map((theme) => [...colours(theme).keys()].sort());
    expect(light!.length).toBeGreaterThan(15);
    expect(dark).toEqual(light);
    expect(high).toEqual(light);
  });

  it.each(THEMES)('have greys without a tint (%s)', (theme) => {
    const tokens = colours(theme);
    for (const name of [...GROUNDS, '--evidence', '--line', '--text', '--chosen', '--action']) {
      const hex = tokens.get(name)!;
      expect([name, hex.slice(1, 3), hex.slice(3, 5)]).toEqual([name, hex.slice(3, 5), hex.slice(5, 7)]);
    }
  });

  it.each(THEMES)('can be read: text 4.5 to 1 on every ground, frames of fields 3 to 1 (%s)', (theme) => {
    const tokens = colours(theme);
    const texts = ['--text', '--text-second', '--text-third', '--questioned', '--known', '--danger'];
    for (const ground of GROUNDS) {
      for (const text of texts) {
        const ratio = contrast(tokens.get(text)!, tokens.get(ground)!);
        expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(theme === 'contrast' ? 7 : 4.5);
      }
    }
    for (const text of ['--text', '--text-second', '--questioned', '--known', '--danger']) {
      expect(contrast(tokens.get(text)!, tokens.get('--chosen')!), `${text}, chosen`).toBeGreaterThanOrEqual(
        4,
      );
    }
    expect(contrast(tokens.get('--action-text')!, tokens.get('--action')!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens.get('--line-strong')!, tokens.get('--panel')!)).toBeGreaterThanOrEqual(3);
  });
});
