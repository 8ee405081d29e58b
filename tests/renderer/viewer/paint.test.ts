import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { tileBox, type Tile } from '../../../src/contract/tiles.ts';
import { ORIGINAL, type Tone } from '../../../src/contract/view.ts';
import {
  LOUPE,
  paint,
  type Composition,
  type Layer,
  type Scene,
} from '../../../src/renderer/viewer/paint.ts';
import { INKS } from '../../../src/renderer/viewer/tone.ts';
import type { Viewport } from '../../../src/renderer/viewer/viewport.ts';

type Context = CanvasRenderingContext2D;
type Grey = (x: number, y: number) => number;
const PAGE = { width: 300, height: 200 };
const CENTRED: Viewport = { scale: 1, x: 150, y: 100, angle: 0 };

const context = ({ width, height }: { width: number; height: number }): Context =>
  createCanvas(width, height).getContext('2d') as unknown as Context;

/** A page whose pixels have the grey that is said of their place. */
function layer(grey: Grey, change: Partial<Layer> = {}): Layer {
  const tile = (named: Tile) => {
    const box = tileBox(change.page ?? PAGE, named)!;
    const made = context(box);
    const picture = made.createImageData(box.width, box.height);
    for (let at = 0; at < box.width * box.height; at++) {
      const value = grey(box.x + (at % box.width), box.y + Math.floor(at / box.width));
      picture.data.set([value, value, value, 255], at * 4);
    }
    made.putImageData(picture, 0, 0);
    return made.canvas;
  };
  return { page: PAGE, view: CENTRED, tone: ORIGINAL, tile, ...change };
}

function painted(scene: Partial<Scene> & Pick<Scene, 'layers'>, ratio = 1) {
  const size = { width: 100, height: 80 };
  const screen = { width: size.width * ratio, height: size.height * ratio };
  const target = context(screen);
  paint(target, screen, { composition: null, loupe: null, size, ...scene }, context);
  return (x: number, y: number): number[] => [...target.getImageData(x, y, 1, 1).data];
}
const combined = (composition: Composition, first: Grey, second: Grey) =>
  painted({ layers: [layer(first), layer(second)], composition });

describe('paint', () => {
  const ramp: Grey = (x, y) => (x * 3 + y * 7) % 256;

  it('shows a page at 100 % pixel for pixel, also where the view lies between pixels', () => {
    for (const shift of [0, 0.3, -0.49]) {
      const at = painted({ layers: [layer(ramp, { view: { ...CENTRED, x: 150 + shift } })] });
      // Pane pixel 0, 0 shows page pixel 100, 60.
      for (const [x, y] of [
        [0, 0],
        [57, 31],
        [99, 79],
      ] as const) {
        const grey = ramp(100 + x, 60 + y);
        expect(at(x, y)).toEqual([grey, grey, grey, 255]);
      }
    }
  });

  it('is as sharp as the screen: 300 % shows each page pixel as nine', () => {
    const at = painted({ layers: [layer(ramp, { view: { ...CENTRED, scale: 1.5 } })] }, 2);
    // The middle of the pane, 100, 80, is an edge between pixels of the page.
    const first = at(100, 80);
    expect([at(102, 80), at(100, 82), at(102, 82)]).toEqual([first, first, first]);
    expect(at(103, 80)).not.toEqual(first);
  });

  it('turns a page clockwise about the middle of the pane', () => {
    // Black left of the page's middle, white right of it.
    const halves: Grey = (x) => (x < 150 ? 0 : 255);
    const at = painted({ layers: [layer(halves, { view: { ...CENTRED, angle: 90 } })] });
    expect([at(50, 10)[0], at(50, 70)[0]]).toEqual([0, 255]);
  });

  it('draws nothing beyond the page, and coarse tiles where finer ones are not there yet', () => {
    const page = { width: 2048, height: 2048 };
    const fine = layer(() => 10, { page });
    const coarse = layer(() => 200, { page });
    const tile = (named: Tile) => (named.level === 1 ? coarse.tile(named) : undefined);
    const view = { scale: 1, x: 0, y: 1000, angle: 0 };
    const waiting = painted({ layers: [{ ...coarse, view, tile }] });
    expect([waiting(10, 10)[3], waiting(90, 10)]).toEqual([0, [200, 200, 200, 255]]);
    const arrived = painted({ layers: [{ ...fine, view }] });
    expect(arrived(90, 10)).toEqual([10, 10, 10, 255]);
  });

  it('processes exactly the pixels seen', () => {
    const tone: Tone = { ...ORIGINAL, threshold: 100 };
    const at = painted({ layers: [layer(ramp, { tone })] });
    for (let x = 0; x < 100; x += 7) {
      expect(at(x, 40)[0]).toBe(ramp(100 + x, 100) < 100 ? 0 : 255);
    }
  });

  it('lays two pages over each other by opacity', () => {
    const at = combined(
      { mode: 'overlay', opacity: 0.25 },
      () => 200,
      () => 100,
    );
    expect(Math.abs(at(50, 40)[0]! - 175)).toBeLessThanOrEqual(1);
  });

  it('tells two pages apart by colour, with black where both have ink', () => {
    const stripes: Grey = (_, y) => (y % 2 === 0 ? 0 : 255);
    const half: Grey = (x) => (x < 150 ? 0 : 255);
    const at = combined({ mode: 'colours' }, stripes, half);
    expect(at(80, 0)).toEqual([...INKS.first, 255]);
    expect(at(10, 1)).toEqual([...INKS.second, 255]);
    expect(at(80, 1)).toEqual([255, 255, 255, 255]);
    expect(Math.max(...at(10, 0).slice(0, 3))).toBeLessThan(40);
  });

  it('shows where two pages differ', () => {
    const at = combined(
      { mode: 'difference' },
      (x) => (x < 150 ? 30 : 220),
      () => 220,
    );
    expect([at(10, 10)[0], at(90, 10)[0]]).toEqual([65, 255]);
  });

  it('shows one page at a time, or one on either side of a curtain', () => {
    const pages = [() => 20, () => 240] as const;
    expect(combined({ mode: 'flicker', front: 0 }, ...pages)(5, 5)[0]).toBe(20);
    expect(combined({ mode: 'flicker', front: 1 }, ...pages)(5, 5)[0]).toBe(240);
    const curtain = combined({ mode: 'curtain', at: 0.3 }, ...pages);
    expect([curtain(29, 5)[0], curtain(30, 5)[0]]).toEqual([20, 240]);
  });

  it('shows under a loupe what lies there, larger', () => {
    // One black column of the page, 10 pixels right of its middle.
    const line: Grey = (x) => (x === 160 ? 0 : 255);
    const big = { width: 400, height: 400 };
    const target = context(big);
    paint(
      target,
      big,
      { layers: [layer(line)], composition: null, size: big, loupe: { x: 10, y: 0 } },
      context,
    );
    const grey = (x: number): number => target.getImageData(x, 200, 1, 1).data[0]!;
    // The column begins where the loupe is held: it is as wide there as the loupe's factor.
    const dark = Array.from({ length: 40 }, (_, x) => 200 + x).filter((x) => grey(x) === 0);
    expect(dark).toEqual(Array.from({ length: LOUPE.factor }, (_, x) => 210 + x));
  });
});
