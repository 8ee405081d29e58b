import { fit, type Size, type Viewport } from './viewport.ts';

/**
 * How the page in a follower pane lies on the page in a source pane: a source point p lies on the follower point
 * `ratio * p + offset`. It is taken from what both panes show, so linking never moves anything, and an alignment
 * set by hand is kept until the panes are aligned otherwise.
 */
export interface Alignment {
  /** Follower page pixels per source page pixel. */
  readonly ratio: number;
  /** In follower page pixels. */
  readonly offsetX: number;
  readonly offsetY: number;
}

/** The alignment that two panes show now. */
export function alignmentOf(source: Viewport, follower: Viewport): Alignment {
  const ratio = source.scale / follower.scale;
  return {
    ratio,
    offsetX: follower.x - source.x * ratio,
    offsetY: follower.y - source.y * ratio,
  };
}

/** What the follower shows when the source shows `source`. */
export function follow(alignment: Alignment, source: Viewport): Viewport {
  return {
    scale: source.scale / alignment.ratio,
    x: source.x * alignment.ratio + alignment.offsetX,
    y: source.y * alignment.ratio + alignment.offsetY,
  };
}

/** The same alignment with source and follower changing places. */
export function reversed(alignment: Alignment): Alignment {
  return {
    ratio: 1 / alignment.ratio,
    offsetX: -alignment.offsetX / alignment.ratio,
    offsetY: -alignment.offsetY / alignment.ratio,
  };
}

/**
 * What the source shows when both pages are to be seen whole, as they lie on each other: the alignment is kept.
 *
 * @param panes sizes of both panes, in CSS pixels; the smaller room decides.
 */
export function fitTogether(
  alignment: Alignment,
  source: Size,
  follower: Size,
  panes: { readonly source: Size; readonly follower: Size },
): Viewport {
  const { left, top, right, bottom } = coveredBy(alignment, source, follower);
  const room = {
    width: Math.min(panes.source.width, panes.follower.width),
    height: Math.min(panes.source.height, panes.follower.height),
  };
  const view = fit({ width: right - left, height: bottom - top }, room);
  return { ...view, x: view.x + left, y: view.y + top };
}

/** The rectangle, in source page pixels, that both pages cover together. */
function coveredBy(alignment: Alignment, source: Size, follower: Size) {
  const back = reversed(alignment);
  return {
    left: Math.min(0, back.offsetX),
    top: Math.min(0, back.offsetY),
    right: Math.max(source.width, follower.width * back.ratio + back.offsetX),
    bottom: Math.max(source.height, follower.height * back.ratio + back.offsetY),
  };
}
