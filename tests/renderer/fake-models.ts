import * as v from 'valibot';
import { ModelEntry, type ModelDetails } from '../../src/contract/models.ts';
import type { Population, PopulationBand } from '../../src/contract/populations.ts';
import { ChirographError } from '../../src/contract/schema.ts';
import { MODEL } from './fake-case.ts';

const figure = (name: string, value: number, same: number, different: number) => ({
  name,
  value,
  interval: [Math.max(0, value - 0.04), value + 0.035] as [number, number],
  pairs: { same, different },
  thin: same < 100,
});

const set = (dataset: string, writers: number, scale: number, samePages: number | null) => ({
  split: 'dev',
  dataset,
  images: writers * 40,
  writers,
  figures:
    samePages === null
      ? [
          figure('wordWriterEer', 0.281 * scale, 778_977, 16_273_336),
          figure('sameWordEer', 0.037, 153_707, 16_273_336),
          figure('sameWordUnseenEer', 0.064, 974, 72_597),
          figure('documents.5', 0.09 * scale, 30_596, 648_599),
          figure('documents.10', 0.042 * scale, 7_424, 160_486),
          figure('documents.20', 0.012 * scale, writers, 39_020),
        ]
      : [figure('pages', 0.077, samePages, 5_775)],
});

const signatureSet = (dataset: string, signers: number) => ({
  split: 'dev',
  dataset,
  images: signers * 24,
  writers: signers,
  figures: [1, 3, 5, 10].flatMap((references) => [
    figure(`signatures.skilledEer.${references}`, 0.3 / Math.sqrt(references), 140, 128),
    figure(`signatures.randomEer.${references}`, 0.03 / references, 140, 1260),
  ]),
});

const METADATA = [
  { key: 'chirograph.task', value: 'word' },
  { key: 'chirograph.name', value: 'lab-word' },
  { key: 'chirograph.version', value: '2.1' },
  {
    key: 'chirograph.input',
    value: '{"version":1,"width":192,"height":48,"margin":3,"polarity":"ink-high"}',
  },
  { key: 'chirograph.outputs', value: '{"writer":{"dim":128,"normalised":true},"word":{"dim":128}}' },
];

/** The default model with a whole card, one for research, and one that was added without a card. */
export function makeModels(): ModelDetails[] {
  const common = {
    task: 'word',
    bytes: 5_490_382,
    provider: 'cpu',
    problem: null,
    refusedProviders: [...MODEL.refusedProviders],
    metadata: METADATA,
  };
  const standard: ModelDetails = {
    ...common,
    sha256: MODEL.sha256,
    name: MODEL.name,
    version: MODEL.version,
    file: MODEL.file,
    origin: 'shipped',
    default: true,
    release: 'open',
    licence: 'Apache-2.0; trained on sets with open terms only.',
    reference: { population: 'pooled', writers: 306 },
    calibration: null,
    card: {
      data: [
        {
          dataset: 'words-en',
          rows: 32_514,
          writers: 120,
          terms:
            'IAM-OnDB: freely available for non-commercial research purposes; cite Liwicki and Bunke 2005',
        },
        { dataset: 'dhsd', rows: 3_012, writers: 19, terms: 'CC BY 4.0' },
        { dataset: 'words-ar', rows: 4_344, writers: 44, terms: 'repository MIT, dataset CC BY 4.0' },
      ],
      measured: [
        set('dhsd', 6, 0.8, null),
        set('words-ar', 11, 1.4, null),
        set('words-en', 22, 1, null),
        set('pages-ink', 22, 1, 220),
      ],
      limits: [
        'The scores compare natural handwriting; nothing here was trained or tested on disguised or simulated writing.',
        'One word says little about its writer: use documents of at least 10 words to compare hands.',
      ],
      recipe: [
        { name: 'commit', value: '30f4df738b1178f08ba55c747e444b7db1047aea' },
        { name: 'seed', value: '7' },
      ],
      notUnderstood: [],
    },
  };
  return [
    standard,
    {
      ...standard,
      sha256: '6'.repeat(64),
      name: 'chirograph-word-research',
      file: 'chirograph-word-research.onnx',
      default: false,
      release: 'research',
      licence: 'For research and evaluation: some of its data is given for research only.',
    },
    {
      ...common,
      sha256: '7'.repeat(64),
      name: 'lab-word',
      version: '2.1',
      file: `${'7'.repeat(64)}.onnx`,
      origin: 'own',
      default: false,
      release: null,
      licence: null,
      reference: null,
      calibration: null,
      card: null,
    },
    {
      ...standard,
      sha256: '9'.repeat(64),
      name: 'chirograph-signature',
      version: '1.0.0',
      task: 'signature',
      file: 'chirograph-signature.onnx',
      default: false,
      release: 'research',
      licence: 'For research and evaluation: some of its data is given for research only.',
      reference: null,
      calibration: null,
      card: {
        ...standard.card!,
        measured: [signatureSet('signatures-nl', 10), signatureSet('signatures-ja', 11)],
      },
    },
  ];
}

export const entryOf = (details: ModelDetails): ModelEntry => v.parse(ModelEntry, details);

/** What adding a file gives: one that has "damaged" in its name is refused. */
export function fakeAdding(file: string): ModelDetails {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (name.includes('damaged')) {
    throw new ChirographError(
      'model-refused',
      `${name} is damaged or is not an ONNX model. Copy it again from where it was made.`,
      { details: 'RangeError: index out of range: 57 + 116 > 98' },
    );
  }
  return { ...makeModels()[2]!, sha256: '8'.repeat(64), name: name.replace(/\.onnx$/u, ''), version: '1.0' };
}

const band = (least: number, most: number | null, cllr: number): PopulationBand => ({
  kind: 'common-source',
  least,
  most,
  datasets: ['words-en', 'dhsd'],
  writers: { same: 107, different: 107 },
  effectiveWriters: { same: 61.3, different: 61.3 },
  pairs: { same: 1204, different: 15_300 },
  method: 'bi-gaussianised',
  bounds: { lower: -1.79, upper: 1.79 },
  cllr,
  cllrMin: cllr - 0.04,
  misleading: { same: cllr / 4, different: cllr / 3 },
});

/** Of the default model. */
export const POPULATION: Population = {
  sha256: '3c'.repeat(32),
  name: 'manifest',
  model: { sha256: MODEL.sha256, name: MODEL.name, version: MODEL.version },
  origin: 'model',
  default: true,
  datasets: ['words-en', 'dhsd'],
  writers: 214,
  material: null,
  manifest: '5e'.repeat(32),
  split: 'calibration',
  seed: 1,
  command: 'chirograph reference manifest.csv --split calibration --seed 1',
  bands: [band(1, 1, 0.66), band(2, 4, 0.5), band(5, 9, 0.34), band(10, 19, 0.22), band(20, null, 0.13)],
  usedBy: ['demo case'],
};
