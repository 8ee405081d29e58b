import { labelComponents, type Component } from './components.ts';

/** Share of the writing's strength below which ink is something else: what shows through the paper, a stain, ruling. */
const FAINT = 0.42;

/** Connected ink, and which component each pixel is of. */
export interface LabelledInk {
  /** Pixels by the label of their component; 0 is no ink. */
  readonly labels: Int32Array;
  readonly components: readonly Component[];
}

/** What is left of labelled ink, and what was taken out of it. */
export interface SortedInk extends LabelledInk {
  readonly faint: readonly Component[];
}

/**
 * Takes out of a page's ink the marks that are much fainter than most of it.
 *
 * @param mask width * height bytes, 1 is ink; changed in place.
 * @param depth how much darker than its paper each pixel is.
 * @returns what is left, and what was taken out.
 */
export function dropFaint(mask: Uint8Array, depth: Uint8Array, width: number, height: number): SortedInk {
  const { labels, components } = labelComponents(mask, width, height);
  const sums = new Float64Array(components.length + 1);
  const squares = new Float64Array(components.length + 1);
  for (let at = 0; at < mask.length; at++) {
    const label = labels[at]!;
    if (label === 0) continue;
    const value = depth[at]!;
    sums[label]! += value;
    squares[label]! += value * value;
  }
  // A mean in which deep pixels weigh more: a word that a faint rule hangs on to is as strong as the word.
  const strength = components.map(({ label }) => squares[label]! / sums[label]!);
  // A frame, or what lies beyond the sheet's edge, is no writing, and would set the scale.
  const isWide = ({ box }: Component): boolean => box.width > width / 2 || box.height > height / 2;
  const usual = usualStrength(
    components.flatMap((component, index) =>
      isWide(component) ? [] : { strength: strength[index]!, area: component.area },
    ),
  );
  const faint = new Uint8Array(components.length + 1);
  components.forEach(({ label }, index) => {
    if (strength[index]! < FAINT * usual) faint[label] = 1;
  });
  for (let at = 0; at < mask.length; at++) {
    const label = labels[at]!;
    if (label === 0 || faint[label] === 0) continue;
    mask[at] = 0;
    labels[at] = 0;
  }
  const { kept = [], dropped = [] } = Object.groupBy(components, ({ label }) =>
    faint[label] === 0 ? 'kept' : 'dropped',
  );
  return { labels, components: kept, faint: dropped };
}

interface Mark {
  readonly strength: number;
  readonly area: number;
}

/** The strength that half of the ink has at least, where each pixel counts with the square of its depth. */
function usualStrength(marks: readonly Mark[]): number {
  const weight = ({ strength, area }: Mark): number => area * strength ** 2;
  let left = marks.reduce((sum, mark) => sum + weight(mark), 0) / 2;
  for (const mark of [...marks].sort((a, b) => a.strength - b.strength)) {
    left -= weight(mark);
    if (left <= 0) return mark.strength;
  }
  return 0;
}
