import { describe, expect, it } from 'vitest';
import { findPlaces, type Place } from '../../src/renderer/finding.ts';

const place = (title: string, note: string): Place => ({ title, note, act: () => undefined });
const places = [
  place('K1 letter.png', 'known, Edda Marrow'),
  place('Q1 fence letter.png', 'questioned'),
  place('Journal', 'view'),
  place('Letters', 'view'),
];
const titles = (query: string) => findPlaces(places, query).map(({ title }) => title);

describe('finding a place', () => {
  it('needs every word, anywhere, in any case', () => {
    expect(titles('LETTER marrow')).toEqual(['K1 letter.png']);
    expect(titles('fence known')).toEqual([]);
  });

  it('puts titles that begin with the query first and keeps the order otherwise', () => {
    expect(titles('letter')).toEqual(['Letters', 'K1 letter.png', 'Q1 fence letter.png']);
    expect(titles(' ')).toHaveLength(4);
  });
});
