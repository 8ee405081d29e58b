/** Kills a process while it erases: what was acknowledged is gone, and nothing is erased by half. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { examiner, folderWith, open, prepared } from './fixture.ts';

const child = path.join(import.meta.dirname, 'erasing-child.ts');
const WRITERS = 40;
const nameOf = (at: number): string => `Writer ${String(at).padStart(2, '0')} of the case`;

test.each(Array.from({ length: 12 }, (_, at) => [1 + at * 3, at * 2] as const))(
  'killed after erasure %i and %i milliseconds',
  async (acknowledged, delay) => {
    const folder = folderWith(
      Object.fromEntries(Array.from({ length: WRITERS }, (_, at) => [`known/${nameOf(at)}/a.png`, `${at}`])),
    );
    const made = await open(folder);
    for (const { id, sha256 } of made.items()) {
      made.savePreparation(examiner, id, prepared(sha256, [{ x: 0, ink: id }]));
    }
    made.close();
    const erasing = spawn(process.execPath, [child, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exit = once(erasing, 'exit');
    const done: string[] = [];
    for await (const name of createInterface({ input: erasing.stdout })) {
      done.push(name);
      // At other points of an erasure each time: nothing is expected of how far it has got.
      if (done.length === acknowledged) setTimeout(() => erasing.kill('SIGKILL'), delay);
    }
    await exit;
    expect(done.length).toBeGreaterThanOrEqual(acknowledged);

    const store = await open(folder);
    const left = new Set(store.view(null).writers.map((writer) => writer.name));
    for (const name of done) expect(left).not.toContain(name);
    const { entries, intact } = store.journal(undefined, 10_000);
    expect(intact).toBe(true);
    const erasures = entries.filter(({ action }) => action === 'writer.erase');
    expect([done.length, done.length + 1]).toContain(erasures.length);
    const erased = new Set(erasures.flatMap((entry) => entry.subjects));
    for (const item of store.items()) {
      const crops = path.join(folder, 'derived', `${item.id}.crops`);
      expect(item.erased === true, item.id).toBe(erased.has(item.id));
      expect(existsSync(crops), item.id).toBe(!erased.has(item.id));
      expect(store.crops(item.id).size).toBe(erased.has(item.id) ? 0 : 1);
    }
    store.close();
    const database = readFileSync(path.join(folder, 'case.chirograph'));
    for (let at = 0; at < WRITERS; at++) {
      expect(database.includes(nameOf(at)), nameOf(at)).toBe(left.has(nameOf(at)));
    }
  },
);
