import { describe, expect, it } from 'vitest';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Support } from '../../../src/renderer/stores/support.svelte.ts';
import { CRASH_REPORT } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

function setUp(): { fake: FakeEngine; support: Support } {
  const fake = new FakeEngine();
  return { fake, support: new Support(new EngineClient(fake)) };
}

const problem = { code: 'engine-stopped', message: 'The engine stopped.' } as const;

describe('what the window tells of a process that died', () => {
  it('has the report that came with the news of a restart', () => {
    const { fake, support } = setUp();
    fake.emit('engine.restarted', { problem, crashReport: CRASH_REPORT });
    expect(support.restarted).toBe('The engine stopped.');
    expect(support.report).toEqual(CRASH_REPORT);
    expect(support.stopped).toBeNull();
  });

  it('shows no older report where the latest death left none', () => {
    const { fake, support } = setUp();
    fake.emit('engine.restarted', { problem, crashReport: CRASH_REPORT });
    fake.emit('engine.restarted', { problem });
    expect(support.report).toBeNull();
  });

  it('has the report of an engine that stays down', () => {
    const { fake, support } = setUp();
    fake.emit('engine.stopped', { problem, crashReport: CRASH_REPORT });
    expect(support.stopped).toEqual(problem);
    expect(support.report).toEqual(CRASH_REPORT);
  });

  it('tells of an earlier run once: dismissed, it does not come back', async () => {
    const { fake, support } = setUp();
    fake.earlierCrash = CRASH_REPORT;
    await support.ask();
    expect(support.earlier).toEqual(CRASH_REPORT);
    await support.dismissEarlier();
    expect(support.earlier).toBeNull();
    await support.ask();
    expect(support.earlier).toBeNull();
  });
});
