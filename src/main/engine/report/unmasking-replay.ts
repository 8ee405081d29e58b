import * as v from 'valibot';
import type { JournalEntry } from '../../../contract/case.ts';
import type { Difference } from '../../../contract/results.ts';
import { nextStage, type UnmaskingStage } from '../../../contract/unmasking.ts';
import type { FindingStatement } from '../case/findings.ts';
import type { LetterStatement } from '../case/letters.ts';
import {
  ADVANCE,
  Advanced,
  BEGIN,
  Begun,
  END,
  personOf,
  sealOfLock,
  sealOfLocked,
} from '../case/unmasking.ts';
import { parametersOf } from './sealed.ts';

/** What the lines before one amount to, as far as what is veiled rests on it. */
export interface Before {
  /** Role of an item, by id; null for one that is not in the case. */
  roleOf(item: string): string | null;
  /** What the journal says of each finding that stands, by id. */
  findings(): ReadonlyMap<string, FindingStatement>;
  /** The same of letters. */
  letters(): ReadonlyMap<string, LetterStatement>;
  /** Questioned items in the case, by id. */
  questioned(): readonly string[];
}

const Marked = v.object({ marks: v.array(v.object({ item: v.string(), page: v.number() })) });
const After = v.object({ after: v.optional(v.number()) });
const Of = v.object({ item: v.optional(v.string()), items: v.optional(v.array(v.string()), []) });
const OfWriter = v.object({ writer: v.string() });
const OnPage = v.object({ item: v.string(), page: v.number() });

/** Lines of what an examiner does to an item in front of them. */
const AT_AN_ITEM: ReadonlySet<string> = new Set([
  'word.exclude',
  'word.edit',
  'word.transcribe',
  'word.attribute',
  'hand.add',
  'page.resolution',
  'view.process',
]);
/** Lines of findings and letters. */
const ENTERED: ReadonlySet<string> = new Set([
  'finding.save',
  'finding.remove',
  'letter.save',
  'letter.remove',
]);
/** Lines that an opening makes after its first, in one transaction with a beginning that it is asked for. */
const OF_AN_OPENING: ReadonlySet<string> = new Set([
  'writer.add',
  'item.add',
  'item.change',
  'item.missing',
  'item.return',
]);
/** Lines of results. */
const SCORING: ReadonlySet<string> = new Set(['comparison.run', 'search.run', 'signature.run']);
/** Lines that show scores, or rest on everything having been seen. */
const OF_EVERYTHING: ReadonlySet<string> = new Set([
  ...SCORING,
  'form.save',
  'report.begin',
  'report.export',
  'report.review',
]);

interface LockOnRecord {
  readonly line: number;
  readonly person: string;
}

/**
 * Plays what was veiled from whom over the journal, and names what cannot have been done that way: findings that were altered after
 * they were locked, and whatever an examiner did with what they could not see yet.
 */
export class UnmaskingReplay {
  readonly #person: (examiner: JournalEntry['examiner']) => string;
  readonly #stages = new Map<string, UnmaskingStage>();
  readonly #authors = new Map<string, string>();
  /** By finding or letter. */
  readonly #locks = new Map<string, LockOnRecord>();
  /** Line of each person's last lock. */
  readonly #last = new Map<string, number>();
  #state: 'never' | 'under way' | 'ended' = 'never';
  #scores = false;
  /** Who has just opened the case, until another line than the opening's own. */
  #opening: string | null = null;
  readonly differences: Difference[] = [];

  /** @param entries the whole journal, for whose lines are one person's. */
  constructor(entries: readonly JournalEntry[]) {
    this.#person = personOf(entries);
  }

  /** Takes the next line, with what the lines before it amount to. */
  play(entry: JournalEntry, before: Before): void {
    const { action } = entry;
    const person = this.#person(entry.examiner);
    if (action === BEGIN) this.#begin(entry, person, before);
    else if (action === ADVANCE) this.#advance(entry, person, before);
    else if (action === END) this.#end(entry, person);
    else if (ENTERED.has(action)) this.#entered(entry, person, before);
    else if (this.#state === 'under way') this.#other(entry, person, before);
    if (action === 'page.resolution') this.#resolution(entry, before);
    if (SCORING.has(action)) this.#scores = true;
    if (action === 'case.open') this.#opening = person;
    else if (!OF_AN_OPENING.has(action) || person !== this.#opening) this.#opening = null;
  }

  #stageOf(person: string): UnmaskingStage {
    return this.#state === 'under way' ? (this.#stages.get(person) ?? 'questioned') : 'scores';
  }

  #begin(entry: JournalEntry, person: string, before: Before): void {
    const known = [...before.findings().values()].find(({ marks }) =>
      marks.some(({ item }) => before.roleOf(item) !== 'questioned'),
    );
    if (this.#state !== 'never') this.#name(entry, 'sequential unmasking begun once', 'begun again');
    if (this.#scores) this.#name(entry, 'begun before scores were computed', 'scores computed before');
    if (known !== undefined) {
      this.#name(entry, 'begun before known items were examined', `finding ${known.number} before`);
    }
    if (parametersOf(entry, Begun)?.atOpening === true && this.#opening !== person) {
      this.#name(entry, 'begun while the case was open', 'said to be begun at an opening');
    }
    this.#state = 'under way';
  }

  #advance(entry: JournalEntry, person: string, before: Before): void {
    const advanced = parametersOf(entry, Advanced);
    if (this.#state !== 'under way' || advanced === null) {
      this.#name(entry, 'a lock in a case under sequential unmasking', 'another line');
      return;
    }
    const { to, findings, letters, items, seal } = advanced;
    const due = nextStage(this.#stageOf(person));
    if (due !== to) this.#name(entry, `the stage ${due ?? 'after the last'}`, `the stage ${to}`);
    const sealed = sealOfLock({ findings, letters, items });
    if (sealed !== seal) this.#name(entry, `a seal ${sealed}`, seal);
    const [expected, found] = [before.questioned(), items].map((ids) => ids.toSorted().join(', '));
    if (expected !== found) {
      this.#name(entry, `the questioned items ${expected || 'none'}`, `the items ${found || 'none'}`);
    }
    const questioned = new Set(before.questioned());
    const marked = [...before.letters()].filter(([, { item }]) => questioned.has(item));
    const standing = new Map<string, FindingStatement | LetterStatement>([...before.findings(), ...marked]);
    const named = new Map([
      ...findings.map(({ finding, sha256 }) => [finding, sha256] as const),
      ...(letters ?? []).map(({ letter, sha256 }) => [letter, sha256] as const),
    ]);
    const ofLetters = new Set([...marked.map(([id]) => id), ...(letters ?? []).map(({ letter }) => letter)]);
    const kindOf = (id: string): 'finding' | 'letter' => (ofLetters.has(id) ? 'letter' : 'finding');
    for (const [id, statement] of standing) {
      if (this.#authors.get(id) !== person || this.#locks.has(id)) continue;
      const held = named.get(id);
      if (held === sealOfLocked(statement)) continue;
      const what = `${nameOf(id, kindOf(id), before)} as it stood, SHA-256 ${sealOfLocked(statement)}`;
      this.#name(entry, what, held === undefined ? 'not locked' : `SHA-256 ${held}`);
    }
    for (const id of named.keys()) {
      if (!standing.has(id) || this.#authors.get(id) !== person || this.#locks.has(id)) {
        this.#name(
          entry,
          'findings and letters of this examiner that stand and are not locked',
          nameOf(id, kindOf(id), before),
        );
      }
      if (!this.#locks.has(id)) this.#locks.set(id, { line: entry.sequence, person });
    }
    this.#stages.set(person, to);
    this.#last.set(person, entry.sequence);
  }

  #end(entry: JournalEntry, person: string): void {
    if (this.#state !== 'under way') this.#name(entry, 'an end of what is under way', 'nothing to end');
    else if (this.#stageOf(person) !== 'scores') {
      this.#name(entry, 'ended by an examiner from whom nothing was veiled', this.#stageText(person));
    }
    this.#state = 'ended';
  }

  /** A finding or letter that is saved or taken away. */
  #entered(entry: JournalEntry, person: string, before: Before): void {
    const id = entry.subjects[0] ?? '';
    const author = this.#authors.get(id);
    if (author === undefined) this.#authors.set(id, person);
    if (this.#state === 'never') return;
    const name = nameOf(id, entry.action.startsWith('letter.') ? 'letter' : 'finding', before);
    const lock = this.#locks.get(id);
    const isSaved = entry.action === 'finding.save' || entry.action === 'letter.save';
    if (lock !== undefined) {
      const done = isSaved ? 'altered' : 'taken away';
      this.#name(entry, `${name} as journal line ${lock.line} locked it`, `${done} after it was locked`);
    }
    if (author !== undefined && author !== person && lock === undefined) {
      this.#name(entry, `${name} changed by who made it`, 'changed by another examiner');
    }
    if (!isSaved) return;
    const on = [...(parametersOf(entry, Marked)?.marks ?? []), parametersOf(entry, Of)];
    const items = on.flatMap((each) => each?.item ?? []);
    if (
      this.#stageOf(person) === 'questioned' &&
      items.some((item) => before.roleOf(item) !== 'questioned')
    ) {
      this.#name(entry, 'marks on questioned items alone', 'a mark on an item that was veiled');
    }
    const last = this.#last.get(person);
    const said = parametersOf(entry, After)?.after;
    if (said !== last) {
      const text = (line: number | undefined): string =>
        line === undefined ? 'after no lock' : `after the lock of journal line ${line}`;
      this.#name(entry, `${name} said to be made ${text(last)}`, text(said));
    }
  }

  #other(entry: JournalEntry, person: string, before: Before): void {
    const stage = this.#stageOf(person);
    if (stage !== 'scores' && OF_EVERYTHING.has(entry.action)) {
      this.#name(entry, 'own findings locked before', this.#stageText(person));
    }
    if (stage !== 'questioned') return;
    const of = parametersOf(entry, Of);
    const items = [...(of?.items ?? []), ...(of?.item === undefined ? [] : [of.item])];
    const namesWriter = entry.action === 'hand.add' && parametersOf(entry, OfWriter) !== null;
    const atVeiled =
      AT_AN_ITEM.has(entry.action) && items.some((item) => before.roleOf(item) !== 'questioned');
    if (atVeiled || namesWriter || entry.action === 'item.assign' || entry.action === 'hand.assign') {
      this.#name(entry, 'questioned items alone in hand', `${entry.action} of what was veiled`);
    }
  }

  #resolution(entry: JournalEntry, before: Before): void {
    const page = parametersOf(entry, OnPage);
    const found = [...before.findings()].find(
      ([id, { marks }]) =>
        this.#locks.has(id) && marks.some((mark) => mark.item === page?.item && mark.page === page.page),
    );
    if (found === undefined) return;
    const line = this.#locks.get(found[0])?.line;
    this.#name(
      entry,
      `the resolution that finding ${found[1].number} was measured by, locked by journal line ${line}`,
      'another resolution after it was locked',
    );
  }

  #stageText(person: string): string {
    return this.#stageOf(person) === 'questioned'
      ? 'an examiner who saw questioned items alone'
      : 'an examiner who saw no scores yet';
  }

  #name({ sequence }: JournalEntry, expected: string, found: string): void {
    const where = `journal line ${sequence}, sequential unmasking`;
    this.differences.push({ kind: 'journal', where, expected, found });
  }
}

/** What a finding or letter is called; a finding that does not stand, by its id. */
function nameOf(id: string, kind: 'finding' | 'letter', before: Before): string {
  const number = before.findings().get(id)?.number;
  return number === undefined ? `${kind} ${id}` : `finding ${number}`;
}
