import type { Language } from './language.ts';

/** Sentences one after the other: Chinese has no space between them. */
export function sentences(language: Language, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(language === 'zh' ? '' : ' ');
}

/** Parts of a list that have commas of their own: "Q1, page 2; K1". */
export function semicolons(language: Language, parts: readonly string[]): string {
  return parts.join(language === 'zh' ? '；' : '; ');
}
