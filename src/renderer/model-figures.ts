import type { MeasuredSet, ModelFigure } from '../contract/models.ts';
import type { PlainMessage } from '../language/window/window.ts';
import { percentText } from './format.ts';
import { decimal, say, whole } from './stores/window-language.svelte.ts';

/** A kind of figure in the order in which a table shows them; documents of so many words come between these. */
const TITLES: Readonly<Record<string, PlainMessage>> = {
  wordWriterEer: 'One word: same hand?',
  sameWordEer: 'Same word?',
  sameWordUnseenEer: 'Same word, unseen texts',
  pages: 'Whole pages: same hand?',
};
const DOCUMENTS = /^documents\.(\d+)$/u;
const SIGNATURES = /^signatures\.(?<against>skilled|random)Eer\.(?<references>\d+)$/u;

export interface FigureColumn {
  readonly name: string;
  readonly title: string;
}

/** The columns of a table of these sets: the figures that any of them has. */
export function figureColumns(measured: readonly MeasuredSet[]): FigureColumn[] {
  const present = new Set(measured.flatMap(({ figures }) => figures.map(({ name }) => name)));
  const documents = [...present]
    .flatMap((name) => DOCUMENTS.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const names = [
    'wordWriterEer',
    ...documents.map((words) => `documents.${words}`),
    'pages',
    'sameWordEer',
    'sameWordUnseenEer',
    ...signatureNames([...present]),
  ];
  return names.filter((name) => present.has(name)).map((name) => ({ name, title: titleOf(name) }));
}

/** Skilled forgeries first, each by rising number of references. */
function signatureNames(names: readonly string[]): string[] {
  const found = names.flatMap((name) => {
    const { against, references } = SIGNATURES.exec(name)?.groups ?? {};
    return against === undefined
      ? []
      : [{ name, skilled: against === 'skilled', references: Number(references) }];
  });
  return found
    .sort((a, b) => Number(b.skilled) - Number(a.skilled) || a.references - b.references)
    .map(({ name }) => name);
}

function titleOf(name: string): string {
  const { against, references } = SIGNATURES.exec(name)?.groups ?? {};
  if (against !== undefined) {
    return say(
      against === 'skilled'
        ? 'Skilled forgery, {count, plural, one {# reference} other {# references}}'
        : 'Other signers, {count, plural, one {# reference} other {# references}}',
      { count: Number(references) },
    );
  }
  const words = DOCUMENTS.exec(name)?.[1];
  if (words !== undefined) {
    return say('{count, plural, one {# word} other {# words}} a side: same hand?', { count: Number(words) });
  }
  const title = TITLES[name];
  return title === undefined ? name : say(title);
}

/** A figure as a table's cell shows it: the rate in per cent, its interval, and the pairs it rests on. */
export function figureCell({ value, interval, pairs, thin }: ModelFigure): {
  readonly rate: string;
  readonly interval: string | null;
  readonly pairs: string | null;
  readonly thin: boolean;
} {
  const percent = (share: number): string => decimal(100 * share, 1);
  return {
    rate: percentText(100 * value, 1),
    interval: interval && say('{low} to {high}', { low: percent(interval[0]), high: percent(interval[1]) }),
    pairs: pairs && `${whole(pairs.same)} / ${whole(pairs.different)}`,
    thin,
  };
}
