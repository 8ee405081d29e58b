import type { Caution, CautionCode, PageQuality } from '../../../contract/quality.ts';
import { reportText } from '../../../language/report/report.ts';
import { semicolons } from '../../../language/sentences.ts';

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

/**
 * Below these a page is said to lie turned: each lies under what every upright page measures, see docs/quality.md. `npm run
 * pages -- --turned` prints the table.
 */
export const TURNED_LIMITS = {
  lines: -0.5,
  reach: -0.5,
  /** Writing less broad than this is never said to lie sideways: a column of short words, or of figures, looks the same. */
  breadth: 8,
} as const;

/** Share of a page's ink from which on it is said that so much was left out: a word or two of a page. */
const MUCH_LEFT_OUT = 0.03;

/** Of a share, whole. */
const percent = (share: number): number => Math.round(100 * share);

/** How a page seems to lie, by what was measured of it; null where it seems upright, or nothing tells. */
export function lies({ turning }: Pick<PageQuality, 'turning'>): 'sideways' | 'upside-down' | null {
  if (!turning) return null;
  if (turning.lines < TURNED_LIMITS.lines) return turning.breadth < TURNED_LIMITS.breadth ? null : 'sideways';
  // Down the page, "above" means nothing.
  return turning.lines > 0 && turning.reach < TURNED_LIMITS.reach ? 'upside-down' : null;
}

/** A page as its cautions depend on it. */
export interface CautionedPage {
  /** From 0. */
  readonly page: number;
  /** Words on it, and those in use of which it is not sure that they are one word. */
  readonly words: number;
  readonly unsure: number;
  /** Words that preparation left out as printed or stamped, and nobody took back. */
  readonly printed: number;
  /** Words in use; of these, those that were unsure as found, read since or not, and those that look printed all the same. */
  readonly inUse: number;
  readonly doubtful: number;
  readonly printedInUse: number;
  /** Null where it was not measured. */
  readonly quality: PageQuality | null;
}

/** Why what is computed from a page may be wrong, the gravest first. */
export function cautionsOf(of: CautionedPage): Caution[] {
  const { page, words, unsure, printed, quality } = of;
  const mostlyPrint = mostlyPrinted(of);
  const mostlyDoubtful = mostlyUnsure(of);
  const messages: [CautionCode, string | null][] = [
    ['no-words', words === 0 ? NO_WORDS : null],
    ['not-measured', words > 0 && quality === null ? NOT_MEASURED : null],
    ['sideways', quality && liesSideways(quality)],
    ['upside-down', quality && liesUpsideDown(quality)],
    ['too-small', quality && tooSmall(quality)],
    ['too-blurred', quality && tooBlurred(quality)],
    ['too-grainy', quality && tooGrainy(quality)],
    ['left-out', quality && leftOut(quality)],
    ['mostly-printed', mostlyPrint],
    ['printed', mostlyPrint === null ? looksPrinted(printed) : null],
    ['maybe-stamped', maybeStamped(quality)],
    ['mostly-unsure', mostlyDoubtful],
    ['unsure-words', mostlyDoubtful === null ? notSure(unsure, words) : null],
  ];
  return messages.flatMap(([code, message]) => (message === null ? [] : [{ code, page, message }]));
}

const NO_WORDS = reportText(
  'en',
  'No words were found on this page. If there is writing on it, draw its words in by hand.',
);
const NOT_MEASURED = reportText(
  'en',
  'An earlier version prepared this page and did not measure how clear its writing is. Read the file again to have it measured.',
);

function liesSideways(quality: PageQuality): string | null {
  if (lies(quality) !== 'sideways') return null;
  return reportText(
    'en',
    'The writing on this page seems to lie sideways: its lines run down the page, and words are looked for across it. The score is not to be relied on if they do. Scan the page upright, or turn a copy with another program and put that into the case; the file itself is never changed. Writing in columns, such as figures or Chinese from top to bottom, is taken for this as well.',
  );
}

function liesUpsideDown(quality: PageQuality): string | null {
  if (lies(quality) !== 'upside-down') return null;
  return reportText(
    'en',
    'The writing on this page seems to lie upside down: far more strokes reach below its lines than above them. The score is not to be relied on if it does. Scan the page upright, or turn a copy with another program and put that into the case; the file itself is never changed. A script whose letters reach down more than up is taken for this as well.',
  );
}

function tooSmall({ xHeight }: PageQuality): string | null {
  if (xHeight === null || xHeight >= QUALITY_LIMITS.xHeight) return null;
  return reportText(
    'en',
    'Small letters are {height} pixels high on this page; below {limit, number} the score is not to be relied on. Scan it with {times, number, ::.0} times the resolution or more.',
    {
      height: xHeight,
      limit: QUALITY_LIMITS.xHeight,
      times: Math.ceil((10 * QUALITY_LIMITS.xHeight) / xHeight) / 10,
    },
  );
}

/** Said where more resolution would not help: on a coarse scan every edge is wide. */
function tooBlurred(quality: PageQuality): string | null {
  const { edgeWidth, xHeight } = quality;
  if (edgeWidth === null || xHeight === null || tooSmall(quality) !== null) return null;
  if (edgeWidth <= Math.max(QUALITY_LIMITS.hardEdge, QUALITY_LIMITS.edge * xHeight)) return null;
  return reportText(
    'en',
    'The edges of the strokes on this page are {edge, number} % of a small letter wide; above {limit, number} % the score is not to be relied on. Scan it in focus, or photograph it without shake.',
    { edge: percent(edgeWidth / xHeight), limit: percent(QUALITY_LIMITS.edge) },
  );
}

function tooGrainy({ contrast, grain }: PageQuality): string | null {
  if (contrast === null || contrast >= QUALITY_LIMITS.contrast * grain) return null;
  return reportText(
    'en',
    "The ink on this page stands out from the paper by {contrast, number, ::.0} times the paper's grain; below {limit, number} the score is not to be relied on. Scan it with more contrast, or photograph it in more light.",
    { contrast: Number((contrast / grain).toFixed(1)), limit: QUALITY_LIMITS.contrast },
  );
}

function leftOut({ faintMarks, faintShare }: PageQuality): string | null {
  if (faintShare < MUCH_LEFT_OUT) return null;
  return reportText(
    'en',
    "{share, number} % of the ink on this page ({marks} {marks, plural, one {mark} other {marks}} of a letter's size) is much fainter than the rest and was left out as showing through or stained. If it is writing, draw it in by hand.",
    { share: percent(faintShare), marks: faintMarks },
  );
}

function looksPrinted(printed: number): string | null {
  if (printed === 0) return null;
  return reportText(
    'en',
    '{printed, plural, one {# part of this page looks} other {# parts of this page look}} stamped or printed and {printed, plural, one {was} other {were}} left out: excluded as printed. Where it is writing, take it back in.',
    { printed },
  );
}

/** Said where what was left out as printed is more than what is in use. What corrections leave of both follows from the words in use. */
function mostlyPrinted({ quality, inUse, printedInUse }: CautionedPage): string | null {
  if (!quality || !isTurningMeasured(quality)) return null;
  const printed = (quality.printed ?? 0) - printedInUse;
  if (inUse === 0 || printed <= inUse) return null;
  return reportText(
    'en',
    'Most of what was found on this page looks stamped or printed and was left out: {printed} parts, with {inUse} {inUse, plural, one {word} other {words}} in use. What is in use may be printed as well. Look at every word, and exclude as printed what is no writing; where writing was left out, take it back in.',
    { printed, inUse },
  );
}

function maybeStamped(quality: PageQuality | null): string | null {
  const frames = quality?.maybeStamped ?? 0;
  if (frames === 0) return null;
  return reportText(
    'en',
    '{frames, plural, one {# frame} other {# frames}} in an ink of another colour on this page may be stamped or drawn by hand; the words at {frames, plural, one {it} other {them}} are in use. Where it is a stamp, exclude them as printed.',
    { frames },
  );
}

function notSure(unsure: number, words: number): string | null {
  if (unsure === 0) return null;
  return reportText(
    'en',
    '{unsure} of {words} {words, plural, one {word} other {words}} on this page may be part of a word, or more than one: a gap could be taken either way. They are framed with dashes; split, merge or transcribe them.',
    { unsure, words },
  );
}

/** Said where it is true of more than half of the words in use. */
function mostlyUnsure({ quality, inUse, doubtful }: CautionedPage): string | null {
  if (!quality || !isTurningMeasured(quality) || 2 * doubtful <= inUse) return null;
  return reportText(
    'en',
    '{doubtful} of {inUse} {inUse, plural, one {word} other {words}} in use on this page may be part of a word, or more than one: a gap could be taken either way. Most upright pages have fewer. Look whether it lies turned and how its words are framed; split and merge them.',
    { doubtful, inUse },
  );
}

/** A page of an exhibit: "Q1, page 2". */
export interface CautionedPlace {
  readonly label: string;
  /** Pages of its file. */
  readonly pages: number;
  readonly cautions: readonly Caution[];
}

/** What a result rests on that is to be said with it, in the order in which it is said. */
const WITH_RESULTS = {
  sideways:
    '{places}: the writing seems to lie sideways; if it does, what is computed from it is not to be relied on.',
  'upside-down':
    '{places}: the writing seems to lie upside down; if it does, what is computed from it is not to be relied on.',
  'too-small':
    '{places}: small letters are less than {limit, number} pixels high, and writers are told apart less well than the reference population says.',
  'too-blurred':
    '{places}: the edges of strokes are wider than {limit, number} % of a small letter, and writers are told apart less well than the reference population says.',
  'too-grainy':
    "{places}: the ink stands out by less than {limit, number} times the paper's grain, and writers are told apart less well than the reference population says.",
  'mostly-printed':
    '{places}: most of what was found looks printed and was left out; what is in use may be printed as well.',
  'mostly-unsure':
    '{places}: more than half of the words in use may be part of a word, or more than one; the reference population was measured with whole words.',
} as const satisfies Partial<Record<CautionCode, string>>;
/** Of these nothing was said by earlier versions, nor of pages that they prepared. */
const SAID_LATER: readonly (keyof typeof WITH_RESULTS)[] = [
  'sideways',
  'upside-down',
  'mostly-printed',
  'mostly-unsure',
];
const LIMIT: Partial<Record<CautionCode, number>> = {
  'too-small': QUALITY_LIMITS.xHeight,
  'too-blurred': percent(QUALITY_LIMITS.edge),
  'too-grainy': QUALITY_LIMITS.contrast,
};
const NOT_MEASURED_PLACES =
  '{places}: an earlier version did not measure how clear the writing is; read the file again.';

/** Whether a result says that pages which it rests on were not measured. */
export function isNotMeasured(caution: string): boolean {
  return caution.endsWith(reportText('en', NOT_MEASURED_PLACES, { places: '' }));
}

/** Whether a sentence with a result is one that earlier versions did not say. */
export function isSaidLater(caution: string): boolean {
  return SAID_LATER.some((code) => caution.endsWith(sentence(code, '')));
}

/** Whether a page was prepared by a version that measured how it lies, and counted what is printed. */
export const isTurningMeasured = ({ turning }: PageQuality): boolean => turning !== undefined;

/** Exhibits named one by one in a sentence; of more, the rest is counted. */
const NAMED = 5;

/** What to say with a score that was computed from these exhibits: a sentence for each thing that is true of some. */
export function resultCautions(places: readonly CautionedPlace[]): string[] {
  const codes = Object.keys(WITH_RESULTS) as (keyof typeof WITH_RESULTS)[];
  const said = codes.flatMap((code) => {
    const named = namedPlaces(places, code);
    return named === null ? [] : [sentence(code, named)];
  });
  const unmeasured = namedPlaces(places, 'not-measured');
  return unmeasured === null
    ? said
    : [...said, reportText('en', NOT_MEASURED_PLACES, { places: unmeasured })];
}

/** What is true of all that stands on a page, signatures as well: how it lies, and how clear it is. */
const OF_PAGES: ReadonlySet<CautionCode> = new Set([
  'not-measured',
  'sideways',
  'upside-down',
  'too-small',
  'too-blurred',
  'too-grainy',
]);

/** A place in which signatures stand on some pages alone, each from 0. */
export interface SignedPlace extends CautionedPlace {
  readonly signed: ReadonlySet<number>;
}

/** What to say with a comparison of signatures on these pages; nothing of the words beside them. */
export function signatureCautions(places: readonly SignedPlace[]): string[] {
  return resultCautions(
    places.map(({ cautions, signed, ...place }) => ({
      ...place,
      cautions: cautions.filter(({ code, page }) => OF_PAGES.has(code) && signed.has(page)),
    })),
  );
}

const sentence = (code: keyof typeof WITH_RESULTS, places: string): string =>
  reportText('en', WITH_RESULTS[code], { places, limit: LIMIT[code] ?? 0 });

/** A page of an exhibit, from 0, of so many. */
export interface NamedPage {
  readonly label: string;
  readonly page: number;
  readonly pages: number;
}

/** "K1", or of an exhibit with more than one page "K1, page 3". */
export const pageName = ({ label, page, pages }: NamedPage): string =>
  pages === 1 ? label : reportText('en', '{label}, page {page}', { label, page: page + 1 });

const COUNTED_ONCE =
  '{places}: the words stand, pixel for pixel, on another page of the same writer as well, and are counted once.';

/** What to say of pages whose words a search leaves out as those of another page; nothing for none. */
export function countedOnceCaution(pages: readonly NamedPage[]): string[] {
  const places = listed(pages.map(pageName));
  return places === null ? [] : [reportText('en', COUNTED_ONCE, { places })];
}

/** Whether a result says that words were counted once. */
export const saysCountedOnce = (caution: string): boolean =>
  caution.endsWith(reportText('en', COUNTED_ONCE, { places: '' }));

const SHARED =
  '{places}: the same writing, pixel for pixel, is assigned to more than one known writer, and their ranks do not tell which of them wrote it. Assign it to the one who did, and search again.';

/** What to say of pages of several writers that show one writing; nothing for none. */
export function sharedCaution(pages: readonly NamedPage[]): string[] {
  const places = listed(pages.map(pageName));
  return places === null ? [] : [reportText('en', SHARED, { places })];
}

/** The exhibits and pages of which a caution is said; null for none. */
const namedPlaces = (places: readonly CautionedPlace[], code: CautionCode): string | null =>
  listed(
    places.flatMap(({ label, pages, cautions }) =>
      cautions.filter((caution) => caution.code === code).map(({ page }) => pageName({ label, page, pages })),
    ),
  );

function listed(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const shown = semicolons('en', names.length > NAMED + 1 ? names.slice(0, NAMED) : names);
  return names.length > NAMED + 1
    ? reportText('en', '{places} and {more} more', { places: shown, more: names.length - NAMED })
    : shown;
}
