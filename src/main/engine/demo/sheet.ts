import sharp from 'sharp';
import type { Written } from './handwriting.ts';
import { swell, wander, type SeededRandom } from './random.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export interface SheetLook {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly paper: Colour;
  readonly ink: Colour;
  /** What the pen adds to the outlines' strokes, in pixels. */
  readonly pen: number;
}

/** Grey levels by which fine paper texture goes up and down. */
const TEXTURE = 2.2;
/** Rows read the texture this far apart, so that no pattern shows. */
const TEXTURE_STRIDE = 40_503;
const TEXTURE_SIZE = 1 << 19;

/** Draws written words as ink on a sheet of paper; returns 8-bit RGB, row by row. */
export async function drawSheet(
  look: SheetLook,
  words: readonly Written[],
  random: SeededRandom,
): Promise<Uint8Array> {
  const cover = await coverage(look, words);
  const { width, height, paper, ink } = look;
  const texture = paperTexture(random.part('texture'));
  const mask = TEXTURE_SIZE - 1;
  const across = shading(random.part('shade across'), width);
  const down = shading(random.part('shade down'), height);
  const flow = swell(random.part('ink flow'), 90);
  const spots = swell(random.part('ink spots'), 17);
  const [paperRed, paperGreen, paperBlue] = paper;
  const [inkRed, inkGreen, inkBlue] = ink;
  const pixels = new Uint8ClampedArray(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = Math.imul(y, TEXTURE_STRIDE);
    const shade = down[y] as number;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const grain = texture[(from + x) & mask] as number;
      const light = 1 + shade + (across[x] as number);
      const covered = cover[at] as number;
      // Ink lies unevenly, and thinner on the tops of the paper's texture.
      const strength =
        covered === 0
          ? 0
          : (covered / 255) * clamp(0.86 + 0.08 * flow(x, y) + 0.05 * spots(x, y) - 0.02 * grain);
      const bare = 1 - strength;
      pixels[at * 3] = bare * (paperRed * light + grain) + strength * inkRed;
      pixels[at * 3 + 1] = bare * (paperGreen * light + grain) + strength * inkGreen;
      pixels[at * 3 + 2] = bare * (paperBlue * light + grain) + strength * inkBlue;
    }
  }
  return new Uint8Array(pixels.buffer);
}

/** How much of each pixel the ink covers, 0 to 255, with the slight blur of a scan. */
async function coverage({ width, height, pen }: SheetLook, words: readonly Written[]): Promise<Buffer> {
  const paths = words.map(({ outline, pressure }) => {
    const grey = Math.round(255 * pressure);
    const colour = `rgb(${grey},${grey},${grey})`;
    return `<path d="${outline}" fill="${colour}" stroke="${colour}"/>`;
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%" fill="#000"/>` +
    `<g stroke-width="${pen.toFixed(2)}" stroke-linejoin="round">${paths.join('')}</g></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().extractChannel(0).blur(0.75).raw().toBuffer();
}

/** Fine noise with some fibre in it: each value takes part of its neighbours' on the same row. */
function paperTexture(random: SeededRandom): Float32Array {
  const texture = new Float32Array(TEXTURE_SIZE);
  let fibre = 0;
  for (let at = 0; at < TEXTURE_SIZE; at++) {
    const noise = random.next() + random.next() - 1;
    fibre = 0.7 * fibre + 0.3 * noise;
    texture[at] = TEXTURE * (0.7 * noise + 1.3 * fibre);
  }
  return texture;
}

/** Share by which the light on the scanner's glass falls or rises along a side. */
function shading(random: SeededRandom, length: number): Float32Array {
  const slope = random.bell(0.012);
  const wave = wander(random, length * 1.3);
  return Float32Array.from(
    { length },
    (_, at) => slope * (at / length - 0.5) + 0.008 * wave(at) - 0.02 * (at / length - 0.5) ** 2,
  );
}

function clamp(share: number): number {
  return share < 0 ? 0 : share > 1 ? 1 : share;
}
