import { serialize } from 'node:v8';
import type { Logger } from 'pino';
import * as v from 'valibot';
import type { MenuCommand, MenuMessage } from '../../../contract/bridge.ts';
import type { Engine } from '../../../contract/methods.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { answer, Request, type Channel } from '../../../contract/wire.ts';
import { isOwnPage, type SenderEvent } from './sender.ts';

/** The longest message a window has reason to send is a case form of some ten thousand characters. */
export const LARGEST_MESSAGE_BYTES = 1024 * 1024;

/** The part of a WebContents that carries messages. */
export interface MessagingContents {
  send(channel: 'engine', message: unknown): void;
  isDestroyed(): boolean;
  on(event: 'did-navigate' | 'render-process-gone', listener: () => void): unknown;
  once(event: 'destroyed', listener: () => void): unknown;
  readonly ipc: {
    on(channel: 'engine', listener: (event: SenderEvent, message: unknown) => void): unknown;
    handle(channel: string, listener: (event: SenderEvent, argument: unknown) => unknown): void;
  };
}

/** What the window may ask of the shell itself. */
export interface Questions {
  'choose-folder'(): Promise<string | null>;
  'choose-report-file'(suggestedName: unknown): Promise<string | null>;
  'choose-model-file'(): Promise<string | null>;
  'choose-table-file'(): Promise<string | null>;
  'choose-images-folder'(): Promise<string | null>;
  /** Which language the window speaks from now on; one that is not known changes nothing. */
  'use-language'(language: unknown): void;
}

/**
 * Joins a window to the engine. Each load of its page is a client of its own: a call of a page that is gone is
 * aborted, and its answer is not taken for that of the next page's call with the same number.
 */
export function joinWindow(
  contents: MessagingContents,
  { engine, log, questions }: { engine: Engine; log: Logger; questions: Questions },
): { command(command: MenuCommand): void } {
  const send = (message: unknown): void => {
    if (!contents.isDestroyed()) contents.send('engine', message);
  };
  let page: PageChannel | null = null;
  const leave = (reason: string): void => {
    page?.close(reason);
    page = null;
  };
  contents.on('did-navigate', () => {
    leave('The page was loaded again.');
    page = new PageChannel(send);
    answer(engine, page, ['window']);
  });
  contents.on('render-process-gone', () => leave('The window stopped.'));
  contents.once('destroyed', () => leave('The window was closed.'));

  contents.ipc.on('engine', (event, message) => {
    if (!isOwnPage(event)) {
      log.warn('a message that is not of our page was refused');
      return;
    }
    const request = v.safeParse(Request, message);
    if (request.success && isSmall(message)) {
      page?.receive(message);
      return;
    }
    log.warn('a message of the page was refused: it is too large, or of no shape that is known');
    // Whoever waits for an answer to it gets one.
    if (request.success) send({ kind: 'problem', call: request.output.call, problem: tooLarge.toProblem() });
  });
  for (const [name, ask] of Object.entries(questions) as [string, (argument: unknown) => unknown][]) {
    contents.ipc.handle(name, (event, argument) => {
      if (isOwnPage(event)) return ask(argument);
      log.warn({ name }, 'a question that is not of our page was refused');
      return null;
    });
  }
  return { command: (command) => send({ kind: 'menu', command } satisfies MenuMessage) };
}

const tooLarge = new ChirographError(
  'invalid-arguments',
  'What the window sent is larger than the 1 MB that the engine takes at once. Send less text.',
);

/** Whether a message is small as it travels; one that cannot travel any further is not. */
function isSmall(message: unknown): boolean {
  try {
    return serialize(message).byteLength <= LARGEST_MESSAGE_BYTES;
  } catch {
    return false;
  }
}

/** One load of the page, as a channel. */
class PageChannel implements Channel {
  readonly send: (message: unknown) => void;
  readonly #messageListeners: ((message: unknown) => void)[] = [];
  readonly #closeListeners: ((reason: string) => void)[] = [];

  constructor(send: (message: unknown) => void) {
    this.send = send;
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListeners.push(listener);
  }

  onClose(listener: (reason: string) => void): void {
    this.#closeListeners.push(listener);
  }

  receive(message: unknown): void {
    for (const listener of this.#messageListeners) listener(message);
  }

  close(reason: string): void {
    for (const listener of this.#closeListeners) listener(reason);
  }
}
