import { expect, it, vi } from 'vitest';
import { CaseSession } from '../../../src/renderer/stores/case-session.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { Jobs } from '../../../src/renderer/stores/jobs.svelte.ts';
import { Reports } from '../../../src/renderer/stores/reports.svelte.ts';
import { approval } from '../../main/engine/report/review-answers.ts';
import { EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

it('lists the reports of the case as they are written, and counts what is finalised', async () => {
  const fake = new FakeEngine({ examiner: EXAMINER });
  const engine = new EngineClient(fake);
  await engine.greet();
  const session = new CaseSession(engine, new Jobs());
  await session.open('/cases/one');
  const reports = new Reports(engine, session);
  const end = reports.follow();
  await vi.waitFor(() => expect(reports.all).toEqual([]));
  expect(reports.nextVersion).toBe(1);

  const drafted = { case: session.id, comparisons: [], searches: [], state: 'draft' as const };
  const write = (state: 'draft' | 'final') => engine.call('report.export', { ...drafted, state });
  await write('draft');
  await vi.waitFor(() => expect(reports.all).toHaveLength(1));
  expect(reports.nextVersion).toBe(1);
  expect(reports.reviewed).toEqual([]);
  const args = { case: session.id, report: reports.all![0]!.id, answers: approval };
  await engine.call('report.review', args);
  await vi.waitFor(() => expect(reports.reviewed[0]?.review?.by).toBe('Ben Other'));
  // A report in another language is another content, which is reviewed by itself.
  for (const count of [2, 3]) {
    await engine.call('report.export', { ...drafted, language: 'de' });
    await vi.waitFor(() => expect(reports.all).toHaveLength(count));
    await engine.call('report.review', { ...args, report: reports.all![0]!.id });
  }
  await vi.waitFor(() => expect(reports.reviewed.map(({ language }) => language)).toEqual(['de', 'en']));
  await vi.waitFor(() => expect(reports.reviewed[0]!.id).toBe(reports.all![0]!.id));
  await write('final');
  await vi.waitFor(() => expect(reports.nextVersion).toBe(2));
  expect(reports.reviewed).toEqual([]);

  end();
  await write('final');
  expect(reports.nextVersion).toBe(2);
});
