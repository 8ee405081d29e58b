import * as v from 'valibot';
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

/** What every report of a laboratory has in common. Kept in the user's data; every field may be empty. */
export const Laboratory = v.object({
  /** Stands in a report whose case form names no laboratory. */
  name: Line,
  /** Lines below the name. */
  address: v.pipe(v.string(), v.trim(), v.maxLength(1000)),
  /** Above the items, such as an accreditation or a legal basis; and below the signatures. */
  opening: Wording,
  closing: Wording,
  leftOut: v.pipe(
    v.array(v.picklist(Object.keys(OPTIONAL_PARTS) as OptionalPart[])),
    v.check((parts) => new Set(parts).size === parts.length, 'a part is named twice'),
  ),
});
export type Laboratory = v.InferOutput<typeof Laboratory>;

export const NO_LABORATORY: Laboratory = { name: '', address: '', opening: '', closing: '', leftOut: [] };

/** A laboratory's template with its logo, as a report has it. */
export const PrintedLaboratory = v.object({
  ...Laboratory.entries,
  /** SHA-256 of the logo's file; null for none. */
  logo: v.nullable(Sha256),
});
export type PrintedLaboratory = v.InferOutput<typeof PrintedLaboratory>;

/** The largest file that is taken for a logo: in base64 it has to fit into one message of a window. */
export const LARGEST_LOGO_BYTES = 512 * 1024;
