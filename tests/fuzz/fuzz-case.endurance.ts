import { expect, it } from 'vitest';
import { fuzz, report } from './fuzz-case.ts';

const TWO_MINUTES = 120_000;
const SEED = Number(process.env['CHIROGRAPH_FUZZ_SEED'] ?? 1);

it('mutated files cost no engine, no other item and no 10 seconds, and each is read or refused by name', async () => {
  const outcome = await fuzz({ seed: SEED, files: Infinity, milliseconds: TWO_MINUTES });
  process.stdout.write(`${report(outcome)}\n`);
  expect(outcome.failures).toEqual([]);
  expect(outcome.files).toBeGreaterThan(100);
  expect(outcome.prepared).toBeGreaterThan(10);
});
