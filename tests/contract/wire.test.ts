import { describe, expect, it, vi } from 'vitest';
import type { Engine, Events, MethodName } from '../../src/contract/methods.ts';
import { ChirographError } from '../../src/contract/schema.ts';
import { answer, connect, toProblem, type Channel } from '../../src/contract/wire.ts';

/** Two ends of one channel; messages are cloned and delivered in order, in a later microtask. */
function channelPair(): { near: Channel; far: Channel; close: (reason: string) => void } {
  const ends = [0, 1].map(() => ({
    message: [] as ((message: unknown) => void)[],
    close: [] as ((reason: string) => void)[],
  })) as [EndListeners, EndListeners];
  const end = (own: EndListeners, other: EndListeners): Channel => ({
    send: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => other.message.forEach((listener) => listener(copy)));
    },
    onMessage: (listener) => own.message.push(listener),
    onClose: (listener) => own.close.push(listener),
  });
  const [a, b] = ends;
  return {
    near: end(a, b),
    far: end(b, a),
    close: (reason) => ends.forEach((each) => each.close.forEach((listener) => listener(reason))),
  };
}
interface EndListeners {
  message: ((message: unknown) => void)[];
  close: ((reason: string) => void)[];
}

function engineOf(
  call: (method: MethodName, args: unknown, options: Parameters<Engine['call']>[2]) => unknown,
): {
  engine: Engine;
  emit: (payload: Events['case.changed']) => void;
} {
  const listeners = new Set<(payload: never) => void>();
  return {
    engine: {
      call: (async (method: MethodName, args: unknown, options: Parameters<Engine['call']>[2]) =>
        call(method, args, options)) as Engine['call'],
      on: (event, listener) => {
        if (event === 'case.changed') listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    emit: (payload) => listeners.forEach((listener) => listener(payload as never)),
  };
}

const examiner = { name: 'Ada Example', initials: 'AE', role: 'examiner' };

describe('the wire', () => {
  it('carries a call, its examiner and its result', async () => {
    const seen: unknown[] = [];
    const { engine } = engineOf((method, args, options) => {
      seen.push(method, args, options?.examiner);
      return { answer: 42 };
    });
    const { near, far } = channelPair();
    answer(engine, far, ['window']);
    const result = await connect(near).call('case.open', { folder: '/evidence' }, { examiner });
    expect(result).toEqual({ answer: 42 });
    expect(seen).toEqual(['case.open', { folder: '/evidence' }, examiner]);
  });

  it('answers a call whose examiner is none, as the engine sees fit', async () => {
    const { engine } = engineOf((_method, _args, options) => {
      throw new ChirographError('examiner-required', `Who is ${JSON.stringify(options?.examiner)}?`);
    });
    const { near, far } = channelPair();
    answer(engine, far, ['window']);
    const nobody = { ...examiner, name: '' };
    await expect(
      connect(near).call('case.open', { folder: '/evidence' }, { examiner: nobody }),
    ).rejects.toMatchObject({ code: 'examiner-required' });
  });

  it('carries a failure as a ChirographError with code, sentence and details', async () => {
    const { engine } = engineOf(() => {
      throw new ChirographError('file-missing', 'Q1 is gone.', { details: 'ENOENT' });
    });
    const { near, far } = channelPair();
    answer(engine, far, ['window']);
    const failure = await connect(near)
      .call('engine.info', {})
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChirographError);
    expect((failure as ChirographError).toProblem()).toEqual({
      code: 'file-missing',
      message: 'Q1 is gone.',
      details: 'ENOENT',
    });
  });

  it('calls a stray exception internal and keeps its text out of the sentence', () => {
    const problem = toProblem(new TypeError('x is undefined'));
    expect(problem.code).toBe('internal');
    expect(problem.message).not.toContain('undefined');
    expect(problem.details).toContain('x is undefined');
  });

  it('reports progress to the caller that asked, and to no other', async () => {
    const { engine } = engineOf((_method, args, options) => {
      const note = (args as { folder: string }).folder;
      options?.onProgress?.({ done: 1, total: 2, unit: 'items', note, remainingSeconds: null });
      return {};
    });
    const { near, far } = channelPair();
    answer(engine, far, ['window']);
    const client = connect(near);
    const notes: string[] = [];
    await Promise.all([
      client.call(
        'case.open',
        { folder: 'a' },
        { onProgress: (progress) => notes.push(`a:${progress.note}`) },
      ),
      client.call(
        'case.open',
        { folder: 'b' },
        { onProgress: (progress) => notes.push(`b:${progress.note}`) },
      ),
    ]);
    expect(notes.sort()).toEqual(['a:a', 'b:b']);
  });

  it('cancels the running call at the other end', async () => {
    const { engine } = engineOf(
      (_method, _args, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () =>
            reject(new ChirographError('cancelled', 'Cancelled.')),
          );
        }),
    );
    const { near, far } = channelPair();
    answer(engine, far, ['window']);
    const controller = new AbortController();
    const call = connect(near).call('engine.info', {}, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('refuses methods that this channel must not carry, and unknown ones', async () => {
    const call = vi.fn();
    const { engine } = engineOf(call);
    const { near, far } = channelPair();
    answer(engine, far, ['window']);
    const client = connect(near);
    await expect(client.call('pair.run', { a: 'a', b: 'b' })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(client.call('toString' as MethodName, {} as never)).rejects.toMatchObject({
      code: 'unknown-method',
    });
    expect(call).not.toHaveBeenCalled();
  });

  it('fails what is pending, and what comes after, when the channel closes', async () => {
    const { engine } = engineOf(() => new Promise(() => undefined));
    const { near, far, close } = channelPair();
    answer(engine, far, ['window']);
    const client = connect(near);
    const pending = client.call('engine.info', {});
    close('The engine stopped.');
    await expect(pending).rejects.toMatchObject({ code: 'engine-stopped', message: 'The engine stopped.' });
    await expect(client.call('engine.info', {})).rejects.toMatchObject({ code: 'engine-stopped' });
  });

  it('aborts what still runs when the caller goes away', async () => {
    let signal: AbortSignal | undefined;
    const { engine } = engineOf((_method, _args, options) => {
      signal = options?.signal;
      return new Promise(() => undefined);
    });
    const { near, far, close } = channelPair();
    answer(engine, far, ['window']);
    const pending = connect(near).call('engine.info', {});
    await vi.waitFor(() => expect(signal).toBeDefined());
    close('gone');
    await expect(pending).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(signal?.aborted).toBe(true);
  });

  it('passes events on until the subscription ends', async () => {
    const { engine, emit } = engineOf(() => ({}));
    const { near, far } = channelPair();
    answer(engine, far, ['window']);
    const client = connect(near);
    const id = '0f0f0f0f-aaaa';
    const heard: string[] = [];
    const end = client.on('case.changed', (payload) => heard.push(payload.case));
    emit({ case: id });
    await client.call('engine.info', {});
    end();
    emit({ case: id });
    await client.call('engine.info', {});
    expect(heard).toEqual([id]);
  });

  it('ignores messages that are not of the contract', async () => {
    const { engine } = engineOf(() => ({}));
    const { near, far } = channelPair();
    answer(engine, far, ['window']);
    for (const stray of [null, 7, 'x', {}, { kind: 'call', call: -1 }, { kind: 'shutdown' }])
      near.send(stray);
    await expect(connect(near).call('engine.info', {})).resolves.toEqual({});
  });
});
