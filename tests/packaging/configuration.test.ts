import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { configuration, programOf, type PackContext } from '../../packaging/configuration.ts';

const packed = (electronPlatformName: string, appOutDir: string): PackContext => ({
  appOutDir,
  electronPlatformName,
  packager: { executableName: 'chirograph', appInfo: { productFilename: 'Chirograph' } },
});

test.each([
  ['linux', 'chirograph'],
  ['win32', 'Chirograph.exe'],
  ['darwin', 'Chirograph.app'],
])('on %s the fuses are in %s', (platform, name) => {
  expect(programOf(packed(platform, '/out'))).toBe(path.join('/out', name));
});

test('the fuses are set before the program is signed', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-pack-'));
  try {
    const program = path.join(folder, 'chirograph');
    writeFileSync(program, `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX${String.fromCharCode(1, 9)}101100011`);
    await configuration('/stage', '/out', { version: '1.0.0' }).afterPack(packed('linux', folder));
    expect(readFileSync(program, 'utf8').slice(-9)).toBe('010011001');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an archive without unpacked files, the engine beside it, nothing compiled and nothing published', () => {
  const made = configuration('/stage', '/out', { version: '45.4.1', dist: '/electron' });
  expect(made).toMatchObject({
    asar: { smartUnpack: false },
    directories: { app: path.join('/stage', 'app'), output: '/out' },
    extraResources: [{ from: path.join('/stage', 'resources'), to: '.' }],
    npmRebuild: false,
    publish: null,
    electronVersion: '45.4.1',
    electronDist: '/electron',
    linux: { target: ['AppImage', 'deb'] },
    win: { target: ['nsis'] },
    mac: { target: ['dmg'], hardenedRuntime: true },
  });
  expect(made).not.toHaveProperty('asarUnpack');
  expect(configuration('/stage', '/out', { version: '45.4.1' })).not.toHaveProperty('electronDist');
});
