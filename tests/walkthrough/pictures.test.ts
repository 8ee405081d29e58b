import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const docs = path.resolve(import.meta.dirname, '../../docs');
const script = readFileSync(path.join(import.meta.dirname, 'run.ts'), 'utf8');
const pictures = readdirSync(path.join(docs, 'first-case')).sort();

it('docs/first-case.md shows every picture that the walk-through takes, in its order, and no other', () => {
  const shown = [
    ...readFileSync(path.join(docs, 'first-case.md'), 'utf8').matchAll(/\(first-case\/(.+?)\.png\)/g),
  ];
  const taken = [...script.matchAll(/await picture\('(.+?)'\)/g)];
  const names = taken.map((found) => found[1]);
  expect(shown.map((found) => found[1])).toEqual(names);
  expect(pictures).toEqual(names.map((name) => `${name}.png`).sort());
});

it('the pictures are small enough for a repository', () => {
  const bytes = pictures.map((name) => statSync(path.join(docs, 'first-case', name)).size);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(1_500_000);
});
