import { statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FontBook } from '../report/fonts.ts';
import { limits } from '../imaging/limits.ts';
import { projectFolder } from '../installation.ts';
import { fail, ok, sized, warn, type Check, type Found } from './finding.ts';

const GIB = 1024 ** 3;
/** Below this, one decoder at its limit and the engine do not fit beside each other. */
const LEAST_MEMORY = 4 * GIB;
/** Characters of the scripts that reports are set in. */
const SAMPLES = { Latin: 'Ä', Greek: 'Ω', Cyrillic: 'Ж', Arabic: 'ب', Chinese: '永' };

/** The machine, its clock and language, and the fonts of reports. */
export const computerChecks: readonly Check[] = [
  {
    group: 'computer',
    name: 'platform',
    look: () => [ok('platform', `${process.platform} ${process.arch}, ${os.release()}`)],
  },
  { group: 'computer', name: 'memory', look: () => [memory(os.totalmem(), os.freemem())] },
  { group: 'computer', name: 'cores', look: () => [ok('cores', `${os.availableParallelism()}`)] },
  { group: 'computer', name: 'locale', look: locale },
  {
    group: 'computer',
    name: 'clock',
    look: () => [clock(Date.now(), statSync(path.join(projectFolder(), 'package.json')).mtimeMs)],
  },
  { group: 'computer', name: 'fonts', look: fonts },
];

export function memory(total: number, free: number): Found {
  const found = `${sized(total)}, ${sized(free)} of it free`;
  return total >= LEAST_MEMORY
    ? ok('memory', found)
    : warn(
        'memory',
        found,
        `Large scans may be set aside: a decoder may need ${sized(limits.childMebibytes * 1024 ** 2)}. Use a computer with more memory, or smaller scans.`,
      );
}

/** @param installed when the program's files were written, in milliseconds: no clock can be before that. */
export function clock(now: number, installed: number): Found {
  const found = new Date(now).toISOString();
  return now + 24 * 3_600_000 >= installed
    ? ok('clock', found)
    : fail(
        'clock',
        `${found} is before this program was installed`,
        'Set the clock: every journal entry and report carries its time.',
      );
}

function locale(): Found[] {
  const { locale: language, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return [ok('locale', `${language}, ${timeZone}`)];
}

function fonts(): Found[] {
  const book = new FontBook(() => undefined);
  const missing = Object.entries(SAMPLES)
    .filter(([, character]) => book.fontFor('text', character, null) === null)
    .map(([script]) => script);
  return [
    missing.length === 0
      ? ok('fonts', `of reports: ${Object.keys(SAMPLES).join(', ')}`)
      : fail('fonts', `none for ${missing.join(', ')}`, 'Run "npm ci" in the program\'s folder.'),
  ];
}
