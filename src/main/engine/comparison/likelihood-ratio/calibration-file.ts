import path from 'node:path';
import * as v from 'valibot';
import { ChirographError } from '../../../../contract/schema.ts';
import { readPlainFile } from '../../case/plain-file.ts';
import { EMBEDDING_SIZE, type ModelTask } from '../../encoder/model-file.ts';
import { Calibration, intact, ofModel } from './calibration.ts';
import { SignatureCalibration } from './signature-calibration.ts';

const LARGEST = 16 * 1024 * 1024;
const SIGNATURES: SignatureCalibration['format'] = 'chirograph-signature-calibration';

const AnyCalibration = v.variant('format', [Calibration, SignatureCalibration]);
/** What a calibration file holds: how scores of a word model become likelihood ratios, or those of a signature model. */
export type AnyCalibration = v.InferOutput<typeof AnyCalibration>;

export const isOfSignatures = (calibration: AnyCalibration): calibration is SignatureCalibration =>
  calibration.format === SIGNATURES;

export const isOfWriting = (calibration: AnyCalibration): calibration is Calibration =>
  !isOfSignatures(calibration);

/**
 * Reads a calibration file of a word model, or the calibration of a reference file.
 *
 * @throws ChirographError `file-unreadable`; `model-refused` where it is no calibration of this format, was changed since
 *   it was made, or belongs to another model.
 */
export const loadCalibration = (file: string, modelSha256: string): Calibration =>
  loaded(file, modelSha256, 'word', isOfWriting);

/** Reads the calibration file of a signature model; throws as `loadCalibration` does. */
export const loadSignatureCalibration = (file: string, modelSha256: string): SignatureCalibration =>
  loaded(file, modelSha256, 'signature', isOfSignatures);

function loaded<C extends AnyCalibration>(
  file: string,
  modelSha256: string,
  task: ModelTask,
  isWanted: (calibration: AnyCalibration) => calibration is C,
): C {
  const name = path.basename(file);
  const calibration = ofModel(readCalibration(file, task), modelSha256, name);
  if (isWanted(calibration)) return calibration;
  throw refusal(name, 'holds no calibration that this version of Chirograph reads', calibration.format, task);
}

/**
 * The same of whichever model: it is as it was made, and of the model that it names.
 *
 * @param task that it is wanted for; left out where it may be either.
 */
export function readCalibration(file: string, task?: ModelTask): AnyCalibration {
  const name = path.basename(file);
  const bytes = readPlainFile(file, LARGEST);
  if (bytes === null) {
    throw new ChirographError(
      'file-unreadable',
      `The calibration ${name} cannot be read. Check that it is a plain file and that you may read it.`,
      { details: file },
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw refusal(name, 'is damaged', String(cause), task);
  }
  const inside = (content as { calibration?: unknown } | null)?.calibration;
  const parsed = v.safeParse(AnyCalibration, inside ?? content);
  const stated = (content as { format?: unknown } | null)?.format === SIGNATURES ? 'signature' : 'word';
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw refusal(
      name,
      'holds no calibration that this version of Chirograph reads',
      `${v.getDotPath(issue) ?? 'file'}: ${issue.message}`,
      task ?? stated,
    );
  }
  const calibration = parsed.output;
  if (isOfWriting(calibration) && calibration.cohort.dimensions !== EMBEDDING_SIZE) {
    throw refusal(
      name,
      'is of embeddings that no model of this version of Chirograph gives',
      `${calibration.cohort.dimensions} dimensions, not ${EMBEDDING_SIZE}`,
      task,
    );
  }
  return intact(calibration, name);
}

const refusal = (name: string, why: string, details: string, task: ModelTask = 'word'): ChirographError =>
  new ChirographError(
    'model-refused',
    task === 'signature'
      ? `${name} ${why}. Measure it anew: chirograph validate --as signature --save.`
      : `${name} ${why}. Measure it anew: chirograph reference, or chirograph validate with --save.`,
    { details },
  );
