import { dismissCrashReport, offeredCrashReport } from '../../crash-report.ts';
import type { Handlers, Services } from '../services.ts';

type SupportMethod = 'support.lastCrash' | 'support.dismissCrash';

/** What the window tells an examiner about an earlier end of the program. */
export function supportHandlers({ userData }: Services): Handlers<SupportMethod> {
  return {
    'support.lastCrash': () => offeredCrashReport(userData),
    'support.dismissCrash'() {
      dismissCrashReport(userData);
      return {};
    },
  };
}
