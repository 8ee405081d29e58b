import type { Examiner } from '../../../src/contract/case.ts';
import type { Engine, EventName, Events } from '../../../src/contract/methods.ts';
import { ChirographError } from '../../../src/contract/schema.ts';

/** An engine that knows one picture and remembers what it was asked. */
export class FakeEngine implements Engine {
  static readonly caseId = 'case-0001';
  static readonly imageId = 'image-001';
  readonly calls: {
    method: string;
    args: unknown;
    signal: AbortSignal | undefined;
    examiner: Examiner | undefined;
  }[] = [];
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  mediaType = 'image/png';

  call: Engine['call'] = (method, args, options) => {
    this.calls.push({ method, args, signal: options?.signal, examiner: options?.examiner });
    if (method === 'case.recent') return Promise.resolve([] as never);
    if (method === 'case.prepare') return new Promise(() => undefined);
    if (method === 'image.read' && (args as { image: string }).image === FakeEngine.imageId) {
      return Promise.resolve({
        mediaType: this.mediaType,
        bytes: new Uint8Array([137, 80, 78, 71]),
      } as never);
    }
    return Promise.reject(new ChirographError('not-found', 'There is no such picture.'));
  };

  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  emit<E extends EventName>(event: E, payload: Events[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }

  listeners(event: EventName): number {
    return this.#listeners.get(event)?.size ?? 0;
  }
}
