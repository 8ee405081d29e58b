/**
 * Controls, line and paragraph separators, marks that turn the direction of what follows, byte order marks, and halves
 * of characters. Joiners stay: names in Persian or Hindi need them.
 */
const DECEPTIVE =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Text with every character spelt out that would make it look like other text, or steer a terminal: file names may
 * hold any. `invoice\u202Egnp.exe` shows where it lies, instead of as "invoiceexe.png". Line breaks stay.
 */
export function visible(text: string): string {
  return text.replace(
    DECEPTIVE,
    (character) => `\\u{${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}}`,
  );
}

/** The same as one line: a file name with a line break in it makes no line of its own, which could say anything. */
export const visibleLine = (text: string): string => visible(text).replaceAll('\n', '\\u{000A}');
