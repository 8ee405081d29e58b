/** Files that are damaged, crafted or simply other than expected, each beside good items, through the whole of a case. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case, Item } from '../../../src/contract/case.ts';
import type { ErrorCode } from '../../../src/contract/schema.ts';
import { visible } from '../../../src/contract/visible.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { sha256 } from '../../../src/main/engine/case/hash.ts';
import {
  flatPng,
  jpegOfSize,
  manyPages,
  manyScans,
  pngChunk,
  ringOf,
  textBombs,
  withChunks,
  withTag,
} from './imaging/crafted.ts';
import { drawPage } from './imaging/drawn.ts';
import { pdfFile, scanPage } from './imaging/pdf-file.ts';
import { tiffFile } from './imaging/tiff.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
const { image } = drawPage([
  [3, 6, 2],
  [7, 4, 5],
]);
const WORDS = 6;
const picture = (): Sharp =>
  sharp(image.data, { raw: { width: image.width, height: image.height, channels: 1 } });
const colour = (): Sharp => picture().toColourspace('srgb').tint('#305090');
const flat = (level: number): Sharp =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: { r: level, g: level, b: level } } });

/** Name, bytes, and what must come of it: so many words, or a problem with this code and text. */
type Row = readonly [name: string, bytes: Buffer, outcome: number | readonly [ErrorCode, RegExp]];

const damaged = [
  'file-unreadable',
  /is damaged or incomplete and cannot be decoded\. Get the file again/,
] as const;
const blank = ['no-writing', /No writing was found.*Look at the image/] as const;
const other = (what: string): readonly [ErrorCode, RegExp] => [
  'format-not-read',
  new RegExp(`is ${what}.*Chirograph reads`),
];

async function table(): Promise<Row[]> {
  const png = await colour().png().toBuffer();
  const jpeg = await colour().jpeg().toBuffer();
  const progressive = await colour().jpeg({ progressive: true }).toBuffer();
  const tiff = await colour().tiff({ compression: 'lzw' }).toBuffer();
  const plain = tiffFile([image, image]);
  const tiled = await colour().tiff({ tile: true, tileWidth: 128, tileHeight: 128 }).toBuffer();
  const wide = drawPage([Array.from({ length: 177 }, () => 4)], { size: 60, pen: 5 }).image;
  const animation = Buffer.alloc(8);
  animation.writeUInt32BE(2, 0);
  const pdf = await pdfFile((document) => {
    scanPage(document, png, { width: image.width, height: image.height, dpi: 300 });
    scanPage(document, jpeg, { width: image.width, height: image.height, dpi: 300 });
  });
  const locked = await pdfFile((document) => document.addPage(), { userPassword: 'x', pdfVersion: '1.7' });
  const attached = await pdfFile((document) => {
    scanPage(document, png, { width: image.width, height: image.height, dpi: 300 });
    document.file(Buffer.from('a,b'), { name: 'table.csv' });
  });
  const frames = await sharp(Buffer.concat([Buffer.alloc(40 * 40 * 3, 7), Buffer.alloc(40 * 40 * 3, 200)]), {
    raw: { width: 40, height: 80, channels: 3, pageHeight: 40 },
  })
    .webp()
    .toBuffer();
  return [
    ...[png, jpeg, tiff].flatMap((bytes, format) =>
      [0.05, 0.5, 0.95].map((share): Row => [
        `cut at ${share}.${['png', 'jpg', 'tif'][format]}`,
        bytes.subarray(0, Math.floor(share * bytes.length)),
        damaged,
      ]),
    ),
    ['empty.png', Buffer.alloc(0), ['file-unreadable', /is empty \(0 bytes\)/]],
    ['jpeg called.png', jpeg, WORDS],
    ['tiff called.jpg', tiff, WORDS],
    ['pdf called.png', pdf, 2 * WORDS],
    ['webp called.tif', await colour().webp({ lossless: true }).toBuffer(), WORDS],
    ['locked.pdf', locked, ['file-unreadable', /protected.*Save a copy without protection/]],
    [
      'cut.pdf',
      Buffer.from('%PDF-1.7\n1 0 obj<</Type/Cat'),
      ['file-unreadable', /cannot be opened as a PDF/],
    ],
    ['attached.pdf', attached, ['read-in-part', /other files attached to it/]],
    ['gif called.png', await colour().gif().toBuffer(), other('a GIF image')],
    ['zip called.png', Buffer.from('PK\u0003\u0004rest of an archive'), other('a ZIP archive')],
    ['program called.png', Buffer.from('MZ\u0090\0rest of a program', 'latin1'), other('a program')],
    ['ELF called.jpg', readFileSync(process.execPath).subarray(0, 4096), other('a program')],
    ['animated webp called.png', frames, ['format-not-read', /is an animation \(WebP\)/]],
    ['animated.png', withChunks(png, pngChunk('acTL', animation)), ['format-not-read', /is an animation/]],
    ['dot.png', flatPng(1, 1), blank],
    ['white.png', await flat(255).png().toBuffer(), blank],
    ['black.png', await flat(0).png().toBuffer(), blank],
    ['white.jpg', await flat(255).jpeg().toBuffer(), blank],
    ['white.tif', await flat(255).tiff().toBuffer(), blank],
    ['cmyk.jpg', await colour().toColourspace('cmyk').jpeg().toBuffer(), WORDS],
    ['16-bit.png', await picture().toColourspace('grey16').png().toBuffer(), WORDS],
    ['16-bit.tif', await colour().toColourspace('rgb16').tiff().toBuffer(), WORDS],
    [
      'wide.png',
      await sharp(wide.data, { raw: { width: wide.width, height: wide.height, channels: 1 } })
        .png()
        .toBuffer(),
      177,
    ],
    [
      'wider.png',
      flatPng(70_000, 10),
      ['file-too-large', /70000 x 10 pixels; the limit for a side is 65,535/],
    ],
    [
      'bomb.png',
      flatPng(30_000, 30_000),
      ['file-too-large', /30000 x 30000 pixels; the limit is 268 megapixels/],
    ],
    ['text bombs.png', withChunks(png, ...textBombs()), WORDS],
    ['ring.tif', ringOf(plain), 2 * WORDS],
    ['pages.tif', manyPages(65_535), ['file-too-large', /pages; the limit is 500\. Split it/]],
    ['enormous.jpg', jpegOfSize(jpeg, 65_500, 65_500), ['file-too-large', /65500 x 65500 pixels/]],
    ['two pictures.jpg', Buffer.concat([jpeg, jpeg]), ['read-in-part', /more than one picture.*Look at the/]],
    [
      'two pictures, the first white.jpg',
      Buffer.concat([await flat(255).jpeg().toBuffer(), jpeg]),
      ['no-writing', /No writing was found.*more than one picture/],
    ],
    ['below.tif', tiffFile([{ ...image, below: [image] }]), ['read-in-part', /SubIFDs.*Look at the/]],
    ['scans.jpg', manyScans(progressive, 5_000), damaged],
    ['tiles.tif', withTag(withTag(tiled, 322, 60_000), 323, 60_000), damaged],
    [`${'n'.repeat(251)}.png`, png.subarray(0, 200), damaged],
    ['\u001B[2Jcontrol\r.png', png.subarray(0, 200), damaged],
    ['turned\u202Egnp.png', png.subarray(0, 200), damaged],
  ];
}

let root: string;
let folder: string;
let engine: LocalEngine;
let socket: Server;
let rows: readonly Row[];
let view: Case;
const good = ['questioned/good.png', 'known/A/good.jpg'];
const before = new Map<string, string>();

const state = (file: string): string => {
  const { mode, mtimeMs } = statSync(file);
  return [sha256(readFileSync(file)), mode, mtimeMs].join(' ');
};
const itemAt = (inside: string): Item => {
  const item = view.items.find((each) => each.path === inside);
  if (!item) throw new Error(`no item at ${inside}`);
  return item;
};

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-bad-'));
  folder = path.join(root, 'case');
  for (const side of ['questioned', 'known/A']) mkdirSync(path.join(folder, side), { recursive: true });
  rows = await table();
  writeFileSync(path.join(folder, good[0]!), await colour().png().toBuffer());
  writeFileSync(path.join(folder, good[1]!), await colour().jpeg({ quality: 95 }).toBuffer());
  for (const [name, bytes] of rows) writeFileSync(path.join(folder, 'questioned', name), bytes);
  for (const name of [...good, ...rows.map(([each]) => `questioned/${each}`)]) {
    before.set(name, state(path.join(folder, name)));
  }
  for (const name of ['letter.docx', 'scan.heic', 'moving.gif', 'notes', 'a.zip', 'fax.pdf.bak']) {
    writeFileSync(path.join(folder, name), 'x');
  }
  mkdirSync(path.join(folder, ...Array.from({ length: 300 }, () => 'deep')), { recursive: true });
  if (process.platform !== 'win32') {
    writeFileSync(path.join(root, 'outside.png'), await colour().png().toBuffer());
    symlinkSync(path.join(root, 'outside.png'), path.join(folder, 'out.png'));
    symlinkSync('loop.png', path.join(folder, 'loop.png'));
    symlinkSync('.', path.join(folder, 'questioned', 'round'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.png')]);
    socket = createServer();
    await new Promise<void>((resolve) => socket.listen(path.join(folder, 'socket.png'), resolve));
  }
  if (process.platform === 'linux') {
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/M`), Buffer.from([0xfc]), Buffer.from('ller.png')]),
      'x',
    );
  }
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  const { id } = await engine.call('case.open', { folder }, as);
  await engine.call('case.prepare', { case: id }, as);
  await engine.call('case.encode', { case: id }, as);
  view = await engine.call('case.get', { case: id });
}, 180_000);

afterAll(async () => {
  await engine.close();
  socket?.close();
  rmSync(root, { recursive: true, force: true });
});

describe('a case with every kind of bad file', () => {
  it('says of each file what it is and what to do, or reads it', () => {
    const found = rows.map(([name]) => {
      const { words, problem } = itemAt(`questioned/${name}`);
      return [name, problem === null ? words : `${problem.code}: ${problem.message}`];
    });
    const wrong = rows.filter(([name, , outcome], index) => {
      const { words, problem } = itemAt(`questioned/${name}`);
      if (typeof outcome === 'number') return problem !== null || words !== outcome;
      return problem?.code !== outcome[0] || !outcome[1].test(String(found[index]![1]));
    });
    expect(wrong.map(([name]) => found.find(([each]) => each === name))).toEqual([]);
  });

  it('takes the words of a file that was read in part, beside what is said of it', () => {
    for (const name of ['two pictures.jpg', 'below.tif']) {
      expect(itemAt(`questioned/${name}`)).toMatchObject({ words: WORDS, preparation: 'ready' });
    }
  });

  it('shows a page without writing: the item failed, its picture is there', async () => {
    for (const name of ['white.png', 'black.png', 'white.jpg', 'white.tif', 'dot.png']) {
      const item = itemAt(`questioned/${name}`);
      expect(item).toMatchObject({ preparation: 'failed', pages: 1, words: 0 });
      const [page] = await engine.call('item.pages', { case: view.id, item: item.id });
      for (const shown of [item.thumbnail, page!.image]) {
        const { bytes } = await engine.call('image.read', { case: view.id, image: shown as string });
        expect((await sharp(bytes).metadata()).width).toBe(name === 'dot.png' ? 1 : 300);
      }
    }
  });

  it('reads the good items beside them, and compares them', async () => {
    const [questioned, known] = good.map(itemAt) as [Item, Item];
    for (const item of [questioned, known]) {
      expect(item).toMatchObject({ preparation: 'ready', problem: null, words: WORDS, encodedWords: WORDS });
    }
    const comparison = await engine.call(
      'comparison.run',
      { case: view.id, questioned: [questioned.id], known: [known.id] },
      as,
    );
    expect(comparison.score).toBeGreaterThan(0.9);
    await expect(
      engine.call(
        'comparison.run',
        { case: view.id, questioned: [itemAt('questioned/white.png').id], known: [known.id] },
        as,
      ),
    ).rejects.toMatchObject({ message: expect.stringContaining('white.png') as string });
  });

  it('names everything else in the folder that it does not read, with the reason', () => {
    const found = new Map(view.changes.notRead?.map(({ path: inside, reason }) => [inside, reason]));
    const expected: Record<string, RegExp> = {
      'letter.docx': /an office document/,
      'scan.heic': /a format that is not read/,
      'moving.gif': /a format that is not read/,
      'a.zip': /an archive/,
      notes: /not named as an image/,
      'fax.pdf.bak': /not named as an image/,
    };
    if (process.platform !== 'win32') {
      expected['out.png'] = /a link out of the case folder/;
      expected['loop.png'] = /a link that leads nowhere, or back to itself/;
      expected['pipe.png'] = /a pipe, socket or device/;
      expected['socket.png'] = /a pipe, socket or device/;
    }
    if (process.platform === 'linux') expected['M\\xFCller.png'] = /not Unicode: rename it/;
    for (const [inside, reason] of Object.entries(expected)) expect(found.get(inside)).toMatch(reason);
    expect([...found.keys()].sort()).toEqual(Object.keys(expected).sort());
  });

  it('writes no message in which a file name steers a terminal or reads as another', () => {
    const messages = view.items.flatMap(({ problem }) => problem?.message ?? []);
    expect(messages.filter((message) => message.includes('\\u{202E}'))).toHaveLength(1);
    expect(messages.filter((message) => visible(message) !== message)).toEqual([]);
  });

  it('leaves every file as it was', () => {
    for (const [name, was] of before) expect([name, state(path.join(folder, name))]).toEqual([name, was]);
  });
});
