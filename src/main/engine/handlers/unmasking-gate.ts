import type { ItemRole } from '../../../contract/case.ts';
import type { MethodName, ParsedArguments, Result } from '../../../contract/methods.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { isBefore, type OpenedStage } from '../../../contract/unmasking.ts';
import type { CaseReader } from '../case/store.ts';
import { sightOf, type Sight, type UnmaskingRecord } from '../case/unmasking.ts';
import type { CallContext, Services } from '../services.ts';
import {
  veiledCase,
  veiledJournal,
  veiledOutcome,
  veiledSignatures,
  veiledVerification,
  veilsItem,
} from './veil.ts';

/** A case under sequential unmasking, as whoever calls may see it. */
interface Seen {
  readonly store: CaseReader;
  readonly record: UnmaskingRecord;
  readonly sight: Sight;
}

/** What sequential unmasking asks of one method. */
interface Rule<M extends MethodName> {
  /** The stage that whoever calls must have reached. */
  readonly needs?: OpenedStage;
  /** Ids of items, pages, words, further hands or pictures that the call is about; none may be of a veiled item. */
  readonly about?: (args: ParsedArguments<M>) => readonly string[];
  /** Throws where there is more that hinders the call. */
  readonly admit?: (args: ParsedArguments<M>, seen: Seen) => void;
  /** What of the answer may be seen. */
  readonly show?: (result: Result<M>, seen: Seen) => Result<M>;
}

/** A method that neither reads nor changes what a case holds. */
const NOT_OF_A_CASE = {};
/** A method that tells and takes nothing that is veiled from anybody. */
const OPEN = {};
/** A method whose handler asks what may be seen. */
const ASKS_ITSELF = {};

const shownCase = {
  show: (view: Result<'case.get'>, { store, sight, record }: Seen) => veiledCase(view, store, sight, record),
};
const shownOutcome = {
  show: (outcome: Result<'case.prepare'>, { store, sight }: Seen) => veiledOutcome(outcome, store, sight),
};

/** Every method of the contract, so that none comes to be without somebody having said what it does here. */
export const RULES: { readonly [M in MethodName]: Rule<M> } = {
  'engine.info': NOT_OF_A_CASE,
  'examiner.get': NOT_OF_A_CASE,
  'examiner.save': NOT_OF_A_CASE,
  'folder.list': NOT_OF_A_CASE,
  'demo.create': NOT_OF_A_CASE,
  'model.list': NOT_OF_A_CASE,
  'model.get': NOT_OF_A_CASE,
  'model.add': NOT_OF_A_CASE,
  'model.remove': NOT_OF_A_CASE,
  'model.calibrate': NOT_OF_A_CASE,
  'population.list': NOT_OF_A_CASE,
  'population.add': NOT_OF_A_CASE,
  'population.remove': NOT_OF_A_CASE,
  'population.validation': NOT_OF_A_CASE,
  'validation.check': NOT_OF_A_CASE,
  'validation.run': NOT_OF_A_CASE,
  'scale.get': NOT_OF_A_CASE,
  'scale.set': NOT_OF_A_CASE,
  'laboratory.get': NOT_OF_A_CASE,
  'laboratory.save': NOT_OF_A_CASE,
  'support.lastCrash': NOT_OF_A_CASE,
  'support.dismissCrash': NOT_OF_A_CASE,
  // Two files that the caller names: whoever has the folder can look at them with any other program as well.
  'pair.run': NOT_OF_A_CASE,

  'case.open': shownCase,
  'case.get': shownCase,
  'case.useModel': shownCase,
  'case.usePopulation': shownCase,
  'case.close': OPEN,
  'case.recent': OPEN,
  'case.prepare': shownOutcome,
  'case.encode': shownOutcome,
  // Whoever has to erase names what is to be erased, and learns where it still lies; that can wait for nobody's stage.
  'case.erase': OPEN,

  'image.read': { about: ({ image }) => [image] },
  'item.pages': { about: ({ item }) => [item] },
  // Sorting shows whose writing an item is.
  'item.assign': { needs: 'known' },
  'word.exclude': { about: ({ words }) => words },
  'word.edit': { about: ({ page }) => [page] },
  'word.transcribe': { about: ({ word }) => [word] },
  'word.attribute': { about: ({ words, hand }) => (hand === null ? words : [...words, hand]) },
  'hand.add': {
    about: ({ item }) => [item],
    admit: ({ writer }, { sight }) => {
      if (writer !== undefined) requireStage(sight, 'known');
    },
  },
  'hand.assign': { needs: 'known' },
  'page.resolution': { about: ({ pages }) => pages, admit: requireUnlockedPages },
  'view.process': { about: ({ page }) => [page] },
  'picture.save': { about: ({ last }) => last?.items ?? [] },

  'finding.list': ASKS_ITSELF,
  'finding.annotations': ASKS_ITSELF,
  'finding.save': {
    about: ({ finding }) => finding.marks.map(({ page }) => page),
    admit: ({ id }, seen) => {
      if (id !== undefined) requireOwnUnlocked(id, seen);
    },
  },
  'finding.remove': { admit: ({ id }, seen) => requireOwnUnlocked(id, seen) },

  'letter.list': {
    show: (letters, { store, sight }) =>
      letters.filter(
        ({ id, item }) => sight.seesFinding(id) && !veilsItem(sight, { role: roleIn(store, item) }),
      ),
  },
  'letter.save': {
    about: ({ letter }) => [letter.page],
    admit: ({ id }, seen) => {
      if (id !== undefined) requireOwnLetter(id, seen);
    },
  },
  'letter.remove': { admit: ({ id }, seen) => requireOwnLetter(id, seen) },

  'signature.marked': {
    show: (signatures, { store, sight }) => veiledSignatures(signatures, store, sight),
  },
  'signature.run': { needs: 'scores' },
  'signature.list': { needs: 'scores' },
  'comparison.run': { needs: 'scores' },
  'comparison.list': { needs: 'scores' },
  'search.run': { needs: 'scores' },
  'search.list': { needs: 'scores' },
  'chart.scores': { needs: 'scores' },
  'chart.nearness': { needs: 'scores' },
  'chart.why': { needs: 'scores' },

  // It holds what was told of the case beforehand, and somebody's opinion of it.
  'form.get': { needs: 'scores' },
  'form.save': { needs: 'scores' },
  // A report holds everything.
  'report.export': { needs: 'scores', admit: requireAllLocked },
  'report.list': { needs: 'scores' },
  'report.review': { needs: 'scores' },
  'report.reviewLost': { needs: 'scores' },
  'case.verify': { show: (verification, { sight }) => veiledVerification(verification, sight) },
  'verify.run': ASKS_ITSELF,
  'journal.read': { show: (journal, { store, sight }) => veiledJournal(journal, store, sight) },

  'unmasking.begin': shownCase,
  'unmasking.advance': shownCase,
  'unmasking.end': shownCase,
  'unmasking.agreement': { needs: 'scores' },
};

/**
 * Lets a call pass to its handler. Throws `veiled` for what is veiled from whoever calls.
 *
 * @param args as they were checked against the contract.
 */
export function admit<M extends MethodName>(
  services: Services,
  method: M,
  args: ParsedArguments<M>,
  context: CallContext,
): void {
  const seen = seenOf(services, caseOf(args), context);
  if (seen === null) return;
  requireVisible(method, args, seen);
  const { admit: requireMore }: Rule<M> = RULES[method];
  requireMore?.(args, seen);
}

/** Throws `veiled` for what is veiled from whoever calls. */
function requireVisible<M extends MethodName>(
  method: M,
  args: ParsedArguments<M>,
  { store, sight }: Seen,
): void {
  const { needs, about }: Rule<M> = RULES[method];
  if (needs !== undefined) requireStage(sight, needs);
  for (const id of about?.(args) ?? []) {
    const role = store.roleOf(id);
    // What leads nowhere is for the handler to say.
    if (role !== null && veilsItem(sight, { role })) requireStage(sight, 'known');
  }
}

/** An answer as whoever called may see it by now. Throws `veiled` where they may not see any of it any more. */
export function shown<M extends MethodName>(
  services: Services,
  method: M,
  args: ParsedArguments<M>,
  result: Result<M>,
  context: CallContext,
): Result<M> {
  const { show }: Rule<M> = RULES[method];
  // An opening names a folder, and only its answer the case.
  const seen = seenOf(services, caseOf(args) ?? openedBy(method, result), context);
  if (seen === null) return result;
  requireVisible(method, args, seen);
  return show ? show(result, seen) : result;
}

function seenOf({ cases }: Services, id: string | undefined, { viewer }: CallContext): Seen | null {
  const store = id === undefined ? undefined : cases.get(id)?.store;
  const record = store?.unmasking() ?? null;
  return store === undefined || record === null ? null : { store, record, sight: sightOf(record, viewer) };
}

const openedBy = (method: MethodName, result: unknown): string | undefined =>
  method === 'case.open' ? (result as Result<'case.open'>).id : undefined;

const caseOf = (args: object): string | undefined =>
  'case' in args && typeof args.case === 'string' ? args.case : undefined;

const REFUSALS: Readonly<Record<OpenedStage, string>> = {
  known:
    'Known items, and whose they are, are veiled from you in this case until you have locked what you found in the questioned items.',
  scores:
    'Scores, reports, the case form and what other examiners found are veiled from you in this case until you have locked your own findings on questioned and known items.',
};

function requireStage({ stage }: Sight, needed: OpenedStage): void {
  if (isBefore(stage, needed)) throw new ChirographError('veiled', REFUSALS[needed]);
}

/** Findings of an examiner who has not locked them all yet must not be put before anybody, by a report either. */
function requireAllLocked(_: ParsedArguments<'report.export'>, { store, record }: Seen): void {
  if (record.ended !== null) return;
  const authors = new Set(store.findings().map(({ id }) => record.authors.get(id)));
  const open = [...record.people].filter(([key, { stage }]) => authors.has(key) && stage !== 'scores');
  if (open.length === 0) return;
  throw new ChirographError(
    'veiled',
    `A report shows what every examiner found. It can be made once these have locked their own findings for good: ${open.map(([, { name }]) => name).join(', ')}; or once sequential unmasking is ended.`,
  );
}

function requireOwnUnlocked(id: string, { store, record, sight }: Seen): void {
  // One that nobody made is for the handler to name. One that was taken away is still its examiner's.
  if (!record.authors.has(id)) return;
  const number = store.findings().find((finding) => finding.id === id)?.number;
  const named = number === undefined ? 'This finding' : `Finding ${number}`;
  if (!sight.owns(id)) {
    // Of one that is veiled not even its number is told.
    throw sight.seesFinding(id)
      ? new ChirographError(
          'not-allowed',
          `${named} is another examiner's. Say what you see in a finding of your own.`,
        )
      : new ChirographError('not-found', 'This case has no such finding. Read the case again.');
  }
  const lock = sight.lockOf(id);
  if (lock === null) return;
  throw new ChirographError(
    'not-allowed',
    `${named} was locked on ${momentOf(lock.at)} (journal line ${lock.line}) and stays as it is. Say what you see now in a finding of its own: it is entered as made after that lock.`,
  );
}

function requireOwnLetter(id: string, { record, sight }: Seen): void {
  if (!record.authors.has(id)) return;
  if (sight.owns(id)) {
    const lock = sight.lockOf(id);
    if (lock === null) return;
    throw new ChirographError(
      'not-allowed',
      `This letter was locked on ${momentOf(lock.at)} (journal line ${lock.line}) and stays as it is. Mark another: it is entered as marked after that lock.`,
    );
  }
  throw sight.seesFinding(id)
    ? new ChirographError('not-allowed', 'This letter was marked by another examiner. Mark one of your own.')
    : new ChirographError('not-found', 'This case has no such letter. Read the case again.');
}

const roleIn = (store: CaseReader, item: string): ItemRole => store.roleOf(item) ?? 'unassigned';

/** What was measured of a locked finding rests on the resolution of its page. */
function requireUnlockedPages({ pages }: ParsedArguments<'page.resolution'>, { store, sight }: Seen): void {
  const named = new Set(pages);
  const locked = store
    .findings()
    .find(({ id, marks }) => sight.lockOf(id) !== null && marks.some(({ page }) => named.has(page)));
  if (locked === undefined) return;
  throw new ChirographError(
    'not-allowed',
    sight.seesFinding(locked.id)
      ? 'The resolution of this page cannot be changed any more: measures of findings that are locked rest on it.'
      : 'The resolution of this page cannot be changed at this stage of sequential unmasking.',
  );
}

const momentOf = (at: string): string => `${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;
