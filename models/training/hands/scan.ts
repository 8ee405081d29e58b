import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Colour } from '../../../src/main/engine/demo/sheet.ts';
import { SeededRandom, swell } from '../../../src/main/engine/demo/random.ts';

export type Pen = 'ballpoint' | 'pencil' | 'fibre';

/** A sheet of paper, the pen used on it, and the scanner that it lay in. Lengths in millimetres. */
export interface Sheet {
  readonly pen: Pen;
  /** Width of an ordinary stroke. */
  readonly stroke: number;
  /** How much of the paper an ordinary stroke covers, 0 to 1. */
  readonly strength: number;
  readonly ink: Colour;
  readonly paper: Colour;
  /** Grey levels by which the paper goes up and down. */
  readonly texture: number;
  readonly ruling: 'none' | 'lines' | 'squares';
  /** Between two lines of the ruling, how thick it is, and its colour. */
  readonly pitch: number;
  readonly rule: number;
  readonly ruleColour: Colour;
  readonly dpi: number;
  /** Blur of the optics, in pixels. */
  readonly blur: number;
  readonly noise: number;
  readonly grey: boolean;
  /** Quality of the JPEG; PNG where left out. */
  readonly jpeg: number | undefined;
}

/** Writing to scan, in pixels: its box, its baseline, and how it is drawn in opaque strokes of any colour. */
export interface Writing {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly baseline: number;
  readonly draw: (context: SKRSContext2D) => void;
}

export interface Scan {
  readonly bytes: Buffer;
  readonly extension: 'jpg' | 'png';
}

const RESOLUTIONS = [72, 100, 100, 150, 150, 150, 200, 200, 200, 200, 300, 300, 300, 300, 400, 600] as const;
const PENS: readonly Pen[] = ['ballpoint', 'ballpoint', 'ballpoint', 'ballpoint', 'pencil', 'fibre', 'fibre'];
/** In millimetres: the finest and the broadest stroke of a pen. */
const STROKES: Record<Pen, readonly [number, number]> = {
  ballpoint: [0.3, 0.6],
  pencil: [0.35, 0.75],
  fibre: [0.45, 1],
};
const BLUE: Colour = [34, 52, 128];
const BLACK: Colour = [32, 32, 36];
const GRAPHITE: Colour = [74, 74, 78];
const OTHERS: readonly Colour[] = [
  [20, 80, 62],
  [150, 32, 40],
  [72, 40, 104],
  [84, 56, 40],
];
const MILLIMETRES_PER_INCH = 25.4;

export function drawSheetLook(random: SeededRandom): Sheet {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random.next() * choices.length)]!;
  const pen = pick(PENS);
  const ink = pen === 'pencil' ? GRAPHITE : pick([BLUE, BLUE, BLUE, BLACK, BLACK, BLACK, pick(OTHERS)]);
  const white = random.between(218, 253);
  const yellow = random.next() < 0.35 ? random.between(4, 26) : random.between(-3, 3);
  const dpi = pick(RESOLUTIONS);
  const ruling = pick(['none', 'none', 'none', 'none', 'none', 'lines', 'lines', 'squares'] as const);
  const faint = random.between(16, 52);
  const [finest, broadest] = STROKES[pen];
  return {
    pen,
    stroke: random.between(finest, broadest),
    strength: pen === 'pencil' ? random.between(0.6, 0.9) : random.between(0.78, 1),
    ink: [
      ink[0] + random.between(-14, 14),
      ink[1] + random.between(-14, 14),
      ink[2] + random.between(-14, 14),
    ],
    paper: [white, white - yellow * 0.35, white - yellow],
    texture: random.between(0.8, 4),
    ruling,
    pitch: ruling === 'squares' ? 5 : random.between(7, 10),
    rule: random.between(0.12, 0.25),
    ruleColour: [white - faint * 1.3, white - faint, white - faint * random.between(0.5, 1)],
    dpi,
    blur: dpi < 120 ? random.between(0.3, 0.5) : random.between(0.35, 0.5 + dpi / 400),
    noise: random.between(0.5, 4),
    grey: random.next() < 0.45,
    jpeg: random.next() < 0.6 ? Math.round(random.between(50, 94)) : undefined,
  };
}

export function pixelsPerMillimetre({ dpi }: Sheet): number {
  return dpi / MILLIMETRES_PER_INCH;
}

/** Puts writing on its sheet and scans that: the same writing, sheet and random numbers give the same bytes. */
export async function scan(writing: Writing, sheet: Sheet, random: SeededRandom): Promise<Scan> {
  const unit = pixelsPerMillimetre(sheet);
  const margin = (): number => unit * random.between(1.2, 3.2) + sheet.stroke * unit;
  const left = Math.floor(writing.left - margin());
  const top = Math.floor(writing.top - margin());
  const width = Math.ceil(writing.right + margin()) - left;
  const height = Math.ceil(writing.bottom + margin()) - top;
  const ink = cover(width, height, (context) => {
    context.translate(-left, -top);
    writing.draw(context);
  });
  const rules =
    sheet.ruling === 'none'
      ? undefined
      : cover(width, height, (context) => {
          const first = writing.baseline - top + unit * random.bell(0.35);
          drawRuling(context, sheet, {
            width,
            height,
            first,
            across: random.next(),
            tilt: random.bell(0.006),
          });
        });
  const channels = sheet.grey ? 1 : 3;
  const pixels = compose(ink, rules, { width, height, channels }, sheet, random);
  // libvips blurs by nothing under this.
  const blur = Math.max(0.3, sheet.blur);
  const image = sharp(pixels, { raw: { width, height, channels } })
    .blur(blur)
    .withMetadata({ density: sheet.dpi });
  return sheet.jpeg === undefined
    ? { bytes: await image.png({ compressionLevel: 3 }).toBuffer(), extension: 'png' }
    : { bytes: await image.jpeg({ quality: sheet.jpeg }).toBuffer(), extension: 'jpg' };
}

/** How much of each pixel is drawn on, 0 to 255. */
function cover(width: number, height: number, draw: (context: SKRSContext2D) => void): Uint8Array {
  const context = createCanvas(width, height).getContext('2d');
  draw(context);
  const { data } = context.getImageData(0, 0, width, height);
  const covered = new Uint8Array(width * height);
  for (let at = 0; at < covered.length; at++) covered[at] = data[at * 4 + 3]!;
  return covered;
}

function drawRuling(
  context: SKRSContext2D,
  sheet: Sheet,
  box: { width: number; height: number; first: number; across: number; tilt: number },
): void {
  const unit = pixelsPerMillimetre(sheet);
  const pitch = sheet.pitch * unit;
  context.lineWidth = Math.max(0.6, sheet.rule * unit);
  context.beginPath();
  for (let y = box.first % pitch; y < box.height + pitch; y += pitch) {
    context.moveTo(0, y);
    context.lineTo(box.width, y + box.tilt * box.width);
  }
  if (sheet.ruling === 'squares') {
    for (let x = box.across * pitch; x < box.width + pitch; x += pitch) {
      context.moveTo(x, 0);
      context.lineTo(x - box.tilt * box.height, box.height);
    }
  }
  context.stroke();
}

/** Side of the tile that noise is read from; a power of two, so that a mask wraps around. */
const TILE = 512;
let tile: Float32Array | undefined;

/** Noise with some fibre in it, around 0, mostly between -1 and 1; the same in every run. */
function noiseTile(random: SeededRandom): Float32Array {
  const made = new Float32Array(TILE * TILE);
  let fibre = 0;
  for (let at = 0; at < made.length; at++) {
    const noise = random.next() + random.next() - 1;
    fibre = 0.7 * fibre + 0.3 * noise;
    const above = at < TILE ? noise : made[at - TILE]!;
    made[at] = 0.5 * noise + 0.9 * fibre + 0.35 * above;
  }
  return made;
}

function compose(
  ink: Uint8Array,
  rules: Uint8Array | undefined,
  { width, height, channels }: { width: number; height: number; channels: 1 | 3 },
  sheet: Sheet,
  random: SeededRandom,
): Uint8ClampedArray {
  tile ??= noiseTile(new SeededRandom(1));
  const noise = tile;
  const mask = TILE - 1;
  const from = [random, random, random].map((each) => Math.floor(each.next() * TILE * TILE));
  const at = (source: number, x: number, y: number): number =>
    noise[(((y + (from[source]! >> 9)) & mask) << 9) | ((x + from[source]!) & mask)]!;
  const unit = pixelsPerMillimetre(sheet);
  const flow = swell(random, 6 * unit);
  const slope = { x: random.bell(5) / width, y: random.bell(5) / height };
  // Where a line is finer than a pixel, the grain of the paper averages out.
  const grain = { ballpoint: 0.1, pencil: 0.34, fibre: 0.03 }[sheet.pen] * Math.min(1, unit / 6);
  const uneven = { ballpoint: 0.1, pencil: 0.08, fibre: 0.05 }[sheet.pen];
  const coarse = Math.max(1, Math.round(unit / 8));
  const [paper, colour, ruled] = [sheet.paper, sheet.ink, sheet.ruleColour].map((each) =>
    channels === 3 ? each : [0.299 * each[0] + 0.587 * each[1] + 0.114 * each[2]],
  ) as [number[], number[], number[]];
  const pixels = new Uint8ClampedArray(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = y * width + x;
      const light =
        sheet.texture * at(0, x, y) +
        sheet.noise * at(1, x, y) +
        slope.x * (x - width / 2) +
        slope.y * (y - height / 2);
      const covered = ink[place]!;
      let strength = 0;
      if (covered > 0) {
        // Read both ways, the fibre of the noise has no direction.
        const [column, row] = [(x / coarse) | 0, (y / coarse) | 0];
        const rough = 0.9 * (at(2, column, row) + at(2, row, column)) - 0.35;
        const fill = 1 + uneven * flow(x, y) + grain * rough;
        strength = (covered / 255) * Math.min(1, Math.max(0, sheet.strength * fill));
      }
      const rule = rules === undefined ? 0 : rules[place]! / 255;
      for (let channel = 0; channel < channels; channel++) {
        const ground = paper[channel]! + rule * (ruled[channel]! - paper[channel]!);
        pixels[place * channels + channel] = ground + strength * (colour[channel]! - ground) + light;
      }
    }
  }
  return pixels;
}
