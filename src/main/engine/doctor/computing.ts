import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { ModelEntry } from '../../../contract/models.ts';
import { Sha256 } from '../../../contract/schema.ts';
import { loadReference, POOLED } from '../comparison/reference.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { tryOut } from '../encoder/trial.ts';
import { readModelFile, TASKS, type ModelFile } from '../encoder/model-file.ts';
import { SIGNATURE_MODEL } from '../models.ts';
import type { LoadedModel } from '../services.ts';
import { fail, listed, ok, warn, type Check, type Found } from './finding.ts';

const MODEL = 'chirograph-word.onnx';
const CARD = 'chirograph-word.json';
const REFERENCE = 'chirograph-word.reference.json';
const AGAIN =
  'Install Chirograph again: run "npm ci" in its folder, or put back the models folder as it was released.';

const Card = v.object({ sha256: Sha256 });

/** The models and what belongs to them, and whether the word model computes what it should here. */
export function computingChecks(
  models: string,
  load: () => Promise<LoadedModel>,
  list: () => Promise<ModelEntry[]>,
): Check[] {
  return [
    { group: 'computing', name: 'model', advice: AGAIN, look: () => model(models) },
    { group: 'computing', name: 'reference', advice: AGAIN, look: () => reference(models) },
    { group: 'computing', name: 'provider', advice: AGAIN, look: () => provider(load) },
    {
      group: 'computing',
      name: 'own-models',
      look: async () => {
        const all = await list();
        return [signatureModel(all), ...ownModels(all)];
      },
    },
  ];
}

async function model(models: string): Promise<Found[]> {
  const file = await readModelFile(path.join(models, MODEL));
  const found = `${file.name} ${file.version}, SHA-256 ${file.sha256}`;
  return [ok('model', found), await card(models, file)];
}

async function card(models: string, file: ModelFile): Promise<Found> {
  const beside = path.join(models, CARD);
  if (!existsSync(beside)) return warn('model-card', `there is no ${CARD}`, AGAIN);
  const parsed = v.safeParse(Card, JSON.parse(await readFile(beside, 'utf8')));
  if (!parsed.success) return fail('model-card', `${CARD} names no SHA-256 of the model`, AGAIN);
  return parsed.output.sha256 === file.sha256
    ? ok('model-card', 'the model is the one its card describes')
    : fail('model-card', 'the model is not the one its card describes: their SHA-256 differ', AGAIN);
}

async function reference(models: string): Promise<Found[]> {
  const beside = path.join(models, REFERENCE);
  const { sha256 } = await readModelFile(path.join(models, MODEL));
  if (!existsSync(beside)) {
    return [warn('reference', 'none: scores are given without their place in a population', AGAIN)];
  }
  const { populations } = await loadReference(beside, sha256);
  const pooled = populations.find(({ name }) => name === POOLED);
  return [ok('reference', `of this model, ${pooled?.writers ?? 0} writers`)];
}

/** The model for signatures, which no case needs: it and its card belong together. */
function signatureModel(models: readonly ModelEntry[]): Found {
  const entry = models.find(({ file, origin }) => origin === 'shipped' && file === `${SIGNATURE_MODEL}.onnx`);
  if (entry === undefined) return warn('signature-model', 'none: signatures cannot be measured', AGAIN);
  return entry.problem === null
    ? ok('signature-model', `${entry.name} ${entry.version}, the one its card describes`)
    : fail('signature-model', entry.problem.message, AGAIN);
}

/** Those that were added here: whether each is still what it was. */
function ownModels(models: readonly ModelEntry[]): Found[] {
  const own = models.filter(({ origin }) => origin === 'own');
  const refused = own.filter(({ problem }) => problem !== null);
  if (own.length === 0) return [ok('own-models', 'none')];
  return refused.length === 0
    ? [ok('own-models', listed(own.map(({ name, version }) => `${name} ${version}`)))]
    : refused.map(({ problem }) =>
        warn('own-models', problem?.message ?? '', 'Results of it cannot be verified while it is so.'),
      );
}

async function provider(load: () => Promise<LoadedModel>): Promise<Found[]> {
  const { encoder } = await load();
  const used = encoder.model.provider;
  const refused = encoder.refusedProviders.map((each) =>
    ok(`not-${each.provider}`, `tried first, and refused: ${each.reason.split('\n')[0] ?? ''}`),
  );
  return [ok('provider', used), ...refused, await inference(encoder)];
}

/** Embeds drawn strokes alone and in company: finite, of unit length, and the same both times. */
async function inference(encoder: Encoder): Promise<Found> {
  const advice =
    'Do not rely on results of this computer. Start Chirograph again; if it stays, update the graphics driver or remove its CUDA files.';
  const wrong = await tryOut(
    { embed: async (crops) => (await encoder.embed(crops)).map(({ writer, word }) => [writer, word]) },
    TASKS.word,
  );
  return wrong.length === 0
    ? ok('inference', 'a drawn word gives finite vectors of unit length, twice the same')
    : fail('inference', listed(wrong), advice);
}
