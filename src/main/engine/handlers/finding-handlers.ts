import type { Finding } from '../../../contract/findings.ts';
import type { CaseReader } from '../case/store.ts';
import { webAnnotations } from '../report/web-annotations.ts';
import { openCase, sightIn, type Handlers, type Services } from '../services.ts';
import { seenFindings } from './veil.ts';

type FindingMethod = 'finding.list' | 'finding.save' | 'finding.remove' | 'finding.annotations';

/** What the examiner finds in the writing, and the marks that show it. */
export function findingHandlers(services: Services): Handlers<FindingMethod> {
  return {
    'finding.list'(args, context) {
      const { store } = openCase(services, args.case);
      return seenFindings(store, sightIn(store, context));
    },
    'finding.save'(args, context) {
      const { store } = openCase(services, args.case);
      const id = store.saveFinding(context.examiner(), args.id, args.finding, args.step);
      services.emit('case.changed', { case: store.id });
      return seenFindings(store, sightIn(store, context)).find((finding) => finding.id === id) as Finding;
    },
    'finding.remove'(args, context) {
      const { store } = openCase(services, args.case);
      store.removeFinding(context.examiner(), args.id, args.step);
      services.emit('case.changed', { case: store.id });
      return {};
    },
    'finding.annotations'(args, context) {
      const { store } = openCase(services, args.case);
      return annotationsOf(store, seenFindings(store, sightIn(store, context)), services.software);
    },
  };
}

function annotationsOf(
  store: CaseReader,
  findings: readonly Finding[],
  software: string,
): ReturnType<typeof webAnnotations> {
  const { id, name, items } = store.view(null);
  const marked = new Set(findings.flatMap(({ marks }) => marks.map(({ item }) => item)));
  return webAnnotations({
    id,
    name,
    software,
    findings,
    items,
    pages: [...marked].flatMap((item) => store.pages(item, null)),
    journal: store.journal(undefined, Number.MAX_SAFE_INTEGER).entries,
  });
}
