import sharp from 'sharp';
import type { SeededRandom } from '../../src/main/engine/demo/random.ts';
import { swell } from '../../src/main/engine/demo/random.ts';
import type { Colour } from '../../src/main/engine/demo/sheet.ts';

/** What a sheet looks like and how it was taken up. */
export interface SheetLook {
  readonly paper: Colour;
  readonly ink: Colour;
  /** How much of the paper a full stroke covers, 0 to 1. */
  readonly strength: number;
  /** Share by which ink lies thicker and thinner, 0 to 1. */
  readonly unevenness: number;
  /** Grey levels by which the paper's fibre goes up and down. */
  readonly texture: number;
  /** Grey levels of the sensor's noise. */
  readonly noise: number;
  /** Blur of the optics, in pixels; none where 0. */
  readonly blur: number;
}

export const PLAIN: SheetLook = {
  paper: [246, 245, 240],
  ink: [30, 32, 44],
  strength: 0.95,
  unevenness: 0.1,
  texture: 2,
  noise: 1.5,
  blur: 0.6,
};

/** Something on the sheet besides the writing: how much it covers of each pixel (0 to 255), and its colour. */
export interface Layer {
  readonly cover: Uint8Array;
  readonly colour: Colour;
  /** How much of the paper full cover hides, 0 to 1. */
  readonly strength: number;
}

/** Side of the square that fibre and noise are read from, wrapped around; a power of two. */
const TILE = 1024;

/**
 * Puts layers and, last, the writing on paper and takes a picture of it.
 *
 * @param light share of the paper's brightness at each pixel, 1 where nothing dims it.
 * @returns an RGB raster, row by row.
 */
export async function paint(
  size: { readonly width: number; readonly height: number },
  look: SheetLook,
  writing: Uint8Array,
  layers: readonly Layer[],
  light: (x: number, y: number) => number,
  random: SeededRandom,
): Promise<Buffer> {
  const { width, height } = size;
  const grain = noiseTile(random.part('grain'));
  const sensor = noiseTile(random.part('sensor'));
  const flow = swell(random.part('flow'), 90);
  const all = [...layers, { cover: writing, colour: look.ink, strength: look.strength }];
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const place = (y % TILE) * TILE + (x % TILE);
      const fibre = look.texture * grain[place]!;
      let [red, green, blue] = look.paper as readonly number[] as [number, number, number];
      red += fibre;
      green += fibre;
      blue += fibre;
      for (const { cover, colour, strength } of all) {
        if (cover[at] === 0) continue;
        // Ink lies thinner on the tops of the paper's fibre.
        const lies = 1 - look.unevenness * (0.5 + 0.5 * flow(x, y) + 0.4 * grain[place]!);
        const share = (cover[at]! / 255) * strength * (lies < 0 ? 0 : lies > 1 ? 1 : lies);
        red += share * (colour[0] - red);
        green += share * (colour[1] - green);
        blue += share * (colour[2] - blue);
      }
      const bright = light(x, y);
      const error = look.noise * sensor[place]!;
      pixels[at * 3] = clamp(red * bright + error);
      pixels[at * 3 + 1] = clamp(green * bright + error);
      pixels[at * 3 + 2] = clamp(blue * bright + error);
    }
  }
  if (look.blur === 0) return pixels;
  // libvips blurs by nothing under this.
  const blur = Math.max(0.3, look.blur);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(blur)
    .raw()
    .toBuffer();
}

/** Writes an RGB raster to a PNG file, lossless. */
export async function save(
  pixels: Buffer,
  { width, height }: { readonly width: number; readonly height: number },
  file: string,
): Promise<void> {
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toFile(file);
}

/** Noise around 0, its deviation about 1, a little smooth along both axes. */
function noiseTile(random: SeededRandom): Float32Array {
  const tile = new Float32Array(TILE * TILE);
  let fibre = 0;
  for (let at = 0; at < tile.length; at++) {
    const fresh = 2.4 * (random.next() + random.next() - 1);
    fibre = 0.6 * fibre + 0.5 * fresh;
    tile[at] = at < TILE ? fibre : 0.75 * fibre + 0.45 * tile[at - TILE]!;
  }
  return tile;
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
}
