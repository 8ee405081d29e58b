import { expect, it } from 'vitest';
import { turn, turnedTable, type TurnedPage } from './turned.ts';

const image = { width: 3, height: 2, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };

it('turns an image clockwise', () => {
  expect(turn(image, 0)).toBe(image);
  expect(turn(image, 1)).toEqual({ width: 2, height: 3, data: Uint8Array.of(4, 1, 5, 2, 6, 3) });
  expect(turn(image, 2)).toEqual({ width: 3, height: 2, data: Uint8Array.of(6, 5, 4, 3, 2, 1) });
  expect(turn(image, 3)).toEqual({ width: 2, height: 3, data: Uint8Array.of(3, 6, 2, 5, 1, 4) });
});

it('counts what was said of upright and of turned pages', () => {
  const page = { kind: 'a', name: '1', lines: 1, reach: 1, said: null, mostlyUnsure: false } as const;
  const pages: TurnedPage[] = [
    { ...page, quarters: 0 },
    { ...page, quarters: 0, lines: 0.5, reach: null },
    { ...page, quarters: 1, lines: -1, said: 'sideways', mostlyUnsure: true },
    { ...page, quarters: 2, reach: -1, said: 'upside-down' },
    { ...page, quarters: 3 },
  ];
  const [, , row] = turnedTable(pages).split('\n');
  expect(row!.split('|').map((cell) => cell.trim())).toEqual([
    ...['', 'a', '2', '0.50', '1.00', '0', '0', '1/2', '1/1', '1/3', ''],
  ]);
});
