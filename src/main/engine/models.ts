import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ModelInfo } from '../../contract/methods.ts';
import { canonicalJson } from './case/canonical-json.ts';
import { sha256 } from './case/hash.ts';
import { loadReference, POOLED } from './comparison/reference.ts';
import { createEncoder, type Encoder } from './encoder/encoder.ts';
import { readModelFile } from './encoder/model-file.ts';
import { projectFolder } from './installation.ts';
import type { LoadedModel } from './services.ts';

const WORD_MODEL = 'chirograph-word.onnx';
const WORD_REFERENCE = 'chirograph-word.reference.json';

/** The folder of the models that come with the program. */
export const modelsFolder = (): string => path.join(projectFolder(), 'models');

/** Reads the word model and starts it. Throws ChirographError `model-refused` or `provider-failed`. */
export async function loadEncoder(directory: string): Promise<Encoder> {
  return createEncoder({ model: await readModelFile(path.join(directory, WORD_MODEL)) });
}

/** The word model with the reference population that lies beside it, if one does. */
export async function loadModel(directory: string): Promise<LoadedModel> {
  const model = await readModelFile(path.join(directory, WORD_MODEL));
  const beside = path.join(directory, WORD_REFERENCE);
  const reference = existsSync(beside) ? await loadReference(beside, model.sha256) : null;
  // Last: a thread that was started for a model whose reference is then refused would never end.
  const encoder = await createEncoder({ model });
  const pooled = reference?.populations.find((population) => population.name === POOLED);
  const info: ModelInfo = {
    name: encoder.model.name,
    version: encoder.model.version,
    task: 'word',
    file: WORD_MODEL,
    sha256: encoder.model.sha256,
    provider: encoder.model.provider,
    refusedProviders: [...encoder.refusedProviders],
    reference: pooled === undefined ? null : { population: pooled.name, writers: pooled.writers },
  };
  const referenceSha256 = reference && sha256(canonicalJson(reference));
  return { encoder, reference, referenceSha256, info };
}
