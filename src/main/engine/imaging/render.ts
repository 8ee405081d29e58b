import { ChirographError } from '../../../contract/schema.ts';
import { tileBox } from '../../../contract/tiles.ts';
import { decoding, pagesOf, upright, type PageFacts } from './decode.ts';
import type { Evidence } from './evidence.ts';
import { limits, mebibytes } from './limits.ts';
import type { PageMemory } from './page-memory.ts';
import type { RenderedImage, RenderRequest } from './preparation.ts';

/** Pictures up to this side are for lists, where small files matter more than the last grey level. */
const THUMBNAIL = 512;

/**
 * The original pixels as a picture to look at: upright, colours brought to sRGB, nothing else done to them.
 * A JPEG stays a JPEG, of high quality and full colour resolution; all else becomes a lossless PNG.
 *
 * @param begun is told of the page before it is decoded.
 * @param met is called for each page of the file whose header was read.
 * @param memory keeps the page between pictures cut from it.
 * @throws ChirographError as `Preparation` lists them; `not-found` for a page, box or tile that the file does not have.
 */
export async function renderEvidence(
  evidence: Evidence,
  { page, box, maxSize, tile }: Omit<RenderRequest, 'path'>,
  memory: PageMemory,
  begun: (facts: PageFacts) => void = () => undefined,
  met: () => void = () => undefined,
): Promise<RenderedImage> {
  const facts = (await pagesOf(evidence, met)).find(({ index }) => index === page);
  if (facts === undefined) {
    throw new ChirographError('not-found', `${evidence.name} has no page ${page + 1}.`);
  }
  begun(facts);
  const region = box ?? { x: 0, y: 0, width: facts.width, height: facts.height };
  if (
    region.width < 1 ||
    region.height < 1 ||
    region.x + region.width > facts.width ||
    region.y + region.height > facts.height
  ) {
    throw new ChirographError(
      'not-found',
      `The region ${region.x}, ${region.y}, ${region.width} x ${region.height} is not on page ${page + 1} of ${evidence.name} (${facts.width} x ${facts.height} pixels).`,
    );
  }
  const part = tile === undefined ? box : tileBox(facts, tile);
  if (part === null) {
    throw new ChirographError(
      'not-found',
      `Page ${page + 1} of ${evidence.name} (${facts.width} x ${facts.height} pixels) has no tile ${tile?.column}, ${tile?.row} at level ${tile?.level}.`,
    );
  }
  const { data, info } = await decoding(evidence, page, async () => {
    let picture =
      part === undefined
        ? await upright(evidence, page)
        : (await memory.open(evidence, page, facts, tile?.level)).extract({
            left: part.x,
            top: part.y,
            width: part.width,
            height: part.height,
          });
    if (maxSize !== undefined) {
      picture = picture.resize({ width: maxSize, height: maxSize, fit: 'inside', withoutEnlargement: true });
    }
    const encoded =
      maxSize !== undefined && maxSize <= THUMBNAIL
        ? picture.flatten({ background: '#fff' }).jpeg({ quality: 90 })
        : evidence.format === 'jpeg'
          ? picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
          : picture.flatten({ background: '#fff' }).png({ compressionLevel: 3 });
    return encoded.toBuffer({ resolveWithObject: true });
  });
  if (data.length > limits.messageBytes) {
    throw new ChirographError(
      'file-too-large',
      `The picture of page ${page + 1} of ${evidence.name} takes more than ${mebibytes(limits.messageBytes)} MiB and cannot be shown whole in full size. Look at it in parts or at a smaller size.`,
    );
  }
  return {
    mediaType: info.format === 'png' ? 'image/png' : 'image/jpeg',
    width: info.width,
    height: info.height,
    bytes: data,
    sha256: evidence.sha256,
  };
}
