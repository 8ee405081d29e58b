import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { startBaseline } from './baseline.ts';

it('finds words with OpenCV (skipped where no Python has it)', async ({ skip }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'baseline-test-'));
  const baseline = await startBaseline(folder);
  try {
    if (baseline === null) return skip('no Python with OpenCV');
    const word = (x: number, y: number): string =>
      [0, 14, 28].map((left) => `<rect x="${x + left}" y="${y}" width="8" height="20"/>`).join('');
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="800"><rect width="1000" height="800" fill="#fff"/>` +
      `${word(40, 40)}${word(120, 40)}${word(40, 120)}</svg>`;
    const file = path.join(folder, 'page.png');
    await sharp(Buffer.from(svg)).png().toFile(file);
    const { words, ink } = await baseline.segmentFile(file);
    expect(words).toEqual([
      { line: 0, box: { x: 40, y: 40, width: 36, height: 20 } },
      { line: 0, box: { x: 120, y: 40, width: 36, height: 20 } },
      { line: 1, box: { x: 40, y: 120, width: 36, height: 20 } },
    ]);
    expect(ink).toHaveLength(1000 * 800);
    expect(ink.reduce((sum, value) => sum + value, 0)).toBe(9 * 8 * 20);
  } finally {
    await baseline?.close();
    await rm(folder, { recursive: true, force: true });
  }
});
