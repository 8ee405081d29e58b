import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue, MessageOf, Values } from './catalogue.ts';
import { LANGUAGE_TAGS, type Language } from './language.ts';

/** Says a message in a language; plurals, and numbers that a placeholder is given as numbers, follow that language. */
export type Speaker<C extends Catalogue> = <M extends MessageOf<C>>(
  language: Language,
  message: M,
  ...values: Values<M>
) => string;

/** A speaker of the messages of a catalogue. Each message is parsed once a language, when it is first said. */
export function speaker<C extends Catalogue>(catalogue: C): Speaker<C> {
  const parsed = new Map<string, IntlMessageFormat>();
  return (language, message, ...values) => {
    const key = `${language} ${message}`;
    let format = parsed.get(key);
    if (format === undefined) {
      // No tags: "<" is a sign like any other.
      const options = { ignoreTag: true };
      format = new IntlMessageFormat(
        wording(catalogue, language, message),
        LANGUAGE_TAGS[language],
        undefined,
        options,
      );
      parsed.set(key, format);
    }
    return format.format(values[0]) as string;
  };
}

/** The ICU message itself. */
export function wording(catalogue: Catalogue, language: Language, message: string): string {
  const translation = catalogue[message];
  // The compiler knows the messages; one that is made at run time is said as it is.
  return translation?.[language] ?? message;
}
