import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  watch,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp, { type Region } from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Box } from '../../../../src/main/engine/imaging/gray.ts';
import { WORD_INPUT } from '../../../../src/main/engine/imaging/normalise.ts';
import { OVER_MEMORY } from '../../../../src/main/engine/imaging/preparation-messages.ts';
import { limits } from '../../../../src/main/engine/imaging/limits.ts';
import {
  requireWords,
  type Preparation,
  type PreparedFile,
  type PreparedWord,
} from '../../../../src/main/engine/imaging/preparation.ts';
import {
  createPreparation,
  type ChildDeath,
  type PreparationOptions,
} from '../../../../src/main/engine/imaging/preparation-pool.ts';
import { drawPage } from './drawn.ts';
import { pdfFile, scanPage, writtenPdf } from './pdf-file.ts';
import { tiffFile } from './tiff.ts';

const FAILING = path.join(import.meta.dirname, 'fixtures/failing-child.ts');
const BROKEN = path.join(import.meta.dirname, 'fixtures/broken-child.ts');

const folders: string[] = [];
const open: Preparation[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(open.splice(0).map((preparation) => preparation.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function start(options: PreparationOptions): Preparation {
  const preparation = createPreparation(options);
  open.push(preparation);
  return preparation;
}

function fileNamed(name: string, bytes: Uint8Array = Buffer.from(name)): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-pool-'));
  folders.push(folder);
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const layout = 'auto';
const words = ({ pages }: PreparedFile): PreparedWord[] => pages.flatMap((each) => each.words);
const placeOf = ({ x, y, width, height }: Box): Region => ({ left: x, top: y, width, height });

/** Resolves when the file is there. */
function appearance(file: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(path.dirname(file), check);
    function check(): void {
      if (!existsSync(file)) return;
      watcher.close();
      resolve();
    }
    check();
  });
}

describe('createPreparation with pages to show', () => {
  it('has all tiles of a page cut by the child that holds it, and shares the pages out', async () => {
    const preparation = start({ children: 2, entry: FAILING });
    const [one, other] = [fileNamed('one.png'), fileNamed('other.png')];
    const cutters = (file: string, page = 0): Promise<Set<number>> =>
      Promise.all(
        [0, 1, 2, 3, 4, 5].map((column) =>
          preparation.render({ path: file, page, tile: { level: 0, column, row: 0 } }),
        ),
      ).then((images) => new Set(images.map(({ width }) => width)));
    const [first, second] = await Promise.all([cutters(one), cutters(other)]);
    expect([first.size, second.size]).toEqual([1, 1]);
    expect(first).not.toEqual(second);
    // Two more pages find room, and the first two are held still.
    const more = [...(await cutters(one, 1)), ...(await cutters(other, 1))];
    expect(new Set(more).size).toBe(2);
    expect(await cutters(other)).toEqual(second);
    expect(await cutters(one)).toEqual(first);
  });
});

describe('createPreparation with a child that fails', () => {
  it('sets a file aside that is in work at two deaths, names it, and goes on with the others', async () => {
    const preparation = start({ children: 1, entry: FAILING });
    const crash = fileNamed('crash.png');
    const good = fileNamed('good.png');
    const [bad, fine] = await Promise.allSettled([
      preparation.prepare({ path: crash, layout }),
      preparation.prepare({ path: good, layout }),
    ]);
    expect(bad).toMatchObject({
      status: 'rejected',
      reason: { code: 'set-aside', message: expect.stringContaining('crash.png was set aside after 2') },
    });
    expect(fine).toMatchObject({ status: 'fulfilled', value: { sha256: 'good.png' } });
    await expect(preparation.render({ path: crash, page: 0 })).rejects.toMatchObject({ code: 'set-aside' });
  });

  it('tells of each death how it came and what the child said last, naming no file', async () => {
    const deaths: ChildDeath[] = [];
    const preparation = start({ entry: FAILING, children: 1, onDeath: (death) => void deaths.push(death) });
    await expect(preparation.prepare({ path: fileNamed('hungry'), layout })).rejects.toThrow();
    expect(deaths.map(({ how, deaths: count }) => [how, count])).toEqual([
      [`exit code ${OVER_MEMORY}`, 1],
      [`exit code ${OVER_MEMORY}`, 2],
    ]);
    expect(JSON.stringify(deaths)).not.toContain('hungry');
  });

  it('says of a file whose figures came out impossible in two processes that they did', async () => {
    const preparation = start({ children: 1, entry: FAILING });
    await expect(preparation.prepare({ path: fileNamed('faulty.png'), layout })).rejects.toMatchObject({
      code: 'set-aside',
      message: expect.stringContaining('computed wrongly each time'),
    });
  });

  it('gives a file that changed another chance', async () => {
    const preparation = start({ children: 1, entry: FAILING });
    const file = fileNamed('crash.png');
    await expect(preparation.prepare({ path: file, layout })).rejects.toMatchObject({ code: 'set-aside' });
    utimesSync(file, 1_000_000, 1_000_000);
    await expect(preparation.prepare({ path: file, layout })).rejects.toMatchObject({
      message: expect.stringContaining('after 2 failed'),
    });
  });

  it('tries a file again after one death, without what the first attempt had sent', async () => {
    const preparation = start({ children: 1, entry: FAILING });
    const file = await preparation.prepare({ path: fileNamed('once.png'), layout });
    expect(file.pages).toHaveLength(1);
  });

  it('ends what takes too long', async () => {
    const preparation = start({ children: 1, timeLimitMs: 50, entry: FAILING });
    await expect(preparation.prepare({ path: fileNamed('hang.png'), layout })).rejects.toMatchObject({
      code: 'set-aside',
      message: expect.stringContaining('longer than 0.05 s'),
    });
  });

  it('counts the time that the child itself had, where the computer is busy with something else', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const file = fileNamed('hang busy.png');
    let own = 500;
    const preparation = start({
      children: 1,
      timeLimitMs: 1000,
      entry: FAILING,
      processorTime: () => own,
    });
    const prepared = preparation.prepare({ path: file, layout }).catch((error: unknown) => error);
    await appearance(`${file}.begun`);
    own += 400;
    vi.advanceTimersByTime(1000);
    expect(vi.getTimerCount()).toBe(1);
    own += 601;
    vi.advanceTimersByTime(599);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await prepared).toMatchObject({ message: expect.stringContaining('longer than 1 s') });
  });

  it('ends what waits without end, though it takes no time of its own', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const file = fileNamed('hang waiting.png');
    const preparation = start({ children: 1, timeLimitMs: 1000, entry: FAILING, processorTime: () => 0 });
    const prepared = preparation.prepare({ path: file, layout }).catch((error: unknown) => error);
    await appearance(`${file}.begun`);
    vi.advanceTimersByTime(1000 * (1 + limits.pageWaits) - 1);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await prepared).toMatchObject({ code: 'set-aside' });
  });

  it('gives a large page more time, by its size', async () => {
    const preparation = start({ children: 1, timeLimitMs: 50, entry: FAILING });
    const seconds = 0.05 + (5 * limits.megapixelMilliseconds) / 1000;
    await expect(preparation.prepare({ path: fileNamed('large.png'), layout })).rejects.toMatchObject({
      code: 'set-aside',
      message: expect.stringContaining(`longer than ${seconds} s`),
    });
  });

  it('gives a page `pageMilliseconds`, and its file `mebibyteMilliseconds` for each MiB, to the millisecond', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const file = fileNamed('hang.png');
    truncateSync(file, 1024 ** 2);
    const preparation = start({ children: 1, entry: FAILING, processorTime: () => null });
    const prepared = preparation.prepare({ path: file, layout }).catch((error: unknown) => error);
    await appearance(`${file}.begun`);
    vi.advanceTimersByTime(limits.pageMilliseconds + limits.mebibyteMilliseconds - 1);
    // The timer ends the child: while it runs, nothing was ended.
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(vi.getTimerCount()).toBe(0);
    expect(await prepared).toMatchObject({ message: expect.stringContaining('longer than 20.1 s') });
  });

  it('gives all headers of a file `headersMilliseconds` together, however soon one follows the other', async () => {
    // The clock is read once for the first header, and once more for each.
    const clock =
      (...moments: number[]): (() => number) =>
      () =>
        moments.shift() ?? 0;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const file = fileNamed('headers.tif');
    const most = limits.headersMilliseconds;
    const inTime = start({ children: 1, entry: FAILING, now: clock(5, 5, 9, 5 + most) });
    expect(await inTime.prepare({ path: file, layout })).toMatchObject({ sha256: 'headers.tif' });
    const tooLate = start({ children: 1, entry: FAILING, now: clock(5, 5, 9, 5 + most + 1) });
    await expect(tooLate.prepare({ path: fileNamed('headers stuck.tif'), layout })).rejects.toMatchObject({
      code: 'set-aside',
      message: expect.stringContaining('the headers of all its pages took longer than 60 s'),
    });
  });

  it('gives the last header what is left of the time for all, and says so', async () => {
    const preparation = start({ children: 1, entry: FAILING, headersLimitMs: 20, now: () => 0 });
    await expect(preparation.prepare({ path: fileNamed('headers stuck.tif'), layout })).rejects.toMatchObject(
      {
        code: 'set-aside',
        message: expect.stringContaining('after 1 failed attempt to decode it: reading the headers'),
      },
    );
  });

  it.skipIf(process.platform === 'win32')(
    'gives a child `childMebibytes`, and lets it ask for `childReservedMebibytes` on top',
    async () => {
      const { sha256 } = await start({ children: 1, entry: FAILING }).prepare({
        path: fileNamed('memory.png'),
        layout,
      });
      const kibibytes = (limits.childMebibytes + limits.childReservedMebibytes) * 1024;
      expect(sha256).toBe(`${limits.childMebibytes} ${kibibytes}`);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'lets a child ask for `childReservedMebibytes`, and not for all of that and its memory at once',
    async () => {
      // What the process itself has asked for fits into its memory, and leaves no room for both.
      const preparation = start({ children: 1, memoryLimitMb: 600, entry: FAILING });
      const most = fileNamed(`asks ${limits.childReservedMebibytes}`);
      expect(await preparation.prepare({ path: most, layout })).toMatchObject({ pages: [{ index: 0 }] });
      const more = fileNamed(`asks ${limits.childReservedMebibytes + 600}`);
      await expect(preparation.prepare({ path: more, layout })).rejects.toMatchObject({
        code: 'set-aside',
        message: expect.stringContaining('600 MiB'),
      });
    },
  );

  it.skipIf(process.platform === 'win32')(
    'refuses a child what it asks for at once beyond its memory limit, before it can use it',
    async () => {
      const preparation = start({ children: 1, memoryLimitMb: 300, entry: FAILING });
      await expect(preparation.prepare({ path: fileNamed('greedy.png'), layout })).rejects.toMatchObject({
        code: 'set-aside',
        message: expect.stringContaining('300 MiB'),
      });
    },
  );

  it('keeps the compiler out of children whose figures are not the same every time', async () => {
    const preparation = start({ children: 1, entry: FAILING });
    const { sha256 } = await preparation.prepare({ path: fileNamed('flags.png'), layout });
    expect(sha256.split(' ')).toContain('--no-maglev');
  });

  it("tells of each death, without the file's name", async () => {
    const deaths: ChildDeath[] = [];
    const preparation = start({ children: 1, entry: FAILING, onDeath: (death) => deaths.push(death) });
    await preparation.prepare({ path: fileNamed('crash.png'), layout }).catch(() => undefined);
    expect(deaths.map((death) => death.deaths)).toEqual([1, 2]);
    expect(JSON.stringify(deaths)).not.toContain('crash.png');
  });

  it('names the memory limit', async () => {
    const preparation = start({ children: 1, memoryLimitMb: 300, entry: FAILING });
    await expect(preparation.prepare({ path: fileNamed('hungry.png'), layout })).rejects.toMatchObject({
      code: 'set-aside',
      message: expect.stringContaining('300 MiB'),
    });
  });

  it('cancels what waits and what is in work, and goes on', async () => {
    const preparation = start({ children: 1, entry: FAILING });
    const hang = fileNamed('hang.png');
    const working = new AbortController();
    const waiting = new AbortController();
    const inWork = preparation.prepare({ path: hang, layout }, working.signal);
    const inQueue = preparation.prepare({ path: fileNamed('queued.png'), layout }, waiting.signal);
    const after = preparation.prepare({ path: fileNamed('after.png'), layout });
    waiting.abort();
    await expect(inQueue).rejects.toMatchObject({ code: 'cancelled' });
    await appearance(`${hang}.begun`);
    working.abort();
    await expect(inWork).rejects.toMatchObject({ code: 'cancelled' });
    expect(await after).toMatchObject({ sha256: 'after.png' });
    await expect(preparation.prepare({ path: hang, layout }, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('cancels everything when it is closed, and ends the children', async () => {
    const preparation = createPreparation({ children: 1, entry: FAILING });
    const hang = fileNamed('hang.png');
    const results = Promise.allSettled([
      preparation.prepare({ path: hang, layout }),
      preparation.prepare({ path: fileNamed('queued.png'), layout }),
    ]);
    await appearance(`${hang}.begun`);
    await preparation.close();
    for (const result of await results) expect(result).toMatchObject({ reason: { code: 'cancelled' } });
    await expect(preparation.prepare({ path: hang, layout })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('does not blame a file when the child cannot start', async () => {
    const preparation = start({ children: 1, entry: BROKEN });
    await expect(preparation.prepare({ path: fileNamed('good.png'), layout })).rejects.toMatchObject({
      code: 'decoder-failed',
      details: expect.stringContaining('the decoder is missing'),
    });
  });
});

describe('createPreparation', () => {
  const page = drawPage([
    [3, 6, 2],
    [7, 4, 5],
  ]).image;

  it('prepares the pages of a file into crops named by their hashes, and leaves the evidence untouched', async () => {
    const preparation = start({ children: 1 });
    const bytes = tiffFile([page, { ...page, resolution: { x: 300, y: 300, unit: 2 } }]);
    const file = fileNamed('letter.tif', bytes);
    const before = statSync(file, { bigint: true });
    const prepared = await preparation.prepare({ path: file, layout: 'auto' });
    const picture = await preparation.render({ path: file, page: 1, maxSize: 200 });

    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(prepared).toMatchObject({ sha256, format: 'tiff', orientation: 1 });
    expect(picture.sha256).toBe(sha256);
    expect(prepared.pages.map(({ index, dpi, words }) => [index, dpi, words.length])).toEqual([
      [0, null, 6],
      [1, 300, 6],
    ]);
    for (const { crop, cropSha256 } of prepared.pages.flatMap(({ words }) => words)) {
      expect(crop).toBeInstanceOf(Uint8Array);
      expect(crop).toHaveLength(WORD_INPUT.width * WORD_INPUT.height);
      expect(cropSha256).toBe(createHash('sha256').update(crop).digest('hex'));
    }
    const after = statSync(file, { bigint: true });
    expect([after.mtimeNs, after.ctimeNs, after.size]).toEqual([before.mtimeNs, before.ctimeNs, before.size]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('tells of each page that is done', async () => {
    const preparation = start({ children: 1 });
    const told: number[][] = [];
    await preparation.prepare(
      { path: fileNamed('a.tif', tiffFile([page, page])), layout },
      undefined,
      (...of) => told.push(of),
    );
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('takes a page as one word when told to', async () => {
    const preparation = start({ children: 1 });
    const { pages } = await preparation.prepare({
      path: fileNamed('a.tif', tiffFile([page])),
      layout: 'word',
    });
    expect(pages[0]!.words).toMatchObject([
      { line: 0, order: 0, box: { x: 0, y: 0, width: page.width, height: page.height } },
    ]);
  });

  it('gives the same crops on every run', async () => {
    const file = fileNamed('a.tif', tiffFile([page]));
    const preparation = start({ children: 2 });
    const [first, second] = await Promise.all([
      preparation.prepare({ path: file, layout }),
      preparation.prepare({ path: file, layout }),
    ]);
    expect(second).toEqual(first);
  });

  it.each([
    ['white', 255],
    ['black', 0],
  ])('says that there is no writing on a %s page', async (_, level) => {
    const blank = { width: 80, height: 60, data: new Uint8Array(4800).fill(level) };
    const preparation = start({ children: 1 });
    for (const layout of ['auto', 'word', 'page'] as const) {
      const prepared = await preparation.prepare({
        path: fileNamed('blank.tif', tiffFile([blank])),
        layout,
      });
      expect(prepared).toMatchObject({
        pages: [{ width: 80, height: 60, words: [] }],
        problem: { code: 'no-writing', message: expect.stringContaining('blank.tif') },
      });
      expect(() => requireWords(prepared)).toThrow('blank.tif');
    }
  });

  it('passes the reason on when a file cannot be read', async () => {
    const preparation = start({ children: 1 });
    await expect(
      preparation.prepare({ path: fileNamed('note.png', Buffer.from('Dear Sir')), layout }),
    ).rejects.toMatchObject({ code: 'format-not-read' });
  });

  it.skipIf(process.platform === 'win32')(
    'says so of a path that the system cannot follow, also to a child that is still starting, and reads the next file',
    async () => {
      const { width, height, data } = page;
      const drawn = await sharp(data, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer();
      const good = fileNamed('good.png', drawn);
      const loop = path.join(path.dirname(good), 'loop.png');
      symlinkSync(loop, loop);
      const preparation = start({ children: 1 });
      for (let attempt = 0; attempt < 2; attempt++) {
        await expect(preparation.prepare({ path: loop, layout })).rejects.toMatchObject({
          code: 'file-unreadable',
        });
      }
      expect((await preparation.prepare({ path: good, layout })).pages).toHaveLength(1);
    },
  );

  it('reads a PDF as it reads the scans in it', async () => {
    const preparation = start({ children: 1 });
    const { width, height, data } = page;
    const png = await sharp(data, { raw: { width, height, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const pdf = await pdfFile((document) => {
      scanPage(document, png, { width, height, dpi: 300 });
      scanPage(document, png, { width, height, dpi: 600 });
    });
    const alone = await preparation.prepare({ path: fileNamed('a.png', png), layout });
    const path = fileNamed('a.pdf', pdf);
    const both = await preparation.prepare({ path, layout });
    expect(both.format).toBe('pdf');
    expect(both.pages.map(({ dpi }) => dpi)).toEqual([300, 600]);
    for (const { words } of both.pages) expect(words).toEqual(alone.pages[0]!.words);
    const shown = await preparation.render({ path, page: 1, box: words(both)[0]!.box });
    const cut = await sharp(png)
      .extract(placeOf(words(both)[0]!.box))
      .toColourspace('srgb')
      .raw()
      .toBuffer();
    expect((await sharp(shown.bytes).removeAlpha().toColourspace('srgb').raw().toBuffer()).equals(cut)).toBe(
      true,
    );
  });

  it('charges a PDF that draws itself without end with what it costs, and no file after it', async () => {
    const deaths: ChildDeath[] = [];
    const preparation = start({
      children: 1,
      memoryLimitMb: 300,
      onDeath: (death) => deaths.push(death),
    });
    const size = { width: 8, height: 8, box: [72, 72], pixels: Buffer.alloc(64) } as const;
    const endless = writtenPdf({ ...size, content: '/F Do', form: '/F Do /F Do' });
    const [refused, read] = await Promise.allSettled([
      preparation.prepare({ path: fileNamed('endless.pdf', endless), layout }),
      preparation.prepare({ path: fileNamed('a.tif', tiffFile([page])), layout }),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'set-aside' } });
    expect(read.status).toBe('fulfilled');
    expect(deaths).toHaveLength(2);
  });

  it('reaches no decoder but those of the formats that are read', async () => {
    const preparation = start({ children: 1 });
    const gif = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .gif()
      .toBuffer();
    await expect(preparation.render({ path: fileNamed('a.png', gif), page: 0 })).rejects.toMatchObject({
      code: 'format-not-read',
    });
  });

  it('ends a child that passes its memory limit', async () => {
    const preparation = start({ children: 1, memoryLimitMb: 40 });
    await expect(
      preparation.prepare({ path: fileNamed('a.tif', tiffFile([page])), layout }),
    ).rejects.toMatchObject({ code: 'set-aside', message: expect.stringContaining('40 MiB') });
  });
});
