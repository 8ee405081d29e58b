import type Database from 'better-sqlite3';
import type { Examiner } from '../../../contract/case.ts';
import { ChirographError } from '../../../contract/schema.ts';
import {
  isBefore,
  nextStage,
  type OpenedStage,
  type UnmaskingEndReason,
} from '../../../contract/unmasking.ts';
import type { FindingTable } from './findings.ts';
import type { ItemTable } from './items.ts';
import type { JournalBook } from './journal.ts';
import type { LetterTable } from './letters.ts';
import {
  ADVANCE,
  BEGIN,
  END,
  lockOf,
  READ_ACTIONS,
  sightOf,
  unmaskingOf,
  type UnmaskingRecord,
} from './unmasking.ts';

/** Sequential unmasking of an open database. Changes are to be made inside a transaction, which their journal line is all of. */
export interface UnmaskingBook {
  /** Null for a case that was never set to it. */
  record(): UnmaskingRecord | null;
  /**
   * Sets the case to it; one that is set already stays as it is. Throws `invalid-arguments` where something has been seen that
   * cannot be unseen: results, findings on other than questioned items, an unmasking that was ended.
   *
   * @param atOpening whether nobody has seen anything by the opening that it is part of.
   */
  begin(examiner: Examiner, atOpening: boolean): void;
  /**
   * Locks what an examiner has found, with letters that they marked on questioned items, and shows them the next stage, or does nothing where they have reached it. Throws
   * `invalid-arguments` where it is not the next, or the case is not under sequential unmasking.
   */
  advance(examiner: Examiner, to: OpenedStage): void;
  /** Ends it for everybody. Throws `veiled` for whoever would see more by it, `invalid-arguments` where it is not under way. */
  end(examiner: Examiner, reason: UnmaskingEndReason): void;
}

export function openUnmaskingBook(
  connection: Database.Database,
  journal: JournalBook,
  items: Pick<ItemTable, 'rows'>,
  findings: Pick<FindingTable, 'list' | 'statements'>,
  letters: Pick<LetterTable, 'statements'>,
): UnmaskingBook {
  const results = connection.prepare<[], number>('SELECT count(*) FROM result').pluck();
  let read: { readonly at: number; readonly record: UnmaskingRecord | null } | null = null;

  const record = (): UnmaskingRecord | null => {
    const at = journal.newest();
    if (read?.at !== at) {
      // Most cases never begin it: of theirs only the lines since the last look are read.
      const begun = (read?.record ?? null) !== null || journal.of([BEGIN], read?.at).length > 0;
      read = { at, record: begun ? unmaskingOf(journal.of(READ_ACTIONS)) : null };
    }
    return read.record;
  };
  const underWay = (): UnmaskingRecord => {
    const now = record();
    if (now?.ended === null) return now;
    throw new ChirographError(
      'invalid-arguments',
      now === null
        ? 'This case is not under sequential unmasking: nothing in it is veiled.'
        : `Sequential unmasking of this case was ended on ${day(now.ended.at)}: nothing in it is veiled.`,
    );
  };

  return {
    record,
    begin(examiner, atOpening) {
      const now = record();
      if (now?.ended === null) return;
      if (now !== null) {
        throw seen(`its sequential unmasking was ended on ${day(now.ended?.at ?? '')}`);
      }
      if ((results.get() ?? 0) > 0) throw seen('scores have been computed in it');
      const questioned = new Set(questionedIn(items));
      const known = findings.list().find(({ marks }) => marks.some(({ item }) => !questioned.has(item)));
      if (known !== undefined) throw seen(`finding ${known.number} lies on other than questioned items`);
      journal.append(examiner, BEGIN, [], { atOpening });
    },
    advance(examiner, to) {
      const now = underWay();
      const { stage, owns, lockOf: held } = sightOf(now, examiner);
      if (!isBefore(stage, to)) return;
      if (nextStage(stage) !== to) {
        throw new ChirographError(
          'invalid-arguments',
          'One stage follows the other: known items are seen before scores are.',
        );
      }
      const isOpen = ([id]: readonly [string, unknown]): boolean => owns(id) && held(id) === null;
      const questioned = questionedIn(items);
      const found = [...findings.statements()].filter(isOpen);
      const marked = [...letters.statements()].filter(
        (each) => isOpen(each) && questioned.includes(each[1].item),
      );
      const lock = lockOf(to, new Map(found), new Map(marked), questioned);
      journal.append(
        examiner,
        ADVANCE,
        [...found, ...marked].map(([id]) => id),
        lock,
      );
    },
    end(examiner, reason) {
      const { stage } = sightOf(underWay(), examiner);
      if (stage !== 'scores') {
        throw new ChirographError(
          'veiled',
          'Sequential unmasking is ended by an examiner from whom nothing is veiled any more. Lock your own findings first.',
        );
      }
      journal.append(examiner, END, [], { reason });
    },
  };
}

function questionedIn(items: Pick<ItemTable, 'rows'>): string[] {
  return items
    .rows()
    .filter(({ role, erased }) => role === 'questioned' && erased === 0)
    .map(({ id }) => id);
}

function seen(why: string): ChirographError {
  return new ChirographError(
    'invalid-arguments',
    `This case cannot be set to sequential unmasking: ${why}, and what was seen cannot be unseen. Examine a copy of the evidence in a folder of its own.`,
  );
}

const day = (at: string): string => at.slice(0, 10);
