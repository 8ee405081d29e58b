/** What is packed beside the archive works where nothing of this project is: its own Node, packages and models. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stage } from '../../packaging/stage.ts';
import { startEngineHost } from '../../src/main/engine/engine-host.ts';
import { findPlainNode } from '../../src/main/engine/plain-node.ts';
import { packagedEngine } from '../../src/main/shells/electron/packaged-engine.ts';

const project = path.join(import.meta.dirname, '../..');

describe('a packed engine', () => {
  let root: string;
  let resources: string;
  let node: string;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'chirograph-packed-'));
    await stage(project, process, path.join(root, 'stage'));
    resources = path.join(root, 'stage', 'resources');
    node = findPlainNode(root, {
      execPath: 'electron',
      versions: { node: '24.0.0', electron: '45.0.0' },
      resourcesPath: resources,
      platform: process.platform,
    });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('runs on the Node that is packed with it', () => {
    expect(path.relative(resources, node).split(path.sep)[0]).toBe('node');
  });

  it('is started by the shell of a packaged app, and has its model', async () => {
    const host = startEngineHost({
      userData: path.join(root, 'data'),
      log: pino({ level: 'silent' }),
      nodePath: node,
      ...packagedEngine({ isPackaged: true }, resources),
    });
    try {
      const info = await host.call('engine.info', {});
      expect(info.modelProblem).toBeNull();
      expect(info.model?.name).toBe('chirograph-word');
    } finally {
      await host.close();
    }
  });

  it('opens a case from its command line: database, decoder and encoder are all there', async () => {
    const folder = path.join(root, 'case');
    await mkdir(path.join(folder, 'questioned'), { recursive: true });
    const strokes = Array.from(
      { length: 12 },
      (_, at) =>
        `<path d="M${60 + at * 45} 100 q10 -50 20 0 t20 0" fill="none" stroke="black" stroke-width="4"/>`,
    );
    const page = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="200"><rect width="640" height="200" fill="white"/>${strokes.join('')}</svg>`;
    await sharp(Buffer.from(page))
      .png()
      .toFile(path.join(folder, 'questioned', 'note.png'));
    const { stdout } = await promisify(execFile)(
      node,
      [
        path.join(resources, 'engine', 'bin', 'chirograph'),
        'case',
        '--json',
        '--examiner',
        'Ada Example',
        '--initials',
        'AE',
        '--role',
        'document examiner',
        folder,
      ],
      { cwd: root, env: { CHIROGRAPH_USER_DATA: path.join(root, 'data'), PATH: '' } },
    );
    expect(JSON.parse(stdout)).toMatchObject({
      prepared: { items: 1, failed: [], words: 1 },
      encoded: { items: 1, failed: [], words: 1 },
    });
  });
});
