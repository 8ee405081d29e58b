import { readFile } from 'node:fs/promises';
import path from 'node:path';
import protobuf from 'protobufjs/minimal.js';
import * as v from 'valibot';
import { ChirographError } from '../../../contract/schema.ts';
import { sha256 } from '../case/hash.ts';
import { WORD_INPUT } from '../imaging/normalise.ts';

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

const Head = v.object({ dim: v.literal(EMBEDDING_SIZE), normalised: v.literal(true) });

/** What a model file must say of itself in its metadata to be let in. */
const Metadata = v.object({
  'chirograph.task': v.literal('word'),
  'chirograph.name': v.pipe(v.string(), v.nonEmpty()),
  'chirograph.version': v.pipe(v.string(), v.nonEmpty()),
  'chirograph.input': v.pipe(
    Json,
    v.object({
      version: v.literal(WORD_INPUT.version),
      width: v.literal(WORD_INPUT.width),
      height: v.literal(WORD_INPUT.height),
      margin: v.literal(WORD_INPUT.margin),
      polarity: v.literal(WORD_INPUT.polarity),
      scaling: v.literal(WORD_INPUT.scaling),
      layout: v.literal('NCHW'),
      scale: v.literal('1/255'),
      dtype: v.literal('float32'),
    }),
  ),
  'chirograph.outputs': v.pipe(Json, v.object({ writer: Head, word: Head })),
});

/** A model file that was read, identified and found to fit this version's input contract. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly task: 'word';
  readonly name: string;
  readonly version: string;
  readonly inputVersion: number;
}

/**
 * Reads an ONNX file and its own description.
 *
 * @throws ChirographError `model-refused`: unreadable, not ONNX, or its input contract is not this version's.
 */
export async function readModelFile(file: string): Promise<ModelFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new ChirographError('model-refused', `The model file ${path.basename(file)} cannot be read.`, {
      cause,
      details: `${file}: ${String(cause)}`,
    });
  }
  let properties: Map<string, string>;
  try {
    properties = readProperties(bytes);
  } catch (cause) {
    throw new ChirographError('model-refused', `${path.basename(file)} is damaged or is not an ONNX model.`, {
      cause,
      details: String(cause),
    });
  }
  const metadata = v.safeParse(Metadata, Object.fromEntries(properties));
  if (!metadata.success) {
    const issues = metadata.issues.map((issue) => `${v.getDotPath(issue) ?? 'metadata'}: ${issue.message}`);
    throw new ChirographError(
      'model-refused',
      `${path.basename(file)} does not state the input and outputs that this version of Chirograph works with (${issues[0]}). Use a model trained for input contract ${WORD_INPUT.version}.`,
      { details: issues.join('; ') },
    );
  }
  return {
    path: file,
    bytes,
    sha256: sha256(bytes),
    task: metadata.output['chirograph.task'],
    name: metadata.output['chirograph.name'],
    version: metadata.output['chirograph.version'],
    inputVersion: metadata.output['chirograph.input'].version,
  };
}

/** Field numbers of ONNX's ModelProto and StringStringEntryProto (onnx/onnx.proto3). */
const METADATA_PROPS = 14;
const KEY = 1;
const VALUE = 2;

/** onnxruntime does not hand out a model's metadata_props; they are read from the file's protobuf fields. */
function readProperties(bytes: Uint8Array): Map<string, string> {
  const properties = new Map<string, string>();
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 !== METADATA_PROPS) {
      reader.skipType(tag & 7);
      continue;
    }
    const end = reader.uint32() + reader.pos;
    let key = '';
    let value = '';
    while (reader.pos < end) {
      const inner = reader.uint32();
      if (inner >>> 3 === KEY) key = reader.string();
      else if (inner >>> 3 === VALUE) value = reader.string();
      else reader.skipType(inner & 7);
    }
    properties.set(key, value);
  }
  return properties;
}
