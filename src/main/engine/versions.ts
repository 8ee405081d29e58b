import { createRequire } from 'node:module';
import sharp from 'sharp';
import { WORD_INPUT } from './imaging/normalise.ts';

/**
 * What decides a result besides the evidence, the model and the program's own version: entered in the journal whenever
 * a case is opened.
 */
export function versionsInUse(): Record<string, string | number> {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return {
    node: process.versions.node,
    sharp: sharp.versions.sharp,
    libvips: sharp.versions.vips,
    onnxruntime: version,
    wordInput: WORD_INPUT.version,
  };
}
