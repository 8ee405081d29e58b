/** A place, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rubber or metal die prints an ellipse or a rectangle; this is the one that an outline comes closest to. */
export interface FrameShape {
  /** Pixels that a place lies outside of the shape; negative inside. */
  readonly outside: (place: Point) => number;
  /** One pixel's step straight inwards from a place on the shape. */
  readonly inwards: (place: Point) => Point;
  /** Mean distance from its middle, in pixels. */
  readonly reach: number;
}

/** Share of an outline's places that decides how far it is off its shape: writing across it breaks the rest. */
const SURE = 0.8;

/**
 * The ellipse or rectangle that an outline comes closest to, and how far off it is: the distance that `SURE` of its places
 * keep within, in pixels. Null where the outline has no area.
 */
export function shapeOf(outline: readonly Point[]): { shape: FrameShape; off: number } | null {
  const shapes = [ellipseThrough(outline), rectangleAround(outline)].filter((shape) => shape !== null);
  const fits = shapes.map((shape) => ({ shape, off: offOf(outline, shape) }));
  return fits.toSorted((one, other) => one.off - other.off)[0] ?? null;
}

function offOf(outline: readonly Point[], { outside }: FrameShape): number {
  const sorted = outline.map((place) => Math.abs(outside(place))).sort((a, b) => a - b);
  return sorted[Math.floor(SURE * (sorted.length - 1))]!;
}

/** Rounds of fitting after which places that lie far off no longer draw the ellipse to them. */
const ROUNDS = 4;

/** The ellipse ax² + bxy + cy² + dx + ey = 1 by least squares, places far off counting less with each round. */
function ellipseThrough(outline: readonly Point[]): FrameShape | null {
  const middle = middleOf(outline);
  const unit = Math.max(1, meanOf(outline.map((place) => distanceOf(place, middle))));
  const terms = outline.map((place) => {
    const x = (place.x - middle.x) / unit;
    const y = (place.y - middle.y) / unit;
    return [x * x, x * y, y * y, x, y];
  });
  let weights = terms.map(() => 1);
  let conic: number[] | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    conic = solved(terms, weights);
    if (conic === null || 4 * conic[0]! * conic[2]! <= conic[1]! ** 2 || conic[0]! <= 0) return null;
    const errors = terms.map((row) => Math.abs(sumOf(row, conic!) - 1));
    const usual = Math.max(1e-3, errors.toSorted((a, b) => a - b)[errors.length >> 1]!);
    // Cauchy's weights: a place three times as far off as most counts a tenth.
    weights = errors.map((error) => 1 / (1 + (error / usual) ** 2));
  }
  const [a, b, c, d, e] = conic as [number, number, number, number, number];
  const slopeAt = (x: number, y: number): Point => ({ x: 2 * a * x + b * y + d, y: b * x + 2 * c * y + e });
  const scaled = (place: Point): Point => ({
    x: (place.x - middle.x) / unit,
    y: (place.y - middle.y) / unit,
  });
  return {
    reach: unit,
    // Sampson's distance: a conic's value over its slope.
    outside: (place) => {
      const { x, y } = scaled(place);
      const slope = slopeAt(x, y);
      const value = sumOf([x * x, x * y, y * y, x, y], [a, b, c, d, e]) - 1;
      return (unit * value) / Math.max(1e-6, Math.hypot(slope.x, slope.y));
    },
    inwards: (place) => {
      const { x, y } = scaled(place);
      const slope = slopeAt(x, y);
      const length = Math.max(1e-6, Math.hypot(slope.x, slope.y));
      return { x: -slope.x / length, y: -slope.y / length };
    },
  };
}

/** Five unknowns by weighted least squares, every row to come to 1; null where they are not determined. */
function solved(rows: readonly (readonly number[])[], weights: readonly number[]): number[] | null {
  const size = 5;
  const matrix = Array.from({ length: size }, (_, down) =>
    Array.from({ length: size + 1 }, (__, across) =>
      rows.reduce((sum, row, at) => sum + weights[at]! * row[down]! * (row[across] ?? 1), 0),
    ),
  );
  for (let step = 0; step < size; step++) {
    const order = matrix.slice(step).toSorted((one, other) => Math.abs(other[step]!) - Math.abs(one[step]!));
    matrix.splice(step, size - step, ...order);
    const pivot = matrix[step]!;
    if (Math.abs(pivot[step]!) < 1e-9) return null;
    for (let other = 0; other < size; other++) {
      if (other === step) continue;
      const factor = matrix[other]![step]! / pivot[step]!;
      matrix[other] = matrix[other]!.map((value, at) => value - factor * pivot[at]!);
    }
  }
  return matrix.map((row, at) => row[size]! / row[at]!);
}

/** Turns of a rectangle that are tried, a quarter of a full turn among them. */
const TURNS = 180;
/** Share of an outline's places beyond a side of its rectangle, at either end of them. */
const BEYOND = 0.02;

/** The rectangle that an outline comes closest to; null where it has no area. */
function rectangleAround(outline: readonly Point[]): FrameShape | null {
  let best: FrameShape | null = null;
  let least = Infinity;
  for (let turn = 0; turn < TURNS; turn++) {
    const shape = rectangleAt((turn * Math.PI) / 2 / TURNS, outline);
    if (shape === null) continue;
    const off = offOf(outline, shape);
    if (off >= least) continue;
    [best, least] = [shape, off];
  }
  return best;
}

function rectangleAt(angle: number, outline: readonly Point[]): FrameShape | null {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const turned = ({ x, y }: Point): [number, number] => [x * cosine + y * sine, y * cosine - x * sine];
  const ends = [0, 1].map((axis) => {
    const sorted = outline.map((place) => turned(place)[axis]!).sort((a, b) => a - b);
    const beyond = Math.floor(BEYOND * sorted.length);
    return { from: sorted[beyond]!, to: sorted[sorted.length - 1 - beyond]! };
  });
  const [across, down] = ends as [{ from: number; to: number }, { from: number; to: number }];
  if (across.to - across.from < 2 || down.to - down.from < 2) return null;
  const over = (place: Point): [number, number] => {
    const [x, y] = turned(place);
    return [Math.max(across.from - x, x - across.to), Math.max(down.from - y, y - down.to)];
  };
  return {
    reach: (across.to - across.from + down.to - down.from) / 4,
    outside: (place) => Math.max(...over(place)),
    inwards: (place) => {
      const [x, y] = turned(place);
      const [beside, above] = over(place);
      const [stepX, stepY] =
        beside > above
          ? [2 * x < across.from + across.to ? 1 : -1, 0]
          : [0, 2 * y < down.from + down.to ? 1 : -1];
      return { x: stepX * cosine - stepY * sine, y: stepX * sine + stepY * cosine };
    },
  };
}

const sumOf = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * other[at]!, 0);

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const distanceOf = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

const middleOf = (outline: readonly Point[]): Point => ({
  x: meanOf(outline.map(({ x }) => x)),
  y: meanOf(outline.map(({ y }) => y)),
});
