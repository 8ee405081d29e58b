import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../../src/contract/session.ts';
import { ChirographError } from '../../../src/contract/schema.ts';
import type { Channel } from '../../../src/contract/wire.ts';
import { engineBehindLock } from '../../../src/renderer/engine/engine-behind-lock.ts';
import { WindowSession } from '../../../src/renderer/stores/window-session.svelte.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

const STATE: SessionState = {
  kind: 'session',
  locked: false,
  ended: false,
  idleMinutes: 15,
  user: null,
  place: null,
  refusal: null,
};
const MINUTE = 60_000;

function setUp() {
  let now = 0;
  let left = 0;
  const sent: unknown[] = [];
  let take: (message: unknown) => void = () => undefined;
  let lose: () => void = () => undefined;
  const session = new WindowSession({ leave: () => left++, now: () => now });
  const dial = session.over((): Channel => {
    const closings: (() => void)[] = [];
    lose = () => closings.forEach((each) => each());
    return {
      send: (message) => void sent.push(message),
      onMessage: (listener) => void (take = listener),
      onClose: (listener) => void closings.push(() => listener('lost')),
    };
  });
  dial(() => undefined);
  return {
    session,
    sent,
    left: () => left,
    pass: (milliseconds: number) => (now += milliseconds),
    say: (state: Partial<SessionState>) => take({ ...STATE, ...state }),
    lose: () => lose(),
    redial: () => void dial(() => undefined),
  };
}

describe('the session of a window', () => {
  it('tells the shell of input every twenty seconds at most, and not while locked', () => {
    const { session, sent, pass, say } = setUp();
    say({});
    for (let second = 0; second < 60; second++) {
      session.noticeInput();
      pass(1_000);
    }
    expect(sent).toEqual(Array(3).fill({ kind: 'session', act: 'activity' }));
    say({ locked: true });
    pass(MINUTE);
    session.noticeInput();
    expect(sent).toHaveLength(3);
  });

  it('covers the window at once when locked by hand, and until the shell says that it is open again', () => {
    const { session, sent, say } = setUp();
    say({});
    session.lock();
    expect(session.locked).toBe(true);
    expect(sent).toEqual([{ kind: 'session', act: 'lock' }]);
    say({ locked: true });
    expect(session.locked).toBe(true);
    say({ locked: false });
    expect(session.locked).toBe(false);
  });

  it('covers an idle window whose shell is out of reach, and locks when it is back', () => {
    const { session, sent, pass, say, lose, redial } = setUp();
    say({});
    pass(20 * MINUTE);
    session.look();
    // The shell is there: locking is its affair, as another window of this browser may be in use.
    expect(session.locked).toBe(false);
    lose();
    session.look();
    expect(session.locked).toBe(true);
    redial();
    say({});
    expect(session.locked).toBe(true);
    expect(sent).toEqual([{ kind: 'session', act: 'lock' }]);
    say({ locked: true });
    say({ locked: false });
    expect(session.locked).toBe(false);
  });

  it('is not covered while there is input, or where nothing is to lock', () => {
    const busy = setUp();
    busy.say({});
    busy.lose();
    for (let n = 0; n < 30; n++) {
      busy.pass(MINUTE);
      busy.session.noticeInput();
      busy.session.look();
    }
    expect(busy.session.locked).toBe(false);
    const never = setUp();
    never.say({ idleMinutes: 0 });
    never.lose();
    never.pass(1_000 * MINUTE);
    never.session.look();
    expect(never.session.locked).toBe(false);
  });

  it('leaves the page when the session has ended', () => {
    const { session, left, say } = setUp();
    say({ ended: true });
    expect([session.locked, left()]).toEqual([true, 1]);
  });

  it('passes over what is not about the session', () => {
    const { session, say } = setUp();
    say({ kind: 'event' as never, locked: true });
    say({ locked: 'yes' as never });
    expect(session.state).toBeNull();
  });
});

describe('an engine behind the lock', () => {
  it('makes a call after the unlocking that was asked for while locked', async () => {
    const { session, say } = setUp();
    const fake = new FakeEngine({ examiner: EXAMINER });
    const engine = engineBehindLock(fake, session);
    say({ locked: true });
    const examiner = engine.call('examiner.get', {});
    await Promise.resolve();
    expect(fake.calls).toEqual([]);
    say({});
    await expect(examiner).resolves.toEqual(EXAMINER);
  });

  it('makes a call again that met the lock on its way', async () => {
    const { session, say } = setUp();
    const fake = new FakeEngine({ examiner: EXAMINER });
    const call = fake.call.bind(fake);
    let refusals = 0;
    fake.call = (async (...args: Parameters<typeof call>) => {
      if (refusals++ > 0) return call(...args);
      say({ locked: true });
      throw new ChirographError('locked', 'Chirograph is locked.');
    }) as typeof fake.call;
    const examiner = engineBehindLock(fake, session).call('examiner.get', {});
    await Promise.resolve();
    say({});
    await expect(examiner).resolves.toEqual(EXAMINER);
    expect(refusals).toBe(2);
  });

  it('lets a waiting call be cancelled, and other failures through', async () => {
    const { session, say } = setUp();
    const engine = engineBehindLock(new FakeEngine(), session);
    await expect(engine.call('case.get', { case: 'not-there-1' })).rejects.not.toMatchObject({
      code: 'locked',
    });
    say({ locked: true });
    const controller = new AbortController();
    const waiting = engine.call('examiner.get', {}, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});
