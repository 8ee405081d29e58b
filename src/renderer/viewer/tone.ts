import type { WindowMessage } from '../../language/window/window.ts';
import { clauses, decimal, say } from '../stores/window-language.svelte.ts';
import { isOriginal, type Channel, type Tone } from '../../contract/view.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** What ink is shown in where two pages are told apart by colour; multiplied, they give a black. */
export const INKS: Readonly<Record<'first' | 'second', Colour>> = {
  first: [0, 160, 190],
  second: [215, 20, 45],
};

/** What each of the 256 greys of a channel becomes, without channel and threshold. */
export function toneTable({ gamma, contrast, brightness, inverted }: Tone): Uint8ClampedArray {
  // 1 at 0, 0 at -100, and without bound towards 100.
  const slope = contrast === 100 ? Infinity : Math.tan(((contrast / 100 + 1) * Math.PI) / 4);
  return Uint8ClampedArray.from({ length: 256 }, (_, grey) => {
    const light = (grey / 255) ** (1 / gamma);
    // At an endless slope the middle grey itself is white, as at a threshold.
    const sloped = slope === Infinity ? (light < 0.5 ? 0 : 1) : (light - 0.5) * slope + 0.5;
    const value = Math.min(1, Math.max(0, sloped + brightness / 100));
    return 255 * (inverted ? 1 - value : value);
  });
}

/** One grey of a pixel. */
export function greyOf(
  channel: Exclude<Channel, 'colour'>,
  red: number,
  green: number,
  blue: number,
): number {
  if (channel === 'red') return red;
  if (channel === 'green') return green;
  if (channel === 'blue') return blue;
  return Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
}

/**
 * Processes pixels in place. A threshold, and an ink, need one grey for each pixel: of colours it is the luminance.
 *
 * @param pixels red, green, blue and alpha in turn; alpha stays.
 * @param ink what black becomes; white stays white. Null leaves greys grey.
 */
export function applyTone(pixels: Uint8ClampedArray, tone: Tone, ink: Colour | null = null): void {
  if (isOriginal(tone) && ink === null) return;
  const table = toneTable(tone);
  const { threshold } = tone;
  const channel = tone.channel === 'colour' && (threshold !== null || ink !== null) ? 'grey' : tone.channel;
  const [inkRed, inkGreen, inkBlue] = ink ?? [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
    if (channel === 'colour') {
      pixels[at] = table[red]!;
      pixels[at + 1] = table[green]!;
      pixels[at + 2] = table[blue]!;
      continue;
    }
    let grey = table[greyOf(channel, red, green, blue)]!;
    if (threshold !== null) grey = grey < threshold ? 0 : 255;
    const paper = grey / 255;
    pixels[at] = inkRed + (255 - inkRed) * paper;
    pixels[at + 1] = inkGreen + (255 - inkGreen) * paper;
    pixels[at + 2] = inkBlue + (255 - inkBlue) * paper;
  }
}

/**
 * Puts the difference of two grey pictures into the first: white where both are equal, the darker the more they differ.
 * Where only one of them has a page, the other counts as white paper; where neither has one, nothing is drawn.
 */
export function subtract(first: Uint8ClampedArray, second: Uint8ClampedArray): void {
  for (let at = 0; at < first.length; at += 4) {
    const grey = 255 - Math.abs(onPaper(first, at) - onPaper(second, at));
    first[at] = first[at + 1] = first[at + 2] = grey;
    first[at + 3] = Math.max(first[at + 3]!, second[at + 3]!);
  }
}

/** The grey of a pixel that covers white paper as far as its alpha says. */
function onPaper(pixels: Uint8ClampedArray, at: number): number {
  const cover = pixels[at + 3]! / 255;
  return pixels[at]! * cover + 255 * (1 - cover);
}

const CHANNELS = {
  grey: 'grey',
  red: 'red channel',
  green: 'green channel',
  blue: 'blue channel',
} as const satisfies Record<Exclude<Channel, 'colour'>, WindowMessage>;

/** What the picture's label says: "gamma 1.40, contrast +20, threshold 128". */
export function toneText({ channel, gamma, contrast, brightness, inverted, threshold }: Tone): string {
  const signed = (value: number): string => (value > 0 ? `+${value}` : decimal(value, 0));
  const parts = [
    channel === 'colour' ? null : say(CHANNELS[channel]),
    gamma === 1 ? null : say('gamma {value}', { value: decimal(gamma, 2) }),
    contrast === 0 ? null : say('contrast {value}', { value: signed(contrast) }),
    brightness === 0 ? null : say('brightness {value}', { value: signed(brightness) }),
    inverted ? say('inverted') : null,
    threshold === null ? null : say('threshold {value}', { value: threshold }),
  ];
  return clauses(parts.filter((part) => part !== null));
}
