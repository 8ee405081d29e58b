import { limits } from '../imaging/limits.ts';
import { ok, type Check, type Found } from './finding.ts';

/** What a file may ask of this computer at most. */
export const limitChecks: readonly Check[] = [{ group: 'limits', name: 'limits', look: stated }];

/** "fileBytes" becomes the check "file-bytes" with its figure. */
function stated(): Found[] {
  return Object.entries(limits).map(([name, value]) =>
    ok(
      name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`),
      value.toLocaleString('en-GB'),
    ),
  );
}
