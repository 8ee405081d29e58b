import { beforeEach, expect, it, vi } from 'vitest';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Populations } from '../../../src/renderer/stores/populations.svelte.ts';
import { Validating } from '../../../src/renderer/stores/validating.svelte.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

const MODEL = 'ab'.repeat(32);
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
  expect(validating.writers).toBe(12);
  validating.include('theirs', false);
  expect(validating.writers).toBe(6);
  await validating.look('dev');
  // The same table: what was left out stays left out.
  expect(validating.chosen.map(({ dataset }) => dataset)).toEqual(['ours']);
  validating.name = 'pens of ours';
  await validating.run(MODEL);
  expect(asked()).toEqual({
    manifest: '/lab/ours.csv',
    root: null,
    split: 'dev',
    datasets: ['ours'],
    model: MODEL,
    name: 'pens of ours',
  });
  expect(validating.asked).toBe(false);
  expect(validating.figures).toMatchObject({ population: '6e'.repeat(32), failed: [{ path: 'a.png' }] });
  expect(populations.all!.map(({ name }) => name)).toContain('pens of ours');
});

it('is cancelled as a job of the window, which is no problem, and another table begins anew', async () => {
  await validating.look();
  const run = validating.run(MODEL);
  await vi.waitFor(() => expect(validating.job?.progress).not.toBeNull());
  expect(jobs.running).toEqual([validating.job]);
  validating.job!.cancel();
  await run;
  expect(validating.job).toBeNull();
  expect(validating.problem).toBeNull();
  expect(validating.figures).toBeNull();
  validating.include('ours', false);
  validating.forget();
  expect(validating.check).toBeNull();
  await validating.look();
  expect(validating.chosen).toHaveLength(2);
});
