/** Narrower rasters are words or scraps: a stroke of theirs may well cross half of them. */
const LEAST_WIDTH = 500;
/** Thickest rule, as a share of the page's longer side: a millimetre on an A4 sheet. */
const THICKEST = 1 / 300;
/** Share of the page's width that a rule covers at least. */
const COVERAGE = 0.5;
/** Steepest rule and step, as tangents: some three degrees either way. */
const STEEPEST = 0.055;
const STEP = 0.0005;
/** Pixels of thin strokes looked at for the direction of the rules. */
const SAMPLE = 30_000;

/**
 * Takes the rules of lined paper out of a page's ink: near-level straight lines right across the page. Only what is
 * thin from top to bottom goes, so that strokes which cross a rule stay whole.
 *
 * @param mask width * height bytes, non-zero is ink; changed in place.
 */
export function removeRules(mask: Uint8Array, width: number, height: number): void {
  if (width < LEAST_WIDTH) return;
  const thickest = Math.max(2, Math.round(Math.max(width, height) * THICKEST));
  const thin = thinPixels(mask, width, height, thickest);
  if (thin.length < COVERAGE * width) return;
  const margin = Math.ceil(STEEPEST * width);
  const slope = slopeOf(thin, width, height, margin);
  const rows = new Uint32Array(height + 2 * margin + 1);
  const rowOf = (at: number): number => Math.round(Math.floor(at / width) - slope * (at % width)) + margin;
  for (const at of thin) rows[rowOf(at)]!++;
  const isRule = new Uint8Array(rows.length);
  for (let row = 0; row + 1 < rows.length; row++) {
    if (rows[row]! + rows[row + 1]! < COVERAGE * width) continue;
    isRule.fill(1, Math.max(0, row - thickest), row + 2 + thickest);
  }
  for (const at of thin) if (isRule[rowOf(at)] !== 0) mask[at] = 0;
}

/** Ink with no more than `thickest` pixels of ink in its column run. */
function thinPixels(mask: Uint8Array, width: number, height: number, thickest: number): number[] {
  const runs = new Uint32Array(width);
  const thin: number[] = [];
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x < width; x++) {
      if (y < height && mask[y * width + x] !== 0) {
        runs[x]!++;
        continue;
      }
      const length = runs[x]!;
      if (length > 0 && length <= thickest) {
        for (let above = 1; above <= length; above++) thin.push((y - above) * width + x);
      }
      runs[x] = 0;
    }
  }
  return thin;
}

/** The slope along which thin ink piles up most. */
function slopeOf(thin: readonly number[], width: number, height: number, margin: number): number {
  const every = Math.max(1, Math.floor(thin.length / SAMPLE));
  const sample = thin.filter((_, index) => index % every === 0);
  const rows = new Uint32Array(height + 2 * margin + 1);
  let best = 0;
  let most = -1;
  for (let slope = -STEEPEST; slope <= STEEPEST; slope += STEP) {
    rows.fill(0);
    for (const at of sample) rows[Math.round(Math.floor(at / width) - slope * (at % width)) + margin]!++;
    let piled = 0;
    for (const count of rows) piled += count * count;
    if (piled > most) {
      most = piled;
      best = slope;
    }
  }
  return best;
}
