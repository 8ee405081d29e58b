import { lstatSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anywhere,
  confineTo,
  requireRootFolders,
  type Roots,
} from '../../../../src/main/engine/case/roots.ts';
import { codeOf, folderWith } from './fixture.ts';

/** A root among folders that look like it, with links that lead in, out, round and nowhere. */
function tree(): { base: string; root: string; link(target: string, name: string): void } {
  const base = realpathSync(
    folderWith({
      'cases/one/questioned/q.png': '',
      'cases-2/x.png': '',
      'outside/secret/s.png': '',
      case: '',
    }),
  );
  const root = path.join(base, 'cases');
  const link = (target: string, name: string): void => symlinkSync(target, path.join(root, name), 'junction');
  return { base, root, link };
}

async function refused(roots: Roots, named: string): Promise<void> {
  await expect(roots.admit(named)).rejects.toMatchObject({
    code: 'not-allowed',
    message: expect.stringMatching(/outside of the folders that may be opened here: .*cases.*--root/),
  });
}

describe('confined to a root', () => {
  test('the root and what lies in it are admitted, however they are spelt, there or not there yet', async () => {
    const { root } = tree();
    const roots = await confineTo([root]);
    const one = path.join(root, 'one');
    for (const [named, admitted] of [
      [root, root],
      [`${root}${path.sep}`, root],
      [path.join(root, 'one'), one],
      [`${one}${path.sep}${path.sep}`, one],
      [`${root}${path.sep}.${path.sep}one${path.sep}questioned${path.sep}..`, one],
      [`${root}-2${path.sep}..${path.sep}cases${path.sep}one`, one],
      [path.relative(process.cwd(), one), one],
      [path.join(root, 'new', 'er', 'report.pdf'), path.join(root, 'new', 'er', 'report.pdf')],
      [path.join(one, 'questioned', 'q.png'), path.join(one, 'questioned', 'q.png')],
      [path.join(root, '..cases'), path.join(root, '..cases')],
    ] as const) {
      expect(await roots.admit(named)).toBe(admitted);
    }
  });

  test('nothing else is: above, beside, of a name that only begins alike, of another disk', async () => {
    const { base, root } = tree();
    const roots = await confineTo([root]);
    for (const named of [
      base,
      path.parse(base).root,
      `${root}-2`,
      `${root}-2${path.sep}x.png`,
      `${root}${path.sep}..${path.sep}outside`,
      `${root}${path.sep}..`,
      `${root}${path.sep}one${path.sep}..${path.sep}..${path.sep}outside${path.sep}secret`,
      `${root}.pdf`,
      root.slice(0, -1),
      path.join(base, 'not there'),
      '..',
      '/etc/passwd',
      '\\\\server\\share',
      'Z:\\',
    ]) {
      await refused(roots, named);
    }
    expect(await codeOf(() => roots.admit(`${root}\0`))).toBe('not-allowed');
    expect(await codeOf(() => roots.admit(`${root}\0/../../outside`))).toBe('not-allowed');
  });

  test('a link is what it leads to; one that leads nowhere or round is refused, and so is what lies behind it', async () => {
    const { base, root, link } = tree();
    link(path.join(root, 'one'), 'in');
    link(path.join(base, 'outside'), 'out');
    link(base, 'up');
    link(path.join(base, 'outside', 'not there'), 'dangling');
    link(path.join(root, 'round'), 'round');
    const roots = await confineTo([root]);
    expect(await roots.admit(path.join(root, 'in', 'questioned'))).toBe(path.join(root, 'one', 'questioned'));
    expect(await roots.admit(path.join(root, 'up', 'cases', 'one'))).toBe(path.join(root, 'one'));
    expect(await roots.admit(path.join(root, 'in', 'new', 'r.pdf'))).toBe(
      path.join(root, 'one', 'new', 'r.pdf'),
    );
    for (const name of [
      'out',
      'out/secret',
      'out/new/r.pdf',
      'up',
      'up/outside',
      'dangling',
      'dangling/new',
      'round',
      'round/x',
    ]) {
      await refused(roots, path.join(root, ...name.split('/')));
    }
  });

  test('whatever path is named: it is refused, or becomes one inside the root without any link in it', async () => {
    const { base, root, link } = tree();
    link(path.join(root, 'one'), 'in');
    link(path.join(base, 'outside'), 'out');
    link(base, 'up');
    link(path.join(base, 'outside', 'not there'), 'dangling');
    const roots = await confineTo([root]);
    const part = fc.constantFrom(
      '..',
      '.',
      '',
      'one',
      'in',
      'out',
      'up',
      'dangling',
      'cases',
      'cases-2',
      'outside',
      'secret',
      'questioned',
      'q.png',
      'new',
      '...',
      '..x',
      '%2e%2e',
      'cases\\..',
    );
    const start = fc.constantFrom(root, base, `${root}-2`, '', path.parse(base).root);
    let admitted = 0;
    await fc.assert(
      fc.asyncProperty(start, fc.array(part, { maxLength: 7 }), async (from, parts) => {
        const named = [from, ...parts].join(path.sep) || '.';
        const real = existing(named);
        const found = await roots.admit(named).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'not-allowed' });
          return null;
        });
        if (found === null) {
          expect(real === null || !isIn(root, real)).toBe(true);
          return;
        }
        admitted++;
        expect(isIn(root, found)).toBe(true);
        for (let at = found; at !== root; at = path.dirname(at)) expect(isLink(at)).toBe(false);
        if (real !== null) expect(found).toBe(real);
      }),
      { numRuns: 500, examples: [[root, ['in', 'questioned', 'q.png', '...']]] },
    );
    expect(admitted).toBeGreaterThan(50);
  });

  test('of several roots the innermost holds a folder; one named twice counts once', async () => {
    const { base, root, link } = tree();
    link(path.join(base, 'cases-2'), 'two');
    const inner = path.join(root, 'one');
    const roots = await confineTo([root, inner, path.join(root, 'two'), `${inner}${path.sep}`]);
    expect(roots.folders).toEqual([root, inner, `${root}-2`]);
    expect(roots.rootOf(path.join(inner, 'questioned'))).toBe(inner);
    expect(roots.rootOf(root)).toBe(root);
    expect(roots.rootOf(base)).toBeUndefined();
    expect(await roots.admit(path.join(root, 'two', 'x.png'))).toBe(path.join(`${root}-2`, 'x.png'));
  });

  test('a root whose disk is not plugged in admits what would lie on it, and nothing above it', async () => {
    const { base } = tree();
    const stick = path.join(base, 'stick');
    const roots = await confineTo([stick]);
    expect(await roots.admit(path.join(stick, 'case'))).toBe(path.join(stick, 'case'));
    expect(await codeOf(() => roots.admit(base))).toBe('not-allowed');
  });

  test('the root of the file system holds everything', async () => {
    const { base } = tree();
    const roots = await confineTo([path.parse(base).root]);
    expect(await roots.admit(base)).toBe(base);
  });
});

test('without roots every path is admitted as it is named, made absolute', async () => {
  const { root, link } = tree();
  link(path.join(root, 'one'), 'in');
  expect(await anywhere.admit(path.join(root, 'in'))).toBe(path.join(root, 'in'));
  expect(await anywhere.admit('x')).toBe(path.resolve('x'));
  expect(anywhere.folders).toBeNull();
  await expect(anywhere.admit('x\0')).rejects.toMatchObject({ code: 'not-allowed' });
});

describe('what an operator names', () => {
  test('is taken by its real path', async () => {
    const { root, link } = tree();
    link(path.join(root, 'one'), 'in');
    expect(await requireRootFolders([`${root}${path.sep}`, path.join(root, 'in')])).toEqual([
      root,
      path.join(root, 'one'),
    ]);
  });

  test.each([
    ['not there', 'there is no such folder'],
    ['case', 'it is a file'],
    ['case/x', /it is a file|cannot be read|no such folder/],
  ])('is refused where it is no folder, with what to do: %s', async (name, reason) => {
    const { base, root } = tree();
    const named = path.join(base, ...name.split('/'));
    const error: unknown = await requireRootFolders([root, named]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'invalid-arguments' });
    expect((error as Error).message).toContain(named);
    expect((error as Error).message).toMatch(reason);
    expect((error as Error).message).toContain('--root <folder>');
  });
});

const isIn = (folder: string, wanted: string): boolean =>
  wanted === folder || wanted.startsWith(folder + path.sep);

function existing(named: string): string | null {
  try {
    return realpathSync(path.resolve(named));
  } catch {
    return null;
  }
}

/** Whether a path is a link; one that leads through a file is nothing at all. */
function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toMatch(/^(?:ENOENT|ENOTDIR)$/u);
    return false;
  }
}
