import type { Component } from './components.ts';
import type { LineCurve } from './lines.ts';

/** Connected ink of one line; a component that touches two lines becomes a piece in each. */
export interface Piece extends Component {
  readonly line: number;
}

/** Share of a component's ink in its main line that a second line's core must hold to be cut off. */
const SECOND_LINE = 0.25;

/**
 * Gives every component the line it belongs to, and cuts components that run through the cores of several lines.
 *
 * @param labels label raster; labels of cut-off pieces are written into it.
 * @param textHeight typical height of a component, in pixels.
 */
export function assignToLines(
  components: readonly Component[],
  labels: Int32Array,
  width: number,
  curves: readonly LineCurve[],
  textHeight: number,
): Piece[] {
  const pieces: Piece[] = [];
  let nextLabel = components.reduce((most, { label }) => Math.max(most, label), 0) + 1;
  for (const component of components) {
    const nearest = nearestLines(component, labels, width, curves, textHeight);
    const total = nearest.sort((a, b) => b.all - a.all || b.core - a.core);
    const main = total[0];
    if (main === undefined) continue;
    const others = total.filter(
      (share) => share !== main && share.core >= SECOND_LINE * Math.max(main.core, 0.3 * main.all),
    );
    if (others.length === 0 || component.box.height < 1.2 * textHeight) {
      pieces.push({ ...component, line: main.line });
      continue;
    }
    const kept = [main, ...others].map(({ line }) => line);
    for (const piece of cutApart(component, labels, width, curves, kept, nextLabel)) {
      pieces.push(piece);
      nextLabel = Math.max(nextLabel, piece.label + 1);
    }
  }
  return pieces;
}

interface Share {
  readonly line: number;
  /** Pixels nearer to this line than to any other, and those of them close to its middle. */
  all: number;
  core: number;
}

/** Distance from a line; columns beyond the line's writing count half, so that short lines do not reach far. */
export function distance(curve: LineCurve, x: number, y: number): number {
  const beyond = x < curve.from ? curve.from - x : x > curve.to ? x - curve.to : 0;
  return Math.abs(y - (curve.centre[x] as number)) + 0.5 * beyond;
}

/** What each line has of a component, in the order in which they are met from its top. */
function nearestLines(
  { label, box }: Component,
  labels: Int32Array,
  width: number,
  curves: readonly LineCurve[],
  textHeight: number,
): Share[] {
  const near = curves
    .map((curve, line) => ({ curve, line }))
    .filter(({ curve }) => {
      const apart = distance(curve, box.x + (box.width >> 1), box.y + (box.height >> 1));
      return apart < 3 * textHeight + box.height + box.width;
    });
  const shares = new Array<Share | undefined>(near.length);
  const met: Share[] = [];
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] !== label) continue;
      let best = -1;
      let least = 2.5 * textHeight;
      for (let at = 0; at < near.length; at++) {
        const apart = distance(near[at]!.curve, x, y);
        if (apart < least) {
          least = apart;
          best = at;
        }
      }
      if (best < 0) continue;
      let share = shares[best];
      if (share === undefined) {
        share = { line: near[best]!.line, all: 0, core: 0 };
        shares[best] = share;
        met.push(share);
      }
      share.all++;
      if (least < 0.3 * textHeight) share.core++;
    }
  }
  return met;
}

function cutApart(
  { label, box }: Component,
  labels: Int32Array,
  width: number,
  curves: readonly LineCurve[],
  lines: readonly number[],
  nextLabel: number,
): Piece[] {
  const parts = lines.map((line, index) => ({
    line,
    label: index === 0 ? label : nextLabel + index - 1,
    area: 0,
    x0: Infinity,
    y0: Infinity,
    x1: -1,
    y1: -1,
  }));
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] !== label) continue;
      let nearest = parts[0]!;
      let least = Infinity;
      for (const part of parts) {
        const apart = distance(curves[part.line]!, x, y);
        if (apart < least) {
          least = apart;
          nearest = part;
        }
      }
      nearest.area++;
      nearest.x0 = Math.min(nearest.x0, x);
      nearest.y0 = Math.min(nearest.y0, y);
      nearest.x1 = Math.max(nearest.x1, x);
      nearest.y1 = Math.max(nearest.y1, y);
      // Labels below zero keep the pieces apart from what is still to be visited.
      labels[y * width + x] = -nearest.label;
    }
  }
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const at = y * width + x;
      if ((labels[at] as number) < 0) labels[at] = -(labels[at] as number);
    }
  }
  return parts
    .filter(({ area }) => area > 0)
    .map(({ line, label: own, area, x0, y0, x1, y1 }) => ({
      line,
      label: own,
      area,
      box: { x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 },
    }));
}
