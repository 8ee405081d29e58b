import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import protobuf from 'protobufjs/minimal.js';
import * as v from 'valibot';
import { ChirographError } from '../../../contract/schema.ts';
import { sha256 } from '../case/hash.ts';
import { grouped } from '../imaging/limits.ts';
import { SIGNATURE_INPUT, WORD_INPUT, type CropInput } from '../imaging/normalise.ts';
import { SIGNATURE_SEQUENCE } from './signature-sequence.ts';

/** Dimensions of each embedding head. */
export const EMBEDDING_SIZE = 128;

const Json = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
    try {
      return JSON.parse(dataset.value);
    } catch {
      addIssue({ message: 'not JSON' });
      return NEVER;
    }
  }),
);

/** What a model gives for a crop. */
export interface ModelHead {
  readonly name: string;
  /** Values for one crop. */
  readonly size: number;
  /** Values of each vector of length 1 among these. */
  readonly unit: number;
}
const vectorHead = (name: string): ModelHead => ({ name, size: EMBEDDING_SIZE, unit: EMBEDDING_SIZE });
const Vector = v.object({ dim: v.literal(EMBEDDING_SIZE), normalised: v.literal(true) });
/** The writer vector in parts of the crop: `rows` x `columns` vectors, row after row, whose mean it is. */
const Parts = v.object({
  rows: v.pipe(v.number(), v.integer(), v.minValue(1)),
  columns: v.pipe(v.number(), v.integer(), v.minValue(1)),
  dim: v.literal(EMBEDDING_SIZE),
  meanIs: v.literal('writer'),
});
const { steps, dimensions, reach } = SIGNATURE_SEQUENCE;
const Sequence = v.object({
  steps: v.literal(steps),
  dim: v.literal(dimensions),
  reach: v.literal(reach),
  normalised: v.literal(true),
});
const text = (most: number): v.GenericSchema<string> => v.pipe(v.string(), v.nonEmpty(), v.maxLength(most));

/** What models are for: how crops are prepared for each, what it gives for one, and how its file says so. */
export const TASKS = {
  word: {
    input: WORD_INPUT,
    heads: [vectorHead('writer'), vectorHead('word')],
    outputs: v.object({ writer: Vector, word: Vector, local: v.optional(Parts) }),
  },
  signature: {
    input: SIGNATURE_INPUT,
    heads: [{ name: 'signature', size: steps * dimensions, unit: dimensions }],
    outputs: v.object({ signature: Sequence }),
  },
} as const;
export type ModelTask = keyof typeof TASKS;

/** What a model file of one task must say of itself in its metadata to be let in. */
function metadataOf<T extends ModelTask>(task: T) {
  const { input, outputs } = TASKS[task];
  return v.object({
    'chirograph.task': v.literal(task),
    'chirograph.name': text(100),
    'chirograph.version': text(40),
    // Strict: a property that this version does not know is one that it does not prepare crops by.
    'chirograph.input': v.pipe(
      Json,
      v.strictObject({
        version: v.literal(input.version),
        width: v.literal(input.width),
        height: v.literal(input.height),
        margin: v.literal(input.margin),
        polarity: v.literal(input.polarity),
        scaling: v.literal(input.scaling),
        layout: v.literal('NCHW'),
        scale: v.literal('1/255'),
        dtype: v.literal('float32'),
      }),
    ),
    'chirograph.outputs': v.pipe(Json, outputs),
  });
}

const Metadata = v.variant('chirograph.task', [metadataOf('word'), metadataOf('signature')]);

/** Equal parts of a crop, row after row from the top left. */
export interface PartGrid {
  readonly rows: number;
  readonly columns: number;
}

/** A model file that was read, identified and found to fit this version's input contract. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly task: ModelTask;
  /** How crops are prepared for it. */
  readonly input: CropInput;
  readonly heads: readonly ModelHead[];
  /** How many parts of a crop a word model says what each gives to the writer vector; null where it does not say. */
  readonly parts: PartGrid | null;
  readonly name: string;
  readonly version: string;
  readonly inputVersion: number;
  /** Everything that the file says of itself, by key. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** A model of more bytes is none that this program could run beside its cases. */
const LARGEST_BYTES = 1024 ** 3;

/**
 * Reads an ONNX file and its own description.
 *
 * @throws ChirographError `model-refused`: unreadable, not ONNX, or its input contract is not this version's.
 */
export async function readModelFile(file: string): Promise<ModelFile> {
  const name = path.basename(file);
  const bytes = await readBytes(file);
  let properties: Map<string, string>;
  let whole: boolean;
  try {
    properties = readProperties(bytes);
    whole = holdsItsWeights(bytes);
  } catch (cause) {
    throw new ChirographError(
      'model-refused',
      `${name} is damaged or is not an ONNX model. Copy it again from where it was made.`,
      { cause, details: String(cause) },
    );
  }
  if (!whole) {
    throw new ChirographError(
      'model-refused',
      `${name} keeps its weights in another file, so that its SHA-256 says nothing of them. Export it with its weights inside.`,
    );
  }
  const metadata = v.safeParse(Metadata, Object.fromEntries(properties));
  if (!metadata.success) {
    const issues = metadata.issues.map((issue) => `${v.getDotPath(issue) ?? 'metadata'}: ${issue.message}`);
    throw new ChirographError('model-refused', `${name} ${refusal(properties, issues[0] as string)}`, {
      details: issues.join('; '),
    });
  }
  const task = metadata.output['chirograph.task'];
  const outputs = metadata.output['chirograph.outputs'];
  const local = 'local' in outputs ? outputs.local : undefined;
  return {
    path: file,
    bytes,
    sha256: sha256(bytes),
    task,
    input: TASKS[task].input,
    heads: TASKS[task].heads,
    parts: local === undefined ? null : { rows: local.rows, columns: local.columns },
    name: metadata.output['chirograph.name'],
    version: metadata.output['chirograph.version'],
    inputVersion: metadata.output['chirograph.input'].version,
    metadata: properties,
  };
}

async function readBytes(file: string): Promise<Uint8Array> {
  const name = path.basename(file);
  try {
    const facts = await stat(file);
    // Reading a pipe or a device would not end.
    if (!facts.isFile()) throw new ChirographError('model-refused', `${name} is no file. Name an ONNX file.`);
    if (facts.size > LARGEST_BYTES) {
      throw new ChirographError(
        'model-refused',
        `${name} has ${grouped(facts.size)} bytes; a model may have ${grouped(LARGEST_BYTES)}.`,
      );
    }
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof ChirographError) throw cause;
    throw new ChirographError(
      'model-refused',
      `The model file ${name} cannot be read. Check its path, and that this user may read it.`,
      { cause, details: `${file}: ${String(cause)}` },
    );
  }
}

/** The input contract that a file of its task has to state; the word's where it states none that there is. */
const inputFor = (properties: ReadonlyMap<string, string>): CropInput =>
  properties.get('chirograph.task') === 'signature' ? SIGNATURE_INPUT : WORD_INPUT;

/** Why a file's description of itself does not do: what comes first for whoever made the file. */
function refusal(properties: ReadonlyMap<string, string>, issue: string): string {
  const { version } = inputFor(properties);
  const contract = `Use a model trained for input contract ${version}.`;
  if (![...properties.keys()].some((key) => key.startsWith('chirograph.'))) {
    return `is an ONNX file that does not say what it is for: it has no chirograph.* metadata. ${contract}`;
  }
  const stated = v.safeParse(
    v.pipe(Json, v.object({ version: v.number() })),
    properties.get('chirograph.input'),
  );
  if (stated.success && stated.output.version !== version) {
    return `was trained for input contract ${stated.output.version}, and this version of Chirograph works with another. ${contract}`;
  }
  return `does not state the input and outputs that this version of Chirograph works with (${issue}). Use a model that was exported for input contract ${version} of its task, with the outputs that the card of the released one names.`;
}

/** Field numbers of ONNX's ModelProto, TensorProto and StringStringEntryProto (onnx/onnx.proto3). */
const METADATA_PROPS = 14;
const EXTERNAL_DATA = 13;
/** Wire type of what holds bytes. */
const LENGTH_DELIMITED = 2;
const KEY = 1;
const VALUE = 2;

/** onnxruntime does not hand out a model's metadata_props; they are read from the file's protobuf fields. */
function readProperties(bytes: Uint8Array): Map<string, string> {
  const properties = new Map<string, string>();
  for (const entry of fieldsOf(bytes, METADATA_PROPS)) {
    const text = (field: number): string => Buffer.from(fieldsOf(entry, field).at(-1) ?? []).toString('utf8');
    properties.set(text(KEY), text(VALUE));
  }
  return properties;
}

/** Messages of onnx/onnx.proto3 from which weights can be reached. */
type Message =
  'Model' | 'TrainingInfo' | 'Function' | 'Graph' | 'Node' | 'Attribute' | 'SparseTensor' | 'Tensor';

/** By which fields: weights may stand in a graph, in an operator's attributes, in a graph that is an attribute, and so on. */
const HOLDING: Readonly<Record<Message, Readonly<Record<number, Message>>>> = {
  Model: { 7: 'Graph', 20: 'TrainingInfo', 25: 'Function' },
  TrainingInfo: { 1: 'Graph', 2: 'Graph' },
  Function: { 7: 'Node', 11: 'Attribute' },
  Graph: { 1: 'Node', 5: 'Tensor', 15: 'SparseTensor' },
  Node: { 5: 'Attribute' },
  Attribute: { 5: 'Tensor', 6: 'Graph', 10: 'Tensor', 11: 'Graph', 22: 'SparseTensor', 23: 'SparseTensor' },
  SparseTensor: { 1: 'Tensor', 2: 'Tensor' },
  Tensor: {},
};
/** Graphs within graphs that are followed; models of networks have a few. */
const DEEPEST = 100;

/**
 * Whether every weight of a model stands in the file itself: its SHA-256 says nothing of what lies elsewhere.
 *
 * @throws RangeError for messages nested deeper than any model's.
 */
function holdsItsWeights(message: Uint8Array, kind: Message = 'Model', depth = 0): boolean {
  if (depth > DEEPEST) throw new RangeError(`messages are nested more than ${DEEPEST} deep`);
  if (kind === 'Tensor') return fieldsOf(message, EXTERNAL_DATA).length === 0;
  return Object.entries(HOLDING[kind]).every(([field, inner]) =>
    fieldsOf(message, Number(field)).every((each) => holdsItsWeights(each, inner, depth + 1)),
  );
}

/** The fields of a message that have this number and hold bytes, in their order. */
function fieldsOf(message: Uint8Array, wanted: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  const reader = protobuf.Reader.create(message);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === ((wanted << 3) | LENGTH_DELIMITED)) found.push(reader.bytes());
    else reader.skipType(tag & 7);
  }
  return found;
}
