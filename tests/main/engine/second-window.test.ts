import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../../src/main/engine/engine.ts';
import { makeSmallCase } from './small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

test('a second window that opens a case waits for what the first has under way there', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'chirograph-second-window-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = path.join(root, 'case');
  await makeSmallCase(folder, 1);
  const engine = await createEngine({ userData: path.join(root, 'user'), log: pino({ level: 'silent' }) });
  onTestFinished(() => engine.close());
  const { id, items } = await engine.call('case.open', { folder }, as);

  const ended: string[] = [];
  const preparing = engine.call('case.prepare', { case: id }, as).finally(() => ended.push('prepared'));
  const opening = engine.call('case.open', { folder }, as).finally(() => ended.push('opened'));
  const [outcome, again] = await Promise.all([preparing, opening]);
  expect(ended).toEqual(['prepared', 'opened']);
  expect(outcome.failed).toEqual([]);
  expect(again.items).toHaveLength(items.length);
  expect(again.items.every(({ words }) => words > 0)).toBe(true);
});
