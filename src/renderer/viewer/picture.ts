import type { Page } from '../../contract/case.ts';
import { markAnchor, markPath } from '../../contract/mark-path.ts';
import type { DrawnMark } from '../../contract/marks.ts';
import { scaleBar } from '../../contract/scale-bar.ts';
import type { Tile } from '../../contract/tiles.ts';
import type { Tone } from '../../contract/view.ts';
import { brokenLines } from '../broken-lines.ts';
import { scaleText } from '../format.ts';
import { paint, type Composition, type MakeContext } from './paint.ts';
import { tilesFor } from './tiles-in-view.ts';
import type { Point, Size, Viewport } from './viewport.ts';

/** A mark over a page, with its number and what it measures or says. */
export interface PicturedMark {
  readonly drawn: DrawnMark;
  readonly label: string;
  /** Of its line and its words. */
  readonly colour: string;
}

/** A page in a pane that a picture is taken of. */
export interface PicturedLayer {
  readonly page: Pick<Page, 'width' | 'height' | 'dpi' | 'image'>;
  readonly view: Viewport;
  readonly tone: Tone;
  readonly marks: readonly PicturedMark[];
}

/** A pane as a picture shows it, in CSS pixels from the picture's top left corner. */
export interface PicturedPane {
  readonly at: Point;
  readonly size: Size;
  /** One page, or two in one place. */
  readonly layers: readonly PicturedLayer[];
  readonly composition: Composition | null;
  /** What it shows, said in the strip below, at so many pixels of the picture a CSS pixel. */
  readonly caption: (ratio: number) => string;
}

/** Everything that a picture is to show. */
export interface Pictured {
  readonly size: Size;
  readonly panes: readonly PicturedPane[];
  /** The case, and when the picture was taken: the strip's first line. */
  readonly heading: string;
}

/** What a picture is drawn with. */
export interface Drawing {
  /** Makes a canvas of this size. */
  readonly make: MakeContext;
  /** Loads a part of a page. */
  readonly load: (page: PicturedLayer['page'], tile: Tile) => Promise<CanvasImageSource>;
}

type Context = CanvasRenderingContext2D;

/** Pixels that a canvas may have, and the longest that a side of it may be, in any browser of today. */
const MOST_PIXELS = 200e6;
const LONGEST_SIDE = 16_000;
/** A picture of so many pixels across has marks as thin as the screen's; on a larger one they grow with it. */
const PLAIN_WIDTH = 900;
const INK = '#1b1b1b';
const GREY = '#5c5c5c';

/** The most pixels a CSS pixel that a picture can be taken with. */
export function largestRatio({ size }: Pick<Pictured, 'size'>): number {
  return Math.min(
    LONGEST_SIDE / Math.max(size.width, size.height),
    Math.sqrt(MOST_PIXELS / (size.width * size.height)),
  );
}

/**
 * Draws panes from the original pixels, with marks, over a strip that says what they show: names, scale, how they were processed.
 *
 * @param ratio pixels of the picture that a CSS pixel takes.
 * @throws Error where a part of a page cannot be loaded.
 */
export async function drawPicture(pictured: Pictured, ratio: number, drawing: Drawing): Promise<Context> {
  const { size, panes } = pictured;
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  const measure = drawing.make({ width: 1, height: 1 });
  const strip = stripOf(measure, pictured, width, ratio);
  const target = drawing.make({ width, height: height + strip.height });
  target.fillStyle = '#ffffff';
  target.fillRect(0, 0, width, height + strip.height);
  for (const pane of panes) {
    const x = Math.round(pane.at.x * ratio);
    const y = Math.round(pane.at.y * ratio);
    target.drawImage((await drawPane(pane, ratio, drawing)).canvas, x, y);
  }
  drawStrip(target, strip, height);
  return target;
}

async function drawPane(pane: PicturedPane, ratio: number, { make, load }: Drawing): Promise<Context> {
  const { size, layers, composition } = pane;
  const screen = { width: Math.round(size.width * ratio), height: Math.round(size.height * ratio) };
  const loaded = await Promise.all(
    layers.map(async ({ page, view }) => {
      const tiles = tilesFor(page, view, size, ratio);
      const pictures = await Promise.all(tiles.map((tile) => load(page, tile)));
      return new Map(tiles.map((tile, at) => [nameOf(tile), pictures[at]!]));
    }),
  );
  const context = make(screen);
  const scene = {
    size,
    composition,
    loupe: null,
    layers: layers.map((layer, at) => ({ ...layer, tile: (tile: Tile) => loaded[at]!.get(nameOf(tile)) })),
  };
  paint(context, screen, scene, make);
  const seen = composition?.mode === 'flicker' ? [layers[composition.front]!] : layers;
  for (const layer of seen) drawMarks(context, screen, layer, ratio);
  return context;
}

const nameOf = ({ level, column, row }: Tile): string => `${level}-${column}-${row}`;

function drawMarks(context: Context, screen: Size, { view, marks }: PicturedLayer, ratio: number): void {
  const scale = view.scale * ratio;
  /** Page pixels that a line takes which is as wide as one of the screen's on a picture of 900 pixels across. */
  const unit = Math.max(1, screen.width / PLAIN_WIDTH) / scale;
  for (const { drawn, label, colour } of marks) {
    context.save();
    context.translate(screen.width / 2, screen.height / 2);
    context.rotate((view.angle * Math.PI) / 180);
    context.scale(scale, scale);
    context.translate(-view.x, -view.y);
    const path = new Path2D(markPath(drawn, unit));
    context.lineJoin = context.lineCap = 'round';
    for (const [stroke, wide] of [
      ['#ffffff', 4],
      [colour, 1.8],
    ] as const) {
      context.strokeStyle = stroke;
      context.lineWidth = wide * unit;
      context.stroke(path);
    }
    const anchor = markAnchor(drawn);
    context.translate(anchor.x, anchor.y);
    context.scale(unit, unit);
    context.font = fontOf(14, true);
    context.lineWidth = 4;
    context.strokeStyle = '#ffffff';
    context.fillStyle = colour;
    context.strokeText(label, 0, -8);
    context.fillText(label, 0, -8);
    context.restore();
  }
}

/** A line of the strip: its words, behind a bar where it says a scale. */
interface StripLine {
  readonly text: string;
  readonly bar: { readonly pixels: number } | null;
}

const ORDER = ['first', 'second'] as const;

interface Strip {
  readonly lines: readonly StripLine[];
  readonly letters: number;
  readonly width: number;
  readonly height: number;
}

const fontOf = (size: number, strong = false): string =>
  [strong ? '600' : '400', `${size}px`, 'system-ui,sans-serif'].join(' ');

/** The strip's lines, broken where the picture is narrower than what they say. */
function stripOf(context: Context, { heading, panes }: Pictured, width: number, ratio: number): Strip {
  const letters = Math.round(Math.min(44, Math.max(12, width / 90)));
  context.font = fontOf(letters);
  const room = width - 2 * letters;
  const broken = (text: string): string[] =>
    brokenLines(text, (line) => context.measureText(line).width <= room);
  const lines = [
    ...broken(heading).map((text) => ({ text, bar: null })),
    ...panes.flatMap(({ caption, layers }): StripLine[] => [
      ...broken(caption(ratio)).map((text) => ({ text, bar: null })),
      // Two pages in one place may have a scale each.
      ...layers.map(({ page, view }, at): StripLine => {
        const bar = page.dpi === null ? null : scaleBar(page.dpi, view.scale * ratio, room * 0.4);
        return { text: scaleText(bar?.millimetres ?? null, layers.length === 1 ? null : ORDER[at]!), bar };
      }),
    ]),
  ];
  return { lines, letters, width, height: Math.round((1.5 * lines.length + 1) * letters) };
}

function drawStrip(target: Context, { lines, letters, width, height }: Strip, top: number): void {
  target.fillStyle = '#ffffff';
  target.fillRect(0, top, width, height);
  target.fillStyle = GREY;
  target.fillRect(0, top, width, Math.max(1, Math.round(letters / 14)));
  target.font = fontOf(letters);
  target.fillStyle = INK;
  lines.forEach(({ text, bar }, at) => {
    const y = top + letters * (1.5 * at + 1.6);
    if (bar === null) {
      target.fillText(text, letters, y);
      return;
    }
    const thick = Math.max(1, Math.round(letters / 8));
    target.fillRect(letters, y - letters / 3, bar.pixels, thick);
    for (const end of [letters, letters + bar.pixels - thick])
      target.fillRect(end, y - letters * 0.7, thick, letters * 0.6);
    target.fillText(text, letters * 1.6 + bar.pixels, y);
  });
}
