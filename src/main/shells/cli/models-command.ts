import {
  isOfEveryCase,
  shortHash,
  type MeasuredSet,
  type ModelDetails,
  type ModelEntry,
} from '../../../contract/models.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { stageIn } from '../../../contract/unmasking.ts';
import type { LocalEngine } from '../../engine/engine.ts';
import { acting, err, interruptible, print, table, withEngine, type CommonOptions } from './terminal.ts';

/** Shortest beginning of a hash that names a model. */
const LEAST_OF_HASH = 6;

/** `chirograph models list` */
export async function listModelsCommand(options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const models = await engine.call('model.list', {});
    print(options, { models }, () =>
      table(
        models.map((model) => [
          model.name,
          model.version,
          model.task,
          shortHash(model.sha256),
          model.default ? 'default' : model.origin,
          model.release ?? '-',
          model.problem?.message ?? '',
        ]),
      ),
    );
  });
}

/** `chirograph models show <model>` */
export async function showModelCommand(named: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const { sha256 } = await pickModel(engine, named);
    const model = await engine.call('model.get', { model: sha256 });
    print(options, { model }, () => modelLines(model));
    if (model.problem !== null) process.exitCode = 1;
  });
}

/** `chirograph models add <file.onnx>` */
export async function addModelCommand(file: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const model = await engine.call('model.add', { file });
    print(options, { model }, () => [
      `${model.name} ${model.version} (SHA-256 ${model.sha256}) is among the models and computes on ${model.provider ?? 'nothing'}.`,
      ...(model.problem === null ? [] : [model.problem.message]),
    ]);
    if (model.problem !== null) process.exitCode = 1;
  });
}

/** Of a signature model that was added. */
const NOT_OF_CASES =
  'Cases do not compute with it: they compare signatures with the model that comes with Chirograph.';

/** `chirograph models calibrate <model> [file]` */
export async function calibrateModelCommand(
  named: string,
  file: string | undefined,
  options: CommonOptions & { remove?: boolean },
): Promise<void> {
  if (file !== undefined && options.remove === true) {
    throw new ChirographError('invalid-arguments', 'Give a calibration to use, or --remove: not both.');
  }
  await withEngine(async (engine) => {
    const model = await pickModel(engine, named);
    const { sha256, name, version, task } = model;
    const unused = task === 'signature' && !isOfEveryCase(model) ? [NOT_OF_CASES] : [];
    if (file === undefined && options.remove !== true) {
      const { calibration } = await engine.call('model.get', { model: sha256 });
      print(options, { model: sha256, calibration }, () => [
        calibration === null
          ? `${name} ${version} has no calibration: comparisons give no likelihood ratio.`
          : `${name} ${version} is calibrated on "${calibration.population}", ${calibration.writers} ${task === 'signature' ? 'signers' : 'writers'}, SHA-256 ${calibration.sha256}.`,
        ...unused,
      ]);
      return;
    }
    const used = await engine.call('model.calibrate', { model: sha256, file: file ?? null });
    print(options, { model: sha256, ...used }, () => [
      used.calibration === null
        ? `${name} ${version} has no calibration now: comparisons give no likelihood ratio.`
        : `${name} ${version} is calibrated on "${used.population}" (SHA-256 ${used.calibration}) from now on.${unused.length === 0 ? ' Earlier comparisons are marked stale.' : ''}`,
      ...unused,
    ]);
  });
}

/** `chirograph models remove <model>` */
export async function removeModelCommand(named: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const { sha256 } = await pickModel(engine, named);
    const removal = await engine.call('model.remove', { model: sha256 });
    const { name, version } = removal.removed;
    print(options, removal, () => [
      `${name} ${version} is removed. Results that it computed cannot be verified until its file is added again.`,
    ]);
  });
}

/** `chirograph models use <folder> <model>` */
export async function useModelCommand(folder: string, named: string, options: CommonOptions): Promise<void> {
  await withEngine(async (engine) => {
    const { sha256 } = await pickModel(engine, named);
    const call = await acting(engine, options, interruptible());
    const opened = await engine.call('case.open', { folder }, call);
    if (opened.notice) err(opened.notice);
    const view = await engine.call('case.useModel', { case: opened.id, model: sha256 }, call);
    const own = { case: view.id };
    // Results are veiled from whoever may not see scores yet, and so is how many there are.
    const stale =
      stageIn(view) === 'scores'
        ? [
            ...(await engine.call('comparison.list', own, call)),
            ...(await engine.call('search.list', own, call)),
          ].filter((result) => result.stale !== null).length
        : null;
    print(options, { case: view.id, model: view.model, staleResults: stale }, () => [
      `${view.name} computes with ${view.model?.name ?? 'no model'} ${view.model?.version ?? ''}; ${stale === null ? 'stored results are veiled' : `${stale} stored results are stale`}.`,
      `"chirograph case ${folder}" encodes its words with it.`,
    ]);
  });
}

/** The model with this name, name and version, or hash. Throws `not-found`, `invalid-arguments` where several fit. */
async function pickModel(engine: LocalEngine, named: string): Promise<ModelEntry> {
  const models = await engine.call('model.list', {});
  const fitting = models.filter(
    ({ name, version, sha256 }) =>
      name === named ||
      `${name} ${version}` === named ||
      (named.length >= LEAST_OF_HASH && sha256.startsWith(named.toLowerCase())),
  );
  const [model] = fitting;
  const listed = (some: readonly ModelEntry[]): string =>
    some.map(({ name, version, sha256 }) => `${name} ${version} (${shortHash(sha256)})`).join(', ');
  if (model === undefined) {
    throw new ChirographError('not-found', `There is no model "${named}". There are: ${listed(models)}`);
  }
  if (fitting.length > 1) {
    throw new ChirographError(
      'invalid-arguments',
      `"${named}" is more than one model: ${listed(fitting)}. Name it by the beginning of its hash.`,
    );
  }
  return model;
}

function modelLines(model: ModelDetails): string[] {
  const { card } = model;
  const facts = [
    ['SHA-256', model.sha256],
    ['task', model.task],
    ['origin', model.default ? `${model.origin}, the default` : model.origin],
    ['release', model.release ?? 'not stated'],
    ['licence', model.licence ?? 'not stated'],
    ['computes on', model.provider ?? 'nothing'],
    [
      'reference',
      model.reference
        ? `${model.reference.population}, ${model.reference.writers} writers`
        : 'none: scores get no place in a population',
    ],
  ];
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
  return [
    `${model.name} ${model.version}`,
    ...(model.problem === null ? [] : [`cannot be used: ${model.problem.message}`]),
    ...table(facts),
    ...(card === null
      ? section(
          'No card came with it. Its file says',
          table(model.metadata.map(({ key, value }) => [key, value])),
        )
      : [
          ...section(
            'Trained on',
            table(
              card.data.map(({ dataset, rows, writers, terms }) => [
                dataset,
                `${rows} crops`,
                `${writers} writers`,
                terms,
              ]),
            ),
          ),
          ...section('Equal error rates on unseen writers', table(card.measured.flatMap(figureRows))),
          ...section('Limits', card.limits),
        ]),
  ];
}

function figureRows({ split, dataset, figures }: MeasuredSet): string[][] {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return figures.map(({ name, value, interval, pairs, thin }) => [
    `${dataset} (${split})`,
    name,
    percent(value),
    interval === null ? '' : `${percent(interval[0])} to ${percent(interval[1])}`,
    pairs === null ? '' : `${pairs.same} same, ${pairs.different} different${thin ? ', thin' : ''}`,
  ]);
}
