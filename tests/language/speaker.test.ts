import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Catalogue, Values } from '../../src/language/catalogue.ts';
import { preferredLanguage } from '../../src/language/language.ts';
import { speaker } from '../../src/language/speaker.ts';

const say = speaker({
  'Read again': { de: 'Erneut lesen', zh: '重新读取' },
  'Open (state)': { en: 'Open', de: 'Offen', zh: '未完成' },
  '{count, plural, one {# word} other {# words}} of {item}': {
    de: '{count, plural, one {# Wort} other {# Wörter}} von {item}',
    zh: '{item} 的 {count, number} 个单词',
  },
  'LR < {bound}': { de: 'LR < {bound}', zh: 'LR < {bound}' },
} as const satisfies Catalogue);

describe('a speaker', () => {
  it('says a message in each language', () => {
    expect(say('en', 'Read again')).toBe('Read again');
    expect(say('de', 'Read again')).toBe('Erneut lesen');
    expect(say('zh', 'Read again')).toBe('重新读取');
  });

  it('says of two messages with one English word what each is', () => {
    expect([say('en', 'Open (state)'), say('de', 'Open (state)')]).toEqual(['Open', 'Offen']);
  });

  it('follows plurals, numbers and the order of words of the language', () => {
    const message = '{count, plural, one {# word} other {# words}} of {item}';
    expect(say('en', message, { count: 1, item: 'Q1' })).toBe('1 word of Q1');
    expect(say('en', message, { count: 2140, item: 'Q1' })).toBe('2,140 words of Q1');
    expect(say('de', message, { count: 2140, item: 'Q1' })).toBe('2.140 Wörter von Q1');
    expect(say('zh', message, { count: 2140, item: 'Q1' })).toBe('Q1 的 2,140 个单词');
  });

  it('takes signs for signs, and what is put in as it is', () => {
    expect(say('de', 'LR < {bound}', { bound: '<b>{x}</b>' })).toBe('LR < <b>{x}</b>');
  });

  it('asks the compiler for exactly what a message needs', () => {
    expectTypeOf<Values<'Read again'>>().toEqualTypeOf<[]>();
    expectTypeOf<Values<'LR < {bound}'>>().toEqualTypeOf<[values: { readonly bound: string | number }]>();
    expectTypeOf<Values<'{count, plural, one {# word} other {# words}} of {item}'>>().toEqualTypeOf<
      [values: { readonly count: number; readonly item: string | number }]
    >();
    expectTypeOf<Values<'{a}, {n, number} and {b}'>>().toEqualTypeOf<
      [values: { readonly a: string | number; readonly n: number; readonly b: string | number }]
    >();
    expectTypeOf<
      Values<'{n, plural, =0 {none in {item}} one {one} other {# of {all, number}}} left'>
    >().toEqualTypeOf<
      [values: { readonly n: number; readonly item: string | number; readonly all: number }]
    >();
  });
});

describe('the preferred language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['fr-FR', 'zh_CN', 'de'], 'zh'],
    [['en-US', 'de'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
    [['DE'], 'de'],
    [['den', '*'], 'en'],
  ])('of %j is %s', (tags, language) => {
    expect(preferredLanguage(tags)).toBe(language);
  });
});
