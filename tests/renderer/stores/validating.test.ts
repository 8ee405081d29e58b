import { beforeEach, expect, it, vi } from 'vitest';
import { ChirographError } from '../../../src/contract/schema.ts';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Populations } from '../../../src/renderer/stores/populations.svelte.ts';
import { Validating } from '../../../src/renderer/stores/validating.svelte.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

const MODEL = { sha256: 'ab'.repeat(32), name: 'ours', version: '1.0.0' };
let fake: FakeEngine;
let jobs: Jobs;
let populations: Populations;
let validating: Validating;

beforeEach(async () => {
  fake = new FakeEngine({ examiner: EXAMINER });
  const engine = new EngineClient(fake);
  await engine.greet();
  jobs = new Jobs();
  populations = new Populations(engine, new CaseSession(engine, jobs));
  validating = new Validating(engine, jobs, populations);
  validating.manifest = ' /lab/ours.csv ';
  validating.ask();
});

const asked = (): unknown => fake.calls.findLast(({ method }) => method === 'validation.run')?.args;

it('measures what was looked at: the sets and the split that were chosen, under the name that was given', async () => {
  await validating.run(MODEL);
  expect(asked()).toBeUndefined();
  await validating.look();
  expect(validating.name).toBe('ours');
  // Two of six and six are the same persons.
  expect(validating.writers).toBe(10);
  validating.include('theirs', false);
  expect(validating.writers).toBe(6);
  await validating.look('dev');
  // The same table: what was left out stays left out.
  expect(validating.chosen.map(({ dataset }) => dataset)).toEqual(['ours']);
  validating.name = 'pens of ours';
  await validating.run(MODEL);
  expect(asked()).toEqual({
    manifest: '/lab/ours.csv',
    table: '7a'.repeat(32),
    root: null,
    split: 'dev',
    datasets: ['ours'],
    model: MODEL.sha256,
    name: 'pens of ours',
  });
  expect(validating.figures).toMatchObject({
    population: '6e'.repeat(32),
    model: MODEL.sha256,
    failed: [{ path: 'a.png' }],
  });
  expect(populations.all!.map(({ name }) => name)).toContain('pens of ours');
});

it('is cancelled as a job of the window, which is no problem, and another table begins anew', async () => {
  await validating.look();
  const run = validating.run(MODEL);
  await vi.waitFor(() => expect(validating.measuring?.job.progress).not.toBeNull());
  expect(jobs.running).toEqual([validating.measuring!.job]);
  validating.measuring!.job.cancel();
  await run;
  expect(validating.measuring).toBeNull();
  expect(validating.failure).toBeNull();
  expect(validating.figures).toBeNull();
  validating.include('ours', false);
  validating.forget();
  expect(validating.check).toBeNull();
  await validating.look();
  expect(validating.chosen).toHaveLength(2);
});

it('holds what to measure while it is looked at, and a look that is cancelled leaves what was seen', async () => {
  await validating.look();
  const looking = validating.look('rest');
  expect(validating.held).toBe(true);
  // Neither another look nor a measurement begins meanwhile.
  void validating.look('dev');
  void validating.run(MODEL);
  validating.looking!.cancel();
  await looking;
  expect(asked()).toBeUndefined();
  expect(validating.held).toBe(false);
  expect(validating.problem).toBeNull();
  expect(validating.split).toBeNull();
  expect(validating.chosen).toHaveLength(2);
});

it('says of which model a measurement is, and of which one failed, until somebody has seen it', async () => {
  await validating.look();
  const run = validating.run(MODEL);
  await vi.waitFor(() => expect(validating.measuring?.model).toEqual(MODEL));
  await run;
  const call = fake.call.bind(fake) as (...args: unknown[]) => unknown;
  vi.spyOn(fake, 'call').mockImplementation(((method: string, ...rest: unknown[]) =>
    method === 'validation.run'
      ? Promise.reject(new ChirographError('file-changed', 'ours.csv is another table.'))
      : call(method, ...rest)) as typeof fake.call);
  validating.ask();
  await validating.look();
  await validating.run(MODEL);
  expect(validating.failure).toEqual({
    problem: { code: 'file-changed', message: 'ours.csv is another table.' },
    model: MODEL,
  });
  validating.leave();
  validating.ask();
  expect(validating.failure).not.toBeNull();
  await validating.look();
  expect(validating.failure).not.toBeNull();
});
