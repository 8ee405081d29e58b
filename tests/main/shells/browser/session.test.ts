import { describe, expect, test } from 'vitest';
import { NO_LABORATORY } from '../../../../src/contract/laboratory.ts';
import { engineOf, Session, Sessions } from '../../../../src/main/shells/browser/session.ts';
import { FakeEngine } from '../fake-engine.ts';
import { FakeClock } from './fake-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ADA = { name: 'Ada Example', initials: 'AE', role: 'examiner' };

function begin(idleMinutes = 15, user: typeof ADA | null = null) {
  const clock = new FakeClock();
  const session = new Session({ clock, user, idleMinutes });
  const told: boolean[] = [];
  session.watch(() => told.push(session.locked));
  return { clock, session, told };
}

describe('the idle lock', () => {
  test('falls by itself after the minutes without input, and says so once', () => {
    const { clock, session, told } = begin();
    clock.pass(15 * MINUTE - 1);
    expect([session.locked, told]).toEqual([false, []]);
    clock.pass(10_000);
    expect([session.locked, told]).toEqual([true, [true]]);
    clock.pass(HOUR);
    expect(told).toEqual([true]);
  });

  test('is put off by input', () => {
    const { clock, session } = begin();
    clock.pass(14 * MINUTE);
    session.touch();
    clock.pass(14 * MINUTE);
    expect(session.locked).toBe(false);
    clock.pass(2 * MINUTE);
    expect(session.locked).toBe(true);
  });

  test('counts the time in which the computer slept', () => {
    const { clock, session } = begin();
    clock.sleep(20 * MINUTE);
    // Before any timer has had its turn.
    expect(session.locked).toBe(true);
  });

  test('input that arrives after the time does not put it off', () => {
    const { clock, session } = begin();
    clock.sleep(15 * MINUTE);
    session.touch();
    expect(session.locked).toBe(true);
  });

  test('with 0 minutes never falls, and the window can be locked by hand', () => {
    const { clock, session } = begin(0);
    clock.pass(1000 * HOUR);
    expect(session.locked).toBe(false);
    session.lock();
    expect(session.locked).toBe(true);
  });

  test('counts anew from the unlocking', () => {
    const { clock, session, told } = begin();
    clock.pass(16 * MINUTE);
    session.unlock();
    clock.pass(14 * MINUTE);
    expect(session.locked).toBe(false);
    clock.pass(2 * MINUTE);
    expect(told).toEqual([true, false, true]);
  });

  test('hides where the examiner was until it is unlocked', () => {
    const { session } = begin();
    session.place = { folder: '/cases/a', view: 'compare' };
    session.lock();
    expect(session.state().place).toBeNull();
    session.unlock();
    expect(session.state().place).toEqual({ folder: '/cases/a', view: 'compare' });
  });
});

describe('a session', () => {
  test('of a login ends after twelve hours however busy; that of this computer does not', () => {
    const remote = begin(0, ADA);
    const local = begin(0);
    for (const each of [remote, local]) each.clock.pass(12 * HOUR - 1);
    expect(remote.session.ended).toBe(false);
    for (const each of [remote, local]) each.clock.pass(10_000);
    expect([remote.session.ended, local.session.ended]).toEqual([true, false]);
    remote.session.unlock();
    expect(remote.session.ended).toBe(true);
  });

  test('is found by its cookie alone, among other cookies, until it ends', () => {
    const clock = new FakeClock();
    const sessions = new Sessions(8000, true);
    const { session, setCookie } = sessions.begin({ clock, user: ADA, idleMinutes: 15 });
    expect(setCookie).toMatch(
      /^__Host-chirograph-8000=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    const cookie = setCookie.split(';')[0]!;
    expect(sessions.find(`a=b; ${cookie}; c`)).toBe(session);
    expect(sessions.find(cookie.replace('__Host-', ''))).toBeNull();
    expect(sessions.find(cookie.slice(0, -1))).toBeNull();
    expect(sessions.find(undefined)).toBeNull();
    session.end();
    expect(sessions.find(cookie)).toBeNull();
  });

  test('of one user is one of eight at most; the oldest gives way, never another user’s', () => {
    const clock = new FakeClock();
    const sessions = new Sessions(8000, true);
    const open = (name: string) => sessions.begin({ clock, user: { ...ADA, name }, idleMinutes: 15 }).session;
    const other = open('Bert');
    const ofAda = Array.from({ length: 9 }, () => open('Ada'));
    expect(ofAda.map(({ ended }) => ended)).toEqual([true, ...Array<boolean>(8).fill(false)]);
    expect(other.ended).toBe(false);
  });
});

describe('the engine of a session', () => {
  const picture = { case: FakeEngine.caseId, image: FakeEngine.imageId };

  test('takes no call while locked and goes on afterwards', async () => {
    const { session } = begin();
    const engine = new FakeEngine();
    const own = engineOf(session, engine);
    session.lock();
    await expect(own.call('case.recent', {})).rejects.toMatchObject({ code: 'locked' });
    await expect(own.call('image.read', picture)).rejects.toMatchObject({ code: 'locked' });
    expect(engine.calls).toEqual([]);
    session.unlock();
    await expect(own.call('case.recent', {})).resolves.toEqual([]);
  });

  test('answers what ran when it locked, but hands out no picture', async () => {
    const { session } = begin();
    const own = engineOf(session, new FakeEngine());
    const [recent, image] = [own.call('case.recent', {}), own.call('image.read', picture)];
    const refused = expect(image).rejects.toMatchObject({ code: 'locked' });
    session.lock();
    await expect(recent).resolves.toEqual([]);
    await refused;
  });

  test('hands out no picture that was asked for before the session ended', async () => {
    const { session } = begin();
    const image = engineOf(session, new FakeEngine()).call('image.read', picture);
    const refused = expect(image).rejects.toMatchObject({ code: 'not-allowed' });
    session.end();
    await refused;
  });

  test('acts in the name of who logged in, whatever the window says', async () => {
    const { session } = begin(0, ADA);
    const engine = new FakeEngine();
    const own = engineOf(session, engine);
    await own.call('case.recent', {}, { examiner: { ...ADA, name: 'Somebody Else' } });
    await own.call('case.recent', {});
    expect(engine.calls.map(({ examiner }) => examiner)).toEqual([ADA, ADA]);
    await expect(own.call('examiner.get', {})).resolves.toEqual(ADA);
    await expect(
      own.call('examiner.save', { examiner: { ...ADA, name: 'Somebody Else' } }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(own.call('laboratory.save', { laboratory: NO_LABORATORY })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(engine.calls).toHaveLength(2);
  });

  test('names no file to be written', async () => {
    const { session } = begin();
    const engine = new FakeEngine();
    const own = engineOf(session, engine);
    const report = { case: FakeEngine.caseId, comparisons: [], searches: [] };
    await expect(own.call('report.export', { ...report, out: '/etc/x.pdf' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(own.call('demo.create', { folder: '/srv/x' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(engine.calls).toEqual([]);
    await own.call('report.export', report).catch(() => undefined);
    expect(engine.calls).toHaveLength(1);
  });

  test('of the user of this computer acts as the window says', async () => {
    const { session } = begin();
    const engine = new FakeEngine();
    await engineOf(session, engine).call('case.recent', {}, { examiner: ADA });
    expect(engine.calls[0]!.examiner).toEqual(ADA);
  });
});
