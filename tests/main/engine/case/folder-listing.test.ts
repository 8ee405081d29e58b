import { chmodSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { safeParse } from 'valibot';
import { FolderListing, type ListedFolder } from '../../../../src/contract/folder.ts';
import { listFolder, MOST_FOLDERS } from '../../../../src/main/engine/case/folder-listing.ts';
import { anywhere, confineTo } from '../../../../src/main/engine/case/roots.ts';
import { asOrdinaryUser, codeOf, folderWith } from './fixture.ts';

const realFolderWith = (files: Record<string, string>): string => realpathSync(folderWith(files));

async function list(root: string, named?: string): Promise<FolderListing> {
  const listing = await listFolder(await confineTo([root]), named, new Map());
  expect(safeParse(FolderListing, listing).success).toBe(true);
  return listing;
}
const row = (listing: FolderListing, name: string): ListedFolder | undefined =>
  listing.folders.find((each) => each.name === name);

describe('a listing', () => {
  test('shows folders in natural order, each with its images at any depth and whether it is a case', async () => {
    const root = realFolderWith({
      'case 10/case.chirograph': '',
      'case 10/questioned/a.png': '',
      'case 10/known/A. Writer/b.tif': '',
      'case 10/known/A. Writer/notes.txt': '',
      'case 10/derived/crop.png': '',
      'case 10/reports/figure.png': '',
      'case 2/a.jpg': '',
      'letters/scans.djvu': '',
      '.hidden/a.png': '',
      'a.png': '',
      'b.txt': '',
    });
    const listing = await list(root);
    expect(listing).toMatchObject({
      path: root,
      name: path.basename(root),
      parent: null,
      isCase: false,
      // Of this folder too: a case takes what lies at any depth, but for what another case has.
      images: 2,
      complete: true,
      truncated: false,
      trail: [{ path: root }],
      roots: [{ path: root, name: path.basename(root) }],
    });
    expect(listing.folders).toEqual([
      {
        name: 'case 2',
        path: path.join(root, 'case 2'),
        images: 1,
        complete: true,
        isCase: false,
        problem: null,
      },
      {
        name: 'case 10',
        path: path.join(root, 'case 10'),
        images: 2,
        complete: true,
        isCase: true,
        problem: null,
      },
      {
        name: 'letters',
        path: path.join(root, 'letters'),
        images: 0,
        complete: true,
        isCase: false,
        problem: null,
      },
    ]);
    // What is in it is known by number only.
    expect(JSON.stringify(listing)).not.toMatch(/\.(png|txt|tif|djvu|jpg)/);
  });

  test('of a case leaves out what Chirograph wrote, and says the way down to it', async () => {
    const root = realFolderWith({
      'year/case/case.chirograph': '',
      'year/case/questioned/a.png': '',
      'year/case/Reports/r.pdf': '',
      'year/case/derived/d.png': '',
      'year/reports/r.png': '',
    });
    const folder = path.join(root, 'year', 'case');
    const listing = await list(root, folder);
    expect(listing).toMatchObject({ isCase: true, images: 1, parent: path.join(root, 'year'), name: 'case' });
    expect(listing.folders.map((each) => each.name)).toEqual(['questioned']);
    expect(listing.trail).toEqual([
      { path: root, name: path.basename(root) },
      { path: path.join(root, 'year'), name: 'year' },
      { path: folder, name: 'case' },
    ]);
    const above = await list(root, path.dirname(folder));
    expect(above.folders.map((each) => each.name)).toEqual(['case', 'reports']);
  });

  test('follows a link that leads inside a root, and shows no other', async () => {
    const base = realFolderWith({ 'root/real/a.png': '', 'root/file.txt': '', 'outside/a.png': '' });
    const root = path.join(base, 'root');
    for (const [target, name] of [
      ['real', 'again'],
      ['../outside', 'out'],
      ['..', 'up'],
      ['nothing', 'dangling'],
      ['round', 'round'],
      ['file.txt', 'to a file'],
    ] as const) {
      symlinkSync(target, path.join(root, name));
    }
    const listing = await list(root);
    expect(listing.folders.map((each) => [each.name, each.images])).toEqual([
      ['again', 1],
      ['real', 1],
    ]);
    expect(await list(root, row(listing, 'again')?.path)).toMatchObject({ path: path.join(root, 'real') });
  });

  test('marks a folder that may not be read, and is refused for it', async () => {
    const root = realFolderWith({ 'closed/a.png': '', 'open/a.png': '', 'open/closed/b.png': '' });
    const closed = path.join(root, 'closed');
    const inner = path.join(root, 'open', 'closed');
    await asOrdinaryUser(root, async () => {
      for (const each of [closed, inner]) chmodSync(each, 0);
      const listing = await list(root);
      expect(row(listing, 'closed')).toMatchObject({ problem: 'This user may not read it.', images: 0 });
      expect(row(listing, 'open')).toMatchObject({ problem: null, images: 1, complete: false });
      expect(await codeOf(() => list(root, closed))).toBe('folder-unreadable');
      for (const each of [closed, inner]) chmodSync(each, 0o700);
    });
  });

  test.skipIf(process.platform !== 'linux')(
    'marks a name that is not valid UTF-8 as one to be renamed',
    async () => {
      const root = realFolderWith({ 'fine/a.png': '' });
      const latin = Buffer.concat([Buffer.from(`${root}/M`), Buffer.from([0xfc]), Buffer.from('ller')]);
      mkdirSync(latin);
      mkdirSync(path.join(root, 'really \uFFFD'));
      const listing = await list(root);
      expect(row(listing, 'M\uFFFDller')?.problem).toMatch(/not valid UTF-8; rename it/);
      expect(row(listing, 'really \uFFFD')?.problem).toBeNull();
      rmSync(latin, { recursive: true });
    },
  );

  test('counts no further than it has to: the sum is then "at least"', async () => {
    const deep = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`wide/${String(at).padStart(2, '0')}/a.png`, '']),
    );
    const listing = await list(realFolderWith(deep));
    // One look at the folder itself, and 39 at what lies in it.
    expect(row(listing, 'wide')).toMatchObject({ images: 39, complete: false });
    expect(listing).toMatchObject({ images: 60, complete: true });
  });

  test('of very many folders shows the first in order and says that there are more', async () => {
    const root = realFolderWith({});
    for (let at = 0; at < MOST_FOLDERS + 1; at++) mkdirSync(path.join(root, `folder ${at}`));
    const listing = await list(root);
    expect(listing.truncated).toBe(true);
    expect(listing.folders).toHaveLength(MOST_FOLDERS);
    expect(listing.folders.at(-1)?.name).toBe(`folder ${MOST_FOLDERS - 1}`);
    rmSync(path.join(root, 'folder 7'), { recursive: true });
    expect(await list(root)).toMatchObject({ truncated: false });
  });
});

describe('which folder', () => {
  test('none named is the first root that can be read; roots of one name are told apart by their paths', async () => {
    const base = realFolderWith({ 'a/cases/x.png': '', 'b/cases/x.png': '', 'home/x.png': '' });
    const [gone, a, b, home] = ['gone', 'a/cases', 'b/cases', 'home'].map((each) =>
      path.join(base, each),
    ) as [string, string, string, string];
    const listing = await listFolder(
      await confineTo([gone, a, b, home]),
      undefined,
      new Map([[home, 'Home']]),
    );
    expect(listing.path).toBe(a);
    expect(listing.roots.map((root) => root.name)).toEqual(['gone', a, b, 'Home']);
  });

  test('one root inside another is left by going up', async () => {
    const root = realFolderWith({ 'year/cases/x.png': '' });
    const inner = path.join(root, 'year', 'cases');
    const listing = await listFolder(await confineTo([root, inner]), inner, new Map());
    expect(listing.parent).toBe(path.join(root, 'year'));
    expect(listing.trail.map((each) => each.name)).toEqual(['cases']);
  });

  test('outside of the roots, a file, one that is gone: each is refused in its own words', async () => {
    const root = realFolderWith({ 'a.png': '' });
    expect(await codeOf(() => list(root, path.dirname(root)))).toBe('not-allowed');
    expect(await codeOf(() => list(root, path.join(root, 'a.png')))).toBe('folder-unreadable');
    expect(await codeOf(() => list(root, path.join(root, 'gone')))).toBe('folder-unreadable');
    const aborted = AbortSignal.abort();
    const roots = await confineTo([root]);
    mkdirSync(path.join(root, 'folder'));
    expect(await codeOf(() => listFolder(roots, root, new Map(), aborted))).toBe('cancelled');
  });

  test('without roots nothing is listed', async () => {
    expect(await codeOf(() => listFolder(anywhere, '/', new Map()))).toBe('not-allowed');
  });
});
