import { createHash } from 'node:crypto';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { grayPage, pagesOf, upright } from '../../../../src/main/engine/imaging/decode.ts';
import type { Evidence } from '../../../../src/main/engine/imaging/evidence.ts';
import { besidesPages, withPdf } from '../../../../src/main/engine/imaging/pdf.ts';
import { pdfFile, scanPage, setOnDocument, setOnPage, writtenPdf, type WrittenPdf } from './pdf-file.ts';

const evidenceOf = (bytes: Buffer, name = 'letter.pdf'): Evidence => ({
  name,
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  format: 'pdf',
  decodable: bytes,
});

const WIDTH = 160;
const HEIGHT = 240;
/** Every pixel of another grey than its neighbours: whatever is resampled is not the same afterwards. */
const GRAIN = Buffer.from(
  Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => (Math.imul(at, 2654435761) >>> 13) & 255),
);
const grain = sharp(GRAIN, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } });
const grainPng = grain.clone().toColourspace('b-w').png().toBuffer();

const darkestOf = (data: Uint8Array): number => data.reduce((least, value) => Math.min(least, value), 255);

async function scan(
  change: (document: PDFKit.PDFDocument) => void = () => undefined,
  dpi = 200,
): Promise<Evidence> {
  const png = await grainPng;
  return evidenceOf(
    await pdfFile((document) => {
      scanPage(document, png, { width: WIDTH, height: HEIGHT, dpi });
      change(document);
    }),
  );
}

/** The whole page, which is 57.6 x 86.4 points. */
const placed = '57.6 0 0 86.4 0 0 cm';
const pageWith = (change: Partial<WrittenPdf>): Buffer =>
  writtenPdf({
    width: WIDTH,
    height: HEIGHT,
    box: [57.6, 86.4],
    content:
      change.box === undefined ? `${placed} /I Do` : `${change.box[0]} 0 0 ${change.box[1]} 0 0 cm /I Do`,
    pixels: GRAIN,
    ...change,
  });
const mask = (kind: string, value: number): string =>
  `<</Type/XObject/Subtype/Image/Width 8/Height 8${kind}/Length 64>>stream\n${String.fromCharCode(value).repeat(64)}\nendstream`;

const invisible = (document: PDFKit.PDFDocument): void => {
  document.addContent('3 Tr');
  document.fontSize(6).text('Dear Sir', 4, 4);
};

describe('a scanned page', () => {
  it.each([
    ['alone', undefined],
    ['over its recognised text', invisible],
  ])('%s has the size, resolution and exactly the pixels of its scan', async (_, change) => {
    const evidence = await scan(change);
    expect(await pagesOf(evidence)).toEqual([
      { index: 0, width: WIDTH, height: HEIGHT, dpi: 200, orientation: 1 },
    ]);
    const { width, height, data } = await grayPage(evidence, 0);
    expect([width, height]).toEqual([WIDTH, HEIGHT]);
    expect(Buffer.from(data).equals(GRAIN)).toBe(true);
  });

  it('in colour keeps its colours', async () => {
    const red = await sharp({
      create: { width: 60, height: 40, channels: 3, background: { r: 200, g: 30, b: 10 } },
    })
      .png()
      .toBuffer();
    const evidence = evidenceOf(
      await pdfFile((document) => scanPage(document, red, { width: 60, height: 40, dpi: 150 })),
    );
    const data = await (await upright(evidence, 0)).raw().toBuffer();
    expect([...data.subarray(0, 3)]).toEqual([200, 30, 10]);
    expect(data).toHaveLength(60 * 40 * 3);
  });

  it.each([90, 180, 270])('turned by %i degrees is upright', async (turn) => {
    const evidence = await scan((document) => setOnPage(document, 'Rotate', turn));
    const [facts] = await pagesOf(evidence);
    const lying = turn !== 180;
    expect([facts!.width, facts!.height]).toEqual(lying ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT]);
    const turned = await grain.clone().rotate(turn).toColourspace('b-w').raw().toBuffer();
    expect(Buffer.from((await grayPage(evidence, 0)).data).equals(turned)).toBe(true);
  });

  it('with something drawn on it is drawn whole, in the resolution of its scan', async () => {
    const evidence = await scan((document) => document.rect(10, 10, 30, 30).fill('black'));
    expect(await pagesOf(evidence)).toMatchObject([{ width: WIDTH, height: HEIGHT, dpi: 200 }]);
    const { data } = await grayPage(evidence, 0);
    expect(data[60 * WIDTH + 60]).toBe(0);
    expect(data[200 * WIDTH + 130]).toBeGreaterThan(0);
  });

  it('inside a form, as programs that stamp pages leave it, is still read as it is', async () => {
    const evidence = evidenceOf(pageWith({ content: '/F Do', form: `${placed} /I Do` }));
    expect(await pagesOf(evidence)).toMatchObject([{ width: WIDTH, height: HEIGHT, dpi: 200 }]);
    expect(Buffer.from((await grayPage(evidence, 0)).data).equals(GRAIN)).toBe(true);
  });

  it.each<[string, Partial<WrittenPdf>]>([
    [
      'a soft mask',
      { image: '/SMask 6 0 R', extra: mask('/ColorSpace/DeviceGray/BitsPerComponent 8', 0x00) },
    ],
    ['a stencil mask', { image: '/Mask 6 0 R', extra: mask('/ImageMask true/BitsPerComponent 1', 0xff) }],
    ['transparency', { content: `q /T gs ${placed} /I Do Q`, resources: '/ExtGState<</T<</ca 0>>>>' }],
    [
      'a layer that is off',
      {
        content: `/OC /L BDC q ${placed} /I Do Q EMC`,
        resources: '/Properties<</L 6 0 R>>',
        extra: '<</Type/OCG/Name(L)>>',
        catalogue: '/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>',
      },
    ],
  ])('that its page hides by %s is hidden', async (_, change) => {
    const { data } = await grayPage(evidenceOf(pageWith(change)), 0);
    expect(darkestOf(data)).toBe(255);
  });

  it('that is a stencil is ink on paper', async () => {
    const stencil = {
      image: '/ImageMask true/BitsPerComponent 1',
      pixels: Buffer.alloc((WIDTH / 8) * HEIGHT, 0x0f),
    };
    const { data } = await grayPage(evidenceOf(pageWith(stencil)), 0);
    expect([data[0], data[4]]).toEqual([0, 255]);
  });

  it.each([36, 2400])('of %i dpi is drawn, as large as is said of it', async (dpi) => {
    const [facts] = await pagesOf(await scan(undefined, dpi));
    const { width, height } = await grayPage(await scan(undefined, dpi), 0);
    expect([width, height]).toEqual([facts!.width, facts!.height]);
    expect(facts!.dpi).toBe(dpi === 36 ? 72 : 1200);
  });

  it('whose pixels are not square keeps its proportions', async () => {
    const evidence = evidenceOf(pageWith({ box: [WIDTH * 0.36, HEIGHT * 0.72] }));
    const [facts] = await pagesOf(evidence);
    expect([facts!.width, facts!.height, facts!.dpi]).toEqual([80, 240, 100]);
  });

  it.each<[string, Partial<WrittenPdf>]>([
    ['a compressed picture that breaks off', { pixels: GRAIN.subarray(0, GRAIN.length / 2) }],
    ['one that is not compressed at all', { filter: '/FlateDecode', raw: Buffer.from('nothing') }],
  ])('with %s is refused', async (_, change) => {
    await expect(grayPage(evidenceOf(pageWith(change)), 0)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/Page 1 of letter\.pdf is damaged or incomplete.*Get the file again/),
    });
  });

  it('with a JPEG that breaks off is refused', async () => {
    const jpeg = await grain.clone().jpeg().toBuffer();
    const whole = { filter: '/DCTDecode', raw: jpeg };
    expect((await grayPage(evidenceOf(pageWith(whole)), 0)).width).toBe(WIDTH);
    const cut = { filter: '/DCTDecode', raw: jpeg.subarray(0, jpeg.length / 2) };
    await expect(grayPage(evidenceOf(pageWith(cut)), 0)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('larger than its page shows only what lies on the page', async () => {
    const evidence = await scan((document) => setOnPage(document, 'CropBox', [0, 0, 28.8, 86.4]));
    expect(await pagesOf(evidence)).toMatchObject([{ width: 80, height: 240, dpi: 200 }]);
  });
});

describe('a drawn page', () => {
  it('is drawn at 300 dpi, black on white', async () => {
    const evidence = evidenceOf(
      await pdfFile((document) => {
        document.addPage({ size: [72, 144], margin: 0 });
        document.rect(36, 0, 36, 72).fill('black');
        document.addPage({ size: 'A4', margin: 0 });
      }),
    );
    expect(await pagesOf(evidence)).toEqual([
      { index: 0, width: 300, height: 600, dpi: 300, orientation: 1 },
      { index: 1, width: 2480, height: 3508, dpi: 300, orientation: 1 },
    ]);
    const { data } = await grayPage(evidence, 0);
    expect([data[10 * 300 + 10], data[10 * 300 + 200], data[400 * 300 + 200]]).toEqual([255, 0, 255]);
  });

  it('shows its annotations', async () => {
    const evidence = evidenceOf(
      await pdfFile((document) => {
        document.addPage({ size: [72, 72], margin: 0 });
        document.highlight(12, 12, 48, 48, { color: '#000080' });
      }),
    );
    const { data } = await grayPage(evidence, 0);
    expect(darkestOf(data)).toBeLessThan(128);
  });

  it('shows its form fields, signature fields among them', async () => {
    const appearance =
      '<</Type/XObject/Subtype/Form/BBox[0 0 57.6 86.4]/Length 23>>stream\n0 g 9 9 40 60 re f     \nendstream';
    const evidence = evidenceOf(
      pageWith({
        content: '',
        page: '/Annots[<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/F 4/Rect[0 0 57.6 86.4]/AP<</N 6 0 R>>>>]',
        extra: appearance,
      }),
    );
    expect(darkestOf((await grayPage(evidence, 0)).data)).toBe(0);
  });

  it('takes no resolution from a small picture on it', async () => {
    const png = await grainPng;
    const evidence = evidenceOf(
      await pdfFile((document) => {
        document.addPage({ size: 'A4', margin: 0 });
        document.image(png, 20, 20, { width: 40 });
      }),
    );
    expect(await pagesOf(evidence)).toMatchObject([{ dpi: 300 }]);
  });
});

describe('what is refused or said', () => {
  const page = (document: PDFKit.PDFDocument): void => void document.addPage({ size: 'A5' }).text('Dear Sir');

  it('a document with a password', async () => {
    const evidence = evidenceOf(await pdfFile(page, { userPassword: 'secret', pdfVersion: '1.7' }));
    await expect(pagesOf(evidence)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/letter\.pdf is protected.*Save a copy without protection/),
    });
  });

  it('but not one that only forbids changes', async () => {
    const evidence = evidenceOf(await pdfFile(page, { ownerPassword: 'secret', pdfVersion: '1.7' }));
    expect(await pagesOf(evidence)).toHaveLength(1);
  });

  it('a damaged one', async () => {
    const evidence = evidenceOf(Buffer.from('%PDF-1.7\nnothing of a document'));
    await expect(pagesOf(evidence)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/damaged or incomplete.*Get the file again/),
    });
  });

  it('a page of gigantic size', async () => {
    const evidence = evidenceOf(
      await pdfFile((document) => document.addPage({ size: [14_400, 14_400], margin: 0 })),
    );
    await expect(pagesOf(evidence)).rejects.toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('60000 x 60000 pixels'),
    });
  });

  it('more pages than a file may have', async () => {
    const evidence = evidenceOf(
      await pdfFile((document) => {
        for (let at = 0; at < 501; at++) document.addPage({ size: [72, 72], margin: 0 });
      }),
    );
    await expect(pagesOf(evidence)).rejects.toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('501 pages'),
    });
  });

  it.each([
    [
      'a file on a page',
      '/Subtype/FileAttachment/FS<</Type/Filespec/F(a)>>',
      /files, sounds or films on its pages/,
    ],
    ['a hidden annotation', '/Subtype/Square/F 2', /hidden annotations/],
    ['a unit of its own', '>>]/UserUnit 2/Empty[<<', /a unit of its own/],
  ])('%s', async (_, annotation, said) => {
    const annotated = `/Annots[<</Type/Annot/Rect[0 0 9 9]${annotation}>>]`;
    expect(await besidesPages(evidenceOf(pageWith({ page: annotated })))).toMatchObject({
      code: 'read-in-part',
      message: expect.stringMatching(said),
    });
  });

  it('files attached to it', async () => {
    const evidence = evidenceOf(
      await pdfFile((document) => {
        page(document);
        document.file(Buffer.from('a,b'), { name: 'table.csv' });
      }),
    );
    expect(await besidesPages(evidence)).toMatchObject({
      code: 'read-in-part',
      message: expect.stringMatching(/^letter\.pdf has other files attached to it/),
    });
    expect(await besidesPages(evidenceOf(await pdfFile(page)))).toBeNull();
  });

  it('what it would run or fetch is neither', async () => {
    const evidence = evidenceOf(
      await pdfFile((document) => {
        page(document);
        setOnDocument(document, 'OpenAction', {
          S: 'JavaScript',
          JS: new String('app.launchURL("http://127.0.0.1:9/");this.pageNum = 7;'),
        });
        document.link(0, 0, 99, 99, 'http://127.0.0.1:9/');
      }),
    );
    expect(await pagesOf(evidence)).toHaveLength(1);
    expect(darkestOf((await grayPage(evidence, 0)).data)).toBeLessThan(128);
  });
});

it('reads several documents at once, each as it is', async () => {
  const [one, other] = [await scan(), await scan(undefined, 300)];
  const all = await Promise.all(
    [one, other, one, other, one].map((evidence) => withPdf(evidence, (document) => document.facts(0).dpi)),
  );
  expect(all).toEqual([200, 300, 200, 300, 200]);
});

it('whatever is changed in a document, it is read or refused with a reason', async () => {
  const { bytes } = await scan(invisible);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
      async (changes, share) => {
        const changed = Buffer.from(bytes.subarray(0, Math.ceil(share * bytes.length)));
        for (const [at, value] of changes) if (at < changed.length) changed[at] = value;
        const evidence = evidenceOf(changed);
        try {
          for (const { index } of await pagesOf(evidence)) await grayPage(evidence, index);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^file-(unreadable|too-large)$/) });
        }
      },
    ),
    { numRuns: 60 },
  );
});
