import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pagesOf } from '../../../../src/main/engine/imaging/decode.ts';
import { readEvidence, type Evidence } from '../../../../src/main/engine/imaging/evidence.ts';
import { createPreparation } from '../../../../src/main/engine/imaging/preparation-pool.ts';
import { SIGNATURE_INPUT, WORD_INPUT } from '../../../../src/main/engine/imaging/normalise.ts';
import type { CutKind, Region } from '../../../../src/main/engine/imaging/preparation.ts';
import { cutRegions, preparePage } from '../../../../src/main/engine/imaging/prepare.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-cut-'));
const file = path.join(folder, 'page.png');
let evidence: Evidence;

const LEFT = 'M20 70 L40 30 L60 70 L80 30';
const RIGHT = 'M120 70 L140 30 L160 70';
const page = (strokes: string): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="100%" height="100%" fill="#f4f0e6"/><path d="${strokes}" fill="none" stroke="#222" stroke-width="5"/></svg>`,
    ),
  )
    .png()
    .toBuffer();

beforeAll(async () => {
  writeFileSync(file, await page(`${LEFT} ${RIGHT}`));
  evidence = await readEvidence(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

const cut = async (
  regions: readonly Region[],
  as: CutKind = 'word',
  of = evidence,
): ReturnType<typeof cutRegions> => cutRegions(of, await pagesOf(of), regions, as);
const whole: Region = { page: 0, box: { x: 10, y: 20, width: 160, height: 60 }, outline: null };

const kinds: CutKind[] = ['word', 'signature'];

it.each(kinds)('counts what lies outside the outline of a %s as paper', async (as) => {
  writeFileSync(path.join(folder, 'left.png'), await page(LEFT));
  const alone = await readEvidence(path.join(folder, 'left.png'));
  const around = [
    { x: 10, y: 20 },
    { x: 100, y: 20 },
    { x: 100, y: 80 },
    { x: 10, y: 80 },
  ];
  const [both, masked] = await cut([whole, { ...whole, outline: around }], as);
  const [left] = await cut([whole], as, alone);
  expect(masked?.cropSha256).toBe(left?.cropSha256);
  expect(masked?.cropSha256).not.toBe(both?.cropSha256);
});

it.each([
  ['word', WORD_INPUT],
  ['signature', SIGNATURE_INPUT],
] as const)('gives nothing for a %s of paper, and the others all the same', async (as, input) => {
  const crops = await cut([{ ...whole, box: { x: 200, y: 5, width: 80, height: 90 } }, whole], as);
  expect(crops[0]).toBeNull();
  expect(crops[1]?.crop.length).toBe(input.width * input.height);
});

it.each(kinds)('gives of a whole page as a %s what preparation gives of it as one', async (as) => {
  const [facts] = await pagesOf(evidence);
  const { words } = await preparePage(evidence, facts!, as);
  const [crop] = await cut([{ ...whole, box: { x: 0, y: 0, width: 300, height: 100 } }], as);
  expect(words).toHaveLength(1);
  expect(words[0]).toMatchObject({ ...crop });
});

it.each([
  ['a page that the file has not', { ...whole, page: 1 }],
  ['the edge of the page', { ...whole, box: { x: 200, y: 0, width: 101, height: 20 } }],
  ['nothing', { ...whole, box: { x: 200, y: 0, width: 0, height: 20 } }],
])('refuses a region over %s', async (_what, region) => {
  await expect(cut([region])).rejects.toMatchObject({ code: 'not-found' });
});

it('is done in a child process, with the hash of the bytes it was done from', async () => {
  const preparation = createPreparation({ children: 1 });
  try {
    const word = await preparation.cut({ path: file, regions: [whole] });
    expect(word).toEqual({ sha256: evidence.sha256, crops: await cut([whole]) });
    const signature = await preparation.cut({ path: file, regions: [whole], as: 'signature' });
    expect(signature).toEqual({ sha256: evidence.sha256, crops: await cut([whole], 'signature') });
  } finally {
    await preparation.close();
  }
});
