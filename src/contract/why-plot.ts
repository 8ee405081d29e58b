import { decimal } from '../language/figures.ts';
import type { Language } from '../language/language.ts';
import { plotSay as say } from '../language/plots.ts';
import type { ItemRole } from './case.ts';
import type { Why, WordParts } from './charts.ts';
import type { Plot, PlotPicture, PlotRegion } from './plot.ts';

const GAP = 16;
/** Room above a word for its name, below it for its sums, and for the key at the foot. */
const ABOVE = 14;
const BELOW = 14;
const KEY = 30;
const SWATCH = { width: 18, height: 9 } as const;

/** What stands over a word: the label of its item with the word's place, and the side that it is of. */
export interface WordName {
  readonly text: string;
  readonly role: ItemRole;
}

/**
 * The parts of two words that brought the cosine of their hands about, over the original pixels: those that added to it
 * filled, those that took from it hatched, each as strong as what it gave, by one measure for both words.
 *
 * @param names of the words, in their order.
 * @param width in points.
 * @param language of its words.
 */
export function whyPlot(
  why: Why,
  names: readonly [WordName, WordName],
  width: number,
  language: Language = 'en',
): Plot {
  const frame = (width - GAP) / 2;
  const unit = frame / why.crop.width;
  const tall = why.crop.height * unit;
  const most = Math.max(1e-9, ...why.words.flatMap((word) => word.contributions.map(Math.abs)));
  const pictures: PlotPicture[] = [];
  const regions: PlotRegion[] = [];
  const labels: Plot['labels'][number][] = [];
  const areas: Plot['areas'][number][] = [];
  why.words.forEach((word, at) => {
    const left = at * (frame + GAP);
    areas.push({ x: left, y: ABOVE, width: frame, height: tall, fill: 'white' });
    pictures.push(pictureOf(word, left, frame, tall, unit));
    word.contributions.forEach((given, part) => {
      const [row, column] = [Math.floor(part / why.columns), part % why.columns];
      regions.push({
        x: left + (column * frame) / why.columns,
        y: ABOVE + (row * tall) / why.rows,
        width: frame / why.columns,
        height: tall / why.rows,
        kind: given >= 0 ? 'agrees' : 'differs',
        strength: Math.abs(given) / most,
      });
    });
    const name = names[at]!;
    const { agrees, differs } = sumsOf(word);
    labels.push(
      { text: name.text, x: left, y: ABOVE - 5, anchor: 'start', kind: name.role },
      {
        text: say(language, 'agrees {agrees}, differs {differs}: cosine {cosine}', {
          agrees: decimal(language, agrees, 3),
          differs: decimal(language, differs, 3),
          cosine: decimal(language, why.cosine, 3),
        }),
        x: left,
        y: ABOVE + tall + 10,
        anchor: 'start',
      },
    );
  });
  const foot = ABOVE + tall + BELOW + 8;
  const key = [
    { kind: 'agrees', text: say(language, 'agrees: adds to the cosine'), x: 0 },
    { kind: 'differs', text: say(language, 'differs: takes from it'), x: 0.58 * frame },
  ] as const;
  for (const { kind, text, x } of key) {
    areas.push({ x, y: foot, ...SWATCH, fill: 'white' });
    regions.push({ x, y: foot, ...SWATCH, kind, strength: 1 });
    labels.push({ text, x: x + SWATCH.width + 5, y: foot + 8, anchor: 'start' });
  }
  labels.push({
    text: say(language, 'What the model used, not what an examiner would.'),
    x: width,
    y: foot + 8,
    anchor: 'end',
  });
  return { width, height: ABOVE + tall + BELOW + KEY, areas, pictures, regions, lines: [], labels };
}

/** What the parts of a word that agree gave, and what those that differ took; both together are the cosine. */
export function sumsOf({ contributions }: Pick<WordParts, 'contributions'>): {
  readonly agrees: number;
  readonly differs: number;
} {
  const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);
  return {
    agrees: sum(contributions.filter((each) => each >= 0)),
    differs: sum(contributions.filter((each) => each < 0)),
  };
}

/** The word as it stands on its page, laid where the encoder saw it; the crop itself where that is not known. */
function pictureOf(
  { image, box, seen }: WordParts,
  left: number,
  frame: number,
  tall: number,
  unit: number,
): PlotPicture {
  if (seen === null) return { image, x: left, y: ABOVE, width: frame, height: tall };
  const { onPage, inCrop } = seen;
  const across = (inCrop.width / onPage.width) * unit;
  const down = (inCrop.height / onPage.height) * unit;
  return {
    image,
    x: left + inCrop.x * unit + (box.x - onPage.x) * across,
    y: ABOVE + inCrop.y * unit + (box.y - onPage.y) * down,
    width: box.width * across,
    height: box.height * down,
    clip: [
      [left, ABOVE],
      [left + frame, ABOVE],
      [left + frame, ABOVE + tall],
      [left, ABOVE + tall],
    ],
  };
}
