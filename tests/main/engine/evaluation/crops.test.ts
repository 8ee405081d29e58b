import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChirographError } from '../../../../src/contract/schema.ts';
import { writeCrops } from '../../../../src/main/engine/evaluation/crops.ts';
import type { Manifest, ManifestRow } from '../../../../src/main/engine/evaluation/manifest.ts';
import { SIGNATURE_INPUT, WORD_INPUT } from '../../../../src/main/engine/imaging/normalise.ts';
import { labelled } from './labelled.ts';
import { cropOf, MadePreparation } from './production.ts';

const manifestOf = (rows: readonly Partial<ManifestRow>[]): Manifest => ({
  file: '/material/labels.csv',
  sha256: 'c'.repeat(64),
  rows: labelled(rows.map((row) => ({ writer: 'A', ...row }))).rows,
});

let out: string;
beforeEach(async () => {
  out = path.join(await mkdtemp(path.join(tmpdir(), 'chirograph-crops-')), 'crops');
});
afterEach(() => rm(path.dirname(out), { recursive: true }));

const written = async (): Promise<[pixels: Buffer, list: string, description: string]> => [
  await readFile(path.join(out, 'crops.u8')),
  await readFile(path.join(out, 'crops.csv'), 'utf8'),
  await readFile(path.join(out, 'crops.json'), 'utf8'),
];

describe('writeCrops', () => {
  const names = Array.from({ length: 40 }, (_, at) => `w${(at * 7) % 40}.png`);

  it('writes crops in the order of the manifest, whichever is ready first', async () => {
    const preparation = new MadePreparation();
    const seen: number[] = [];
    const result = await writeCrops(manifestOf(names.map((name) => ({ path: name }))), {
      out,
      subject: 'word',
      preparation,
      onProgress: (done, total) => {
        expect(total).toBe(40);
        seen.push(done);
      },
    });
    expect(result).toEqual({ images: 40, crops: 40, failed: [] });
    expect(seen).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
    const [pixels, list, description] = await written();
    expect(pixels.equals(Buffer.concat(names.map((name) => cropOf(name))))).toBe(true);
    const lines = list.trimEnd().split('\n');
    expect(lines[0]).toBe('path,index,sha256,error');
    expect(lines[3]).toMatch(/^"w14\.png",2,[0-9a-f]{64},$/);
    expect(JSON.parse(description)).toEqual({ input: WORD_INPUT, count: 40 });
    expect(preparation.asked[0]).toEqual({ path: path.resolve('/material/w0.png'), layout: 'word' });
  });

  it('writes the same bytes again, over what was there', async () => {
    const manifest = manifestOf(names.map((name) => ({ path: name })));
    await writeCrops(manifest, { out, subject: 'word', preparation: new MadePreparation() });
    const first = await written();
    await writeCrops(manifest, {
      out,
      subject: 'word',
      root: '/elsewhere',
      preparation: new MadePreparation(),
    });
    expect(await written()).toEqual(first);
  });

  it('lists an image that fails, with no index', async () => {
    const preparation = new MadePreparation({
      'b "x".png': new ChirographError('no-writing', 'Nothing stands out from the paper.'),
    });
    const manifest = manifestOf([{ path: 'a.png' }, { path: 'b "x".png' }, { path: 'c.png' }]);
    const result = await writeCrops(manifest, { out, subject: 'word', preparation });
    expect(result).toEqual({
      images: 3,
      crops: 2,
      failed: [{ path: 'b "x".png', reason: 'Nothing stands out from the paper.' }],
    });
    const [pixels, list, description] = await written();
    expect(pixels).toHaveLength(2 * WORD_INPUT.width * WORD_INPUT.height);
    expect(list.split('\n').map((line) => line.replace(/[0-9a-f]{64}/, 'hash'))).toEqual([
      'path,index,sha256,error',
      '"a.png",0,hash,',
      '"b ""x"".png",,,"no-writing"',
      '"c.png",1,hash,',
      '',
    ]);
    expect(JSON.parse(description)).toMatchObject({ count: 2 });
  });

  it('takes words and characters as words, and signatures and words as signatures', async () => {
    const manifest = manifestOf([
      { path: 'w.png', kind: 'word' },
      { path: 'c.png', kind: 'character' },
      { path: 's.png', kind: 'signature' },
      { path: 'p.png', kind: 'page' },
    ]);
    const preparation = new MadePreparation();
    const asked = (): string[] =>
      preparation.asked.splice(0).map((source) => `${path.basename(source.path)} as ${source.layout}`);
    expect(await writeCrops(manifest, { out, subject: 'word', preparation })).toMatchObject({ images: 2 });
    expect(asked()).toEqual(['w.png as word', 'c.png as word']);
    expect(await writeCrops(manifest, { out, subject: 'signature', preparation })).toMatchObject({
      images: 2,
    });
    expect(asked()).toEqual(['w.png as signature', 's.png as signature']);
    const [, , description] = await written();
    expect(JSON.parse(description)).toEqual({ input: SIGNATURE_INPUT, count: 2 });
  });

  it('leaves what was there when it is cancelled, and nothing half-written', async () => {
    const manifest = manifestOf(names.map((name) => ({ path: name })));
    await writeCrops(manifest, { out, subject: 'word', preparation: new MadePreparation() });
    const before = await written();
    const controller = new AbortController();
    const run = writeCrops(manifestOf([...manifest.rows, { path: 'more.png' }]), {
      out,
      subject: 'word',
      preparation: new MadePreparation(),
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 3) controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect((await readdir(out)).toSorted()).toEqual(['crops.csv', 'crops.json', 'crops.u8']);
    expect(await written()).toEqual(before);
  });

  it("ends with a failure that is not the image's own", async () => {
    const preparation = new MadePreparation({ 'w7.png': new ChirographError('engine-stopped', 'Stopped.') });
    const run = writeCrops(manifestOf(names.map((name) => ({ path: name }))), {
      out,
      subject: 'word',
      preparation,
    });
    await expect(run).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(await readdir(out)).toEqual([]);
  });
});
