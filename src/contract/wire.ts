import * as v from 'valibot';
import type { Examiner } from './case.ts';
import {
  events,
  methods,
  Progress,
  type Arguments,
  type CallOptions,
  type Engine,
  type EventName,
  type Events,
  type MethodName,
  type Result,
} from './methods.ts';
import { ChirographError, Problem } from './schema.ts';

const Call = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What a client sends. */
export const Request = v.variant('kind', [
  v.object({
    kind: v.literal('call'),
    call: Call,
    method: v.string(),
    args: v.unknown(),
    /** Checked where the call enters the engine: a message left unanswered would hang its caller. */
    examiner: v.unknown(),
    /** True where the shell knows by a login who calls. */
    login: v.optional(v.boolean()),
  }),
  v.object({ kind: v.literal('cancel'), call: Call }),
]);
export type Request = v.InferOutput<typeof Request>;

/** What an engine sends. */
export const Response = v.variant('kind', [
  v.object({ kind: v.literal('result'), call: Call, result: v.unknown() }),
  v.object({ kind: v.literal('problem'), call: Call, problem: Problem }),
  v.object({ kind: v.literal('progress'), call: Call, progress: Progress }),
  v.object({ kind: v.literal('event'), event: v.string(), payload: v.unknown() }),
]);
export type Response = v.InferOutput<typeof Response>;

/** A two-way channel of messages: a child's channel, a MessagePort, a WebSocket. */
export interface Channel {
  send(message: unknown): void;
  /** Called with every message that arrives. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the other end is gone. */
  onClose(listener: (reason: string) => void): void;
}

/** Speaks the contract over a channel, on the side that calls. Pending calls fail with `engine-stopped` when it closes. */
export function connect(channel: Channel): Engine {
  let last = 0;
  let closed: string | null = null;
  const pending = new Map<
    number,
    {
      resolve: (result: unknown) => void;
      reject: (error: ChirographError) => void;
      onProgress: CallOptions['onProgress'];
    }
  >();
  const listeners = new Map<string, Set<(payload: never) => void>>();

  channel.onMessage((message) => {
    const parsed = v.safeParse(Response, message);
    if (!parsed.success) return;
    const response = parsed.output;
    if (response.kind === 'event') {
      const schema = events[response.event as EventName];
      if (schema === undefined || !v.is(schema, response.payload)) return;
      for (const listener of listeners.get(response.event) ?? []) listener(response.payload as never);
      return;
    }
    const call = pending.get(response.call);
    if (call === undefined) return;
    if (response.kind === 'progress') {
      call.onProgress?.(response.progress);
      return;
    }
    pending.delete(response.call);
    if (response.kind === 'result') call.resolve(response.result);
    else call.reject(ChirographError.fromProblem(response.problem));
  });
  channel.onClose((reason) => {
    closed = reason;
    for (const call of pending.values()) call.reject(new ChirographError('engine-stopped', reason));
    pending.clear();
  });

  return {
    call<M extends MethodName>(method: M, args: Arguments<M>, options: CallOptions = {}): Promise<Result<M>> {
      if (closed !== null) return Promise.reject(new ChirographError('engine-stopped', closed));
      if (options.signal?.aborted) return Promise.reject(cancelled());
      const call = ++last;
      return new Promise<Result<M>>((resolve, reject) => {
        const abort = (): void => channel.send({ kind: 'cancel', call } satisfies Request);
        options.signal?.addEventListener('abort', abort, { once: true });
        const settle = (): void => options.signal?.removeEventListener('abort', abort);
        pending.set(call, {
          resolve: (result) => {
            settle();
            resolve(result as Result<M>);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
          onProgress: options.onProgress,
        });
        channel.send({
          kind: 'call',
          call,
          method,
          args,
          examiner: options.examiner ?? null,
          ...(options.login === true ? { login: true } : {}),
        } satisfies Request);
      });
    },
    on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => set.delete(listener);
    },
  };
}

/**
 * Speaks the contract over a channel, on the side that answers.
 *
 * @param allowed which callers this channel carries; a method of another caller is answered with `not-allowed`.
 */
export function answer(
  engine: Engine,
  channel: Channel,
  allowed: readonly ('window' | 'shell' | 'terminal')[],
): void {
  const running = new Map<number, AbortController>();
  // A window cannot say of itself that somebody logged in.
  const byShell = allowed.includes('shell');
  let open = true;
  const send = (response: Response): void => {
    if (open) channel.send(response);
  };

  channel.onMessage((message) => {
    const parsed = v.safeParse(Request, message);
    if (!parsed.success) return;
    const request = parsed.output;
    if (request.kind === 'cancel') {
      running.get(request.call)?.abort();
      return;
    }
    const { call } = request;
    const method = request.method as MethodName;
    const definition = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (definition === undefined || !allowed.includes(definition.caller)) {
      const error =
        definition === undefined
          ? new ChirographError('unknown-method', `This version has no method "${request.method}".`)
          : new ChirographError('not-allowed', `"${request.method}" cannot be called from here.`);
      send({ kind: 'problem', call, problem: error.toProblem() });
      return;
    }
    const controller = new AbortController();
    running.set(call, controller);
    engine
      .call(method, request.args as never, {
        signal: controller.signal,
        onProgress: (progress) => send({ kind: 'progress', call, progress }),
        ...(request.examiner ? { examiner: request.examiner as Examiner } : {}),
        ...(byShell && request.login === true ? { login: true } : {}),
      })
      .then(
        (result) => send({ kind: 'result', call, result }),
        (error: unknown) => send({ kind: 'problem', call, problem: toProblem(error) }),
      )
      .finally(() => running.delete(call));
  });
  const ends = (Object.keys(events) as EventName[]).map((event) =>
    engine.on(event, (payload) => send({ kind: 'event', event, payload })),
  );
  channel.onClose(() => {
    open = false;
    for (const end of ends) end();
    for (const controller of running.values()) controller.abort();
  });
}

/** Any thrown value as a problem; what is not a ChirographError is a defect of ours and says so. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ChirographError) return error.toProblem();
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'internal',
    message: 'Chirograph made a mistake here; nothing that was saved is lost. The log has the details.',
    details,
  };
}

/** The error of a call whose signal was aborted. */
export function cancelled(): ChirographError {
  return new ChirographError('cancelled', 'Cancelled. What was finished before is kept.');
}
