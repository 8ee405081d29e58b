import type { ItemRole } from './case.ts';

/**
 * A drawing of lines and words for report and window, in points from its top left corner. Nothing in it depends on colour but which side a
 * dot is of, which its label says as well.
 */
export interface Plot {
  readonly width: number;
  readonly height: number;
  /** Behind everything else, in a pale grey. */
  readonly areas: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly lines: readonly {
    readonly points: readonly (readonly [x: number, y: number])[];
    readonly kind: 'grid' | 'solid' | 'dashed' | 'result';
  }[];
  /** Filled circles over the lines. */
  readonly dots?: readonly { readonly x: number; readonly y: number; readonly kind: ItemRole }[];
  readonly labels: readonly {
    readonly text: string;
    readonly x: number;
    /** Of the baseline. */
    readonly y: number;
    /** Which end of the words is at `x`. */
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
}
