import fc from 'fast-check';
import { create, type Font } from 'fontkit';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { roomOf } from '../../../../src/contract/plot.ts';
import { inVisualOrder, isRightToLeft } from '../../../../src/main/engine/report/direction.ts';
import { FontBook } from '../../../../src/main/engine/report/fonts.ts';
import { Typesetter, type Line, type Style } from '../../../../src/main/engine/report/typesetting.ts';
import { unpackWoff } from '../../../../src/main/engine/report/woff.ts';

const fonts = new FontBook(() => undefined);
/** Every character is half as wide as the type is high. */
const typesetter = new Typesetter(fonts, (_font, size, text) => (Array.from(text).length * size) / 2);
const style: Style = { face: 'text', size: 10, leading: 14, color: '#000' };
const textOf = (line: Line): string => line.pieces.map((piece) => piece.text).join('');

it('sets no label of a figure wider than the room that it is given', () => {
  const opened = new Map<string, Font>();
  const measured = new Typesetter(
    new FontBook((name, font) => opened.set(name, font)),
    (font, size, text) => {
      const its = opened.get(font)!;
      const { positions } = its.layout(text);
      return (positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / its.unitsPerEm) * size;
    },
  );
  const names = [
    'Q17',
    'Friedrich-Wilhelm von Württemberg',
    'Großmann, M. W.',
    '王小明',
    'Γιώργος Παπαδόπουλος',
    'Mommsen & Söhne (2)',
    'ILLIJTER',
    '…',
  ];
  const tooWide = names.filter((name) => measured.line(name, { ...style, size: 8.5 }).width > roomOf(name));
  expect(tooWide).toEqual([]);
});

describe('breaking lines', () => {
  it('breaks at spaces, and inside a word only where it is wider than the line', () => {
    expect(typesetter.lines('to be or not', style, 30).map(textOf)).toEqual(['to be', 'or not']);
    expect(typesetter.lines('abcdefgh ij', style, 25).map(textOf)).toEqual(['abcde', 'fgh', 'ij']);
    expect(typesetter.lines('scan/letter_one', style, 40).map(textOf)).toEqual(['scan/', 'letter_', 'one']);
    expect(typesetter.lines('', style, 30).map(textOf)).toEqual(['']);
    expect(typesetter.lines('one\n\ntwo\r\nthree', style, 90).map(textOf)).toEqual([
      'one',
      '',
      'two',
      'three',
    ]);
  });

  it('breaks between ideographs, but starts no line with a closing sign', () => {
    expect(typesetter.lines('信封上没有，姓名', style, 25).map(textOf)).toEqual(['信封上没', '有，姓名']);
  });

  it('keeps every closing sign, sign of per cent and dash with what is before it, and an opening one with what follows', () => {
    const signs = '、。，．：；？！）》」』】〉”’…—–·％,.:;?!%)';
    for (const sign of signs) {
      for (let width = 20; width <= 60; width += 5) {
        const lines = typesetter.lines(`检材由鉴定人${sign}检验其书写${sign}特征`, style, width).map(textOf);
        expect(
          lines.filter((line) => line.startsWith(sign)),
          sign,
        ).toEqual([]);
      }
    }
    for (const sign of '（《「『【〈“‘(') {
      for (let width = 20; width <= 60; width += 5) {
        const lines = typesetter.lines(`检材由鉴定人${sign}检验其书写${sign}特征`, style, width).map(textOf);
        expect(
          lines.filter((line) => line.endsWith(sign)),
          sign,
        ).toEqual([]);
      }
    }
  });

  it('puts an ellipsis into the middle of what must stay on one line', () => {
    expect(textOf(typesetter.line('abcdefghij', style, 35))).toBe('abc…hij');
    expect(textOf(typesetter.line('abc', style, 35))).toBe('abc');
  });

  it('loses no character and passes no width', () => {
    const letters = fc.constantFrom(...'ab éΩжń漢字.,-/ _(1)'.split(''), ' ');
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 60 }),
        fc.integer({ min: 12, max: 200 }),
        (characters, width) => {
          const text = characters.join('');
          const lines = typesetter.lines(text, style, width);
          const solid = (value: string): string => value.replace(/\s/g, '');
          expect(solid(lines.map(textOf).join(''))).toBe(solid(text.normalize('NFC')));
          for (const line of lines) expect(line.width).toBeLessThanOrEqual(width);
          for (const { pieces } of lines) {
            pieces.forEach((piece, at) => {
              const end = piece.x + (Array.from(piece.text).length * style.size) / 2;
              expect(pieces[at + 1]?.x ?? end).toBeCloseTo(end);
            });
          }
        },
      ),
    );
  });
});

describe('choosing fonts', () => {
  it('sets the marks that Chinese shares with other writings as wide as its characters, in Chinese alone', () => {
    const chinese = new Typesetter(fonts, (_font, size, text) => (Array.from(text).length * size) / 2, true);
    const fontsOf = (setter: Typesetter): string[] =>
      setter.line('“Q1”…', style).pieces.map(({ font, text }) => `${text} ${font.split('-')[2]}`);
    expect(fontsOf(chinese)).toEqual(['“ sc', 'Q1 latin', '”… sc']);
    expect(fontsOf(typesetter)).toEqual(['“Q1”… latin']);
  });

  it('has each script in its own slice, and keeps spaces and signs with the letters before them', () => {
    const [line] = typesetter.lines('Ana, Γιώργος, Иван, 王小明, محمد', style, 1000);
    expect(line?.pieces.map((piece) => piece.font)).toEqual([
      'noto-sans-latin-400',
      'noto-sans-greek-400',
      'noto-sans-latin-400',
      'noto-sans-cyrillic-400',
      'noto-sans-latin-400',
      'noto-sans-sc-chinese-simplified-400',
      'noto-sans-arabic-arabic-400',
    ]);
  });

  it('prints the code of what no font has and drops what has no form', () => {
    expect(textOf(typesetter.line('a\u05d0\u202eb\u0000\ue000', style))).toBe('a[U+05D0]b[U+E000]');
  });

  it('finds an ideograph that only a numbered slice has', () => {
    expect(fonts.fontFor('text', '\u9fa0', null)).toMatch(/^noto-sans-sc-/);
    expect(fonts.fontFor('mono', '漢', null)).toBe('noto-sans-sc-chinese-simplified-400');
  });
});

describe('ordering right-to-left text', () => {
  const order = (text: string, base = isRightToLeft(text)): string[] =>
    inVisualOrder(text, base).map((each) => (each.rightToLeft ? `<${each.text}` : each.text));

  it('reads the direction of the first letter', () => {
    expect(isRightToLeft('123 محمد')).toBe(true);
    expect(isRightToLeft('K1 محمد')).toBe(false);
    expect(isRightToLeft('12')).toBe(false);
  });

  it('keeps a name in one run inside left-to-right text', () => {
    expect(order('by محمد بن علي (K1)')).toEqual(['by ', '<محمد بن علي', ' (K1)']);
  });

  it('keeps numbers from the left inside right-to-left text and mirrors brackets', () => {
    expect(order('في عام 2024، هنا')).toEqual(['<، هنا', '2024', '<في عام ']);
    expect(order('رقم (17) بعد')).toEqual(['<( بعد', '17', '<رقم )'].map((each) => each));
    expect(order('تاريخ 12/05/2026')).toEqual(['12/05/2026', '<تاريخ ']);
  });

  it('sets a Latin word inside a right-to-left paragraph from the left', () => {
    expect(order('كتب Anna Keller هنا')).toEqual(['< هنا', 'Anna Keller', '<كتب ']);
  });

  it('keeps every character of any text', () => {
    const letters = fc.constantFrom(...'abمحمد12 .,()/א'.split(''));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), fc.boolean(), (characters, base) => {
        const plain = (text: string): string => Array.from(text.replace(/[()]/g, '|')).sort().join('');
        const text = characters.join('');
        expect(
          plain(
            inVisualOrder(text, base)
              .map((each) => each.text)
              .join(''),
          ),
        ).toBe(plain(text));
      }),
    );
  });
});

describe('unpacking WOFF', () => {
  const folder = path.join(import.meta.dirname, '../../../../node_modules/@fontsource/noto-sans/files');
  const names = readdirSync(folder).filter((name) => name.endsWith('-400-normal.woff'));

  it.each(names)('gives the font of %s with every table whole', (name) => {
    const woff = readFileSync(path.join(folder, name));
    const font = unpackWoff(woff);
    const count = font.readUInt16BE(4);
    for (let table = 0; table < count; table++) {
      const entry = 12 + 16 * table;
      const [tag, checksum, offset, length] = [
        font.toString('latin1', entry, entry + 4),
        font.readUInt32BE(entry + 4),
        font.readUInt32BE(entry + 8),
        font.readUInt32BE(entry + 12),
      ];
      let sum = 0;
      for (let at = offset; at < offset + length; at += 4) {
        // The checksum of `head` is taken with its third field at 0 (OpenType, "Calculating checksums").
        if (tag === 'head' && at === offset + 8) continue;
        const word = Buffer.alloc(4);
        font.copy(word, 0, at, Math.min(at + 4, offset + length));
        sum = (sum + word.readUInt32BE(0)) >>> 0;
      }
      expect([tag, sum]).toEqual([tag, checksum]);
    }
    expect(create(font).hasGlyphForCodePoint(0x20)).toBe(true);
  });

  it('refuses what is no WOFF 1.0', () => {
    expect(() => unpackWoff(Buffer.from('wOF2 and more than forty-four bytes of something else'))).toThrow(
      RangeError,
    );
  });
});
