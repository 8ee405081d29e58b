import { describe, expect, test } from 'vitest';
import type { Channel, Response } from '../../../../src/contract/wire.ts';
import { Session } from '../../../../src/main/shells/browser/session.ts';
import { channelOfSession } from '../../../../src/main/shells/browser/session-channel.ts';
import { FakeClock } from './fake-clock.ts';

const result = (call: number): Response => ({ kind: 'result', call, result: 'content of a case' });
const progress: Response = {
  kind: 'progress',
  call: 1,
  progress: { done: 1, total: 2, unit: 'words', note: 'Jane Roe.png', remainingSeconds: null },
};

/** What a window of a session is sent, the states of the session left out; and the end of the engine. */
function open(): { session: Session; own: Channel; sent: unknown[]; states: unknown[] } {
  const session = new Session({ clock: new FakeClock(), user: null, idleMinutes: 0 });
  const sent: unknown[] = [];
  const states: unknown[] = [];
  const socket: Channel = {
    send: (message) => void ((message as { kind: string }).kind === 'session' ? states : sent).push(message),
    onMessage: () => undefined,
    onClose: () => undefined,
  };
  return { session, own: channelOfSession(socket, session, () => undefined), sent, states };
}

describe('the channel of a locked session', () => {
  test('holds answers back until it is unlocked, in their order, and tells no progress', () => {
    const { session, own, sent, states } = open();
    own.send(progress);
    session.lock();
    own.send(progress);
    own.send(result(1));
    own.send({ kind: 'problem', call: 2, problem: { code: 'not-found', message: 'There is no K3.' } });
    expect(sent).toEqual([progress]);
    session.unlock();
    expect(states.at(-1)).toMatchObject({ locked: false });
    expect(sent.slice(1)).toMatchObject([result(1), { kind: 'problem', call: 2 }]);
    own.send(result(3));
    expect(sent.at(-1)).toEqual(result(3));
  });

  test('refuses new calls at once and passes on what holds nothing of a case', () => {
    const { session, own, sent } = open();
    session.lock();
    const refusal: Response = { kind: 'problem', call: 1, problem: { code: 'locked', message: 'Locked.' } };
    const event: Response = { kind: 'event', event: 'case.changed', payload: { case: 'a-random-id' } };
    const unknown: Response = { ...refusal, call: 2, problem: { code: 'unknown-method', message: 'None.' } };
    own.send(refusal);
    own.send(unknown);
    own.send(event);
    expect(sent).toEqual([refusal, unknown, event]);
  });

  test('hears that the engine died, and gets the report of it only when unlocked', () => {
    const { session, own, sent } = open();
    const crashReport = { file: '/srv/chirograph/crashes/one.txt', text: 'what happened' };
    const problem = { code: 'engine-stopped', message: 'It stopped.' };
    const died: Response = { kind: 'event', event: 'engine.restarted', payload: { problem, crashReport } };
    session.lock();
    own.send(died);
    expect(JSON.stringify(sent)).not.toContain('crashes');
    expect(sent).toMatchObject([{ event: 'engine.restarted', payload: { problem } }]);
    session.unlock();
    own.send(died);
    expect(sent.at(-1)).toEqual(died);
  });

  test('holds so many and no more; a call beyond them fails, and is not taken for one that was not begun', () => {
    const { session, own, sent } = open();
    session.lock();
    for (let call = 1; call <= 65; call++) own.send(result(call));
    expect(sent).toMatchObject([{ kind: 'problem', call: 65, problem: { code: 'engine-stopped' } }]);
    session.unlock();
    expect(sent).toHaveLength(65);
  });

  test('sends nothing of what it held once the session has ended, and nothing after', () => {
    const { session, own, sent, states } = open();
    session.lock();
    own.send(result(1));
    session.end();
    own.send(result(2));
    expect(states.at(-1)).toMatchObject({ ended: true });
    expect(sent).toEqual([]);
  });
});
