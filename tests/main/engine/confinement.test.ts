/** What a window can reach of this computer's folders, asked of the real engine in its process, as the browser shell does. */
import { existsSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngineHost, type EngineHost } from '../../../src/main/engine/engine-host.ts';
import { writeLabModel } from './lab-model.ts';

const examiner = { name: 'Ada Example', initials: 'AE', role: 'document examiner' };
const as = { examiner };

let base: string;
let userData: string;
let root: string;
let outside: string;
let engine: EngineHost;

async function makeCase(...parts: string[]): Promise<string> {
  const folder = path.join(...parts);
  await mkdir(path.join(folder, 'questioned'), { recursive: true });
  const blank = { width: 40, height: 20, channels: 3, background: 'white' } as const;
  await sharp({ create: blank })
    .png()
    .toFile(path.join(folder, 'questioned', 'note.png'));
  return folder;
}

beforeAll(async () => {
  base = realpathSync(await mkdtemp(path.join(tmpdir(), 'chirograph-confined-')));
  userData = path.join(base, 'user');
  root = path.join(base, 'cases');
  outside = await makeCase(base, 'elsewhere', 'case');
  await makeCase(root, 'case');
  // Opened before, by an engine without roots: the command line, or the window in Electron.
  const free = startEngineHost({ userData, log: pino({ level: 'silent' }) });
  await free.call('case.open', { folder: outside }, as);
  await expect(free.call('folder.list', {})).rejects.toMatchObject({ code: 'not-allowed' });
  await free.close();
  engine = startEngineHost({ userData, log: pino({ level: 'silent' }), roots: [root] });
});
afterAll(async () => {
  await engine.close();
  await rm(base, { recursive: true, force: true });
});

describe('an engine that is confined to a root', () => {
  it('takes in a model of the root only, whatever lies elsewhere', async () => {
    const file = writeLabModel(path.join(base, 'elsewhere', 'ours.onnx'));
    await expect(engine.call('model.add', { file })).rejects.toMatchObject({ code: 'not-allowed' });
    const image = path.join(root, 'case', 'questioned', 'note.png');
    await expect(engine.call('model.add', { file: image })).rejects.toMatchObject({ code: 'model-refused' });
    expect(existsSync(path.join(userData, 'models'))).toBe(false);
  });

  it('lists the root and the folder of the demo cases, and what lies in them', async () => {
    const listing = await engine.call('folder.list', {});
    expect(listing.roots).toEqual([
      { path: root, name: 'cases' },
      { path: path.join(userData, 'demo'), name: 'Demo cases' },
    ]);
    expect(listing.folders).toMatchObject([{ name: 'case', images: 1, isCase: false, problem: null }]);
    await expect(engine.call('folder.list', { folder: base })).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining(`${root}, ${path.join(userData, 'demo')}`),
    });
  });

  it('opens a case in the root, by whatever path it is named, and one among the demo cases', async () => {
    const link = path.join(base, 'link');
    symlinkSync(path.join(root, 'case'), link);
    for (const folder of [path.join(root, 'case'), `${root}/../cases/./case/`, link]) {
      const opened = await engine.call('case.open', { folder }, as);
      expect(opened).toMatchObject({
        folder: path.join(root, 'case'),
        items: [{ path: 'questioned/note.png' }],
      });
    }
    const demo = await makeCase(userData, 'demo', 'made before');
    await expect(engine.call('case.open', { folder: demo }, as)).resolves.toMatchObject({ folder: demo });
  });

  it('opens no case outside, and leaves no trace there', async () => {
    const untouched = await makeCase(base, 'cases-2', 'case');
    symlinkSync(untouched, path.join(root, 'shortcut'));
    for (const folder of [
      untouched,
      path.join(root, 'shortcut'),
      `${root}/../cases-2/case`,
      `${root}/case/../../cases-2/case`,
      base,
      '/',
    ]) {
      await expect(engine.call('case.open', { folder }, as)).rejects.toMatchObject({
        code: 'not-allowed',
        message: expect.stringContaining('--root <folder>'),
      });
    }
    expect(readdirSync(untouched)).toEqual(['questioned']);
    await expect(engine.call('case.open', { folder: `${root}/case\0` }, as)).rejects.toMatchObject({
      code: 'invalid-arguments',
    });
  });

  it('opens no case whose maker has put a link out of the root where Chirograph writes', async () => {
    const drop = path.join(base, 'drop');
    await mkdir(drop);
    for (const own of ['reports', 'derived', 'case.chirograph']) {
      const folder = await makeCase(root, `trap ${own}`);
      symlinkSync(path.join(drop, own === 'reports' ? '' : own), path.join(folder, own));
      await expect(engine.call('case.open', { folder }, as)).rejects.toMatchObject({ code: 'not-allowed' });
    }
    expect(readdirSync(drop)).toEqual([]);
  });

  it('leaves cases outside out of those opened before', async () => {
    const folders = (await engine.call('case.recent', {})).map((each) => each.folder);
    expect(folders).toContain(path.join(root, 'case'));
    expect(folders).not.toContain(outside);
  });

  it('writes demo cases and reports nowhere else', async () => {
    const demo = path.join(base, 'demo');
    await expect(engine.call('demo.create', { folder: demo })).rejects.toMatchObject({ code: 'not-allowed' });
    const { id } = await engine.call('case.open', { folder: path.join(root, 'case') }, as);
    const report = { case: id, comparisons: [], searches: [] };
    for (const out of [path.join(base, 'report.pdf'), `${root}/../report.pdf`, `${root}-2/report.pdf`]) {
      await expect(engine.call('report.export', { ...report, out }, as)).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
    expect(existsSync(demo)).toBe(false);
    expect(readdirSync(base).filter((name) => name.startsWith('report'))).toEqual([]);
    const out = path.join(root, 'handed over', 'report.pdf');
    await expect(engine.call('report.export', { ...report, out }, as)).resolves.toMatchObject({ pdf: out });
  });

  it('is as confined after it died', async () => {
    const restarted = new Promise((resolve) => engine.on('engine.restarted', resolve));
    const log = readFileSync(path.join(userData, 'logs', 'engine.log'), 'utf8');
    const { pid } = JSON.parse(log.trim().split('\n').at(-1) as string) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await restarted;
    await expect(engine.call('case.open', { folder: outside }, as)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(engine.call('folder.list', {})).resolves.toMatchObject({ path: root });
  });
});
