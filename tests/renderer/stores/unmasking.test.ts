import { expect, it, vi } from 'vitest';
import type { Unmasking as Standing, UnmaskingStage } from '../../../src/contract/unmasking.ts';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Results } from '../../../src/renderer/stores/results.svelte.ts';
import { Signatures } from '../../../src/renderer/stores/signatures.svelte.ts';
import { Unmasking } from '../../../src/renderer/stores/unmasking.svelte.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

const at = (stage: UnmaskingStage): Standing => ({
  begun: { line: 1, at: '2026-05-04T09:30:00.000Z', by: 'Ada Example' },
  ended: null,
  stage,
  examiners: [],
});

async function setUp(stage: UnmaskingStage | null) {
  const fake = new FakeEngine({
    examiner: EXAMINER,
    standing: () => ({ unmasking: stage && at(stage) }),
  });
  const engine = new EngineClient(fake);
  await engine.greet();
  const session = new CaseSession(engine, new Jobs());
  const results = new Results(engine, session, new Jobs());
  const unmasking = new Unmasking(engine, session);
  await session.open('/cases/one');
  await vi.waitFor(() => expect(session.work).not.toBe('running'));
  const signatures = new Signatures(engine, session, new Jobs());
  await Promise.all([results.reload(), signatures.reload()]);
  const asked = (): string[] => fake.calls.map(({ method }) => method);
  return { session, unmasking, asked };
}

it.each([
  ['questioned', 'known', true, true],
  ['known', 'scores', false, true],
  ['scores', null, false, false],
] as const)('at the stage "%s" goes on to %s', async (stage, next, items, scores) => {
  const { unmasking, asked } = await setUp(stage);
  expect([unmasking.next, unmasking.veilsItems, unmasking.veilsScores]).toEqual([next, items, scores]);
  // What would be refused is not asked for.
  for (const list of ['comparison.list', 'signature.list']) expect(asked().includes(list)).toBe(!scores);
  expect(asked()).toContain('signature.marked');
});

it('a case that is not set to it veils nothing, and stays open when another examiner comes', async () => {
  const { session, unmasking, asked } = await setUp(null);
  expect([unmasking.standing, unmasking.next, unmasking.veilsScores]).toEqual([null, null, false]);
  await session.handOver(() => Promise.resolve());
  expect(asked()).not.toContain('case.close');
});

it('is opened afresh for another examiner, so that nothing is left of what the one before saw', async () => {
  const { session, asked } = await setUp('known');
  const before = asked().length;
  await session.handOver(() => {
    // Nothing can be asked for any more in the name of the next.
    expect(asked().at(-1)).toBe('case.close');
    return Promise.resolve();
  });
  expect(asked().slice(before, before + 2)).toEqual(['case.close', 'case.open']);
  expect(session.current?.unmasking?.stage).toBe('known');
});

it('says what the engine refuses', async () => {
  const { unmasking } = await setUp('questioned');
  await unmasking.advance('known');
  expect(unmasking.problem).not.toBe(null);
  expect(unmasking.working).toBe(false);
});

it('is opened again for the same examiner where the other one is refused', async () => {
  const { session } = await setUp('known');
  await expect(session.handOver(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(session.current?.unmasking?.stage).toBe('known');
});
