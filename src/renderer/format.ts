import type { Page, Word } from '../contract/case.ts';
import type { ResolutionSource } from '../contract/corrections.ts';
import type { FindingKind, FindingWeight } from '../contract/findings.ts';
import { MILLIMETRES_PER_INCH } from '../contract/measurements.ts';
import type { Comparison, ReferencePosition } from '../contract/results.ts';
import type { Progress } from '../contract/methods.ts';
import { visible } from '../contract/visible.ts';

const grouped = new Intl.NumberFormat('en-GB');

/** Why a word is excluded, as the window says it. */
export const EXCLUSION_NAMES: Readonly<Record<string, string>> = {
  'crossed-out': 'Crossed out',
  printed: 'Printed',
  'another-hand': 'Another hand',
  other: 'Other reason',
};

/** How a word stands: "in use", "excluded (crossed out)", or "excluded" where nobody said why. */
export function wordState({ state, reason }: Pick<Word, 'state' | 'reason'>): string {
  if (state !== 'excluded') return 'in use';
  return reason === null ? 'excluded' : `excluded (${EXCLUSION_NAMES[reason]?.toLowerCase()})`;
}

/** What a finding is, and how much it weighs, as the window says it. */
export const FINDING_KINDS: Readonly<Record<FindingKind, string>> = {
  observation: 'Observation',
  similarity: 'Similarity',
  difference: 'Difference',
  limitation: 'Limitation',
};
export const FINDING_WEIGHTS: Readonly<Record<FindingWeight, string>> = {
  low: 'Low weight',
  medium: 'Medium weight',
  high: 'High weight',
};

/** A whole number with its noun: "1 word", "2,140 words". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped.format(count)} ${count === 1 ? one : many}`;
}

/** Images that a case of a folder would hold: "12 images", "no images", "at least 500 images" where counting ended early. */
export function imageCount({ images, complete }: { images: number; complete: boolean }): string {
  if (images === 0) return complete ? 'no images' : 'images not counted';
  return `${complete ? '' : 'at least '}${counted(images, 'image')}`;
}

/** "cosine 0.831"; a hyphen-minus would be too short a sign in running figures. */
export function cosine(value: number): string {
  return `cosine ${figure(value)}`;
}

/** A cosine alone, with three decimals as in the report: long texts crowd near 1. Used where a heading names it. */
export function figure(value: number): string {
  const text = value.toFixed(3);
  return text === '-0.000' ? '0.000' : text.replace('-', '−');
}

/** The score with what it rests on: "cosine 0.831, 12 questioned words, 40 known words". */
export function scoreLine(result: Pick<Comparison, 'score' | 'questionedWords' | 'knownWords'>): string {
  return [
    cosine(result.score),
    counted(result.questionedWords, 'questioned word'),
    counted(result.knownWords, 'known word'),
  ].join(', ');
}

/** A share as a percentage that begins a sentence; as in the report, none of or all of a sample is not "0 %" or "100 %". */
export function share(fraction: number): string {
  if (fraction < 0.001) return 'Less than 0.1 %';
  if (fraction > 0.999) return 'More than 99.9 %';
  return `${(fraction * 100).toFixed(1)} %`;
}

/** What a reference position rests on: "1,204 pairs, 60 writers, 10 words a side". */
export function referenceBasis(reference: ReferencePosition, kind: 'same' | 'different'): string {
  const pairs = kind === 'same' ? reference.samePairs : reference.differentPairs;
  return [
    counted(pairs, 'pair'),
    counted(reference.writers, 'writer'),
    `${counted(reference.words, 'word')} a side`,
    ...(reference.draws === 1 ? [] : [`mean of ${counted(reference.draws, 'draw')}`]),
  ].join(', ');
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
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** "2,480 × 3,508 px". */
export function pixels(width: number, height: number): string {
  return `${grouped.format(width)} × ${grouped.format(height)} px`;
}

/** "210.1 × 297.2 mm", from pixels and pixels per inch. */
export function millimetres(width: number, height: number, dpi: number): string {
  const side = (count: number): string => ((count / dpi) * MILLIMETRES_PER_INCH).toFixed(1);
  return `${side(width)} × ${side(height)} mm`;
}

/** The size of a word: "12.3 × 4.1 mm", or "146 × 48 px" where no resolution is known. */
export function extent({ width, height }: { width: number; height: number }, dpi: number | null): string {
  return dpi === null ? pixels(width, height) : millimetres(width, height, dpi);
}

/** Who says how many pixels an inch has. */
export const RESOLUTION_SOURCES = {
  file: 'from the file',
  scale: 'by scale',
  hand: 'by hand',
} as const satisfies Record<ResolutionSource, string>;

/** "300 dpi, from the file"; "no resolution known" where nobody states it. */
export function resolution(dpi: number | null, source: ResolutionSource | null): string {
  if (dpi === null || source === null) return 'no resolution known';
  // Files count pixels per centimetre or metre, and mean a whole number of dpi.
  const rounded = Math.abs(dpi - Math.round(dpi)) < 0.05 ? Math.round(dpi).toString() : dpi.toFixed(1);
  return `${rounded} dpi, ${RESOLUTION_SOURCES[source]}`;
}

/** What was measured of a page's writing, row by row: what is found on it, its letters, how clear they are, what was left out. */
export function pageFacts({
  words,
  quality,
  dpi,
}: Pick<Page, 'words' | 'quality' | 'dpi'>): [string, string][] {
  const lines = new Set(words.map(({ line }) => line)).size;
  const found: [string, string] = [
    'Writing',
    `${counted(words.length, 'word')} in ${counted(lines, 'line')}`,
  ];
  if (quality === null) return [found, ['Clarity', 'not measured: read the file again']];
  const { xHeight, strokeWidth, edgeWidth, contrast, grain } = quality;
  if (xHeight === null || strokeWidth === null || edgeWidth === null || contrast === null) return [found];
  const size = dpi === null ? '' : ` (${((xHeight / dpi) * MILLIMETRES_PER_INCH).toFixed(1)} mm)`;
  const overGrain = grain === 0 ? 'on even paper' : `${(contrast / grain).toFixed(0)} × the paper’s grain`;
  const percent = (part: number): string => `${Math.round(100 * part)} %`;
  const leftOut = [
    ...(quality.faintMarks === 0
      ? []
      : [`${counted(quality.faintMarks, 'faint mark')} (${percent(quality.faintShare)} of the ink)`]),
    ...(quality.rules === 0 ? [] : [counted(quality.rules, 'rule')]),
    ...(quality.beyondSheet < 0.005 ? [] : [`${percent(quality.beyondSheet)} beyond the sheet`]),
  ];
  return [
    found,
    ['Letters', `x-height ${grouped.format(xHeight)} px${size}, strokes ${strokeWidth.toFixed(1)} px`],
    ['Edges', `${edgeWidth.toFixed(1)} px, ${percent(edgeWidth / xHeight)} of the x-height`],
    ['Contrast', `ink takes ${percent(contrast)} of the light, ${overGrain}`],
    ...(leftOut.length === 0 ? [] : [['Left out', leftOut.join(', ')] as [string, string]]),
  ];
}

/** "61 %"; a zoom below 10 keeps a decimal. */
export function zoom(percent: number): string {
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent).toString()} %`;
}

/** Whole percent done, 0 to 100; 0 while the total is not known. */
export function percentDone(progress: Pick<Progress, 'done' | 'total'>): number {
  return progress.total === 0 ? 0 : Math.min(100, Math.floor((progress.done / progress.total) * 100));
}

/** "0:40 left", "1:02:05 left". */
export function remaining(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number): string => value.toString().padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${h > 0 ? `${h}:${two(m)}` : m}:${two(s)} left`;
}

/** An ISO instant as "2026-05-04 09:30:00 UTC": the journal and the report print the same. */
export function instant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

/** Where a word is on its page: "word 7, line 2". Reading order runs through the page. */
export function wordPlace(word: Pick<Word, 'line' | 'order'>): string {
  return `word ${word.order + 1}, line ${word.line + 1}`;
}

/** The last part of a path inside the case folder, as it may be shown. */
export function fileName(path: string): string {
  return visible(path.slice(path.lastIndexOf('/') + 1));
}

/** "Q1, Q2", and from the fourth on "Q1, Q2, Q3 and 4 more". */
export function listed(labels: readonly string[], shown = 3): string {
  if (labels.length <= shown + 1) return labels.join(', ');
  return `${labels.slice(0, shown).join(', ')} and ${labels.length - shown} more`;
}
