import type { FiguredPair, WriterPopulation } from '../comparison/likelihood-ratio/figured-pairs.ts';
import { REFERENCE_BANDS } from '../comparison/likelihood-ratio/signature-calibration.ts';
import { createRandom, shuffle } from '../comparison/random.ts';
import { amongReferences, signatureScores, type Likeness } from '../comparison/signature-score.ts';
import type { EmbeddedSignatures } from './embed-images.ts';
import type { ManifestRow } from './manifest.ts';
import { likenessOf, signersOf, type Signer } from './signature-figures.ts';

/** Numbers of references that are drawn for each of `REFERENCE_BANDS`. */
const DRAWN: readonly (readonly number[])[] = [[1], [2], [3, 4], [5, 7, 9], [10, 15]];
/** How often a signer's references are drawn for each number. */
const DRAWS = 6;

/** Embedded signatures of one dataset, with their labels. */
export interface EmbeddedSigners {
  readonly dataset: string;
  readonly rows: readonly ManifestRow[];
  readonly embedded: EmbeddedSignatures;
}

/** A signer of one of several datasets: `WriterPopulation` numbers them. */
interface Signing extends Signer {
  readonly likeness: Likeness;
}

/** Signers with their signatures, and with how alike these are. */
export interface SignatureMaterial extends WriterPopulation {
  readonly datasets: readonly string[];
  readonly signers: readonly Signing[];
}

/** Signatures that are questioned against drawn references, and how alike those references are. */
export interface DrawnSignatures {
  readonly pairs: readonly FiguredPair[];
  /** Numbers of references that there are pairs of. */
  readonly references: readonly number[];
  /** Of each draw with two references or more: its signer, and the mean likeness of any two references. */
  readonly alike: readonly { readonly signer: number; readonly likeness: number }[];
}

/**
 * Aligns the signatures of all datasets, each with those that it may be compared with.
 *
 * @param breathe see `pauses`.
 */
export async function signatureMaterial(
  datasets: readonly EmbeddedSigners[],
  breathe: () => Promise<void>,
): Promise<SignatureMaterial> {
  const signers: Signing[] = [];
  const datasetOf: number[] = [];
  for (const [number, { rows, embedded }] of datasets.entries()) {
    for (const signer of signersOf(rows, embedded)) {
      // Of one signer at a time: no signature is questioned against another one's references.
      signers.push({ ...signer, likeness: await likenessOf(embedded.signature, [signer], breathe) });
      datasetOf.push(number);
    }
  }
  const names = [...new Set(signers.map(({ name }) => name))];
  return {
    datasets: datasets.map(({ dataset }) => dataset),
    signers,
    datasetOf: Int32Array.from(datasetOf),
    personOf: Int32Array.from(signers, ({ name }) => names.indexOf(name)),
  };
}

/**
 * Draws references and asks about the rest, as `measureSignatures` does: of each signer so many genuine signatures are
 * references, the other genuine ones and all simulations of the name are questioned.
 *
 * @param band place among `REFERENCE_BANDS`.
 * @param seed of the draws.
 */
export function drawSignatures({ signers }: SignatureMaterial, band: number, seed: number): DrawnSignatures {
  const pairs: FiguredPair[] = [];
  const alike: DrawnSignatures['alike'][number][] = [];
  for (const references of DRAWN[band]!) {
    signers.forEach(({ name, genuine, forged, likeness }, signer) => {
      if (genuine.length <= references) return;
      for (let draw = 0; draw < DRAWS; draw++) {
        const random = createRandom(`signature calibration/${seed}/${name}/${references}/${draw}`);
        const order = shuffle([...genuine], random);
        const known = order.slice(0, references);
        const ask = (questioned: readonly number[], same: boolean): void => {
          for (const score of signatureScores(likeness, questioned, known)) {
            pairs.push({ same, first: signer, second: signer, quantity: references, figures: [score] });
          }
        };
        ask(order.slice(references), true);
        ask(forged, false);
        const among = amongReferences(likeness, known);
        if (among !== null) alike.push({ signer, likeness: among });
      }
    });
  }
  return { pairs, references: [...new Set(pairs.map(({ quantity }) => quantity))], alike };
}

/** Place of a band among `REFERENCE_BANDS`. */
export function referenceBandNumber({ least }: { readonly least: number }): number {
  const number = REFERENCE_BANDS.findIndex((band) => band.least === least);
  if (number === -1) throw new RangeError(`no band is calibrated from ${least} references on`);
  return number;
}
