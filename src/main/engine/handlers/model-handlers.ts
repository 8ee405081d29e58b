import type { ModelRemoval } from '../../../contract/models.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { CaseReader } from '../case/store.ts';
import { openCase, type Handlers, type Services } from '../services.ts';
import { viewOf } from './case-view.ts';

type ModelMethod =
  'model.list' | 'model.get' | 'model.add' | 'model.calibrate' | 'model.remove' | 'case.useModel';

/** The models of this computer, and which of them a case computes with. */
export function modelHandlers(services: Services): Handlers<ModelMethod> {
  const { cases, models, populations, roots } = services;

  return {
    'model.list': () => models.list(),
    'model.get': ({ model }) => models.get(model),
    'model.add': async ({ file }) => models.add(await roots.admit(file)),
    async 'model.calibrate'({ model, file }) {
      // First: what is refused changes nothing.
      const given = file === null ? null : await models.readCalibration(model, file);
      const calibrations = await models.calibrations();
      const before = calibrations.find((each) => each.model.sha256 === model && each.origin === 'laboratory');
      // Results that rest on the one before are verified with it.
      if (before !== undefined) await populations.keep(before.calibration.sha256);
      await models.calibrate(model, given);
      const { calibration } = await models.get(model);
      return { calibration: calibration?.sha256 ?? null, population: calibration?.population ?? null };
    },
    async 'model.remove'({ model }) {
      const open = [...cases.values()].map(({ store }) => ({ store, name: store.view(null).name }));
      const using = open.filter(({ store }) => store.model()?.sha256 === model).map(({ name }) => name);
      if (using.length > 0) {
        throw new ChirographError(
          'invalid-arguments',
          `The model is in use by an open case: ${using.join(', ')}. Choose another model for it first, or close it.`,
        );
      }
      const removed = await models.remove(model);
      const unverifiable = open.flatMap(({ store, name }): ModelRemoval['unverifiable'] => {
        const results = resultsOf(store, model);
        return results === 0 ? [] : [{ case: name, results }];
      });
      return { removed, unverifiable };
    },
    'case.useModel'(args, context) {
      const { store, inTurn } = openCase(services, args.case);
      // What is being computed meanwhile ends with the model that it began with.
      return inTurn(context, async () => {
        const wanted = await models.get(args.model);
        if (wanted.problem !== null) throw ChirographError.fromProblem(wanted.problem);
        if (wanted.task !== 'word') {
          throw new ChirographError(
            'invalid-arguments',
            `${wanted.name} ${wanted.version} is a ${wanted.task} model. A case computes with a word model; choose one.`,
          );
        }
        const now = store.model()?.sha256 ?? null;
        if (now !== (wanted.default ? null : wanted.sha256)) {
          store.useModel(context.examiner(), wanted, wanted.default);
          services.emit('case.changed', { case: args.case });
        }
        return viewOf(services, store);
      });
    },
  };
}

function resultsOf(store: CaseReader, model: string): number {
  return [...store.comparisons(), ...store.searches(), ...store.signatureComparisons()].filter(
    ({ result }) => result.model.sha256 === model,
  ).length;
}
