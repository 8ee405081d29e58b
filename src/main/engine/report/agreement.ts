import { boundsOf, type MarkContent } from '../../../contract/marks.ts';
import { MILLIMETRES_PER_INCH } from '../../../contract/measurements.ts';
import type { FindingKind } from '../../../contract/findings.ts';
import type { Agreement, Relation } from '../../../contract/unmasking.ts';

/** How far marks of one place may lie apart, for each of the two: examiners draw around the same stroke more or less tightly. */
const MARGIN_MM = 2;
/** The same where nobody knows how large the page is, as a share of its longer side. */
const MARGIN_SHARE = 0.01;

/** A page that marks lie on. */
export interface MarkedPage {
  /** Exhibit label, and place of the page in its item, from 0. */
  readonly item: string;
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly dpi: number | null;
}

/** A finding as cases and reports have it, with marks as they have them. */
interface Examined<Mark> {
  readonly number: number;
  readonly kind: FindingKind;
  readonly made?: { readonly by: string; readonly locked: unknown } | undefined;
  readonly marks: readonly Mark[];
}

interface Marked {
  readonly content: Pick<MarkContent, 'places'>;
}

/** What one examiner found and locked. */
interface LockedFinding {
  readonly number: number;
  readonly kind: FindingKind;
  readonly marks: readonly (Marked & { readonly page: MarkedPage })[];
}

/**
 * What examiners found and locked, every two of them beside each other in the order of their first findings; see `Agreement`.
 *
 * @param pageOf the page that a mark lies on; undefined where it is not there any more.
 */
export function agreements<Mark extends Marked>(
  findings: readonly Examined<Mark>[],
  pageOf: (mark: Mark) => MarkedPage | undefined,
): Agreement[] {
  const locked = findings.filter(({ made }) => made !== undefined && made.locked !== null);
  const byName = [...Map.groupBy(locked, ({ made }) => made?.by ?? '')].map(
    ([name, theirs]) =>
      [
        name,
        theirs.map(({ number, kind, marks }): LockedFinding => ({
          number,
          kind,
          marks: marks.flatMap((mark) => {
            const page = pageOf(mark);
            return page === undefined ? [] : [{ content: mark.content, page }];
          }),
        })),
      ] as const,
  );
  return byName.flatMap(([first, firsts], at) =>
    byName.slice(at + 1).map(([second, seconds]) => ({ first, second, rows: rowsOf(firsts, seconds) })),
  );
}

function rowsOf(firsts: readonly LockedFinding[], seconds: readonly LockedFinding[]): Agreement['rows'] {
  const met = new Set<LockedFinding>();
  const rows = firsts.flatMap((first): Agreement['rows'] => {
    const together = seconds.flatMap((second) => {
      const places = sharedPlaces(first, second);
      if (places.length === 0) return [];
      met.add(second);
      return [
        { relation: relationOf(first.kind, second.kind), first: first.number, second: second.number, places },
      ];
    });
    return together.length > 0
      ? together
      : [{ relation: 'only-first', first: first.number, second: null, places: placesOf(first) }];
  });
  const alone = seconds.filter((second) => !met.has(second));
  return [
    ...rows,
    ...alone.map((second) => ({
      relation: 'only-second' as const,
      first: null,
      second: second.number,
      places: placesOf(second),
    })),
  ];
}

function relationOf(one: FindingKind, other: FindingKind): Relation {
  if (one === other) return 'agree';
  const kinds = new Set([one, other]);
  return kinds.has('similarity') && kinds.has('difference') ? 'contradict' : 'other-kind';
}

type Places = Agreement['rows'][number]['places'];

const placesOf = ({ marks }: LockedFinding): Places => distinct(marks.map(({ page }) => page));

function sharedPlaces(one: LockedFinding, other: LockedFinding): Places {
  const touching = one.marks.filter((mark) =>
    other.marks.some((each) => keyOf(each.page) === keyOf(mark.page) && touch(mark, each)),
  );
  return distinct(touching.map(({ page }) => page));
}

const keyOf = ({ item, page }: MarkedPage): string => `${item} ${page}`;

function distinct(pages: readonly MarkedPage[]): Places {
  const byKey = new Map(pages.map((page) => [keyOf(page), page]));
  return [...byKey.values()].map(({ item, page }) => ({ item, page }));
}

type LockedMark = LockedFinding['marks'][number];

function touch(one: LockedMark, other: LockedMark): boolean {
  const [a, b] = [boundsOf(one.content.places), boundsOf(other.content.places)];
  const room = 2 * marginOn(one.page);
  return (
    a.x <= b.x + b.width + room &&
    b.x <= a.x + a.width + room &&
    a.y <= b.y + b.height + room &&
    b.y <= a.y + a.height + room
  );
}

/** In pixels of the page. */
function marginOn({ width, height, dpi }: MarkedPage): number {
  return dpi === null ? MARGIN_SHARE * Math.max(width, height) : (MARGIN_MM / MILLIMETRES_PER_INCH) * dpi;
}
