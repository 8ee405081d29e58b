import { expect, test } from 'vitest';
import { sourcesOf } from '../../src/contract/sources.ts';
import { makeItem, writerId } from '../renderer/fake-case.ts';

test('further hands follow their items, questioned or known by their writer, and are of no use where nobody is known', () => {
  const [questioned, known] = [makeItem(0), makeItem(2)];
  const hand = (id: string, item: string, writer: string | null) =>
    ({ id, item, number: 2, label: `${id}/2`, writer, words: 3, encodedWords: 2 }) as const;
  const sources = sourcesOf(
    [questioned, known],
    [hand('b', known.id, null), hand('a', questioned.id, null), hand('c', questioned.id, writerId(1))],
  );
  expect(sources.map(({ id, holder, role, writer, words }) => [id, holder, role, writer, words])).toEqual([
    [questioned.id, questioned.id, 'questioned', null, questioned.words],
    ['a', questioned.id, 'questioned', null, 3],
    ['c', questioned.id, 'known', writerId(1), 3],
    [known.id, known.id, 'known', known.writer, known.words],
    ['b', known.id, 'unassigned', null, 3],
  ]);
});
