import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelUse } from '../../contract/results.ts';
import { ChirographError } from '../../contract/schema.ts';
import { userDataDirectory } from '../places.ts';
import { createEncoder, type Embedding } from './encoder/encoder.ts';
import { readModelFile } from './encoder/model-file.ts';
import { createDemoCase } from './demo/demo-case.ts';
import { newDemoFolder } from './demo/new-folder.ts';
import { createRealCase } from './demo/real-case.ts';
import { filesOf, loadEncoder, loadNamed, loadSignatureEncoder, modelsFolder, WORD_MODEL } from './models.ts';
import { writeAtomically } from './case/atomic-file.ts';
import { loadCalibration, loadSignatureCalibration } from './comparison/likelihood-ratio/calibration-file.ts';
import { loadReference, POOLED, type Reference } from './comparison/reference.ts';
import { buildReference, saveReference } from './evaluation/build-reference.ts';
import { writeCrops, type CropSubject, type WrittenCrops } from './evaluation/crops.ts';
import { commandLine } from './evaluation/command-line.ts';
import { evaluate, type Evaluation } from './evaluation/evaluate.ts';
import { readManifest, type ManifestFilter } from './evaluation/manifest.ts';
import {
  measureScores,
  readScoreCases,
  type JsonNumber,
  type ScoreMetrics,
} from './evaluation/score-cases.ts';
import { measureSpeed, type SpeedFigure } from './evaluation/speed.ts';
import { validate, type Validation } from './evaluation/validate.ts';
import { validateSignatures, type SignatureValidation } from './evaluation/validate-signatures.ts';
import { requireWords } from './imaging/preparation.ts';
import { createPreparation } from './imaging/preparation-pool.ts';
import { steadyCompiler } from './steady-compiler.ts';
import { projectFolder } from './installation.ts';

export type { CropSubject, Evaluation, JsonNumber, SignatureValidation, Validation };

/** Labelled material as the command line names it. */
export interface Material extends ManifestFilter {
  readonly manifest: string;
  /** Folder that the manifest's paths start from; its own where left out. */
  readonly root?: string;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number, note: string) => void;
}

/** An image with its embedding, or the reason why it has none. */
export type EmbeddedFile =
  | { readonly path: string; readonly cropSha256: string; readonly writer: number[]; readonly word: number[] }
  | { readonly path: string; readonly problem: { readonly code: string; readonly message: string } };

/** What only the command line does: work on labelled material and loose images, with no case. */
export interface Workbench {
  readonly model: ModelUse;
  /** @param material.model file of a model to measure in place of the one of its task that Chirograph comes with. */
  evaluate(
    material: Material & { readonly seed: number; readonly model?: string },
    run: RunOptions,
  ): Promise<Evaluation>;
  /** Measures the reference population and writes it; returns the images that could not be used. */
  reference(
    material: Material & { readonly seed: number; readonly out: string },
    run: RunOptions,
  ): Promise<{ readonly failed: readonly { path: string; reason: string }[] }>;
  /**
   * Measures evidence on labelled material, see `validate`.
   *
   * @param material.calibration file of a calibration, or of a reference that has one; where left out, one is made of the
   *   material itself.
   * @param material.save file to write the calibration to that was made.
   * @param material.name what the population is called; the name of the manifest where left out.
   */
  validate(
    material: Material & {
      readonly seed: number;
      readonly calibration?: string;
      readonly save?: string;
      readonly name?: string;
    },
    run: RunOptions,
  ): Promise<Validation>;
  /**
   * The same on labelled signatures, by the signature model, see `validateSignatures`.
   *
   * @param material.model file of a signature model in place of the one that Chirograph comes with.
   */
  validateSignatures(
    material: Parameters<Workbench['validate']>[0] & { readonly model?: string },
    run: RunOptions,
  ): Promise<SignatureValidation>;
  embed(images: readonly string[], run: RunOptions): Promise<EmbeddedFile[]>;
  bench(signal: AbortSignal): Promise<SpeedFigure[]>;
  close(): Promise<void>;
}

/**
 * Loads the model and makes ready to prepare images.
 *
 * @param named file of a word model in place of the one that Chirograph comes with.
 * @throws ChirographError `model-refused` or `provider-failed`.
 */
export async function createWorkbench(named?: string): Promise<Workbench> {
  steadyCompiler();
  const encoder =
    named === undefined
      ? await loadEncoder(modelsFolder())
      : await createEncoder({ model: await readModelFile(named) });
  const preparation = createPreparation();
  return {
    model: encoder.model,
    async evaluate({ manifest: file, root, seed, model, ...filter }, { signal, onProgress }) {
      const manifest = await readManifest(file, filter);
      const other = model === undefined ? { encoder: null, signatureEncoder: null } : await loadNamed(model);
      const signed = manifest.rows.some(({ kind }) => kind === 'signature');
      let { signatureEncoder } = other;
      try {
        if (signed) signatureEncoder ??= await loadSignatureEncoder(modelsFolder());
        return await evaluate({
          manifest,
          root,
          preparation,
          encoder: other.encoder ?? encoder,
          signatureEncoder,
          seed,
          signal,
          onProgress: ({ done, total, dataset }) => onProgress(done, total, dataset),
        });
      } finally {
        await Promise.all([other.encoder?.close(), signatureEncoder?.close()]);
      }
    },
    async reference({ manifest, root, seed, out, split, dataset }, { signal, onProgress }) {
      const { reference, failed } = await buildReference({
        manifest: await readManifest(manifest, { split, dataset }),
        split,
        root,
        preparation,
        encoder,
        seed,
        command: commandLine({ command: 'reference', manifest, split, dataset, seed, model: named }),
        signal,
        onProgress: (done, total) => onProgress(done, total, 'images'),
      });
      if (!reference.populations.some((population) => population.name === POOLED)) {
        throw new ChirographError(
          'too-little-writing',
          `${path.basename(manifest)} has no 100 pairs of words by one writer in different texts, so no score could be placed among them. Nothing was written: add writers, or more words of each.`,
        );
      }
      saveReference(out, reference);
      return { failed };
    },
    async validate(
      { manifest: file, root, seed, calibration: given, save, name, split, dataset },
      { signal, onProgress },
    ) {
      const manifest = await readManifest(file, { split, dataset });
      const reference = await referenceBeside(
        named ?? filesOf(modelsFolder(), WORD_MODEL).model,
        encoder.model.sha256,
      );
      const { validation, calibration } = await validate({
        manifest,
        split,
        root,
        preparation,
        encoder,
        seed,
        calibration: given === undefined ? null : loadCalibration(given, encoder.model.sha256),
        sameWord: reference?.sameWord ?? null,
        command: commandLine({
          command: 'validate',
          manifest: file,
          split,
          dataset,
          seed,
          model: named,
          name,
        }),
        population: name ?? path.basename(file, path.extname(file)),
        signal,
        onProgress: ({ step, done, total }) =>
          onProgress(done, total, step === 'images' ? 'read and encoded' : 'evidence measured'),
      });
      if (save !== undefined) writeAtomically(save, [Buffer.from(`${JSON.stringify(calibration)}\n`)]);
      return validation;
    },
    async validateSignatures(
      { manifest: file, root, seed, calibration: given, save, name, model, split, dataset },
      { signal, onProgress },
    ) {
      const manifest = await readManifest(file, { split, dataset });
      const { signatureEncoder } =
        model === undefined
          ? { signatureEncoder: await loadSignatureEncoder(modelsFolder()) }
          : await loadNamed(model);
      if (signatureEncoder === null) {
        throw new ChirographError(
          'model-refused',
          'There is no signature model to measure. Install Chirograph again, or name one of that task.',
        );
      }
      try {
        const { validation, calibration } = await validateSignatures({
          manifest,
          split,
          root,
          preparation,
          encoder: signatureEncoder,
          seed,
          calibration:
            given === undefined ? null : loadSignatureCalibration(given, signatureEncoder.model.sha256),
          command: commandLine({
            command: 'validate',
            as: 'signature',
            manifest: file,
            split,
            dataset,
            seed,
            model,
            name,
          }),
          population: name ?? path.basename(file, path.extname(file)),
          signal,
          onProgress: (done, total) => onProgress(done, total, 'read and encoded'),
        });
        if (save !== undefined) writeAtomically(save, [Buffer.from(`${JSON.stringify(calibration)}\n`)]);
        return validation;
      } finally {
        await signatureEncoder.close();
      }
    },
    async embed(images, { signal, onProgress }) {
      const results: EmbeddedFile[] = [];
      for (const [index, image] of images.entries()) {
        onProgress(index, images.length, image);
        results.push(await embedOne(image, signal));
      }
      onProgress(images.length, images.length, '');
      return results;
    },
    async bench(signal) {
      const folder = await mkdtemp(path.join(tmpdir(), 'chirograph-bench-'));
      try {
        const demo = path.join(folder, 'case');
        await createDemoCase(demo);
        const files = await readdir(demo, { recursive: true });
        return await measureSpeed({
          pages: files.filter((file) => file.endsWith('.png')).map((file) => path.join(demo, file)),
          encoder,
          preparation: (children) => createPreparation({ children }),
          children: Math.min(2, availableParallelism()),
          signal,
        });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async close() {
      await Promise.all([preparation.close(), encoder.close()]);
    },
  };

  async function embedOne(image: string, signal: AbortSignal): Promise<EmbeddedFile> {
    try {
      const prepared = await preparation.prepare({ path: path.resolve(image), layout: 'word' }, signal);
      const word = requireWords(prepared)[0]!;
      const [embedding] = (await encoder.embed([word.crop], signal)) as [Embedding];
      return {
        path: image,
        cropSha256: word.cropSha256,
        writer: [...embedding.writer],
        word: [...embedding.word],
      };
    } catch (error) {
      if (!(error instanceof ChirographError) || error.code === 'cancelled') throw error;
      return { path: image, problem: { code: error.code, message: error.message } };
    }
  }
}

/** The reference that lies beside a model's file; null where none of that model does. */
async function referenceBeside(model: string, modelSha256: string): Promise<Reference | null> {
  const { reference } = filesOf(path.dirname(model), path.basename(model, path.extname(model)));
  return existsSync(reference) ? loadReference(reference, modelSha256) : null;
}

/** Writes the encoder's input for every labelled image; needs no model. */
export async function writeProductionCrops(
  material: Material & { readonly out: string; readonly subject: CropSubject },
  { signal, onProgress }: RunOptions,
): Promise<WrittenCrops> {
  const { manifest, root, out, subject, ...filter } = material;
  const preparation = createPreparation();
  try {
    return await writeCrops(await readManifest(manifest, filter), {
      root,
      out,
      subject,
      preparation,
      signal,
      onProgress: (done, total) => onProgress(done, total, 'images'),
    });
  } finally {
    await preparation.close();
  }
}

/** Measures scores of known origin, file in and figures out; see `readScoreCases` for the file and what it throws. */
export function measureScoreFile(file: string): ScoreMetrics[] {
  return readScoreCases(file).map(measureScores);
}

/**
 * Composes a case from real word images, where there are any.
 *
 * @param options.manifest table of labelled images; the one of a `shared/data` folder beside the project where left out.
 * @returns the new folder, or null where none was named and there is none beside the project.
 * @throws ChirographError `file-unreadable` where the named table cannot be read.
 */
export async function composeRealCase(options: {
  readonly folder?: string;
  readonly manifest?: string;
}): Promise<string | null> {
  const manifest =
    options.manifest ?? path.join(path.dirname(projectFolder()), 'shared', 'data', 'manifest.csv');
  if (options.manifest === undefined && !existsSync(manifest)) return null;
  const folder = path.resolve(options.folder ?? (await newDemoFolder(userDataDirectory(), 'real-case')));
  await createRealCase(folder, manifest, path.dirname(manifest));
  return folder;
}
