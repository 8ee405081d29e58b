import type { VerbalScale } from '../../../../contract/evidence.ts';
import type { SignatureEvidence, SignatureRatio } from '../../../../contract/signatures.ts';
import { signatureRatioStatement } from '../../../../contract/signature-statement.ts';
import { inWords } from '../../../../contract/verbal-scale.ts';
import { decimal } from '../../../../language/figures.ts';
import { reportText } from '../../../../language/report/report.ts';
import type { Box } from '../../imaging/gray.ts';
import { SIGNATURE_INPUT } from '../../imaging/normalise.ts';
import { signatureScores, type Likeness, type ScoredSignature } from '../signature-score.ts';
import { weighedBy } from './evidence.ts';
import {
  signatureBandFor,
  signatureLog10Lr,
  type SignatureBand,
  type SignatureCalibration,
} from './signature-calibration.ts';

/** Pixels of a signature's longer side, as it is fitted into the encoder's input, below which it is enlarged more than fourfold. */
const LEAST_WIDTH = (SIGNATURE_INPUT.width - 2 * SIGNATURE_INPUT.margin) / 4;
const LEAST_HEIGHT = (SIGNATURE_INPUT.height - 2 * SIGNATURE_INPUT.margin) / 4;

/** What is weighed under, see docs/signatures.md. */
export const SIGNATURE_PROPOSITIONS = {
  kind: 'signature',
  same: reportText('en', 'The questioned signature was written by the person who wrote the references.'),
  different: reportText(
    'en',
    "The questioned signature was written by somebody else than the writer of the references, who simulated that writer's signature as the simulations of the reference population were made.",
  ),
} as const;

/** Why there is no likelihood ratio where the signature model has no calibration. */
export const SIGNATURES_NOT_CALIBRATED = reportText(
  'en',
  'The signature model in use has no calibration, so its scores cannot be turned into likelihood ratios.',
);

/** What results of before say beside the ratio of a signature that is probably a copy. */
export const LIKE_A_COPY = reportText(
  'en',
  'The questioned signature is more like one of the references than 999 of 1,000 pairs of genuine signatures of the reference population are: one may be traced or copied from the other. Look at both for a mechanical copy; the ratio does not consider it.',
);

/** A comparison of a signature as its evidence needs to know it. */
export interface ComparedSignature extends ScoredSignature {
  /** How alike any two of these signatures are: 0 is the questioned one, 1 the first reference. */
  readonly between: Likeness;
  /** What of the page each signature's crop shows, the questioned one first. */
  readonly writing: readonly Pick<Box, 'width' | 'height'>[];
}

/**
 * The likelihood ratio of a signature: genuine, or simulated by somebody else; or why there is none.
 *
 * @param calibration of the model that encoded the signatures; null where it has none.
 * @param scale to say it in words.
 * @param copies what is done of a questioned signature that is probably a reference's copy, see `isCopy`: its ratio is
 *   withheld; results of before gave it with a caution.
 */
export function signatureEvidenceOf(
  calibration: SignatureCalibration | null,
  { score, likeness, amongReferences, between, writing }: ComparedSignature,
  scale: VerbalScale,
  copies: 'withheld' | 'cautioned' = 'withheld',
): SignatureEvidence {
  if (calibration === null) return { likelihoodRatio: null, reason: SIGNATURES_NOT_CALIBRATED };
  const { population, sha256 } = calibration;
  const none = (reason: string): SignatureEvidence & { readonly likelihoodRatio: null } => ({
    likelihoodRatio: null,
    reason,
    calibration: { population, sha256 },
  });
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
  const copied = copyAmongReferences(calibration, likeness);
  if (copied !== null && copies === 'withheld') {
    const why = reportText(
      'en',
      'The questioned signature is more like reference {reference, number} in the order of this comparison than 999 of 1,000 pairs of genuine signatures of the reference population are like each other. One of the two is probably traced or copied from the other, or both show one signature. A likelihood ratio would ask whether it is genuine or was simulated freehand, and is not given. Lay the two over each other, and examine the originals for tracing, transfer and reproduction. Where it is the reference that is a copy, leave that one out and compare again.',
      { reference: copied },
    );
    return { ...none(why), withheld: 'copy' };
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
  const found = weighedBy(calibration, band, [score]);
  const ratio: Omit<SignatureRatio, 'expression' | 'statement'> = {
    ...found,
    propositions: SIGNATURE_PROPOSITIONS,
    band: { least: band.least, most: band.most, references },
    figures: { score },
    outside: [
      ...(copied === null ? [] : [LIKE_A_COPY]),
      ...singleReference(references),
      ...moreThanDrawn(band, references),
      ...unlikeReferences(band, amongReferences),
      ...oneReferenceDecides(calibration, found.log10Lr, between, references),
      ...copiesAmongReferences(calibration, between, references),
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

/** Says that there are more references than the band was calibrated with. */
function moreThanDrawn({ references: drawn }: SignatureBand, references: number): string[] {
  const most = drawn.reduce((a, b) => Math.max(a, b));
  if (references <= most) return [];
  return [
    reportText(
      'en',
      'There are more references than the ratio was calibrated with: {references, number}, with at most {most, number} in calibration. How scores of so many lie was not measured.',
      { references, most },
    ),
  ];
}

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

/** log10 LR that one reference less may change without a word. */
const CHANGES_LITTLE = 0.5;

/**
 * Says that the ratio hangs on one reference: without it it is on the other side of 1, or another by more than
 * `CHANGES_LITTLE`. The score is taken against the references' own spread, so that one of another form or hand raises
 * the ratio of whatever is questioned, while the mean of all pairs hardly shows it.
 */
function oneReferenceDecides(
  calibration: SignatureCalibration,
  log10Lr: number,
  between: Likeness,
  references: number,
): string[] {
  const band = signatureBandFor(calibration, references - 1);
  if (references < 3 || band === undefined) return [];
  const known = Array.from({ length: references }, (_, at) => at + 1);
  const without = known.map((left) => ({
    left,
    log10Lr: signatureLog10Lr(
      band,
      signatureScores(
        between,
        [0],
        known.filter((each) => each !== left),
      )[0]!,
    ),
  }));
  const changeOf = (each: { readonly log10Lr: number }): number => Math.abs(each.log10Lr - log10Lr);
  if (!without.some((each) => each.log10Lr * log10Lr < 0 || changeOf(each) > CHANGES_LITTLE)) return [];
  const most = without.reduce((found, each) => (changeOf(each) > changeOf(found) ? each : found));
  const values = without.map((each) => each.log10Lr);
  return [
    reportText(
      'en',
      'Without one of the references the log10 LR is {lowLr} to {highLr}: it depends on which references are used, and most on reference {reference, number} in the order of this comparison, without which it is {otherLr}. Look for a reference that is of another form or by another hand.',
      {
        lowLr: printed(Math.min(...values)),
        highLr: printed(Math.max(...values)),
        reference: most.left,
        otherLr: printed(most.log10Lr),
      },
    ),
  ];
}

const printed = (log10Lr: number): string => decimal('en', log10Lr, 2);

/** Says that two references are like each other as hardly any two genuine signatures are. */
function copiesAmongReferences(
  { mostAlike }: SignatureCalibration,
  between: Likeness,
  references: number,
): string[] {
  const pairs = Array.from({ length: references }, (_, at) => at + 1).flatMap((other) =>
    Array.from({ length: other - 1 }, (_, at) => ({
      one: at + 1,
      other,
      likeness: between(at + 1, other),
    })),
  );
  const nearest = pairs.reduce<(typeof pairs)[number] | undefined>(
    (found, each) => (found === undefined || each.likeness > found.likeness ? each : found),
    undefined,
  );
  if (nearest === undefined || nearest.likeness <= mostAlike) return [];
  return [
    reportText(
      'en',
      'References {one, number} and {other, number} in the order of this comparison are more like each other than 999 of 1,000 pairs of genuine signatures of the reference population are: they may be one signature, scanned or copied twice. A copy hides how much the writer varies, and lowers the ratio of genuine signatures. Look at both; where they are one, leave one out.',
      { one: nearest.one, other: nearest.other },
    ),
  ];
}

/**
 * Whether a questioned signature is like a reference as hardly any two genuine signatures are: no hand repeats itself so
 * nearly, and the better a copy is, the higher its ratio would be.
 *
 * @param nearest its greatest likeness with a reference.
 */
export const isCopy = ({ mostAlike }: Pick<SignatureCalibration, 'mostAlike'>, nearest: number): boolean =>
  nearest > mostAlike;

/** Which reference the questioned signature is so like, the nearest one counted from 1; null for none. */
function copyAmongReferences(calibration: SignatureCalibration, likeness: readonly number[]): number | null {
  const nearest = Math.max(...likeness);
  return isCopy(calibration, nearest) ? likeness.indexOf(nearest) + 1 : null;
}
