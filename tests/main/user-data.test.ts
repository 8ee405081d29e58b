/** What the program does where nothing can be kept in this user's data. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine } from '../../src/main/engine/engine.ts';
import { nearestExisting, userDataProblem } from '../../src/main/user-data.ts';
import { CAN_MOUNT, insertMedium } from './engine/mounts.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
let root: string;
/** A folder that cannot be made: a file lies where it would. */
let blocked: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-user-data-'));
  await writeFile(path.join(root, 'file'), '');
  blocked = path.join(root, 'file', 'user');
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('is told what is not kept, where, and what to do', () => {
  expect(userDataProblem(root)).toBeNull();
  expect(userDataProblem(path.join(root, 'not', 'yet'))).toBeNull();
  expect(userDataProblem(blocked)).toMatchObject({
    code: 'folder-read-only',
    message: expect.stringMatching(
      /file\/user cannot be written\. These are not kept: who examines, .+ Ask for the right to write there, or set CHIROGRAPH_USER_DATA/u,
    ) as string,
  });
  expect(nearestExisting(path.join(root, 'not', 'yet'))).toBe(root);
});

it.skipIf(!CAN_MOUNT)('is told of a medium that cannot be written', () => {
  const medium = insertMedium();
  expect(userDataProblem(medium.folder)).toBeNull();
  medium.makeReadOnly();
  expect(userDataProblem(medium.folder)).toMatchObject({ code: 'folder-read-only' });
  expect(userDataProblem(path.join(medium.folder, 'user'))).toMatchObject({ code: 'folder-read-only' });
});

it('keeps nobody from working on a case, also where windows are confined to folders', async () => {
  const folder = path.join(root, 'case');
  await mkdir(folder);
  const engine = await createEngine({
    userData: blocked,
    log: pino({ level: 'silent' }),
    roots: [root],
    checkResults: true,
  });
  try {
    const info = await engine.call('engine.info', {});
    expect(info.userDataProblem).toMatchObject({ code: 'folder-read-only' });
    expect(await engine.call('examiner.get', {})).toBeNull();
    expect(await engine.call('case.recent', {})).toEqual([]);
    await expect(engine.call('examiner.save', as)).rejects.toMatchObject({ code: 'folder-read-only' });
    await expect(engine.call('demo.create', {})).rejects.toMatchObject({ code: 'folder-read-only' });
    const { id } = await engine.call('case.open', { folder }, as);
    expect((await engine.call('journal.read', { case: id })).entries.length).toBeGreaterThan(0);
  } finally {
    await engine.close();
  }
});
