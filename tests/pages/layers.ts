import type { Font } from 'fontkit';
import sharp from 'sharp';
import { openFont } from '../../src/main/engine/demo/hands.ts';
import { svgLetters } from '../../src/main/engine/demo/handwriting.ts';
import type { SeededRandom } from '../../src/main/engine/demo/random.ts';
import type { Layer } from './sheet.ts';

/** A sheet to draw on, in pixels, and how many of them are a millimetre. */
export interface SheetSize {
  readonly width: number;
  readonly height: number;
  readonly perMillimetre: number;
}

/** Draws SVG elements in white on black; what is white covers. */
export async function drawn({ width, height }: SheetSize, elements: string, blur = 0): Promise<Uint8Array> {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%" fill="#000"/>${elements}</svg>`;
  const image = sharp(Buffer.from(svg)).removeAlpha().extractChannel(0);
  return (blur < 0.3 ? image : image.blur(blur)).raw().toBuffer();
}

/** Lines of ruled paper, or the squares of a notebook. */
export async function ruling(size: SheetSize, squares: boolean, random: SeededRandom): Promise<Layer> {
  const { width, height, perMillimetre } = size;
  const pitch = perMillimetre * (squares ? 5 : random.between(7, 9));
  const lines: string[] = [];
  for (let y = pitch * random.between(1, 2); y < height; y += pitch) lines.push(`M0 ${y}H${width}`);
  for (let x = pitch * random.next(); squares && x < width; x += pitch) lines.push(`M${x} 0V${height}`);
  const pen = Math.max(0.7, perMillimetre * random.between(0.12, 0.22));
  return {
    cover: await drawn(size, `<path d="${lines.join('')}" stroke="#fff" stroke-width="${pen}"/>`),
    colour: [96, 128, 190],
    strength: random.between(0.3, 0.6),
  };
}

/** Coffee rings and blots: brown, soft inside, with a darker rim. */
export async function stains(size: SheetSize, random: SeededRandom): Promise<Layer> {
  const { width, height, perMillimetre } = size;
  const shapes = Array.from({ length: 4 }, (_, index) => {
    const x = random.next() * width;
    const y = random.between(0.05, 0.7) * height;
    const reach = perMillimetre * random.between(6, 30);
    const flat = reach * random.between(0.6, 1);
    const inside = index % 2 === 0 ? random.between(0.25, 0.6) : 0;
    return (
      `<ellipse cx="${x}" cy="${y}" rx="${reach}" ry="${flat}" fill="#fff" fill-opacity="${inside}" ` +
      `stroke="#fff" stroke-width="${perMillimetre * random.between(0.5, 2)}"/>`
    );
  });
  return {
    cover: await drawn(size, shapes.join(''), 0.25 * perMillimetre),
    colour: [122, 84, 44],
    strength: random.between(0.3, 0.5),
  };
}

/** Two holes of a staple and the staple, in the corner where sheets are held together. */
export async function staple(size: SheetSize, random: SeededRandom): Promise<Layer> {
  const unit = size.perMillimetre;
  const x = unit * random.between(6, 12);
  const y = unit * random.between(5, 10);
  const turn = random.between(-40, 10);
  const parts =
    `<g transform="translate(${x} ${y}) rotate(${turn})" fill="#fff" stroke="#fff">` +
    `<circle r="${0.8 * unit}"/><circle cx="${11 * unit}" r="${0.8 * unit}"/>` +
    `<path d="M0 ${2.5 * unit}H${11 * unit}" stroke-width="${0.6 * unit}"/></g>`;
  return { cover: await drawn(size, parts, 0.05 * unit), colour: [50, 50, 52], strength: 0.9 };
}

/** A round office stamp with its printing, somewhere over the writing. */
export async function stamp(size: SheetSize, random: SeededRandom): Promise<Layer> {
  const { width, height, perMillimetre: unit } = size;
  const font = await printingFont();
  const reach = unit * random.between(13, 18);
  const texts = [
    printed(font, 'COUNTY OFFICE', -0.78 * reach, -0.1 * reach, 0.2 * reach),
    printed(font, '14 MAY', -0.45 * reach, 0.3 * reach, 0.24 * reach),
  ];
  const x = width * random.between(0.3, 0.75);
  const y = height * random.between(0.2, 0.5);
  const parts =
    `<g transform="translate(${x} ${y}) rotate(${random.between(-25, 25)})">` +
    `<circle r="${reach}" fill="none" stroke="#fff" stroke-width="${0.6 * unit}"/>` +
    `<circle r="${0.88 * reach}" fill="none" stroke="#fff" stroke-width="${0.25 * unit}"/>` +
    `<path d="${texts.join('')}" fill="#fff"/></g>`;
  return {
    cover: await drawn(size, parts),
    colour: random.next() < 0.5 ? [110, 60, 150] : [180, 50, 60],
    strength: random.between(0.4, 0.65),
  };
}

/** A printed form: a title, labels down the left side, lines to write on and a frame around it all. */
export async function form(size: SheetSize, lines: readonly number[]): Promise<Layer> {
  const { width, height, perMillimetre: unit } = size;
  const font = await printingFont();
  const labels = ['Name', 'Address', 'Date', 'Place', 'Subject', 'Account', 'Remarks', 'Signed'];
  const texts = [printed(font, 'STATEMENT OF FACTS', 12 * unit, 9.5 * unit, 3.4 * unit)];
  const rules = [`M${5 * unit} ${5 * unit}H${width - 5 * unit}V${height - 5 * unit}H${5 * unit}Z`];
  lines.forEach((y, index) => {
    rules.push(`M${23 * unit} ${y + 0.6 * unit}H${width - 9 * unit}`);
    if (index < labels.length) texts.push(printed(font, labels[index]!, 7 * unit, y, 2.6 * unit));
  });
  const parts =
    `<path d="${rules.join('')}" fill="none" stroke="#fff" stroke-width="${0.25 * unit}"/>` +
    `<path d="${texts.join('')}" fill="#fff"/>`;
  return { cover: await drawn(size, parts), colour: [40, 40, 40], strength: 0.85 };
}

const printingFont = (): Promise<Font> =>
  openFont({
    package: '@fontsource/noto-sans',
    name: 'Noto Sans',
    copyright: 'Copyright 2022 The Noto Project Authors (https://github.com/notofonts/latin-greek-cyrillic)',
  });

/** Units of the printing font to its size. */
const UNITS = 1000;

/** SVG path data of printed text, from its left end on the baseline. */
function printed(font: Font, text: string, left: number, baseline: number, size: number): string {
  const { glyphs, positions } = font.layout(text);
  const unit = size / UNITS;
  let pen = left;
  let path = '';
  glyphs.forEach((glyph, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index]!;
    for (const { command, args } of glyph.path.commands) {
      path += svgLetters[command];
      for (let at = 0; at + 1 < args.length; at += 2) {
        const x = pen + (args[at]! + xOffset) * unit;
        const y = baseline - (args[at + 1]! + yOffset) * unit;
        path += `${x.toFixed(1)} ${y.toFixed(1)} `;
      }
    }
    pen += xAdvance * unit;
  });
  return path;
}
