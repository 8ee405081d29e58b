import type { Box } from './gray.ts';

/** One 8-connected group of foreground pixels. `label` is its value in the label raster. */
export interface Component {
  readonly label: number;
  readonly box: Box;
  /** Foreground pixels. */
  readonly area: number;
}

/**
 * Labels the 8-connected foreground of a binary raster, in one pass over pixel runs with union-find.
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
  const labels = new Int32Array(width * height);
  const parent: number[] = [0];
  const find = (label: number): number => {
    let root = label;
    while (parent[root] !== root) root = parent[root] as number;
    while (parent[label] !== root) {
      const next = parent[label] as number;
      parent[label] = root;
      label = next;
    }
    return root;
  };

  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (mask[at] === 0) continue;
      let label = 0;
      const join = (other: number): void => {
        if (other === 0) return;
        if (label === 0) {
          label = find(other);
          return;
        }
        const a = find(label);
        const b = find(other);
        if (a === b) return;
        label = Math.min(a, b);
        parent[Math.max(a, b)] = label;
      };
      if (x > 0) join(labels[at - 1] as number);
      if (y > 0) {
        if (x > 0) join(labels[at - width - 1] as number);
        join(labels[at - width] as number);
        if (x + 1 < width) join(labels[at - width + 1] as number);
      }
      if (label === 0) {
        label = parent.length;
        parent.push(label);
      }
      labels[at] = label;
    }
  }

  const compact = new Int32Array(parent.length);
  const extents: { x0: number; y0: number; x1: number; y1: number; area: number }[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (labels[at] === 0) continue;
      const root = find(labels[at] as number);
      let index = (compact[root] as number) - 1;
      if (index < 0) {
        index = extents.length;
        compact[root] = index + 1;
        extents.push({ x0: x, y0: y, x1: x, y1: y, area: 0 });
      }
      labels[at] = index + 1;
      const extent = extents[index] as (typeof extents)[number];
      if (x < extent.x0) extent.x0 = x;
      if (x > extent.x1) extent.x1 = x;
      extent.y1 = y;
      extent.area++;
    }
  }
  const components = extents.map((extent, index) => ({
    label: index + 1,
    box: {
      x: extent.x0,
      y: extent.y0,
      width: extent.x1 - extent.x0 + 1,
      height: extent.y1 - extent.y0 + 1,
    },
    area: extent.area,
  }));
  return { labels, components };
}
