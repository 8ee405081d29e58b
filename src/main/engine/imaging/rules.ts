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
/** How far, in pixels, a rule wanders from its straight pieces. */
const DRIFT = 3;
/** Strips that a rule may be lost in under writing before it goes on. */
const LONGEST_GAP = 3;

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
 * @param mask width * height bytes, non-zero is ink; changed in place.
 * @returns how many there were.
 */
export function removeRules(mask: Uint8Array, width: number, height: number): number {
  if (width < LEAST_WIDTH) return 0;
  const thickest = Math.max(2, Math.round(Math.max(width, height) * THICKEST));
  const level = removeLevelRules(mask, width, height, thickest);
  if (height < LEAST_WIDTH) return level;
  // After the level ones, so that nothing is left where they crossed.
  const upright = transposed(mask, width, height);
  const standing = removeLevelRules(upright, height, width, thickest);
  if (standing > 0) mask.set(transposed(upright, height, width));
  return level + standing;
}

/** How many there were. */
function removeLevelRules(mask: Uint8Array, width: number, height: number, thickest: number): number {
  const strips = stripsOf(mask, width, height, thickest);
  const pieces = strips.map((strip, index) => piecesOf(strip, index, width, height, thickest));
  const rules = chained(pieces, strips, thickest).filter(
    (rule) => new Set(rule.map(({ strip }) => strip)).size >= EXTENT * strips.length,
  );
  for (const rule of rules) erase(mask, width, height, rule, strips, thickest);
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

/**
 * Clears a rule, also where it was lost between two of its pieces: in each column the ink on it, where that is no thicker
 * than the rule is elsewhere.
 */
function erase(
  mask: Uint8Array,
  width: number,
  height: number,
  rule: readonly RulePiece[],
  strips: readonly Strip[],
  thickest: number,
): void {
  const runs: { readonly x: number; readonly top: number; readonly length: number }[] = [];
  const from = strips[rule[0]!.strip]!.from;
  const to = strips[rule.at(-1)!.strip]!.to;
  const heightAt = heightOf(rule, strips);
  for (let x = from; x < to; x++) {
    const middle = Math.round(heightAt(x));
    const y = nearestInk(mask, width, height, x, middle, DRIFT);
    if (y === null) continue;
    let top = y;
    while (top > 0 && mask[(top - 1) * width + x] !== 0) top--;
    let bottom = y + 1;
    while (bottom < height && mask[bottom * width + x] !== 0) bottom++;
    if (bottom - top <= thickest) runs.push({ x, top, length: bottom - top });
  }
  const lengths = runs.map(({ length }) => length).sort((one, other) => one - other);
  const most = 1.4 * (lengths[lengths.length >> 1] ?? 0) + 1;
  for (const { x, top, length } of runs) {
    if (length > most) continue;
    for (let y = top; y < top + length; y++) mask[y * width + x] = 0;
  }
}

/** The height of a rule at every place between its ends, straight between its pieces. */
function heightOf(rule: readonly RulePiece[], strips: readonly Strip[]): (x: number) => number {
  const corners = rule.flatMap(({ strip, left, right }) => [
    { x: strips[strip]!.from, y: left },
    { x: strips[strip]!.to, y: right },
  ]);
  return (x) => {
    const after = Math.max(
      1,
      corners.findIndex((corner) => corner.x > x),
    );
    const one = corners[after - 1]!;
    const other = corners[after]!;
    return one.x === other.x ? other.y : one.y + ((x - one.x) * (other.y - one.y)) / (other.x - one.x);
  };
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

function transposed(mask: Uint8Array, width: number, height: number): Uint8Array {
  const result = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (mask[y * width + x] !== 0) result[x * height + y] = 1;
  }
  return result;
}
