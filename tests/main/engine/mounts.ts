import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system of its own, in memory, which can be full, read-only, or pulled out. */
export interface Medium {
  /** Where it is mounted; the folder stays when the medium is pulled out. */
  readonly folder: string;
  makeReadOnly(): void;
  makeWritable(): void;
  /** As pulling out a drive does: whatever is open on it stays open. */
  pullOut(): void;
}

function mount(...args: readonly string[]): boolean {
  return spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
}

/** Whether this system lets the tests mount file systems: Linux, as root, not in a confined container. */
export const CAN_MOUNT = ((): boolean => {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return false;
  const folder = mkdtempSync(path.join(tmpdir(), 'chirograph-mount-'));
  const mounted = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  if (!mounted) process.stderr.write('no file system can be mounted here: tests of real media are skipped\n');
  return mounted;
})();

/** A medium of this size (as `mount` writes it, such as 512k), unmounted when the test ends. */
export function insertMedium(
  size = '32m',
  folder = mkdtempSync(path.join(tmpdir(), 'chirograph-medium-')),
): Medium {
  if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder))
    throw new Error('no medium could be mounted');
  const pullOut = (): void => void spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
  onTestFinished(() => {
    pullOut();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    makeReadOnly: () => void mount('-o', 'remount,ro', folder),
    makeWritable: () => void mount('-o', 'remount,rw', folder),
    pullOut,
  };
}
