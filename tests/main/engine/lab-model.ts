import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import protobuf from 'protobufjs/minimal.js';

const released = path.resolve(import.meta.dirname, '../../../models/chirograph-word.onnx');
/** Field number of ONNX's metadata_props, with the wire type of a message. */
const METADATA_PROPS = (14 << 3) | 2;

/** An entry of a model's metadata, as bytes: an ONNX file with it at its end has that entry too, and the last one counts. */
export function metadataEntry(key: string, value: string): Uint8Array {
  const entry = protobuf.Writer.create().uint32(10).string(key).uint32(18).string(value).finish();
  return protobuf.Writer.create().uint32(METADATA_PROPS).bytes(entry).finish();
}

/** Writes a lab's own model: it computes as the released one does, and says other things of itself. */
export function writeLabModel(file: string, metadata: Readonly<Record<string, string>> = {}): string {
  const said = { 'chirograph.name': 'lab-word', 'chirograph.version': '2.1', ...metadata };
  const entries = Object.entries(said).map(([key, value]) => metadataEntry(key, value));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, Buffer.concat([readFileSync(released), ...entries]));
  return file;
}
