import { describe, expect, it, vi } from 'vitest';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Results } from '../../../src/renderer/stores/results.svelte.ts';
import { EXAMINER, HELD, itemId } from '../fake-case.ts';
import { FakeEngine, type FakeOptions } from '../fake-engine.ts';

async function setUp(options: FakeOptions = {}) {
  const fake = new FakeEngine({ examiner: EXAMINER, ...options });
  const engine = new EngineClient(fake);
  await engine.greet();
  const jobs = new Jobs();
  const session = new CaseSession(engine, jobs);
  return { fake, engine, jobs, session, results: new Results(engine, session, jobs) };
}

const idle = (session: CaseSession) => vi.waitFor(() => expect(session.work).not.toBe('running'));

describe('an open case', () => {
  it('is prepared and then encoded by itself once it is open', async () => {
    const { fake, session, jobs } = await setUp();
    expect(await session.open('/cases/one')).toBe(true);
    await idle(session);
    const long = fake.calls.map((call) => call.method).filter((method) => /open|prepare|encode/.test(method));
    expect(long).toEqual(['case.open', 'case.prepare', 'case.encode']);
    expect(session.items.every((item) => item.encodedWords === item.words)).toBe(true);
    expect(jobs.running).toEqual([]);
  });

  it('says with every call who examines, once that is known', async () => {
    const { fake, session } = await setUp();
    await session.open('/cases/one');
    await idle(session);
    await session.assign([itemId(7)], 'known', 'D. New');
    for (const call of fake.calls) {
      const asks = /^(engine\.info|examiner\.get)$/.test(call.method);
      expect(call.examiner).toEqual(asks ? undefined : EXAMINER);
    }
    expect(session.writer(session.item(itemId(7))?.writer ?? null)?.name).toBe('D. New');
  });

  it('is only looked at while another process has it, and is the examiner’s own once that has closed it', async () => {
    let held = true;
    const { fake, session } = await setUp({ standing: () => ({ readOnly: held ? HELD : null }) });
    expect(await session.open('/cases/one')).toBe(true);
    await session.prepare();
    expect(session.readOnly).toBe(HELD.message);
    expect(session.workProblem).toBeNull();
    expect(fake.calls.map((call) => call.method)).not.toContain('case.prepare');
    held = false;
    await session.open('/cases/one');
    await idle(session);
    expect(session.readOnly).toBeNull();
    expect(fake.calls.map((call) => call.method)).toContain('case.encode');
  });

  it('stays closed and says why when the folder cannot be opened', async () => {
    const { session } = await setUp();
    expect(await session.open('/cases/missing')).toBe(false);
    expect(session.current).toBeNull();
    expect(session.openProblem?.code).toBe('folder-unreadable');
  });

  it('stops when it is cancelled and goes on when asked', async () => {
    let held = true;
    let release: () => void = () => undefined;
    const pace = () => (held ? new Promise<void>((next) => (release = next)) : Promise.resolve());
    const { session, jobs } = await setUp({ pace });
    await session.open('/cases/one');
    await vi.waitFor(() => expect(jobs.running[0]?.progress).not.toBeNull());
    expect(jobs.running[0]?.title).toBe('Finding words');
    jobs.running[0]!.cancel();
    held = false;
    release();
    await idle(session);
    expect(session.work).toBe('cancelled');
    expect(session.workProblem).toBeNull();
    await session.prepare();
    expect(session.work).toBe('idle');
  });

  it('is prepared even where it is opened while another one is', async () => {
    let waiting: (() => void)[] = [];
    let held = true;
    const pace = () => (held ? new Promise<void>((next) => waiting.push(next)) : Promise.resolve());
    const { fake, session } = await setUp({ pace });
    await session.open('/cases/one');
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    await session.open('/cases/two');
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    held = false;
    // The first preparation ends last, and has no say any more.
    for (const go of waiting.toReversed()) go();
    waiting = [];
    await idle(session);
    expect(session.work).toBe('idle');
    expect(session.workProblem).toBeNull();
    expect(fake.calls.filter((call) => call.method === 'case.prepare')).toHaveLength(2);
  });

  it('is opened again by itself after the engine was restarted, and says so', async () => {
    const { fake, session } = await setUp();
    await session.open('/cases/one');
    await idle(session);
    fake.emit('engine.restarted', { problem: { code: 'engine-stopped', message: 'The engine stopped.' } });
    await vi.waitFor(() => expect(session.restartNotice).not.toBeNull());
    expect(session.restartNotice).toBe(
      'The engine stopped. The case "one" was opened again; everything saved is there.',
    );
    expect(fake.calls.filter((call) => call.method === 'case.open')).toHaveLength(2);
    await idle(session);
  });

  it('is opened again when a lost connection is back, but not at the first connection', async () => {
    const { fake, session } = await setUp();
    await session.open('/cases/one');
    await idle(session);
    fake.report('open');
    expect(session.restartNotice).toBeNull();
    fake.report('lost');
    fake.report('open');
    await vi.waitFor(() => expect(session.restartNotice).toMatch(/is back/));
    await idle(session);
  });

  it('shows a word excluded at once and counts it', async () => {
    const { session } = await setUp();
    await session.open('/cases/one');
    await idle(session);
    await session.pages.need([itemId(0)]);
    const word = session.pages.of(itemId(0))![0]!.words[3]!;
    await session.exclude([word.id], true);
    expect(session.pages.word(word.id)?.word.state).toBe('excluded');
    expect(session.item(itemId(0))?.excludedWords).toBe(1);
    await session.exclude([word.id], false);
    expect(session.pages.word(word.id)?.word.state).toBe('auto');
  });

  it('reads only the pages of items that changed', async () => {
    const { fake, session } = await setUp();
    await session.open('/cases/one');
    await idle(session);
    await session.pages.need([itemId(0), itemId(2)]);
    const word = session.pages.of(itemId(0))![0]!.words[0]!;
    fake.calls.length = 0;
    await session.exclude([word.id], true);
    const read = fake.calls.filter((call) => call.method === 'item.pages').map((call) => call.args);
    expect(read).toEqual([expect.objectContaining({ item: itemId(0) })]);
  });

  it('waits for what is being saved before it is left', async () => {
    const { fake, session } = await setUp();
    await session.open('/cases/one');
    await idle(session);
    const order: string[] = [];
    session.onLeaving(async () => {
      await Promise.resolve();
      order.push(`saved, ${fake.calls.some((call) => call.method === 'case.close') ? 'late' : 'in time'}`);
    });
    await session.close();
    expect(order).toEqual(['saved, in time']);
    expect(session.current).toBeNull();
  });

  it('keeps results of the case, the newest first, each once', async () => {
    const { session, results } = await setUp();
    await session.open('/cases/one');
    await idle(session);
    const first = await results.compare([itemId(0)], [itemId(2)]);
    const second = await results.compare([itemId(1)], [itemId(2), itemId(3)]);
    await results.reload();
    expect(results.comparisons.map((result) => result.id)).toEqual([second.id, first.id]);
  });
});
