import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import type { TimedSegmentation } from './production.ts';

interface Answer {
  readonly words: readonly {
    readonly line: number;
    readonly box: readonly [number, number, number, number];
  }[];
  readonly seconds: number;
}

/** OpenCV's way to find words (`baseline.py`), in one Python process for all pages. */
export interface Baseline {
  /** Such as 4.13.0. */
  readonly version: string;
  segmentFile(file: string): Promise<TimedSegmentation>;
  close(): Promise<void>;
}

/**
 * Starts Python, the one that CHIROGRAPH_PYTHON names or python3.
 *
 * @param folder for files that the two processes exchange.
 * @returns null where there is no Python or it has no OpenCV.
 */
export async function startBaseline(folder: string): Promise<Baseline | null> {
  const python = process.env['CHIROGRAPH_PYTHON'] ?? 'python3';
  const child = spawn(python, [path.join(import.meta.dirname, 'baseline.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  // A process that has ended is met when its answer is waited for.
  child.stdin.on('error', () => undefined);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hello = await Promise.race([answers.next(), ended.then(() => ({ done: true, value: '' }))]);
  if (hello.done) return null;
  return {
    version: (JSON.parse(hello.value) as { opencv: string }).opencv,
    async segmentFile(file) {
      const inkFile = path.join(folder, 'baseline-ink.png');
      child.stdin.write(`${JSON.stringify({ page: file, ink: inkFile })}\n`);
      const { done, value } = await answers.next();
      if (done) throw new Error(`${python} ended while it worked on ${file}: run baseline.py on it alone.`);
      const { words, seconds } = JSON.parse(value) as Answer;
      const ink = await sharp(inkFile).extractChannel(0).raw().toBuffer();
      return {
        words: words.map(({ line, box: [x, y, width, height] }) => ({ line, box: { x, y, width, height } })),
        ink: ink.map((value) => value >> 7),
        seconds,
      };
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
