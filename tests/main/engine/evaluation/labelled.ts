import type { EmbeddedImages } from '../../../../src/main/engine/evaluation/embed-images.ts';
import type { ManifestRow } from '../../../../src/main/engine/evaluation/manifest.ts';
import { joinVectors } from '../../../../src/main/engine/comparison/vectors.ts';

/** A row of a hand-made set, with the angles in degrees that stand for its embeddings in the plane. */
export interface Labelled extends Partial<ManifestRow> {
  readonly writer: string;
  /** Angle of the writer head; of each word for a page. */
  readonly hand?: number | readonly number[];
  /** Angle of the word head. */
  readonly wording?: number;
}

/** Hand-made labels and embeddings: the cosine of two rows is that of the difference of their angles. */
export function labelled(given: readonly Labelled[]): { rows: ManifestRow[]; embedded: EmbeddedImages } {
  const rows = given.map((row, at): ManifestRow => ({
    path: `${String(at).padStart(4, '0')}.png`,
    dataset: 'made',
    kind: 'word',
    text: '',
    genuine: '',
    forger: '',
    medium: '',
    sheet: '',
    split: 'dev',
    note: '',
    word_head: '',
    line: at + 2,
    ...row,
  }));
  const words = given.flatMap(({ hand = 0, wording = 0 }, image) =>
    [hand].flat().map((angle) => ({ image, angle, wording })),
  );
  return {
    rows,
    embedded: {
      image: Int32Array.from(words, (word) => word.image),
      writer: joinVectors(words.map((word) => direction(word.angle))),
      word: joinVectors(words.map((word) => direction(word.wording))),
      failed: [],
    },
  };
}

/** The unit vector of the plane at an angle in degrees. */
export function direction(degrees: number): Float32Array {
  const angle = (degrees * Math.PI) / 180;
  return Float32Array.from([Math.cos(angle), Math.sin(angle)]);
}
