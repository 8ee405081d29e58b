/**
 * What one English message is in the other languages, all of them ICU messages with the same placeholders. `en` is
 * given where the key says more than is shown: two messages that are one word in English and two in another language.
 */
export interface Translation {
  readonly en?: string;
  readonly de: string;
  readonly zh: string;
}

/** Messages by their English text. */
export type Catalogue = Readonly<Record<string, Translation>>;

/** The messages of a catalogue. */
export type MessageOf<C extends Catalogue> = keyof C & string;

/** True where the text before a brace is the keyword of a plural's branch, so that the brace opens no placeholder. */
type OpensBranch<Before extends string> = Before extends `${string}${'one' | 'other' | `=${number}`} `
  ? true
  : false;

/** The placeholders of an ICU message, each as its name and what it takes: `{n, plural, …}` and `{n, number}` a number. */
type Placeholders<M extends string> = M extends `${infer Before}{${infer Rest}`
  ? OpensBranch<Before> extends true
    ? Placeholders<Rest>
    : Rest extends `${infer Inside}}${infer After}`
      ? Inside extends `${infer Name}, ${infer Kind}`
        ? [Name, number] | Placeholders<Kind extends `plural,${infer Branch}` ? `${Branch}}${After}` : After>
        : [Inside, string | number] | Placeholders<After>
      : never
  : never;

/** What a message has to be given; no argument at all where it has no placeholder. */
export type Values<M extends string> = [Placeholders<M>] extends [never]
  ? []
  : [values: { readonly [P in Placeholders<M> as P[0]]: P[1] }];
