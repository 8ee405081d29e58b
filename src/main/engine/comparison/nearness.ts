import { inRoleOrder, type ItemRole } from '../../../contract/case.ts';
import type { HandMatrix, Nearness } from '../../../contract/charts.ts';
import { classicalScaling } from './classical-scaling.ts';
import { cosine, meanEmbedding } from './compare.ts';

/** Rows of a matrix at most: a window is sent some tenths of a megabyte for so many. */
const MOST_HANDS = 400;

/** Writing by one hand: an item, or a further hand on one. */
export interface NearHand {
  readonly id: string;
  readonly label: string;
  readonly role: ItemRole;
  /** Null where it is nobody's that is named. */
  readonly writer: { readonly id: string; readonly name: string } | null;
  /** Writer embeddings of its words; a hand without any lies nowhere. */
  readonly words: readonly Float32Array[];
}

/** A hand, or several as one, with its mean. */
interface Placed {
  readonly hand: HandMatrix['hands'][number];
  readonly mean: Float32Array;
}

/**
 * How near hands lie to each other, one by one and with each known writer as one, and a map of the latter.
 *
 * @param mapped whether the map is wanted.
 */
export function nearnessOf(all: readonly NearHand[], mapped = true): Nearness {
  const hands = all.filter(({ words }) => words.length > 0).toSorted(inRoleOrder);
  const [named, others] = [hands.filter(({ writer }) => writer), hands.filter(({ writer }) => !writer)];
  const writers = [...Map.groupBy(named, ({ writer }) => writer!.id)].map(([id, its]): Placed =>
    placed({
      id,
      label: its[0]!.writer!.name,
      role: 'known',
      words: its.flatMap(({ words }) => words),
    }),
  );
  const asked = others.filter(({ role }) => role === 'questioned').map(placed);
  const rest = others.filter(({ role }) => role !== 'questioned').map(placed);
  const onMap = [...asked, ...writers];
  const scaling = mapped ? classicalScaling(onMap.map(({ mean }) => mean)) : null;
  return {
    items: matrixOf(hands.map(placed)),
    writers: matrixOf([...onMap, ...rest]),
    map: scaling && {
      hands: onMap.map(({ hand }, at) => ({ ...hand, ...scaling.places[at]! })),
      shares: [...scaling.shares],
    },
  };
}

function placed({ id, label, role, words }: Omit<NearHand, 'writer'>): Placed {
  return { hand: { id, label, role, words: words.length }, mean: meanEmbedding(words) };
}

function matrixOf(all: readonly Placed[]): HandMatrix {
  const shown = all.slice(0, MOST_HANDS);
  return {
    hands: shown.map(({ hand }) => hand),
    leftOut: all.length - shown.length,
    cosines: shown.map(({ mean }, row) => shown.slice(0, row).map((before) => cosine(mean, before.mean))),
  };
}
