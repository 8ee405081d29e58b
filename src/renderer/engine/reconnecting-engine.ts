import type { EngineMessage } from '../../language/told/told.ts';
import type {
  Arguments,
  CallOptions,
  Engine,
  EventName,
  Events,
  MethodName,
  Result,
} from '../../contract/methods.ts';
import { ChirographError } from '../../contract/schema.ts';
import { connect, type Channel } from '../../contract/wire.ts';
import type { ConnectionStatus, EngineAccess } from './engine-access.ts';

/** Opens one channel and calls `opened` once messages pass through it. */
export type Dial = (opened: () => void) => Channel;
/** Calls back after a time in milliseconds. */
export type Wait = (milliseconds: number, then: () => void) => void;

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

/**
 * An engine behind a channel that may break. Calls in flight when it breaks fail with `engine-stopped`; subscriptions
 * move to the next channel by themselves; each failed try doubles the wait before the next.
 */
export class ReconnectingEngine implements EngineAccess {
  readonly #dial: Dial;
  readonly #wait: Wait;
  #engine: Engine;
  #status: ConnectionStatus = 'connecting';
  #failures = 0;
  readonly #watchers = new Set<(status: ConnectionStatus) => void>();
  readonly #subscriptions = new Set<(engine: Engine) => void>();

  constructor(dial: Dial, wait: Wait = (milliseconds, then) => void setTimeout(then, milliseconds)) {
    this.#dial = dial;
    this.#wait = wait;
    this.#engine = this.#open();
  }

  call<M extends MethodName>(method: M, args: Arguments<M>, options?: CallOptions): Promise<Result<M>> {
    if (this.#status === 'lost') {
      return Promise.reject(
        new ChirographError(
          'engine-stopped',
          'The engine cannot be reached. Chirograph is trying again.' satisfies EngineMessage,
        ),
      );
    }
    return this.#engine.call(method, args, options);
  }

  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    let end: () => void;
    const subscribe = (engine: Engine): void => {
      end = engine.on(event, listener);
    };
    subscribe(this.#engine);
    this.#subscriptions.add(subscribe);
    return () => {
      this.#subscriptions.delete(subscribe);
      end();
    };
  }

  watch(listener: (status: ConnectionStatus) => void): () => void {
    this.#watchers.add(listener);
    listener(this.#status);
    return () => this.#watchers.delete(listener);
  }

  #open(): Engine {
    let closed = false;
    const channel = this.#dial(() => {
      if (closed) return;
      this.#failures = 0;
      this.#report('open');
    });
    const engine = connect(channel);
    channel.onClose(() => {
      closed = true;
      this.#report('lost');
      this.#wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++), () => this.#reopen());
    });
    return engine;
  }

  #reopen(): void {
    this.#engine = this.#open();
    for (const subscribe of this.#subscriptions) subscribe(this.#engine);
  }

  #report(status: ConnectionStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const watcher of this.#watchers) watcher(status);
  }
}
