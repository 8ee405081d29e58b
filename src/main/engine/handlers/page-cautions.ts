import type { Item } from '../../../contract/case.ts';
import type { Comparison } from '../../../contract/results.ts';
import type { SignatureRecord } from '../case/signatures.ts';
import type { CaseReader, PageMeasure, Source } from '../case/store.ts';
import {
  cautionsOf,
  countedOnceCaution,
  isTurningMeasured,
  resultCautions,
  sharedCaution,
  signatureCautions,
  type CautionedPlace,
  type NamedPage,
} from '../imaging/cautions.ts';

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
 * What to say with a result that was computed from this writing, and whether that is all there is to say of its pages.
 *
 * @param copies pages whose words were counted on another one.
 * @param shared pages of several writers that show one writing.
 */
export function cautionsWith(
  store: CaseReader,
  sources: readonly Source[],
  copies: readonly NamedPage[] = [],
  shared: readonly NamedPage[] = [],
): Pick<Comparison, 'cautions' | 'cautionsWhole'> {
  const measures = measuresOf(store);
  const placeOf = placesIn(store, measures);
  const holders = [...new Set(sources.map(({ holder }) => holder))];
  const cautions = [
    ...resultCautions(holders.map(placeOf)),
    ...countedOnceCaution(copies),
    ...sharedCaution(shared),
  ];
  const whole = holders
    .flatMap((holder) => measures.get(holder) ?? [])
    .every(({ quality }) => quality !== null && isTurningMeasured(quality));
  return {
    ...(cautions.length === 0 ? {} : { cautions }),
    ...(whole ? { cautionsWhole: true } : {}),
  };
}

/** What to say with a comparison of these signatures: of the pages that they stand on. */
export function cautionsOfSignatures(
  store: CaseReader,
  signatures: readonly Pick<SignatureRecord, 'holder' | 'index'>[],
): string[] {
  const placeOf = placesIn(store, measuresOf(store));
  return signatureCautions(
    [...Map.groupBy(signatures, ({ holder }) => holder)].map(([holder, own]) => ({
      ...placeOf(holder),
      signed: new Set(own.map(({ index }) => index)),
    })),
  );
}

/** Items by id, as cautions name them. */
function placesIn(
  store: CaseReader,
  measures: ReadonlyMap<string, readonly PageMeasure[]>,
): (item: string) => CautionedPlace {
  const labels = new Map(store.items().map(({ id, label }) => [id, label]));
  return (item) => {
    const pages = measures.get(item) ?? [];
    return { label: labels.get(item) ?? '', pages: pages.length, cautions: pages.flatMap(cautionsOf) };
  };
}

function measuresOf(store: CaseReader): Map<string, PageMeasure[]> {
  return Map.groupBy(store.measures(), ({ item }) => item);
}
