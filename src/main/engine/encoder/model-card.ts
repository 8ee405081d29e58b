import path from 'node:path';
import * as v from 'valibot';
import {
  ModelRelease,
  type MeasuredSet,
  type ModelCard,
  type ModelFigure,
} from '../../../contract/models.ts';
import { ChirographError, Count, Sha256 } from '../../../contract/schema.ts';
import { readPlainFile } from '../case/plain-file.ts';

/** The released card has some 30 kB. What lies beside a model may come from anybody: it is read as no link, and no pipe. */
const LARGEST_CARD = 4 * 1024 * 1024;

const Rate = v.nullish(v.number());
const Pairs = v.object({ positive: Count, negative: Count, thin: v.optional(v.boolean(), false) });

/** What is measured on one set; `pairs` and `intervals` hold the figures' names as keys. */
const Measured = v.object({
  images: v.optional(Count, 0),
  writers: v.optional(Count, 0),
  wordWriterEer: Rate,
  sameWordEer: Rate,
  sameWordUnseenEer: Rate,
  documents: v.optional(v.record(v.string(), v.object({ eer: Rate })), {}),
  pages: v.nullish(v.object({ eer: Rate })),
  signatures: v.nullish(
    v.object({ skilledEer: v.record(v.string(), Rate), randomEer: v.record(v.string(), Rate) }),
  ),
  pairs: v.optional(v.record(v.string(), Pairs), {}),
  intervals: v.optional(v.record(v.string(), v.tuple([v.number(), v.number()])), {}),
});

const TrainingSets = v.array(
  v.object({
    dataset: v.string(),
    rows: v.optional(Count, 0),
    writers: v.optional(Count, 0),
    terms: v.optional(v.string(), ''),
  }),
);
const Recipe = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));
/** By split, then by set. */
const Figures = v.record(v.string(), v.record(v.string(), Measured));
/** Only the hash is required: a lab may write less into its card than the released models have, or more. */
const Stored = v.pipe(v.string(), v.parseJson(), v.looseObject({ sha256: Sha256 }));

/** A card that was read and found to be about the model beside it. */
export interface ReadCard {
  readonly release: ModelRelease | null;
  readonly licence: string | null;
  readonly content: ModelCard;
}

/**
 * Reads the card of a model.
 *
 * @param remedy what to do where it is refused, as a sentence.
 * @throws ChirographError `model-refused` where the card cannot be read, or is not about the model file with this hash.
 */
export async function readModelCard(
  file: string,
  model: { readonly file: string; readonly sha256: string },
  remedy: string,
): Promise<ReadCard> {
  const name = path.basename(file);
  const of = path.basename(model.file);
  const refused = (message: string, details: string): ChirographError =>
    new ChirographError('model-refused', `${message} ${remedy}`, { details });
  const text = readPlainFile(file, LARGEST_CARD);
  if (text === null) {
    throw refused(
      `${name}, the card of the model file ${of}, cannot be read.`,
      `it is no plain file, or has more than ${LARGEST_CARD} bytes`,
    );
  }
  const card = v.safeParse(Stored, text.toString('utf8'));
  if (!card.success) {
    throw refused(
      `${name}, the card of the model file ${of}, names no SHA-256 of it.`,
      card.issues[0].message,
    );
  }
  const stored = card.output;
  if (stored.sha256 !== model.sha256) {
    throw refused(
      `The model file ${of} is not the one that ${name} describes: expected SHA-256 ${stored.sha256}, found ${model.sha256}.`,
      'the SHA-256 differ',
    );
  }
  const notUnderstood: string[] = [];
  /** A part of the card; one that this version does not understand is no reason to refuse the model, but is named. */
  const part = <S extends v.GenericSchema>(
    key: string,
    schema: S,
    none: v.InferOutput<S>,
  ): v.InferOutput<S> => {
    const value = stored[key];
    if (value === undefined || value === null) return none;
    const parsed = v.safeParse(schema, value);
    if (parsed.success) return parsed.output;
    notUnderstood.push(key);
    return none;
  };
  return {
    release: part('release', v.nullable(ModelRelease), null),
    licence: part('licence', v.nullable(v.string()), null),
    content: {
      data: part('data', TrainingSets, []),
      limits: part('limits', v.array(v.string()), []),
      recipe: Object.entries(part('recipe', Recipe, {})).map(([key, value]) => ({
        name: key,
        value: String(value),
      })),
      measured: Object.entries(part('figures', Figures, {})).flatMap(([split, sets]) =>
        Object.entries(sets).map(([dataset, set]) => measuredSet(split, dataset, set)),
      ),
      notUnderstood,
    },
  };
}

function measuredSet(split: string, dataset: string, set: v.InferOutput<typeof Measured>): MeasuredSet {
  const { images, writers, wordWriterEer, sameWordEer, sameWordUnseenEer, documents, pages, signatures } =
    set;
  const rates: readonly (readonly [string, number | null | undefined])[] = [
    ['wordWriterEer', wordWriterEer],
    ['sameWordEer', sameWordEer],
    ['sameWordUnseenEer', sameWordUnseenEer],
    ...Object.entries(documents).map(([words, { eer }]) => [`documents.${words}`, eer] as const),
    ['pages', pages?.eer],
    ...(['skilledEer', 'randomEer'] as const).flatMap((against) =>
      Object.entries(signatures?.[against] ?? {}).map(
        ([references, eer]) => [`signatures.${against}.${references}`, eer] as const,
      ),
    ),
  ];
  const figures = rates.flatMap(([name, value]): ModelFigure[] => {
    if (value === null || value === undefined) return [];
    const pairs = set.pairs[name];
    return [
      {
        name,
        value,
        interval: set.intervals[name] ?? null,
        pairs: pairs === undefined ? null : { same: pairs.positive, different: pairs.negative },
        thin: pairs?.thin ?? false,
      },
    ];
  });
  return { split, dataset, images, writers, figures };
}
