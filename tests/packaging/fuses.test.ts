import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fuses, setFuses } from '../../packaging/fuses.ts';

/** By this Electron's programs are known to have fuses; after it come the version, their number and their states. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const known = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));

let folder: string;
let program: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-fuses-'));
  program = path.join(folder, 'chirograph');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A stand-in for Electron's program, with as many fuses as the states have letters. */
function write(states: string): void {
  const wire = [SENTINEL, String.fromCharCode(1, states.length), states].join('');
  writeFileSync(program, Buffer.from(`before${wire}after`, 'latin1'));
}

/** What the program now says, by name. */
async function read(): Promise<Record<string, string>> {
  const wire = await getCurrentFuseWire(program);
  return Object.fromEntries(
    known.map((name) => [
      name,
      FuseState[wire[FuseV1Options[name as keyof typeof FuseV1Options]] ?? 0] ?? 'absent',
    ]),
  );
}

describe('fuses', () => {
  test('rule 19: every fuse there is to set is set, each for a reason', () => {
    expect(Object.keys(fuses).sort()).toEqual([...known].sort());
    for (const [name, { reason }] of Object.entries(fuses)) expect(reason.length, name).toBeGreaterThan(40);
  });

  // What Electron ships, and its opposite: neither may show through.
  test.each(['101100011', '010011100'])(
    'rule 19: they are in the program as named, from %s',
    async (states) => {
      write(states);
      await setFuses(program);
      expect(await read()).toEqual({
        RunAsNode: 'DISABLE',
        EnableCookieEncryption: 'ENABLE',
        EnableNodeOptionsEnvironmentVariable: 'DISABLE',
        EnableNodeCliInspectArguments: 'DISABLE',
        EnableEmbeddedAsarIntegrityValidation: 'ENABLE',
        OnlyLoadAppFromAsar: 'ENABLE',
        LoadBrowserProcessSpecificV8Snapshot: 'DISABLE',
        GrantFileProtocolExtraPrivileges: 'DISABLE',
        WasmTrapHandlers: 'ENABLE',
      });
      const bytes = readFileSync(program, 'latin1');
      expect([bytes.slice(0, 6), bytes.slice(-5)]).toEqual(['before', 'after']);
    },
  );

  test('rule 19: a program with a fuse that is not named is refused, and stays as it was', async () => {
    write('1011000111');
    const before = readFileSync(program);
    await expect(setFuses(program)).rejects.toThrow(/has 10 fuses but you only provided a config for 9/);
    expect(readFileSync(program)).toEqual(before);
  });

  test('rule 19: a program without fuses is refused', async () => {
    writeFileSync(program, 'no fuses');
    await expect(setFuses(program)).rejects.toThrow(/sentinel/);
  });
});
