import { expect, it } from 'vitest';
import { processorTime } from '../../../../src/main/engine/imaging/processor-time.ts';

it.skipIf(process.platform !== 'linux')('is what a process itself is told, to a few ticks', () => {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1000;
  const said = processorTime(process.pid)!;
  expect(said).toBeGreaterThan(own - 100);
  // Other threads may have worked in between.
  expect(said).toBeLessThan((process.cpuUsage().user + process.cpuUsage().system) / 1000 + 100);
});

it('is not known of a process that is not there', () => {
  expect(processorTime(2 ** 30)).toBeNull();
});
