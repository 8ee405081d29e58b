import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { thisRun } from './crash-report.ts';
import { isRunning, startOf } from './is-running.ts';

/** A run of the app, as it is written down while it lasts. */
const Marker = v.object({
  pid: v.number(),
  startedAt: v.string(),
  boot: v.string(),
  /** When its process began, as of `startOf`; null where the system does not tell. */
  processStart: v.optional(v.nullable(v.string()), null),
});
export type Marker = v.InferOutput<typeof Marker>;

const markersFolder = (userData: string): string => path.join(userData, 'running');

/** Writes down that this process runs the app; the function returned takes that back. Neither throws. */
export function markSession(userData: string): () => void {
  const file = path.join(markersFolder(userData), `${process.pid}.json`);
  const marker: Marker = {
    pid: process.pid,
    startedAt: thisRun().startedAt,
    boot: bootIdentity(),
    processStart: startOf(process.pid),
  };
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(marker));
  } catch {
    // Without a marker an unclean end goes unnoticed; that is all.
  }
  return () => {
    try {
      rmSync(file, { force: true });
    } catch {
      // The next start takes it for an unclean end.
    }
  };
}

/**
 * Runs of the app that ended without closing, since this computer was last started; each is told of once. A run that
 * was cut off by the computer's own end (a power cut, a shutdown) is no failure of the program, and left out.
 */
export function takeUncleanEnds(userData: string, boot: string = bootIdentity()): Marker[] {
  const folder = markersFolder(userData);
  const ends: Marker[] = [];
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name);
    const marker = read(file);
    if (marker !== null && marker.boot === boot && isStillRun(marker)) continue;
    try {
      rmSync(file, { force: true });
    } catch {
      continue;
    }
    if (marker !== null && marker.boot === boot) ends.push(marker);
  }
  return ends;
}

/** Differs after each start of the computer. */
export function bootIdentity(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Other systems: the time of the start, coarse enough to be the same each time it is worked out.
    return String(Math.round((Date.now() / 1000 - os.uptime()) / 600));
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function read(file: string): Marker | null {
  try {
    const parsed = v.safeParse(Marker, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

function isStillRun({ pid, startedAt, processStart }: Marker): boolean {
  if (!isRunning(pid)) return false;
  // Another process may have been given the id since; in a container every run may have the same.
  const start = startOf(pid);
  if (processStart !== null && start !== null) return start === processStart;
  return pid !== process.pid || Date.parse(startedAt) >= Math.floor(performance.timeOrigin);
}
