import type { Provider, RefusedProvider } from './providers.ts';

/** What the encoder's thread is started with. */
export interface EncoderWorkerData {
  /** The ONNX file's bytes. */
  readonly model: Uint8Array;
  readonly candidates: readonly Provider[];
  /** Threads within one operator. */
  readonly threads: number;
  readonly width: number;
  readonly height: number;
}

/** One batch: `count` crops of width * height bytes, one after the other. */
export interface ToWorker {
  readonly batch: number;
  readonly crops: Uint8Array;
  readonly count: number;
  /** The model's outputs that are asked for, and the values that each has to give for one crop. */
  readonly heads: readonly { readonly name: string; readonly size: number }[];
}

export type FromWorker =
  | { readonly kind: 'ready'; readonly provider: Provider; readonly refused: readonly RefusedProvider[] }
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'embedded';
      readonly batch: number;
      /** For each head, in their order, count * size values, crop by crop. */
      readonly heads: readonly Float32Array<ArrayBuffer>[];
    }
  | { readonly kind: 'failed'; readonly batch: number; readonly reason: string };
