import { expect, it, vi } from 'vitest';
import { ChirographError } from '../../../src/contract/schema.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

it('knows who examines before the engine has loaded its model', async () => {
  const fake = new FakeEngine({ examiner: EXAMINER });
  const call = fake.call.bind(fake);
  let loaded: () => void = () => undefined;
  const loading = new Promise<void>((resolve) => (loaded = resolve));
  vi.spyOn(fake, 'call').mockImplementation(async (method, args, options) => {
    if (method === 'engine.info') await loading;
    return call(method, args, options);
  });
  const engine = new EngineClient(fake);
  const greeting = engine.greet();
  await vi.waitFor(() => expect(engine.examinerKnown).toBe(true));
  expect(engine.examiner).toEqual(EXAMINER);
  expect(engine.info).toBeNull();
  loaded();
  await greeting;
  expect(engine.info).not.toBeNull();
});

it('says what hindered either question', async () => {
  const fake = new FakeEngine({ examiner: EXAMINER });
  vi.spyOn(fake, 'call').mockRejectedValue(new Error('The engine is gone.'));
  const engine = new EngineClient(fake);
  await expect(engine.greet()).rejects.toThrow('The engine is gone.');
  expect(engine.examinerKnown).toBe(false);
});

it('takes who examines for the window where it cannot be kept, and for nothing where the engine refuses otherwise', async () => {
  const fake = new FakeEngine({ examiner: null });
  const engine = new EngineClient(fake);
  const refuse = vi.spyOn(fake, 'call');
  for (const code of ['folder-read-only', 'disk-full'] as const) {
    refuse.mockRejectedValueOnce(new ChirographError(code, 'It cannot be kept.'));
    await engine.introduce(EXAMINER);
    expect(engine.examiner).toEqual(EXAMINER);
    engine.examiner = null;
  }
  refuse.mockRejectedValueOnce(new ChirographError('invalid-arguments', 'It is no name.'));
  await expect(engine.introduce(EXAMINER)).rejects.toThrow('It is no name.');
  expect(engine.examiner).toBeNull();
});
