import { readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCrops, writeCrops } from '../../../../src/main/engine/case/crops.ts';
import { asOrdinaryUser, codeOf, folderWith, hash, put } from './fixture.ts';

const byHash = (crops: readonly Uint8Array[]): Map<string, Uint8Array> =>
  new Map(crops.map((crop) => [hash(crop), crop]));
const three = byHash([1, 2, 3].map((value) => new Uint8Array(500).fill(value)));

test('crops come back as they were written, and a second writing replaces the first', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 }), (crops) => {
      const folder = folderWith();
      writeCrops(folder, 'item', three);
      writeCrops(folder, 'item', byHash(crops));
      expect(readCrops(folder, 'item')).toEqual(byHash(crops));
      expect(readdirSync(path.join(folder, 'derived'))).toEqual(['item.crops']);
    }),
    { numRuns: 30 },
  );
});

test('whatever byte is damaged, and wherever the file is cut, no wrong crop comes back', () => {
  const folder = folderWith();
  writeCrops(folder, 'item', three);
  const file = path.join(folder, 'derived', 'item.crops');
  const whole = readFileSync(file);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, cut) => {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= flip;
      writeFileSync(file, bytes);
      if (cut) truncateSync(file, at);
      for (const [sha256, crop] of readCrops(folder, 'item')) {
        expect(hash(crop)).toBe(sha256);
        expect(three.get(sha256)).toEqual(crop);
      }
    }),
  );
  const damaged = Buffer.from(whole);
  damaged[whole.length - 1]! ^= 1;
  writeFileSync(file, damaged);
  expect([...readCrops(folder, 'item').keys()]).toEqual([...three.keys()].slice(0, 2));
  writeFileSync(file, 'something else');
  expect(readCrops(folder, 'item').size).toBe(0);
  rmSync(path.join(folder, 'derived'), { recursive: true });
  expect(readCrops(folder, 'item').size).toBe(0);
});

test('nothing is written through a link, or where writing is not allowed', async () => {
  const elsewhere = folderWith();
  const folder = folderWith();
  symlinkSync(elsewhere, path.join(folder, 'derived'));
  expect(await codeOf(() => writeCrops(folder, 'item', three))).toBe('folder-read-only');
  expect(readdirSync(elsewhere)).toEqual([]);

  const closed = folderWith();
  put(closed, 'derived', 'a file in its place');
  expect(await asOrdinaryUser(closed, () => codeOf(() => writeCrops(closed, 'item', three)))).toBe(
    'folder-read-only',
  );
});
