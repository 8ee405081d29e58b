import type { Values } from '../../language/catalogue.ts';
import { inLanguage } from '../../language/told/told.ts';
import * as figures from '../../language/figures.ts';
import { LANGUAGES, LANGUAGE_TAGS, preferredLanguage, type Language } from '../../language/language.ts';
import { speaker } from '../../language/speaker.ts';
import { windowMessages, type WindowMessage } from '../../language/window/window.ts';

const KEY = 'chirograph.language';
const speak = speaker(windowMessages);

/** One window has one language, whoever says something in it. */
let current = $state<Language>('en');

/** Something said later or again: a sentence that is kept is said anew in whatever language the window then has. */
export type Said = () => string;

/** What the window says, in its language; what is drawn with it is drawn anew once another is chosen. */
export function say<M extends WindowMessage>(message: M, ...values: Values<M>): string {
  return speak(current, message, ...values);
}

/** A name as it stands within a sentence: English then begins it with a small letter, German does not. */
export const within = (name: string): string =>
  current === 'en' ? name.slice(0, 1).toLowerCase() + name.slice(1) : name;

/** What the engine said, which is stored and sealed in English; as it is where it is nothing that the engine says. */
export const told = (english: string): string =>
  current === 'en' ? english : (inLanguage(english, current) ?? english);

/** Numbers, days and lists as the window's language writes them; `figures.ts` says how. */
export const decimal = (value: number, digits: number): string => figures.decimal(current, value, digits);
export const whole = (value: number): string => figures.whole(current, value);
export const day = (iso: string): string => figures.day(current, iso);
export const instant = (iso: string): string => figures.instant(current, iso);
/** Facts side by side within a sentence or a line. */
export const clauses = (parts: readonly string[]): string => parts.join(current === 'zh' ? '，' : ', ');
/** Sentences one after the other: Chinese has no space between them. */
export const sentences = (parts: readonly string[]): string => parts.join(current === 'zh' ? '' : ' ');
export const listing = (parts: readonly string[]): string => figures.listing(current, parts);

/** A language by its name in the window's: "German", in German "Deutsch". */
export const languageName = (language: Language): string =>
  new Intl.DisplayNames(LANGUAGE_TAGS[current], { type: 'language' }).of(
    language === 'zh' ? 'zh-Hans' : language,
  ) ?? language;

/** Which language the window speaks; remembered on this computer, at first the reader's own. */
export class WindowLanguage {
  readonly #storage: Storage;
  readonly #tell: (language: Language) => void;

  /**
   * @param system what the reader's system prefers, as BCP 47 tags.
   * @param tell hands each choice, the first one too, to the shell around the window, whose menu follows.
   */
  constructor(storage: Storage, system: readonly string[], tell: (language: Language) => void) {
    this.#storage = storage;
    this.#tell = tell;
    const kept = storage.getItem(KEY);
    this.#speak(LANGUAGES.find((language) => language === kept) ?? preferredLanguage(system));
  }

  get current(): Language {
    return current;
  }

  choose(language: Language): void {
    this.#storage.setItem(KEY, language);
    this.#speak(language);
  }

  #speak(language: Language): void {
    current = language;
    document.documentElement.lang = LANGUAGE_TAGS[language];
    this.#tell(language);
  }
}
