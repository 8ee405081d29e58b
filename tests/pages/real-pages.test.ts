import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedDataFolder } from './places.ts';
import { realPages, readTruthFile } from './real-pages.ts';

describe('the truth of the scanned pages', () => {
  it('has every box inside its page, words of a line from left to right, lines from the top', async () => {
    const { pages } = await readTruthFile();
    expect(pages).toHaveLength(16);
    expect(new Set(pages.map(({ file }) => file)).size).toBe(16);
    for (const { file, width, height, lines } of pages) {
      const middles = lines.map((words) => {
        for (const [text, x, y, wide, high] of words) {
          expect(x + wide, `${file} ${text}`).toBeLessThanOrEqual(width);
          expect(y + high, `${file} ${text}`).toBeLessThanOrEqual(height);
        }
        const centres = words.map(([, x, , wide]) => x + wide / 2);
        expect(centres, file).toEqual(centres.toSorted((a, b) => a - b));
        return words.reduce((sum, [, , y, , high]) => sum + y + high / 2, 0) / words.length;
      });
      expect(middles, file).toEqual(middles.toSorted((a, b) => a - b));
    }
  });

  it.skipIf(!existsSync(sharedDataFolder))(
    'was made from the files that are there, and its boxes hold all their ink tightly (needs ../shared/data)',
    async () => {
      for await (const { name, truth } of realPages(sharedDataFolder)) {
        for (const { box, text } of truth.lines.flat()) {
          const isInk = (x: number, y: number): boolean => truth.ink[y * truth.width + x] === 1;
          const columns = Array.from({ length: box.width }, (_, at) => box.x + at);
          const rows = Array.from({ length: box.height }, (_, at) => box.y + at);
          for (const y of [rows[0]!, rows.at(-1)!]) {
            expect(
              columns.some((x) => isInk(x, y)),
              `${path.basename(name)} ${text}`,
            ).toBe(true);
          }
          for (const x of [columns[0]!, columns.at(-1)!]) {
            expect(
              rows.some((y) => isInk(x, y)),
              `${path.basename(name)} ${text}`,
            ).toBe(true);
          }
        }
      }
    },
  );
});
