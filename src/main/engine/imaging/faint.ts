import { labelComponents } from './components.ts';

/** Share of the writing's strength below which ink is something else: what shows through the paper, a stain, ruling. */
const FAINT = 0.42;

/**
 * Takes out of a page's ink the marks that are much fainter than most of it.
 *
 * @param mask width * height bytes, 1 is ink; changed in place.
 * @param depth how much darker than its paper each pixel is.
 */
export function dropFaint(mask: Uint8Array, depth: Uint8Array, width: number, height: number): void {
  const { labels, components } = labelComponents(mask, width, height);
  const sums = new Float64Array(components.length + 1);
  for (let at = 0; at < mask.length; at++) sums[labels[at]!]! += depth[at]!;
  const strength = components.map(({ label, area }) => sums[label]! / area);
  const usual = usualStrength(strength, components);
  const faint = new Uint8Array(components.length + 1);
  components.forEach(({ label }, index) => {
    if (strength[index]! < FAINT * usual) faint[label] = 1;
  });
  for (let at = 0; at < mask.length; at++) if (faint[labels[at]!] === 1) mask[at] = 0;
}

/** The strength that half of the ink is of at least, each pixel of it weighing as much as it is deep. */
function usualStrength(strength: readonly number[], components: readonly { readonly area: number }[]): number {
  const order = strength.map((_, index) => index).sort((a, b) => strength[a]! - strength[b]!);
  const weight = (index: number): number => components[index]!.area * strength[index]! ** 2;
  let left = order.reduce((sum, index) => sum + weight(index), 0) / 2;
  for (const index of order) {
    left -= weight(index);
    if (left <= 0) return strength[index]!;
  }
  return 0;
}
