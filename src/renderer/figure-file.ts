import { brokenLines } from './broken-lines.ts';

/** What a figure is drawn with where it is taken elsewhere: dark on paper, in whatever theme. */
const ON_PAPER: Readonly<Record<string, string>> = {
  '--line': '#b4b4b4',
  '--text': '#1b1b1b',
  '--text-third': '#5c5c5c',
  '--chosen': '#e4e4e4',
  '--questioned': '#0b6868',
  '--known': '#8a5200',
};

/**
 * A figure as a file of its own: on paper, with its pictures inside.
 *
 * @param text SVG as the window shows it.
 * @param pictures addresses of the pictures in it.
 * @throws Error where one of them cannot be read.
 */
export async function onPaper(text: string, pictures: readonly string[]): Promise<string> {
  const coloured = text.replaceAll(/var\((--[a-z-]+)\)/gu, (_, name: string) => ON_PAPER[name] ?? '#1b1b1b');
  const inside = await Promise.all(
    [...new Set(pictures)].map(async (address) => [escaped(address), await dataAddress(address)] as const),
  );
  return inside.reduce(
    (svg, [address, data]) => svg.replaceAll(`href="${address}"`, `href="${data}"`),
    coloured,
  );
}

/** The same of a figure that is drawn. */
export const svgOnPaper = (svg: SVGSVGElement, pictures: readonly string[]): Promise<string> =>
  onPaper(new XMLSerializer().serializeToString(svg), pictures);

/** As an attribute of XML says it. */
const escaped = (address: string): string => address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

async function dataAddress(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error((await response.text()).trim());
  return dataOf(await response.blob());
}

/** Points that a line of a caption takes, the least that it is wide, and letters that have room in a point of width. */
const CAPTION = { line: 11, least: 280, lettersAPoint: 0.225 } as const;

/**
 * A figure with its caption below, so that the file says by itself what it shows.
 *
 * @param svg as `onPaper` gives it.
 */
export function captioned(
  svg: string,
  { width, height }: { readonly width: number; readonly height: number },
  paragraphs: readonly string[],
): string {
  const wide = Math.max(width, CAPTION.least);
  const most = Math.floor(wide * CAPTION.lettersAPoint);
  const lines = paragraphs.flatMap((text) => brokenLines(text, (line) => lettersOf(line) <= most));
  const whole = height + 8 + lines.length * CAPTION.line;
  const words = lines.map((line, at) =>
    [
      '<text',
      'x="0"',
      `y="${height + 8 + at * CAPTION.line}"`,
      `fill="#1b1b1b">${escaped(line).replaceAll('<', '&lt;')}</text>`,
    ].join(' '),
  );
  return svg
    .replace(
      `viewBox="0 0 ${width} ${height}"`,
      `viewBox="0 0 ${wide} ${whole}" width="${wide}pt" height="${whole}pt"`,
    )
    .replace(/<\/svg>\s*$/u, `${words.join('')}</svg>`);
}

/** Letters that a text takes the room of: a Chinese sign or mark is as wide as two. */
const lettersOf = (text: string): number =>
  text.length + (text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu)?.length ?? 0);

/** Pixels an inch of a figure as PNG, and the longest that a side of it may be, in any browser of today. */
const FIGURE_RESOLUTION = 300;
const LONGEST_SIDE = 16_000;

/**
 * A figure as PNG on white, at 300 pixels an inch, or at fewer where it would be larger than a picture can be.
 *
 * @param svg as `captioned` gives it.
 * @throws Error where the browser cannot draw it.
 */
export async function rasterised(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    // A point is 1/72 inch, and 4/3 of the pixels that a browser gives an image's size in.
    const wanted = (FIGURE_RESOLUTION / 72) * (3 / 4);
    const scale = Math.min(wanted, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('the figure could not be drawn as a picture');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A file's bytes as a `data:` address. */
function dataOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('the picture cannot be read'));
    reader.readAsDataURL(blob);
  });
}
