import sharp from 'sharp';
import type { Box } from '../../src/main/engine/imaging/gray.ts';
import type { KnownPage } from './page-truth.ts';
import type { Segmentation } from './score.ts';

/** Draws a page with the true words in green and the found ones in red, those of every other line dashed, as PNG. */
export async function drawFound({ file, truth }: KnownPage, found: Segmentation, out: string): Promise<void> {
  const { width, height } = truth;
  const pen = Math.max(1, width / 1200);
  const frame = ({ x, y, width: wide, height: high }: Box, colour: string, dashed: boolean): string =>
    `<rect x="${x - pen}" y="${y - pen}" width="${wide + 2 * pen}" height="${high + 2 * pen}" fill="none" ` +
    `stroke="${colour}" stroke-width="${pen}"${dashed ? ` stroke-dasharray="${4 * pen}"` : ''}/>`;
  const frames = [
    ...truth.lines.flatMap((words, line) => words.map(({ box }) => frame(box, '#080', line % 2 === 1))),
    ...found.words.map(({ box, line }) => frame(box, '#d00', line % 2 === 1)),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${frames.join('')}</svg>`;
  await sharp(file)
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toFile(out);
}
