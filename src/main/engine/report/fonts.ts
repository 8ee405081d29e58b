import { create, type Font } from 'fontkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { unpackWoff } from './woff.ts';

/** `text` and `strong` are Noto Sans at two weights; `mono` is for hashes and figures that are compared by eye. */
export type Face = 'text' | 'strong' | 'mono';

/** One font file: a script's slice of a family. */
interface Slice {
  /** Name under which the document knows the font. */
  readonly name: string;
  readonly file: string;
  readonly covers: (codePoint: number) => boolean;
}

interface Source {
  readonly package: string;
  readonly prefix: string;
  /** In the order in which they are asked; `undefined`: all numbered slices of the package. */
  readonly subsets: readonly (string | undefined)[];
}

const scripts = ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'];
const sans: readonly Source[] = [
  { package: '@fontsource/noto-sans', prefix: 'noto-sans', subsets: [...scripts, 'devanagari'] },
  { package: '@fontsource/noto-sans-arabic', prefix: 'noto-sans-arabic', subsets: ['arabic'] },
  {
    package: '@fontsource/noto-sans-sc',
    prefix: 'noto-sans-sc',
    subsets: ['chinese-simplified', undefined],
  },
];
const mono: Source = { package: '@fontsource/noto-sans-mono', prefix: 'noto-sans-mono', subsets: scripts };
const sources: Record<Face, readonly Source[]> = { text: sans, strong: sans, mono: [mono, ...sans] };

/** The one slice whose range its package does not state: CJK punctuation, kana, ideographs and wide forms. */
const CJK = 'U+2E80-30FF,U+31C0-9FFF,U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF,U+20000-3FFFF';

// Not named "require": the bundler declares one of its own at the head of the file.
const packages = createRequire(import.meta.url);

/**
 * The fonts of one document, opened when a character first needs them. Not shared between documents: fontkit
 * remembers the first text a glyph was used for, so a shared font would let one report change another's bytes.
 */
export class FontBook {
  readonly #register: (name: string, font: Font) => void;
  readonly #slices = new Map<Face, readonly Slice[]>();
  readonly #fonts = new Map<string, Font>();

  /** @param register makes an opened font known to the document under its name. */
  constructor(register: (name: string, font: Font) => void) {
    this.#register = register;
  }

  /**
   * Name of the font that has a glyph for every code point of a text, null where none has.
   *
   * @param preferred asked first: keeps neighbouring characters in one font.
   */
  fontFor(face: Face, text: string, preferred: string | null): string | null {
    const codePoints = Array.from(text, (character) => character.codePointAt(0) as number);
    const slices = this.#slicesOf(face);
    const current = slices.find((slice) => slice.name === preferred);
    if (current !== undefined && this.#has(current, codePoints)) return current.name;
    const found = slices.find((slice) => codePoints.some(slice.covers) && this.#has(slice, codePoints));
    return found?.name ?? null;
  }

  #slicesOf(face: Face): readonly Slice[] {
    let slices = this.#slices.get(face);
    if (slices === undefined) {
      slices = sources[face].flatMap((source) => slicesOf(source, face === 'strong' ? 600 : 400));
      this.#slices.set(face, slices);
    }
    return slices;
  }

  #has(slice: Slice, codePoints: readonly number[]): boolean {
    let font = this.#fonts.get(slice.name);
    if (font === undefined) {
      // WOFF 1, since fontkit makes wrong subsets of WOFF 2's transformed outlines.
      font = create(unpackWoff(readFileSync(slice.file)));
      this.#fonts.set(slice.name, font);
      this.#register(slice.name, font);
    }
    return codePoints.every((codePoint) => font.hasGlyphForCodePoint(codePoint));
  }
}

function slicesOf(source: Source, weight: number): Slice[] {
  const ranges = packages(`${source.package}/unicode.json`) as Record<string, string>;
  const numbered = Object.keys(ranges).filter((key) => key.startsWith('['));
  return source.subsets
    .flatMap((subset) => (subset === undefined ? numbered : [subset]))
    .map((subset) => {
      const name = `${source.prefix}-${subset.replace(/[[\]]/g, '')}-${weight}`;
      return {
        name,
        file: packages.resolve(`${source.package}/files/${name}-normal.woff`),
        covers: within(ranges[subset] ?? CJK),
      };
    });
}

/** Reads a CSS `unicode-range`. */
function within(range: string): (codePoint: number) => boolean {
  const spans = range.split(',').map((span) => {
    const [from, to] = span.trim().slice(2).split('-');
    const first = Number.parseInt(from as string, 16);
    return [first, to === undefined ? first : Number.parseInt(to, 16)] as const;
  });
  return (codePoint) => spans.some(([from, to]) => codePoint >= from && codePoint <= to);
}
