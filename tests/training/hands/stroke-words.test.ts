import { describe, expect, it } from 'vitest';
import {
  drawRows,
  trainRows,
  wordsOf,
  writeForm,
  type StrokeForm,
} from '../../../models/training/hands/stroke-words.ts';
import { SeededRandom } from '../../../src/main/engine/demo/random.ts';
import { labelled } from './rows.ts';

const form: StrokeForm = {
  form: 'a01-000z',
  writer: '10026',
  strokes: [
    [100, 100, 40, 0, 40, 60, -30, 80, -50, 20],
    [300, 120, 20, 100, 20, -90, 25, 95, 30, -100],
    [450, 210],
  ],
  lines: [
    {
      id: 'a01-000z-01',
      words: [
        { t: 'one', s: [0], hi: true },
        { t: 'two', s: [1, 2], hi: true },
      ],
    },
  ],
};
const first = labelled({ path: 'words-en/10026-a01-000z-01-01.png' });
const second = labelled({ path: 'words-en/10026-a01-000z-01-02.png', word_head: 'unseen' });

describe('words written again from their strokes', () => {
  it('are rows of train writers with a text, and no others', () => {
    const rows = [
      first,
      labelled({ path: 'dev', split: 'dev' }),
      labelled({ path: 'calibration', split: 'calibration' }),
      labelled({ path: 'other', dataset: 'dhsd' }),
      labelled({ path: 'unknown', text: '' }),
    ];
    expect([...trainRows(rows).keys()]).toEqual([first.path]);
  });

  it('are drawn alike from every writer while their rows last', () => {
    const many = (writer: string, count: number): [string, ReturnType<typeof labelled>][] =>
      Array.from({ length: count }, (_, index) => {
        const path = `${writer}/${index}`;
        return [path, labelled({ path, writer })];
      });
    const rows = new Map([...many('a', 50), ...many('b', 4), ...many('c', 50)]);
    const drawn = [...drawRows(rows, 24, new SeededRandom(1)).values()].map(({ writer }) => writer);
    expect(drawn.filter((writer) => writer === 'b')).toHaveLength(4);
    expect(drawn.filter((writer) => writer === 'a')).toHaveLength(10);
    expect(drawn.filter((writer) => writer === 'c')).toHaveLength(10);
  });

  it('keep the row of their place in the line', () => {
    const { words, name } = wordsOf(form, new Map([[second.path, second]]));
    expect(name).toBe('a01-000z');
    expect(words).toEqual([{ row: second, strokes: [expect.any(Array), [450, 210]] }]);
    expect(words[0]?.strokes[0]?.slice(0, 6)).toEqual([300, 120, 320, 220, 340, 130]);
  });

  it('are the same bytes for the same seed, on one sheet a form', async () => {
    const words = wordsOf(form, new Map([first, second].map((row) => [row.path, row])));
    const write = async (seed: number): Promise<{ bytes: string; sheet: unknown; path: string }[]> => {
      const written = [];
      for await (const { row, sheet, scan } of writeForm(words, new SeededRandom(seed))) {
        written.push({ bytes: scan.bytes.toString('base64'), sheet, path: row.path });
      }
      return written;
    };
    const once = await write(3);
    expect(once.map(({ path }) => path)).toEqual([first.path, second.path]);
    expect(once[0]?.sheet).toEqual(once[1]?.sheet);
    expect(await write(3)).toEqual(once);
    expect((await write(4)).map(({ bytes }) => bytes)).not.toEqual(once.map(({ bytes }) => bytes));
  });
});
