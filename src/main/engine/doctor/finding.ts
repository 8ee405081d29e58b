import type { Finding, FindingGroup } from '../../../contract/doctor.ts';
import { toProblem } from '../../../contract/wire.ts';

/** A finding whose group is that of the check that made it. */
export type Found = Omit<Finding, 'group'>;

/** Looks at one thing and changes nothing. What it throws becomes a finding: a doctor must not fall ill. */
export interface Check {
  readonly group: FindingGroup;
  readonly name: string;
  /** What to do where it cannot be looked at. */
  readonly advice?: string;
  look(): Promise<readonly Found[]> | readonly Found[];
}

export const ok = (check: string, found: string): Found => ({ check, status: 'ok', found, advice: null });
export const warn = (check: string, found: string, advice: string): Found => ({
  check,
  status: 'warn',
  found,
  advice,
});
export const fail = (check: string, found: string, advice: string): Found => ({
  check,
  status: 'fail',
  found,
  advice,
});

/** Makes the checks one after the other: some measure what others would use. */
export async function findings(checks: readonly Check[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const check of checks) {
    found.push(...(await lookedAt(check)).map((each) => ({ group: check.group, ...each })));
  }
  return found;
}

async function lookedAt(check: Check): Promise<readonly Found[]> {
  try {
    return await check.look();
  } catch (error) {
    const { code, message, details } = toProblem(error);
    const advice = check.advice ?? 'Install Chirograph again: run "npm ci" in its folder.';
    const found = code === 'internal' ? `could not be looked at: ${details?.split('\n')[0] ?? ''}` : message;
    return [fail(check.name, found, advice)];
  }
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** Bytes for a reader: MiB below ten GiB, else GiB. */
export function sized(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes < 10_240 ? `${Math.floor(mebibytes)} MiB` : `${Math.floor(mebibytes / 1024)} GiB`;
}

/** The first few of a list, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
