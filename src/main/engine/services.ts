import type { Logger } from 'pino';
import type { Examiner } from '../../contract/case.ts';
import type {
  CallOptions,
  EventName,
  Events,
  MethodName,
  ModelInfo,
  ParsedArguments,
  Result,
} from '../../contract/methods.ts';
import type { NamedModel } from '../../contract/models.ts';
import { ChirographError } from '../../contract/schema.ts';
import { cancelled } from '../../contract/wire.ts';
import { isInside, type Roots } from './case/roots.ts';
import type { Account, Settings } from './case/settings.ts';
import type { OpenedStore } from './case/open-case-store.ts';
import type { CaseReader } from './case/store.ts';
import { sightOf, type Sight } from './case/unmasking.ts';
import type { Calibration } from './comparison/likelihood-ratio/calibration.ts';
import type { Reference } from './comparison/reference.ts';
import type { SignatureCalibration } from './comparison/likelihood-ratio/signature-calibration.ts';
import type { Encoder, SignatureEncoder } from './encoder/encoder.ts';
import type { Preparation } from './imaging/preparation.ts';
import type { ModelLibrary } from './model-library.ts';
import type { PopulationLibrary } from './population-library.ts';
import type { LaboratoryTemplate } from './report/laboratory.ts';

/** A model that runs, with its reference population, if it has one. */
export interface LoadedModel {
  readonly encoder: Encoder;
  readonly reference: Reference | null;
  /** Identifies the reference's content; null without one. */
  readonly referenceSha256: string | null;
  /** The laboratory's own calibration of it, else that of its reference; null where there is neither. */
  readonly calibration: Calibration | null;
  /** Why there is none though the case chose one; left out where all is well. */
  readonly calibrationProblem?: ChirographError | null;
  readonly info: ModelInfo;
}

/** The signature model that runs, with its calibration, if it has one. */
export interface LoadedSignatureModel {
  readonly encoder: SignatureEncoder;
  /** The laboratory's own of it, else the one that lies beside it; null where there is neither. */
  readonly calibration: SignatureCalibration | null;
}

/** A case that is open in this engine. */
export interface OpenCase {
  readonly store: OpenedStore;
  /**
   * Runs long jobs of one case one after the other, each if its call is still admitted when its turn comes. One that is given
   * up before is not begun, see `createQueue`.
   */
  inTurn<T>(call: Pick<CallContext, 'readmit' | 'signal'>, job: () => Promise<T>): Promise<T>;
}

/** What handlers work with; made once by the composition root. */
export interface Services {
  /** Name and version, such as "Chirograph 0.1.0". */
  readonly software: string;
  readonly log: Logger;
  readonly settings: Settings;
  readonly userData: string;
  /** Where callers may go; every path that a window names is admitted here before it is used. */
  readonly roots: Roots;
  /** Folder for the databases of case folders that cannot be written. */
  readonly homes: string;
  readonly preparation: Preparation;
  readonly laboratory: LaboratoryTemplate;
  readonly cases: Map<string, OpenCase>;
  readonly models: ModelLibrary;
  readonly populations: PopulationLibrary;
  /**
   * The model that a case computes with, with the reference population that it chose, started on first use; the default one where no case is named. Rejects with
   * `model-refused` or `provider-failed`.
   */
  model(choosing?: Pick<CaseReader, 'model' | 'population'>): Promise<LoadedModel>;
  /** Hash of that model, or null while it cannot be used: a case can be looked at all the same. */
  modelSha256(choosing?: Pick<CaseReader, 'model' | 'population'>): Promise<string | null>;
  /**
   * The model that compares signatures, the same for every case, started on first use; the one that computed a result where that
   * is wanted. Rejects as `model` does.
   */
  signatureModel(wanted?: NamedModel): Promise<LoadedSignatureModel>;
  emit<E extends EventName>(event: E, payload: Events[E]): void;
}

/** Circumstances of one call. */
export interface CallContext {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: CallOptions['onProgress'];
  /** Throws `examiner-required` where the caller did not say who acts. */
  examiner(): Examiner;
  /** Throws what by now hinders a call that was admitted: while it waited, the case may have come under sequential unmasking. */
  readmit(): void;
  /** Who looks: who acts, else the examiner of this computer's user; null where nobody is known. */
  readonly viewer: Examiner | null;
  /** From which account the caller acts; null where this computer cannot remember accounts. Throws as `examiner` does. */
  account(): Account | null;
}

export type Handlers<M extends MethodName> = {
  [K in M]: (args: ParsedArguments<K>, context: CallContext) => Promise<Result<K>> | Result<K>;
};

/** The open case with this id. */
export function openCase(services: Services, id: string): OpenCase {
  const open = services.cases.get(id);
  if (open === undefined) {
    throw new ChirographError('case-not-open', 'This case is not open. Open its folder again.');
  }
  return open;
}

/** What whoever calls may see of a case; null where nothing in it is veiled from anybody. */
export function sightIn(
  store: Pick<CaseReader, 'unmasking'>,
  { viewer }: Pick<CallContext, 'viewer'>,
): Sight | null {
  const record = store.unmasking();
  return record && sightOf(record, viewer);
}

/** The turns of one case. */
export function createTurns(): OpenCase['inTurn'] {
  const queue = createQueue();
  return (call, job) =>
    queue(call.signal, async () => {
      call.readmit();
      return job();
    });
}

export type Queue = <T>(signal: AbortSignal | undefined, job: () => Promise<T>) => Promise<T>;

/**
 * A queue of one: each job starts when the one before has ended, however it ended. A job whose signal is aborted before its
 * turn is never begun, and whoever waits for it is told at once; once it has begun, the signal is the job's own matter.
 *
 * @param givenUp the error of a job that was given up before its turn.
 */
export function createQueue(givenUp: () => ChirographError = cancelled): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  return (signal, job) => {
    const { outcome, ended } = after(tail, signal, job, givenUp);
    tail = ended;
    return outcome;
  };
}

/** A queue of jobs on folders: each waits, as in `createQueue`, for the earlier ones on its folder, inside it and around it. */
export function createFolderQueue(): <T>(
  folder: string,
  signal: AbortSignal | undefined,
  job: () => Promise<T>,
) => Promise<T> {
  const waiting = new Map<Promise<unknown>, string>();
  return (folder, signal, job) => {
    const before = [...waiting].flatMap(([ended, other]) =>
      isInside(folder, other) || isInside(other, folder) ? [ended] : [],
    );
    const { outcome, ended } = after(Promise.all(before), signal, job, cancelled);
    waiting.set(ended, folder);
    void ended.then(() => waiting.delete(ended));
    return outcome;
  };
}

/**
 * Begins a job when what comes before has ended, unless it was given up by then.
 *
 * @param before never rejects.
 * @returns `ended`: resolves once the job has ended, however it ended, or will not begin.
 */
function after<T>(
  before: Promise<unknown>,
  signal: AbortSignal | undefined,
  job: () => Promise<T>,
  givenUp: () => ChirographError,
): { outcome: Promise<T>; ended: Promise<void> } {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<T>();
  const giveUp = (): void => reject(givenUp());
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  const ended = before.then(async () => {
    if (signal?.aborted) return;
    signal?.removeEventListener('abort', giveUp);
    try {
      resolve(await job());
    } catch (error) {
      reject(error as Error);
    }
  });
  return { outcome, ended };
}

/** Reports progress with the time that remains at the speed so far. */
export function meter(
  context: CallContext,
  total: number,
  unit: string,
): (done: number, note: string) => void {
  const started = performance.now();
  const report = (done: number, note: string): void => {
    const elapsed = (performance.now() - started) / 1000;
    context.onProgress?.({
      done,
      total,
      unit,
      note,
      remainingSeconds: done === 0 ? null : (elapsed / done) * (total - done),
    });
  };
  return report;
}
