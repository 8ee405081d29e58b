import sharp from 'sharp';

/**
 * Leaves this process only the decoders of the formats we promise to read, and those only from memory: a crafted file
 * reaches no other, whatever it claims to be.
 */
export function restrictDecoders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadTiffBuffer',
      'VipsForeignLoadWebpBuffer',
    ],
  });
}
