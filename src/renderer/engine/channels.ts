import type { EngineMessage } from '../../language/told/told.ts';
import type { Bridge } from '../../contract/bridge.ts';
import type { Channel } from '../../contract/wire.ts';
import type { Dial } from './reconnecting-engine.ts';

/** The parts of a WebSocket that a channel uses. */
export type Socket = Pick<WebSocket, 'send' | 'readyState' | 'addEventListener'>;

const OPEN = 1;

/** Dials the engine over one WebSocket that carries JSON. What is sent before it opens waits and is sent then. */
export function overSocket(open: () => Socket): Dial {
  return (opened) => {
    const socket = open();
    const waiting: string[] = [];
    socket.addEventListener('open', () => {
      for (const text of waiting.splice(0)) socket.send(text);
      opened();
    });
    return {
      send(message) {
        const text = JSON.stringify(message);
        if (socket.readyState === OPEN) socket.send(text);
        else waiting.push(text);
      },
      onMessage(listener) {
        socket.addEventListener('message', (event) => {
          const message = parsed((event as MessageEvent).data);
          if (message !== undefined) listener(message);
        });
      },
      onClose(listener) {
        socket.addEventListener('close', () =>
          listener('The connection to the engine was lost.' satisfies EngineMessage),
        );
      },
    };
  };
}

/** Dials the engine through Electron's preload script, which is there as long as the window is. */
export function overBridge(bridge: Bridge): Dial {
  return (opened) => {
    const channel: Channel = {
      send: (message) => bridge.send(message),
      onMessage: (listener) => void bridge.onMessage(listener),
      onClose: () => undefined,
    };
    queueMicrotask(opened);
    return channel;
  };
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
