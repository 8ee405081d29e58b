import { describe, expect, it, vi } from 'vitest';
import { answer, type Channel } from '../../../src/contract/wire.ts';
import { overBridge, overSocket, type Socket } from '../../../src/renderer/engine/channels.ts';
import { ReconnectingEngine } from '../../../src/renderer/engine/reconnecting-engine.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

/** A socket in the test's hands: what is sent through it reaches an engine once it is opened. */
class TestSocket implements Socket {
  readyState: WebSocket['readyState'] = 0;
  readonly sent: string[] = [];
  readonly #listeners = new Map<string, ((event: never) => void)[]>();
  #toEngine: ((message: unknown) => void) | undefined;

  addEventListener(type: string, listener: unknown): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener as (event: never) => void]);
  }

  send(data: unknown): void {
    this.sent.push(String(data));
    this.#toEngine?.(JSON.parse(String(data)));
  }

  open(engine: FakeEngine): void {
    const channel: Channel = {
      send: (message) => this.#fire('message', { data: JSON.stringify(message) }),
      onMessage: (listener) => (this.#toEngine = listener),
      onClose: () => undefined,
    };
    answer(engine, channel, ['window']);
    this.readyState = 1;
    this.#fire('open', {});
  }

  close(): void {
    this.readyState = 3;
    this.#toEngine = undefined;
    this.#fire('close', {});
  }

  receive(data: unknown): void {
    this.#fire('message', { data });
  }

  #fire(type: string, event: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }
}

function setUp() {
  const sockets: TestSocket[] = [];
  const waits: { milliseconds: number; then: () => void }[] = [];
  const dial = overSocket(() => {
    const socket = new TestSocket();
    sockets.push(socket);
    return socket;
  });
  const engine = new ReconnectingEngine(dial, (milliseconds, then) => waits.push({ milliseconds, then }));
  const statuses: string[] = [];
  engine.watch((status) => statuses.push(status));
  return { engine, sockets, waits, statuses };
}

describe('an engine behind a channel that may break', () => {
  it('holds calls until the channel opens, then sends them', async () => {
    const { engine, sockets, statuses } = setUp();
    const info = engine.call('engine.info', {});
    expect(sockets[0]!.sent).toEqual([]);
    sockets[0]!.open(new FakeEngine({ examiner: EXAMINER }));
    expect((await info).software).toBe('Chirograph 0.1.0');
    expect(statuses).toEqual(['connecting', 'open']);
  });

  it('fails the calls in flight when the channel breaks, and those made while it is broken', async () => {
    const { engine, sockets } = setUp();
    sockets[0]!.open(new FakeEngine({ pace: () => new Promise(() => undefined) }));
    await engine.call('case.open', { folder: '/cases/one' }, { examiner: EXAMINER });
    const running = engine.call('case.prepare', { case: 'case-00000001' }, { examiner: EXAMINER });
    sockets[0]!.close();
    await expect(running).rejects.toMatchObject({ code: 'engine-stopped' });
    await expect(engine.call('engine.info', {})).rejects.toMatchObject({ code: 'engine-stopped' });
  });

  it('dials again, waiting twice as long after each failure up to a limit, and starts over after a success', () => {
    const { sockets, waits, statuses } = setUp();
    for (let failure = 0; failure < 7; failure += 1) {
      sockets.at(-1)!.close();
      waits.at(-1)!.then();
    }
    expect(waits.map((wait) => wait.milliseconds)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(sockets).toHaveLength(8);
    sockets.at(-1)!.open(new FakeEngine());
    expect(statuses).toEqual(['connecting', 'lost', 'open']);
    sockets.at(-1)!.close();
    expect(waits.at(-1)!.milliseconds).toBe(250);
  });

  it('moves subscriptions to the next channel, and ends them for good', () => {
    const { engine, sockets, waits } = setUp();
    const first = new FakeEngine();
    sockets[0]!.open(first);
    const heard = vi.fn();
    const end = engine.on('case.changed', heard);
    first.emit('case.changed', { case: 'case-00000001' });
    expect(heard).toHaveBeenCalledTimes(1);
    sockets[0]!.close();
    waits[0]!.then();
    const second = new FakeEngine();
    sockets[1]!.open(second);
    second.emit('case.changed', { case: 'case-00000002' });
    expect(heard).toHaveBeenLastCalledWith({ case: 'case-00000002' });
    end();
    second.emit('case.changed', { case: 'case-00000003' });
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('passes progress and cancels across the channel', async () => {
    const { engine, sockets } = setUp();
    sockets[0]!.open(new FakeEngine());
    await engine.call('case.open', { folder: '/cases/one' }, { examiner: EXAMINER });
    const controller = new AbortController();
    const done: number[] = [];
    const running = engine.call(
      'case.prepare',
      { case: 'case-00000001' },
      {
        examiner: EXAMINER,
        signal: controller.signal,
        onProgress: (progress) => {
          done.push(progress.done);
          if (progress.done === 2) controller.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(done).toEqual([0, 1, 2]);
  });

  it('leaves alone what is no message of the contract', async () => {
    const { engine, sockets } = setUp();
    sockets[0]!.open(new FakeEngine());
    for (const data of ['{', 'null', '{"kind":"menu","command":"about"}', new ArrayBuffer(3)])
      sockets[0]!.receive(data);
    await expect(engine.call('examiner.get', {})).resolves.toBeNull();
  });

  it('speaks through the bridge of a desktop shell', async () => {
    const fake = new FakeEngine({ examiner: EXAMINER });
    let toWindow: (message: unknown) => void = () => undefined;
    let toEngine: (message: unknown) => void = () => undefined;
    answer(fake, { send: (m) => toWindow(m), onMessage: (l) => (toEngine = l), onClose: () => undefined }, [
      'window',
    ]);
    const engine = new ReconnectingEngine(
      overBridge({
        send: (message) => toEngine(structuredClone(message)),
        onMessage: (listener) => (toWindow = listener),
        chooseFolder: () => Promise.resolve(null),
        chooseReportFile: () => Promise.resolve(null),
        chooseModelFile: () => Promise.resolve(null),
        chooseTableFile: () => Promise.resolve(null),
        chooseImagesFolder: () => Promise.resolve(null),
        useLanguage: () => undefined,
        platform: 'linux',
      }),
    );
    await expect(engine.call('examiner.get', {})).resolves.toEqual(EXAMINER);
  });
});
