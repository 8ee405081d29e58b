import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ModelDetails, ModelEntry, NamedModel } from '../../contract/models.ts';
import { ChirographError, type Problem } from '../../contract/schema.ts';
import { toProblem } from '../../contract/wire.ts';
import { createCalibrationReader } from './calibration-files.ts';
import { removeAbandoned } from './case/abandoned.ts';
import { writeAtomically } from './case/atomic-file.ts';
import { hashFile, type FileHash } from './case/hash.ts';
import { readPlainFile } from './case/plain-file.ts';
import { diskFull } from './case/writing-problem.ts';
import {
  isOfSignatures,
  isOfWriting,
  loadCalibration,
  loadSignatureCalibration,
  type AnyCalibration,
} from './comparison/likelihood-ratio/calibration-file.ts';
import { ofModel } from './comparison/likelihood-ratio/calibration.ts';
import type { SignatureCalibration } from './comparison/likelihood-ratio/signature-calibration.ts';
import { loadReference, POOLED } from './comparison/reference.ts';
import { readModelCard, type ReadCard } from './encoder/model-card.ts';
import { readModelFile, type ModelFile, type ModelTask } from './encoder/model-file.ts';
import type { RefusedProvider } from './encoder/providers.ts';
import { startModel } from './encoder/running-model.ts';
import { tryOut } from './encoder/trial.ts';
import {
  filesOf,
  INSTALL_AGAIN,
  loadModel,
  loadSignatureModel,
  readKeptModel,
  SIGNATURE_MODEL,
  WORD_MODEL,
  type ModelFiles,
} from './models.ts';
import type { LoadedModel, LoadedSignatureModel } from './services.ts';

/**
 * The models of this computer: those that come with the program, and a lab's own, which are copied into a folder of the
 * user's data under the hash of their file. One that was put there by hand counts as well. A model is named by that hash,
 * whatever it calls itself.
 */
export interface ModelLibrary {
  /** Every model file, the default first, with the reason where it cannot be used. Starts none. */
  list(): Promise<ModelEntry[]>;
  /** What is known of one model, its card among it; one that does not run yet is tried out. Throws `not-found`. */
  get(sha256: string): Promise<ModelDetails>;
  /**
   * Takes in a lab's own model, with the card and the reference, or calibration of signatures, that lie beside it under its
   * name. One that is here already stays as it is.
   *
   * @throws ChirographError `model-refused` with the reason, before anything is written: the file is no ONNX model or is
   *   damaged, does not state this version's input contract, or does not compute what it states; its card or its
   *   reference is another model's. `disk-full`, `folder-read-only`.
   */
  add(file: string): Promise<ModelDetails>;
  /** Removes a model that was added here. Throws `not-found`, `not-allowed` for one that comes with the program. */
  remove(sha256: string): Promise<NamedModel>;
  /**
   * The model, started; once for all who ask.
   *
   * @param wanted the default where null.
   * @throws ChirographError `model-refused` where it is not here or is not what it was, `provider-failed`.
   */
  load(wanted: NamedModel | null): Promise<LoadedModel>;
  /** The same of a signature model. */
  loadSignature(wanted: NamedModel | null): Promise<LoadedSignatureModel>;
  /**
   * Reads the calibration of a model that a laboratory gives; writes nothing.
   *
   * @throws ChirographError `not-found`; `file-unreadable`, `model-refused` where the file is no calibration of this model.
   */
  readCalibration(sha256: string, file: string): Promise<AnyCalibration>;
  /**
   * Makes a laboratory's calibration the one that comparisons with a model use from now on; null takes it away, and that
   * of the model's reference counts again.
   *
   * @param calibration of this model, as `readCalibration` gives it.
   * @throws ChirographError `not-found`, `model-refused`, `disk-full`, `folder-read-only`.
   */
  calibrate(sha256: string, calibration: AnyCalibration | null): Promise<void>;
  /** The calibrations of every model that can be used; of each the one that counts first. */
  calibrations(): Promise<CalibrationOfModel[]>;
  /** Ends the threads of every model that was started. */
  close(): Promise<void>;
}

/** A calibration as a model comes by it: with its reference or beside it, or made its own by the laboratory, which then counts. */
export interface CalibrationOfModel {
  readonly model: NamedModel;
  readonly calibration: AnyCalibration;
  readonly origin: 'model' | 'laboratory';
  /** Whether comparisons use it where their case chose no other. */
  readonly default: boolean;
}

/** Where one model lies. */
interface Place {
  readonly directory: string;
  readonly base: string;
  readonly origin: ModelEntry['origin'];
}

/** What trying a model out has shown. */
interface Trial {
  readonly provider: string | null;
  readonly refused: readonly RefusedProvider[];
  readonly problem: Problem | null;
}

const MODEL_FILE = /^(?<base>[^.].*)\.onnx$/u;
/** Where a process wrote that was killed meanwhile. */
const UNFINISHED = /^\..+\.(\d+)\.tmp$/u;
/** Of a file's metadata as they are shown: whoever made the file may have put anything there. */
const MOST_ENTRIES = 100;
const LONGEST_ENTRY = 4_000;
/** Evidence of what computed a result: nobody is to change it by accident. */
const READ_ONLY = 0o444;

/**
 * @param folders of the models that come with the program, of those that were added here, and of the laboratory's own
 *   calibrations.
 */
export function openModelLibrary(folders: {
  readonly shipped: string;
  readonly own: string;
  readonly calibrations: string;
}): ModelLibrary {
  const standard: Place = { directory: folders.shipped, base: WORD_MODEL, origin: 'shipped' };
  const standardSignature: Place = { ...standard, base: SIGNATURE_MODEL };
  const started = {
    word: startedModels(loadModel),
    signature: startedModels(loadSignatureModel),
  };
  /** By the model's hash. */
  const trials = new Map<string, Trial>();
  const found = new Map<string, Place>();

  const read = createCalibrationReader();
  const ownFile = (sha256: string): string => path.join(folders.calibrations, `${sha256}.json`);

  /** The laboratory's own calibration of a model; null where there is none. Throws `model-refused` for one that was changed. */
  const ownCalibration = (sha256: string, task: ModelTask): AnyCalibration | null => {
    const own = read(ownFile(sha256), task);
    return own && ofModel(own, sha256, path.basename(ownFile(sha256)));
  };

  /** A running model with the calibration that counts now: the terminal may have made it while the window was open. */
  const calibrated = (model: LoadedModel): LoadedModel => {
    const own = ownCalibration(model.encoder.model.sha256, 'word');
    return own !== null && isOfWriting(own) ? { ...model, calibration: own } : model;
  };
  const calibratedSignature = (model: LoadedSignatureModel): LoadedSignatureModel => {
    const own = ownCalibration(model.encoder.model.sha256, 'signature');
    return own !== null && isOfSignatures(own) ? { ...model, calibration: own } : model;
  };

  const places = (): Place[] => {
    const others = (['shipped', 'own'] as const).flatMap((origin) =>
      basesIn(folders[origin]).map((base) => ({ directory: folders[origin], base, origin })),
    );
    const isStandard = (place: Place): boolean => keyOf(place) === keyOf(standard);
    return [...others.filter(isStandard), ...others.filter((place) => !isStandard(place))];
  };

  const find = async (sha256: string): Promise<Place | undefined> => {
    const known = found.get(sha256);
    // Its file may have been put in place of by another one since.
    if (known !== undefined && (await hashAt(known))?.sha256 === sha256) return known;
    found.delete(sha256);
    for (const place of places()) {
      if ((await hashAt(place))?.sha256 !== sha256) continue;
      found.set(sha256, place);
      return place;
    }
    return undefined;
  };

  const require = async (sha256: string): Promise<Place> => {
    const place = await find(sha256);
    if (place === undefined) {
      throw new ChirographError('not-found', `There is no model with SHA-256 ${sha256} here. Add its file.`);
    }
    return place;
  };

  /** A model of one task; the one that comes with the program where null. Throws as `ModelLibrary.load`. */
  const loaded = async <M extends Startable>(
    of: StartedModels<M>,
    wanted: NamedModel | null,
    otherwise: Place,
    missing: (model: NamedModel) => ChirographError,
  ): Promise<M> => {
    if (wanted === null) return of.start(otherwise);
    // What was hashed when it started need not be hashed for every call.
    const known = found.get(wanted.sha256);
    const running = known && (await of.running(known));
    if (running?.encoder.model.sha256 === wanted.sha256) return running;
    const place = await find(wanted.sha256);
    if (place === undefined) throw missing(wanted);
    const model = await of.start(place);
    // A file that was put in place of another since it was found there is not the one that is wanted.
    if (model.encoder.model.sha256 === wanted.sha256) return model;
    found.delete(wanted.sha256);
    throw missing(wanted);
  };

  /** A model that runs, whatever its task. */
  const runningAt = async (place: Place): Promise<Startable | null> =>
    (await started.word.running(place)) ?? (await started.signature.running(place));

  const describe = async (place: Place): Promise<Described | null> => {
    const hashed = await hashAt(place);
    if (hashed === null) return null;
    const { sha256, bytes } = hashed;
    const files = filesAt(place);
    const running = await runningAt(place);
    const common = {
      sha256,
      bytes,
      file: path.basename(files.model),
      origin: place.origin,
      default: keyOf(place) === keyOf(standard),
      provider: running?.encoder.model.provider ?? trials.get(sha256)?.provider ?? null,
    };
    try {
      const model = await readKept(place);
      const card = await cardOf(files, model.sha256);
      const reference = await populationOf(files, model.sha256);
      const own = ownCalibration(model.sha256, model.task);
      const beside = reference?.calibration ?? calibrationBeside(files, model);
      const { name, version, task } = model;
      const calibrations = [
        ...(own === null ? [] : [{ calibration: own, origin: 'laboratory' as const }]),
        ...(beside === null ? [] : [{ calibration: beside, origin: 'model' as const }]),
      ];
      const problem = trials.get(sha256)?.problem ?? null;
      const { release = null, licence = null } = card ?? {};
      return {
        entry: { ...common, name, version, task, release, licence, problem },
        model,
        card,
        reference: reference?.population ?? null,
        calibration: stated(own ?? beside),
        calibrations: calibrations.map((each, at) => ({
          ...each,
          model: { sha256, name, version },
          default: at === 0,
        })),
      };
    } catch (error) {
      const unread = { name: place.base, version: '', task: '', release: null, licence: null };
      return { entry: { ...common, ...unread, problem: toProblem(error) }, ...NOTHING_READ };
    }
  };

  const get = async (sha256: string): Promise<ModelDetails> => {
    const place = await require(sha256);
    const running = await runningAt(place);
    if (!running && !trials.has(sha256)) {
      const trial = await readKept(place).then(tryModel, () => null);
      if (trial !== null) trials.set(sha256, trial);
    }
    const described = await describe(place);
    if (described === null) throw new ChirographError('not-found', 'The file of this model is gone.');
    const { entry, model, card, reference, calibration } = described;
    return {
      ...entry,
      refusedProviders: [...(running?.encoder.refusedProviders ?? trials.get(sha256)?.refused ?? [])],
      reference,
      calibration,
      card: card?.content ?? null,
      metadata: [...(model?.metadata ?? [])].slice(0, MOST_ENTRIES).map(([key, value]) => ({
        key: shortened(key),
        value: shortened(value),
      })),
    };
  };

  return {
    async list() {
      const all = await Promise.all(places().map(describe));
      return all.flatMap((each) => (each === null ? [] : [each.entry]));
    },
    get,
    async add(file) {
      const source = path.resolve(file);
      const model = await readModelFile(source);
      const { sha256 } = model;
      const here = await find(sha256);
      if (here !== undefined) return get(sha256);
      const beside = filesOf(path.dirname(source), path.basename(source).replace(/\.onnx$/iu, ''));
      await cardOf({ ...beside, model: source }, sha256);
      if (model.task === 'word') await populationOf(beside, sha256);
      else calibrationBeside(beside, model);
      const trial = await tryModel(model);
      if (trial.problem !== null) throw ChirographError.fromProblem(trial.problem);
      await keep(folders.own, model, beside);
      trials.set(sha256, trial);
      return get(sha256);
    },
    async remove(sha256) {
      const place = await require(sha256);
      const described = await describe(place);
      if (place.origin !== 'own') {
        throw new ChirographError(
          'not-allowed',
          `${described?.entry.name ?? place.base} comes with Chirograph and stays. Choose another model for a case instead.`,
        );
      }
      await Promise.all([started.word.stop(place), started.signature.stop(place)]);
      discard(filesAt(place));
      trials.delete(sha256);
      found.delete(sha256);
      const { name = place.base, version = '' } = described?.entry ?? {};
      return { sha256, name, version };
    },
    load: async (wanted) => calibrated(await loaded(started.word, wanted, standard, missing)),
    loadSignature: async (wanted) =>
      calibratedSignature(await loaded(started.signature, wanted, standardSignature, missingSignature)),
    async readCalibration(sha256, file) {
      const { task } = await readKept(await require(sha256));
      const load = task === 'word' ? loadCalibration : loadSignatureCalibration;
      return load(path.resolve(file), sha256);
    },
    async calibrate(sha256, calibration) {
      await readKept(await require(sha256));
      const kept = ownFile(sha256);
      try {
        if (calibration === null) {
          if (existsSync(kept)) discardFile(kept);
        } else {
          mkdirSync(folders.calibrations, { recursive: true });
          // Windows puts nothing in the place of a file that is read-only.
          if (existsSync(kept)) chmodSync(kept, 0o600);
          writeAtomically(kept, [Buffer.from(`${JSON.stringify(calibration)}\n`)], READ_ONLY);
        }
      } catch (cause) {
        throw (
          diskFull(kept, cause) ?? unwritable(folders.calibrations, 'the calibration was not kept', cause)
        );
      }
    },
    async calibrations() {
      const all = await Promise.all(places().map(describe));
      return all.flatMap((each) => each?.calibrations ?? []);
    },
    async close() {
      await Promise.all([started.word.close(), started.signature.close()]);
    },
  };
}

/** A model of either task that runs. */
type Startable = LoadedModel | LoadedSignatureModel;

/** Models of one task that were started, by the path of their file: once for all who ask, and again after it could not be. */
interface StartedModels<M extends Startable> {
  start(place: Place): Promise<M>;
  /** Null where it was not started, or does not run. */
  running(place: Place): Promise<M | null>;
  /** Ends its thread. */
  stop(place: Place): Promise<void>;
  close(): Promise<void>;
}

function startedModels<M extends Startable>(
  load: (directory: string, base: string, remedy: string) => Promise<M>,
): StartedModels<M> {
  const started = new Map<string, Promise<M>>();
  const running = async (key: string): Promise<M | null> =>
    (await started.get(key)?.catch(() => null)) ?? null;
  const stop = async (key: string): Promise<void> => {
    const model = running(key);
    started.delete(key);
    await (await model)?.encoder.close();
  };
  return {
    start(place) {
      const key = keyOf(place);
      const loading = started.get(key) ?? load(place.directory, place.base, remedyFor(place));
      started.set(key, loading);
      loading.catch(() => started.get(key) === loading && started.delete(key));
      return loading;
    },
    running: (place) => running(keyOf(place)),
    stop: (place) => stop(keyOf(place)),
    async close() {
      await Promise.all([...started.keys()].map(stop));
    },
  };
}

const missing = ({ name, version, sha256 }: NamedModel): ChirographError =>
  new ChirographError(
    'model-refused',
    `The model ${name} ${version} (SHA-256 ${sha256}) is not on this computer. Add its file to the models, or choose another model for the case.`,
  );

const missingSignature = ({ name, version, sha256 }: NamedModel): ChirographError =>
  new ChirographError(
    'model-refused',
    `The signature model ${name} ${version} (SHA-256 ${sha256}) is not on this computer. Add its file to the models.`,
  );

interface Described {
  readonly entry: ModelEntry;
  /** Null where the file was refused; `entry.problem` says why. */
  readonly model: ModelFile | null;
  readonly card: ReadCard | null;
  readonly reference: ModelDetails['reference'];
  readonly calibration: ModelDetails['calibration'];
  readonly calibrations: readonly CalibrationOfModel[];
}
const NOTHING_READ = { model: null, card: null, reference: null, calibration: null, calibrations: [] };

const shortened = (text: string): string =>
  text.length > LONGEST_ENTRY ? `${text.slice(0, LONGEST_ENTRY)}…` : text;
const remedyFor = ({ origin }: Place): string =>
  origin === 'own' ? 'Remove it from the models, then add its file again.' : INSTALL_AGAIN;
const readKept = (place: Place): Promise<ModelFile> =>
  readKeptModel(place.directory, place.base, remedyFor(place));
const filesAt = ({ directory, base }: Place): ModelFiles => filesOf(directory, base);
const keyOf = (place: Place): string => filesAt(place).model;

/** A model whose file cannot be read is not there: nothing is known of it, not even which one it is. */
async function hashAt(place: Place): Promise<FileHash | null> {
  return hashFile(filesAt(place).model).catch(() => null);
}

function basesIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // Nothing was added yet, or the folder cannot be read, which the doctor says.
    return [];
  }
  return names.flatMap((name) => MODEL_FILE.exec(name)?.groups?.['base'] ?? []).sort();
}

const OWN_REMEDY = 'Put the right one beside the model, or none.';

async function cardOf(files: ModelFiles, sha256: string): Promise<ReadCard | null> {
  if (!existsSync(files.card)) return null;
  return readModelCard(files.card, { file: files.model, sha256 }, OWN_REMEDY);
}

/** What a model's reference holds; null where it has none. */
async function populationOf(
  files: ModelFiles,
  sha256: string,
): Promise<{ population: ModelDetails['reference']; calibration: AnyCalibration | null } | null> {
  if (!existsSync(files.reference)) return null;
  const { populations, calibration = null } = await loadReference(files.reference, sha256);
  const pooled = populations.find(({ name }) => name === POOLED);
  const population = pooled === undefined ? null : { population: pooled.name, writers: pooled.writers };
  return { population, calibration };
}

/** The calibration of a signature model that lies beside it; null where there is none. */
function calibrationBeside(files: ModelFiles, { task, sha256 }: ModelFile): SignatureCalibration | null {
  return task === 'signature' && existsSync(files.calibration)
    ? loadSignatureCalibration(files.calibration, sha256)
    : null;
}

const stated = (calibration: AnyCalibration | null): ModelDetails['calibration'] =>
  calibration && {
    population: calibration.population,
    writers: isOfSignatures(calibration) ? calibration.signers : calibration.writers,
    sha256: calibration.sha256,
  };

/** Runs a model on drawn strokes, in a thread that ends with the trial. */
async function tryModel(model: ModelFile): Promise<Trial> {
  const refused = (reason: string): Problem => ({
    code: 'model-refused',
    message: `${path.basename(model.path)} (${model.name} ${model.version}) does not compute what it states: ${reason}. Export it again, and see that it runs in onnxruntime.`,
  });
  let trial: Trial = { provider: null, refused: [], problem: null };
  try {
    const running = await startModel({ model });
    try {
      const { provider } = running.model;
      trial = { ...trial, provider, refused: running.refusedProviders };
      const wrong = await tryOut(running, model);
      return wrong.length === 0 ? trial : { ...trial, problem: refused(wrong.join(', ')) };
    } finally {
      await running.close();
    }
  } catch (error) {
    const { details } = toProblem(error);
    const reason = details?.split('\n')[0] ?? 'it cannot be run';
    return { ...trial, problem: { ...refused(reason), ...(details === undefined ? {} : { details }) } };
  }
}

/** Writes a model's files under its hash; the model itself last, since the others mean nothing without it. */
async function keep(folder: string, model: ModelFile, beside: ModelFiles): Promise<void> {
  const target = filesOf(folder, model.sha256);
  try {
    mkdirSync(folder, { recursive: true });
    await removeAbandoned(folder, UNFINISHED);
    // Of a model that was added before and is no longer what it was, and of an adding that was interrupted.
    discard(target);
    for (const extra of ['card', model.task === 'word' ? 'reference' : 'calibration'] as const) {
      const content = readPlainFile(beside[extra]);
      if (content !== null) writeAtomically(target[extra], [content], READ_ONLY);
    }
    writeAtomically(target.model, [model.bytes], READ_ONLY);
  } catch (cause) {
    throw diskFull(target.model, cause) ?? unwritable(folder, 'the model was not added', cause);
  }
}

function unwritable(folder: string, outcome: string, cause: unknown): ChirographError {
  return new ChirographError(
    'folder-read-only',
    `${folder} cannot be written, so ${outcome}. Ask for the right to write there.`,
    { details: String(cause), cause },
  );
}

/** Removes a model's files, the model itself first: without it the others mean nothing. */
function discard({ model, card, reference, calibration }: ModelFiles): void {
  for (const file of [model, card, reference, calibration]) {
    if (existsSync(file)) discardFile(file);
  }
}

function discardFile(file: string): void {
  // Windows removes no file that is read-only.
  chmodSync(file, 0o600);
  rmSync(file);
}
