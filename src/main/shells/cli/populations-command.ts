import type { Population } from '../../../contract/populations.ts';
import { ChirographError } from '../../../contract/schema.ts';
import type { LocalEngine } from '../../engine/engine.ts';
import { acting, interruptible, print, table, withEngine, type CommonOptions } from './terminal.ts';

/** Shortest beginning of a hash that names a population. */
const LEAST_OF_HASH = 6;
/** What a case chooses to follow its model's population again. */
const OF_MODEL = 'model';

/** `chirograph populations list` */
export async function listPopulationsCommand(options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const populations = await engine.call('population.list', {});
    print(options, { populations }, () => populations.flatMap(populationLines));
  });
}

/** `chirograph populations add <file>` */
export async function addPopulationCommand(file: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const population = await engine.call('population.add', { file });
    print(options, { population }, () => populationLines(population));
  });
}

/** `chirograph populations remove <population>` */
export async function removePopulationCommand(named: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const { sha256, name } = await pickPopulation(engine, named);
    await engine.call('population.remove', { population: sha256 });
    print(options, { removed: sha256 }, () => [
      `"${name}" is removed. Results that were calibrated on it cannot be verified until its file is added again.`,
    ]);
  });
}

/** `chirograph populations use <folder> <population>` */
export async function usePopulationCommand(
  folder: string,
  named: string,
  options: CommonOptions,
): Promise<void> {
  await withEngine(async (engine) => {
    const call = await acting(engine, options, interruptible());
    const { id } = await engine.call('case.open', { folder }, call);
    const chosen = named === OF_MODEL ? null : (await pickPopulation(engine, named)).sha256;
    const { population } = await engine.call('case.usePopulation', { case: id, population: chosen }, call);
    print(options, { population: population ?? null }, () => [
      population
        ? `Likelihood ratios are calibrated on "${population.name}" (SHA-256 ${population.sha256}) from now on; those of another are stale.`
        : 'The model of this case has no reference population: comparisons give no likelihood ratio.',
    ]);
  });
}

async function pickPopulation(engine: LocalEngine, named: string): Promise<Population> {
  const populations = await engine.call('population.list', {});
  const found = populations.filter(
    ({ name, sha256 }) =>
      name === named || (named.length >= LEAST_OF_HASH && sha256.startsWith(named.toLowerCase())),
  );
  const [population] = found;
  if (population !== undefined && found.length === 1) return population;
  const several = found.map(({ name, sha256 }) => `${name}, SHA-256 ${sha256}`).join('\n');
  throw new ChirographError(
    'not-found',
    found.length === 0
      ? `There is no population "${named}". "chirograph populations list" shows those that are here.`
      : `Several populations are "${named}"; name one by its hash:\n${several}`,
  );
}

function populationLines(population: Population): string[] {
  const { name, sha256, model, datasets, writers, origin, bands, command, usedBy } = population;
  const ofSignatures = bands.some(({ kind }) => kind === 'signature');
  return [
    `${name}: ${writers} ${ofSignatures ? 'signers' : 'writers'} of ${datasets.join(', ')}; for ${model.name} ${model.version}; ${ORIGINS[origin]}${population.default ? ', default' : ''}${usedBy.length === 0 ? '' : `; used by ${usedBy.join(', ')}`}`,
    `  SHA-256 ${sha256}, made by "${command}"`,
    ...(ofSignatures ? [] : [`  ${materialText(population.material)}`]),
    ...table([
      [
        '  question',
        ...(ofSignatures ? ['references', 'signers'] : ['words', 'writers']),
        'pairs',
        'Cllr',
        'Cllr_min',
        'log10 LR',
      ],
      ...bands.map((band) => [
        `  ${band.kind}`,
        rangeText(band),
        `${band.writers.same} / ${band.writers.different}`,
        `${band.pairs.same} / ${band.pairs.different}`,
        band.cllr.toFixed(3),
        band.cllrMin.toFixed(3),
        `${band.bounds.lower.toFixed(2)} to ${band.bounds.upper.toFixed(2)}`,
      ]),
    ]),
    '',
  ];
}

/** What the population is valid for, as far as it states it. */
function materialText(material: Population['material']): string {
  if (material === null) return 'medium, script, resolution and sheets not recorded';
  const { medium, script, resolution } = material;
  const stated = ({ values, notStated }: typeof medium): string =>
    [
      ...values.map(({ value, images }) => `${value} (${images})`),
      ...(notStated === 0 ? [] : [`not stated (${notStated})`]),
    ].join(', ');
  const { range } = resolution;
  const pixels = [
    ...(range === null ? [] : [`${rangeText(range)} dpi`]),
    ...(resolution.notStated === 0 ? [] : [`not stated (${resolution.notStated})`]),
  ].join(', ');
  return `medium ${stated(medium)}; script ${stated(script)}; resolution ${pixels}; images in brackets; sheets ${sheetsText(material)}`;
}

/** Whether the table names what the words were cut from. */
function sheetsText({ sheets }: NonNullable<Population['material']>): string {
  if (sheets === undefined) return 'not recorded';
  return sheets.notNamed === 0 ? 'named' : `not named for ${sheets.notNamed} of ${sheets.words} words`;
}

const ORIGINS: Readonly<Record<Population['origin'], string>> = {
  model: 'comes with its model',
  laboratory: "the laboratory's own of its model",
  own: 'added here',
};

const rangeText = ({ least, most }: { least: number; most: number | null }): string => {
  if (most === null) return `${least} or more`;
  return least === most ? String(least) : `${least} to ${most}`;
};
