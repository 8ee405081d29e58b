import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { Examiner } from '../../../contract/case.ts';
import { VerbalScale } from '../../../contract/evidence.ts';
import { ChirographError, Id, Timestamp } from '../../../contract/schema.ts';
import { writeAtomically } from './atomic-file.ts';
import { diskFull } from './writing-problem.ts';

const RecentFolder = v.object({ folder: v.string(), name: v.string(), openedAt: Timestamp });
export type RecentFolder = v.InferOutput<typeof RecentFolder>;

// Loose: what a later version adds stays in the file.
const Stored = v.looseObject({
  examiner: v.optional(v.nullable(Examiner), null),
  recent: v.optional(v.array(RecentFolder), []),
  verbalScale: v.optional(v.nullable(VerbalScale), null),
  /** Random ids by name of a login; `OWN` is this computer's user. */
  accounts: v.optional(v.record(v.string(), Id), {}),
});
type Stored = v.InferOutput<typeof Stored>;

const KEPT = 20;
/** No login has an empty name. */
const OWN = '';

/** An account as the journal names it, which holds no names: two entries with one id were made from one account. */
export const Account = v.object({
  /** Random. */
  id: Id,
  /** Whether it is opened by a password of its own; else it is whoever uses this user's data. */
  login: v.boolean(),
});
export type Account = v.InferOutput<typeof Account>;

/** What Chirograph remembers for this computer's user; nothing of any case but where it lies. */
export interface Settings {
  /** Null before the first start's question was answered. */
  examiner(): Examiner | null;
  saveExaminer(examiner: Examiner): Examiner;
  /** The laboratory's own words for likelihood ratios; null where it set none. */
  verbalScale(): VerbalScale | null;
  saveVerbalScale(scale: VerbalScale | null): void;
  /**
   * The account of a login, of this computer's user where null: the same each time.
   *
   * @returns null where it cannot be remembered, as in a folder that may not be written.
   */
  account(login: string | null): Account | null;
  /** Folders opened before, the latest first. */
  recent(): RecentFolder[];
  addRecent(opened: { folder: string; name: string }): void;
}

/**
 * Settings in `settings.json` of a directory, made when something is first saved. The file is read anew each time:
 * the window and the command line may both be running. One that cannot be understood is set aside as
 * `settings.damaged.json`, and nothing is remembered. Saving throws `disk-full` or `folder-read-only`.
 */
export function openSettings(directory: string): Settings {
  const file = path.join(directory, 'settings.json');

  const read = (): Stored => {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if (isNone(error)) return v.parse(Stored, {});
      throw error;
    }
    const parsed = v.safeParse(Stored, parseJson(text));
    if (parsed.success) return parsed.output;
    renameSync(file, path.join(directory, 'settings.damaged.json'));
    return v.parse(Stored, {});
  };

  const save = (change: Partial<Stored>): void => {
    const text = `${JSON.stringify({ ...read(), ...change }, null, 2)}\n`;
    try {
      mkdirSync(directory, { recursive: true });
      writeAtomically(file, [Buffer.from(text)]);
    } catch (cause) {
      throw diskFull(file, cause) ?? unwritable(file, cause);
    }
  };

  return {
    examiner: () => read().examiner,
    saveExaminer(examiner) {
      save({ examiner });
      return examiner;
    },
    verbalScale: () => read().verbalScale,
    saveVerbalScale: (verbalScale) => save({ verbalScale }),
    account(login) {
      const name = login ?? OWN;
      const { accounts } = read();
      // A login may be called as what every object has.
      const known = Object.hasOwn(accounts, name) ? accounts[name] : undefined;
      if (known !== undefined) return { id: known, login: login !== null };
      const id = randomUUID();
      try {
        save({ accounts: { ...accounts, [name]: id } });
      } catch (error) {
        if (error instanceof ChirographError) return null;
        throw error;
      }
      return { id, login: login !== null };
    },
    recent: () => read().recent,
    addRecent(opened) {
      const others = read().recent.filter(({ folder }) => folder !== opened.folder);
      const latest = { ...opened, openedAt: new Date().toISOString() };
      save({ recent: [latest, ...others].slice(0, KEPT) });
    },
  };
}

/** Whether a settings file's text is one that `openSettings` would work with. */
export const understandsSettings = (text: string): boolean => v.is(Stored, parseJson(text));

/** Whether there is no such file, nor a folder that it could lie in. */
const isNone = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

function unwritable(file: string, cause: unknown): ChirographError {
  return new ChirographError(
    'folder-read-only',
    `${file} cannot be written, so nothing was remembered. Ask for the right to write there.`,
    { details: String(cause), cause },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
