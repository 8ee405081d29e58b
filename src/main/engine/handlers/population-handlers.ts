import type { Population } from '../../../contract/populations.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { ListedPopulation } from '../population-library.ts';
import { openCase, type Handlers, type Services } from '../services.ts';
import { viewOf } from './case-view.ts';

type PopulationMethod = 'population.list' | 'population.add' | 'population.remove' | 'case.usePopulation';

/** The reference populations of this computer, and which of them a case computes with. */
export function populationHandlers(services: Services): Handlers<PopulationMethod> {
  const { cases, populations, roots } = services;

  /** Names of the open cases, by the hash of the population that each computes with. */
  const using = async (): Promise<Map<string, string[]>> => {
    const open = [...cases.values()].map(async ({ store }) => {
      const inUse = await services.model(store).then(
        ({ calibration }) => calibration?.sha256,
        () => undefined,
      );
      return { sha256: store.population() ?? inUse, name: store.view(null).name };
    });
    const byPopulation = Map.groupBy(await Promise.all(open), ({ sha256 }) => sha256 ?? '');
    return new Map(Array.from(byPopulation, ([sha256, found]) => [sha256, found.map(({ name }) => name)]));
  };
  const withUse = (population: ListedPopulation, uses: ReadonlyMap<string, string[]>): Population => ({
    ...population,
    usedBy: uses.get(population.sha256) ?? [],
  });

  return {
    async 'population.list'() {
      const uses = await using();
      return (await populations.list()).map((each) => withUse(each, uses));
    },
    async 'population.add'({ file }) {
      return withUse(await populations.add(await roots.admit(file)), await using());
    },
    async 'population.remove'({ population }) {
      const used = (await using()).get(population) ?? [];
      if (used.length > 0) {
        throw new ChirographError(
          'invalid-arguments',
          `The population is in use by an open case: ${used.join(', ')}. Choose another for it first, or close it.`,
        );
      }
      await populations.remove(population);
      return {};
    },
    'case.usePopulation'(args, context) {
      const { store, inTurn } = openCase(services, args.case);
      // What is being computed meanwhile ends with the population that it began with.
      return inTurn(context, async () => {
        const { encoder } = await services.model(store);
        if (args.population !== null) {
          const found = (await populations.list()).find(({ sha256 }) => sha256 === args.population);
          if (found === undefined) {
            throw new ChirographError(
              'not-found',
              'There is no such reference population here. Add its file.',
            );
          }
          if (found.model.sha256 !== encoder.model.sha256) {
            throw new ChirographError(
              'invalid-arguments',
              `"${found.name}" was made with ${found.model.name} ${found.model.version}, and this case computes with ${encoder.model.name} ${encoder.model.version}. Scores of one model mean nothing to a population of another.`,
            );
          }
        }
        if (args.population !== null) await populations.keep(args.population);
        if (store.population() !== args.population) {
          store.usePopulation(context.examiner(), args.population);
          services.emit('case.changed', { case: args.case });
        }
        return viewOf(services, store);
      });
    },
  };
}
