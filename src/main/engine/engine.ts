import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import * as v from 'valibot';
import {
  methods,
  type Arguments,
  type CallOptions,
  type Engine,
  type EventName,
  type Events,
  type MethodName,
  type ParsedArguments,
  type Result,
} from '../../contract/methods.ts';
import { Examiner } from '../../contract/case.ts';
import { ChirographError } from '../../contract/schema.ts';
import { cancelled, toProblem } from '../../contract/wire.ts';
import { homesFolder } from './case/case-home.ts';
import { readOnlyError } from './case/held-case.ts';
import { anywhere, confineTo, type RootFolders, type Roots } from './case/roots.ts';
import { openSettings } from './case/settings.ts';
import { demoFolder } from './demo/new-folder.ts';
import { caseHandlers } from './handlers/case-handlers.ts';
import { chartHandlers } from './handlers/chart-handlers.ts';
import { comparisonHandlers } from './handlers/comparison-handlers.ts';
import { correctionHandlers } from './handlers/correction-handlers.ts';
import { engineHandlers } from './handlers/engine-handlers.ts';
import { erasureHandlers } from './handlers/erasure-handlers.ts';
import { findingHandlers } from './handlers/finding-handlers.ts';
import { laboratoryHandlers } from './handlers/laboratory-handlers.ts';
import { signatureHandlers } from './handlers/signature-handlers.ts';
import { letterHandlers } from './handlers/letter-handlers.ts';
import { modelHandlers } from './handlers/model-handlers.ts';
import { pictureHandlers } from './handlers/picture-handlers.ts';
import { populationHandlers } from './handlers/population-handlers.ts';
import { reportHandlers } from './handlers/report-handlers.ts';
import { supportHandlers } from './handlers/support-handlers.ts';
import { admit, shown } from './handlers/unmasking-gate.ts';
import { unmaskingHandlers } from './handlers/unmasking-handlers.ts';
import { validationHandlers } from './handlers/validation-handlers.ts';
import { viewHandlers } from './handlers/view-handlers.ts';
import { createPreparation } from './imaging/preparation-pool.ts';
import { softwareName } from './installation.ts';
import { openModelLibrary } from './model-library.ts';
import { openPopulationLibrary } from './population-library.ts';
import { modelsFolder, ownCalibrationsFolder, ownModelsFolder, ownPopulationsFolder } from './models.ts';
import { LaboratoryTemplate } from './report/laboratory.ts';
import { steadyCompiler } from './steady-compiler.ts';
import type { CallContext, Handlers, Services } from './services.ts';

export { writeAtomically } from './case/atomic-file.ts';

export interface EngineOptions {
  /** Folder of this user's settings, logs and demo cases. */
  readonly userData: string;
  readonly log: Logger;
  /** Folder with chirograph-word.onnx and what else comes with the program; the installed one where left out. */
  readonly modelsDirectory?: string;
  /** Confines callers to these folders and to the one where demo cases are made; null or left out for no confinement. */
  readonly roots?: RootFolders | null;
  /** Checks every result against the contract as well; tests turn it on. */
  readonly checkResults?: boolean;
}

export interface LocalEngine extends Engine {
  /** Ends threads and children and closes every open case. */
  close(): Promise<void>;
}

/** Composition root: everything Chirograph can do, behind the contract, in this process. */
export async function createEngine(options: EngineOptions): Promise<LocalEngine> {
  steadyCompiler();
  const { log, userData } = options;
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const shipped = options.modelsDirectory ?? modelsFolder();
  const models = openModelLibrary({
    shipped,
    own: ownModelsFolder(userData),
    calibrations: ownCalibrationsFolder(userData),
  });

  const populations = openPopulationLibrary(ownPopulationsFolder(userData), models);
  const preparation = createPreparation({
    onDeath: (death) => log.warn(death, 'a decoder process died'),
  });

  const services: Services = {
    software: softwareName(),
    log,
    userData,
    roots: await openRoots(options),
    homes: homesFolder(userData),
    settings: openSettings(userData),
    preparation,
    laboratory: new LaboratoryTemplate(userData, preparation),
    cases: new Map(),
    models,
    populations,
    model: async (choosing) =>
      populations.inPlace(await models.load(choosing?.model() ?? null), choosing?.population() ?? null),
    modelSha256: (choosing) =>
      services.model(choosing).then(
        ({ encoder }) => encoder.model.sha256,
        () => null,
      ),
    signatureModel: (wanted) => models.loadSignature(wanted ?? null),
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
  };
  const handlers: Handlers<MethodName> = {
    ...engineHandlers(services),
    ...caseHandlers(services),
    ...correctionHandlers(services),
    ...findingHandlers(services),
    ...letterHandlers(services),
    ...signatureHandlers(services),
    ...viewHandlers(services),
    ...comparisonHandlers(services),
    ...chartHandlers(services),
    ...modelHandlers(services),
    ...populationHandlers(services),
    ...validationHandlers(services),
    ...laboratoryHandlers(services),
    ...pictureHandlers(services),
    ...reportHandlers(services),
    ...erasureHandlers(services),
    ...supportHandlers(services),
    ...unmaskingHandlers(services),
  };

  return {
    async call<M extends MethodName>(
      method: M,
      args: Arguments<M>,
      call: CallOptions = {},
    ): Promise<Result<M>> {
      if (!Object.hasOwn(methods, method)) {
        throw new ChirographError('unknown-method', `This version has no method "${method}".`);
      }
      const definition = methods[method];
      const parsed = v.safeParse(definition.args, args);
      if (!parsed.success) {
        const [issue] = parsed.issues;
        const where = v.getDotPath(issue);
        throw new ChirographError(
          'invalid-arguments',
          `${method}: ${where === null ? '' : `${where}: `}${issue.message}`,
        );
      }
      if (call.signal?.aborted) throw cancelled();
      const given = parsed.output as ParsedArguments<M>;
      const context: CallContext = {
        readmit: () => admit(services, method, given, context),
        signal: call.signal,
        onProgress: call.onProgress,
        examiner() {
          const given = v.safeParse(Examiner, call.examiner);
          if (!given.success) {
            throw new ChirographError(
              'examiner-required',
              'Who is acting? Give name, initials and role first: they go into the journal.',
            );
          }
          return given.output;
        },
        get viewer() {
          const given = v.safeParse(Examiner, call.examiner);
          return given.success ? given.output : services.settings.examiner();
        },
        account: () => services.settings.account(call.login === true ? context.examiner().name : null),
      };
      const started = performance.now();
      const took = (): number => Math.round(performance.now() - started);
      try {
        if (definition.writes) {
          context.examiner();
          refuseHeld(services, parsed.output);
        }
        admit(services, method, given, context);
        const handle = handlers[method] as (
          args: unknown,
          context: CallContext,
        ) => Promise<Result<M>> | Result<M>;
        const result = shown(services, method, given, await handle(given, context), context);
        log.debug({ method, ms: took(), code: 'ok' }, 'call answered');
        return (options.checkResults ? v.parse(definition.result, result) : result) as Result<M>;
      } catch (error) {
        const problem = toProblem(error);
        const entry = { method, ms: took(), code: problem.code, details: problem.details };
        if (problem.code === 'cancelled') log.debug(entry, 'call cancelled');
        else log.warn(entry, 'call failed');
        throw error;
      }
    },
    on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    async close() {
      for (const { store } of services.cases.values()) store.close();
      services.cases.clear();
      await Promise.all([services.preparation.close(), models.close()]);
    },
  };
}

async function openRoots({ roots = null, userData }: EngineOptions): Promise<Roots> {
  if (roots === null) return anywhere;
  // Made now, so that its real path is known before the first demo case is made in it. Where it cannot be, none is made in it.
  await mkdir(demoFolder(userData), { recursive: true }).catch(() => undefined);
  return confineTo([...roots, demoFolder(userData)]);
}

/** Refuses a change to a case that another process holds before anything is done for it. */
function refuseHeld({ cases }: Services, args: object): void {
  const readOnly = 'case' in args ? cases.get(args.case as string)?.store.readOnly : undefined;
  if (readOnly) throw readOnlyError(readOnly);
}
