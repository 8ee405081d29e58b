import type { Logger } from 'pino';
import { outsideAddresses } from '../../../contract/outside-addresses.ts';

/**
 * Whether an address of the web may be opened. It is compared as it came, letter by letter, with the list: nothing is
 * parsed, decoded or normalised, so there is nothing to be clever about.
 */
export function mayOpen(address: string): boolean {
  return outsideAddresses.includes(address);
}

/**
 * Rule 15: do not use `shell.openExternal` with untrusted content. The system would open a program of its choice for
 * whatever address it is given; it is given the listed ones. A refused address is not logged: it may hold anything.
 */
export function openOutside(
  address: string,
  { shell, log }: { shell: { openExternal(address: string): Promise<void> }; log: Logger },
): void {
  if (!mayOpen(address)) {
    log.warn('an address that is not on the list was not opened');
    return;
  }
  shell
    .openExternal(address)
    .catch((error: unknown) => log.warn({ err: error }, 'the system opened no browser'));
}
