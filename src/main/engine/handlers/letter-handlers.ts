import type { Letter } from '../../../contract/letters.ts';
import { openCase, type Handlers, type Services } from '../services.ts';

type LetterMethod = 'letter.list' | 'letter.save' | 'letter.remove';

/** Letters that the examiner marks, to be set beside others of their kind. */
export function letterHandlers(services: Services): Handlers<LetterMethod> {
  return {
    'letter.list': (args) => openCase(services, args.case).store.letters(),
    'letter.save'(args, context) {
      const { store } = openCase(services, args.case);
      const id = store.saveLetter(context.examiner(), args.id, args.letter, args.step);
      services.emit('case.changed', { case: store.id });
      return store.letters().find((letter) => letter.id === id) as Letter;
    },
    'letter.remove'(args, context) {
      const { store } = openCase(services, args.case);
      store.removeLetter(context.examiner(), args.id, args.step);
      services.emit('case.changed', { case: store.id });
      return {};
    },
  };
}
