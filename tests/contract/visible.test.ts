import { expect, it } from 'vitest';
import { ChirographError } from '../../src/contract/schema.ts';
import { visible, visibleLine } from '../../src/contract/visible.ts';

it.each([
  ['letter\u202Egnp.exe', 'letter\\u{202E}gnp.exe'],
  ['\u001B[2Jgone.png', '\\u{001B}[2Jgone.png'],
  ['tab\there\rgone', 'tab\\u{0009}here\\u{000D}gone'],
  ['\u009B31m', '\\u{009B}31m'],
  ['\uFEFFa\u200Bb\u2066c', '\\u{FEFF}a\\u{200B}b\\u{2066}c'],
  ['half \uD83D', 'half \\u{D83D}'],
])('spells out what would deceive: %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

it.each(['Müller, Zoë', '王', 'رسالة', 'می\u200Cخواهم', 'क्\u200Dष', '✍\u{1F3FD}', 'two\nlines'])(
  'leaves %s as it is',
  (text) => {
    expect(visible(text)).toBe(text);
  },
);

it('spells out line breaks too where a text is to be one line', () => {
  expect(visibleLine('x\nverified: 12 files\u202E.png')).toBe('x\\u{000A}verified: 12 files\\u{202E}.png');
});

it('holds for the message of every failure', () => {
  expect(new ChirographError('file-unreadable', 'a\u202Eb is empty').message).toBe('a\\u{202E}b is empty');
});
