import { boundsOf, type DrawnMark, type Place } from './marks.ts';

/** Lengths of what is drawn about a mark, in units of the medium: CSS pixels, or points of a printed page. */
const ARROW = 11;
const TICK = 5;
const ARC = 16;

/**
 * A mark as path data of SVG 1.1, in page pixels: window and report draw the same.
 *
 * @param unit page pixels that a unit of the medium takes: arrow heads and ticks keep their size at any zoom.
 */
export function markPath({ shape, places }: DrawnMark, unit: number): string {
  const [a, b, c, d] = places;
  switch (shape) {
    case 'circle':
      return ellipse(boundsOf(places));
    case 'box':
      return rectangle(boundsOf(places));
    case 'arrow':
      return arrow(a!, b!, unit);
    case 'freehand':
    case 'baseline':
      return line(...places);
    case 'text':
      return '';
    case 'distance':
      return line(a!, b!) + ticks(a!, b!, unit);
    case 'angle':
      return line(a!, b!, c!) + arc(b!, a!, c!, unit);
    case 'slant':
      return line(a!, b!) + line(c!, d!);
    case 'x-height':
      return line(a!, b!) + upright(a!, b!, c!, unit);
    case 'letter-spacing':
    case 'word-spacing':
      return pairs(places)
        .map(([from, to]) => line(from, to) + ticks(from, to, unit))
        .join('');
    case 'loop-area':
      return `${line(...places)}Z`;
    case 'height-ratio':
      return line(a!, b!) + upright(a!, b!, c!, unit) + upright(a!, b!, d!, unit);
  }
}

/** Where the number of a mark's finding stands, in page pixels: the corner above it, or where an arrow comes from. */
export function markAnchor({ shape, places }: DrawnMark): Place {
  if (shape === 'arrow' || shape === 'text') return places[0]!;
  const { x, y } = boundsOf(places);
  return { x, y };
}

const at = ({ x, y }: Place): string => `${round(x)} ${round(y)}`;
/** A hundredth of a pixel is not seen. */
const round = (value: number): number => Math.round(value * 100) / 100;

function line(...places: readonly Place[]): string {
  return places.map((place, index) => `${index === 0 ? 'M' : 'L'}${at(place)}`).join('');
}

function pairs(places: readonly Place[]): [Place, Place][] {
  return places.flatMap((place, index): [Place, Place][] => {
    const next = places[index + 1];
    return index % 2 === 0 && next !== undefined ? [[place, next]] : [];
  });
}

function rectangle({ x, y, width, height }: ReturnType<typeof boundsOf>): string {
  const [right, bottom] = [x + width, y + height];
  return `${line({ x, y }, { x: right, y }, { x: right, y: bottom }, { x, y: bottom })}Z`;
}

function ellipse({ x, y, width, height }: ReturnType<typeof boundsOf>): string {
  const [rx, ry] = [width / 2, height / 2];
  const [left, right] = [
    { x, y: y + ry },
    { x: x + width, y: y + ry },
  ];
  const half = `A${round(rx)} ${round(ry)} 0 0 1 `;
  return `M${at(left)}${half}${at(right)}${half}${at(left)}Z`;
}

function arrow(tail: Place, head: Place, unit: number): string {
  const along = Math.atan2(head.y - tail.y, head.x - tail.x);
  const barb = (turn: number): Place => polar(head, along + Math.PI + turn, ARROW * unit);
  return line(tail, head) + line(barb(0.45), head, barb(-0.45));
}

/** A short line across each end of a length. */
function ticks(a: Place, b: Place, unit: number): string {
  const across = Math.atan2(b.y - a.y, b.x - a.x) + Math.PI / 2;
  return [a, b]
    .map((end) => line(polar(end, across, TICK * unit), polar(end, across, -TICK * unit)))
    .join('');
}

/** From a place at right angles to the line through two others, ending in a short line along it. */
function upright(from: Place, to: Place, top: Place, unit: number): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = dx * dx + dy * dy;
  if (long === 0) return '';
  const share = ((top.x - from.x) * dx + (top.y - from.y) * dy) / long;
  const foot = { x: from.x + share * dx, y: from.y + share * dy };
  const along = Math.atan2(dy, dx);
  return line(foot, top) + line(polar(top, along, TICK * unit), polar(top, along, -TICK * unit));
}

/** The part of a circle about a vertex that lies between both arms. */
function arc(vertex: Place, a: Place, b: Place, unit: number): string {
  const [from, to] = [a, b].map(({ x, y }) => Math.atan2(y - vertex.y, x - vertex.x)) as [number, number];
  const turn = Math.atan2(Math.sin(to - from), Math.cos(to - from));
  const radius = ARC * unit;
  const sweep = turn > 0 ? 1 : 0;
  return `M${at(polar(vertex, from, radius))}A${round(radius)} ${round(radius)} 0 0 ${sweep} ${at(polar(vertex, to, radius))}`;
}

function polar({ x, y }: Place, angle: number, radius: number): Place {
  return { x: x + Math.cos(angle) * radius, y: y + Math.sin(angle) * radius };
}
