import type { WebSocket } from 'ws';
import type { Channel } from '../../../contract/wire.ts';

/** Close codes of RFC 6455, section 7.4.1. */
const UNSUPPORTED_DATA = 1003;
const INVALID_DATA = 1007;

/** A WebSocket as a channel of JSON messages. A message that is none ends the connection. */
export function channelOfSocket(socket: WebSocket): Channel {
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      socket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) {
          socket.close(UNSUPPORTED_DATA, 'text messages only');
          return;
        }
        let message: unknown;
        try {
          message = JSON.parse(data.toString('utf8'));
        } catch {
          socket.close(INVALID_DATA, 'not JSON');
          return;
        }
        listener(message);
      });
    },
    onClose: (listener) => void socket.once('close', () => listener('The window is gone.')),
  };
}
