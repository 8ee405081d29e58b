import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { codeOf, folderWith, open, rawDatabase } from './fixture.ts';

const child = path.join(import.meta.dirname, 'writing-child.ts');

test('a kill in the middle of writing loses nothing that was acknowledged', async () => {
  const folder = folderWith({ 'a.png': 'a' });
  let least = 0;
  for (const acknowledged of [1, 25, 60]) {
    const writing = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(writing, 'exit');
    let last = 0;
    for await (const line of createInterface({ input: writing.stdout })) {
      last = Number(line);
      if (last === acknowledged) {
        expect(await codeOf(() => open(folder))).toBe('case-locked');
        writing.kill('SIGKILL');
      }
    }
    await exit;
    expect(last).toBeGreaterThanOrEqual(acknowledged);

    const store = await open(folder);
    // The change under way when the kill came may have been committed without being acknowledged.
    const saved = Number(store.form().caseNumber);
    expect([last, last + 1]).toContain(saved);
    const names = store.view(null).writers.map((writer) => writer.name);
    for (let change = 1; change <= last; change++) expect(names).toContain(`Writer ${change}`);
    const journal = store.journal();
    expect(journal.intact).toBe(true);
    least += 2 * last;
    expect(journal.total).toBeGreaterThanOrEqual(least);
    store.close();
    const connection = rawDatabase(folder);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    connection.close();
  }
});
