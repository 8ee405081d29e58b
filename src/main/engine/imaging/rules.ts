import { eraseRule, type InkRaster, type RuleCurve } from './rule-ink.ts';

/** Narrower rasters are words or scraps: a stroke of theirs may well cross half of them. */
const LEAST_WIDTH = 500;
/** Thickest rule, as a share of the page's longer side: a millimetre on an A4 sheet. */
const THICKEST = 1 / 300;
/** Strips that a page is looked at in, each narrow enough for a piece of a curved rule to be straight. */
const STRIPS = 12;
/** Share of a strip's width that a piece of a rule covers at least, and share of the page that a rule runs through. */
const COVERAGE = 0.45;
const EXTENT = 0.5;
/** Steepest piece, as a tangent: some seven degrees either way. */
const STEEPEST = 0.12;
/** Share of the page's width that the ink of a rule runs through in one go, at least. */
const LONG = 1 / 50;
/** Strips that a rule may be lost in under writing before it goes on. */
const LONGEST_GAP = 3;
/**
 * Rules that make a ruling, at least. A further one lies at most so many of their distances from the nearest, give or take
 * a part of one, and is at most so much steeper or flatter.
 */
const LEAST_RULING = 4;
const FARTHEST = 4;
const OFF_PITCH = 0.15;
const OFF_SLOPE = 0.04;

/** A straight piece of a rule in one strip: where it enters and leaves it, in pixels from the top. */
interface RulePiece {
  readonly strip: number;
  readonly left: number;
  readonly right: number;
  readonly covered: number;
}

interface Strip {
  readonly from: number;
  readonly to: number;
  /** Places of its thin pixels, `width` to a row. */
  readonly thin: number[];
}

/**
 * Takes the rules of lined and squared paper and of forms out of a page's ink: thin lines through half of it or more,
 * near-level or near-upright, straight or gently curved as on a bent sheet. Only what is thin across the line goes, so
 * that strokes which cross a rule stay whole.
 *
 * @param raster its mask is changed in place.
 * @returns how many there were.
 */
export function removeRules(raster: InkRaster): number {
  const { mask, depth, width, height } = raster;
  if (width < LEAST_WIDTH) return 0;
  const thickest = Math.max(2, Math.round(Math.max(width, height) * THICKEST));
  const level = removeLevelRules(raster, thickest);
  if (height < LEAST_WIDTH) return level;
  // After the level ones, so that nothing is left where they crossed.
  const upright = transposed(mask, width, height);
  const turned = { mask: upright, depth: transposed(depth, width, height), width: height, height: width };
  const standing = removeLevelRules(turned, thickest);
  if (standing > 0) mask.set(transposed(upright, height, width));
  return level + standing;
}

/** How many there were. */
function removeLevelRules(raster: InkRaster, thickest: number): number {
  const { mask, width, height } = raster;
  const strips = stripsOf(mask, width, height, thickest);
  const pieces = strips.map((strip, index) => piecesOf(strip, index, width, height, thickest));
  const { whole = [], shorter = [] } = Object.groupBy(chained(pieces, strips, thickest), (rule) =>
    rule.length >= EXTENT * strips.length ? 'whole' : 'shorter',
  );
  const [long, short] = [whole, shorter].map((rules) => rules.map((rule) => curveOf(rule, strips)));
  const rules = [...long!, ...ofOneRuling(long!, short!)];
  for (const rule of rules) eraseRule(raster, rule, nearestOf(rule, long!), thickest);
  return rules.length;
}

/** The page's strips with the ink that may be a rule's: thin from top to bottom, and long from side to side. */
function stripsOf(mask: Uint8Array, width: number, height: number, thickest: number): Strip[] {
  const strips = Array.from({ length: STRIPS }, (_, index): Strip => ({
    from: Math.round((index * width) / STRIPS),
    to: Math.round(((index + 1) * width) / STRIPS),
    thin: [],
  }));
  const least = Math.round(width * LONG);
  for (let y = 0; y < height; y++) {
    // What is that long and begins behind a place lies on the place that is `least` pixels on.
    for (let probe = least - 1; probe < width;) {
      if (!isNearInk(mask, width, height, probe, y)) {
        probe += least;
        continue;
      }
      let from = probe;
      while (from > 0 && isNearInk(mask, width, height, from - 1, y)) from--;
      let to = probe + 1;
      while (to < width && isNearInk(mask, width, height, to, y)) to++;
      if (to - from >= least) takeThin(mask, width, height, y, from, to, thickest, strips);
      probe = to + least;
    }
  }
  return strips;
}

/** Whether a pixel, or the one over or under it, is ink. */
function isNearInk(mask: Uint8Array, width: number, height: number, x: number, y: number): boolean {
  const at = y * width + x;
  return mask[at] !== 0 || (y > 0 && mask[at - width] !== 0) || (y + 1 < height && mask[at + width] !== 0);
}

/** Puts the ink of a row between two places, where it is thin from top to bottom, to the strips it lies in. */
function takeThin(
  mask: Uint8Array,
  width: number,
  height: number,
  y: number,
  from: number,
  to: number,
  thickest: number,
  strips: readonly Strip[],
): void {
  for (const strip of strips) {
    for (let x = Math.max(from, strip.from); x < Math.min(to, strip.to); x++) {
      const at = y * width + x;
      if (mask[at] !== 0 && isThin(mask, width, height, x, y, thickest)) strip.thin.push(at);
    }
  }
}

/** Whether the ink over and under a pixel of ink, up to the next paper, is no more than `thickest` with it. */
function isThin(
  mask: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  thickest: number,
): boolean {
  let top = y;
  while (top > 0 && y - top < thickest && mask[(top - 1) * width + x] !== 0) top--;
  let bottom = y + 1;
  while (bottom < height && bottom - top <= thickest && mask[bottom * width + x] !== 0) bottom++;
  return bottom - top <= thickest;
}

/** Straight pieces across one strip, those first that are covered most; none so near another that they cross. */
function piecesOf(
  { from, to, thin }: Strip,
  strip: number,
  width: number,
  height: number,
  thickest: number,
): RulePiece[] {
  const across = to - from;
  const least = COVERAGE * across;
  if (thin.length < least) return [];
  const margin = Math.ceil((STEEPEST * across) / 2);
  const middle = (from + to) / 2;
  const steps = Math.max(1, Math.ceil(STEEPEST * across));
  const found: RulePiece[] = [];
  const rows = new Uint32Array(height + 2 * margin + 2);
  for (let step = -steps; step <= steps; step++) {
    const slope = (step / steps) * STEEPEST;
    rows.fill(0);
    for (const at of thin) {
      const x = at % width;
      rows[Math.round((at - x) / width - slope * (x - middle)) + margin]!++;
    }
    for (let row = 0; row + 1 < rows.length; row++) {
      const covered = rows[row]! + rows[row + 1]!;
      if (covered < least) continue;
      const at = row - margin + 0.5;
      found.push({ strip, left: at - (slope * across) / 2, right: at + (slope * across) / 2, covered });
    }
  }
  found.sort((a, b) => b.covered - a.covered);
  const apart = thickest + 2;
  const kept: RulePiece[] = [];
  for (const piece of found) {
    const crosses = (other: RulePiece): boolean =>
      Math.abs(piece.left - other.left) < apart ||
      Math.abs(piece.right - other.right) < apart ||
      piece.left < other.left !== piece.right < other.right;
    if (!kept.some(crosses)) kept.push(piece);
  }
  return kept;
}

/** Pieces that continue each other from strip to strip, each in one rule only. */
function chained(
  pieces: readonly (readonly RulePiece[])[],
  strips: readonly Strip[],
  thickest: number,
): RulePiece[][] {
  const open = pieces.map((ofStrip) => new Set(ofStrip));
  const rules: RulePiece[][] = [];
  for (const first of pieces.flat()) {
    if (!open[first.strip]!.delete(first)) continue;
    const rule = [first];
    for (let strip = first.strip + 1; strip < strips.length; strip++) {
      const last = rule.at(-1)!;
      if (strip - last.strip > LONGEST_GAP) break;
      const slope = (last.right - last.left) / (strips[last.strip]!.to - strips[last.strip]!.from);
      const gap = strips[strip]!.from - strips[last.strip]!.to;
      const expected = last.right + slope * gap;
      const reach = thickest / 2 + 2 + 0.02 * gap;
      const next = [...open[strip]!]
        .filter(({ left }) => Math.abs(left - expected) <= reach)
        .sort((a, b) => Math.abs(a.left - expected) - Math.abs(b.left - expected))[0];
      if (next === undefined) continue;
      open[strip]!.delete(next);
      rule.push(next);
    }
    rules.push(rule);
  }
  return rules;
}

/** A rule between the ends of its pieces, straight between them. */
function curveOf(rule: readonly RulePiece[], strips: readonly Strip[]): RuleCurve {
  const corners = rule.flatMap(({ strip, left, right }) => [
    { x: strips[strip]!.from, y: left },
    { x: strips[strip]!.to, y: right },
  ]);
  return {
    from: corners[0]!.x,
    to: corners.at(-1)!.x,
    heightAt(x) {
      const after = Math.max(
        1,
        corners.findIndex((corner) => corner.x > x),
      );
      const one = corners[after - 1]!;
      const other = corners[after]!;
      return one.x === other.x ? other.y : one.y + ((x - one.x) * (other.y - one.y)) / (other.x - one.x);
    },
  };
}

/**
 * Shorter rules that are of one ruling with longer ones: as steep as the nearest of these is there, and as far from it as
 * they are from each other, once or several times. Where writing stands, a rule shows in part only.
 */
function ofOneRuling(whole: readonly RuleCurve[], shorter: readonly RuleCurve[]): RuleCurve[] {
  if (whole.length < LEAST_RULING) return [];
  const known = [...whole];
  let left = [...shorter];
  for (;;) {
    const fitting = left.filter((curve) => fits(curve, known));
    if (fitting.length === 0) return known.slice(whole.length);
    known.push(...fitting);
    left = left.filter((curve) => !fitting.includes(curve));
  }
}

function fits(curve: RuleCurve, known: readonly RuleCurve[]): boolean {
  const x = (curve.from + curve.to) >> 1;
  const there = known.filter(({ from, to }) => from <= curve.from && curve.to <= to);
  if (there.length < LEAST_RULING) return false;
  const heights = there.map((each) => each.heightAt(x)).sort((a, b) => a - b);
  const gaps = heights
    .slice(1)
    .map((height, at) => height - heights[at]!)
    .sort((a, b) => a - b);
  const pitch = gaps[gaps.length >> 2]!;
  const guide = nearestOf(curve, there)!;
  const away = Math.abs(curve.heightAt(x) - guide.heightAt(x)) / pitch;
  const rows = Math.round(away);
  return (
    rows >= 1 &&
    rows <= FARTHEST &&
    Math.abs(away - rows) <= OFF_PITCH &&
    Math.abs(slopeOf(curve, curve) - slopeOf(guide, curve)) <= OFF_SLOPE
  );
}

/** The rule nearest to another in the middle of that one, of those that run there; null for none. */
function nearestOf(curve: RuleCurve, others: readonly RuleCurve[]): RuleCurve | null {
  const x = (curve.from + curve.to) >> 1;
  const away = (other: RuleCurve): number => Math.abs(other.heightAt(x) - curve.heightAt(x));
  const [nearest] = others
    .filter((other) => other !== curve && other.from <= x && x < other.to)
    .sort((a, b) => away(a) - away(b));
  return nearest ?? null;
}

/** How steep a rule is over the columns of another. */
function slopeOf(curve: RuleCurve, { from, to }: RuleCurve): number {
  return (curve.heightAt(to - 1) - curve.heightAt(from)) / (to - 1 - from);
}

function transposed(values: Uint8Array, width: number, height: number): Uint8Array {
  const result = new Uint8Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) result[x * height + y] = values[y * width + x]!;
  }
  return result;
}
