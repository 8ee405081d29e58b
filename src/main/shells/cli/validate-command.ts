import { ChirographError } from '../../../contract/schema.ts';
import { LEAST_WRITERS, onFewWriters } from '../../../contract/validation.ts';
import type { SignatureValidation, Validation } from '../../engine/workbench.ts';
import { print, table } from './terminal.ts';
import { material, run, withWorkbench, type MaterialOptions } from './workbench-commands.ts';
import { requireItsFolder } from './written-place.ts';

type Figures = Validation['bands'][number]['pooled'];
type Anchoring = NonNullable<Validation['bands'][number]['anchoring']>;

/** `chirograph validate <manifest>` */
export async function validateCommand(
  manifest: string,
  options: MaterialOptions & {
    as: 'writing' | 'signature';
    seed: number;
    model?: string;
    calibration?: string;
    save?: string;
    name?: string;
  },
): Promise<void> {
  const { seed, calibration, save, name, model } = options;
  if (calibration !== undefined && save !== undefined) {
    throw new ChirographError(
      'invalid-arguments',
      'With --calibration nothing is fitted, so that there is nothing to --save. Leave one of them out.',
    );
  }
  requireItsFolder(save);
  const asked = {
    ...material(manifest, options),
    seed,
    ...(calibration === undefined ? {} : { calibration }),
    ...(save === undefined ? {} : { save }),
    ...(name === undefined ? {} : { name }),
  };
  if (options.as === 'signature') {
    await withWorkbench(async (workbench) => {
      const named = model === undefined ? {} : { model };
      const validation = await workbench.validateSignatures({ ...asked, ...named }, run());
      print(options, validation, () => signatureLines(validation, save));
    });
    return;
  }
  await withWorkbench(async (workbench) => {
    const validation = await workbench.validate(asked, run());
    print(options, validation, () => validationLines(validation, save));
  }, model);
}

function signatureLines(validation: SignatureValidation, save: string | undefined): string[] {
  const { model, calibration, bands, datasets, failed } = validation;
  return [
    `${model.name} ${model.version} on ${model.provider}; calibration "${calibration.population}" of ${calibration.signers} signers, SHA-256 ${calibration.sha256}`,
    measuredLine(calibration.measured, 'signers'),
    `${Object.entries(datasets)
      .map(
        ([name, { signers, genuine, simulated }]) =>
          `${name} (${signers} signers, ${genuine} genuine signatures, ${simulated} simulations)`,
      )
      .join(', ')}; ${failed.length} images not measured`,
    ...failed.map(({ path, reason }) => `  ${path}: ${reason}`),
    'Genuine signatures (same) against simulations of the name (different). Rates with 95 % intervals over signers; every signer, and in "pooled" every dataset, weighs alike.',
    ...fewLines(
      bands.flatMap((band) => [band.pooled, ...Object.values(band.datasets)]),
      'signers',
    ),
    ...bands.flatMap((band) => [
      '',
      `${numberOf(band, 'reference')}; ${boundsLine(band)}`,
      ...figuresTable('signers', [['pooled', band.pooled], ...Object.entries(band.datasets)]),
    ]),
    ...savedLines(save),
  ];
}

function validationLines(validation: Validation, save: string | undefined): string[] {
  const { model, calibration, bands, datasets, failed } = validation;
  const rates = bands.flatMap((band) => [band.pooled, ...Object.values(band.datasets)]);
  return [
    `${model.name} ${model.version} on ${model.provider}; calibration "${calibration.population}" of ${calibration.writers} writers, SHA-256 ${calibration.sha256}`,
    measuredLine(calibration.measured, 'writers'),
    `${Object.entries(datasets)
      .map(([name, { images, writers }]) => `${name} (${writers} writers, ${images} images)`)
      .join(', ')}; ${failed.length} images not measured`,
    ...failed.map(({ path, reason }) => `  ${path}: ${reason}`),
    ...materialLines(validation),
    'Rates with 95 % intervals over writers; every writer, and in "pooled" every dataset, weighs alike.',
    ...fewLines(rates, 'writers'),
    ...bands.flatMap((band) => [
      '',
      `${band.kind}, ${numberOf(band, 'word')} on the shorter side; ${boundsLine(band)}`,
      ...figuresTable('writers', [
        ['pooled', band.pooled],
        ...Object.entries(band.datasets),
        ...(band.anchoring?.commonSource
          ? [['same pairs, common-source', band.anchoring.commonSource] as const]
          : []),
      ]),
      ...(band.anchoring === null ? [] : [`  ${anchoringLine(band.anchoring)}`]),
      `  Cllr (Cllr_min) by words a side: ${band.quantities.map((each) => `${each.questioned} and ${each.known}: ${each.cllr.toFixed(3)} (${each.cllrMin.toFixed(3)})`).join('; ')}`,
    ]),
    ...savedLines(save),
  ];
}

const measuredLine = (measured: Validation['calibration']['measured'], who: 'writers' | 'signers'): string =>
  measured === 'cross-validation'
    ? `Made of this material; every pair is measured by what was fitted without ${who === 'writers' ? 'either of its writers' : 'its signer'}.`
    : `Measured as given: nothing was fitted here, and the calibration was made of other rows. Not checked for shared ${who}: none of its ${who} may be in this material.`;

const fewLines = (rates: readonly Figures[], who: string): string[] =>
  rates.some(onFewWriters)
    ? [
        `Fewer than ${LEAST_WRITERS} ${who} stand behind rows marked "few": neither their figures nor their intervals say much of other ${who}.`,
      ]
    : [];

const savedLines = (save: string | undefined): string[] =>
  save === undefined ? [] : ['', `calibration written to ${save}`];

const boundsLine = ({ method, bounds }: Pick<Validation['bands'][number], 'method' | 'bounds'>): string =>
  `${method}; log10 LR from ${bounds.lower.toFixed(2)} to ${bounds.upper.toFixed(2)}`;

const figuresTable = (who: string, rows: readonly (readonly [string, Figures])[]): string[] =>
  table([
    [
      '',
      who,
      'Cllr',
      '',
      'Cllr_min',
      'devPAV',
      'EER',
      'same LR<1',
      'different LR>1',
      'same LR>10',
      'different LR>100',
    ],
    ...rows.map(([name, figures]) => row(name, figures)),
  ]);

/** What has to be known of the table's labels beside the figures. */
function materialLines({ shared, material: { sheets } }: Validation): string[] {
  return [
    ...shared.map(
      ({ datasets, writers, names }) =>
        `${writers} writers have the same name in ${datasets.join(', ')} and count as one person each (${names.join(', ')}${names.length < writers ? ', …' : ''}). Name people apart who only share a name or a number.`,
    ),
    ...(sheets === undefined || sheets.notNamed === 0
      ? []
      : [
          `No sheet is named for ${sheets.notNamed} of ${sheets.words} words (column sheet: the page or scan that a word was cut from). Pairs by one writer may then be of one sheet and share pen, paper and scan, so that the figures look better than they are.`,
        ]),
  ];
}

function row(name: string, figures: Figures): string[] {
  const { cllr } = figures.intervals;
  return [
    `  ${name}`,
    `${figures.writers.same}${onFewWriters(figures) ? ' (few)' : ''}`,
    figures.cllr.toFixed(3),
    cllr === undefined ? '' : `(${cllr[0].toFixed(3)} to ${cllr[1].toFixed(3)})`,
    figures.cllrMin.toFixed(3),
    figures.devPav === null ? '–' : figures.devPav.toFixed(2),
    percent(figures.eer),
    percent(figures.misleadingSame),
    percent(figures.misleadingDifferent),
    percent(figures.sameAbove10),
    percent(figures.differentAbove100),
  ];
}

function anchoringLine({ fits, raising, raisedBy }: Anchoring): string {
  const tenths = 'from the tenth of pairs whose known items vary least to the tenth whose vary most';
  return `Known items that vary more raise the ratio, all else alike, in ${raising} of ${fits} fits on drawn writers; score ${raisedBy < 0 ? '' : '+'}${raisedBy.toFixed(2)} ${tenths}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function numberOf(
  { least, most }: { least: number; most: number | null },
  unit: 'word' | 'reference',
): string {
  if (most === null) return `${least} ${unit}s or more`;
  if (least === most) return least === 1 ? `1 ${unit}` : `${least} ${unit}s`;
  return `${least} to ${most} ${unit}s`;
}
