import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readManifest,
  rootOf,
  type ManifestFilter,
} from '../../../../src/main/engine/evaluation/manifest.ts';

const HEADER = 'path,dataset,kind,writer,text,genuine,forger,medium,split,note,word_head';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chirograph-manifest-'));
  file = path.join(folder, 'labels.csv');
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (content: string, filter?: ManifestFilter) => {
  await writeFile(file, content);
  return readManifest(file, filter);
};

describe('readManifest', () => {
  it('reads rows with their lines, in order, and identifies the file', async () => {
    const content = `${HEADER}\nb.png,set,word,W1,"comma, quote "" and é",,,paper,dev,n,unseen\na.png,set,page,W2,,,,,train,,\n`;
    const manifest = await read(content);
    expect(manifest.rows).toEqual([
      {
        path: 'b.png',
        dataset: 'set',
        kind: 'word',
        writer: 'W1',
        text: 'comma, quote " and é',
        genuine: '',
        forger: '',
        medium: 'paper',
        sheet: '',
        split: 'dev',
        note: 'n',
        word_head: 'unseen',
        line: 2,
      },
      expect.objectContaining({ path: 'a.png', kind: 'page', text: '', split: 'train', line: 3 }),
    ]);
    expect(manifest.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('needs four columns only, in any order, with a byte order mark or without', async () => {
    const { rows } = await read('\uFEFFwriter,path,extra,kind,dataset\r\nW1,a.png,?,page,set\r\n');
    expect(rows).toMatchObject([{ path: 'a.png', writer: 'W1', text: '', split: '', word_head: '' }]);
  });

  it('reads cells as they are meant: composed, and without what stands around them', async () => {
    const { rows, columns } = await read(
      ' path ,dataset,kind,writer,text,sheet\n a.png ,ours, word,"Me\u0308ier ",a  b,\nb.png,ours\u00A0,word,M\u00EBier,a b, 3 \n',
    );
    expect(columns[0]).toBe('path');
    expect(rows).toMatchObject([
      { path: 'a.png', dataset: 'ours', kind: 'word', writer: 'M\u00EBier', text: 'a b', sheet: '' },
      { path: 'b.png', dataset: 'ours', kind: 'word', writer: 'M\u00EBier', text: 'a b', sheet: '3' },
    ]);
  });

  it('refuses what is not in UTF-8, wherever the file was cut while it was read', async () => {
    const latin = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`, 'latin1');
    const header = 'path,dataset,kind,writer';
    const plain = Array.from({ length: 9000 }, (_, at) => `${at}.png,ours,word,W`);
    await writeFile(file, latin([header, ...plain, 'a.png,ours,word,M\u00FCller', 'b.png,ours,word,W']));
    await expect(readManifest(file)).rejects.toMatchObject({
      code: 'format-not-read',
      message: 'labels.csv, line 9002: this line is not in UTF-8. Save the table again as CSV in UTF-8.',
    });
    await writeFile(file, Buffer.from(`\uFEFF${header}\n`, 'utf16le'));
    await expect(readManifest(file)).rejects.toMatchObject({
      message: expect.stringContaining('line 1: this line is not in UTF-8') as string,
    });
    const accented = Array.from({ length: 9000 }, (_, at) => `${at}.png,ours,word,Müller ${at}`);
    const { rows, sha256 } = await read(`${[header, ...accented].join('\n')}`);
    expect(rows).toHaveLength(9000);
    expect(rows.at(-1)!.writer).toBe('Müller 8999');
    expect(sha256).toBe(
      createHash('sha256')
        .update([header, ...accented].join('\n'))
        .digest('hex'),
    );
  });

  it('knows one file by all of its paths', async () => {
    for (const again of ['./a.png', 'b/../a.png', 'b//..//./a.png']) {
      await expect(
        read(`path,dataset,kind,writer\na.png,d,word,W\n${again},d,word,W\n`),
      ).rejects.toMatchObject({ message: `labels.csv, line 3: ${again} stands on line 2 already` });
    }
    await expect(
      read('path,dataset,kind,writer\n\u00E9.png,d,word,W\ne\u0301.png,d,word,W\n'),
    ).rejects.toMatchObject({ code: 'format-not-read' });
  });

  it('lets through what the filters ask for', async () => {
    const content = `${HEADER}\na.png,one,word,W1,,,,,dev,,\nb.png,two,word,W1,,,,,dev,,\nc.png,one,page,W1,,,,,dev,,\nd.png,one,word,W1,,,,,train,,\n`;
    const paths = async (filter: ManifestFilter) => (await read(content, filter)).rows.map((row) => row.path);
    expect(await paths({ split: 'dev' })).toEqual(['a.png', 'b.png', 'c.png']);
    expect(await paths({ split: 'dev', dataset: 'one' })).toEqual(['a.png', 'c.png']);
    expect(await paths({ kinds: ['page'] })).toEqual(['c.png']);
    await expect(paths({ split: 'calibration', dataset: 'one' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'None of the 4 rows of labels.csv has split "calibration" and dataset "one".',
    });
  });

  it.each([
    ['a column that is missing', 'path,dataset,writer\n', 1, 'lacks kind'],
    ['a column named twice', 'path,path,dataset,kind,writer\n', 1, 'path twice'],
    ['columns parted by semicolons', 'path;dataset;kind;writer\n', 1, 'parted by semicolons'],
    [
      'a character that was lost',
      'path,dataset,kind,writer\na,d,word,M\uFFFDller\n',
      2,
      'writer holds a char',
    ],
    ['a quote inside a cell', 'path,dataset,kind,writer\na,d,word,a "b" c\n', 2, 'quotation mark'],
    [
      'an unknown kind',
      'path,dataset,kind,writer\na,d,word,W\nb,d,line,W\n',
      3,
      'kind is "line" and may be word, character, signature, page',
    ],
    ['an empty writer', 'path,dataset,kind,writer\na,d,word,\n', 2, 'the cell writer is empty'],
    [
      'a resolution in words',
      'path,dataset,kind,writer,resolution\na,d,word,W,\nb,d,word,W,fine\n',
      3,
      'resolution',
    ],
    ['a wrong word_head', 'path,dataset,kind,writer,word_head\na,d,word,W,maybe\n', 2, 'word_head'],
    [
      'a signature that is neither genuine nor a forgery',
      'path,dataset,kind,writer,genuine\na,d,signature,W,1\nb,d,signature,W,\n',
      3,
      'genuine is empty',
    ],
    ['a path that stands twice', 'path,dataset,kind,writer\na,d,word,W\na,d,word,V\n', 3, 'line 2'],
    ['a row that is too short', 'path,dataset,kind,writer\na,d,word,W\nb,d\n', 3, ''],
    ['a quote that is left open', 'path,dataset,kind,writer\n"a,d,word,W\n', 2, ''],
  ])('names the line of %s', async (_, content, line, words) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'format-not-read',
      message: expect.stringMatching(new RegExp(`^labels.csv, line ${line}: .*${words}`)) as string,
    });
  });

  it('says when there is nothing in it, or no such file', async () => {
    await expect(read(`${HEADER}\n`)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readManifest(path.join(folder, 'none.csv'))).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });
});

describe('rootOf', () => {
  it('is the folder of the manifest unless another one is given', () => {
    const manifest = { file, sha256: '', rows: [] };
    expect(rootOf(manifest)).toBe(folder);
    expect(rootOf(manifest, path.join(folder, 'x'))).toBe(path.join(folder, 'x'));
  });
});
