import { describe, expect, it } from 'vitest';
import { signaturePlot, type DrawnSignature } from '../../src/contract/signature-plot.ts';

const WIDTH = 471;

const signature = (name: string, other: Partial<DrawnSignature> = {}): DrawnSignature => ({
  image: name,
  width: 600,
  height: 200,
  dpi: 300,
  name,
  text: '',
  ...other,
});

const placeOf = (
  { plot }: ReturnType<typeof signaturePlot>,
  image: string,
): { x: number; y: number; width: number; height: number } =>
  plot.pictures!.find((each) => each.image === image)!;

describe('a questioned signature beside references', () => {
  it('is drawn at the scale of all, with a bar that says so', () => {
    const drawn = signaturePlot(
      signature('Q1', { width: 1200, height: 400, dpi: 600 }),
      [signature('K1', { text: 'likeness 0.871' }), signature('K1 (2)', { width: 300, height: 100 })],
      WIDTH,
    );
    const [questioned, reference, smaller] = ['Q1', 'K1', 'K1 (2)'].map((each) => placeOf(drawn, each));
    expect(drawn.unscaled).toBeNull();
    // 600 pixels at 300 dpi are 2 inches, 144 points.
    expect(reference!.width).toBeCloseTo(144 * drawn.magnification!);
    expect(questioned!.width).toBeCloseTo(reference!.width);
    expect(smaller!.width).toBeCloseTo(reference!.width / 2);
    expect(questioned!.y).toBe(reference!.y);
    expect(reference!.x).toBeGreaterThan(questioned!.x + questioned!.width);
    const texts = drawn.plot.labels.map(({ text }) => text);
    expect(texts).toEqual(['Q1', 'K1 · likeness 0.871', 'K1 (2)', expect.stringMatching(/^\d+ mm$/u)]);
  });

  it('shows of an outlined one what lies within the outline, at the scale of the picture', () => {
    const outline = [
      [0, 0],
      [300, 200],
      [600, 0],
    ] as const;
    const drawn = signaturePlot(signature('Q1'), [signature('K1', { outline })], WIDTH);
    const [questioned, reference] = drawn.plot.pictures!;
    expect(questioned).not.toHaveProperty('clip');
    const { x, y, width, height } = reference!;
    expect(reference).toMatchObject({ clipRule: 'even-odd' });
    const corners = [
      [x, y],
      [x + width / 2, y + height],
      [x + width, y],
    ];
    reference!.clip!.forEach((corner, at) =>
      corner.forEach((place, axis) => expect(place).toBeCloseTo(corners[at]![axis]!)),
    );
  });

  it('stays within the width, and the references beside it', () => {
    const references = Array.from({ length: 10 }, (_, at) => signature(`K${at + 1}`));
    const drawn = signaturePlot(signature('Q1', { height: 900 }), references, WIDTH);
    for (const { x, y, width, height } of drawn.plot.pictures!) {
      expect(x + width).toBeLessThanOrEqual(WIDTH + 1e-9);
      expect(y + height).toBeLessThanOrEqual(drawn.plot.height);
    }
    const questioned = placeOf(drawn, 'Q1');
    for (const { name } of references) expect(placeOf(drawn, name).x).toBeGreaterThan(questioned.x);
  });

  it('says why there is no one scale', () => {
    const unknown = signaturePlot(signature('Q1'), [signature('K1', { dpi: null })], WIDTH);
    expect(unknown).toMatchObject({ magnification: null, unscaled: 'unknown' });
    expect(unknown.plot.labels.map(({ text }) => text)).toEqual(['Q1', 'K1']);
    const apart = signaturePlot(signature('Q1'), [signature('K1', { dpi: 72, width: 900 })], WIDTH);
    expect(apart).toMatchObject({ magnification: null, unscaled: 'apart' });
  });
});
