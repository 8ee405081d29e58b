import type { ItemRole } from './case.ts';

/**
 * A drawing of lines, words and pictures for report and window, in points from its top left corner. Nothing in it depends on colour
 * alone: which side a dot is of its label says as well, and regions differ in how they are filled.
 */
export interface Plot {
  readonly width: number;
  readonly height: number;
  /** Behind everything else: white, or a grey, pale or as strong as `fill` says from 0 to 1. */
  readonly areas: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    /** Left out for the pale grey. */
    readonly fill?: 'white' | number;
  }[];
  /** Over the areas. */
  readonly pictures?: readonly PlotPicture[];
  /** Over the pictures. */
  readonly regions?: readonly PlotRegion[];
  readonly lines: readonly {
    readonly points: readonly (readonly [x: number, y: number])[];
    readonly kind: 'grid' | 'solid' | 'dashed' | 'result';
  }[];
  /** Filled circles over the lines; where one has a name, the window says it of what is pointed at. */
  readonly dots?: readonly {
    readonly x: number;
    readonly y: number;
    readonly kind: ItemRole;
    readonly name?: string;
  }[];
  readonly labels: readonly {
    readonly text: string;
    readonly x: number;
    /** Of the baseline. */
    readonly y: number;
    /** Which end of the words is at `x`. */
    readonly anchor: 'start' | 'middle' | 'end';
    /** The side that the label is of, which has its own colour; left out for none. */
    readonly kind?: ItemRole;
    /** Whether it runs upwards, a quarter turn about its place. */
    readonly turned?: true;
  }[];
}

/** A picture of the evidence in a plot. */
export interface PlotPicture {
  /** Image id. */
  readonly image: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A closed polygon of the plot: what of the picture lies outside it is not shown. Left out for all of it. */
  readonly clip?: readonly (readonly [x: number, y: number])[];
  /** Of a polygon that may cross itself: what lies within it by the even-odd rule, as the regions of words are cut. */
  readonly clipRule?: 'even-odd';
}

/** A part of a picture that speaks for or against likeness: one is filled, the other hatched. */
export interface PlotRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly kind: 'agrees' | 'differs';
  /** From 0 to 1. */
  readonly strength: number;
}

/** A name that has room for so many letters, the last of which says that there are more. */
export function shortened(name: string, most: number): string {
  const letters = Array.from(name);
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('')}…`;
}

/** Letters as wide as they are high, those of Latin wider than most, its capitals, and those of a stroke; shares of a label's size. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60mwMW@%…—]/u;
const CAPITAL = /[\p{Lu}\p{Nd}&]/u;
const NARROW = /[ijlftrI.,;:'’|!() -]/u;
/** Size of a label in the window, where it is largest. */
const LABEL_SIZE = 8.5;

/** Room that a label takes from its one end to the other, in points, whatever font it is drawn in: no less than it does. */
export function roomOf(text: string): number {
  const shareOf = (letter: string): number => {
    if (WIDE.test(letter)) return 1;
    if (NARROW.test(letter)) return 0.44;
    return CAPITAL.test(letter) ? 0.78 : 0.65;
  };
  return Array.from(text).reduce((sum, letter) => sum + LABEL_SIZE * shareOf(letter), 0);
}

/** How regions are drawn, on white paper: neither of them in a colour of the questioned or the known writing. */
export const REGION_INKS = {
  agrees: { color: '#3f5bd0', opacity: 0.5 },
  differs: { color: '#b0148c', width: 0.9 },
} as const;

/** Distance of the lines of a hatched region, in points. */
const HATCH = 3;

/** The lines that hatch a region, from its lower left to its upper right, in points of the plot. */
export function hatching({
  x,
  y,
  width,
  height,
}: PlotRegion): (readonly [x1: number, y1: number, x2: number, y2: number])[] {
  const lines: (readonly [number, number, number, number])[] = [];
  // In step with those of every other region, so that neighbours are hatched through.
  const first = Math.ceil((x + y) / HATCH) * HATCH;
  for (let sum = first; sum < x + y + width + height; sum += HATCH) {
    const left = Math.max(x, sum - y - height);
    const right = Math.min(x + width, sum - y);
    if (right > left) lines.push([left, sum - left, right, sum - right]);
  }
  return lines;
}
