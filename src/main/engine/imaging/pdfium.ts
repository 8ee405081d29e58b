import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { ChirographError } from '../../../contract/schema.ts';

/** The package's types leave out the views of its memory; they are new ones after it grew. */
export type Pdfium = WrappedPdfiumModule & {
  readonly pdfium: {
    readonly HEAPU8: Uint8Array;
    readonly HEAPU32: Uint32Array;
    readonly HEAPF32: Float32Array;
  };
};

/**
 * Starts PDFium in WebAssembly, without its JavaScript engine: it has no way to the disk, the network or this process's
 * memory, and nothing in a document can run.
 *
 * @throws ChirographError `decoder-failed`
 */
export async function loadPdfium(): Promise<Pdfium> {
  try {
    const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
    const { buffer } = new Uint8Array(readFileSync(wasm));
    const pdfium = (await init({ wasmBinary: buffer })) as Pdfium;
    pdfium.PDFiumExt_Init();
    return pdfium;
  } catch (cause) {
    throw new ChirographError(
      'decoder-failed',
      'What reads PDF documents could not be started. Install Chirograph again; the log has the details.',
      { details: String(cause), cause },
    );
  }
}

/** Memory of PDFium's own, to be freed by whoever asked. Throws RangeError where there is none left. */
export function allocate(pdfium: Pdfium, bytes: number): number {
  const at = pdfium.pdfium.wasmExports.malloc(bytes);
  if (at === 0) throw new RangeError('out of memory');
  return at;
}

/** Lends memory of PDFium's own to a step, which may write results there. */
export function scratch<T>(pdfium: Pdfium, bytes: number, step: (at: number) => T): T {
  const at = allocate(pdfium, bytes);
  try {
    return step(at);
  } finally {
    pdfium.pdfium.wasmExports.free(at);
  }
}
