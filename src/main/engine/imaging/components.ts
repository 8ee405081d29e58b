import type { Box } from './gray.ts';

/** One 8-connected group of foreground pixels. `label` is its value in the label raster. */
export interface Component {
  readonly label: number;
  readonly box: Box;
  /** Foreground pixels. */
  readonly area: number;
}

/**
 * Labels the 8-connected foreground of a binary raster by its runs along rows, with union-find.
 *
 * @param mask width * height bytes, non-zero is foreground.
 * @returns `labels` (width * height, 0 is background) and the components in order of their first pixel;
 * `components[i].label === i + 1`.
 */
export function labelComponents(
  mask: Uint8Array,
  width: number,
  height: number,
): { labels: Int32Array; components: Component[] } {
  const runs = runsOf(mask, width, height);
  const { ofRun, count } = numbered(joinedRuns(runs, height));
  const labels = new Int32Array(width * height);
  const left = new Int32Array(count).fill(width);
  const right = new Int32Array(count);
  const top = new Int32Array(count).fill(-1);
  const bottom = new Int32Array(count);
  const area = new Int32Array(count);
  for (let y = 0; y < height; y++) {
    for (let run = runs.rows[y]!; run < runs.rows[y + 1]!; run++) {
      const from = runs.from[run]!;
      const to = runs.to[run]!;
      const index = ofRun[run]!;
      labels.fill(index + 1, y * width + from, y * width + to);
      if (top[index]! < 0) top[index] = y;
      bottom[index] = y;
      if (from < left[index]!) left[index] = from;
      if (to > right[index]!) right[index] = to;
      area[index]! += to - from;
    }
  }
  const components = Array.from({ length: count }, (_, index) => ({
    label: index + 1,
    box: {
      x: left[index]!,
      y: top[index]!,
      width: right[index]! - left[index]!,
      height: bottom[index]! - top[index]! + 1,
    },
    area: area[index]!,
  }));
  return { labels, components };
}

/** Unbroken foreground of single rows, from the top and the left; `to` is exclusive. */
interface RowRuns {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The first run of each row, and the number of all runs. */
  readonly rows: Int32Array;
}

function runsOf(mask: Uint8Array, width: number, height: number): RowRuns {
  let count = 0;
  for (let y = 0; y < height; y++) {
    let before = 0;
    for (let at = y * width; at < (y + 1) * width; at++) {
      const value = mask[at]!;
      if (value !== 0 && before === 0) count++;
      before = value;
    }
  }
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const rows = new Int32Array(height + 1);
  let run = 0;
  for (let y = 0; y < height; y++) {
    rows[y] = run;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (mask[row + x] === 0) continue;
      from[run] = x;
      while (x < width && mask[row + x] !== 0) x++;
      to[run] = x;
      run++;
    }
  }
  rows[height] = run;
  return { from, to, rows };
}

/** For each run an earlier one that it is connected with, or itself: the first of its component leads there. */
function joinedRuns({ from, to, rows }: RowRuns, height: number): Int32Array {
  const parent = Int32Array.from(from, (_, run) => run);
  for (let y = 1; y < height; y++) {
    let above = rows[y - 1]!;
    for (let run = rows[y]!; run < rows[y + 1]!; run++) {
      // Corners touch as well.
      while (above < rows[y]! && to[above]! < from[run]!) above++;
      for (let other = above; other < rows[y]! && from[other]! <= to[run]!; other++) {
        const one = rootOf(parent, run);
        const two = rootOf(parent, other);
        if (one < two) parent[two] = one;
        else parent[one] = two;
      }
    }
  }
  return parent;
}

/** The first run that a run is connected with; the way there is made short for the next time. */
function rootOf(parent: Int32Array, run: number): number {
  let root = run;
  while (parent[root] !== root) root = parent[root]!;
  for (let at = run; at !== root;) {
    const next = parent[at]!;
    parent[at] = root;
    at = next;
  }
  return root;
}

/** The number of each run's component, from 0, in the order of their first runs; written over `parent`. */
function numbered(parent: Int32Array): { ofRun: Int32Array; count: number } {
  let count = 0;
  for (let run = 0; run < parent.length; run++) {
    // A parent is an earlier run, which has its number already.
    parent[run] = parent[run] === run ? count++ : parent[parent[run]!]!;
  }
  return { ofRun: parent, count };
}
