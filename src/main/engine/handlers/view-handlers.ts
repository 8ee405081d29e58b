import { openCase, type Handlers, type Services } from '../services.ts';

/** How the examiner looks at the evidence, as far as the journal is to know it. */
export function viewHandlers(services: Services): Handlers<'view.process'> {
  return {
    'view.process'({ case: id, page, tone }, context) {
      openCase(services, id).store.recordProcessing(context.examiner(), page, tone);
      return {};
    },
  };
}
