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

/** Shares of red and of blue that are counted together when clusters are looked for. */
const BIN = 4;
const BINS = Math.ceil(256 / BIN);

/**
 * The colours that ink other than the usual comes in, the commonest first. What lies between two inks is where they
 * meet, and no colour of its own.
 *
 * @param other pixels that are of none but such ink.
 * @param limits `apart`: how far a cluster is off the others' centres, and off what they make when mixed;
 * `least`: pixels about its centre.
 */
export function otherClusters(
  other: Uint8Array,
  { red, blue }: InkColours,
  usual: InkColour,
  { apart, least }: { apart: { centres: number; mixtures: number }; least: number },
): InkColour[] {
  const counts = new Uint32Array(BINS * BINS);
  for (let at = 0; at < other.length; at++) {
    if (other[at] !== 0) counts[Math.floor(red[at]! / BIN) * BINS + Math.floor(blue[at]! / BIN)]!++;
  }
  const peaks = [...counts.keys()]
    .map((bin) => ({ ...centreOf(bin), pixels: pixelsAbout(bin, counts) }))
    .filter(({ pixels }) => pixels >= least)
    .sort((one, next) => next.pixels - one.pixels);
  const clusters: InkColour[] = [];
  for (const peak of peaks) {
    const known = [usual, ...clusters];
    const isOwn =
      clusters.every((cluster) => colourDistance(peak.red, peak.blue, cluster) >= apart.centres) &&
      clusters.every((to, at) =>
        known
          .slice(0, at + 1)
          .every(
            (from) =>
              offMixtures(peak.red, peak.blue, from, to, from === usual ? Infinity : 1) >= apart.mixtures,
          ),
      );
    if (isOwn) clusters.push({ red: peak.red, blue: peak.blue });
  }
  return clusters;
}

const centreOf = (bin: number): InkColour => ({
  red: Math.floor(bin / BINS) * BIN + (BIN - 1) / 2,
  blue: (bin % BINS) * BIN + (BIN - 1) / 2,
});

/** Pixels in a bin and in those around it. */
function pixelsAbout(bin: number, counts: Uint32Array): number {
  const [row, column] = [Math.floor(bin / BINS), bin % BINS];
  let pixels = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(BINS - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(BINS - 1, column + 1); x++) {
      pixels += counts[y * BINS + x]!;
    }
  }
  return pixels;
}

/** Which of several inks a colour is of, by itself or mixed with the usual. */
export function clusterAt(
  red: number,
  blue: number,
  usual: InkColour,
  clusters: readonly InkColour[],
): number {
  let [nearest, least] = [0, Infinity];
  clusters.forEach((cluster, at) => {
    const off = offMixtures(red, blue, usual, cluster, 1);
    if (off < least) [nearest, least] = [at, off];
  });
  return nearest;
}

/** How far a colour is off the line from one ink to another, which goes `most` times as far as there. */
function offMixtures(red: number, blue: number, from: InkColour, to: InkColour, most: number): number {
  const [acrossTo, upTo] = [to.red - from.red, to.blue - from.blue];
  const [across, up] = [red - from.red, blue - from.blue];
  const along = across * acrossTo + up * upTo + (across + up) * (acrossTo + upTo);
  const length = acrossTo ** 2 + upTo ** 2 + (acrossTo + upTo) ** 2;
  const share = Math.min(most, Math.max(0, along / Math.max(1, length)));
  return colourDistance(red, blue, { red: from.red + share * acrossTo, blue: from.blue + share * upTo });
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
