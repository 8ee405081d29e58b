import { WORD_INPUT } from '../imaging/normalise.ts';
import type { Preparation } from '../imaging/preparation.ts';
import type { Encoder } from '../encoder/encoder.ts';

/** A speed beside the alternative it was measured against, in the same run. */
export interface SpeedFigure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly alternative: string;
  readonly alternativeValue: number;
  /** value / alternativeValue: above 1 is faster than the alternative. */
  readonly ratio: number;
}

export interface SpeedOptions {
  /** Image files of whole pages. */
  readonly pages: readonly string[];
  readonly encoder: Encoder;
  /** Makes a pool of that many children; it is closed after use. */
  readonly preparation: (children: number) => Preparation;
  /** Children of the pool that is measured. */
  readonly children: number;
  readonly signal?: AbortSignal;
}

/** Crops encoded in each way of encoding; enough for a second or more on a slow machine. */
const CROPS = 1024;

/** Words prepared and crops encoded a second, each against a plainer way of doing the same. */
export async function measureSpeed(options: SpeedOptions): Promise<SpeedFigure[]> {
  const { encoder, signal } = options;
  const crops: Uint8Array[] = [];
  const prepared = async (children: number, collect: boolean): Promise<number> => {
    const preparation = options.preparation(children);
    try {
      // The first file starts the children; their start is not part of the speed.
      await Promise.all(
        Array.from({ length: children }, () =>
          preparation.prepare({ path: options.pages[0] as string, layout: 'page' }, signal),
        ),
      );
      const started = performance.now();
      const files = await Promise.all(
        options.pages.map((path) => preparation.prepare({ path, layout: 'page' }, signal)),
      );
      const seconds = (performance.now() - started) / 1000;
      const words = files.flatMap((file) => file.pages.flatMap((page) => page.words));
      if (collect) crops.push(...words.map((word) => word.crop));
      return words.length / seconds;
    } finally {
      await preparation.close();
    }
  };
  const inParallel = await prepared(options.children, true);
  const alone = await prepared(1, false);

  const sample = Array.from(
    { length: CROPS },
    (_, index) => crops[index % crops.length] ?? new Uint8Array(WORD_INPUT.width * WORD_INPUT.height),
  );
  const encoded = async (batch: number, count: number): Promise<number> => {
    const started = performance.now();
    for (let from = 0; from < count; from += batch) {
      await encoder.embed(sample.slice(from, from + batch), signal);
    }
    return count / ((performance.now() - started) / 1000);
  };
  await encoded(CROPS, CROPS / 4);
  const batched = await encoded(CROPS, CROPS);
  const single = await encoded(1, CROPS / 4);

  return [
    figure('words prepared', inParallel, 'words/s', `one child instead of ${options.children}`, alone),
    figure('crops encoded', batched, 'crops/s', 'one crop a run instead of 32', single),
  ];
}

function figure(
  what: string,
  value: number,
  unit: string,
  alternative: string,
  alternativeValue: number,
): SpeedFigure {
  return { what, value, unit, alternative, alternativeValue, ratio: value / alternativeValue };
}
