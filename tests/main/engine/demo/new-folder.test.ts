import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, newDemoFolder } from '../../../../src/main/engine/demo/new-folder.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'chirograph-folder-test-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const fill = (temporary: string): Promise<void> => writeFile(path.join(temporary, 'a.txt'), 'a');

describe('makeFolder', () => {
  it('makes a folder with what leads to it', async () => {
    const folder = path.join(parent, 'deep', 'case');
    await makeFolder(folder, fill);
    expect(await readFile(path.join(folder, 'a.txt'), 'utf8')).toBe('a');
    expect(await readdir(path.dirname(folder))).toEqual(['case']);
  });

  it('takes an empty folder', async () => {
    const folder = path.join(parent, 'case');
    await mkdir(folder);
    await makeFolder(folder, fill);
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('refuses a filled folder and a file before any work', async () => {
    await writeFile(path.join(parent, 'note'), 'mine');
    const never = (): Promise<void> => Promise.reject(new Error('work was done'));
    await expect(makeFolder(parent, never)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(makeFolder(path.join(parent, 'note'), never)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await readdir(parent)).toEqual(['note']);
  });

  it('leaves nothing behind where the work fails', async () => {
    const failing = async (temporary: string): Promise<void> => {
      await fill(temporary);
      throw new Error('the disk is full');
    };
    await expect(makeFolder(path.join(parent, 'case'), failing)).rejects.toThrow('the disk is full');
    expect(await readdir(parent)).toEqual([]);
  });

  it('refuses a folder that was filled meanwhile', async () => {
    const folder = path.join(parent, 'case');
    const meanwhile = async (temporary: string): Promise<void> => {
      await fill(temporary);
      await mkdir(folder);
      await writeFile(path.join(folder, 'mine'), '');
    };
    await expect(makeFolder(folder, meanwhile)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await readdir(folder)).toEqual(['mine']);
    expect(await readdir(parent)).toEqual(['case']);
  });
});

describe('newDemoFolder', () => {
  it('gives each of several demo cases made at once a folder of its own', async () => {
    const folders = await Promise.all(Array.from({ length: 4 }, () => newDemoFolder(parent, 'demo-case')));
    expect(new Set(folders).size).toBe(4);
    for (const folder of folders) expect(await readdir(folder)).toEqual([]);
  });
});
