import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSettings } from '../../../../src/main/engine/case/settings.ts';
import { examiner, folderWith } from './fixture.ts';

test('nothing is remembered and nothing written before something is saved', () => {
  const directory = path.join(folderWith(), 'new', 'chirograph');
  const settings = openSettings(directory);
  expect(settings.examiner()).toBe(null);
  expect(settings.recent()).toEqual([]);
  expect(existsSync(directory)).toBe(false);
  expect(settings.saveExaminer(examiner)).toEqual(examiner);
  expect(openSettings(directory).examiner()).toEqual(examiner);
  expect(readdirSync(directory)).toEqual(['settings.json']);
});

test('folders are kept latest first, each once, twenty at most', () => {
  const settings = openSettings(folderWith());
  settings.saveExaminer(examiner);
  for (let at = 0; at < 25; at++) settings.addRecent({ folder: `/cases/${at}`, name: `${at}` });
  settings.addRecent({ folder: '/cases/20', name: 'renamed' });
  const recent = settings.recent();
  expect(recent.map((each) => each.name).slice(0, 3)).toEqual(['renamed', '24', '23']);
  expect(recent).toHaveLength(20);
  expect(new Set(recent.map((each) => each.folder)).size).toBe(20);
  expect(settings.examiner()).toEqual(examiner);
});

test('two programs on one file see what the other saved', () => {
  const directory = folderWith();
  const [window, terminal] = [openSettings(directory), openSettings(directory)];
  window.saveExaminer(examiner);
  terminal.addRecent({ folder: '/cases/1', name: '1' });
  expect(window.recent()).toHaveLength(1);
  expect(terminal.examiner()).toEqual(examiner);
});

test('a file that cannot be understood is set aside, not overwritten', () => {
  for (const text of ['{ broken', '{"examiner": {"name": ""}}', '{"recent": 5}']) {
    const directory = folderWith({ 'settings.json': text });
    const settings = openSettings(directory);
    expect(settings.examiner()).toBe(null);
    settings.saveExaminer(examiner);
    expect(readFileSync(path.join(directory, 'settings.damaged.json'), 'utf8')).toBe(text);
    expect(settings.examiner()).toEqual(examiner);
  }
});

test('a field of a later version is kept', () => {
  const directory = folderWith();
  writeFileSync(path.join(directory, 'settings.json'), JSON.stringify({ theme: 'dark', examiner }));
  const settings = openSettings(directory);
  expect(settings.examiner()).toEqual(examiner);
  settings.addRecent({ folder: '/cases/1', name: '1' });
  expect(readFileSync(path.join(directory, 'settings.json'), 'utf8')).toContain('dark');
});

test('an account keeps its random id, each login its own, and is unknown where nothing can be remembered', () => {
  const directory = folderWith();
  const own = openSettings(directory).account(null);
  expect(own).toEqual({ id: expect.any(String) as string, login: false });
  const ada = openSettings(directory).account('Ada Example');
  expect(ada).toMatchObject({ login: true });
  expect(ada?.id).not.toBe(own?.id);
  expect(ada?.id).not.toContain('Ada');
  expect(openSettings(directory).account(null)).toEqual(own);
  expect(openSettings(directory).account('Ada Example')).toEqual(ada);
  // A link that leads nowhere lies where the folder of the settings would be.
  const taken = path.join(folderWith(), 'settings');
  symlinkSync(path.join(directory, 'no', 'where'), taken);
  expect(openSettings(taken).account(null)).toBeNull();
});
