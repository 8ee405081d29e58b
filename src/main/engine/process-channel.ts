import type { Serializable } from 'node:child_process';
import type { Channel } from '../../contract/wire.ts';

/** Either end of a `fork`: a ChildProcess, or the child's own `process`. */
export interface MessagingProcess {
  readonly connected: boolean;
  send?(message: Serializable, callback: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

/**
 * The message channel of a forked process. Both ends need `serialization: 'advanced'`, which keeps typed arrays.
 *
 * @param reason what a call that was waiting is told when the other end is gone.
 */
export function channelOf(end: MessagingProcess, reason: string): Channel {
  return {
    send: (message) => {
      // A failed send means the other end has just gone; `disconnect` reports that once, for every call.
      if (end.connected) end.send?.(message as Serializable, () => undefined);
    },
    onMessage: (listener) => void end.on('message', listener),
    onClose: (listener) => {
      if (end.connected) end.once('disconnect', () => listener(reason));
      else listener(reason);
    },
  };
}
