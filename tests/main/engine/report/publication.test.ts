import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publish } from '../../../../src/main/engine/report/publication.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'publication-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const files = [{ extension: '.pdf', bytes: () => Buffer.from('pdf') }];

it('makes the folders that are missing on the way', async () => {
  const wanted = path.join(root, 'one', 'two', 'report');
  expect(await publish(wanted, files)).toEqual([`${wanted}.pdf`]);
});

it.runIf(existsSync('/proc/self'))(
  'ends with a clear error where the system lets nobody make a folder',
  async () => {
    for (const folder of ['/proc/x', '/proc/x/y/z', '/proc/self/fd/x']) {
      await expect(publish(path.join(folder, 'report'), files)).rejects.toMatchObject({
        name: 'ChirographError',
        message: expect.stringMatching(new RegExp(`^The report could not be written: .*${folder}`)) as string,
      });
    }
  },
);

it('says so where a file stands in place of a folder, and where links lead in a circle', async () => {
  writeFileSync(path.join(root, 'file'), '');
  symlinkSync(path.join(root, 'circle'), path.join(root, 'circle'));
  for (const inside of ['file', 'file/deeper', 'circle', 'circle/deeper', 'x'.repeat(300)]) {
    await expect(publish(path.join(root, inside, 'report'), files)).rejects.toMatchObject({
      code: 'folder-unreadable',
    });
  }
});
