import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChirographError } from '../../../src/contract/schema.ts';
import { CaseFormDraft } from '../../../src/renderer/stores/case-form.svelte.ts';
import { EngineClient } from '../../../src/renderer/stores/engine-client.svelte.ts';
import { CASE_ID, EXAMINER } from '../fake-case.ts';
import { FakeEngine } from '../fake-engine.ts';

describe('the form of a case', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function setUp() {
    const fake = new FakeEngine({ examiner: EXAMINER });
    const engine = new EngineClient(fake);
    await engine.greet();
    const draft = new CaseFormDraft(engine, CASE_ID);
    await draft.load();
    const saved = () => fake.calls.filter((call) => call.method === 'form.save').map((call) => call.args);
    return { fake, engine, draft, saved };
  }

  it('is saved once after a pause in typing', async () => {
    const { draft, saved } = await setUp();
    for (const text of ['2', '20', '2026']) draft.edit('caseNumber', text);
    expect(draft.state).toBe('unsaved');
    expect(saved()).toHaveLength(0);
    await vi.runAllTimersAsync();
    expect(saved()).toEqual([{ case: CASE_ID, form: expect.objectContaining({ caseNumber: '2026' }) }]);
    expect(draft.state).toBe('saved');
  });

  it('has the language of the reports, or none, and is not saved for the same choice', async () => {
    const { draft, saved } = await setUp();
    draft.chooseLanguage(null);
    expect(draft.state).toBe('saved');
    draft.chooseLanguage('de');
    await draft.save();
    draft.chooseLanguage('de');
    expect(draft.state).toBe('saved');
    draft.chooseLanguage(null);
    await draft.save();
    expect(saved().map((args) => (args as { form: object }).form)).toEqual([
      expect.objectContaining({ language: 'de' }),
      expect.not.objectContaining({ language: expect.anything() as unknown }),
    ]);
  });

  it('keeps which charts its reports hold, the usual ones until others are chosen', async () => {
    const { draft, engine, saved } = await setUp();
    expect(draft.charts).toEqual({ scores: true, pairs: 0, matrix: false, map: false, withoutLetters: [] });
    draft.chooseCharts({ pairs: 12 });
    draft.chooseCharts({ withoutLetters: ['g'] });
    await draft.save();
    const charts = { scores: true, pairs: 12, matrix: false, map: false, withoutLetters: ['g'] };
    expect(saved()).toEqual([{ case: CASE_ID, form: expect.objectContaining({ charts }) }]);
    const again = new CaseFormDraft(engine, CASE_ID);
    await again.load();
    expect(again.charts).toEqual(charts);
  });

  it('is saved at once when asked, and not again without a change', async () => {
    const { draft, saved } = await setUp();
    draft.edit('laboratory', 'Example');
    await draft.save();
    await draft.save();
    await vi.runAllTimersAsync();
    expect(saved()).toHaveLength(1);
  });

  it('stays unsaved while typing goes on during a saving, and saves that too', async () => {
    const { draft, saved } = await setUp();
    draft.edit('purpose', 'a');
    const saving = draft.save();
    await Promise.resolve();
    draft.edit('purpose', 'ab');
    await saving;
    expect(draft.state).toBe('unsaved');
    await vi.runAllTimersAsync();
    expect(draft.state).toBe('saved');
    expect(saved().at(-1)).toMatchObject({ form: { purpose: 'ab' } });
  });

  it('says when it could not be saved, and keeps what was typed', async () => {
    const { fake, draft } = await setUp();
    const call = vi
      .spyOn(fake, 'call')
      .mockRejectedValueOnce(new ChirographError('disk-full', 'The disk is full.'));
    draft.edit('opinion', 'text');
    await draft.save();
    expect(draft.state).toBe('failed');
    expect(draft.problem?.message).toBe('The disk is full.');
    expect(draft.field('opinion')).toBe('text');
    call.mockRestore();
    await draft.save();
    expect(draft.state).toBe('saved');
    expect(draft.problem).toBeNull();
  });
});
