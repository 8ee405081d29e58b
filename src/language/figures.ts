import { LANGUAGE_TAGS, type Language } from './language.ts';

const formats = new Map<string, Intl.NumberFormat>();

function format(language: Language, digits: number, useGrouping: boolean): Intl.NumberFormat {
  const key = `${language} ${digits} ${useGrouping}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(LANGUAGE_TAGS[language], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping,
      // As `toFixed` and the stored figures: no zero has a sign.
      signDisplay: 'negative',
    });
    formats.set(key, found);
  }
  return found;
}

/** A hyphen-minus would be too short a sign in running figures. */
const withMinus = (text: string): string => text.replace('-', '−');

/**
 * A number with that many decimals, rounded as `toFixed` rounds: "−0.831", in German "−0,831". Its integer part is not
 * grouped, and no zero has a sign.
 */
export function decimal(language: Language, value: number, digits: number): string {
  const text = value.toFixed(digits).replace(/^-(?=0(?:\.0*)?$)/u, '');
  return withMinus(language === 'de' ? text.replace('.', ',') : text);
}

/** A whole number: "2,140", in German "2.140". */
export function whole(language: Language, value: number): string {
  return withMinus(format(language, 0, true).format(value));
}

/** The day of an ISO instant, by UTC: "2026-05-04", "04.05.2026", "2026年5月4日". */
export function day(language: Language, iso: string): string {
  const [year = '', month = '', date = ''] = iso.slice(0, 10).split('-');
  if (language === 'de') return `${date}.${month}.${year}`;
  if (language === 'zh') return `${year}年${Number(month)}月${Number(date)}日`;
  return `${year}-${month}-${date}`;
}

/** An ISO instant to the second: "2026-05-04 09:30:00 UTC". */
export function instant(language: Language, iso: string): string {
  return `${day(language, iso)} ${iso.slice(11, 19)} UTC`;
}

/** Names or labels side by side: "Q1, Q2", in Chinese "Q1、Q2". */
export function listing(language: Language, parts: readonly string[]): string {
  return parts.join(language === 'zh' ? '、' : ', ');
}
