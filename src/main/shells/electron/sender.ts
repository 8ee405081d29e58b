import { isOwnAddress } from './origin.ts';

/** The part of an IPC event that says where it comes from. */
export interface SenderEvent {
  /** Null once the frame has navigated or is gone. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/**
 * Rule 17: validate the sender of all IPC messages. Only the top frame of the window's
 * own page is listened to: no frame inside it, no frame that is gone, no page without an address, which is what a
 * window that is just being made has.
 */
export function isOwnPage({ senderFrame }: SenderEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnAddress(senderFrame.url);
}
