import { turned, type Point, type Viewport } from './viewport.ts';

/**
 * How the page in a follower pane lies on the page in a source pane: a source point p lies on the follower point
 * `ratio * R(turn) p + offset`, R turning clockwise. It is taken from what both panes show, so linking never moves
 * anything, and an alignment set by hand is kept until the panes are aligned otherwise.
 */
export interface Alignment {
  /** Follower page pixels per source page pixel. */
  readonly ratio: number;
  /** In degrees clockwise. */
  readonly turn: number;
  /** In follower page pixels. */
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Two points that the examiner calls the same, in page pixels each. */
export interface Landmark {
  readonly source: Point;
  readonly follower: Point;
}

/** The follower point on which a source point lies. */
export function carried({ ratio, turn, offsetX, offsetY }: Alignment, point: Point): Point {
  const { x, y } = turned(point, turn);
  return { x: x * ratio + offsetX, y: y * ratio + offsetY };
}

/** The alignment that two panes show now. */
export function alignmentOf(source: Viewport, follower: Viewport): Alignment {
  const ratio = source.scale / follower.scale;
  const turn = source.angle - follower.angle;
  const { x, y } = carried({ ratio, turn, offsetX: 0, offsetY: 0 }, source);
  return { ratio, turn, offsetX: follower.x - x, offsetY: follower.y - y };
}

/** What the follower shows when the source shows `source`. */
export function follow(alignment: Alignment, source: Viewport): Viewport {
  return {
    scale: source.scale / alignment.ratio,
    angle: source.angle - alignment.turn,
    ...carried(alignment, source),
  };
}

/** The same alignment with source and follower changing places. */
export function reversed({ ratio, turn, offsetX, offsetY }: Alignment): Alignment {
  const back = { ratio: 1 / ratio, turn: -turn, offsetX: 0, offsetY: 0 };
  const { x, y } = carried(back, { x: offsetX, y: offsetY });
  return { ...back, offsetX: -x, offsetY: -y };
}

/**
 * The alignment under which the landmarks lie nearest to each other: least squares over similarities, in closed form
 * (Umeyama 1991, without reflection; in the plane, with points as complex numbers, the regression of follower on source).
 *
 * @returns also how far the landmarks lie off, as a root mean square in follower page pixels; null for fewer than two
 *   landmarks, or where all of a page are one point.
 */
export function alignmentOfLandmarks(
  landmarks: readonly Landmark[],
): { readonly alignment: Alignment; readonly off: number } | null {
  if (landmarks.length < 2) return null;
  const p = centred(landmarks.map(({ source }) => source));
  const q = centred(landmarks.map(({ follower }) => follower));
  let [along, across, spread, reach] = [0, 0, 0, 0];
  p.points.forEach((a, index) => {
    const b = q.points[index]!;
    along += a.x * b.x + a.y * b.y;
    across += a.x * b.y - a.y * b.x;
    spread += a.x ** 2 + a.y ** 2;
    reach += b.x ** 2 + b.y ** 2;
  });
  const ratio = Math.hypot(along, across) / spread;
  if (spread === 0 || reach === 0 || !(ratio > 0)) return null;
  const turn = (Math.atan2(across, along) * 180) / Math.PI;
  const middle = carried({ ratio, turn, offsetX: 0, offsetY: 0 }, p.middle);
  const alignment = { ratio, turn, offsetX: q.middle.x - middle.x, offsetY: q.middle.y - middle.y };
  const squares = landmarks.map(({ source, follower }) => {
    const { x, y } = carried(alignment, source);
    return (x - follower.x) ** 2 + (y - follower.y) ** 2;
  });
  return { alignment, off: Math.sqrt(mean(squares)) };
}

function centred(points: readonly Point[]): { readonly middle: Point; readonly points: readonly Point[] } {
  const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
  return { middle, points: points.map(({ x, y }) => ({ x: x - middle.x, y: y - middle.y })) };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
