/** A small case that is prepared once, of which each test opens a copy of its own through the real engine. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import type { Case } from '../../../src/contract/case.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { makeSmallCase } from './small-case.ts';

/** Who acts in it. */
export const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

export interface PreparedCase {
  readonly engine: LocalEngine;
  /** The folder of the user's data. */
  readonly userData: string;
  /** Opens a copy, of which this computer is no witness. */
  copy(): Promise<{ readonly folder: string; readonly view: Case }>;
  close(): Promise<void>;
}

/** @param encoded whether its words are encoded as well. */
export async function prepareCase(encoded = false): Promise<PreparedCase> {
  const root = await mkdtemp(path.join(tmpdir(), 'chirograph-prepared-'));
  const userData = path.join(root, 'user');
  const engine = await createEngine({
    userData,
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  const prepared = path.join(root, 'prepared');
  await makeSmallCase(prepared, 1);
  const { id } = await engine.call('case.open', { folder: prepared }, as);
  await engine.call('case.prepare', { case: id }, as);
  if (encoded) await engine.call('case.encode', { case: id }, as);
  await engine.call('case.close', { case: id });
  return {
    engine,
    userData,
    async copy() {
      const folder = path.join(await mkdtemp(path.join(root, 'copy-')), 'case');
      await cp(prepared, folder, { recursive: true, preserveTimestamps: true });
      await rm(path.join(userData, 'witness'), { recursive: true, force: true });
      return { folder, view: await engine.call('case.open', { folder }, as) };
    },
    async close() {
      await engine.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
