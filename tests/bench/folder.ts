import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import sharp from 'sharp';
import type { Progress } from '../../src/contract/methods.ts';
import { createEngine } from '../../src/main/engine/engine.ts';
import { benchPage } from './bench-pages.ts';

/** How late a thread was for its timers, in milliseconds. */
export interface Delays {
  readonly p99: number;
  readonly most: number;
}

/** What preparing a folder of pages is like. */
export interface FolderFigures {
  /** By the clock, the two parts before and after the cancellation together. */
  readonly wholeSeconds: number;
  /** Of the thread that coordinates, while it prepares, and while the computer leaves it alone. */
  readonly delays: Delays;
  readonly idleDelays: Delays;
  /** From asking for the cancellation to its answer. */
  readonly cancelMs: number;
  readonly doneAtCancel: number;
  /** Pages that the second run prepared. */
  readonly doneAfter: number;
}

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
/** Different pages; the others are copies of them that differ in a note, so that each is an item of its own. */
const DIFFERENT = 4;
const RESOLUTION_MS = 1;
const IDLE_MS = 2000;

/**
 * Prepares 300-dpi pages in a case, whose coordinating thread is this one: cancels after a quarter of them, while the
 * next ones are decoded, and then goes on.
 *
 * @throws Error where a page that was prepared before the cancellation is prepared again.
 */
export async function measureFolder(folder: string, pages: number): Promise<FolderFigures> {
  const evidence = path.join(folder, 'evidence');
  await makeFolder(evidence, folder, pages);
  const engine = await createEngine({
    userData: path.join(folder, 'user'),
    log: pino({ level: 'silent' }),
  });
  try {
    const { id } = await engine.call('case.open', { folder: evidence }, as);
    const [idleDelays] = await delaysDuring(() => wait(IDLE_MS));
    // As a window does, which reads the case again whenever it is told of a change.
    engine.on('case.changed', () => void engine.call('case.get', { case: id }));
    const giveUp = new AbortController();
    let askedAt = 0;
    const onProgress = ({ done }: Progress): void => {
      if (done < pages / 4 || giveUp.signal.aborted) return;
      askedAt = performance.now();
      giveUp.abort();
    };
    const started = performance.now();
    const [delays, figures] = await delaysDuring(async () => {
      const options = { ...as, signal: giveUp.signal, onProgress };
      await engine.call('case.prepare', { case: id }, options).catch(() => undefined);
      const cancelMs = performance.now() - askedAt;
      const { items } = await engine.call('case.get', { case: id });
      const doneAtCancel = items.filter(({ preparation }) => preparation === 'ready').length;
      const { items: doneAfter } = await engine.call('case.prepare', { case: id }, as);
      return { cancelMs, doneAtCancel, doneAfter };
    });
    if (figures.doneAtCancel + figures.doneAfter !== pages) {
      throw new Error(
        `Of ${pages} pages ${figures.doneAtCancel} were prepared before the cancellation and ${figures.doneAfter} after it.`,
      );
    }
    return { ...figures, delays, idleDelays, wholeSeconds: (performance.now() - started) / 1000 };
  } finally {
    await engine.close();
  }
}

async function makeFolder(evidence: string, scratch: string, pages: number): Promise<void> {
  await mkdir(path.join(evidence, 'questioned'), { recursive: true });
  for (let number = 0; number < Math.min(DIFFERENT, pages); number++) {
    const { file } = await benchPage({ dpi: 300, colour: false, number }, scratch);
    for (let copy = number; copy < pages; copy += DIFFERENT) {
      const to = path.join(evidence, 'questioned', `page-${String(copy).padStart(3, '0')}.png`);
      if (copy === number) await copyFile(file, to);
      else
        await sharp(file)
          .keepMetadata()
          .withExif({ IFD0: { ImageDescription: `copy ${copy}` } })
          .png({ compressionLevel: 1 })
          .toFile(to);
    }
  }
}

/** How late this thread is for its timers while something is done, and what that gives. */
async function delaysDuring<T>(work: () => Promise<T>): Promise<[Delays, T]> {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  const result = await work();
  histogram.disable();
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return [{ p99: late(histogram.percentile(99)), most: late(histogram.max) }, result];
}
