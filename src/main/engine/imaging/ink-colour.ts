/** A raster in sRGB, three bytes a pixel, row by row from the top left. */
export interface ColourImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * What colour an ink has, however thinly it lies: the shares that red and blue have of the light it takes, 255 for all of
 * it. Black takes a third of each.
 */
export interface InkColour {
  readonly red: number;
  readonly blue: number;
}

/** The colour of the ink at each pixel of a raster, as in `InkColour`; nothing is said of paper. */
export interface InkColours {
  readonly red: Uint8Array;
  readonly blue: Uint8Array;
}

/** Depth from which on a pixel is no paper. */
export const LEAST_DEPTH = 10;
/** Side of the squares in which the paper's colour is taken, in pixels. */
const TILE = 64;
/** Pixels across and down of which one is looked at for the paper. */
const SPARSE = 3;
/** Least paper that a square's colour is taken from, in pixels looked at; where there is less, it is the page's. */
const LEAST_PAPER = 20;

/** @param depth width * height bytes: how much darker than its paper a pixel is. */
export function inkColours(image: ColourImage, depth: Uint8Array): InkColours {
  const { width, data } = image;
  const columns = Math.ceil(width / TILE);
  const paper = paperColours(image, depth, columns);
  const red = new Uint8Array(depth.length);
  const blue = new Uint8Array(depth.length);
  for (let at = 0; at < depth.length; at++) {
    if (depth[at]! < LEAST_DEPTH) continue;
    const x = at % width;
    const tile = 3 * (Math.floor((at - x) / width / TILE) * columns + Math.floor(x / TILE));
    const takenRed = taken(data[3 * at]!, paper[tile]!);
    const takenBlue = taken(data[3 * at + 2]!, paper[tile + 2]!);
    const all = takenRed + taken(data[3 * at + 1]!, paper[tile + 1]!) + takenBlue;
    if (all === 0) continue;
    red[at] = Math.round((255 * takenRed) / all);
    blue[at] = Math.round((255 * takenBlue) / all);
  }
  return { red, blue };
}

/** Share of a paper's light that is missing. */
const taken = (light: number, paper: number): number => (light < paper ? 1 - light / paper : 0);

/** How far two colours are apart: black and the blue of a ballpoint some 36, black and a red some 60. */
export function colourDistance(red: number, blue: number, other: InkColour): number {
  const across = red - other.red;
  const up = blue - other.blue;
  // Of shares that add up to a whole, green's is what these two leave.
  return Math.sqrt(across * across + up * up + (across + up) * (across + up));
}

function paperColours(
  { width, height, data }: ColourImage,
  depth: Uint8Array,
  columns: number,
): Float32Array {
  const rows = Math.ceil(height / TILE);
  const sums = new Float64Array(3 * columns * rows);
  const counts = new Uint32Array(columns * rows);
  const whole = [0, 0, 0];
  let pixels = 0;
  for (let y = 0; y < height; y += SPARSE) {
    for (let x = 0; x < width; x += SPARSE) {
      const at = y * width + x;
      if (depth[at]! >= LEAST_DEPTH) continue;
      const tile = Math.floor(y / TILE) * columns + Math.floor(x / TILE);
      counts[tile]!++;
      pixels++;
      for (let channel = 0; channel < 3; channel++) {
        const value = data[3 * at + channel]!;
        sums[3 * tile + channel]! += value;
        whole[channel]! += value;
      }
    }
  }
  return Float32Array.from(sums, (sum, at) => {
    const count = counts[Math.floor(at / 3)]!;
    const mean = count >= LEAST_PAPER ? sum / count : whole[at % 3]! / Math.max(1, pixels);
    // Paper that is black in a channel would make every ink take all of it.
    return Math.max(1, mean);
  });
}
