import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MarkShape, Place } from '../../src/contract/marks.ts';
import {
  angleAt,
  areaOf,
  distanceOf,
  heightOver,
  inclinationOf,
  meanGap,
  measure,
  measurementText,
  slantOf,
} from '../../src/contract/measurements.ts';

const at = (x: number, y: number): Place => ({ x, y });
const coordinate = fc.double({ min: 0, max: 5000, noNaN: true });
const place = fc.record({ x: coordinate, y: coordinate });
const far = (a: Place, b: Place): boolean => distanceOf(a, b) > 1;
const turned = ({ x, y }: Place, degrees: number): Place => {
  const [sin, cos] = [Math.sin((degrees / 180) * Math.PI), Math.cos((degrees / 180) * Math.PI)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
};

it.each<[MarkShape, Place[], number | null, string]>([
  ['distance', [at(0, 0), at(300, 400)], 254, '50.0 mm'],
  ['distance', [at(0, 0), at(300, 400)], 600, '21.17 mm'],
  ['distance', [at(0, 0), at(300, 400)], null, '500.0 px, no scale stated'],
  ['angle', [at(10, 0), at(0, 0), at(0, 10)], 300, '90.0°'],
  ['slant', [at(0, 100), at(100, 100), at(50, 100), at(50, 0)], 300, '90.0°'],
  ['slant', [at(0, 100), at(100, 100), at(50, 100), at(80, 70)], 300, '45.0°'],
  ['slant', [at(100, 100), at(0, 100), at(80, 70), at(50, 100)], 300, '45.0°'],
  ['slant', [at(0, 100), at(100, 100), at(50, 100), at(20, 70)], 300, '135.0°'],
  ['baseline', [at(0, 100), at(100, 0)], 300, '45.0°'],
  ['baseline', [at(100, 110), at(0, 100)], 300, '−5.7°'],
  ['x-height', [at(0, 100), at(100, 100), at(30, 70)], 254, '3.0 mm'],
  ['letter-spacing', [at(0, 0), at(10, 0), at(40, 0), at(60, 0)], 254, 'mean of 2: 1.5 mm'],
  ['word-spacing', [at(0, 0), at(30, 0)], 254, '3.0 mm'],
  ['loop-area', [at(0, 0), at(20, 0), at(20, 10), at(0, 10)], 254, '2.0 mm²'],
  ['loop-area', [at(0, 0), at(20, 0), at(20, 10), at(0, 10)], null, '200 px², no scale stated'],
  ['height-ratio', [at(0, 100), at(100, 100), at(20, 80), at(60, 50)], null, '2.50'],
])('a %s of %j at %s dpi is %s', (shape, places, dpi, text) => {
  expect(measurementText(measure({ shape, places }, dpi)!)).toBe(text);
});

it.each<[MarkShape, Place[]]>([
  ['circle', [at(0, 0), at(9, 9)]],
  ['text', [at(0, 0)]],
  ['angle', [at(5, 5), at(5, 5), at(9, 9)]],
  ['slant', [at(0, 0), at(9, 0), at(2, 0), at(7, 0)]],
  ['slant', [at(0, 0), at(0, 0), at(2, 0), at(7, 7)]],
  ['baseline', [at(5, 5), at(5, 5)]],
  ['x-height', [at(5, 5), at(5, 5), at(7, 7)]],
  ['word-spacing', [at(5, 5), at(5, 5)]],
  ['height-ratio', [at(0, 9), at(9, 9), at(4, 9), at(4, 2)]],
])('a %s of %j measures nothing', (shape, places) => {
  expect(measure({ shape, places }, 300)).toBeNull();
});

it('an angle is that by which one arm is turned from the other, whichever way', () => {
  fc.assert(
    fc.property(
      place,
      fc.double({ min: 0.01, max: 179.99, noNaN: true }),
      fc.boolean(),
      (arm, angle, left) => {
        fc.pre(far(at(0, 0), arm));
        const other = turned(arm, left ? -angle : angle);
        expect(angleAt(at(0, 0), arm, other)).toBeCloseTo(angle, 6);
      },
    ),
  );
});

it('a slant turns with the stroke, counter-clockwise, and does not depend on how either line was drawn', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: 0.1, max: 179.9, noNaN: true }),
      fc.boolean(),
      fc.boolean(),
      (rise, slant, backwards, downwards) => {
        // Pages run downwards, so that a turn against the clock is one by a negative angle.
        const base = [at(0, 0), turned(at(100, 0), -rise)] as const;
        const stroke = [
          at(30, 5),
          { x: 30 + turned(at(40, 0), -rise - slant).x, y: 5 + turned(at(40, 0), -rise - slant).y },
        ] as const;
        const as = ([a, b]: readonly [Place, Place], other: boolean): [Place, Place] =>
          other ? [b, a] : [a, b];
        expect(slantOf(as(base, backwards), as(stroke, downwards))).toBeCloseTo(slant, 6);
      },
    ),
  );
});

it('a baseline rises as much drawn from either end, and falls by as much in a mirror', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      fc.pre(Math.abs(a.x - b.x) > 1);
      const inclination = inclinationOf(a, b);
      expect(inclinationOf(b, a)).toBeCloseTo(inclination, 9);
      expect(inclinationOf(at(a.x, -a.y), at(b.x, -b.y))).toBeCloseTo(-inclination, 9);
    }),
  );
});

it('a height over a line does not change along it, and an area is half of base times height', () => {
  fc.assert(
    fc.property(place, place, place, fc.double({ min: -2, max: 2, noNaN: true }), (a, b, top, along) => {
      fc.pre(far(a, b));
      const moved = at(top.x + along * (b.x - a.x), top.y + along * (b.y - a.y));
      const height = heightOver([a, b], top);
      expect(heightOver([a, b], moved)).toBeCloseTo(height, 5);
      expect(areaOf([a, b, top])).toBeCloseTo((distanceOf(a, b) * height) / 2, 3);
    }),
  );
});

it('an area is the same from whichever corner and way round it is drawn, and wherever it lies', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 3, maxLength: 20 }), fc.nat(19), (outline, from) => {
      const area = areaOf(outline);
      const start = from % outline.length;
      const tolerance = 1e-9 * (1 + area) + 1e-4;
      const other = [...outline.slice(start), ...outline.slice(0, start)];
      expect(Math.abs(areaOf(other) - area)).toBeLessThan(tolerance);
      expect(Math.abs(areaOf(outline.toReversed()) - area)).toBeLessThan(tolerance);
      expect(Math.abs(areaOf(outline.map(({ x, y }) => at(x + 900, y + 70))) - area)).toBeLessThan(tolerance);
    }),
  );
});

it('one gap is its length; several on one line are their mean', () => {
  fc.assert(
    fc.property(
      place,
      place,
      fc.array(fc.double({ min: 1, max: 60, noNaN: true }), { minLength: 1, maxLength: 9 }),
      (a, b, gaps) => {
        fc.pre(far(a, b));
        expect(meanGap([a, b])).toBeCloseTo(distanceOf(a, b), 6);
        const angle = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
        let x = 0;
        const places = gaps.flatMap((gap) => {
          const pair = [turned(at(x, 0), angle), turned(at(x + gap, 0), angle)];
          x += gap + 25;
          return pair;
        });
        expect(meanGap(places)).toBeCloseTo(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, 6);
      },
    ),
  );
});
