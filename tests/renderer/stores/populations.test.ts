import { expect, it } from 'vitest';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Populations } from '../../../src/renderer/stores/populations.svelte.ts';
import { EXAMINER, MODEL } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';
import { POPULATION } from '../fake-models.ts';

async function setUp() {
  const fake = new FakeEngine({ examiner: EXAMINER });
  const engine = new EngineClient(fake);
  await engine.greet();
  const session = new CaseSession(engine, new Jobs());
  return { session, populations: new Populations(engine, session) };
}

it('are read, and told apart by their models', async () => {
  const { populations } = await setUp();
  expect(populations.of(MODEL.sha256)).toEqual([]);
  await populations.read();
  expect(populations.of(MODEL.sha256)).toEqual([POPULATION]);
  expect(populations.of('f'.repeat(64))).toEqual([]);
});

it('are added, chosen for the open case, given up again and removed', async () => {
  const { populations, session } = await setUp();
  await session.open('/cases/one');
  await populations.read();
  expect(await populations.add('/lab/ours.json')).toBe(true);
  const added = populations.of(MODEL.sha256).find(({ origin }) => origin === 'own')!;
  expect(await populations.use(added.sha256)).toBe(true);
  expect(session.current?.population).toMatchObject({ sha256: added.sha256, chosen: true });
  expect(await populations.use(null)).toBe(true);
  expect(session.current?.population).toMatchObject({ sha256: POPULATION.sha256, chosen: false });
  expect(await populations.remove(added.sha256)).toBe(true);
  expect(populations.all).toHaveLength(1);
  expect(await populations.use(added.sha256)).toBe(false);
  expect(populations.problem).toMatchObject({ code: 'not-found' });
});
