import { expect, it } from 'vitest';
import { captioned, onPaper } from '../../src/renderer/figure-file.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><text fill="var(--text)">a</text></svg>';

it('a figure that is taken elsewhere has the colours of paper', async () => {
  expect(await onPaper(SVG, [])).toContain('fill="#1b1b1b"');
});

it('a caption stands below the figure, in as many lines as it needs, with signs of markup as signs', () => {
  const text = `A caption of several words, more than one line of so narrow a figure holds: 1 < 2 & 3 "so"`;
  const whole = captioned(SVG, { width: 300, height: 100 }, [text]);
  const [, height] = /viewBox="0 0 300 (\d+)"/u.exec(whole)!;
  expect(Number(height)).toBe(100 + 8 + 2 * 11);
  const lines = [...whole.matchAll(/<text x="0"[^>]*>([^<]*)<\/text>/gu)].map(([, line]) => line);
  expect(lines.join(' ')).toBe(
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;'),
  );
  expect(whole.endsWith('</svg>')).toBe(true);
});
