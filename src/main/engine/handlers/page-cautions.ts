import type { Item } from '../../../contract/case.ts';
import type { CaseReader, PageMeasure, Source } from '../case/store.ts';
import { cautionsOf, countedOnceCaution, resultCautions, type NamedPage } from '../imaging/cautions.ts';

/** Items with what has to be said of their pages. Of one without words its problem says why. */
export function withCautions(store: CaseReader, items: readonly Item[]): Item[] {
  const measures = measuresOf(store);
  return items.map((item) => {
    if (item.preparation === 'failed') return item;
    const cautions = (measures.get(item.id) ?? []).flatMap(cautionsOf);
    return cautions.length === 0 ? item : { ...item, cautions };
  });
}

/**
 * What to say with a result that was computed from this writing; nothing where there is nothing to say.
 *
 * @param copies pages whose words were counted on another one.
 */
export function cautionsWith(
  store: CaseReader,
  sources: readonly Source[],
  copies: readonly NamedPage[] = [],
): { cautions?: string[] } {
  const measures = measuresOf(store);
  const labels = new Map(store.items().map(({ id, label }) => [id, label]));
  const holders = [...new Set(sources.map(({ holder }) => holder))];
  const cautions = [
    ...resultCautions(
      holders.map((holder) => {
        const pages = measures.get(holder) ?? [];
        return {
          label: labels.get(holder) ?? '',
          pages: pages.length,
          cautions: pages.flatMap(cautionsOf),
        };
      }),
    ),
    ...countedOnceCaution(copies),
  ];
  return cautions.length === 0 ? {} : { cautions };
}

function measuresOf(store: CaseReader): Map<string, PageMeasure[]> {
  return Map.groupBy(store.measures(), ({ item }) => item);
}
