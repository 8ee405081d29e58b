import { chmodSync, constants, lstatSync, readFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openEvidence } from '../../../../src/main/engine/case/evidence-file.ts';
import { readEvidence } from '../../../../src/main/engine/imaging/evidence.ts';
import { asOrdinaryUser, folderWith } from './fixture.ts';

/** In /proc, flags are written in octal. */
const ACCESS_MODE = 0o3;

test.skipIf(process.platform !== 'linux')('evidence is open for reading only, whoever owns it', async () => {
  const folder = folderWith({ 'q.png': 'q' });
  const file = path.join(folder, 'q.png');
  const flags = async (): Promise<number> => {
    const handle = await openEvidence(file);
    const info = readFileSync(`/proc/self/fdinfo/${handle.fd}`, 'utf8');
    await handle.close();
    return Number.parseInt(/^flags:\s+(\d+)$/m.exec(info)![1]!, 8);
  };
  const own = await flags();
  expect(own & ACCESS_MODE).toBe(constants.O_RDONLY);
  expect(own & constants.O_NOATIME).toBe(constants.O_NOATIME);
  // A file of somebody else's cannot be asked to keep its access time; it is read all the same.
  const others = folderWith();
  chmodSync(folder, 0o755);
  expect((await asOrdinaryUser(others, flags)) & ACCESS_MODE).toBe(constants.O_RDONLY);
});

test.skipIf(process.platform !== 'linux')('decoding leaves the access time of a file alone', async () => {
  const file = path.join(folderWith({ 'q.png': 'no image, but read all the same' }), 'q.png');
  // Older than the last change: the next ordinary reading would bring it up to date.
  utimesSync(file, new Date(2020, 0), new Date(2021, 0));
  const before = lstatSync(file).atimeMs;
  await readEvidence(file).catch(() => undefined);
  expect(lstatSync(file).atimeMs).toBe(before);
});
