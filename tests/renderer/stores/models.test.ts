import { describe, expect, it } from 'vitest';
import type { ModelDetails } from '../../../src/contract/models.ts';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Models } from '../../../src/renderer/stores/models.svelte.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';
import { makeModels } from '../fake-models.ts';

const all = makeModels();
const [standard, research, lab] = all as [ModelDetails, ModelDetails, ModelDetails];

async function setUp() {
  const fake = new FakeEngine({ examiner: EXAMINER });
  const engine = new EngineClient(fake);
  await engine.greet();
  const session = new CaseSession(engine, new Jobs());
  const methods = () => fake.calls.map(({ method }) => method);
  return { fake, session, methods, models: new Models(engine, session) };
}

describe('the models', () => {
  it('begin with the default, or with the one of the open case', async () => {
    const { models, session } = await setUp();
    await models.open();
    expect(models.list?.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
    expect(models.details?.sha256).toBe(standard.sha256);
    await session.open('/cases/one');
    await session.useModel(lab.sha256);
    await models.open();
    expect(models.details).toMatchObject({ name: 'lab-word', card: null });
  });

  it('show the card asked for last', async () => {
    const { models } = await setUp();
    await models.open();
    await Promise.all([models.show(research.sha256), models.show(lab.sha256)]);
    expect([models.chosen, models.details?.sha256]).toEqual([lab.sha256, lab.sha256]);
  });

  it('show a model that was added, and say why one was refused, with the list as it was', async () => {
    const { models } = await setUp();
    await models.open();
    expect(await models.add('/lab/damaged.onnx')).toBe(false);
    expect(models.problem).toMatchObject({ code: 'model-refused' });
    expect(models.list).toHaveLength(all.length);
    expect(await models.add('/lab/ours.onnx')).toBe(true);
    expect([models.problem, models.details?.name, models.list?.length]).toEqual([
      null,
      'ours',
      all.length + 1,
    ]);
  });

  it('say what a removal leaves behind until another model is shown', async () => {
    const { models } = await setUp();
    await models.open();
    await models.remove(lab.sha256);
    expect(models.removal?.unverifiable).toEqual([{ case: 'demo case', results: 2 }]);
    expect([models.list?.length, models.chosen]).toEqual([all.length - 1, standard.sha256]);
    await models.show(research.sha256);
    expect(models.removal).toBeNull();
  });

  it('become the case’s own, whose words are then encoded with it', async () => {
    const { models, session, methods } = await setUp();
    await session.open('/cases/one');
    await expect.poll(() => session.work).toBe('idle');
    await models.open();
    const before = methods().length;
    expect(await models.use(lab.sha256)).toBe(true);
    expect(session.current?.model).toMatchObject({ name: 'lab-word', chosen: true });
    await expect.poll(() => session.work).toBe('idle');
    expect(methods().slice(before)).toContain('case.encode');
    expect(session.items.every((item) => item.encodedWords === item.words)).toBe(true);
  });
});
