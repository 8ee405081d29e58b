import type { ItemRole } from './case.ts';
import { MILLIMETRES_PER_INCH } from './measurements.ts';
import type { Plot, PlotPicture } from './plot.ts';
import { drawnScaleBar } from './scale-bar.ts';

/** A signature as it is to be drawn. */
export interface DrawnSignature {
  /** Image id. */
  readonly image: string;
  /** Of the picture, in pixels of the page. */
  readonly width: number;
  readonly height: number;
  /** Pixels per inch; null where the page does not say. */
  readonly dpi: number | null;
  /** Corners of the outline that was drawn around it, in pixels of the picture; left out where all of its box is compared. */
  readonly outline?: readonly (readonly [x: number, y: number])[];
  /** What it is called, and what is said of it after that. */
  readonly name: string;
  readonly text: string;
}

/** A questioned signature beside references. */
export interface SignaturePlot {
  readonly plot: Plot;
  /** Times natural size, one for all; null where each is as large as it fits, since they have no common scale. */
  readonly magnification: number | null;
  /** Why there is none: a page does not say how large it is, or sizes lie too far apart for one scale. */
  readonly unscaled: 'unknown' | 'apart' | null;
}

/** The questioned signature has the first column, the references the others. */
const COLUMNS = 3;
const GAP = 16;
/** Room for a name over a picture, and between rows. */
const NAME = 13;
const ROW_GAP = 12;
/** The tallest that a picture may be drawn. */
const TALLEST = 74;
/** Room for the scale bar below. */
const FOOT = 20;
const LONGEST_BAR = 90;
/** Times natural size at most, and the largest that a pixel of unknown size may be, in points. */
const MOST = { magnification: 3, pixel: 0.5 } as const;
/** A picture that the common scale makes smaller than this share of what its place allows is no longer readable. */
const SMALLEST_SHARE = 0.35;
const POINTS_PER_MILLIMETRE = 72 / MILLIMETRES_PER_INCH;

/**
 * A questioned signature and references beside it, at one scale where that is known, with a scale bar.
 *
 * @param width in points.
 */
export function signaturePlot(
  questioned: DrawnSignature,
  references: readonly DrawnSignature[],
  width: number,
): SignaturePlot {
  const cell = (width - (COLUMNS - 1) * GAP) / COLUMNS;
  const all = [questioned, ...references];
  const fitting = (each: DrawnSignature): number => Math.min(cell / each.width, TALLEST / each.height);
  const { magnification, unscaled } = commonScale(all, fitting);
  const scaleOf = (each: DrawnSignature): number =>
    magnification === null
      ? Math.min(MOST.pixel, fitting(each))
      : (magnification * 72) / (each.dpi as number);
  const across = COLUMNS - 1;
  const rows = Array.from({ length: Math.ceil(references.length / across) }, (_, row) =>
    references.slice(row * across, (row + 1) * across),
  );
  const pictures: PlotPicture[] = [];
  const labels: Plot['labels'][number][] = [];
  const lines: Plot['lines'][number][] = [];
  const draw = (each: DrawnSignature, column: number, top: number, role: ItemRole): void => {
    const x = column * (cell + GAP);
    const scale = scaleOf(each);
    const [wide, high] = [each.width * scale, each.height * scale];
    const y = top + NAME;
    const clip = each.outline?.map(([across, down]): [number, number] => [
      x + across * scale,
      y + down * scale,
    ]);
    pictures.push({
      image: each.image,
      x,
      y,
      width: wide,
      height: high,
      ...(clip === undefined ? {} : { clip, clipRule: 'even-odd' }),
    });
    lines.push({
      points: [
        [x, y],
        [x + wide, y],
        [x + wide, y + high],
        [x, y + high],
        [x, y],
      ],
      kind: 'grid',
    });
    const text = each.text === '' ? each.name : `${each.name} · ${each.text}`;
    labels.push({ text, x, y: y - 4, anchor: 'start', kind: role });
  };
  draw(questioned, 0, 0, 'questioned');
  let top = 0;
  for (const row of rows) {
    row.forEach((each, at) => draw(each, at + 1, top, 'known'));
    top += NAME + Math.max(...row.map((each) => each.height * scaleOf(each))) + ROW_GAP;
  }
  const beside = NAME + questioned.height * scaleOf(questioned) + ROW_GAP;
  const height = Math.max(top, beside);
  if (magnification === null) {
    return { plot: { width, height, areas: [], pictures, lines, labels }, magnification, unscaled };
  }
  const bar = drawnScaleBar(0, height + FOOT - 8, magnification * POINTS_PER_MILLIMETRE, LONGEST_BAR);
  const plot: Plot = {
    width,
    height: height + FOOT,
    areas: [],
    pictures,
    lines: [...lines, ...bar.lines],
    labels: [...labels, ...bar.labels],
  };
  return { plot, magnification, unscaled };
}

/** The largest scale at which every signature has room, where their pages say how large they are and none gets too small. */
function commonScale(
  all: readonly DrawnSignature[],
  fitting: (each: DrawnSignature) => number,
): Pick<SignaturePlot, 'magnification' | 'unscaled'> {
  const timesOf = (each: DrawnSignature): number => (fitting(each) * (each.dpi ?? 0)) / 72;
  if (all.some(({ dpi }) => dpi === null)) return { magnification: null, unscaled: 'unknown' };
  const magnification = Math.min(MOST.magnification, ...all.map(timesOf));
  const isReadable = all.every(
    (each) => magnification >= SMALLEST_SHARE * Math.min(MOST.magnification, timesOf(each)),
  );
  return isReadable ? { magnification, unscaled: null } : { magnification: null, unscaled: 'apart' };
}
