import { readFileSync } from 'node:fs';

/** Ticks a second in which Linux states times in /proc, on every computer that Node runs on (USER_HZ). */
const TICKS = 100;
/** Places of the ticks in the process's own code and in the system's, after the name in brackets (proc_pid_stat(5)). */
const OWN = 11;
const SYSTEM = 12;

/** Processor time that a process of this computer took so far, in milliseconds; null where the system does not say it. */
export function processorTime(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // A program's name may hold brackets and spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[OWN]) + Number(fields[SYSTEM]);
    return Number.isFinite(ticks) ? (1000 * ticks) / TICKS : null;
  } catch {
    // It has ended.
    return null;
  }
}
