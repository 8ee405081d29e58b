import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { NamedModel } from '../../contract/models.ts';
import type { Population } from '../../contract/populations.ts';
import { tightest } from '../../contract/evidence.ts';
import { ChirographError } from '../../contract/schema.ts';
import type { PopulationValidation } from '../../contract/validation.ts';
import { createCalibrationReader } from './calibration-files.ts';
import { writeAtomically } from './case/atomic-file.ts';
import { diskFull } from './case/writing-problem.ts';
import {
  isOfSignatures,
  isOfWriting,
  readCalibration,
  type AnyCalibration,
} from './comparison/likelihood-ratio/calibration-file.ts';
import type { ModelLibrary } from './model-library.ts';
import type { LoadedModel } from './services.ts';

/**
 * The reference populations of this computer that likelihood ratios can be calibrated on: those of its models, and those
 * that were added for cases to choose, which lie in a folder of the user's data under their hash.
 */
export interface PopulationLibrary {
  list(): Promise<ListedPopulation[]>;
  /**
   * Takes in a calibration file.
   *
   * @throws ChirographError `file-unreadable`; `model-refused` where it is no calibration, was changed since it was made, or
   *   is of a model that is not here; `disk-full`, `folder-read-only`.
   */
  add(file: string): Promise<ListedPopulation>;
  /** Takes in one that was made here of a model that is here. Throws as `add` does. */
  take(calibration: AnyCalibration): void;
  /** What was measured of one when it was made; null where its file does not hold that. Throws `not-found`. */
  validation(sha256: string): Promise<PopulationValidation | null>;
  /** Keeps one that is listed where it stays though its model takes another for its own. Throws as `add` does. */
  keep(sha256: string): Promise<void>;
  /** Throws `not-found`; `not-allowed` for one that a model has. */
  remove(sha256: string): Promise<void>;
  /** All that are here of a model, of writing or of signatures, and can be read. */
  of(modelSha256: string): Promise<AnyCalibration[]>;
  /**
   * A model with the population that a case chose in the place of its own, see `LoadedModel.calibrationProblem`.
   *
   * @param chosen null where the case follows its model.
   */
  inPlace(model: LoadedModel, chosen: string | null): LoadedModel;
}

export type ListedPopulation = Omit<Population, 'usedBy'>;

const FILE = /^(?<sha256>[0-9a-f]{64})\.json$/u;
/** What results rest on: nobody is to change it by accident. */
const READ_ONLY = 0o444;

/** @param folder of the populations that were added. */
export function openPopulationLibrary(
  folder: string,
  models: Pick<ModelLibrary, 'list' | 'calibrations'>,
): PopulationLibrary {
  const fileOf = (sha256: string): string => path.join(folder, `${sha256}.json`);

  const read = createCalibrationReader();

  /** Null where it is not here, or was altered since: a case that chose it says so. */
  const kept = (sha256: string): AnyCalibration | null => {
    try {
      const calibration = read(fileOf(sha256));
      return calibration?.sha256 === sha256 ? calibration : null;
    } catch {
      return null;
    }
  };

  const added = (): AnyCalibration[] =>
    namesIn(folder).flatMap((name) => kept(FILE.exec(name)?.groups?.['sha256'] ?? '') ?? []);

  /** @param hindered what is said where the folder cannot be written. */
  const write = (calibration: AnyCalibration, hindered = notAdded): void => {
    const file = fileOf(calibration.sha256);
    try {
      mkdirSync(folder, { recursive: true });
      // One of this name that is here was altered, or it would be known.
      if (existsSync(file)) discard(file);
      writeAtomically(file, [Buffer.from(`${JSON.stringify(calibration)}\n`)], READ_ONLY);
    } catch (cause) {
      throw (
        diskFull(file, cause) ??
        new ChirographError('folder-read-only', hindered(folder), { details: String(cause), cause })
      );
    }
  };

  const list = async (): Promise<ListedPopulation[]> => {
    const entries = await models.list();
    const ofModels = await models.calibrations();
    const known = new Set(ofModels.map(({ calibration }) => calibration.sha256));
    return [
      ...ofModels.map(({ calibration, model, origin, default: isDefault }) =>
        described(calibration, model, origin, isDefault),
      ),
      ...added()
        .filter(({ sha256 }) => !known.has(sha256))
        .flatMap((calibration) => {
          const model = entries.find(({ sha256 }) => sha256 === calibration.model);
          return model === undefined ? [] : [described(calibration, model, 'own', false)];
        }),
    ];
  };

  const of = async (modelSha256: string): Promise<AnyCalibration[]> => [
    ...(await models.calibrations())
      .filter(({ model }) => model.sha256 === modelSha256)
      .map(({ calibration }) => calibration),
    ...added().filter(({ model }) => model === modelSha256),
  ];

  const listed = async (sha256: string): Promise<ListedPopulation | undefined> =>
    (await list()).find((each) => each.sha256 === sha256);

  return {
    list,
    of,
    take(calibration) {
      if (kept(calibration.sha256) === null) write(calibration);
    },
    async validation(sha256) {
      const found =
        kept(sha256) ??
        (await models.calibrations()).find(({ calibration }) => calibration.sha256 === sha256)?.calibration;
      if (found === undefined) throw notHere(sha256);
      return (isOfWriting(found) ? found.validation : undefined) ?? null;
    },
    async add(file) {
      const calibration = readCalibration(path.resolve(file));
      const { sha256 } = calibration;
      const before = await listed(sha256);
      if (before !== undefined) return before;
      if (!(await models.list()).some((model) => model.sha256 === calibration.model)) {
        throw new ChirographError(
          'model-refused',
          `${path.basename(file)} was made with a model that is not on this computer (SHA-256 ${calibration.model}). Add the model first, or make the population again with one that is here.`,
        );
      }
      write(calibration);
      return (await listed(sha256)) as ListedPopulation;
    },
    async keep(sha256) {
      const found = (await models.calibrations()).find(({ calibration }) => calibration.sha256 === sha256);
      if (found?.origin === 'laboratory' && kept(sha256) === null) write(found.calibration, notKept);
    },
    async remove(sha256) {
      const found = await listed(sha256);
      if (found === undefined) throw notHere(sha256);
      if (found.origin !== 'own') {
        throw new ChirographError(
          'not-allowed',
          `"${found.name}" belongs to the model ${found.model.name} ${found.model.version} and stays with it.`,
        );
      }
      discard(fileOf(sha256));
    },
    inPlace(model, chosen) {
      if (chosen === null || chosen === model.calibration?.sha256) return model;
      const ofReference = model.reference?.calibration ?? null;
      const found = ofReference?.sha256 === chosen ? ofReference : kept(chosen);
      const isOfModel = found !== null && isOfWriting(found) && found.model === model.encoder.model.sha256;
      const calibration = isOfModel ? found : null;
      return { ...model, calibration, calibrationProblem: calibration === null ? missing(chosen) : null };
    },
  };
}

const notAdded = (folder: string): string =>
  `${folder} cannot be written, so the population was not added. Ask for the right to write there.`;
const notKept = (folder: string): string =>
  `${folder} cannot be written, so the calibration in use could not be kept there and stays in use. Ask for the right to write there.`;

const notHere = (sha256: string): ChirographError =>
  new ChirographError('not-found', `There is no population with SHA-256 ${sha256} here.`);

const missing = (sha256: string): ChirographError =>
  new ChirographError(
    'model-refused',
    `The reference population that was chosen for this case (SHA-256 ${sha256}) is not on this computer, or was altered. Add its file to the reference populations, or choose another for the case.`,
  );

function described(
  calibration: AnyCalibration,
  { sha256, name, version }: NamedModel,
  origin: Population['origin'],
  isDefault: boolean,
): ListedPopulation {
  const { population, datasets, manifest, split, seed, command, bands } = calibration;
  return {
    sha256: calibration.sha256,
    name: population,
    model: { sha256, name, version },
    origin,
    default: isDefault,
    datasets,
    writers: isOfSignatures(calibration) ? calibration.signers : calibration.writers,
    material: (isOfWriting(calibration) ? calibration.material : undefined) ?? null,
    manifest,
    split,
    seed,
    command,
    bands: bands.map((band) => ({
      kind: band.kind,
      least: band.least,
      most: band.most,
      datasets: band.datasets,
      writers: band.writers,
      effectiveWriters: band.effectiveWriters ?? null,
      pairs: band.pairs,
      method: band.method,
      bounds: tightest({ elub: band.elub, sample: band.sample }),
      cllr: band.cllr,
      cllrMin: band.cllrMin,
      misleading: band.rates?.misleading ?? null,
    })),
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // Nothing was added yet, or the folder cannot be read, which the doctor says.
    return [];
  }
}

/** Removes a file; one that another process has removed meanwhile is gone as well. */
function discard(file: string): void {
  try {
    // Windows removes no file that is read-only.
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  rmSync(file, { force: true });
}
