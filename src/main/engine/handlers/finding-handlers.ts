import type { Finding } from '../../../contract/findings.ts';
import type { CaseReader } from '../case/store.ts';
import { webAnnotations } from '../report/web-annotations.ts';
import { openCase, type Handlers, type Services } from '../services.ts';

type FindingMethod = 'finding.list' | 'finding.save' | 'finding.remove' | 'finding.annotations';

/** What the examiner finds in the writing, and the marks that show it. */
export function findingHandlers(services: Services): Handlers<FindingMethod> {
  return {
    'finding.list': (args) => openCase(services, args.case).store.findings(),
    'finding.save'(args, context) {
      const { store } = openCase(services, args.case);
      const id = store.saveFinding(context.examiner(), args.id, args.finding, args.step);
      services.emit('case.changed', { case: store.id });
      return store.findings().find((finding) => finding.id === id) as Finding;
    },
    'finding.remove'(args, context) {
      const { store } = openCase(services, args.case);
      store.removeFinding(context.examiner(), args.id, args.step);
      services.emit('case.changed', { case: store.id });
      return {};
    },
    'finding.annotations'(args) {
      const { store } = openCase(services, args.case);
      return annotationsOf(store, services.software);
    },
  };
}

function annotationsOf(store: CaseReader, software: string): ReturnType<typeof webAnnotations> {
  const findings = store.findings();
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
