import type { Item, ItemRole, Page, Word } from '../contract/case.ts';
import type { ResolutionSource } from '../contract/corrections.ts';
import type { FindingKind, FindingWeight } from '../contract/findings.ts';
import { MILLIMETRES_PER_INCH } from '../contract/measurements.ts';
import type { ModelEntry } from '../contract/models.ts';
import type { Comparison, ReferencePosition, SameWordPair } from '../contract/results.ts';
import type { SignatureComparison } from '../contract/signatures.ts';
import type { Progress } from '../contract/methods.ts';
import { visible } from '../contract/visible.ts';
import type { PlainMessage, WindowMessage } from '../language/window/window.ts';
import type { SignaturePair } from './stores/signatures.svelte.ts';
import { clauses, decimal, listing, say, whole } from './stores/window-language.svelte.ts';

export { day, instant } from './stores/window-language.svelte.ts';

/** What an item is to the case, within a sentence. */
export const ROLE_NAMES = {
  questioned: 'questioned',
  known: 'known',
  unassigned: 'unassigned',
} as const satisfies Record<ItemRole, WindowMessage>;

/** For what a model is given, in a word. */
export const RELEASE_MARKS = {
  open: 'open (release)',
  research: 'research',
} as const satisfies Record<NonNullable<ModelEntry['release']>, WindowMessage>;

/** Why a word is excluded, as the window says it. */
export const EXCLUSION_NAMES: Readonly<Record<string, PlainMessage>> = {
  'crossed-out': 'Crossed out',
  printed: 'Printed',
  'another-hand': 'Another hand',
  other: 'Other reason',
  signature: 'Signature',
};
/** The same within a sentence. */
export const EXCLUSION_REASONS: Readonly<Record<string, PlainMessage>> = {
  'crossed-out': 'crossed out',
  printed: 'printed',
  'another-hand': 'another hand',
  other: 'other reason',
  signature: 'signature',
};

/** Whether a word is marked as a signature: out of the comparison of writing, and not thrown out. */
export function isSignature({ state, reason }: Pick<Word, 'state' | 'reason'>): boolean {
  return state === 'excluded' && reason === 'signature';
}

/** How a word stands: "in use", "signature", "excluded (crossed out)", or "excluded" where nobody said why. */
export function wordState(word: Pick<Word, 'state' | 'reason'>): string {
  const { state, reason } = word;
  if (state !== 'excluded') return say('in use');
  if (isSignature(word)) return say('signature');
  const why = reason === null ? undefined : EXCLUSION_REASONS[reason];
  return why === undefined ? say('excluded') : say('excluded ({reason})', { reason: say(why) });
}

/** What a finding is, and how much it weighs, as the window says it. */
export const FINDING_KINDS = {
  observation: 'Observation',
  similarity: 'Similarity',
  difference: 'Difference',
  limitation: 'Limitation',
} as const satisfies Record<FindingKind, WindowMessage>;
export const FINDING_WEIGHTS = {
  low: 'Low weight',
  medium: 'Medium weight',
  high: 'High weight',
} as const satisfies Record<FindingWeight, WindowMessage>;

/** What is counted; the text of the message is the count with its noun. */
const COUNTED = {
  byte: '{count, plural, one {# byte} other {# bytes}}',
  comparison: '{count, plural, one {# comparison} other {# comparisons}}',
  'comparison of signatures':
    '{count, plural, one {# comparison of signatures} other {# comparisons of signatures}}',
  difference: '{count, plural, one {# difference} other {# differences}}',
  draw: '{count, plural, one {# draw} other {# draws}}',
  embedding: '{count, plural, one {# embedding} other {# embeddings}}',
  entry: '{count, plural, one {# entry} other {# entries}}',
  file: '{count, plural, one {# file} other {# files}}',
  finding: '{count, plural, one {# finding} other {# findings}}',
  image: '{count, plural, one {# image} other {# images}}',
  item: '{count, plural, one {# item} other {# items}}',
  'journal entry': '{count, plural, one {# journal entry} other {# journal entries}}',
  'known word': '{count, plural, one {# known word} other {# known words}}',
  limitation: '{count, plural, one {# limitation} other {# limitations}}',
  letter: '{count, plural, one {# letter} other {# letters}}',
  mark: '{count, plural, one {# mark} other {# marks}}',
  observation: '{count, plural, one {# observation} other {# observations}}',
  objection: '{count, plural, one {# objection} other {# objections}}',
  page: '{count, plural, one {# page} other {# pages}}',
  pair: '{count, plural, one {# pair} other {# pairs}}',
  'questioned word': '{count, plural, one {# questioned word} other {# questioned words}}',
  reference: '{count, plural, one {# reference} other {# references}}',
  report: '{count, plural, one {# report} other {# reports}}',
  result: '{count, plural, one {# result} other {# results}}',
  rule: '{count, plural, one {# rule} other {# rules}}',
  search: '{count, plural, one {# search} other {# searches}}',
  signature: '{count, plural, one {# signature} other {# signatures}}',
  signer: '{count, plural, one {# signer} other {# signers}}',
  similarity: '{count, plural, one {# similarity} other {# similarities}}',
  word: '{count, plural, one {# word} other {# words}}',
  writer: '{count, plural, one {# writer} other {# writers}}',
} as const satisfies Record<string, WindowMessage>;

/** A whole number with its noun: "1 word", "2,140 words". */
export function counted(count: number, noun: keyof typeof COUNTED): string {
  return say(COUNTED[noun], { count });
}

/** "12 words, 1 signature": a count of words, and after it that of the signatures beside them, where there are any. */
export function withSignatures(words: string, signatures: number): string {
  return signatures === 0 ? words : clauses([words, counted(signatures, 'signature')]);
}

/** Images that a case of a folder would hold: "12 images", "no images", "at least 500 images" where counting ended early. */
export function imageCount({ images, complete }: { images: number; complete: boolean }): string {
  if (images === 0) return complete ? say('no images') : say('images not counted');
  return complete
    ? counted(images, 'image')
    : say('at least {count, plural, one {# image} other {# images}}', { count: images });
}

/** "cosine 0.831". */
export function cosine(value: number): string {
  return say('cosine {value}', { value: figure(value) });
}

/** A cosine alone, with three decimals as in the report: long texts crowd near 1. Used where a heading names it. */
export function figure(value: number): string {
  return decimal(value, 3);
}

/** "writer cosine 0.912, same-text cosine 0.955" of a pair of words. */
export function pairText(pair: Pick<SameWordPair, 'writerCosine' | 'wordCosine'>): string {
  return say('writer cosine {writer}, same-text cosine {text}', {
    writer: figure(pair.writerCosine),
    text: figure(pair.wordCosine),
  });
}

/** Two words beside each other, and what is said of them. */
export interface TitledPair extends Pick<SameWordPair, 'questioned' | 'known'> {
  /** Told to whoever does not see them. */
  readonly name: string;
  readonly title: string;
  /** Stand under both: what counts, and what is said beside it. */
  readonly figure: string;
  readonly beside: string;
}

/** A pair of words that were taken for the same text, as the pair of that number, from 1. */
export function wordPair(pair: SameWordPair, number: number): TitledPair {
  const [writer, text] = [figure(pair.writerCosine), figure(pair.wordCosine)];
  return {
    questioned: pair.questioned,
    known: pair.known,
    name: say('Pair {number}: writer cosine {writer}, text {text}', { number, writer, text }),
    title: pairText(pair),
    figure: writer,
    beside: say('text {cosine}', { cosine: text }),
  };
}

/** How alike signatures are: "likeness 0.612 to 0.745 with 6 references, 0.780 among these in the mean"; of erased ones nothing is known. */
export function likenessText({
  likeness,
  amongReferences,
}: Pick<SignatureComparison, 'likeness' | 'amongReferences'>): string {
  if (likeness.length === 0) return say('No likeness is kept.');
  const [low, high] = [Math.min(...likeness), Math.max(...likeness)].map(figure) as [string, string];
  const values = {
    likeness: low === high ? low : say('{low} to {high}', { low, high }),
    references: counted(likeness.length, 'reference'),
  };
  return amongReferences === null
    ? say('likeness {likeness} with {references}', values)
    : say('likeness {likeness} with {references}, {among} among these in the mean', {
        ...values,
        among: figure(amongReferences),
      });
}

/** A questioned signature and a reference of that name, as the one of that number, from 1. */
export function referencePair(
  { questioned, known, likeness }: SignaturePair,
  number: number,
  reference: string,
): TitledPair {
  const values = { reference, likeness: figure(likeness) };
  return {
    questioned,
    known,
    name: say('Reference {number}: likeness {likeness}, {reference}', { number, ...values }),
    title: say('Show both side by side. {reference}: likeness {likeness}', values),
    figure: values.likeness,
    beside: reference,
  };
}

/** The score with what it rests on: "cosine 0.831, 12 questioned words, 40 known words". */
export function scoreLine(result: Pick<Comparison, 'score' | 'questionedWords' | 'knownWords'>): string {
  return clauses([
    cosine(result.score),
    counted(result.questionedWords, 'questioned word'),
    counted(result.knownWords, 'known word'),
  ]);
}

/** A share as a percentage that begins a sentence; as in the report, none of or all of a sample is not "0 %" or "100 %". */
export function share(fraction: number): string {
  if (fraction < 0.001) return say('Less than {percent}', { percent: percentText(0.1, 1) });
  if (fraction > 0.999) return say('More than {percent}', { percent: percentText(99.9, 1) });
  return percentText(fraction * 100, 1);
}

/** "61 %", with that many decimals. */
export function percentText(percent: number, digits = 0): string {
  return say('{number} %', { number: decimal(percent, digits) });
}

const SCALE_OF = { first: '{length} (first page)', second: '{length} (second page)' } as const;

/**
 * What stands behind a scale bar.
 *
 * @param millimetres that the bar is long; null where there is none.
 * @param of which of two pages in one place it measures; null where there is one.
 */
export function scaleText(millimetres: number | null, of: 'first' | 'second' | null): string {
  const length =
    millimetres === null
      ? say('no resolution known')
      : `${decimal(millimetres, Number.isInteger(millimetres) ? 0 : 1)} mm`;
  return of === null ? length : say(SCALE_OF[of], { length });
}

/** What a reference position rests on: "1,204 pairs, 60 writers, 10 words a side". */
export function referenceBasis(reference: ReferencePosition, kind: 'same' | 'different'): string {
  const pairs = kind === 'same' ? reference.samePairs : reference.differentPairs;
  return clauses([
    counted(pairs, 'pair'),
    counted(reference.writers, 'writer'),
    say('{count, plural, one {# word} other {# words}} a side', { count: reference.words }),
    ...(reference.draws === 1
      ? []
      : [say('mean of {count, plural, one {# draw} other {# draws}}', { count: reference.draws })]),
  ]);
}

/** "812 bytes", "1.4 MB": powers of 1000, as file managers of today show them. */
export function bytes(count: number): string {
  if (count < 1000) return counted(count, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = count / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${decimal(value, 1)} ${units[unit]}`;
}

/** "2,480 × 3,508 px". */
export function pixels(width: number, height: number): string {
  return `${whole(width)} × ${whole(height)} px`;
}

/** "210.1 × 297.2 mm", from pixels and pixels per inch. */
export function millimetres(width: number, height: number, dpi: number): string {
  const side = (count: number): string => decimal((count / dpi) * MILLIMETRES_PER_INCH, 1);
  return `${side(width)} × ${side(height)} mm`;
}

const millimetre = (count: number, dpi: number): string =>
  `${decimal((count / dpi) * MILLIMETRES_PER_INCH, 1)} mm`;

/** The size of a word: "12.3 × 4.1 mm", or "146 × 48 px" where no resolution is known. */
export function extent({ width, height }: { width: number; height: number }, dpi: number | null): string {
  return dpi === null ? pixels(width, height) : millimetres(width, height, dpi);
}

/** Who says how many pixels an inch has. */
export const RESOLUTION_SOURCES = {
  file: 'from the file',
  scale: 'by scale',
  hand: 'by hand',
} as const satisfies Record<ResolutionSource, WindowMessage>;

/** "300 dpi". Files count pixels per centimetre or metre, and mean a whole number of dpi. */
export function dpiText(dpi: number): string {
  return `${decimal(dpi, Math.abs(dpi - Math.round(dpi)) < 0.05 ? 0 : 1)} dpi`;
}

/** "300 dpi, from the file"; "no resolution known" where nobody states it. */
export function resolution(dpi: number | null, source: ResolutionSource | null): string {
  if (dpi === null || source === null) return say('no resolution known');
  return clauses([dpiText(dpi), say(RESOLUTION_SOURCES[source])]);
}

/** What was measured of a page's writing, row by row: what is found on it, its letters, how clear they are, what was left out. */
export function pageFacts({
  words,
  quality,
  dpi,
}: Pick<Page, 'words' | 'quality' | 'dpi'>): [string, string][] {
  const lines = new Set(words.map(({ line }) => line)).size;
  const signatures = words.filter(isSignature).length;
  const found: [string, string] = [
    say('Writing'),
    withSignatures(
      say('{words, plural, one {# word} other {# words}} in {lines, plural, one {# line} other {# lines}}', {
        words: words.length - signatures,
        lines,
      }),
      signatures,
    ),
  ];
  if (quality === null) return [found, [say('Clarity'), say('not measured: read the file again')]];
  const { xHeight, strokeWidth, edgeWidth, contrast, grain } = quality;
  if (xHeight === null || strokeWidth === null || edgeWidth === null || contrast === null) return [found];
  const height = dpi === null ? `${whole(xHeight)} px` : `${whole(xHeight)} px (${millimetre(xHeight, dpi)})`;
  const percent = (part: number): string => percentText(Math.round(100 * part));
  const leftOut = [
    ...(quality.faintMarks === 0
      ? []
      : [
          say('{count, plural, one {# faint mark} other {# faint marks}} ({percent} of the ink)', {
            count: quality.faintMarks,
            percent: percent(quality.faintShare),
          }),
        ]),
    ...(quality.rules === 0 ? [] : [counted(quality.rules, 'rule')]),
    ...(quality.beyondSheet < 0.005
      ? []
      : [say('{percent} beyond the sheet', { percent: percent(quality.beyondSheet) })]),
  ];
  return [
    found,
    [
      say('Letters'),
      say('x-height {height}, strokes {width}', { height, width: `${decimal(strokeWidth, 1)} px` }),
    ],
    [
      say('Edges'),
      say('{width}, {percent} of the x-height', {
        width: `${decimal(edgeWidth, 1)} px`,
        percent: percent(edgeWidth / xHeight),
      }),
    ],
    [
      say('Contrast'),
      grain === 0
        ? say('ink takes {percent} of the light, on even paper', { percent: percent(contrast) })
        : say('ink takes {percent} of the light, {times} × the paper’s grain', {
            percent: percent(contrast),
            times: decimal(contrast / grain, 0),
          }),
    ],
    ...(leftOut.length === 0 ? [] : [[say('Left out'), clauses(leftOut)] as [string, string]]),
  ];
}

/** "61 %"; a zoom below 10 keeps a decimal. */
export function zoom(percent: number): string {
  return percent < 10 ? percentText(percent, 1) : percentText(Math.round(percent));
}

/** Whole percent done, 0 to 100; 0 while the total is not known. */
export function percentDone(progress: Pick<Progress, 'done' | 'total'>): number {
  return progress.total === 0 ? 0 : Math.min(100, Math.floor((progress.done / progress.total) * 100));
}

/** Units that the engine counts in. */
const PROGRESS = {
  files: '{done, number} of {total, plural, one {# file} other {# files}}',
  items: '{done, number} of {total, plural, one {# item} other {# items}}',
  pages: '{done, number} of {total, plural, one {# page} other {# pages}}',
  words: '{done, number} of {total, plural, one {# word} other {# words}}',
  images: '{done, number} of {total, plural, one {# image} other {# images}}',
  steps: '{done, number} of {total, plural, one {# step} other {# steps}}',
} as const satisfies Record<string, WindowMessage>;

/** "3 of 12 words". */
export function progressText({ done, total, unit }: Pick<Progress, 'done' | 'total' | 'unit'>): string {
  const values = { done: Math.floor(done), total };
  return Object.hasOwn(PROGRESS, unit)
    ? say(PROGRESS[unit as keyof typeof PROGRESS], values)
    : say('{done, number} of {total, number}', values);
}

/** "0:40 left", "1:02:05 left". */
export function remaining(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => value.toString().padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return say('{time} left', { time: `${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}` });
}

/** Where a word is on its page: "word 7, line 2". Reading order runs through the page. */
export function wordPlace(word: Pick<Word, 'line' | 'order'>): string {
  return say('word {word}, line {line}', { word: word.order + 1, line: word.line + 1 });
}

/** The last part of a path inside the case folder, as it may be shown. */
export function fileName(path: string): string {
  return visible(path.slice(path.lastIndexOf('/') + 1));
}

/** What a pane shows: "Q1, letter.png, page 2". */
export function pageName({ label, path }: Pick<Item, 'label' | 'path'>, page: number): string {
  return clauses([label, fileName(path), say('page {page}', { page: page + 1 })]);
}

/** "Q1, Q2", and from the fourth on "Q1, Q2, Q3 and 4 more". */
export function listed(labels: readonly string[], shown = 3): string {
  if (labels.length <= shown + 1) return listing(labels);
  return say('{labels} and {count, number} more', {
    labels: listing(labels.slice(0, shown)),
    count: labels.length - shown,
  });
}
