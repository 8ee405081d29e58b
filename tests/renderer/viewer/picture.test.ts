import { createCanvas, Path2D } from '@napi-rs/canvas';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tileBox, type Tile } from '../../../src/contract/tiles.ts';
import { ORIGINAL } from '../../../src/contract/view.ts';
import {
  drawPicture,
  largestRatio,
  type Drawing,
  type Pictured,
  type PicturedLayer,
} from '../../../src/renderer/viewer/picture.ts';

beforeEach(() => vi.stubGlobal('Path2D', Path2D));
afterEach(() => vi.unstubAllGlobals());

const PAGE = { width: 300, height: 200, dpi: 100, image: 'page-0001' };
const make: Drawing['make'] = ({ width, height }) =>
  createCanvas(width, height).getContext('2d') as unknown as CanvasRenderingContext2D;

/** A page whose pixels have the grey of their place. */
const greyAt = (x: number, y: number): number => (x + 2 * y) % 200;
const drawing: Drawing = {
  make,
  load: (page, tile: Tile) => {
    const box = tileBox(page, tile)!;
    const made = make(box);
    const picture = made.createImageData(box.width, box.height);
    for (let at = 0; at < box.width * box.height; at++) {
      const grey = greyAt(box.x + (at % box.width), box.y + Math.floor(at / box.width));
      picture.data.set([grey, grey, grey, 255], at * 4);
    }
    made.putImageData(picture, 0, 0);
    return Promise.resolve(made.canvas);
  },
};

const layer = (change: Partial<PicturedLayer> = {}): PicturedLayer => ({
  page: PAGE,
  view: { scale: 1, x: 150, y: 100, angle: 0 },
  tone: ORIGINAL,
  marks: [],
  ...change,
});
const pictured = (layers: readonly PicturedLayer[], caption = 'Q1 (one.png), page 1'): Pictured => ({
  size: PAGE,
  heading: 'Case 7 · slips',
  panes: [{ at: { x: 0, y: 0 }, size: PAGE, layers, composition: null, caption: () => caption }],
});
const pixel = (context: CanvasRenderingContext2D, x: number, y: number): number[] => [
  ...context.getImageData(x, y, 1, 1).data.slice(0, 3),
];

it('at the original resolution each pixel of the page is one of the picture, over a strip that says what it is', async () => {
  const context = await drawPicture(pictured([layer()]), 1, drawing);
  expect(context.canvas.width).toBe(300);
  for (const [x, y] of [
    [0, 0],
    [299, 199],
    [17, 90],
  ] as const)
    expect(pixel(context, x, y)).toEqual(Array(3).fill(greyAt(x, y)));
  expect(context.canvas.height).toBeGreaterThan(240);
  const strip = context.getImageData(0, 205, 300, context.canvas.height - 205).data;
  const dark = strip.filter((value, at) => at % 4 === 0 && value < 100).length;
  expect(dark).toBeGreaterThan(50);
});

it('is processed as the page is seen, and marks lie over it where they were drawn, with their numbers', async () => {
  const inverted = await drawPicture(
    pictured([layer({ tone: { ...ORIGINAL, inverted: true } })]),
    1,
    drawing,
  );
  expect(pixel(inverted, 17, 90)).toEqual(Array(3).fill(255 - greyAt(17, 90)));
  const places = [
    { x: 100, y: 60 },
    { x: 180, y: 120 },
  ];
  const mark = { drawn: { shape: 'box' as const, places }, label: '1', colour: '#0b6868' };
  for (const ratio of [1, 2]) {
    const marked = await drawPicture(pictured([layer({ marks: [mark] })]), ratio, drawing);
    const [red, green, blue] = pixel(marked, 140 * ratio, 60 * ratio) as [number, number, number];
    expect(Math.abs(red - 0x0b) + Math.abs(green - 0x68) + Math.abs(blue - 0x68)).toBeLessThan(60);
    expect(pixel(marked, 140 * ratio, 90 * ratio)[0]).toBeCloseTo(greyAt(140, 90), -1);
  }
});

it('says more in more lines where the picture is narrow', async () => {
  const short = await drawPicture(pictured([layer()]), 1, drawing);
  const long = await drawPicture(pictured([layer()], 'very long words '.repeat(30).trim()), 1, drawing);
  expect(long.canvas.height).toBeGreaterThan(short.canvas.height + 50);
});

it('a strip in Chinese, and a file name without a space, stay within the picture', async () => {
  const height = async (caption: string): Promise<number> =>
    (await drawPicture(pictured([layer()], caption), 1, drawing)).canvas.height;
  const short = await height('检材');
  // As wide as two lines of the picture at least.
  for (const caption of ['已处理：灰度，对比度 40，伽马 1.2。'.repeat(8), 'scan'.repeat(60)])
    expect(await height(caption), caption).toBeGreaterThan(short + 12);
});

it('says the scale of either page where two lie in one place, and of none that its resolution is not known', async () => {
  const height = async (...layers: PicturedLayer[]): Promise<number> =>
    (await drawPicture(pictured(layers), 1, drawing)).canvas.height;
  const one = await height(layer());
  expect(await height(layer(), layer())).toBeGreaterThan(one);
  expect(await height(layer({ page: { ...PAGE, dpi: null } }))).toBe(one);
});

it('panes lie where they were, each in its own place', async () => {
  const half = { width: 150, height: 200 };
  const view = { scale: 0.5, x: 150, y: 100, angle: 0 };
  const pane = (x: number, tone: PicturedLayer['tone']): Pictured['panes'][number] => ({
    at: { x, y: 0 },
    size: half,
    layers: [layer({ view, tone })],
    composition: null,
    caption: (ratio) => `zoom ${view.scale * ratio}`,
  });
  const threshold = { ...ORIGINAL, threshold: 255 };
  const context = await drawPicture(
    { size: PAGE, heading: 'Case', panes: [pane(0, ORIGINAL), pane(150, threshold)] },
    1,
    drawing,
  );
  expect(pixel(context, 75, 100)[0]).toBeGreaterThan(0);
  expect(pixel(context, 225, 100)).toEqual([0, 0, 0]);
});

it('no picture is larger than a canvas may be', () => {
  const size = { width: 1000, height: 700 };
  const ratio = largestRatio({ size });
  expect(ratio * 1000).toBeLessThanOrEqual(16_000);
  expect(ratio * 1000 * ratio * 700).toBeLessThanOrEqual(200e6 + 1);
});
