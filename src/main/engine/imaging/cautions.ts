import type { Caution, CautionCode, PageQuality } from '../../../contract/quality.ts';

/**
 * Beyond these the word encoder is not to be trusted: each lies between the last step of the table in docs/quality.md at
 * which the error rate of documents of ten words has risen by 1.5 percentage points or less and the first at which by
 * more. `npm run pages -- --degrade` prints the table.
 */
export const QUALITY_LIMITS = {
  /** Least height of a small letter, in pixels. */
  xHeight: 6,
  /** Most that an edge's width may be of the height of a small letter. */
  edge: 0.18,
  /** Pixels up to which an edge is as wide as the scan's own pixels make it, however sharp the writing is. */
  hardEdge: 2,
  /** Least contrast of ink and paper, in standard deviations of the paper's grain. */
  contrast: 10,
} as const;

/** Share of a page's ink from which on it is said that so much was left out: a word or two of a page. */
const MUCH_LEFT_OUT = 0.03;

/** "12 %" */
const percentage = (share: number): string => `${Math.round(100 * share)} %`;

/** A page as its cautions depend on it. */
export interface CautionedPage {
  /** From 0. */
  readonly page: number;
  /** Words on it, and those in use of which it is not sure that they are one word. */
  readonly words: number;
  readonly unsure: number;
  /** Words that preparation left out as printed or stamped, and nobody took back. */
  readonly printed: number;
  /** Null where it was not measured. */
  readonly quality: PageQuality | null;
}

/** Why what is computed from a page may be wrong, the gravest first. */
export function cautionsOf({ page, words, unsure, printed, quality }: CautionedPage): Caution[] {
  const messages: [CautionCode, string | null][] = [
    ['no-words', words === 0 ? NO_WORDS : null],
    ['not-measured', words > 0 && quality === null ? NOT_MEASURED : null],
    ['too-small', quality && tooSmall(quality)],
    ['too-blurred', quality && tooBlurred(quality)],
    ['too-grainy', quality && tooGrainy(quality)],
    ['left-out', quality && leftOut(quality)],
    ['printed', looksPrinted(printed)],
    ['unsure-words', notSure(unsure, words)],
  ];
  return messages.flatMap(([code, message]) => (message === null ? [] : [{ code, page, message }]));
}

const NO_WORDS = 'No words were found on this page. If there is writing on it, draw its words in by hand.';
const NOT_MEASURED =
  'An earlier version prepared this page and did not measure how clear its writing is. Read the file again to have it measured.';

function tooSmall({ xHeight }: PageQuality): string | null {
  if (xHeight === null || xHeight >= QUALITY_LIMITS.xHeight) return null;
  const times = (Math.ceil((10 * QUALITY_LIMITS.xHeight) / xHeight) / 10).toFixed(1);
  return `Small letters are ${xHeight} pixels high on this page; below ${QUALITY_LIMITS.xHeight} the score is not to be relied on. Scan it with ${times} times the resolution or more.`;
}

/** Said where more resolution would not help: on a coarse scan every edge is wide. */
function tooBlurred(quality: PageQuality): string | null {
  const { edgeWidth, xHeight } = quality;
  if (edgeWidth === null || xHeight === null || tooSmall(quality) !== null) return null;
  if (edgeWidth <= Math.max(QUALITY_LIMITS.hardEdge, QUALITY_LIMITS.edge * xHeight)) return null;
  return `The edges of the strokes on this page are ${percentage(edgeWidth / xHeight)} of a small letter wide; above ${percentage(QUALITY_LIMITS.edge)} the score is not to be relied on. Scan it in focus, or photograph it without shake.`;
}

function tooGrainy({ contrast, grain }: PageQuality): string | null {
  if (contrast === null || contrast >= QUALITY_LIMITS.contrast * grain) return null;
  return `The ink on this page stands out from the paper by ${(contrast / grain).toFixed(1)} times the paper's grain; below ${QUALITY_LIMITS.contrast} the score is not to be relied on. Scan it with more contrast, or photograph it in more light.`;
}

function leftOut({ faintMarks, faintShare }: PageQuality): string | null {
  if (faintShare < MUCH_LEFT_OUT) return null;
  return `${percentage(faintShare)} of the ink on this page (${faintMarks} ${faintMarks === 1 ? 'mark' : 'marks'} of a letter's size) is much fainter than the rest and was left out as showing through or stained. If it is writing, draw it in by hand.`;
}

function looksPrinted(printed: number): string | null {
  if (printed === 0) return null;
  const parts = printed === 1 ? '1 part of this page looks' : `${printed} parts of this page look`;
  return `${parts} stamped or printed and ${printed === 1 ? 'was' : 'were'} left out: excluded as printed. Where it is writing, take it back in.`;
}

function notSure(unsure: number, words: number): string | null {
  if (unsure === 0) return null;
  return `${unsure} of ${words} ${words === 1 ? 'word' : 'words'} on this page may be part of a word, or more than one: a gap could be taken either way. They are framed with dashes; split, merge or transcribe them.`;
}

/** A page of an exhibit: "Q1, page 2". */
export interface CautionedPlace {
  readonly label: string;
  /** Pages of its file. */
  readonly pages: number;
  readonly cautions: readonly Caution[];
}

/** What a result rests on that is below a limit, in the order in which it is said. */
const BELOW_LIMIT = {
  'too-small': `small letters are less than ${QUALITY_LIMITS.xHeight} pixels high`,
  'too-blurred': `the edges of strokes are wider than ${percentage(QUALITY_LIMITS.edge)} of a small letter`,
  'too-grainy': `the ink stands out by less than ${QUALITY_LIMITS.contrast} times the paper's grain`,
  'not-measured': 'an earlier version did not measure how clear the writing is; read the file again',
} as const satisfies Partial<Record<CautionCode, string>>;

/** Whether a result says that pages which it rests on were not measured. */
export function isNotMeasured(caution: string): boolean {
  return caution.endsWith(`: ${BELOW_LIMIT['not-measured']}.`);
}

/** Exhibits named one by one in a sentence; of more, the rest is counted. */
const NAMED = 5;

/** What to say with a score that was computed from these exhibits: a sentence for each limit that some are below. */
export function resultCautions(places: readonly CautionedPlace[]): string[] {
  return (Object.keys(BELOW_LIMIT) as (keyof typeof BELOW_LIMIT)[]).flatMap((code) => {
    const names = places.flatMap(({ label, pages, cautions }) =>
      cautions
        .filter((caution) => caution.code === code)
        .map(({ page }) => (pages === 1 ? label : `${label}, page ${page + 1}`)),
    );
    if (names.length === 0) return [];
    const shown = names.length > NAMED + 1 ? names.slice(0, NAMED) : names;
    const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
    const consequence =
      code === 'not-measured'
        ? ''
        : ', and writers are told apart less well than the reference population says';
    return [`${shown.join('; ')}${more}: ${BELOW_LIMIT[code]}${consequence}.`];
  });
}
