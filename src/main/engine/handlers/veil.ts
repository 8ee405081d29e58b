import * as v from 'valibot';
import type { Case, FolderChanges, Item, Journal, JournalEntry } from '../../../contract/case.ts';
import type { Finding } from '../../../contract/findings.ts';
import type { RunOutcome } from '../../../contract/methods.ts';
import type { Difference, Verification } from '../../../contract/results.ts';
import type { MarkedSignature } from '../../../contract/signatures.ts';
import {
  isBefore,
  type OpenedStage,
  type UnmaskedExaminer,
  type Unmasking,
} from '../../../contract/unmasking.ts';
import type { CaseReader } from '../case/store.ts';
import { ADVANCE, type Sight, type UnmaskingRecord } from '../case/unmasking.ts';
import { parsedAs } from '../report/sealed.ts';

/** What stands in place of what an examiner may not see yet. */
const VEILED = 'veiled';

/** Whether known and unsorted items are veiled: only what is questioned is seen at first. */
export const veilsItems = ({ stage }: Sight): boolean => stage === 'questioned';
export const veilsScores = ({ stage }: Sight): boolean => isBefore(stage, 'scores');
export const veilsItem = (sight: Sight, { role }: Pick<Item, 'role'>): boolean =>
  veilsItems(sight) && role !== 'questioned';

/** A case as somebody may see it. */
export function veiledCase(view: Case, store: CaseReader, sight: Sight, record: UnmaskingRecord): Case {
  const unmasking = unmaskingFor(store, sight, record);
  if (!veilsItems(sight)) return { ...view, unmasking };
  const seen = view.items.filter((item) => !veilsItem(sight, item));
  const open = new Set(seen.map(({ id }) => id));
  return {
    ...view,
    unmasking,
    items: view.items.map((item) =>
      open.has(item.id) ? { ...item, path: shownPath(item.path) ?? VEILED } : blank(item),
    ),
    writers: [],
    // Whose a further hand is names a known writer.
    hands: view.hands.filter(({ item }) => open.has(item)).map((hand) => ({ ...hand, writer: null })),
    changes: veiledChanges(view.changes),
  };
}

/** An item of which nothing is seen but that it is there. */
function blank({ id, label, role, sha256, erased }: Item): Item {
  return {
    id,
    label,
    role,
    writer: null,
    path: VEILED,
    sha256,
    bytes: 0,
    format: null,
    pages: 0,
    width: null,
    height: null,
    dpi: null,
    dpiSource: null,
    orientation: null,
    file: 'present',
    preparation: 'none',
    words: 0,
    excludedWords: 0,
    encodedWords: 0,
    signatures: 0,
    problem: null,
    thumbnail: null,
    ...(erased === true ? { erased } : {}),
    veiled: true,
  };
}

/** Paths name known writers, that of a questioned item that lay with theirs as well: null for any but those in the folder of what is questioned. */
const shownPath = (path: string): string | null => (/^questioned\//i.test(path) ? path : null);

function veiledChanges(changes: FolderChanges): FolderChanges {
  let hidden = 0;
  const shown = (path: string): string => shownPath(path) ?? `${VEILED} file ${++hidden}`;
  const { missing, changed, unreadable, notRead, erased } = changes;
  return {
    new: changes.new.map(shown),
    missing: missing.map(shown),
    changed: changed.map(shown),
    ...(unreadable && { unreadable: unreadable.map(shown) }),
    // The reason may name the path once more.
    ...(notRead && {
      notRead: notRead.map(({ path, reason }) => {
        const name = shown(path);
        return { path: name, reason: name === path ? reason : 'is not read' };
      }),
    }),
    ...(erased && { erased: erased.map(shown) }),
  };
}

/** Signatures on what somebody may see. One of a further hand on a questioned item is shown as that of a hand of nobody known. */
export function veiledSignatures(
  signatures: readonly MarkedSignature[],
  store: CaseReader,
  sight: Sight,
): MarkedSignature[] {
  if (!veilsItems(sight)) return [...signatures];
  return signatures.flatMap((signature): MarkedSignature[] => {
    const role = store.roleOf(signature.holder) ?? 'unassigned';
    return veilsItem(sight, { role }) ? [] : [{ ...signature, role, writer: null }];
  });
}

/** How sequential unmasking stands, as somebody may see it; null for a case that was never set to it. */
export function unmaskingFor(
  store: CaseReader,
  sight: Sight,
  record: UnmaskingRecord | null = store.unmasking(),
): Unmasking | null {
  if (record === null) return null;
  const numbers = new Map(store.findings().map(({ id, number }) => [id, number]));
  return {
    begun: record.begun,
    ended: record.ended,
    stage: sight.stage,
    examiners: [...record.people.values()].map(
      ({ name, initials, role, stage, before, locks }): UnmaskedExaminer => ({
        name,
        initials,
        role,
        stage,
        before,
        locks: locks.map(({ line, at, opened, findings, seal }) => ({
          line,
          at,
          opened,
          findings: findings.every((id) => sight.seesFinding(id))
            ? findings.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b)
            : null,
          seal,
        })),
      }),
    ),
  };
}

/** What a run over items says, without what it says of items that are veiled. */
export function veiledOutcome(outcome: RunOutcome, store: CaseReader, sight: Sight): RunOutcome {
  if (!veilsItems(sight)) return outcome;
  const questioned = new Set(store.items().flatMap((item) => (veilsItem(sight, item) ? [] : [item.id])));
  return {
    ...outcome,
    failed: outcome.failed.map((failure) =>
      questioned.has(failure.item) && shownPath(failure.path) !== null
        ? failure
        : {
            ...failure,
            path: VEILED,
            problem: {
              code: failure.problem.code,
              message: 'What is wrong with this item is veiled as it is.',
            },
          },
    ),
  };
}

/** Findings that somebody may see, each with whose it is and whether it is locked. */
export function seenFindings(store: CaseReader, sight: Sight | null): Finding[] {
  const findings = store.findings();
  if (sight === null) return findings;
  const additions = store.unmasking()?.additions;
  return findings
    .filter(({ id }) => sight.seesFinding(id))
    .map((finding) => {
      const lock = sight.lockOf(finding.id);
      return {
        ...finding,
        made: {
          by: sight.authorOf(finding.id) ?? '',
          own: sight.owns(finding.id),
          locked: lock && { line: lock.line, at: lock.at },
          after: additions?.get(finding.id) ?? null,
        },
      };
    });
}

/**
 * What a line of the journal has to be of to be told: nothing veiled at all; seen items alone; what is seen from a stage on; or a
 * finding or letter that is seen.
 */
type Telling = 'always' | 'of-seen-items' | OpenedStage | 'of-seen-findings';

/** Lines by their action. One of another action, of whatever version, is told to whoever sees everything. */
export const TOLD: Readonly<Record<string, Telling>> = {
  'case.create': 'always',
  'case.open': 'of-seen-items',
  'examiner.add': 'always',
  'examiner.erase': 'scores',
  'writer.add': 'known',
  'writer.erase': 'scores',
  'item.add': 'of-seen-items',
  // Sorting shows whose writing an item is.
  'item.assign': 'known',
  'item.change': 'of-seen-items',
  'item.missing': 'of-seen-items',
  'item.return': 'of-seen-items',
  'item.prepare': 'of-seen-items',
  'item.failure': 'of-seen-items',
  // It names results, and findings by whomever.
  'item.erase': 'scores',
  'word.exclude': 'of-seen-items',
  'word.edit': 'of-seen-items',
  'word.transcribe': 'of-seen-items',
  'word.attribute': 'of-seen-items',
  'hand.add': 'of-seen-items',
  'hand.assign': 'known',
  'page.resolution': 'of-seen-items',
  'view.process': 'of-seen-items',
  'picture.save': 'of-seen-items',
  'embeddings.save': 'always',
  'model.use': 'always',
  'population.use': 'always',
  'finding.save': 'of-seen-findings',
  'finding.remove': 'of-seen-findings',
  'letter.save': 'of-seen-findings',
  'letter.remove': 'of-seen-findings',
  'comparison.run': 'scores',
  'signature.run': 'scores',
  'search.run': 'scores',
  'form.save': 'scores',
  'report.begin': 'scores',
  'report.export': 'scores',
  'report.review-begin': 'scores',
  'report.review': 'scores',
  'report.review-lost': 'scores',
  'unmasking.begin': 'always',
  'unmasking.advance': 'of-seen-findings',
  'unmasking.end': 'always',
};

const OfWriter = v.object({ writer: v.string() });

/** The journal without what its lines say of scores, of veiled items and of others' findings and letters; each line keeps its hash. */
export function veiledJournal(journal: Journal, store: CaseReader, sight: Sight): Journal {
  const items = store.items().flatMap((item) => (veilsItem(sight, item) ? [item.id] : []));
  const tells = ({ action, subjects, parameters }: JournalEntry): boolean => {
    const telling = (Object.hasOwn(TOLD, action) ? TOLD[action] : undefined) ?? 'scores';
    switch (telling) {
      case 'always':
        return true;
      case 'known':
      case 'scores':
        return !isBefore(sight.stage, telling);
      case 'of-seen-findings':
        // What follows a finding are its marks; a lock names findings and letters alone.
        return (action === ADVANCE ? subjects : subjects.slice(0, 1)).every((id) => sight.seesFinding(id));
      case 'of-seen-items':
        return !(
          items.some((id) => subjects.includes(id) || parameters.includes(id)) ||
          (veilsItems(sight) && parsedAs(parameters, OfWriter) !== null)
        );
    }
  };
  return {
    ...journal,
    entries: journal.entries.map((entry) =>
      tells(entry) ? entry : { ...entry, subjects: [], parameters: '{}', veiled: true },
    ),
  };
}

/** Differences that say no score, and nothing that anybody found. */
const OF_EVIDENCE: ReadonlySet<Difference['kind']> = new Set(['file', 'crop', 'model', 'word']);

/** How a difference begins that is about a result: which items or signatures somebody compared is told with scores. */
const OF_RESULT = /^(comparison|search|signatures?) /;

/** A verification that says that something differs, and of veiled things not what. */
export function veiledVerification(verification: Verification, sight: Sight | null): Verification {
  if (sight === null || !veilsScores(sight)) return verification;
  const { differences, erased, notRecomputed, checked, ...rest } = verification;
  const { files, words, embeddings, journalEntries } = checked;
  const tells = ({ kind, where }: Difference): boolean =>
    !veilsItems(sight) && OF_EVIDENCE.has(kind) && !OF_RESULT.test(where);
  return {
    ...rest,
    // How many results, reports, findings and letters there are tells what others have done.
    checked: { files, words, embeddings, journalEntries },
    differences: differences.map((difference): Difference =>
      tells(difference)
        ? difference
        : {
            kind: difference.kind,
            where: VEILED,
            expected: 'what the journal and the evidence say',
            found: 'something else; it is told once your own findings are locked',
          },
    ),
    ...(erased && { erased: erased.map(() => VEILED) }),
    ...(notRecomputed && { notRecomputed: notRecomputed.map(() => VEILED) }),
  };
}
