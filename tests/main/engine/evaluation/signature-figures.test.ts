import { describe, expect, it } from 'vitest';
import type { EmbeddedSignatures } from '../../../../src/main/engine/evaluation/embed-images.ts';
import type { ManifestRow } from '../../../../src/main/engine/evaluation/manifest.ts';
import { measureSignatures } from '../../../../src/main/engine/evaluation/signature-figures.ts';
import { labelled } from './labelled.ts';
import { evenAt } from './signed.ts';

/** Signatures as angles in the plane, by signer: genuine ones and forgeries of the name. */
function signed(
  signers: Readonly<Record<string, { genuine: readonly number[]; forged?: readonly number[] }>>,
): {
  rows: ManifestRow[];
  embedded: EmbeddedSignatures;
} {
  const given = Object.entries(signers).flatMap(([writer, { genuine, forged = [] }]) => [
    ...genuine.map((angle) => ({ writer, angle, genuine: '1' as const })),
    ...forged.map((angle) => ({ writer, angle, genuine: '0' as const })),
  ]);
  return {
    rows: labelled(given.map(({ writer, genuine }) => ({ writer, genuine, kind: 'signature' as const })))
      .rows,
    embedded: {
      image: Int32Array.from(given.keys()),
      signature: evenAt(...given.map(({ angle }) => angle)),
      failed: [],
    },
  };
}

const measured = async (...[signers, seed = 1]: [...Parameters<typeof signed>, seed?: number]) => {
  const { rows, embedded } = signed(signers);
  return measureSignatures(rows, embedded, seed);
};

describe('measureSignatures', () => {
  it('finds no error where forgeries and strangers lie apart from the genuine ones', async () => {
    const { figures, pairs } = await measured({
      A: { genuine: [0, 1, 2, 3], forged: [40, 41] },
      B: { genuine: [90, 91, 92, 93], forged: [130] },
    });
    expect(figures.signers).toBe(2);
    expect(figures.skilledEer).toEqual({ 1: 0, 3: 0, 5: null, 10: null });
    expect(figures.randomEer).toEqual({ 1: 0, 3: 0, 5: null, 10: null });
    expect(figures.skilledSpread).toEqual({ 1: 0, 3: 0, 5: null, 10: null });
    // With one reference three genuine ones each are left to ask about.
    expect(pairs['signatures.skilledEer.1']).toEqual({ positive: 6, negative: 3, thin: true });
    expect(pairs['signatures.randomEer.1']).toEqual({ positive: 6, negative: 6, thin: true });
    expect(pairs['signatures.skilledEer.5']).toEqual({ positive: 0, negative: 0, thin: true });
  });

  it('finds half of all decisions wrong where forgeries are just like the genuine ones', async () => {
    const { figures } = await measured({
      A: { genuine: [0, 0, 0, 0], forged: [0, 0] },
      B: { genuine: [90, 90, 90, 90], forged: [90] },
    });
    expect(figures.skilledEer['3']).toBeCloseTo(0.5, 12);
    expect(figures.randomEer['3']).toBe(0);
  });

  it("measures a signer by that signer's own spread", async () => {
    // B varies by 20 degrees, A hardly: a forgery of A that is 10 degrees off is told from the genuine ones of B.
    const { figures } = await measured({
      A: { genuine: [0, 0, 0, 0, 0, 0], forged: [10, 10] },
      B: { genuine: [90, 110, 90, 110, 90, 110], forged: [160, 160] },
    });
    expect(figures.skilledEer['5']).toBe(0);
  });

  it('gives the same figures for the same seed, and others for another', async () => {
    const signers = {
      A: { genuine: [0, 9, 25, 31, 47, 52], forged: [20, 60, 33] },
      B: { genuine: [40, 52, 63, 71, 85, 99], forged: [70, 55, 12] },
      C: { genuine: [20, 31, 38, 55, 61, 70], forged: [44, 81] },
    };
    expect(await measured(signers)).toEqual(await measured(signers));
    expect(await measured(signers, 2)).not.toEqual(await measured(signers));
    const { figures, intervals } = await measured(signers);
    const [low, high] = intervals['signatures.skilledEer.3']!;
    expect(low).toBeLessThanOrEqual(figures.skilledEer['3']!);
    expect(high).toBeGreaterThanOrEqual(figures.skilledEer['3']!);
    expect(figures.skilledSpread['3']).toBeGreaterThan(0);
  });

  it('leaves out a signer who has no genuine signature beyond the references', async () => {
    const { pairs } = await measured({
      A: { genuine: [0, 1, 2, 3], forged: [40] },
      B: { genuine: [90], forged: [130] },
    });
    expect(pairs['signatures.skilledEer.1']).toMatchObject({ positive: 3, negative: 1 });
    expect(pairs['signatures.randomEer.1']).toMatchObject({ negative: 0 });
  });

  it('resamples signers: where every signer has the same rate, so has every replicate', async () => {
    const one = { genuine: [0, 0, 0, 0], forged: [0, 30] };
    const turned = (by: number) => ({
      genuine: one.genuine.map((angle) => angle + by),
      forged: one.forged.map((angle) => angle + by),
    });
    const { figures, intervals } = await measured({ A: one, B: turned(90), C: turned(200) });
    // Of two forgeries one is just like the genuine ones and one is not: ties count half.
    const rate = figures.skilledEer['3']!;
    expect(rate).toBeCloseTo(1 / 3, 9);
    expect(intervals['signatures.skilledEer.3']![0]).toBeCloseTo(rate, 9);
    expect(intervals['signatures.skilledEer.3']![1]).toBeCloseTo(rate, 9);
    expect(figures.randomEer['3']).toBe(0);
  });

  it('can be cancelled', async () => {
    const { rows, embedded } = signed(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, at) => [
          `S${at}`,
          { genuine: Array.from({ length: 20 }, (_, step) => at * 18 + step), forged: [at] },
        ]),
      ),
    );
    await expect(measureSignatures(rows, embedded, 1, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
