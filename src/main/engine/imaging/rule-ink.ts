/** How far, in pixels, a rule wanders from its straight pieces, and from where it is expected as it is followed on. */
const DRIFT = 3;
const STRAY = 2;
/** Share of what a place on a rule is off where it was expected by which the next is expected elsewhere, and its slope changes. */
const CORRECTION = { height: 0.3, slope: 0.03 };
/** How much deeper than so large a share of a rule the ink on it may be, to be taken for it. */
const USUAL = 0.8;
const DEEPER = 1.25;
/** Columns with ink that a rule's slope at its end is taken over. */
const SLOPE_OVER = 24;
/** Share of the page's width through which a rule is followed without any ink of it, where no other shows how it bends. */
const PATIENCE = 1 / 20;

/** Where a rule runs, from one column up to another. */
export interface RuleCurve {
  readonly from: number;
  readonly to: number;
  /** Pixels from the top, at a column between its ends. */
  heightAt(x: number): number;
}

/** A raster of ink, `width` pixels to a row; 0 is paper. */
export interface InkRaster {
  readonly mask: Uint8Array;
  /** How much darker than its paper each pixel is. */
  readonly depth: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Unbroken ink in one column. */
interface Run {
  readonly x: number;
  readonly top: number;
  readonly length: number;
  /** Of its deepest pixel. */
  readonly depth: number;
}

/**
 * Clears a rule: in each column the ink on it, where that is no thicker than the rule is elsewhere and not much deeper, as
 * a stroke along it would be. Beyond its ends it is followed as far as its ink goes, which a bent sheet bends too much for
 * straight pieces.
 *
 * @param raster changed in place.
 * @param curve where the rule was found.
 * @param guide another rule of the sheet, which bends as this one does; null for none.
 * @param thickest most pixels of a rule from top to bottom.
 */
export function eraseRule(
  raster: InkRaster,
  curve: RuleCurve,
  guide: RuleCurve | null,
  thickest: number,
): void {
  const found: Run[] = [];
  for (let x = curve.from; x < curve.to; x++) {
    const run = thinRunAt(raster, x, curve.heightAt(x), DRIFT, thickest);
    if (run !== null) found.push(run);
  }
  const lengths = found.map(({ length }) => length);
  const depths = found.map(({ depth }) => depth);
  const most = 1.4 * quantile(lengths, 0.5) + 1;
  const deepest = DEEPER * quantile(depths, USUAL);
  const further = ([-1, 1] as const).flatMap((step) => followed(raster, found, guide, most, step));
  for (const { x, top, length, depth } of [...found, ...further]) {
    if (length > most || depth > deepest) continue;
    for (let y = top; y < top + length; y++) raster.mask[y * raster.width + x] = 0;
  }
}

const middleOf = ({ top, length }: Run): number => top + (length - 1) / 2;

/** The value that so large a share of all have at most. */
function quantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(share * values.length)] ?? 0;
}

/** The ink of a rule beyond what was found of it, column by column, to the left (-1) or to the right (1). */
function followed(
  raster: InkRaster,
  found: readonly Run[],
  guide: RuleCurve | null,
  most: number,
  step: -1 | 1,
): Run[] {
  const runs: Run[] = [];
  const known = step < 0 ? found : found.toReversed();
  const [end, before] = [known[0], known[SLOPE_OVER]];
  if (end === undefined || before === undefined) return runs;
  let y = middleOf(end);
  let slope = (y - middleOf(before)) / Math.abs(end.x - before.x);
  let missed = 0;
  for (let x = end.x + step; x >= 0 && x < raster.width; x += step) {
    const isGuided =
      guide !== null && Math.min(x, x - step) >= guide.from && Math.max(x, x - step) < guide.to;
    if (isGuided) slope = guide.heightAt(x) - guide.heightAt(x - step);
    y += slope;
    const run = thinRunAt(raster, x, y, STRAY, most);
    if (run === null) {
      if (!isGuided && ++missed > PATIENCE * raster.width) break;
      continue;
    }
    missed = 0;
    const off = middleOf(run) - y;
    y += CORRECTION.height * off;
    slope += CORRECTION.slope * off;
    runs.push(run);
  }
  return runs;
}

/** The ink nearest to a height in a column, where it is near and thin. */
function thinRunAt(
  { mask, depth, width, height }: InkRaster,
  x: number,
  middle: number,
  reach: number,
  thickest: number,
): Run | null {
  const y = nearestInk(mask, width, height, x, Math.round(middle), reach);
  if (y === null) return null;
  let top = y;
  while (top > 0 && mask[(top - 1) * width + x] !== 0) top--;
  let bottom = y + 1;
  while (bottom < height && mask[bottom * width + x] !== 0) bottom++;
  if (bottom - top > thickest) return null;
  let deepest = 0;
  for (let row = top; row < bottom; row++) deepest = Math.max(deepest, depth[row * width + x]!);
  return { x, top, length: bottom - top, depth: deepest };
}

function nearestInk(
  mask: Uint8Array,
  width: number,
  height: number,
  x: number,
  middle: number,
  reach: number,
): number | null {
  for (let away = 0; away <= reach; away++) {
    for (const y of [middle - away, middle + away]) {
      if (y >= 0 && y < height && mask[y * width + x] !== 0) return y;
    }
  }
  return null;
}
