import { PLACES, type MarkShape, type Place } from '../../../contract/marks.ts';
import type { PlainMessage } from '../../../language/window/window.ts';
import type { IconName } from '../../components/Icon.svelte';

/** A tool that draws a shape: what it is called, its key, and what each place is, in the order in which they are set. */
export interface ShapeTool {
  readonly shape: MarkShape;
  readonly name: PlainMessage;
  readonly key: string;
  readonly icon: IconName;
  /** What is to be pointed at next; the last is asked for again where a shape takes any number of places. */
  readonly asks: readonly PlainMessage[];
}

/** Marks that point at something. */
export const CALLOUTS: readonly ShapeTool[] = [
  {
    shape: 'circle',
    name: 'Circle',
    key: 'C',
    icon: 'circle',
    asks: ['one corner around it', 'the other corner'],
  },
  { shape: 'box', name: 'Box', key: 'B', icon: 'box', asks: ['one corner', 'the opposite corner'] },
  {
    shape: 'arrow',
    name: 'Arrow',
    key: 'A',
    icon: 'arrow',
    asks: ['where the arrow comes from', 'what it points at'],
  },
  {
    shape: 'freehand',
    name: 'Freehand',
    key: 'P',
    icon: 'region',
    asks: ['where the line begins', 'how it goes on'],
  },
  { shape: 'text', name: 'Text', key: 'T', icon: 'text', asks: ['where the text stands'] },
];

/** Marks that measure something. */
export const MEASURES: readonly ShapeTool[] = [
  { shape: 'distance', name: 'Distance', key: 'D', icon: 'ruler', asks: ['one end', 'the other end'] },
  {
    shape: 'angle',
    name: 'Angle',
    key: 'G',
    icon: 'ruler',
    asks: ['the end of one arm', 'the vertex', 'the end of the other arm'],
  },
  {
    shape: 'slant',
    name: 'Slant',
    key: 'S',
    icon: 'ruler',
    asks: ['the baseline', 'the baseline further on', 'one end of the stroke', 'its other end'],
  },
  {
    shape: 'baseline',
    name: 'Baseline',
    key: 'I',
    icon: 'ruler',
    asks: ['the baseline', 'the baseline further on'],
  },
  {
    shape: 'x-height',
    name: 'x-height',
    key: 'H',
    icon: 'ruler',
    asks: ['the baseline', 'the baseline further on', 'the top of a small letter'],
  },
  {
    shape: 'letter-spacing',
    name: 'Letter spacing',
    key: 'Y',
    icon: 'ruler',
    asks: ['the end of a letter', 'the beginning of the next'],
  },
  {
    shape: 'word-spacing',
    name: 'Word spacing',
    key: 'K',
    icon: 'ruler',
    asks: ['the end of a word', 'the beginning of the next'],
  },
  {
    shape: 'loop-area',
    name: 'Loop area',
    key: 'O',
    icon: 'ruler',
    asks: ['where the loop begins', 'how it goes on'],
  },
  {
    shape: 'height-ratio',
    name: 'Height ratio',
    key: 'R',
    icon: 'ruler',
    asks: [
      'the baseline',
      'the baseline further on',
      'the top of a small letter',
      'the top of a tall letter',
    ],
  },
];

export const SHAPE_TOOLS: readonly ShapeTool[] = [...CALLOUTS, ...MEASURES];

/** The tool of a shape. */
export function toolOf(shape: MarkShape): ShapeTool {
  return SHAPE_TOOLS.find((tool) => tool.shape === shape)!;
}

/** Whether the shape is drawn with the pointer held down, as a line. */
export function isLine(shape: MarkShape): boolean {
  return shape === 'freehand' || shape === 'loop-area';
}

/** A line that is being drawn. */
export interface DrawnLine {
  readonly places: readonly Place[];
  /** CSS pixels from one of its places to the next. */
  readonly step: number;
}

/** CSS pixels between the places of a line when it begins. */
const LINE_STEP = 2;

/** A line that begins at a place. */
export function lineFrom(place: Place): DrawnLine {
  return { places: [place], step: LINE_STEP };
}

/**
 * A line that has come to a place, at `scale` CSS pixels per page pixel. One that would have more places than a shape takes
 * keeps every second of them and is drawn in steps twice as long from then on, so that it goes on to wherever it is led.
 */
export function lineTo(line: DrawnLine, place: Place, scale: number): DrawnLine {
  const { places, step } = line;
  const last = places.at(-1)!;
  if (Math.hypot(place.x - last.x, place.y - last.y) * scale < step) return line;
  if (places.length < PLACES.freehand.most) return { places: [...places, place], step };
  return { places: [...places.filter((_, index) => index % 2 === 0), place], step: 2 * step };
}

/** Whether these places make the whole of a shape. */
export function isComplete(shape: MarkShape, places: number): boolean {
  return places === PLACES[shape].most;
}

/** Whether a shape may end with so many places. */
export function mayEnd(shape: MarkShape, places: number): boolean {
  const { least, most, paired } = PLACES[shape];
  return places >= least && places <= most && (!paired || places % 2 === 0);
}

/** What the examiner is asked to point at, with so many places set. */
export function askedFor(shape: MarkShape, places: number): PlainMessage {
  const { asks } = toolOf(shape);
  return PLACES[shape].paired ? asks[places % 2]! : asks[Math.min(places, asks.length - 1)]!;
}

/** A place on the page, to a tenth of a pixel, the nearest on it to one that lies beyond an edge. */
export function onPage({ x, y }: Place, page: { readonly width: number; readonly height: number }): Place {
  const within = (value: number, most: number): number =>
    Math.round(Math.min(most, Math.max(0, value)) * 10) / 10;
  return { x: within(x, page.width), y: within(y, page.height) };
}

/** Places moved by page pixels, all of them alike and as far as the page allows. */
export function movedOnPage(
  places: readonly Place[],
  dx: number,
  dy: number,
  page: { readonly width: number; readonly height: number },
): Place[] {
  const room = (by: number, values: readonly number[], most: number): number =>
    Math.min(most - Math.max(...values), Math.max(-Math.min(...values), by));
  const x = room(
    dx,
    places.map((place) => place.x),
    page.width,
  );
  const y = room(
    dy,
    places.map((place) => place.y),
    page.height,
  );
  return places.map((place) => onPage({ x: place.x + x, y: place.y + y }, page));
}
