import type { Problem } from '../../../contract/schema.ts';
import type { EmbeddedDataset } from './embed-datasets.ts';
import type { MeasuredMaterial, MeasuringOptions } from './measure-evidence.ts';

/** To the thread: dataset by dataset, so that no message takes long to copy, and then what to do with them. */
export type ToMeasuring =
  | { readonly kind: 'dataset'; readonly dataset: EmbeddedDataset }
  | { readonly kind: 'measure'; readonly options: MeasuringOptions };

/** From the thread, which ends after its last message. */
export type FromMeasuring =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'measured'; readonly measured: MeasuredMaterial }
  | { readonly kind: 'failed'; readonly problem: Problem };
