import { scratch, type Pdfium } from './pdfium.ts';

/** Pixels per inch of a page that states none of its own: what is drawn has no pixels, and small pictures decide nothing. */
const USUAL_DPI = 300;
/** Finest and coarsest resolution that a page's pictures can give it. */
const FINEST_DPI = 1200;
const COARSEST_DPI = 72;
/** Share of the page that a picture covers at least to decide the page's resolution. */
const LARGE = 0.25;
/** What part of the page's side each edge of the picture of a scanned page may be off. */
const OFF_EDGE = 0.02;
/** What part of itself a picture's side may be off where it counts as upright, and its resolutions where as one. */
const STRAIGHT = 1e-3;
const SQUARE = 0.01;
/** Forms within forms that are looked into, and objects that are looked at; a page beyond is drawn like any other. */
const DEEPEST = 6;
const MOST_OBJECTS = 100_000;
export const POINTS_PER_INCH = 72;

/** Values of PDFium's public header fpdf_edit.h. */
const OBJECT = { text: 1, image: 3, form: 5 } as const;
const INVISIBLE_TEXT = 3;
const METADATA = { bytes: 28, bitsPerPixel: 16, colourSpace: 20 } as const;
const UNKNOWN_COLOURS = 0;
const MOST_FILTERS = 8;

/** An affine map as PDF writes it: x' = a x + c y + e, y' = b x + d y + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
const UNCHANGED: Matrix = [1, 0, 0, 1, 0, 0];

/** A picture on a page. */
export interface Picture {
  readonly object: number;
  /** In its own pixels. */
  readonly width: number;
  readonly height: number;
  /** Bytes of a row where nothing is compressed. */
  readonly rowBytes: number;
  readonly filters: readonly string[];
  /** Pixels per inch on the page, in the direction where there are fewer; to a hundredth, as sizes are written in few digits. */
  readonly dpi: number;
}

/** What the pictures of a page say of it. */
export interface PagePictures {
  /**
   * The upright picture that covers the page, of a resolution that pages are read in, where nothing else is seen;
   * recognised text lies unseen under a scan.
   */
  readonly scan: Picture | null;
  /** Pictures that cover much of the page. */
  readonly large: readonly Picture[];
  /** Pixels per inch that the page is read in: those of the finest of these, within bounds. */
  readonly dpi: number;
}

interface Placed {
  readonly picture: Picture;
  readonly placed: Matrix;
  readonly square: boolean;
  /** A stencil has none: it lets the page's own colour through. */
  readonly ownColours: boolean;
}

/** @param page of an open document. */
export function picturesOf(pdfium: Pdfium, page: number): PagePictures {
  const found: Placed[] = [];
  const seen = { visible: pdfium.FPDFPage_GetAnnotCount(page), left: MOST_OBJECTS };
  const size = { width: pdfium.FPDF_GetPageWidthF(page), height: pdfium.FPDF_GetPageHeightF(page) };
  const look = (objects: Objects, outer: Matrix, depth: number): void => {
    for (let at = 0; at < objects.count && seen.left > 0; at++, seen.left--) {
      const object = objects.at(at);
      const type = pdfium.FPDFPageObj_GetType(object);
      if (type === OBJECT.form && depth < DEEPEST) {
        look(objectsOfForm(pdfium, object), multiplied(matrixOf(pdfium, object), outer), depth + 1);
        continue;
      }
      if (type === OBJECT.text && pdfium.FPDFTextObj_GetTextRenderMode(object) === INVISIBLE_TEXT) continue;
      seen.visible++;
      if (type === OBJECT.image) found.push(pictureOf(pdfium, page, object, outer));
    }
  };
  look(objectsOfPage(pdfium, page), UNCHANGED, 0);
  const large = found.filter(({ placed }) => areaOf(placed) >= LARGE * size.width * size.height);
  const finest = Math.max(0, ...large.map(({ picture }) => picture.dpi));
  const dpi = finest === 0 ? USUAL_DPI : Math.min(FINEST_DPI, Math.max(COARSEST_DPI, finest));
  const [only] = large;
  const alone = only !== undefined && only.picture.dpi === dpi && seen.visible === 1 && seen.left > 0;
  const isScan = alone && only.square && only.ownColours && covers(pageBox(pdfium, page), only.placed);
  return { scan: isScan ? only.picture : null, large: large.map(({ picture }) => picture), dpi };
}

interface Objects {
  readonly count: number;
  at(index: number): number;
}

const objectsOfPage = (pdfium: Pdfium, page: number): Objects => ({
  count: pdfium.FPDFPage_CountObjects(page),
  at: (index) => pdfium.FPDFPage_GetObject(page, index),
});

const objectsOfForm = (pdfium: Pdfium, form: number): Objects => ({
  count: pdfium.FPDFFormObj_CountObjects(form),
  at: (index) => pdfium.FPDFFormObj_GetObject(form, index),
});

function pictureOf(pdfium: Pdfium, page: number, object: number, outer: Matrix): Placed {
  const placed = multiplied(matrixOf(pdfium, object), outer);
  const [width, height, bitsPerPixel, colours] = scratch(pdfium, METADATA.bytes, (at) => {
    pdfium.FPDFImageObj_GetImageMetadata(object, page, at);
    const words = pdfium.pdfium.HEAPU32.subarray(at / 4, (at + METADATA.bytes) / 4);
    return [
      words[0]!,
      words[1]!,
      words[METADATA.bitsPerPixel / 4]!,
      words[METADATA.colourSpace / 4]!,
    ] as const;
  });
  const [a, b, c, d] = placed;
  const across = (POINTS_PER_INCH * width) / Math.hypot(a, b);
  const down = (POINTS_PER_INCH * height) / Math.hypot(c, d);
  const dpi = Math.min(across, down);
  return {
    picture: {
      object,
      width,
      height,
      rowBytes: Math.ceil((width * bitsPerPixel) / 8),
      filters: filtersOf(pdfium, object),
      dpi: Number.isFinite(dpi) ? Math.round(100 * dpi) / 100 : 0,
    },
    placed,
    square: Math.abs(across - down) <= SQUARE * dpi,
    ownColours: colours !== UNKNOWN_COLOURS,
  };
}

function filtersOf(pdfium: Pdfium, object: number): string[] {
  const count = Math.min(MOST_FILTERS, pdfium.FPDFImageObj_GetImageFilterCount(object));
  return Array.from({ length: count }, (_, index) => {
    const length = pdfium.FPDFImageObj_GetImageFilter(object, index, 0, 0);
    return scratch(pdfium, length, (at) => {
      pdfium.FPDFImageObj_GetImageFilter(object, index, at, length);
      const name = pdfium.pdfium.HEAPU8.subarray(at, at + length - 1);
      return Buffer.from(name).toString('latin1');
    });
  });
}

function matrixOf(pdfium: Pdfium, object: number): Matrix {
  return scratch(pdfium, 24, (at) => {
    if (!pdfium.FPDFPageObj_GetMatrix(object, at)) return UNCHANGED;
    return [...pdfium.pdfium.HEAPF32.subarray(at / 4, at / 4 + 6)] as unknown as Matrix;
  });
}

/** First one map, then the other. */
function multiplied([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

/** Of the parallelogram that a picture becomes, in square points. */
const areaOf = ([a, b, c, d]: Matrix): number => Math.abs(a * d - b * c);

interface PageBox {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

function pageBox(pdfium: Pdfium, page: number): PageBox {
  return scratch(pdfium, 16, (at) => {
    pdfium.FPDF_GetPageBoundingBox(page, at);
    const [left, top, right, bottom] = pdfium.pdfium.HEAPF32.subarray(at / 4, at / 4 + 4);
    return { left: left!, right: right!, bottom: bottom!, top: top! };
  });
}

/** Whether a picture lies upright and edge to edge on its page. */
function covers({ left, right, bottom, top }: PageBox, [a, b, c, d, e, f]: Matrix): boolean {
  const upright = a > 0 && d > 0 && Math.abs(b) <= STRAIGHT * a && Math.abs(c) <= STRAIGHT * d;
  const across = OFF_EDGE * (right - left);
  const down = OFF_EDGE * (top - bottom);
  return (
    upright &&
    Math.abs(e - left) <= across &&
    Math.abs(e + a - right) <= across &&
    Math.abs(f - bottom) <= down &&
    Math.abs(f + d - top) <= down
  );
}
