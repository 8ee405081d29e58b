import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { checkMaterial } from '../evaluation/check-material.ts';
import { commandLine } from '../evaluation/command-line.ts';
import { readManifest } from '../evaluation/manifest.ts';
import { validationCancelled } from '../evaluation/measuring-thread.ts';
import { validate, type ValidationProgress } from '../evaluation/validate.ts';
import { createQueue, meter, type CallContext, type Handlers, type Services } from '../services.ts';

type ValidationMethod = 'validation.check' | 'validation.run' | 'population.validation';

/** Measuring likelihood ratios on labelled material, with no case. */
export function validationHandlers(services: Services): Handlers<ValidationMethod> {
  const { models, populations, preparation, roots } = services;
  // Two at once would take twice as long each, and twice the memory.
  const inTurn = createQueue(validationCancelled);
  const admit = (file: string): Promise<string> => roots.admit(file);

  return {
    async 'validation.check'({ manifest, root, split }, { signal }) {
      return checkMaterial({
        manifest: await admit(manifest),
        root: root && (await admit(root)),
        split,
        admit,
        signal,
      });
    },
    'validation.run'({ manifest: file, table, root, split, datasets, model: sha256, name, seed }, context) {
      return inTurn(context.signal, async () => {
        const admitted = await admit(file);
        const filter = { split: split ?? undefined, dataset: datasets };
        const manifest = await readManifest(admitted, filter, context.signal);
        if (table !== undefined && manifest.sha256 !== table) throw tableChanged(file);
        const chosen = await models.get(sha256);
        if (chosen.task !== 'word') {
          throw new ChirographError(
            'invalid-arguments',
            `${chosen.name} ${chosen.version} is a ${chosen.task} model. Likelihood ratios are given by word models; choose one.`,
          );
        }
        const { encoder, reference } = await models.load(chosen);
        const { calibration, validation } = await validate({
          manifest,
          split: filter.split,
          root: root === null ? undefined : await admit(root),
          admit,
          preparation,
          encoder,
          seed,
          calibration: null,
          sameWord: reference?.sameWord ?? null,
          command: commandLine({
            command: 'validate',
            manifest: file,
            ...filter,
            seed,
            model: chosen.default ? undefined : chosen.file,
            name,
          }),
          population: name ?? path.basename(file, path.extname(file)),
          signal: context.signal,
          onProgress: progressOf(context),
        });
        populations.take(calibration);
        return { population: calibration.sha256, failed: [...validation.failed] };
      });
    },
    'population.validation': ({ population }) => populations.validation(population),
  };
}

const tableChanged = (file: string): ChirographError =>
  new ChirographError(
    'file-changed',
    `${path.basename(file)} is not the table that was looked at: it was changed since. Look at it again, then validate. Nothing was measured.`,
  );

/** What each step counts in. */
const UNITS = { images: 'images', evidence: 'steps' } as const;

/** Progress of each step, with the time that remains of it. */
function progressOf(context: CallContext): (progress: ValidationProgress) => void {
  const meters = new Map<ValidationProgress['step'], ReturnType<typeof meter>>();
  return ({ step, done, total }) => {
    const report = meters.get(step) ?? meter(context, total, UNITS[step]);
    meters.set(step, report);
    report(done, '');
  };
}
