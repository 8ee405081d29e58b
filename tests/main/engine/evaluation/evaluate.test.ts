import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ChirographError } from '../../../../src/contract/schema.ts';
import type { SignatureScorer } from '../../../../src/main/engine/evaluation/embed-images.ts';
import { evaluate, type EvaluateOptions } from '../../../../src/main/engine/evaluation/evaluate.ts';
import type { Manifest } from '../../../../src/main/engine/evaluation/manifest.ts';
import { direction, labelled, type Labelled } from './labelled.ts';
import { cropOf, madeEncoder, MadePreparation } from './production.ts';
import { sequenceAt } from './signed.ts';

const manifestOf = (rows: readonly Labelled[]): Manifest => ({
  file: '/material/labels.csv',
  sha256: 'c'.repeat(64),
  rows: labelled(rows).rows,
});

/** An encoder that knows each file's hand, as angles by file name (and word for a page). */
const handsOf = (angles: Readonly<Record<string, number | readonly number[]>>) => {
  const known = new Map<string, number>();
  for (const [file, given] of Object.entries(angles)) {
    [given].flat().forEach((angle, word) => known.set(String(cropOf(file, word).slice(0, 32)), angle));
  }
  return madeEncoder((crop) => direction(known.get(String(crop.slice(0, 32))) ?? 0));
};

const run = (options: Partial<EvaluateOptions> & { manifest: Manifest }): ReturnType<typeof evaluate> =>
  evaluate({
    preparation: new MadePreparation(),
    encoder: handsOf({}),
    signatureEncoder: null,
    seed: 1,
    ...options,
  });

describe('evaluate', () => {
  it('gives every key of every dataset, null where nothing can be computed', async () => {
    const manifest = manifestOf([
      { path: 'a.png', writer: 'A', text: 'the' },
      { path: 'b.png', writer: 'A', text: 'of' },
      { path: 'c.png', writer: 'B', text: 'the' },
      { path: 's.png', writer: 'S', dataset: 'names', kind: 'signature', genuine: '1' },
    ]);
    const { model, provider, datasets } = await run({
      manifest,
      encoder: handsOf({ 'a.png': 0, 'b.png': 10, 'c.png': 90 }),
    });
    expect(model.name).toBe('made');
    expect(provider).toBe('cpu');
    expect(Object.keys(datasets)).toEqual(['made', 'names']);
    expect(Object.keys(datasets['made']!)).toEqual([
      'images',
      'writers',
      'wordWriterEer',
      'wordWriterTop1',
      'sameWordEer',
      'sameWordUnseenEer',
      'documents',
      'pages',
      'signatures',
      'pairs',
      'intervals',
      'failed',
      'seconds',
    ]);
    expect(datasets['made']).toMatchObject({ images: 3, writers: 2, wordWriterEer: 0, signatures: null });
    expect(datasets['names']).toMatchObject({
      images: 1,
      writers: 1,
      wordWriterEer: null,
      signatures: null,
      failed: [],
    });
  });

  it('reads pages as pages and words as words, and averages over a page', async () => {
    const preparation = new MadePreparation({ 'p1.png': 2, 'p2.png': 3, 'q1.png': 2 });
    const { datasets } = await run({
      manifest: manifestOf([
        { path: 'p1.png', writer: 'A', kind: 'page' },
        { path: 'p2.png', writer: 'A', kind: 'page' },
        { path: 'q1.png', writer: 'B', kind: 'page' },
        { path: 'w.png', writer: 'B', text: 'x' },
      ]),
      root: '/elsewhere',
      preparation,
      encoder: handsOf({ 'p1.png': [-40, 40], 'p2.png': [-60, 0, 60], 'q1.png': [20, 60] }),
    });
    expect(datasets['made']!.pages).toEqual({ pages: 3, eer: 0, top1: 1, map: 1, detection: 1 });
    expect(preparation.asked).toEqual([
      { path: path.resolve('/elsewhere/p1.png'), layout: 'page' },
      { path: path.resolve('/elsewhere/p2.png'), layout: 'page' },
      { path: path.resolve('/elsewhere/q1.png'), layout: 'page' },
      { path: path.resolve('/elsewhere/w.png'), layout: 'word' },
    ]);
  });

  it('names the images that failed and goes on with the others in their places', async () => {
    const preparation = new MadePreparation({
      'b.png': new ChirographError('no-writing', 'Nothing stands out from the paper.'),
    });
    const { datasets } = await run({
      manifest: manifestOf([
        { path: 'b.png', writer: 'B', text: 'the' },
        { path: 'a1.png', writer: 'A', text: 'the' },
        { path: 'a2.png', writer: 'A', text: 'of' },
        { path: 'c1.png', writer: 'C', text: 'the' },
        { path: 'c2.png', writer: 'C', text: 'of' },
      ]),
      preparation,
      encoder: handsOf({ 'a1.png': 0, 'a2.png': 10, 'c1.png': 90, 'c2.png': 100 }),
    });
    expect(datasets['made']).toMatchObject({
      images: 5,
      failed: [{ path: 'b.png', reason: 'Nothing stands out from the paper.' }],
      wordWriterEer: 0,
      pairs: { wordWriterEer: { positive: 2, negative: 2, thin: true } },
    });
  });

  it('shows neither preparation nor encoder a label: other labels, same calls', async () => {
    const rows: Labelled[] = Array.from({ length: 300 }, (_, at) => ({
      path: `${at}.png`,
      writer: `W${at % 3}`,
      text: `t${at % 5}`,
    }));
    const calls = async (given: Labelled[]) => {
      const preparation = new MadePreparation();
      const encoder = handsOf({});
      await run({ manifest: manifestOf(given), preparation, encoder });
      return { asked: preparation.asked, batches: encoder.batches };
    };
    const other = rows.map((row) => ({ ...row, writer: 'one', text: '', note: 'x' }));
    expect(await calls(rows)).toEqual(await calls(other));
  });

  it('repeats its figures', async () => {
    const rows: Labelled[] = Array.from({ length: 120 }, (_, at) => ({
      path: `${at}.png`,
      writer: `W${at % 4}`,
      text: `t${at % 5}`,
    }));
    const angles = Object.fromEntries(rows.map((row, at) => [row.path!, (at % 4) * 20 + ((at * 41) % 70)]));
    const figures = async () => {
      const { datasets } = await run({ manifest: manifestOf(rows), encoder: handsOf(angles) });
      return { ...datasets['made'], seconds: 0 };
    };
    expect(await figures()).toEqual(await figures());
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const rows: Labelled[] = Array.from({ length: 60 }, (_, at) => ({ path: `${at}.png`, writer: 'A' }));
    const cancelled = run({
      manifest: manifestOf(rows),
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        expect(total).toBe(60);
        if (done === 5) controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('refuses embeddings that are not numbers', async () => {
    const encoder = madeEncoder(() => Float32Array.from([NaN, 0]));
    const manifest = manifestOf([{ path: 'a.png', writer: 'A' }]);
    await expect(run({ manifest, encoder })).rejects.toMatchObject({ code: 'provider-failed' });
  });

  it('measures signatures by the signature encoder, and words beside them as without', async () => {
    const signatures = [0, 1, 2, 3].map((at) => ({
      path: `s${at}.png`,
      writer: at < 2 ? 'S' : 'T',
      kind: 'signature' as const,
      genuine: '1' as const,
    }));
    const forgery = { path: 'f.png', writer: 'S', kind: 'signature' as const, genuine: '0' as const };
    const manifest = manifestOf([
      { path: 'a.png', writer: 'A', text: 'the' },
      { path: 'b.png', writer: 'A', text: 'of' },
      { path: 'c.png', writer: 'B', text: 'the' },
      ...signatures,
      forgery,
    ]);
    const preparation = new MadePreparation();
    const angles: Readonly<Record<string, number>> = { s0: 0, s1: 5, s2: 90, s3: 95, f: 40 };
    const known = new Map(
      Object.entries(angles).map(([name, angle]) => [String(cropOf(`${name}.png`).slice(0, 32)), angle]),
    );
    const signatureEncoder: SignatureScorer = {
      model: { ...handsOf({}).model, name: 'signed' },
      embed: (crops) =>
        Promise.resolve(crops.map((crop) => sequenceAt(known.get(String(crop.slice(0, 32)))!))),
    };
    const progress: string[] = [];
    const evaluation = await run({
      manifest,
      preparation,
      signatureEncoder,
      encoder: handsOf({ 'a.png': 0, 'b.png': 10, 'c.png': 90 }),
      onProgress: ({ done, total }) => progress.push(`${done}/${total}`),
    });
    expect(evaluation.signatureModel?.name).toBe('signed');
    expect(evaluation.signaturesNotScored).toBe(0);
    const made = evaluation.datasets['made']!;
    expect(made).toMatchObject({
      images: 8,
      wordWriterEer: 0,
      signatures: { signers: 2, skilledEer: { 1: 0, 3: null }, randomEer: { 1: 0 } },
      pairs: {
        wordWriterEer: { positive: 1 },
        'signatures.skilledEer.1': { positive: 2, negative: 1, thin: true },
      },
    });
    expect(progress.at(-1)).toBe('8/8');
    expect(
      preparation.asked
        .filter(({ layout }) => layout === 'signature')
        .map(({ path: at }) => path.basename(at)),
    ).toEqual(['s0.png', 's1.png', 's2.png', 's3.png', 'f.png']);
    const without = await run({ manifest });
    expect(without).toMatchObject({ signatureModel: null, signaturesNotScored: 5 });
  });
});
