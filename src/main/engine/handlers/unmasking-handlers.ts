import type { Case } from '../../../contract/case.ts';
import type { CaseStore } from '../case/store.ts';
import { openCase, type Handlers, type Services } from '../services.ts';
import { viewOf } from './case-view.ts';

type UnmaskingMethod = 'unmasking.begin' | 'unmasking.advance' | 'unmasking.end';

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
  };
}
