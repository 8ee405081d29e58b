import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openModelLibrary, type ModelLibrary } from '../../../src/main/engine/model-library.ts';
import { modelsFolder } from '../../../src/main/engine/models.ts';
import { metadataEntry, writeLabModel } from './lab-model.ts';

let root: string;
let own: string;
let library: ModelLibrary;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-library-'));
  own = path.join(root, 'user', 'models');
  library = openModelLibrary({
    shipped: modelsFolder(),
    own,
    calibrations: path.join(root, 'user', 'calibrations'),
  });
});
afterEach(async () => {
  await library.close();
  rmSync(root, { recursive: true, force: true });
});

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const refusal = (text: string): object => ({
  code: 'model-refused',
  message: expect.stringContaining(text) as string,
});

describe('the model library', () => {
  it('lists what comes with the program, the default first, as its card and file say', async () => {
    const [first] = await library.list();
    expect(first).toMatchObject({
      name: 'chirograph-word',
      task: 'word',
      origin: 'shipped',
      default: true,
      sha256: hashOf(path.join(modelsFolder(), 'chirograph-word.onnx')),
      licence: expect.stringContaining('research') as string,
      problem: null,
    });
  });

  it('reads a card: data with terms, figures with intervals and counts, limits', async () => {
    const [first] = await library.list();
    const { card, metadata, provider, reference } = await library.get(first!.sha256);
    expect(card?.data[0]).toMatchObject({ dataset: 'words-en', terms: expect.any(String) as string });
    const set = card?.measured.find(({ dataset }) => dataset === 'words-en');
    expect(set).toMatchObject({ split: 'dev', writers: 22 });
    const documents = set?.figures.find(({ name }) => name === 'documents.10');
    expect(documents).toMatchObject({ pairs: { same: 7424, different: 160486 }, thin: false });
    expect(documents?.interval?.[0]).toBeLessThan(documents!.value);
    expect(card?.limits.length).toBeGreaterThan(0);
    expect(card?.notUnderstood).toEqual([]);
    expect(metadata.map(({ key }) => key)).toContain('chirograph.input');
    expect(provider).toBe('cpu');
    expect(reference?.writers).toBeGreaterThan(0);
  });

  it('lists the signature model, which runs and whose card tells its figures', async () => {
    const signatures = (await library.list()).find(({ task }) => task === 'signature');
    expect(signatures).toMatchObject({ name: 'chirograph-signature', default: false, problem: null });
    const { card, provider, problem } = await library.get(signatures!.sha256);
    expect({ provider, problem }).toEqual({ provider: 'cpu', problem: null });
    const set = card?.measured.find(({ dataset }) => dataset === 'signatures-nl');
    const figure = set?.figures.find(({ name }) => name === 'signatures.skilledEer.5');
    expect(figure?.interval?.[0]).toBeLessThan(figure!.value);
    expect(card?.notUnderstood).toEqual([]);
    await expect(library.load(signatures!)).rejects.toMatchObject({ code: 'model-refused' });
  });

  it('takes in a model without a card: a read-only copy under its hash, which runs and says what it is', async () => {
    const file = writeLabModel(path.join(root, 'lab', 'ours.onnx'));
    const sha256 = hashOf(file);
    const added = await library.add(file);
    expect(added).toMatchObject({
      name: 'lab-word',
      version: '2.1',
      origin: 'own',
      default: false,
      sha256,
      provider: 'cpu',
      card: null,
      reference: null,
      release: null,
      problem: null,
    });
    expect(added.metadata).toContainEqual({ key: 'chirograph.name', value: 'lab-word' });
    expect(readdirSync(own)).toEqual([`${sha256}.onnx`]);
    expect(statSync(path.join(own, `${sha256}.onnx`)).mode & 0o222).toBe(0);
    const owned = (await library.list()).filter(({ origin }) => origin === 'own');
    expect(owned.map(({ name }) => name)).toEqual(['lab-word']);
    expect(await library.add(file)).toMatchObject({ sha256 });
    const { encoder } = await library.load(added);
    expect(encoder.model).toMatchObject({ name: 'lab-word', sha256 });
  });

  it('takes the card and the reference that lie beside it, and refuses those of another model', async () => {
    const file = writeLabModel(path.join(root, 'lab', 'ours.onnx'));
    const sha256 = hashOf(file);
    const card = path.join(root, 'lab', 'ours.json');
    writeFileSync(card, JSON.stringify({ sha256: 'a'.repeat(64) }));
    await expect(library.add(file)).rejects.toMatchObject(refusal('not the one that ours.json describes'));
    writeFileSync(
      card,
      JSON.stringify({ sha256, release: 'open', licence: 'CC0', limits: 'a list is wanted', figures: {} }),
    );
    const reference = path.join(root, 'lab', 'ours.reference.json');
    copyFileSync(path.join(modelsFolder(), 'chirograph-word.reference.json'), reference);
    await expect(library.add(file)).rejects.toMatchObject(refusal('measured with another model'));
    expect(existsSync(own)).toBe(false);
    rmSync(reference);
    expect(await library.add(file)).toMatchObject({
      release: 'open',
      licence: 'CC0',
      card: { limits: [], notUnderstood: ['limits'] },
    });
    expect(readdirSync(own)).toEqual([`${sha256}.json`, `${sha256}.onnx`]);
  });

  it.each([
    ['no ONNX file', () => 'this is not a model', 'is not an ONNX model'],
    ['another input contract', { 'chirograph.input': '{"version":2}' }, 'input contract 2'],
    ['an input property nobody knows', { 'chirograph.input': withInput({ slant: 'removed' }) }, 'slant'],
    ['another task', { 'chirograph.task': 'page' }, 'chirograph.task'],
    ['outputs of another size', { 'chirograph.outputs': withWriter(64) }, 'chirograph.outputs'],
  ])('refuses %s, says why, and keeps nothing', async (_what, content, reason) => {
    const file = path.join(root, 'lab', 'refused.onnx');
    writeLabModel(file, typeof content === 'function' ? {} : content);
    if (typeof content === 'function') writeFileSync(file, content());
    await expect(library.add(file)).rejects.toMatchObject(refusal(reason));
    expect(existsSync(own)).toBe(false);
  });

  it('refuses a damaged model, which still says of itself what it should', async () => {
    const file = writeLabModel(path.join(root, 'lab', 'damaged.onnx'));
    const bytes = readFileSync(file);
    // Within the graph, whose length stands: the message can be read, but not run.
    bytes.fill(0xff, 2000, 60_000);
    writeFileSync(file, bytes);
    await expect(library.add(file)).rejects.toMatchObject({ code: 'model-refused' });
    expect(existsSync(own)).toBe(false);
  });

  it('refuses a model that does not give the outputs that it states', async () => {
    const file = writeLabModel(path.join(root, 'lab', 'other-outputs.onnx'));
    const graph = readFileSync(file).toString('latin1').replaceAll('writer', 'hander');
    const outputs = metadataEntry('chirograph.outputs', withWriter(128));
    writeFileSync(file, Buffer.concat([Buffer.from(graph, 'latin1'), outputs]));
    await expect(library.add(file)).rejects.toMatchObject(refusal('gives nothing as "writer"'));
    expect(existsSync(own)).toBe(false);
  });

  it('refuses what is no file, without waiting for it', async () => {
    await expect(library.add(root)).rejects.toMatchObject(refusal('is no file'));
    await expect(library.add(path.join(root, 'none.onnx'))).rejects.toMatchObject(refusal('cannot be read'));
  });

  it('says of a file that was altered since it was added that it is not the same, and does not use it', async () => {
    const added = await library.add(writeLabModel(path.join(root, 'ours.onnx')));
    const kept = path.join(own, `${added.sha256}.onnx`);
    chmodSync(kept, 0o600);
    // Still a model that could run, but no longer the one that was added.
    appendFileSync(kept, metadataEntry('note', 'altered'));
    const listed = (await library.list()).find(({ origin }) => origin === 'own');
    expect(listed?.problem?.message).toContain(`expected SHA-256 ${added.sha256}`);
    await expect(library.load(added)).rejects.toMatchObject({ code: 'model-refused' });
    await library.remove(listed!.sha256);
    expect(readdirSync(own)).toEqual([]);
  });

  it('removes its own only, and then says by name which model is missing', async () => {
    const added = await library.add(writeLabModel(path.join(root, 'ours.onnx')));
    const [shipped] = await library.list();
    await expect(library.remove(shipped!.sha256)).rejects.toMatchObject({ code: 'not-allowed' });
    await library.load(added);
    expect(await library.remove(added.sha256)).toMatchObject({ name: 'lab-word', sha256: added.sha256 });
    expect(readdirSync(own)).toEqual([]);
    await expect(library.load(added)).rejects.toMatchObject(refusal('lab-word 2.1'));
    await expect(library.get(added.sha256)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('finds a model that was put into the folder by hand, as what its bytes are, and removes it', async () => {
    const file = writeLabModel(path.join(own, 'by hand.onnx'));
    const { sha256, name } = await library.get(hashOf(file));
    expect([name, sha256]).toEqual(['lab-word', hashOf(file)]);
    expect((await library.load({ sha256, name, version: '2.1' })).info.provider).toBe('cpu');
    await library.remove(sha256);
    expect(readdirSync(own)).toEqual([]);
  });

  it('does not take for a model what was put in place of its file since it was found there', async () => {
    const file = writeLabModel(path.join(own, 'by hand.onnx'));
    const sha256 = hashOf(file);
    await library.get(sha256);
    writeLabModel(file, { 'chirograph.version': '3.0' });
    await expect(library.get(sha256)).rejects.toMatchObject({ code: 'not-found' });
    await expect(library.remove(sha256)).rejects.toMatchObject({ code: 'not-found' });
    expect(existsSync(file)).toBe(true);
  });

  it.skipIf(process.platform === 'win32').each([
    ['card', 'ours.json'],
    ['reference', 'ours.reference.json'],
  ])('follows no link to a %s, and waits for no pipe', async (_what, name) => {
    const file = writeLabModel(path.join(root, 'lab', 'ours.onnx'));
    const beside = path.join(root, 'lab', name);
    symlinkSync(path.join(modelsFolder(), 'chirograph-word.json'), beside);
    await expect(library.add(file)).rejects.toMatchObject(refusal('cannot be read'));
    rmSync(beside);
    execFileSync('mkfifo', [beside]);
    await expect(library.add(file)).rejects.toMatchObject(refusal('cannot be read'));
    expect(existsSync(own)).toBe(false);
  });

  it('clears what a process that was killed left while it added a model', async () => {
    const added = await library.add(writeLabModel(path.join(root, 'ours.onnx')));
    const left = path.join(own, '.half.onnx.999999999.tmp');
    writeFileSync(left, '');
    expect((await library.list()).map(({ sha256 }) => sha256)).toContain(added.sha256);
    await library.add(writeLabModel(path.join(root, 'other.onnx'), { 'chirograph.version': '3' }));
    expect(existsSync(left)).toBe(false);
  });
});

function withInput(more: object): string {
  const { input } = JSON.parse(readFileSync(path.join(modelsFolder(), 'chirograph-word.json'), 'utf8')) as {
    input: object;
  };
  return JSON.stringify({ ...input, ...more });
}

function withWriter(dim: number): string {
  return JSON.stringify({ writer: { dim, normalised: true }, word: { dim: 128, normalised: true } });
}
