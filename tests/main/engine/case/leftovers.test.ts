import { linkSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { removeLeftovers } from '../../../../src/main/engine/case/leftovers.ts';
import { folderWith, open, put } from './fixture.ts';

const reports = (home: string): string[] => readdirSync(path.join(home, 'reports')).sort();

test('opening a case removes what a killed process left half-written, and nothing else', async () => {
  const folder = folderWith({
    'q.png': 'q',
    'derived/.a-b-c.crops.17.tmp': 'half',
    'derived/a-b-c.crops': 'whole',
    'reports/.r.pdf.17.tmp': 'half',
    'reports/notes.tmp': 'somebody’s own',
    'reports/own.pdf': 'somebody’s own',
  });
  await open(folder);
  expect(readdirSync(path.join(folder, 'derived'))).toEqual(['a-b-c.crops']);
  expect(reports(folder)).toEqual(['notes.tmp', 'own.pdf']);
});

test('a PDF whose JSON never got its name goes, and one that has both stays', () => {
  const home = folderWith({
    'reports/.r.pdf.17.tmp': 'pdf',
    'reports/.r.json.17.tmp': 'json',
    'reports/.s.pdf.17.tmp': 'pdf',
    'reports/.s.json.17.tmp': 'json',
  });
  const name = (stem: string, extension: string): void =>
    linkSync(
      path.join(home, 'reports', `.${stem}.${extension}.17.tmp`),
      path.join(home, 'reports', `${stem}.${extension}`),
    );
  name('r', 'pdf');
  name('s', 'pdf');
  name('s', 'json');
  removeLeftovers(home);
  expect(reports(home)).toEqual(['s.json', 's.pdf']);
});

test('where there are no hard links, the PDF that its temporary file became goes as well', () => {
  const home = folderWith({ 'reports/r.pdf': 'pdf', 'reports/.r.json.17.tmp': 'json', 'reports/r.json': '' });
  removeLeftovers(home);
  expect(reports(home)).toEqual([]);
});

test('a PDF of somebody else’s under that name stays', () => {
  const home = folderWith({
    'reports/r.pdf': 'theirs',
    'reports/.r.pdf.17.tmp': 'pdf',
    'reports/.r.json.17.tmp': 'json',
  });
  removeLeftovers(home);
  expect(reports(home)).toEqual(['r.pdf']);
});

test('nothing is removed through a link', () => {
  const elsewhere = folderWith({ '.r.pdf.17.tmp': 'theirs' });
  const home = folderWith();
  symlinkSync(elsewhere, path.join(home, 'reports'));
  put(home, 'derived', 'a file in its place');
  removeLeftovers(home);
  expect(readdirSync(elsewhere)).toEqual(['.r.pdf.17.tmp']);
});
