import sharp from 'sharp';
import { WORD_INPUT, type WordCrop } from './normalise.ts';

/** A normalised crop as a PNG to look at: dark ink on white paper, otherwise pixel for pixel what the encoder sees. */
export async function cropPicture(crop: WordCrop): Promise<Uint8Array> {
  const pixels = crop.map((value) => 255 - value);
  return sharp(pixels, { raw: { width: WORD_INPUT.width, height: WORD_INPUT.height, channels: 1 } })
    .png()
    .toBuffer();
}
