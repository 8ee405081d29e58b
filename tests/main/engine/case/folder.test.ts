import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findImages, resolveInside } from '../../../../src/main/engine/case/folder.ts';
import { asOrdinaryUser, codeOf, folderWith, put } from './fixture.ts';

const found = async (folder: string): Promise<string[]> =>
  (await findImages(folder)).images.map(({ path: inside, role, writer }) =>
    [inside, role, writer].filter(Boolean).join(' | '),
  );

test('images are found by their ending, in any depth; everything else is left alone', async () => {
  const names = [
    'a.png',
    'b.JPG',
    'c.jpeg',
    'd.tif',
    'e.TIFF',
    'deep/er/and/deeper/f.png', // found
    'g.pdf',
    'g.webp',
    'h.txt',
    'png',
    'i.png.bak',
    '.hidden.png',
    '._a.png',
    '.dot/j.png', // not images, or hidden
    'case.chirograph',
    'case.chirograph-wal',
    'case.chirograph.png',
    'derived/k.png',
    'Reports/l.png', // the case's own
    'deep/derived/m.png', // somebody else's folder of that name
  ];
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, 'x'])));
  mkdirSync(path.join(folder, 'folder.png'));
  expect((await findImages(folder)).images.map((image) => image.path)).toEqual([
    'a.png',
    'b.JPG',
    'c.jpeg',
    'd.tif',
    'deep/derived/m.png',
    'deep/er/and/deeper/f.png',
    'e.TIFF',
    'g.pdf',
    'g.webp',
  ]);
});

test('questioned and known are understood in any case of letters, with any names below', async () => {
  const folder = folderWith({
    'Questioned/2.png': '',
    'Questioned/10.png': '',
    'Questioned/sub/1.png': '',
    'KNOWN/Müller, Ä./x.png': '',
    'KNOWN/Müller, Ä./2019/y.png': '',
    'KNOWN/王/z.png': '',
    'KNOWN/loose.png': '',
    'else/known/A/n.png': '',
    'known.png': '',
  });
  expect(await found(folder)).toEqual([
    'else/known/A/n.png | unassigned',
    'KNOWN/loose.png | unassigned',
    'KNOWN/Müller, Ä./2019/y.png | known | Müller, Ä.',
    'KNOWN/Müller, Ä./x.png | known | Müller, Ä.',
    'KNOWN/王/z.png | known | 王',
    'known.png | unassigned',
    'Questioned/2.png | questioned',
    'Questioned/10.png | questioned',
    'Questioned/sub/1.png | questioned',
  ]);
});

test('a writer is one writer in composed and decomposed spelling; paths stay as the disk spells them', async () => {
  const composed = 'known/Zo\u00eb/1.png';
  const decomposed = 'known/Zoe\u0308/2.png';
  const { images } = await findImages(folderWith({ [composed]: '', [decomposed]: '' }));
  expect(new Set(images.map((image) => image.writer))).toEqual(new Set(['Zo\u00eb']));
  expect(new Set(images.map((image) => image.path))).toEqual(new Set([composed, decomposed]));
});

test.skipIf(process.platform === 'win32')(
  'links are followed to files inside the folder and nowhere else',
  async () => {
    const outside = folderWith({ 'secret.png': 'x', 'dir/secret.png': 'x' });
    const folder = folderWith({ 'questioned/q.png': 'x' });
    const link = (target: string, name: string): void => symlinkSync(target, path.join(folder, name));
    link(path.join(outside, 'secret.png'), 'out.png');
    link(path.join(outside, 'dir'), 'out');
    link('..', 'up');
    link('.', 'loop');
    link('self.png', 'self.png');
    link('nothing.png', 'dangling.png');
    link('questioned', 'again');
    link('questioned/q.png', 'in.png');
    linkSync(path.join(folder, 'questioned/q.png'), path.join(folder, 'hard.png'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.png')]);
    expect((await findImages(folder)).images.map((image) => image.path)).toEqual([
      'hard.png',
      'in.png',
      'questioned/q.png',
    ]);
    expect((await findImages(path.join(folder, 'again'))).images.map((image) => image.path)).toEqual([
      'q.png',
    ]);
  },
);

test.skipIf(process.platform === 'win32')(
  'a folder inside that cannot be read is said, and costs the rest nothing',
  async () => {
    const folder = folderWith({ 'a.png': '', 'locked/b.png': '' });
    chmodSync(path.join(folder, 'locked'), 0);
    const { images, notRead } = await asOrdinaryUser(folder, () => findImages(folder));
    chmodSync(path.join(folder, 'locked'), 0o755);
    expect(images.map((image) => image.path)).toEqual(['a.png']);
    expect(notRead).toEqual([
      { path: 'locked', reason: expect.stringContaining('this user may not read') as string },
    ]);
  },
);

test('the order does not depend on the order of the disk', async () => {
  const name = fc.stringMatching(/^[a-c0-9ÄäÉ]{1,4}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(name, name), { maxLength: 8, selector: String }),
      async (pairs) => {
        const names = pairs.map(([a, b]) => `${a}-/${b}.png`);
        const folders = [names, names.toReversed()].map((each) => {
          const folder = folderWith();
          for (const inside of each) put(folder, inside, '');
          return folder;
        });
        const [one, other] = await Promise.all(folders.map(found));
        expect(one).toEqual(other);
        expect(one).toHaveLength(names.length);
      },
    ),
    { numRuns: 25 },
  );
});

test('a folder that is not there, or is a file, is refused; cancelling is obeyed', async () => {
  const folder = folderWith({ 'a.png': '' });
  expect(await codeOf(() => findImages(path.join(folder, 'none')))).toBe('folder-unreadable');
  expect(await codeOf(() => findImages(path.join(folder, 'a.png')))).toBe('folder-unreadable');
  expect(await codeOf(() => findImages(folder, AbortSignal.abort()))).toBe('cancelled');
});

test('a path out of the folder is refused', async () => {
  expect(resolveInside('/case', 'known/A/1.png')).toBe(path.resolve('/case/known/A/1.png'));
  expect(resolveInside('/case', '..odd/1.png')).toBe(path.resolve('/case/..odd/1.png'));
  for (const inside of ['../x.png', 'a/../../x.png', '', '.', 'a/..', '/etc/../..']) {
    expect(await codeOf(() => resolveInside('/case', inside))).toBe('case-damaged');
  }
});
