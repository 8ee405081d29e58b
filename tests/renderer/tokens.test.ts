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
const TEXTS = ['--text', '--text-second', '--text-third', '--questioned', '--known', '--danger'];

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

  it.each(THEMES)('can be read: text on every ground that it stands on (%s)', (theme) => {
    const tokens = colours(theme);
    const ratio = (text: string, ground: string): number => contrast(tokens.get(text)!, tokens.get(ground)!);
    // WCAG 2.2 asks 4.5 to 1 at level AA and 7 to 1 at level AAA, which high contrast keeps where nothing is chosen.
    const least = theme === 'contrast' ? 7 : 4.5;
    for (const text of TEXTS) {
      for (const ground of GROUNDS) {
        expect(ratio(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(least);
      }
      for (const ground of ['--chosen', '--chosen-strong']) {
        expect(ratio(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(ratio('--text-second', '--evidence')).toBeGreaterThanOrEqual(least);
    for (const ground of ['--action', '--action-hover']) {
      expect(ratio('--action-text', ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(THEMES)('frame what is operated, and where the keyboard is, 3 to 1 (%s)', (theme) => {
    const tokens = colours(theme);
    for (const ground of GROUNDS) {
      for (const frame of ['--line-strong', '--focus', '--questioned', '--known', '--danger']) {
        const ratio = contrast(tokens.get(frame)!, tokens.get(ground)!);
        expect(ratio, `${frame} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
    for (const ground of ['--chosen', '--chosen-strong', '--evidence']) {
      expect(contrast(tokens.get('--focus')!, tokens.get(ground)!)).toBeGreaterThanOrEqual(3);
    }
  });

  it('are those of the login page too, which is there before anything else may be loaded', () => {
    const login = readFileSync(new URL('../../src/renderer/public/login.css', import.meta.url), 'utf8');
    const [usual, high] = login.split('@media (prefers-contrast: more)') as [string, string];
    const pairs = [...usual.matchAll(/(--[a-z-]+): light-dark\(([^,]+), ([^)]+)\);/g)];
    expect(pairs.length).toBeGreaterThan(8);
    const [light, dark, contrast] = THEMES.map(colours);
    for (const [, name, inLight, inDark] of pairs) {
      expect([name, inLight, inDark]).toEqual([name, light!.get(name!), dark!.get(name!)]);
      expect(high).toContain(`${name}: ${contrast!.get(name!)};`);
    }
  });

  it('are all named anew where the system lays down its own colours', () => {
    const forced = /forced-colors: active\) \{\s*:root,\s*\[data-theme\] \{([^}]*)\}/.exec(css)?.[1] ?? '';
    const names = [...forced.matchAll(/(--[a-z-]+): [a-z]+;/gi)].map((found) => found[1]!).sort();
    expect(names).toEqual([...colours('light').keys()].sort());
  });
});
