import type { Annotation, AnnotationCollection } from '../../../contract/annotations.ts';
import type { Item, JournalEntry, Page } from '../../../contract/case.ts';
import type { Finding, Mark } from '../../../contract/findings.ts';
import { markPath } from '../../../contract/mark-path.ts';
import { boundsOf, shapeName } from '../../../contract/marks.ts';
import { measurementText } from '../../../contract/measurements.ts';

const MEDIA_FRAGMENTS = 'http://www.w3.org/TR/media-frags/';
const PDF_FRAGMENTS = 'http://tools.ietf.org/rfc/rfc3778';
/** Page pixels that an arrow head's unit takes, there being no screen. */
const UNIT = 1;

/** What annotations are made of. */
export interface AnnotatedCase {
  readonly id: string;
  readonly name: string;
  /** Name and version of the program. */
  readonly software: string;
  readonly findings: readonly Finding[];
  readonly items: readonly Item[];
  /** Of every item that has a mark. */
  readonly pages: readonly Page[];
  /** Every line: who made each finding and when stands in no other place. */
  readonly journal: readonly JournalEntry[];
}

/**
 * Findings by the W3C Web Annotation Data Model, each one annotation whose targets are its marks. A target names the evidence
 * file by its hash (RFC 6920), the box around the mark by Media Fragments, and the mark itself as SVG.
 */
export function webAnnotations(from: AnnotatedCase): AnnotationCollection {
  // An annotation has a target: a finding whose every item was erased has none.
  const marked = from.findings.filter(({ marks }) => marks.length > 0);
  const items = marked.map((finding) => annotationOf(finding, from));
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:uuid:${from.id}`,
    type: 'AnnotationCollection',
    label: `Findings of ${from.name}`,
    generator: { type: 'Software', name: from.software },
    total: items.length,
    first: { id: `urn:uuid:${from.id}#findings`, type: 'AnnotationPage', startIndex: 0, items },
  };
}

function annotationOf(finding: Finding, from: AnnotatedCase): Annotation {
  const { id, number, kind, weight, comment, marks } = finding;
  const lines = from.journal
    .filter(({ action, subjects }) => action === 'finding.save' && subjects[0] === id)
    .sort((a, b) => a.sequence - b.sequence);
  const [first, last] = [lines[0], lines.at(-1)] as [JournalEntry, JournalEntry];
  const labels = new Map(from.items.map((item) => [item.id, item.label]));
  const said = (purpose: Annotation['body'][number]['purpose'], value: string): Annotation['body'] =>
    value === '' ? [] : [{ type: 'TextualBody', value, format: 'text/plain', purpose }];
  return {
    id: `urn:uuid:${id}`,
    type: 'Annotation',
    motivation: new Set(marks.map((mark) => mark.item)).size > 1 ? ['assessing', 'linking'] : ['assessing'],
    creator: { type: 'Person', name: first.examiner.name },
    created: first.at,
    modified: last.at,
    body: [
      ...said('classifying', kind),
      ...said('assessing', weight === null ? '' : `weight ${weight}`),
      ...said('commenting', comment),
      ...marks.flatMap((mark) =>
        said('describing', sayingOf(mark, `Mark ${number} on ${labels.get(mark.item) ?? '?'}`)),
      ),
    ],
    target: marks.map((mark) => targetOf(mark, from)),
  };
}

function sayingOf({ content, measurement }: Mark, name: string): string {
  if (content.text !== '') return `${name}: ${content.text}`;
  if (measurement === null) return '';
  return `${name}: ${shapeName(content.shape)} ${measurementText(measurement)}`;
}

function targetOf(mark: Mark, { items, pages }: AnnotatedCase): Annotation['target'][number] {
  const item = items.find(({ id }) => id === mark.item)!;
  const page = pages.find(({ id }) => id === mark.page)!;
  const { x, y, width, height } = boundsOf(mark.content.places);
  const path = markPath(mark.content, UNIT);
  const box = {
    type: 'FragmentSelector',
    conformsTo: MEDIA_FRAGMENTS,
    value: `xywh=pixel:${[x, y, width, height].map(Math.round).join(',')}`,
    refinedBy: {
      type: 'SvgSelector',
      value: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${page.width} ${page.height}"><path d="${path || `M${x} ${y}`}" fill="none"/></svg>`,
    },
  } as const;
  const several = item.pages > 1;
  return {
    type: 'SpecificResource',
    source: {
      id: `ni:///sha-256;${Buffer.from(item.sha256, 'hex').toString('base64url')}`,
      type: 'Image',
      label: `${item.label}, ${item.path}${several ? `, page ${mark.index + 1}` : ''}, ${page.width} × ${page.height} px`,
    },
    selector: several
      ? {
          type: 'FragmentSelector',
          ...(item.format === 'pdf' ? { conformsTo: PDF_FRAGMENTS } : {}),
          value: `page=${mark.index + 1}`,
          refinedBy: box,
        }
      : box,
  };
}
