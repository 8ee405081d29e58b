import type { Case } from '../../../contract/case.ts';
import type { Agreement } from '../../../contract/unmasking.ts';
import type { CaseReader, CaseStore } from '../case/store.ts';
import type { Sight } from '../case/unmasking.ts';
import { agreements, type MarkedPage } from '../report/agreement.ts';
import { openCase, sightIn, type Handlers, type Services } from '../services.ts';
import { viewOf } from './case-view.ts';
import { seenFindings } from './veil.ts';

type UnmaskingMethod = 'unmasking.begin' | 'unmasking.advance' | 'unmasking.end' | 'unmasking.agreement';

/** Sequential unmasking of a case: set, gone on with by each examiner, and ended. */
export function unmaskingHandlers(services: Services): Handlers<UnmaskingMethod> {
  /** What is computed meanwhile ends first, so that no score comes to be behind the veil. */
  const changed = (id: string, change: (store: CaseStore) => void): Promise<Case> => {
    const { store, inTurn } = openCase(services, id);
    return inTurn(() => {
      change(store);
      services.emit('case.changed', { case: id });
      return viewOf(services, store);
    });
  };

  return {
    'unmasking.begin': (args, context) =>
      changed(args.case, (store) => store.beginUnmasking(context.examiner())),
    'unmasking.advance': (args, context) =>
      changed(args.case, (store) => store.advanceUnmasking(context.examiner(), args.to)),
    'unmasking.end': (args, context) =>
      changed(args.case, (store) => store.endUnmasking(context.examiner(), args.reason)),
    'unmasking.agreement'(args, context) {
      const { store } = openCase(services, args.case);
      return agreementIn(store, sightIn(store, context));
    },
  };
}

/** What may be seen of what examiners locked, every two of them beside each other. */
function agreementIn(store: CaseReader, sight: Sight | null): Agreement[] {
  if (sight === null) return [];
  const findings = seenFindings(store, sight);
  const labels = new Map(store.items().map(({ id, label }) => [id, label]));
  const marked = new Set(findings.flatMap(({ marks }) => marks.map(({ item }) => item)));
  const pages = new Map(
    [...marked].flatMap((item) =>
      store
        .pages(item, null)
        .map(({ id, index, width, height, dpi }): [string, MarkedPage] => [
          id,
          { item: labels.get(item) ?? '?', page: index, width, height, dpi },
        ]),
    ),
  );
  return agreements(findings, ({ page }) => pages.get(page));
}
