import type { VerbalScale } from '../../../../contract/evidence.ts';
import type { SignatureEvidence, SignatureRatio } from '../../../../contract/signatures.ts';
import { signatureRatioStatement } from '../../../../contract/signature-statement.ts';
import { inWords } from '../../../../contract/verbal-scale.ts';
import { reportText } from '../../../../language/report/report.ts';
import type { Box } from '../../imaging/gray.ts';
import { SIGNATURE_INPUT } from '../../imaging/normalise.ts';
import { ratioOf } from './evidence.ts';
import { signatureBandFor, type SignatureBand, type SignatureCalibration } from './signature-calibration.ts';

/** Pixels of a signature's longer side, as it is fitted into the encoder's input, below which it is enlarged more than fourfold. */
const LEAST_WIDTH = (SIGNATURE_INPUT.width - 2 * SIGNATURE_INPUT.margin) / 4;
const LEAST_HEIGHT = (SIGNATURE_INPUT.height - 2 * SIGNATURE_INPUT.margin) / 4;

/** What is weighed under, see docs/signatures.md. */
export const SIGNATURE_PROPOSITIONS = {
  kind: 'signature',
  same: reportText('en', 'The questioned signature was written by the person who wrote the references.'),
  different: reportText(
    'en',
    'It was written by somebody else, who simulated a signature of that person as the simulations of the reference population were made.',
  ),
} as const;

/** Why there is no likelihood ratio where the signature model has no calibration. */
export const SIGNATURES_NOT_CALIBRATED = reportText(
  'en',
  'The signature model in use has no calibration, so its scores cannot be turned into likelihood ratios.',
);

/** A comparison of a signature as its evidence needs to know it. */
export interface ComparedSignature {
  /** See `signatureScores`. */
  readonly score: number;
  /** Of the questioned signature with each reference. */
  readonly likeness: readonly number[];
  /** See `amongReferences`. */
  readonly amongReferences: number | null;
  /** What of the page each signature's crop shows, the questioned one first. */
  readonly writing: readonly Pick<Box, 'width' | 'height'>[];
}

/**
 * The likelihood ratio of a signature: genuine, or simulated by somebody else; or why there is none.
 *
 * @param calibration of the model that encoded the signatures; null where it has none.
 * @param scale to say it in words.
 */
export function signatureEvidenceOf(
  calibration: SignatureCalibration | null,
  { score, likeness, amongReferences, writing }: ComparedSignature,
  scale: VerbalScale,
): SignatureEvidence {
  const none = (reason: string): SignatureEvidence => ({ likelihoodRatio: null, reason });
  if (calibration === null) return none(SIGNATURES_NOT_CALIBRATED);
  const coarse = writing.find(({ width, height }) => width < LEAST_WIDTH && height < LEAST_HEIGHT);
  if (coarse !== undefined) {
    return none(
      reportText(
        'en',
        'A signature of this comparison is {width, number} by {height, number} pixels large: too coarse for a likelihood ratio, which needs a width of {leastWidth, number} or a height of {leastHeight, number} pixels. Scan its item in a higher resolution.',
        { ...sizeOf(coarse), leastWidth: LEAST_WIDTH, leastHeight: LEAST_HEIGHT },
      ),
    );
  }
  const references = likeness.length;
  const band = signatureBandFor(calibration, references);
  if (band === undefined) {
    return none(
      reportText(
        'en',
        'The reference population has too few signers with {references, plural, one {# reference} other {# references}} to calibrate a likelihood ratio.',
        { references },
      ),
    );
  }
  const ratio: Omit<SignatureRatio, 'expression' | 'statement'> = {
    ...ratioOf(band, [score]),
    propositions: SIGNATURE_PROPOSITIONS,
    population: {
      name: calibration.population,
      datasets: [...band.datasets],
      writers: { ...band.writers },
      sha256: calibration.sha256,
    },
    band: { least: band.least, most: band.most, references },
    method: band.method,
    bounds: { elub: { ...band.elub }, sample: { ...band.sample } },
    measured: {
      pairs: { ...band.pairs },
      ...(band.effectiveWriters === undefined ? {} : { effectiveWriters: { ...band.effectiveWriters } }),
      cllr: band.cllr,
      cllrMin: band.cllrMin,
      rates: band.rates ?? null,
    },
    figures: { score },
    outside: [
      ...singleReference(references),
      ...unlikeReferences(band, amongReferences),
      ...likeCopies(calibration, likeness),
    ],
  };
  return { likelihoodRatio: expressedSignature(ratio, scale), reason: null };
}

/** A ratio with what its figures are in words. */
export function expressedSignature(
  ratio: Omit<SignatureRatio, 'expression' | 'statement'>,
  scale: VerbalScale,
): SignatureRatio {
  const expression = { words: inWords(ratio.log10Lr, scale), scale };
  const complete = { ...ratio, expression };
  return { ...complete, statement: signatureRatioStatement(complete) };
}

const sizeOf = ({ width, height }: Pick<Box, 'width' | 'height'>): { width: number; height: number } => ({
  width: Math.round(width),
  height: Math.round(height),
});

const singleReference = (references: number): string[] =>
  references > 1
    ? []
    : [
        reportText(
          'en',
          'With a single reference nothing is known of how much the signatures of its writer vary: use more where there are any.',
        ),
      ];

/** Says that the references are so unlike each other that whatever is questioned is found near. */
function unlikeReferences({ leastAlike }: SignatureBand, among: number | null): string[] {
  if (leastAlike === null || among === null || among >= leastAlike) return [];
  return [
    reportText(
      'en',
      'The references are less like each other than in 99 of 100 draws of the reference population: they may be by more than one hand, of several forms, disguised or many years apart. References that vary raise the ratio of whatever is questioned.',
    ),
  ];
}

/** Says that the questioned signature is like a reference as hardly any two genuine signatures are. */
function likeCopies({ mostAlike }: SignatureCalibration, likeness: readonly number[]): string[] {
  if (likeness.every((each) => each <= mostAlike)) return [];
  return [
    reportText(
      'en',
      'The questioned signature is more like one of the references than 999 of 1,000 pairs of genuine signatures of the reference population are: one may be traced or copied from the other. Look at both for a mechanical copy; the ratio does not consider it.',
    ),
  ];
}
