import type Database from 'better-sqlite3';
import { caseTables } from './001-case.ts';
import { erasure } from './002-erasure.ts';
import { laterProblem } from './003-later-problem.ts';
import { corrections } from './004-corrections.ts';
import { quality } from './005-quality.ts';
import { findings } from './006-findings.ts';
import { printed } from './007-printed.ts';
import { letters } from './008-letters.ts';
import { signatures } from './009-signatures.ts';
import { signatureResults } from './010-signature-results.ts';
import { signatureNumbers } from './011-signature-numbers.ts';

/** One step of the schema. A released step is never edited; what has to change changes in a new one. */
export interface Migration {
  /** The database's `user_version` once it was applied; steps count from 1 without a gap. */
  readonly version: number;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  caseTables,
  erasure,
  laterProblem,
  corrections,
  quality,
  findings,
  printed,
  letters,
  signatures,
  signatureResults,
  signatureNumbers,
];

/** Marks the file as a case: "CHIR" in ASCII. */
export const APPLICATION_ID = 0x43484952;

export function versionOf(connection: Database.Database): number {
  return connection.pragma('user_version', { simple: true }) as number;
}

/** Brings an open database up to a version, by default the newest, each step in one transaction with its number. */
export function migrate(connection: Database.Database, steps: readonly Migration[] = migrations): void {
  const from = versionOf(connection);
  for (const { version, sql } of steps) {
    if (version <= from) continue;
    connection
      .transaction(() => {
        connection.exec(sql);
        connection.pragma(`application_id = ${APPLICATION_ID}`);
        connection.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}
