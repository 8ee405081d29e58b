import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ModelInfo } from '../../contract/methods.ts';
import { ChirographError } from '../../contract/schema.ts';
import { loadSignatureCalibration } from './comparison/likelihood-ratio/calibration-file.ts';
import { loadReference, POOLED, referenceSha256 as hashOfReference } from './comparison/reference.ts';
import {
  createEncoder,
  createSignatureEncoder,
  type Encoder,
  type SignatureEncoder,
} from './encoder/encoder.ts';
import { readModelCard } from './encoder/model-card.ts';
import { readModelFile, type ModelFile } from './encoder/model-file.ts';
import { projectFolder } from './installation.ts';
import type { LoadedModel, LoadedSignatureModel } from './services.ts';

/** The released word model: the default of every case. */
export const WORD_MODEL = 'chirograph-word';

/** The released signature model. */
export const SIGNATURE_MODEL = 'chirograph-signature';

/** What a model that was added here is called: by the hash of its file, which its content must still have. */
const ADDED = /^[0-9a-f]{64}$/u;

/** The folder of the models that come with the program. */
export const modelsFolder = (): string => path.join(projectFolder(), 'models');

/** The folder of the models that were added on this computer, which need not be there yet. */
export const ownModelsFolder = (userData: string): string => path.join(userData, 'models');

/** The folder of the laboratory's own calibrations, which need not be there yet. */
export const ownCalibrationsFolder = (userData: string): string => path.join(userData, 'calibrations');

/** The folder of the populations that were added for cases to choose, which need not be there yet. */
export const ownPopulationsFolder = (userData: string): string => path.join(userData, 'populations');

/** The files of one model, of which only the first has to be there. */
export interface ModelFiles {
  readonly model: string;
  readonly card: string;
  /** Of a word model. */
  readonly reference: string;
  /** Of a signature model; that of a word model is part of its reference. */
  readonly calibration: string;
}

/** @param base the model file's name without `.onnx`; what belongs to it lies beside it. */
export function filesOf(directory: string, base: string): ModelFiles {
  const file = (extension: string): string => path.join(directory, `${base}.${extension}`);
  return {
    model: file('onnx'),
    card: file('json'),
    reference: file('reference.json'),
    calibration: file('calibration.json'),
  };
}

/** Reads the word model and starts it. Throws ChirographError `model-refused` or `provider-failed`. */
export async function loadEncoder(directory: string): Promise<Encoder> {
  return createEncoder({ model: await readModelFile(filesOf(directory, WORD_MODEL).model) });
}

/**
 * A signature model with the calibration that lies beside it, if one does; the released one where none is named.
 *
 * @throws ChirographError `model-refused` where there is none, or a file is not what it has to be; `provider-failed`.
 */
export async function loadSignatureModel(
  directory: string,
  base: string = SIGNATURE_MODEL,
  remedy: string = INSTALL_AGAIN,
): Promise<LoadedSignatureModel> {
  const files = filesOf(directory, base);
  if (!existsSync(files.model)) {
    throw new ChirographError(
      'model-refused',
      `There is no signature model, so that no signature can be compared. ${INSTALL_AGAIN}`,
    );
  }
  const model = await readKeptModel(directory, base, remedy);
  const calibration = existsSync(files.calibration)
    ? loadSignatureCalibration(files.calibration, model.sha256)
    : null;
  // Last: a thread that was started for a model whose calibration is then refused would never end.
  return { encoder: await createSignatureEncoder({ model }), calibration };
}

/** The same for the signature model, which must be the one that its card describes; null where none is there. */
export async function loadSignatureEncoder(directory: string): Promise<SignatureEncoder | null> {
  if (!existsSync(filesOf(directory, SIGNATURE_MODEL).model)) return null;
  return createSignatureEncoder({ model: await readKeptModel(directory, SIGNATURE_MODEL, INSTALL_AGAIN) });
}

/**
 * Starts the encoder of a model file, whichever its task is; the other one is null.
 *
 * @throws ChirographError `model-refused`, `provider-failed`.
 */
export async function loadNamed(
  file: string,
): Promise<{ encoder: Encoder | null; signatureEncoder: SignatureEncoder | null }> {
  const model = await readModelFile(file);
  return model.task === 'word'
    ? { encoder: await createEncoder({ model }), signatureEncoder: null }
    : { encoder: null, signatureEncoder: await createSignatureEncoder({ model }) };
}

/** What to do about a model that came with the program, and whose files are not what they have to be. */
export const INSTALL_AGAIN = 'Install Chirograph again.';

/**
 * Reads a model of a folder and refuses what is not, byte for byte, what was added or what its card describes.
 *
 * @param remedy what to do then, as a sentence.
 * @throws ChirographError `model-refused`
 */
export async function readKeptModel(directory: string, base: string, remedy: string): Promise<ModelFile> {
  const files = filesOf(directory, base);
  const model = await readModelFile(files.model);
  if (ADDED.test(base) && base !== model.sha256) {
    throw new ChirographError(
      'model-refused',
      `${model.name} ${model.version} is no longer the file that was added: expected SHA-256 ${base}, found ${model.sha256}. ${remedy}`,
    );
  }
  if (existsSync(files.card)) {
    await readModelCard(files.card, { file: files.model, sha256: model.sha256 }, remedy);
  }
  return model;
}

/**
 * A model with the reference population that lies beside it, if one does, and with the calibration of that; the released word
 * model where none is named.
 */
export async function loadModel(
  directory: string,
  base: string = WORD_MODEL,
  remedy: string = INSTALL_AGAIN,
): Promise<LoadedModel> {
  const files = filesOf(directory, base);
  const model = await readKeptModel(directory, base, remedy);
  const reference = existsSync(files.reference) ? await loadReference(files.reference, model.sha256) : null;
  // Last: a thread that was started for a model whose reference is then refused would never end.
  const encoder = await createEncoder({ model });
  const pooled = reference?.populations.find((population) => population.name === POOLED);
  const info: ModelInfo = {
    name: encoder.model.name,
    version: encoder.model.version,
    task: model.task,
    file: path.basename(files.model),
    sha256: encoder.model.sha256,
    provider: encoder.model.provider,
    refusedProviders: [...encoder.refusedProviders],
    reference: pooled === undefined ? null : { population: pooled.name, writers: pooled.writers },
  };
  const referenceSha256 = reference && hashOfReference(reference);
  return { encoder, reference, referenceSha256, calibration: reference?.calibration ?? null, info };
}
