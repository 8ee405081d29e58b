import * as v from 'valibot';
import { LANGUAGES, type Language } from '../language/language.ts';
import { Line, Sha256 } from './schema.ts';

/** Parts of a report that a laboratory may leave out of the PDF. Items, method, limits and results always stand in it. */
export const OPTIONAL_PARTS = {
  tippett: 'Tippett plots',
  pairs: 'Pairs of words',
  journal: 'Journal extract',
  glossary: 'Glossary for lay readers',
} as const;
export type OptionalPart = keyof typeof OPTIONAL_PARTS;

const Wording = v.pipe(v.string(), v.trim(), v.maxLength(4000));
const Address = v.pipe(v.string(), v.trim(), v.maxLength(1000));

/** What a laboratory may have in several languages. */
const InLanguage = v.partial(v.object({ name: Line, address: Address, opening: Wording, closing: Wording }));

/** What every report of a laboratory has in common. Kept in the user's data; every field may be empty. */
export const Laboratory = v.object({
  /** Stands in a report whose case form names no laboratory. */
  name: Line,
  /** Lines below the name. */
  address: Address,
  /** Above the items, such as an accreditation or a legal basis; and below the signatures. */
  opening: Wording,
  closing: Wording,
  /** Of reports for which nobody chooses another; English where left out. */
  language: v.optional(v.picklist(LANGUAGES)),
  /** What reports in a language have in place of the wording above; where a language or a field is left out, that. */
  translations: v.optional(v.partial(v.object({ en: InLanguage, de: InLanguage, zh: InLanguage }))),
  leftOut: v.pipe(
    v.array(v.picklist(Object.keys(OPTIONAL_PARTS) as OptionalPart[])),
    v.check((parts) => new Set(parts).size === parts.length, 'a part is named twice'),
  ),
});
export type Laboratory = v.InferOutput<typeof Laboratory>;

export const NO_LABORATORY: Laboratory = { name: '', address: '', opening: '', closing: '', leftOut: [] };

/** The template as reports in a language have it: of its translations those alone, in their places. */
export function laboratoryIn(
  { translations, ...laboratory }: PrintedLaboratory,
  language: Language,
): PrintedLaboratory {
  const given = Object.entries(translations?.[language] ?? {}).filter(([, text]) => text !== '');
  return { ...laboratory, ...Object.fromEntries(given) };
}

/** A laboratory's template with its logo, as a report has it. */
export const PrintedLaboratory = v.object({
  ...Laboratory.entries,
  /** SHA-256 of the logo's file; null for none. */
  logo: v.nullable(Sha256),
});
export type PrintedLaboratory = v.InferOutput<typeof PrintedLaboratory>;

/** The largest file that is taken for a logo: in base64 it has to fit into one message of a window. */
export const LARGEST_LOGO_BYTES = 512 * 1024;
