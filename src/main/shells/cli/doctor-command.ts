import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DoctorReport, Finding } from '../../../contract/doctor.ts';
import { examine, type ElectronState } from '../../engine/doctor/doctor.ts';
import { projectFolder } from '../../engine/installation.ts';
import { userDataDirectory } from '../../places.ts';
import { findElectron, whyNoWindow } from '../electron-binary.ts';
import { print, type CommonOptions } from './terminal.ts';

const COLUMNS = 80;
/** "warn " */
const STATUS = 5;

/** `chirograph doctor [folder]`: what is installed, whether it works here, and the health of a case. */
export async function doctorCommand(folder: string | undefined, options: CommonOptions): Promise<void> {
  const report = await examine({
    userData: userDataDirectory(),
    electron: electronState(),
    ...(folder === undefined ? {} : { folder }),
  });
  print(options, report, () => doctorLines(report));
  if (!report.healthy) process.exitCode = 1;
}

/** The report in 80 columns: one finding a line, longer ones wrapped, with what to do below. */
export function doctorLines({ findings, healthy }: DoctorReport): string[] {
  const groups = [...new Set(findings.map(({ group }) => group))];
  const count = (status: Finding['status']): number =>
    findings.filter((finding) => finding.status === status).length;
  return [
    ...groups.flatMap((group) => [
      group,
      ...groupLines(findings.filter((finding) => finding.group === group)),
      '',
    ]),
    healthy
      ? `healthy: ${count('ok')} ok, ${count('warn')} warn`
      : `NOT healthy: ${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail`,
  ];
}

function groupLines(findings: readonly Finding[]): string[] {
  const indent = STATUS + Math.max(...findings.map(({ check }) => check.length)) + 1;
  return findings.flatMap(({ check, status, found, advice }) => [
    ...wrapped(found, `${status.padEnd(STATUS)}${check}`, indent),
    ...(advice === null ? [] : wrapped(`-> ${advice}`, '', indent)),
  ]);
}

/** Breaks text at spaces; what has none (a path, a hash) is broken where the line ends. */
function wrapped(text: string, head: string, indent: number): string[] {
  const width = COLUMNS - indent;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((each) => pieces(each, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each, at) => `${(at === 0 ? head : '').padEnd(indent)}${each}`);
}

const pieces = (word: string, width: number): string[] =>
  Array.from({ length: Math.max(1, Math.ceil(word.length / width)) }, (_, at) =>
    word.slice(at * width, (at + 1) * width),
  );

function electronState(): ElectronState {
  const application = projectFolder();
  if (findElectron(application) === null) {
    return { version: null, reason: 'its program is not downloaded' };
  }
  const file = path.join(application, 'node_modules', 'electron', 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return { version, reason: whyNoWindow() };
}
