import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { ModelInfo } from '../../contract/methods.ts';
import { ChirographError, Sha256 } from '../../contract/schema.ts';
import { loadReference, POOLED, referenceSha256 as hashOfReference } from './comparison/reference.ts';
import { createEncoder, type Encoder } from './encoder/encoder.ts';
import { readModelFile } from './encoder/model-file.ts';
import { projectFolder } from './installation.ts';
import type { LoadedModel } from './services.ts';

const WORD_MODEL = 'chirograph-word.onnx';
const WORD_REFERENCE = 'chirograph-word.reference.json';
const WORD_CARD = 'chirograph-word.json';

const Card = v.object({ sha256: Sha256 });

/** The folder of the models that come with the program. */
export const modelsFolder = (): string => path.join(projectFolder(), 'models');

/** Reads the word model and starts it. Throws ChirographError `model-refused` or `provider-failed`. */
export async function loadEncoder(directory: string): Promise<Encoder> {
  return createEncoder({ model: await readModelFile(path.join(directory, WORD_MODEL)) });
}

/** Refuses a model that is not, byte for byte, the one that the card beside it describes. A model may come without a card. */
async function requireCarded(directory: string, found: string): Promise<void> {
  const file = path.join(directory, WORD_CARD);
  if (!existsSync(file)) return;
  const card = v.safeParse(v.pipe(v.string(), v.parseJson(), Card), await readFile(file, 'utf8'));
  if (card.success && card.output.sha256 === found) return;
  throw new ChirographError(
    'model-refused',
    card.success
      ? `The model file ${WORD_MODEL} is not the one that ${WORD_CARD} describes: expected SHA-256 ${card.output.sha256}, found ${found}. Install Chirograph again.`
      : `${WORD_CARD}, the card of the model file ${WORD_MODEL}, names no SHA-256 of it. Install Chirograph again.`,
  );
}

/** The word model with the reference population that lies beside it, if one does. */
export async function loadModel(directory: string): Promise<LoadedModel> {
  const model = await readModelFile(path.join(directory, WORD_MODEL));
  await requireCarded(directory, model.sha256);
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
  const referenceSha256 = reference && hashOfReference(reference);
  return { encoder, reference, referenceSha256, info };
}
