import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceFormat } from '../../../../src/main/engine/imaging/evidence.ts';
import { readInPart } from '../../../../src/main/engine/imaging/more-pictures.ts';
import { multiPicture, ringOf, withSegment, withTag } from './crafted.ts';
import { tiffFile } from './tiff.ts';

const said = (bytes: Buffer, format: EvidenceFormat = 'jpeg'): string | null =>
  readInPart({ name: 'letter', bytes, format })?.message ?? null;

const jpegOf = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#ccc' } })
    .jpeg()
    .toBuffer();

let large: Buffer;
let small: Buffer;
beforeAll(async () => {
  large = await jpegOf(80, 60);
  small = await jpegOf(20, 15);
});

const XMP = 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta ';
const UNDEFINED = 0;
const MULTI_ANGLE = 0x020003;
const LARGE_THUMBNAIL = 0x010002;
const MORE = expect.stringContaining(
  'letter holds more than one picture, of which the first was read',
) as string;

describe('readInPart of a JPEG', () => {
  it('says nothing of one picture, also one in several scans', async () => {
    expect(said(large)).toBeNull();
    expect(said(await sharp(large).jpeg({ progressive: true }).toBuffer())).toBeNull();
  });

  it.each([UNDEFINED, MULTI_ANGLE])('says that an index names another picture, of kind %i', (kind) => {
    for (const jpeg of [large, small]) expect(said(multiPicture(large, [{ jpeg, kind }]))).toEqual(MORE);
  });

  it('says that another picture follows which no index names, whatever lies between', () => {
    expect(said(Buffer.concat([large, large]))).toEqual(MORE);
    expect(said(Buffer.concat([large, Buffer.alloc(5000), small]))).toEqual(MORE);
    expect(said(Buffer.concat([large, Buffer.from([0xff, 0xd8, 0xff, 0xd8, 0xff]), small]))).toEqual(MORE);
  });

  it('says so of a picture cut short as well', () => {
    expect(said(Buffer.concat([large, large.subarray(0, large.length - 40)]))).toEqual(MORE);
  });

  it('says so where the first picture has no end, and of what file carving cut off', () => {
    for (const cut of [1, 2, 40]) {
      expect(said(Buffer.concat([large.subarray(0, large.length - cut), small]))).toEqual(MORE);
    }
    expect(said(large.subarray(0, large.length - 2))).toBeNull();
  });

  it('leaves out a preview, but none that is as large', () => {
    expect(said(multiPicture(large, [{ jpeg: small, kind: LARGE_THUMBNAIL }]))).toBeNull();
    for (const jpeg of [small, large]) {
      expect(said(multiPicture(small, [{ jpeg, kind: LARGE_THUMBNAIL }]))).toEqual(MORE);
    }
  });

  it('finds the picture behind a preview', () => {
    const pictures = [
      { jpeg: small, kind: LARGE_THUMBNAIL },
      { jpeg: large, kind: MULTI_ANGLE },
    ];
    expect(said(multiPicture(large, pictures))).toEqual(MORE);
  });

  const HDRGM = 'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"';
  const URN = 'urn:iso:std:iso:ts:21496:-1\0';
  const photoOf = {
    Android: (jpeg: Buffer) =>
      withSegment(jpeg, 0xe1, Buffer.from(`${XMP}${HDRGM}><Container:Directory><rdf:Seq>`)),
    Apple: (jpeg: Buffer) => jpeg,
    ISO: (jpeg: Buffer) => withSegment(jpeg, 0xe2, Buffer.from(`${URN}\0\0\0\0`)),
  };
  const gainMapOf = {
    Android: (jpeg: Buffer) => withSegment(jpeg, 0xe1, Buffer.from(`${XMP}${HDRGM} hdrgm:GainMapMax="3.5"`)),
    Apple: (jpeg: Buffer) =>
      withSegment(
        jpeg,
        0xe1,
        Buffer.from(`${XMP}<apdi:AuxiliaryImageType>urn:com:apple:photo:2020:aux:hdrgainmap`),
      ),
    ISO: (jpeg: Buffer) => withSegment(jpeg, 0xe2, Buffer.from(`${URN}${'\0'.repeat(60)}`)),
  };

  describe.each(['Android', 'Apple', 'ISO'] as const)('with a gain map as %s writes it', (maker) => {
    const photo = photoOf[maker];
    const gainMap = gainMapOf[maker];

    it('leaves it out, but none that is as large as its photo', () => {
      expect(said(multiPicture(photo(large), [{ jpeg: gainMap(small), kind: UNDEFINED }]))).toBeNull();
      expect(said(multiPicture(photo(small), [{ jpeg: gainMap(small), kind: UNDEFINED }]))).toEqual(MORE);
      expect(said(multiPicture(photo(small), [{ jpeg: gainMap(large), kind: UNDEFINED }]))).toEqual(MORE);
    });

    it('takes no second photo for one', () => {
      expect(said(Buffer.concat([photo(large), photo(small)]))).toEqual(MORE);
      expect(said(Buffer.concat([large, photo(small)]))).toEqual(MORE);
      expect(said(Buffer.concat([photo(large), gainMap(small), photo(small), gainMap(small)]))).toEqual(MORE);
    });

    it('leaves out one alone', () => {
      expect(said(Buffer.concat([photo(large), gainMap(small), gainMap(small)]))).toEqual(MORE);
    });
  });

  it('leaves out the mattes that Apple stores beside a portrait, one of a kind', () => {
    const matte = (kind: string): Buffer =>
      withSegment(
        small,
        0xe1,
        Buffer.from(`${XMP}apdi:AuxiliaryImageType="urn:com:apple:photo:2019:aux:${kind}"`),
      );
    const [skin, hair] = [matte('semanticskinmatte'), matte('semantichairmatte')];
    expect(said(Buffer.concat([large, skin, hair, gainMapOf.Apple(small)]))).toBeNull();
    expect(said(Buffer.concat([large, skin, skin]))).toEqual(MORE);
    expect(said(Buffer.concat([small, skin]))).toEqual(MORE);
  });

  it('leaves out depth maps that the list of parts names, where it puts them', () => {
    const listing = (jpeg: Buffer, ...parts: readonly [semantic: string, length: number][]): Buffer => {
      const items = parts.map(
        ([semantic, length]) => `<Container:Item Item:Semantic="${semantic}" Item:Length="${length}"/>`,
      );
      return withSegment(jpeg, 0xe1, Buffer.from(`${XMP}<Container:Directory><rdf:Seq>${items.join('')}`));
    };
    const tiny = small.subarray(0, small.length - 2);
    const photo = (jpeg: Buffer): Buffer =>
      listing(
        jpeg,
        ['Primary', 0],
        ['Depth', small.length],
        ['ConfidenceMap', tiny.length],
        ['MotionPhoto', 500],
      );
    const video = Buffer.alloc(500);
    expect(said(Buffer.concat([photo(large), small, tiny, video]))).toBeNull();
    expect(said(Buffer.concat([photo(small), small, tiny, video]))).toEqual(MORE);
    expect(said(Buffer.concat([photo(large), small, small, tiny, video]))).toEqual(MORE);
    expect(said(Buffer.concat([listing(large, ['Original', small.length]), small]))).toEqual(MORE);
  });

  it('says nothing of padding, a trailer or a video behind the picture, nor of a thumbnail inside it', () => {
    const video = Buffer.concat([Buffer.from('\0\0\0\u0018ftypmp42'), Buffer.alloc(3000, 'mdat')]);
    const looksLikeAStart = Buffer.from([0xff, 0xd8, 0xff, 0x17, 0x20, 0x03]);
    for (const rest of [
      Buffer.alloc(4096),
      Buffer.alloc(512, 0xff),
      Buffer.from('SEFHk\0\0\0SEFT'),
      Buffer.concat([video, looksLikeAStart, video]),
    ]) {
      expect(said(Buffer.concat([large, rest]))).toBeNull();
    }
    expect(said(withSegment(large, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), small])))).toBeNull();
  });

  it('finds another picture also where the index is damaged', () => {
    const damaged = withSegment(large, 0xe2, Buffer.from('MPF\0MM'));
    expect(said(Buffer.concat([damaged, small]))).toEqual(MORE);
  });
});

describe('readInPart of a TIFF', () => {
  const page = (width: number): { width: number; height: number; data: Uint8Array } => ({
    width,
    height: 4,
    data: new Uint8Array(width * 4),
  });
  const BELOW = expect.stringContaining('pictures below its pages (SubIFDs)') as string;

  it.each([false, true])('says that a page has pictures below it (big-endian: %s)', (big) => {
    const tiff = (...pages: Parameters<typeof tiffFile>[0]): string | null =>
      said(tiffFile(pages, big), 'tiff');
    expect(tiff(page(6), page(6))).toBeNull();
    expect(tiff({ ...page(6), below: [page(6)] })).toEqual(BELOW);
    expect(tiff(page(9), { ...page(6), below: [page(3)] })).toEqual(BELOW);
    expect(tiff({ ...page(6), below: [{ ...page(3), reduced: true }, page(6)] })).toEqual(BELOW);
  });

  it('leaves out smaller copies, but none that is as large as its page', () => {
    const copy = (width: number): object => ({ ...page(width), reduced: true });
    const below = (...each: object[]): string | null =>
      said(tiffFile([{ ...page(6), below: each as ReturnType<typeof page>[] }]), 'tiff');
    expect(below(copy(3), copy(1))).toBeNull();
    expect(below(copy(3), copy(12))).toEqual(BELOW);
    expect(below(copy(3), copy(6))).toEqual(BELOW);
  });
});

describe('readInPart of what is further below in a TIFF', () => {
  const page = (width: number): { width: number; height: number; data: Uint8Array } => ({
    width,
    height: 4,
    data: new Uint8Array(width * 4),
  });
  const BELOW = expect.stringContaining('pictures below its pages (SubIFDs)') as string;

  it('finds a picture below a smaller copy', () => {
    const copy = { ...page(3), reduced: true };
    expect(said(tiffFile([{ ...page(6), below: [{ ...copy, below: [page(5)] }] }]), 'tiff')).toEqual(BELOW);
    expect(said(tiffFile([{ ...page(6), below: [{ ...copy, below: [copy] }] }]), 'tiff')).toBeNull();
  });

  it('finds a picture that follows a smaller copy in its chain', () => {
    const copy = { ...page(3), reduced: true };
    const tiff = tiffFile([{ ...page(6), below: [copy, page(5)] }]);
    const entry = tiff.indexOf(Buffer.from([330 & 0xff, 330 >> 8, 4, 0, 2, 0, 0, 0]));
    const list = tiff.readUInt32LE(entry + 8);
    const [first, second] = [tiff.readUInt32LE(list), tiff.readUInt32LE(list + 4)];
    tiff.writeUInt32LE(first, list + 4);
    expect(said(tiff, 'tiff')).toBeNull();
    tiff.writeUInt32LE(second, first + 2 + 12 * tiff.readUInt16LE(first));
    expect(said(tiff, 'tiff')).toEqual(BELOW);
  });

  it('is not kept from it by a damaged list at another page', () => {
    const two = tiffFile([
      { ...page(6), below: [page(3), page(3)] },
      { ...page(6), below: [page(5)] },
    ]);
    expect(said(withTag(two, 330, 0xfffffff0), 'tiff')).toEqual(BELOW);
  });

  it('knows a smaller copy by the old tag as well', () => {
    expect(said(tiffFile([{ ...page(6), below: [{ ...page(3), oldType: 2 }] }]), 'tiff')).toBeNull();
    expect(said(tiffFile([{ ...page(6), below: [{ ...page(3), oldType: 1 }] }]), 'tiff')).toEqual(BELOW);
  });
});

describe('readInPart of damaged files', () => {
  const TOO_MANY = expect.stringContaining(
    'letter has more than 100,000 parts and may hold pictures',
  ) as string;

  it('gives up on starts of pictures that lie in each other', () => {
    const nested = Buffer.from([0xff, 0xe0, 0, 8, 0xff, 0xd8, 0xff, 0xe0, 0, 2]);
    expect(said(Buffer.concat([large, Buffer.alloc(20_000 * nested.length, nested)]))).toEqual(TOO_MANY);
  });

  it('gives up on starts that share one stretch of filling', () => {
    const start = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xf0]);
    const starts = Buffer.alloc(10_000 * start.length, start);
    expect(said(Buffer.concat([large, starts, Buffer.alloc(200_000, 0xff)]))).toEqual(TOO_MANY);
  });

  it('gives up on an index of previews that reads the same bytes again and again', () => {
    const index = Buffer.alloc(60_000);
    index.write('MPF\0MM\0*', 0, 'latin1');
    index.writeUInt32BE(8, 8);
    index.writeUInt16BE(400, 12);
    for (let at = 14; at < 14 + 400 * 12; at += 12) {
      index.writeUInt16BE(0xb002, at);
      index.writeUInt32BE(50_000, at + 4);
    }
    expect(said(withSegment(large, 0xe2, index))).toEqual(TOO_MANY);
  });

  it('gives up on a ring of directories with many entries', () => {
    const page = { width: 2, height: 1, data: Uint8Array.of(0, 1) };
    const ring = ringOf(tiffFile(Array.from({ length: 300 }, () => ({ ...page, notes: 300 }))));
    expect(said(ring, 'tiff')).toEqual(TOO_MANY);
  });

  it('has enough for a file of as many pages as may be, each with a smaller copy', () => {
    const page = { width: 2, height: 1, data: Uint8Array.of(0, 1) };
    const copy = { width: 1, height: 1, data: Uint8Array.of(0), reduced: true };
    const pages = Array.from({ length: 500 }, () => ({ ...page, notes: 60, below: [copy] }));
    expect(said(tiffFile(pages), 'tiff')).toBeNull();
  });

  it('neither throws nor hangs', () => {
    const tiff = tiffFile([
      {
        width: 2,
        height: 1,
        data: Uint8Array.of(0, 1),
        below: [{ width: 1, height: 1, data: Uint8Array.of(2) }],
      },
    ]);
    const jpegs = multiPicture(small, [{ jpeg: small, kind: LARGE_THUMBNAIL }]);
    fc.assert(
      fc.property(fc.constantFrom(tiff, jpegs), fc.nat(), fc.nat({ max: 255 }), (whole, at, value) => {
        const bytes = Buffer.from(whole);
        bytes[at % bytes.length] = value;
        const message = said(bytes, whole === tiff ? 'tiff' : 'jpeg');
        expect(message === null || message.length > 0).toBe(true);
      }),
    );
  });
});

it('says of a WebP that another one lies behind it', async () => {
  const webp = await sharp(large).webp().toBuffer();
  expect(said(webp, 'webp')).toBeNull();
  expect(said(Buffer.concat([webp, webp]), 'webp')).toMatch(/holds something behind its picture/);
  expect(said(webp.subarray(0, 6), 'webp')).toBeNull();
});
