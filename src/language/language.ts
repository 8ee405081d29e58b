/** What window and report can speak, in the order in which a menu offers it. */
export const LANGUAGES = ['en', 'de', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name: who looks for it may read no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  zh: '简体中文',
};

/** BCP 47 tags: for `lang`, and for the numbers and plurals of a language. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', zh: 'zh-CN' };

/** The first of a reader's languages, as BCP 47 tags in order of liking, that is spoken here; English where none is. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split(/[-_]/u)[0];
    const language = LANGUAGES.find((each) => each === primary);
    if (language !== undefined) return language;
  }
  return 'en';
}
