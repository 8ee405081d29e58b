import {
  createWorkbench,
  writeProductionCrops,
  type CropSubject,
  type Evaluation,
  type Material,
  type RunOptions,
  type Workbench,
} from '../../engine/workbench.ts';
import { interruptible, out, print, showProgress, table, type CommonOptions } from './terminal.ts';
import { requireItsFolder } from './written-place.ts';

export interface MaterialOptions extends CommonOptions {
  readonly root?: string;
  readonly split?: string;
  readonly dataset?: string | readonly string[];
}

export const material = (manifest: string, options: MaterialOptions): Material => ({
  manifest,
  ...(options.root === undefined ? {} : { root: options.root }),
  ...(options.split === undefined ? {} : { split: options.split }),
  ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
});

export const run = (): RunOptions => ({
  signal: interruptible(),
  onProgress: (done, total, note) =>
    showProgress({ done, total, unit: 'images', note, remainingSeconds: null }),
});

/** @param model file of a word model in place of the one that Chirograph comes with. */
export async function withWorkbench<T>(
  work: (workbench: Workbench) => Promise<T>,
  model?: string,
): Promise<T> {
  const workbench = await createWorkbench(model);
  try {
    return await work(workbench);
  } finally {
    await workbench.close();
  }
}

/** `chirograph crops <manifest> --out <folder>` */
export async function cropsCommand(
  manifest: string,
  options: MaterialOptions & { out: string; as: CropSubject },
): Promise<void> {
  requireItsFolder(options.out);
  const { as: subject } = options;
  const written = await writeProductionCrops(
    { ...material(manifest, options), out: options.out, subject },
    run(),
  );
  print(options, written, () => [
    `${written.crops} crops of ${written.images} images in ${options.out}`,
    ...written.failed.map(({ path, reason }) => `not used: ${path}: ${reason}`),
  ]);
}

/** `chirograph embed <images…>` */
export async function embedCommand(
  images: string[],
  options: CommonOptions & { model?: string },
): Promise<void> {
  await withWorkbench(async (workbench) => {
    const embedded = await workbench.embed(images, run());
    print(options, { model: workbench.model, images: embedded }, () =>
      embedded.map((each) =>
        'problem' in each
          ? `${each.path}: ${each.problem.message}`
          : `${each.path}: crop ${each.cropSha256.slice(0, 12)}, writer [${first(each.writer)} …], word [${first(each.word)} …] (--json gives all 128)`,
      ),
    );
    if (embedded.some((each) => 'problem' in each)) process.exitCode = 1;
  }, options.model);
}

const first = (values: readonly number[]): string =>
  values
    .slice(0, 3)
    .map((value) => value.toFixed(3))
    .join(', ');

/** `chirograph evaluate <manifest>` */
export async function evaluateCommand(
  manifest: string,
  options: MaterialOptions & { seed: number; model?: string },
): Promise<void> {
  await withWorkbench(async (workbench) => {
    const { seed, model } = options;
    const evaluation = await workbench.evaluate(
      { ...material(manifest, options), seed, ...(model === undefined ? {} : { model }) },
      run(),
    );
    print(options, evaluation, () => [
      `${evaluation.model.name} ${evaluation.model.version} on ${evaluation.provider}; EER with 95 % interval over writers`,
      ...signatureLines(evaluation),
      ...Object.entries(evaluation.datasets).flatMap(([dataset, figures]) => [
        '',
        `${dataset}: ${figures.images} images, ${figures.writers} writers, ${figures.failed.length} not read, ${figures.seconds.toFixed(1)} s`,
        ...table(
          Object.entries(figures.pairs)
            .filter(([, { positive, negative }]) => positive + negative > 0)
            .map(([figure, pairs]) => [
              `  ${figure}`,
              percent(valueOf(figures, figure)),
              interval(figures.intervals[figure]),
              `${pairs.positive} positive, ${pairs.negative} negative pairs${pairs.thin === true ? ' (thin)' : ''}`,
            ]),
        ),
      ]),
    ]);
  });
}

/** By which model signatures were scored, or that they were not. */
function signatureLines({ signatureModel, signaturesNotScored }: Evaluation): string[] {
  if (signatureModel !== null) return [`signatures: ${signatureModel.name} ${signatureModel.version}`];
  return signaturesNotScored === 0
    ? []
    : [
        `${signaturesNotScored} signatures were not scored: there is no signature model. Install Chirograph again.`,
      ];
}

/** A figure by its dotted name, such as `documents.20.eer`. */
function valueOf(figures: unknown, name: string): unknown {
  const found = name
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], figures);
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>)['eer'] : found;
}

const percent = (value: unknown): string =>
  typeof value === 'number' ? `${(100 * value).toFixed(2)} %` : '–';

const interval = (bounds: readonly [number, number] | undefined): string =>
  bounds === undefined ? '' : `${percent(bounds[0])} to ${percent(bounds[1])}`;

/** `chirograph reference <manifest> --out <file>` */
export async function referenceCommand(
  manifest: string,
  options: MaterialOptions & { seed: number; out: string; model?: string },
): Promise<void> {
  requireItsFolder(options.out);
  await withWorkbench(async (workbench) => {
    const { failed } = await workbench.reference(
      { ...material(manifest, options), seed: options.seed, out: options.out },
      run(),
    );
    if (options.json) out(JSON.stringify({ out: options.out, failed }, null, 2));
    else out(`reference population written to ${options.out}; ${failed.length} images could not be used`);
  }, options.model);
}
