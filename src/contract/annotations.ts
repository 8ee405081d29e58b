import * as v from 'valibot';
import { Count, Timestamp } from './schema.ts';

/*
 * The part of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) that findings are given in.
 */

const Iri = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+.-]*:\S+$/u, 'not an IRI'));

const TextualBody = v.object({
  type: v.literal('TextualBody'),
  value: v.string(),
  format: v.literal('text/plain'),
  purpose: v.picklist(['classifying', 'assessing', 'commenting', 'describing']),
});

/** A mark as it is drawn, in pixels of the upright page. */
const SvgSelector = v.object({ type: v.literal('SvgSelector'), value: v.string() });

/** The box around a mark, by Media Fragments. */
const BoxSelector = v.object({
  type: v.literal('FragmentSelector'),
  conformsTo: Iri,
  value: v.string(),
  refinedBy: SvgSelector,
});

/** A page of a file that has several, from 1; by RFC 3778 where the file is a PDF, else by no specification. */
const PageSelector = v.object({
  type: v.literal('FragmentSelector'),
  conformsTo: v.optional(Iri),
  value: v.pipe(v.string(), v.regex(/^page=\d+$/u)),
  refinedBy: BoxSelector,
});

const SpecificResource = v.object({
  type: v.literal('SpecificResource'),
  /** The bytes of the evidence file, named by their SHA-256 as RFC 6920 writes it. */
  source: v.object({ id: Iri, type: v.literal('Image'), label: v.string() }),
  selector: v.union([PageSelector, BoxSelector]),
});

export const Annotation = v.object({
  id: Iri,
  type: v.literal('Annotation'),
  /** Linking as well where its marks lie on more than one item. */
  motivation: v.array(v.picklist(['assessing', 'linking'])),
  creator: v.object({ type: v.literal('Person'), name: v.string() }),
  created: Timestamp,
  modified: Timestamp,
  body: v.array(TextualBody),
  target: v.array(SpecificResource),
});
export type Annotation = v.InferOutput<typeof Annotation>;

export const AnnotationCollection = v.object({
  '@context': v.literal('http://www.w3.org/ns/anno.jsonld'),
  id: Iri,
  type: v.literal('AnnotationCollection'),
  label: v.string(),
  generator: v.object({ type: v.literal('Software'), name: v.string() }),
  total: Count,
  first: v.object({
    id: Iri,
    type: v.literal('AnnotationPage'),
    startIndex: Count,
    items: v.array(Annotation),
  }),
});
export type AnnotationCollection = v.InferOutput<typeof AnnotationCollection>;
