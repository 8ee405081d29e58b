import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { userDataDirectory } from '../../src/main/places.ts';

const home = os.homedir();

test('a user has one data folder, where the system keeps such things', () => {
  expect(userDataDirectory({}, 'linux')).toBe(path.join(home, '.config', 'chirograph'));
  expect(userDataDirectory({ XDG_CONFIG_HOME: '/x' }, 'linux')).toBe(path.join('/x', 'chirograph'));
  expect(userDataDirectory({ XDG_CONFIG_HOME: 'x' }, 'linux')).toBe(path.join(home, '.config', 'chirograph'));
  expect(userDataDirectory({}, 'darwin')).toBe(
    path.join(home, 'Library', 'Application Support', 'Chirograph'),
  );
  expect(userDataDirectory({ APPDATA: '/roaming' }, 'win32')).toBe(path.join('/roaming', 'Chirograph'));
});

test('CHIROGRAPH_USER_DATA names another one', () => {
  expect(userDataDirectory({ CHIROGRAPH_USER_DATA: '/data' }, 'linux')).toBe(path.resolve('/data'));
  expect(userDataDirectory({ CHIROGRAPH_USER_DATA: '' }, 'linux')).toBe(
    path.join(home, '.config', 'chirograph'),
  );
});
